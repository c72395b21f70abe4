// SPDX-License-Identifier: MIT
//
// An independent witness: iproute2's genl shows the family, its commands and groups.
#include "command.hpp"
#include "genl.hpp"

int main() {
    const auto genl = test::folder() + "/genl";
    if (access(genl.c_str(), X_OK) != 0)
        test::skip("there is no genl");
    const test::module all_types{"all_types"};
    const auto all = test::run(genl + " ctrl list").out;
    const auto begin = all.find("Name: " ALL_TYPES_GENL_FAMILY "\n");
    CHECK(begin != std::string::npos);
    const auto ours = all.substr(begin, all.find("Name: ", begin + 1) - begin);
    std::printf("%s", ours.c_str());
    char command[16];
    for (const unsigned number :
         {ALL_TYPES_LEVEL, ALL_TYPES_LEVEL | GW_GENL_SET, ALL_TYPES_ECHO, ALL_TYPES_ITEMS}) {
        std::snprintf(command, sizeof command, "ID-0x%x ", number);
        CHECK(ours.find(command) != std::string::npos);
    }
    for (const char* const group : {ALL_TYPES_GENL_GROUP_TICK, ALL_TYPES_GENL_GROUP_LEVEL})
        CHECK(ours.find("name: " + std::string{group}) != std::string::npos);
}
