// SPDX-License-Identifier: MIT
//
// The descriptions in existing/ against the kernel's own headers: every number, and what crosses
// byte by byte. That they work on a running kernel is tested elsewhere.
#include <algorithm>
#include <cstddef>

#include <linux/genetlink.h>
#include <linux/random.h>

#include <nlctrl.gw.hpp>
#include <random.gw.hpp>
#include <uevents.gw.hpp>

#include "support.hpp"

namespace {

using namespace gangway::test;
using namespace gangway::compiler;

model shipped(const std::string& name) {
    return model_of(top / "existing" / (name + ".yaml"));
}

const element& find(const model& m, std::string_view name) {
    return *std::ranges::find(m.elements, name, &element::name);
}

/// A field of what an element carries; of a call, of its reply.
const field& field_of(const element& e, std::string_view name) {
    return *std::ranges::find(payloads_of(e).back().second->type->fields, name, &field::name);
}

TEST(random, has_the_requests_of_the_kernel) {
    const auto m = shipped("random");
    EXPECT_EQ(find(m, "entropy").place.number, RNDGETENTCNT);
    EXPECT_EQ(find(m, "add_to_entropy_count").place.number, RNDADDTOENTCNT);
    EXPECT_EQ(find(m, "add_entropy").place.number, RNDADDENTROPY);
    EXPECT_EQ(find(m, "reseed").place.number, unsigned{RNDRESEEDCRNG});
}

TEST(random, lays_entropy_out_as_the_kernel) {
    const auto m = shipped("random");
    const auto& members = payloads_of(find(m, "add_entropy")).front().second->type->members;
    ASSERT_EQ(members.size(), 3U);
    EXPECT_EQ(members[0].offset, offsetof(rand_pool_info, entropy_count));
    EXPECT_EQ(members[1].offset, offsetof(rand_pool_info, buf_size));
    EXPECT_EQ(members[2].offset, offsetof(rand_pool_info, buf));
}

TEST(nlctrl, has_the_commands_of_the_kernel) {
    const auto m = shipped("nlctrl");
    const std::map<std::string, unsigned> commands{
        {"find", CTRL_CMD_GETFAMILY},         {"families", CTRL_CMD_GETFAMILY},
        {"operations", CTRL_CMD_GETFAMILY},   {"groups", CTRL_CMD_GETFAMILY},
        {"new_family", CTRL_CMD_NEWFAMILY},   {"removed_family", CTRL_CMD_DELFAMILY},
        {"new_group", CTRL_CMD_NEWMCAST_GRP}, {"removed_group", CTRL_CMD_DELMCAST_GRP}};
    EXPECT_EQ(m.elements.size(), commands.size());
    for (const auto& e : m.elements) {
        EXPECT_EQ(e.place.command, commands.at(e.name)) << e.name;
        EXPECT_EQ(e.place.family, "nlctrl") << e.name;
        EXPECT_EQ(e.place.group, e.kind() == "event" ? "notify" : "") << e.name;
    }
    EXPECT_EQ(find(m, "operations").place.each, unsigned{CTRL_ATTR_OPS});
    for (const auto* const name : {"groups", "new_group", "removed_group"})
        EXPECT_EQ(find(m, name).place.each, unsigned{CTRL_ATTR_MCAST_GROUPS}) << name;
}

TEST(nlctrl, has_the_attributes_of_the_kernel) {
    const auto m = shipped("nlctrl");
    for (const auto* const name : {"families", "new_family", "removed_family", "find"}) {
        const auto& e = find(m, name);
        EXPECT_EQ(field_of(e, "id").attribute, CTRL_ATTR_FAMILY_ID) << name;
        EXPECT_EQ(field_of(e, "name").attribute, CTRL_ATTR_FAMILY_NAME) << name;
        EXPECT_EQ(field_of(e, "version").attribute, CTRL_ATTR_VERSION) << name;
        EXPECT_EQ(field_of(e, "header_size").attribute, CTRL_ATTR_HDRSIZE) << name;
        EXPECT_EQ(field_of(e, "max_attribute").attribute, CTRL_ATTR_MAXATTR) << name;
    }
    EXPECT_EQ(find(m, "find").kind(), "call");
    for (const auto* const name : {"operations", "groups", "new_group", "removed_group"}) {
        EXPECT_EQ(field_of(find(m, name), "family_id").attribute, CTRL_ATTR_FAMILY_ID) << name;
        EXPECT_EQ(field_of(find(m, name), "family").attribute, CTRL_ATTR_FAMILY_NAME) << name;
    }
    EXPECT_EQ(field_of(find(m, "operations"), "command").item, CTRL_ATTR_OP_ID);
    EXPECT_EQ(field_of(find(m, "operations"), "flags").item, CTRL_ATTR_OP_FLAGS);
    EXPECT_EQ(field_of(find(m, "groups"), "id").item, CTRL_ATTR_MCAST_GRP_ID);
    EXPECT_EQ(field_of(find(m, "groups"), "name").item, CTRL_ATTR_MCAST_GRP_NAME);
    using flags = nlctrl::operation_flags;
    EXPECT_EQ(static_cast<unsigned>(flags::admin_perm), unsigned{GENL_ADMIN_PERM});
    EXPECT_EQ(static_cast<unsigned>(flags::cap_do), unsigned{GENL_CMD_CAP_DO});
    EXPECT_EQ(static_cast<unsigned>(flags::cap_dump), unsigned{GENL_CMD_CAP_DUMP});
    EXPECT_EQ(static_cast<unsigned>(flags::cap_haspol), unsigned{GENL_CMD_CAP_HASPOL});
    EXPECT_EQ(static_cast<unsigned>(flags::uns_admin_perm), unsigned{GENL_UNS_ADMIN_PERM});
}

TEST(headers, of_all_are_for_one_program) {
    EXPECT_EQ(sizeof(random_::add_entropy_request::data), 4U + 512U);
    EXPECT_EQ(sizeof(nlctrl::family), 32U);
    EXPECT_EQ(static_cast<unsigned>(uevents::action::add), 1U);
}

} // namespace
