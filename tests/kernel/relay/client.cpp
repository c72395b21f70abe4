// SPDX-License-Identifier: MIT
//
// A program of the typed client: records as structs from all CPUs by time, a loss in its place, the
// end of the module.
#include <fmt/format.h>

#include "all_types.gw.hpp"
#include "test.hpp"

int main() {
    constexpr std::chrono::milliseconds patience{test::patience_ms};
    test::module all_types_module{"all_types"};
    const auto client = all_types::client::connect().value();
    const auto relayed = [&](std::uint32_t count) {
        client.emit({.count = count, .how = all_types::manner::relayed}).value();
    };
    auto swift = client.swift.subscribe().value();
    auto spin = client.spin.subscribe().value(); // reads only when all is over
    const auto second = client.swift.subscribe();
    CHECK(!second);
    fmt::print("{}\n", second.error().message);
    CHECK_EQ(second.error().number, EBUSY);

    const auto last = static_cast<unsigned>(sysconf(_SC_NPROCESSORS_ONLN)) - 1;
    test::run_on(0);
    relayed(1);
    test::run_on(last);
    relayed(1);
    for (const unsigned cpu : {0U, last}) {
        const auto item = swift.next(patience);
        CHECK(item);
        CHECK_EQ(item->cpu, cpu);
        CHECK(item.time().time_since_epoch().count() > 0);
    }

    // Far more than there is room for; the loss comes behind what came before it.
    relayed(10000);
    relayed(1);
    std::uint64_t sent = 10003;
    bool was_lost = false;
    while (swift.received() + swift.lost() < sent) {
        const auto item = swift.next(patience);
        CHECK(item || item.lost().has_value());
        CHECK(!was_lost || !item);
        was_lost = was_lost || item.lost().has_value();
    }
    fmt::print("received {} lost {}\n", swift.received(), swift.lost());
    CHECK(was_lost);
    CHECK_EQ(swift.received() + swift.lost(), sent);

    // What was overwritten before it read at all is lost to it, but not to who comes later.
    auto late = client.spin.subscribe().value();
    while (spin.received() + spin.lost() < sent)
        CHECK(!spin.next(patience).empty());
    fmt::print("overwriting: received {} lost {}\n", spin.received(), spin.lost());
    CHECK_EQ(spin.received() + spin.lost(), sent);
    CHECK(spin.received() > 0 && spin.lost() > 0);
    CHECK(spin.try_next().empty());
    CHECK(late.next(patience));

    relayed(1);
    all_types_module.unload();
    CHECK(swift.next(patience)); // what was sent before comes first
    CHECK(swift.next(patience).closed());
    fmt::print("{}\n", *swift.closed());
}
