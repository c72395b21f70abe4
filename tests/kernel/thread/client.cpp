// SPDX-License-Identifier: MIT
// Carriers: ioctl
//
// A subscription by the library and by the command: records, losses that add up, and the end of the
// module in words.
#include <array>
#include <chrono>

#include <fmt/format.h>

#include "all_types.gw.hpp"
#include "command.hpp"

int main() {
    test::module all_types_module{"all_types"};
    const auto client = all_types::client::connect({.via = {"thread", "ioctl"}}).value();
    auto ticks = client.tick.subscribe().value();
    for (const std::uint32_t count : {10U, 20000U, 3U}) {
        client.emit({.count = count}).value();
        const auto wanted = ticks.received() + ticks.lost() + count;
        while (ticks.received() + ticks.lost() < wanted)
            CHECK(!ticks.next(std::chrono::milliseconds{test::patience_ms}).empty());
        CHECK_EQ(ticks.received() + ticks.lost(), wanted);
        CHECK(ticks.try_next().empty());
    }
    fmt::print("received {} lost {}\n", ticks.received(), ticks.lost());
    CHECK(ticks.lost() > 0);

    test::command watch{"exec " + test::folder() +
                        "/gangway watch all_types.note --via thread --count 1"};
    CHECK(test::eventually([&] {
        client.tell({.text = "by the thread"}).value();
        return test::has(watch.out(), "by the thread");
    }));
    CHECK_EQ(watch.end().status, 0);

    all_types_module.unload();
    CHECK(ticks.next(std::chrono::milliseconds{test::patience_ms}).closed());
    CHECK(ticks.closed().has_value());
    fmt::print("{}\n", *ticks.closed());
}
