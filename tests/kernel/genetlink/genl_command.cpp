// SPDX-License-Identifier: MIT
//
// An independent witness: iproute2's genl shows the family, its commands and groups.
#include "command.hpp"
#include "genl.hpp"

int main() {
    const auto genl = test::folder() + "/genl";
    if (access(genl.c_str(), X_OK) != 0)
        test::skip("there is no genl");
    const test::module gwt{"gwt"};
    const auto all = test::run(genl + " ctrl list").out;
    const auto begin = all.find("Name: " GWT_GENL_FAMILY "\n");
    CHECK(begin != std::string::npos);
    const auto ours = all.substr(begin, all.find("Name: ", begin + 1) - begin);
    std::printf("%s", ours.c_str());
    char command[16];
    for (const unsigned number : {GWT_LEVEL, GWT_LEVEL | GW_GENL_SET, GWT_ECHO, GWT_ITEMS}) {
        std::snprintf(command, sizeof command, "ID-0x%x ", number);
        CHECK(ours.find(command) != std::string::npos);
    }
    for (const char* const group : {GWT_GENL_GROUP_TICK, GWT_GENL_GROUP_LEVEL})
        CHECK(ours.find("name: " + std::string{group}) != std::string::npos);
}
