// SPDX-License-Identifier: MIT
// Carriers: ioctl ring sysfs
//
// A program of the typed client whose module is unloaded and loaded again: it learns why, its old
// connection stays dead, and a new one works.
#include <optional>

#include <fmt/format.h>

#include "all_types.gw.hpp"
#include "test.hpp"

int main() {
    // Of the module before, by its files: one that has read them, one that never did.
    std::optional<all_types::client> reader;
    std::optional<all_types::client> idle;
    for (int i = 0; i < 3; ++i) {
        test::module all_types_module{"all_types"};
        for (const auto* before : {&reader, &idle}) {
            CHECK_EQ(before->has_value(), i != 0);
            if (i != 0) {
                CHECK_EQ((*before)->level.get().error().number, ENODEV);
                CHECK_EQ((*before)->level.set(20).error().number, ENODEV);
            }
        }
        reader = all_types::client::connect({.via = {"sysfs"}}).value();
        idle = all_types::client::connect({.via = {"sysfs"}}).value();
        CHECK_EQ(reader->level.get().value(), 100);
        CHECK(reader->level.set(30));
        CHECK_EQ(reader->level.get().value(), 30);
        auto client = all_types::client::connect().value();
        auto ticks = client.tick.subscribe().value();
        const auto sent = client.emit({.count = 5}).value().sent;
        CHECK_EQ(sent, 5U);
        all_types_module.unload();

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
        const auto gone = all_types::client::connect();
        CHECK(!gone);
        fmt::print("{}\n", gone.error().message);
    }
}
