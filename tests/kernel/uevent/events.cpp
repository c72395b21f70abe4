// SPDX-License-Identifier: MIT
//
// An event from process context was sent as a uevent when emitting it returns; its fields are
// KEY=VALUE, the odd ones too.
#include "uevent.hpp"

int main() {
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};
    test::uevent_socket socket;

    std::uint64_t sequence = 0;
    for (const char* const text : {"hello", "", "two words", "a=b", "quoted \"x\" \\ y"}) {
        test::tell(fd, text);
        const auto seen = socket.take(); // without waiting
        CHECK_EQ(seen.at("ACTION"), std::string{"change"});
        CHECK_EQ(seen.at("SUBSYSTEM"), std::string{"gangway"});
        CHECK_EQ(seen.at("DEVPATH"), std::string{"/devices/virtual/gangway/all_types"});
        CHECK_EQ(seen.at("GANGWAY_INTERFACE"), std::string{"all_types"});
        CHECK_EQ(seen.at("GANGWAY_EVENT"), std::string{"told"});
        CHECK_EQ(test::number(seen, "GANGWAY_SEQUENCE"), ++sequence);
        CHECK(test::number(seen, "GANGWAY_TIME") > 0);
        CHECK_EQ(test::number(seen, "GW_NR"), sequence - 1);
        CHECK_EQ(seen.at("GW_TEXT"), std::string{text});
        CHECK_EQ(seen.at("GW_HUE"), std::string{"blue"});
        CHECK_EQ(seen.at("GW_OPTIONS"), std::string{"fast|deep"});
        CHECK_EQ(seen.at("GW_SIZES"), std::string{"1,2"});
        CHECK_EQ(seen.at("GW_HOST"), std::string{"10.0.0.1"});
        CHECK(socket.take().empty());
    }
}
