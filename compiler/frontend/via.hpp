// SPDX-License-Identifier: MIT
//
// `via:` of an element: is each of its carriers able to carry it?
#pragma once

#include "frontend/workbench.hpp"

namespace gangway::compiler {

/// The carriers of an element of a module's: those named, or else the first that fits.
void read_via(workbench& w, element& e, const node& n);

/// Once for all elements, unless the description says that its data is public.
void warn_of_guards(workbench& w);

/// Adds the carriers of a list to those of the element. Returns where each of them stands.
std::vector<position> read_carriers(workbench& w, element& e, const node& list);

} // namespace gangway::compiler
