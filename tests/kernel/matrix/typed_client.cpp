// SPDX-License-Identifier: MIT
// Each carrier: KIND_CALL KIND_EVENT KIND_TABLE
//
// A program of the typed client that uses one carrier for everything: what the library adds to it.
#include <array>
#include <chrono>

#include <fmt/format.h>

#include "all_types.gw.hpp"
#include "carriers.hpp"

namespace {

void requests(all_types::client& client) {
    client.level.set(77).value();
    CHECK_EQ(client.level.get().value(), 77U);
    client.label.set("spoken").value();
    CHECK_EQ(std::string{client.label.get().value()}, std::string{"spoken"});
    CHECK_EQ(client.ask().value().answer, 42U);
    const auto refused = client.level.set(9);
    CHECK(!refused);
    CHECK_EQ(refused.error().number, ERANGE);
    fmt::print("{}\n", refused.error().message);
    CHECK(refused.error().message.find("a value is outside its range") != std::string::npos);
    const auto failed = client.fail({.error = -ENOENT});
    CHECK(!failed);
    CHECK_EQ(failed.error().number, ENOENT);
}

void rows(all_types::client& client) {
    client.fill({.first = 5, .count = 3000, .step = 2}).value();
    const auto all = client.items.rows().value();
    CHECK(all.consistent());
    std::uint32_t next = 5;
    for (const auto& row : all) {
        CHECK_EQ(row.id, next);
        CHECK_EQ(row.half, -(std::int64_t{next} / 2));
        next += 2;
    }
    CHECK_EQ(next, 6005U);
    client.empty({.first = 5, .count = 3000, .step = 2}).value();
}

// Far more than the socket holds: all of it is accounted for.
void losses(all_types::client& client) {
    auto ticks = client.tick.subscribe({.depth = 16}).value();
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
    CHECK(!ticks.closed().has_value());
}

void notices(all_types::client& client) {
    auto levels = client.level.subscribe().value();
    const auto first = levels.next();
    CHECK(first);
    CHECK_EQ(*first, 77U); // the present value
    client.level.set(78).value();
    CHECK_EQ(*levels.next(), 78U);
}

} // namespace

int main(int argc, char** argv) {
    const auto& carrier = test::carrier_asked_for(argc, argv);
    test::module all_types_module{"all_types"};
    auto client = all_types::client::connect({.via = {carrier.name}}).value();
    requests(client);
    rows(client);
    losses(client);
    if ((carrier.kinds & GW_KIND_CHANGE) != 0)
        notices(client);

    auto ticks = client.tick.subscribe().value();
    client.emit({.count = 5}).value();
    all_types_module.unload();
    unsigned received = 0;
    for (const auto& item : ticks) { // ends by itself
        CHECK(item);
        ++received;
    }
    CHECK_EQ(received, 5U);
    CHECK(ticks.closed().has_value());
    fmt::print("{}\n", *ticks.closed());
    const auto refused = client.ask();
    CHECK(!refused);
    CHECK_EQ(refused.error().number, ENODEV);
    fmt::print("{}\n", refused.error().message);
}
