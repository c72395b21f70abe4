// SPDX-License-Identifier: MIT
//
// Generic netlink's controller, by our client and by iproute2's genl, which knows nothing of ours.
#include <algorithm>
#include <cerrno>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <gangway/dynamic.hpp>

#include "machine.hpp"
#include "nlctrl.gw.hpp"

namespace gangway {
namespace {

using dynamic::value;

// What genl says: a line for each family, operation and group.
struct listing {
    std::set<std::string> families;
    std::set<std::string> commands;
    std::set<std::string> operations; // with their flags, which genl does not say of all families
    std::set<std::string> groups;
};

listing genl_says() {
    listing all;
    std::istringstream lines{test::output_of("PATH=$PATH:/usr/sbin:/sbin genl ctrl list")};
    std::string family;
    unsigned command = 0;
    for (std::string line; std::getline(lines, line);) {
        char name[64];
        unsigned id = 0;
        unsigned version = 0;
        unsigned header = 0;
        unsigned most = 0;
        if (sscanf(line.c_str(), "Name: %63s", name) == 1)
            family = name;
        else if (sscanf(line.c_str(), " ID: %x Version: %x header size: %u max attribs: %u", &id,
                        &version, &header, &most) == 4)
            all.families.insert(fmt::format("{} {} {} {} {}", id, family, version, header, most));
        else if (sscanf(line.c_str(), " #%*d: ID-%x name: %63s", &id, name) == 2)
            all.groups.insert(fmt::format("{} {} {}", family, id, name));
        else if (sscanf(line.c_str(), " #%*d: ID-%x", &id) == 1)
            all.commands.insert(fmt::format("{} {}", family, command = id));
        else if (sscanf(line.c_str(), " Capabilities (%x)", &id) == 1)
            all.operations.insert(fmt::format("{} {} {}", family, command, id));
    }
    return all;
}

class nlctrl_test : public testing::Test {
protected:
    nlctrl::client there = nlctrl::client::connect().value();
};

TEST_F(nlctrl_test, its_tables_are_what_genl_lists) {
    const auto said = genl_says();
    if (said.families.empty())
        GTEST_SKIP() << "genl (iproute2) is not installed";
    listing ours;
    const auto families = there.families.rows().value();
    EXPECT_TRUE(families.consistent());
    for (const auto& f : families)
        ours.families.insert(fmt::format("{} {} {} {} {}", f.id, std::string{f.name}, f.version,
                                         f.header_size, f.max_attribute));
    for (const auto& o : there.dynamic().rows("operations").value().rows) {
        unsigned flags = 0;
        for (const auto& flag : o.at("flags"))
            flags |= flag == "admin_perm"   ? 1
                     : flag == "cap_do"     ? 2
                     : flag == "cap_dump"   ? 4
                     : flag == "cap_haspol" ? 8
                                            : 16;
        ours.commands.insert(fmt::format("{} {}", o.at("family").get<std::string>(),
                                         o.at("command").get<unsigned>()));
        ours.operations.insert(fmt::format("{} {} {}", o.at("family").get<std::string>(),
                                           o.at("command").get<unsigned>(), flags));
    }
    for (const auto& g : there.groups.rows().value())
        ours.groups.insert(
            fmt::format("{} {} {}", std::string{g.family}, g.id, std::string{g.name}));
    EXPECT_EQ(ours.families, said.families);
    EXPECT_EQ(ours.commands, said.commands);
    EXPECT_FALSE(said.operations.empty());
    EXPECT_TRUE(std::includes(ours.operations.begin(), ours.operations.end(),
                              said.operations.begin(), said.operations.end()));
    EXPECT_EQ(ours.groups, said.groups);
}

TEST_F(nlctrl_test, a_family_is_found_by_name) {
    const auto found = there.dynamic().call("find", {{"name", "nlctrl"}}).value();
    EXPECT_EQ(found.at("id"), 16);
    EXPECT_EQ(found.at("name"), "nlctrl");
    const auto why = there.dynamic().call("find", {{"name", "no_such_family"}}).error();
    EXPECT_TRUE(why.is(ENOENT));
    EXPECT_EQ(why.message, "nlctrl.find: there is no such family (ENOENT)");
    // Absent is not empty, nor zero.
    EXPECT_TRUE(there.dynamic().call("find").error().is(EINVAL));
    EXPECT_TRUE(there.dynamic().call("find", {{"name", ""}}).error().is(ENOENT));
    EXPECT_TRUE(there.dynamic().call("find", {{"id", 0}}).error().is(ENOENT));
    EXPECT_EQ(there.find({.name = std::nullopt, .id = 16}).value().name, "nlctrl");
    EXPECT_EQ(there.find({.name = "nlctrl"}).value().id, 16);
}

TEST_F(nlctrl_test, anyone_may_look_and_listen) {
    const test::somebody nobody;
    if (!nobody)
        GTEST_SKIP() << "this user cannot become another";
    EXPECT_FALSE(there.families.rows().value().begin() == there.families.rows().value().end());
    auto heard = there.new_family.subscribe().value();
    EXPECT_TRUE(heard.try_next().empty());
    EXPECT_FALSE(heard.closed());
}

TEST_F(nlctrl_test, all_its_events_come_by_one_subscription) {
    auto heard = there.dynamic()
                     .subscribe({"new_family", "removed_family", "new_group", "removed_group"})
                     .value();
    EXPECT_TRUE(heard.try_next().empty());
}

// Descriptions of what this kernel does not have, or otherwise.
result<dynamic::client> with(const std::string& family, const std::string& group,
                             const std::string& field) {
    const auto text = fmt::format(
        R"({{"gangway":1,"interface":"mine","provider":"kernel","elements":[
        {{"name":"rows","kind":"table","number":1,"via":["genetlink"],"key":["name"],
          "at":{{"family":"{0}","command":3}},"row":{{"size":16,"fields":[{2}]}}}},
        {{"name":"event","kind":"event","number":2,"via":["genetlink"],
          "at":{{"family":"{0}","command":1,"group":"{1}"}},
          "record":{{"size":16,"fields":[{2}]}}}}]}})",
        family, group, field);
    return dynamic::client::connect(dynamic::description::parse(text).value());
}

constexpr auto name_field =
    R"({"name":"name","type":"string","max":15,"offset":0,"size":16,"attribute":2})";
constexpr auto short_field =
    R"({"name":"name","type":"string","max":3,"offset":0,"size":4,"attribute":2},
       {"name":"rest","type":"u8","count":12,"offset":4,"size":12})";

TEST(existing_genetlink, what_this_kernel_lacks_is_said) {
    const auto lacking = with("gw_no_such", "notify", name_field).value();
    const auto rows = lacking.rows("rows").error();
    EXPECT_TRUE(rows.is(ENODEV));
    EXPECT_EQ(rows.message, "mine.rows: generic netlink has no family \"gw_no_such\" here; load "
                            "the module that offers it");
    EXPECT_TRUE(lacking.subscribe({"event"}).error().is(ENODEV));
    const auto group = with("nlctrl", "nobody", name_field).value().subscribe({"event"}).error();
    EXPECT_TRUE(group.is(EOPNOTSUPP));
    EXPECT_EQ(group.message, "mine.event: the family nlctrl of this kernel has no group "
                             "\"nobody\"");
}

TEST(existing_genetlink, rows_that_have_no_room_hide_no_other) {
    const auto all = with("nlctrl", "notify", short_field).value().rows("rows").value();
    EXPECT_GT(all.misfits, 0U);
    EXPECT_NE(all.misfit.find("but the description has room for 3"), std::string::npos)
        << all.misfit;
}

} // namespace
} // namespace gangway
