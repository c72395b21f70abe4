// SPDX-License-Identifier: MIT
#include "client/ask.hpp"

#include <fmt/format.h>

namespace gangway::dynamic {

error explained(const subject& of, error why, purpose what_for) {
    if (why.carrier.empty() && of.existing)
        return explain_existing(of.interface, of.what, of.carrier, why.number, what_for);
    if (why.carrier.empty()) // else the carrier has already explained it
        return explain(of.interface, &of.what, of.carrier, why.number, what_for);
    why.element = fmt::format("{}.{}", of.interface, of.what.name);
    why.message = fmt::format("{}: {}", why.element, why.message);
    return why;
}

error ended(int number, bool begun) {
    return {.number = number,
            .message =
                fmt::format("{} {}", number == ECANCELED ? "was stopped" : "reached its deadline",
                            begun ? "while it waited for the kernel" : "before it was asked")};
}

} // namespace gangway::dynamic
