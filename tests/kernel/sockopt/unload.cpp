// SPDX-License-Identifier: MIT
//
// The provider goes, while it is in use and while it is not: its options are nobody's from then on,
// and not the next one's. Callers are killed.
#include <memory>

#include "all_types.gw.h"
#include "many_instances.gw.h"
#include "sockopt.hpp"

namespace {

int slow(const test::options& by, bool stubborn) {
    union all_types_gw_slow sleep{};
    sleep.request.ms = stubborn ? 100 : 600'000;
    sleep.request.stubborn = stubborn;
    return by.get(ALL_TYPES_SLOW, sleep);
}

void in_use(bool stubborn) {
    test::module all_types{"all_types"};
    const test::options by;
    test::child served{[&] {
        if (stubborn)
            CHECK_OK(slow(by, true));
        else
            CHECK_ERRNO(slow(by, false), ENODEV);
    }};
    test::wait_until_slow();
    test::child next{[&] { CHECK_ERRNO(by.call(ALL_TYPES_NOTHING), ENODEV); }};
    next.wait_until_in(SYS_getsockopt);
    test::child setter{
        [&] { CHECK_ERRNO(by.set(ALL_TYPES_LEVEL, all_types_gw_level{50}), ENODEV); }};
    setter.wait_until_in(SYS_setsockopt);
    all_types.unload();
    for (auto* const each : {&served, &next, &setter})
        each->join();
    CHECK_ERRNO(by.call(ALL_TYPES_NOTHING), ENODEV);
}

void not_the_next_ones() {
    auto first = std::make_unique<test::module>("all_types");
    test::options by;
    const int before = by.option(0);
    first.reset();
    CHECK_ERRNO(by.call(ALL_TYPES_NOTHING), ENODEV);
    CHECK_ERRNO(by.find("all_types"), ENODEV);
    const test::module many{"many_instances"};
    const test::module again{"all_types"};
    CHECK_ERRNO(by.call(ALL_TYPES_NOTHING), ENODEV);
    CHECK_OK(by.find("all_types"));
    CHECK(by.option(0) != before);
    CHECK_OK(by.call(ALL_TYPES_NOTHING));
    CHECK(test::options{"many_instances@alpha"}.option(0) != before);
}

void killed() {
    const test::module all_types{"all_types"};
    const test::options by;
    for (int i = 0; i < 10; ++i) {
        test::child inside{[&] { slow(by, false); }};
        test::wait_until_slow();
        test::child in_front{[&] { slow(by, false); }};
        in_front.wait_until_in(SYS_getsockopt);
        (i % 2 == 0 ? in_front : inside).kill9();
        (i % 2 == 0 ? inside : in_front).kill9();
        CHECK_OK(by.call(ALL_TYPES_NOTHING));
    }
}

// gangway.ko is there as long as somebody is in a request.
void gangway_stays() {
    const test::module all_types{"all_types"};
    CHECK_ERRNO(syscall(SYS_delete_module, "gangway", O_NONBLOCK),
                test::built_in() ? ENOENT : EAGAIN);
}

} // namespace

int main() {
    in_use(true);
    in_use(false);
    not_the_next_ones();
    killed();
    gangway_stays();
}
