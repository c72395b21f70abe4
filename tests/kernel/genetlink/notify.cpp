// SPDX-License-Identifier: MIT
//
// A listener is notified of each new value of a property, whoever set it; of the last one always.
#include "genl.hpp"

int main() {
    const test::module all_types{"all_types"};
    test::genl listener;
    test::genl caller;
    const test::file fd{ALL_TYPES_NODE};
    CHECK_OK(listener.join(ALL_TYPES_GENL_GROUP_LEVEL));
    std::uint64_t last = listener.status(ALL_TYPES_LEVEL);

    const auto hear = [&](unsigned wanted) {
        for (;;)
            for (const auto& m : listener.receive()) {
                CHECK_EQ(m.command, ALL_TYPES_LEVEL);
                CHECK_EQ(m.sequence(), ++last);
                if (test::as<std::uint8_t>(m.data().at(1)) == wanted)
                    return;
            }
    };
    CHECK_EQ(caller.ask(ALL_TYPES_LEVEL | GW_GENL_SET, test::only(std::uint8_t{20})).error, 0);
    hear(20);
    all_types_gw_level level{30};
    CHECK_OK(ioctl(fd, ALL_TYPES_IOC_SET_LEVEL, &level));
    hear(30);
    // The value that it has, what is refused, and changes of other properties are not received.
    CHECK_OK(ioctl(fd, ALL_TYPES_IOC_SET_LEVEL, &level));
    level.value = 5;
    CHECK_ERRNO(ioctl(fd, ALL_TYPES_IOC_SET_LEVEL, &level), ERANGE);
    CHECK_EQ(
        caller.ask(ALL_TYPES_LABEL | GW_GENL_SET, test::only(std::array<char, 2>{'x', '\0'})).error,
        0);
    CHECK_EQ(caller.status(ALL_TYPES_LEVEL), last);
    CHECK(listener.receive(MSG_DONTWAIT).empty());
    // The worker looks at the value when it comes to it: some are passed over, the last may be
    // reported twice.
    for (unsigned value = 10; value <= 200; ++value) {
        level.value = static_cast<std::uint8_t>(value);
        CHECK_OK(ioctl(fd, ALL_TYPES_IOC_SET_LEVEL, &level));
    }
    hear(200);
}
