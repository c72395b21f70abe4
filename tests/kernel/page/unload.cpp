// SPDX-License-Identifier: MIT
//
// The module goes while its page is mapped, or a reader is killed: who still has it sees that the
// values are gone, and the client says so in words.
#include <fmt/format.h>

#include "gwt.gw.hpp"
#include "page.hpp"

int main() {
    for (unsigned i = 0; i < 5; ++i) {
        test::module gwt_module{"gwt"};
        const test::file fd{GWT_NODE};
        const test::pages by{fd};
        gwt_level level{};
        CHECK(by.get(GWT_LEVEL, level));
        const auto client = gwt::client::connect({.via = {"page"}}).value();
        CHECK_EQ(client.level.get().value(), 100);
        CHECK(client.level.set(42));
        CHECK_EQ(test::asked<gwt_level>(fd, GWT_IOC_GET_LEVEL).value, 42);
        CHECK_EQ(client.level.get().value(), 42);
        CHECK_EQ(client.wide.get().value()[31], 0U);

        test::baton reading;
        test::child killed{[&] {
            const test::file own{GWT_NODE};
            const test::pages mine{own};
            gwt_wide wide{};
            reading.pass();
            while (mine.get(GWT_WIDE, wide))
                mine.wish(GWT_WIDE, wide);
        }};
        test::child content{[&] {
            gwt_wide wide{};
            reading.pass();
            while (by.get(GWT_WIDE, wide))
                ;
        }};
        reading.take();
        reading.take();
        killed.kill9();
        gwt_module.unload();
        content.join();

        CHECK(!by.get(GWT_LEVEL, level));
        by.wish(GWT_LEVEL, gwt_level{50}); // reaches nobody
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
