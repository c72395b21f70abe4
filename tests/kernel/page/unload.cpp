// SPDX-License-Identifier: MIT
//
// The module goes while its page is mapped, or a reader is killed: who still has it sees that the
// values are gone, and the client says so in words.
#include <fmt/format.h>

#include "all_types.gw.hpp"
#include "page.hpp"

int main() {
    for (unsigned i = 0; i < 5; ++i) {
        test::module all_types_module{"all_types"};
        const test::file fd{ALL_TYPES_NODE};
        const test::pages by{fd};
        all_types_gw_level level{};
        CHECK(by.get(ALL_TYPES_LEVEL, level));
        const auto client = all_types::client::connect({.via = {"page"}}).value();
        CHECK_EQ(client.level.get().value(), 100);
        CHECK(client.level.set(42));
        CHECK_EQ(test::asked<all_types_gw_level>(fd, ALL_TYPES_IOC_GET_LEVEL).value, 42);
        CHECK_EQ(client.level.get().value(), 42);
        CHECK_EQ(client.wide.get().value()[31], 0U);

        test::baton reading;
        test::child killed{[&] {
            const test::file own{ALL_TYPES_NODE};
            const test::pages mine{own};
            all_types_gw_wide wide{};
            reading.pass();
            while (mine.get(ALL_TYPES_WIDE, wide))
                mine.request(ALL_TYPES_WIDE, wide);
        }};
        test::child content{[&] {
            all_types_gw_wide wide{};
            reading.pass();
            while (by.get(ALL_TYPES_WIDE, wide))
                ;
        }};
        reading.take();
        reading.take();
        killed.kill9();
        all_types_module.unload();
        content.join();

        CHECK(!by.get(ALL_TYPES_LEVEL, level));
        by.request(ALL_TYPES_LEVEL, all_types_gw_level{50}); // reaches nobody
        const auto gone = client.level.get();
        CHECK(!gone);
        CHECK_EQ(gone.error().number, ENODEV);
        fmt::print("{}\n", gone.error().message);
        CHECK(gone.error().message.find("unloaded") != std::string::npos);
        CHECK_EQ(client.level.set(20).error().number, ENODEV);
        CHECK(test::map_page(fd, GW_PAGE_VALUES, 4096, PROT_READ) == MAP_FAILED);
        CHECK_EQ(errno, ENODEV);
    }
}
