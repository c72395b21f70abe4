// SPDX-License-Identifier: MIT
// Carriers: ioctl
//
// By the library each event is an item without content, and the sum of them is what was sent.
#include "all_types.gw.hpp"
#include "command.hpp"
#include "ring.hpp"

int main() {
    constexpr auto patience = std::chrono::milliseconds{test::patience_ms};
    test::module module{"all_types"};
    const auto by = all_types::client::connect({.via = {"eventfd", "ioctl"}}).value();
    auto ticks = by.tick.subscribe().value();
    {
        const test::file fd{ALL_TYPES_NODE};
        CHECK(ticks.try_next().empty());
        test::emit(fd, 3);
        for (int i = 0; i < 3; ++i) {
            const auto item = ticks.next(patience);
            CHECK(item);
            CHECK_EQ(item->nr, 0U);
        }
        test::emit(fd, 100'000);
        while (ticks.received() < 100'003)
            CHECK(ticks.next(patience));
        CHECK(ticks.try_next().empty());
        test::child sender{[] {
            const test::file own{ALL_TYPES_NODE};
            test::emit(own, 1);
        }};
        CHECK(ticks.next(patience));
        sender.join();
        test::emit(fd, 10);
    }
    module.unload();
    std::uint64_t items = 0;
    for (const auto& item : ticks)
        items += item ? 1 : 0;
    CHECK_EQ(items, 10U);
    CHECK_EQ(ticks.lost(), 0U);
    CHECK(ticks.closed()->find("unloaded") != std::string::npos);
}
