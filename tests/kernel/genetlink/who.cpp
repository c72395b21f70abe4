// SPDX-License-Identifier: MIT
//
// Permissions over generic netlink: what the description requires, or the mode of the interface.
#include "genl.hpp"
#include "icmpmon.gw.h"

namespace {

void nobody() {
    test::child nobody{[] {
        test::genl opened_by_root;
        CHECK_OK(setgid(65534));
        CHECK_OK(setuid(65534));
        test::genl own;
        CHECK_EQ(own.ask(ALL_TYPES_LEVEL).error, 0);
        CHECK_EQ(own.ask(ALL_TYPES_NOTHING).error, 0);
        CHECK_EQ(own.ask(ALL_TYPES_ITEMS, {}, NLM_F_DUMP).error, 0);
        CHECK_OK(own.join(ALL_TYPES_GENL_GROUP_TICK));
        CHECK_ERRNO(own.join(ALL_TYPES_GENL_GROUP_ALARM), EPERM);
        for (auto* const each : {&own, &opened_by_root}) {
            const auto refused = each->ask(ALL_TYPES_GUARDED);
            CHECK_EQ(refused.error, EPERM);
            CHECK_EQ(refused.text, test::said("guarded: not permitted"));
            CHECK_EQ(each->ask(ALL_TYPES_SECRET).error, EPERM);
            CHECK_EQ(each->ask(ALL_TYPES_SECRET | GW_GENL_SET, test::only(1U)).error, EPERM);
        }
        // Of an interface that is root's.
        test::genl icmpmon{ICMPMON_GENL_FAMILY};
        CHECK_ERRNO(icmpmon.join(ICMPMON_GENL_GROUP_PACKET), EPERM);
    }};
    nobody.join();
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    const test::module icmpmon{"icmpmon"};
    nobody();
}
