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
    const std::uint64_t sent = 3010;
    for (const std::uint32_t count : {10U, 3000U})
        client.emit({.count = count, .how = all_types::manner::alert}).value();
    bool unknown = false;
    while (raised.received() + raised.lost() < sent && !unknown) {
        const auto next = raised.next(std::chrono::milliseconds{test::patience_ms});
        CHECK(!next.empty());
        unknown = next.lost() && !next.lost()->count;
    }
    fmt::print("received {} lost {}{}\n", raised.received(), raised.lost(),
               unknown ? " and more" : "");
    CHECK(raised.received() > 0);
    CHECK(raised.received() + raised.lost() <= sent);

    all_types_module.unload();
    CHECK(told.next(std::chrono::milliseconds{test::patience_ms}).closed());
    CHECK(told.closed().has_value());
    fmt::print("{}\n", *told.closed());
}
