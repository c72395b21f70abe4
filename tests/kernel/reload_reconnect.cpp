// SPDX-License-Identifier: MIT
//
// A program of the typed client whose module is unloaded and loaded again: it is told why, its old
// connection stays dead, and a new one works.
#include <fmt/format.h>

#include "gwt.gw.hpp"
#include "test.hpp"

int main() {
    for (int i = 0; i < 3; ++i) {
        test::module gwt_module{"gwt"};
        auto client = gwt::client::connect().value();
        auto ticks = client.tick.subscribe().value();
        const auto sent = client.emit({.count = 5}).value().sent;
        CHECK_EQ(sent, 5U);
        gwt_module.unload();

        unsigned received = 0;
        for (const auto& item : ticks) { // ends by itself
            CHECK(item);
            CHECK_EQ(item->nr, received);
            ++received;
        }
        CHECK_EQ(received, 5U);
        CHECK(ticks.closed().has_value());
        fmt::print("{}\n", *ticks.closed());
        CHECK(ticks.closed()->find("unloaded") != std::string::npos);
        const auto refused = client.ask();
        CHECK(!refused);
        CHECK_EQ(refused.error().number, ENODEV);
        const auto gone = gwt::client::connect();
        CHECK(!gone);
        fmt::print("{}\n", gone.error().message);
    }
}
