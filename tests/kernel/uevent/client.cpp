// SPDX-License-Identifier: MIT
//
// A program of the typed client: records as structs, losses counted, and the end of the module.
#include <fmt/format.h>

#include "all_types.gw.hpp"
#include "test.hpp"

int main() {
    test::module all_types_module{"all_types"};
    const auto client = all_types::client::connect().value();
    auto told = client.told.subscribe().value();
    client.tell({.text = "by the client"}).value();
    const auto first = told.next(std::chrono::milliseconds{test::patience_ms});
    CHECK(first);
    fmt::print("{}\n", *first);
    CHECK(first->hue == all_types::color::blue);
    CHECK_EQ(std::string{first->text}, std::string{"by the client"});

    auto raised = client.raised.subscribe({.depth = 16}).value();
    // More than there is room for: that something is missing is told at once; how much, with the
    // next record.
    const auto emit = [&](std::uint32_t count) {
        client.emit({.count = count, .how = all_types::manner::alert}).value();
    };
    emit(1);
    CHECK(raised.next(std::chrono::milliseconds{test::patience_ms}));
    emit(3000);
    std::uint64_t sent = 3001;
    for (int calm = 0; raised.received() + raised.lost() < sent; calm += 1) {
        CHECK(calm * 100 < test::patience_ms);
        while (raised.received() + raised.lost() < sent &&
               !raised.next(std::chrono::milliseconds{100}).empty())
            ;
        if (raised.received() + raised.lost() < sent) { // the last ones are missing, too
            emit(1);
            ++sent;
        }
    }
    fmt::print("received {} lost {}\n", raised.received(), raised.lost());
    CHECK_EQ(raised.received() + raised.lost(), sent);
    CHECK(raised.lost() > 0);

    all_types_module.unload();
    CHECK(told.next(std::chrono::milliseconds{test::patience_ms}).closed());
    CHECK(told.closed().has_value());
    fmt::print("{}\n", *told.closed());
}
