// SPDX-License-Identifier: MIT
#include "carriers/mechanism.hpp"

namespace gangway::compiler {

namespace {

class tracepoint final : public mechanism {};

} // namespace

const mechanism& tracepoint_mechanism() {
    static const tracepoint it;
    return it;
}

} // namespace gangway::compiler
