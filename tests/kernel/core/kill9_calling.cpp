// SPDX-License-Identifier: MIT
// Carriers: ioctl io_uring netlink genetlink sockopt syscall
//
// Callers killed inside a handler and in front of it, by each carrier that has calls: the handler
// ends, the next caller is served.
#include "callers.hpp"

namespace {

void killed(const test::caller& by, const test::caller& by_behind, bool inner_first) {
    test::child inside{[&] { by.slow(600'000, false); }};
    test::wait_until_slow();
    test::child in_front{[&] { by_behind.slow(600'000, false); }};
    in_front.wait_until_in(by_behind.sleeps_in);
    if (!inner_first)
        in_front.kill9();
    inside.kill9();
    if (inner_first)
        in_front.kill9();
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    const auto callers = test::callers();
    for (const auto& by : callers)
        for (const auto& by_behind : callers)
            for (const bool inner_first : {false, true}) {
                killed(by, by_behind, inner_first);
                for (const auto& next : callers)
                    CHECK_EQ(next.nothing(), 0);
            }
}
