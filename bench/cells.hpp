// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "measure.hpp"

namespace bench {

void measure_gangway(std::vector<cell>& into);
void measure_events(std::vector<cell>& into);
void measure_handwritten(std::vector<cell>& into);
/// What does not grow as it should, in sentences.
std::vector<std::string> measure_growth(std::vector<cell>& into);

} // namespace bench
