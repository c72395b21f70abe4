// SPDX-License-Identifier: MIT
//
// What the command says when something is not as it should be, and that one failure hides no
// answer.
#include <cerrno>
#include <cstddef>
#include <ctime>
#include <filesystem>
#include <span>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include <sys/utsname.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "../library/fake_module.hpp"
#include "run_command.hpp"

namespace gangway::tool {
namespace {

using json = nlohmann::ordered_json;

// Many instances, of two properties, a call, an event, and one with a struct.
constexpr std::string_view thermo = R"({"gangway":1,"interface":"thermo","instances":"many",
    "doc":"Measures.","types":{
     "mode":{"kind":"flags","base":"u8","values":{"fast":1,"quiet":2}},
     "inner":{"kind":"struct","size":1,"fields":[
      {"name":"mode","type":"mode","offset":0,"size":1}]},
     "point":{"kind":"struct","size":8,"align":4,"fields":[
      {"name":"x","type":"u32","unit":"mm","offset":0,"size":4},
      {"name":"in","type":"inner","offset":4,"size":1}]}},"elements":[
    {"name":"degrees","kind":"property","number":1,"access":"rw","via":["sysfs"],
     "value":{"size":4,"align":4,"fields":[{"name":"value","type":"s32","offset":0,"size":4}]}},
    {"name":"limit","kind":"property","number":2,"access":"rw","via":["sysfs"],
     "value":{"size":4,"align":4,"fields":[{"name":"value","type":"s32","offset":0,"size":4}]}},
    {"name":"mode","kind":"property","number":3,"access":"rw","via":["sysfs"],
     "value":{"size":1,"fields":[{"name":"value","type":"mode","offset":0,"size":1}]}},
    {"name":"move","kind":"call","number":4,"via":["ioctl"],"request":{"size":8,"align":4,"fields":[
     {"name":"to","type":"point","offset":0,"size":8}]}},
    {"name":"hot","kind":"event","number":5,"via":["ring"],"record":{"size":4,"align":4,"fields":[
     {"name":"degrees","type":"s32","offset":0,"size":4}]}}]})";

class mistakes : public testing::Test {
protected:
    // Of each instance: its degrees, and no other file.
    void load(const std::string& instance) {
        root.load("thermo@" + instance, thermo);
        root.attribute("thermo@" + instance + "/degrees", "21\n");
    }
    [[nodiscard]] outcome gangway(std::vector<std::string> words) const {
        words.insert(words.begin(), {"--root", root.path()});
        return run_command(std::move(words));
    }
    // That it fails so, saying this.
    void fails(std::vector<std::string> words, int status, const std::string& part) const {
        const auto r = gangway(std::move(words));
        EXPECT_EQ(r.status, status) << r.out << r.err;
        EXPECT_NE(r.err.find(part), std::string::npos) << part << "\n" << r.err;
    }

    test::fake_root root;
};

TEST_F(mistakes, of_one_value_hides_no_other) {
    load("a");
    root.attribute("thermo@a/mode", "fast\n");
    auto r = gangway({"get", "thermo@a"});
    EXPECT_EQ(r.status, 1);
    EXPECT_EQ(r.out, "thermo@a.degrees=21\nthermo@a.mode=fast\n");
    EXPECT_NE(r.err.find("thermo@a"), std::string::npos);
    r = gangway({"get", "--json", "thermo@a"});
    EXPECT_EQ(r.status, 1);
    const auto all = json::parse(r.out);
    EXPECT_EQ(all.at("thermo@a.degrees"), 21);
    EXPECT_EQ(all.at("thermo@a.mode"), json::parse(R"(["fast"])"));
    EXPECT_TRUE(all.at("errors").contains("thermo@a.limit"));
    r = gangway({"get", "nothing.x", "thermo@a.degrees"});
    EXPECT_EQ(r.status, 1);
    EXPECT_EQ(r.out, "thermo@a.degrees=21\n");
}

TEST_F(mistakes, of_one_assignment_leave_all_as_it_was) {
    load("a");
    for (const auto* bad : {"thermo@a.limit=bad", "thermo@a.limt=5", "thermo@a.mode=loud",
                            "thermo@a.limit=4294967296", "thermo@a.move=1", "thermo@b.limit=1"})
        EXPECT_NE(gangway({"set", "thermo@a.degrees=10", bad}).status, 0) << bad;
    EXPECT_EQ(root.attribute("thermo@a/degrees"), "21\n");
    EXPECT_EQ(gangway({"set", "thermo@a.degrees=10"}).status, 0);
    EXPECT_EQ(root.attribute("thermo@a/degrees"), "10\n");
}

TEST_F(mistakes, of_kind_say_which_verb_serves) {
    load("a");
    fails({"call", "thermo@a.degrees"}, 2,
          "thermo@a.degrees: is a property, not a call; use gangway get or set");
    fails({"get", "thermo@a.move"}, 2, "is a call, not a property; use gangway call");
    fails({"set", "thermo@a.hot=1"}, 2, "is an event, not a property; use gangway watch");
    fails({"dump", "thermo@a.hot"}, 2, "is an event, not a table; use gangway watch");
    fails({"watch", "thermo@a.move"}, 2, "is a call, not an event; use gangway call");
    // The others are answered nevertheless.
    const auto r = gangway({"get", "--json", "thermo@a.move", "thermo@a.degrees"});
    EXPECT_EQ(r.status, 2);
    EXPECT_NE(r.out.find("\"thermo@a.degrees\": 21"), std::string::npos) << r.out;
    EXPECT_NE(r.out.find("is a call, not a property"), std::string::npos) << r.out;
}

TEST_F(mistakes, in_one_carrier_hide_no_other_value) {
    load("a");
    const auto r = gangway({"get", "--json", "--via", "sysfs", "thermo@a.degrees", "thermo@a.hot"});
    EXPECT_EQ(r.status, 2);
    const auto all = json::parse(r.out);
    EXPECT_EQ(all.at("thermo@a.degrees"), 21);
    EXPECT_EQ(all.at("errors").at("thermo@a.hot"),
              "thermo@a.hot: is not carried by sysfs; there is: ring");
}

// As dev_name() of a PCI device makes them.
TEST_F(mistakes, are_none_where_instances_have_dots) {
    load("0000:00:1f.3");
    load("fan.x");
    for (const auto& name : {"thermo@0000:00:1f.3", "thermo@fan.x"}) {
        const std::string all{name};
        EXPECT_NE(gangway({"get", all}).out.find(all + ".degrees=21\n"), std::string::npos) << all;
        EXPECT_EQ(gangway({"get", all + ".degrees"}).out, "21\n");
        EXPECT_EQ(gangway({"set", all + ".degrees=21"}).status, 0);
        EXPECT_EQ(gangway({"describe", all}).status, 0);
        EXPECT_EQ(gangway({"describe", all + ".degrees"}).status, 0);
        EXPECT_EQ(gangway({"carriers", all}).status, 0);
        fails({"watch", all}, 1, all + ".hot");
    }
}

TEST_F(mistakes, in_names_of_instances_with_dots_go_to_the_element) {
    load("cpu");
    load("cpu.limit");
    root.attribute("thermo@cpu/limit", "1\n");
    root.attribute("thermo@cpu.limit/limit", "2\n");
    EXPECT_EQ(gangway({"get", "thermo@cpu.limit"}).out, "1\n");
    EXPECT_EQ(gangway({"set", "thermo@cpu.limit=5"}).status, 0);
    EXPECT_EQ(root.attribute("thermo@cpu/limit"), "5\n");
    EXPECT_EQ(gangway({"get", "thermo@cpu.limit.limit"}).out, "2\n");
    for (const auto* verb : {"get", "describe", "watch"})
        fails({verb, "thermo@cpu."}, 2, "expected INTERFACE.ELEMENT");
    fails({"carriers", "thermo@cpu.x"}, 1, "there is: thermo@cpu, thermo@cpu.limit");
    EXPECT_EQ(gangway({"carriers", "thermo"}).status, 0);
}

TEST_F(mistakes, say_what_was_meant) {
    load("a");
    fails({"get", "termo.limit"}, 1, "(did you mean \"thermo\"?)");
    fails({"get", "limit"}, 1, "(did you mean \"thermo@a.limit\"?)");
    fails({"watch", "thermo@a.hot", "thermo@b.hot"}, 2, "and of one instance");
    root.write("mine.yaml", "interface: mine\n");
    fails({"--description", root.path() + "/mine.yaml", "list"}, 1,
          "mine.yaml: description: not a JSON object; gangway gen makes NAME.gw.json of it");
}

// A mistake in what is given is the same, whatever is done with it.
TEST_F(mistakes, in_arguments_are_of_usage) {
    load("a");
    test::module[4] = test::answers(0);
    fails({"call", "thermo@a.move"}, 2, "thermo@a.move: to is missing");
    fails({"call", "thermo@a.move", "to.y=1"}, 2, "there is no \"y\"");
    fails({"call", "thermo@a.move", "to.x=4294967296"}, 2, "does not fit");
    fails({"call", "thermo@a.move", "to={x=1mm in={mode=loud}}"}, 2, "it has: fast, quiet");
    EXPECT_EQ(gangway({"call", "thermo@a.move", "to={x=1mm in={mode=fast|quiet}}"}).status, 0);
    test::module[4] = test::fails(EINVAL);
    fails({"call", "thermo@a.move", "to={x=1 in={mode=4}}"}, 1,
          "(EINVAL); mode is any of fast|quiet, of which an older module may know fewer");
}

TEST_F(mistakes, without_an_instance_list_them) {
    load("rack0");
    load("rack1");
    fails({"get", "thermo.degrees"}, 1, "there is: thermo@rack0, thermo@rack1");
    auto r = gangway({"describe", "thermo"});
    EXPECT_EQ(r.status, 0);
    EXPECT_NE(r.out.find("instances: thermo@rack0, thermo@rack1\n"), std::string::npos) << r.out;
    EXPECT_NE(r.out.find("/sys/class/gangway/thermo@INSTANCE/degrees"), std::string::npos);
    r = gangway({"describe", "thermo.limit"});
    EXPECT_EQ(r.status, 0);
    EXPECT_NE(r.out.find("property limit"), std::string::npos);
    EXPECT_EQ(r.out.find("property degrees"), std::string::npos);
    EXPECT_EQ(json::parse(gangway({"describe", "--json", "thermo.limit"}).out).at("number"), 2);
    r = gangway({"doctor", "thermo"});
    for (const auto* name : {"thermo@rack0: connected", "thermo@rack1: connected"})
        EXPECT_NE(r.out.find(name), std::string::npos) << r.out;
    fails({"describe", "thermo@rack2"}, 1,
          "thermo@rack2: no such instance; there is: thermo@rack0, thermo@rack1");
    fails({"describe", "thermo.lmit"}, 1, "thermo: there is no lmit");
}

TEST_F(mistakes, describe_shows_what_structs_have) {
    load("a");
    const auto r = gangway({"describe", "thermo@a.move"});
    EXPECT_NE(r.out.find("    point has x: u32 in mm; in: inner\n"
                         "    inner has mode: mode: fast|quiet\n"),
              std::string::npos)
        << r.out;
}

TEST_F(mistakes, in_numbers_of_options_are_told) {
    load("a");
    const std::string watched = "thermo@a.hot";
    for (const auto* bad : {"nan", "inf", "1e308", "0", "-1", "x", "1s"})
        fails({"watch", watched, "--timeout", bad}, 2, "expected seconds");
    for (const auto* bad : {"99999999999999999999", "0", "-1", "1.5", "x"}) {
        fails({"watch", watched, "--count", bad}, 2, "expected a number from 1");
        fails({"watch", watched, "--depth", bad}, 2, "expected a number from 1");
    }
    EXPECT_LT(gangway({"watch", watched, "--timeout", "1e308"}).err.size(), 300U);
}

TEST_F(mistakes, in_options_that_a_carrier_has_not) {
    load("a");
    root.load("bell", R"({"gangway":1,"interface":"bell","elements":[
        {"name":"on","kind":"property","number":1,"access":"r","notify":true,"via":["sysfs"],
         "value":{"size":1,"fields":[{"name":"value","type":"bool","offset":0,"size":1}]}},
        {"name":"rings","kind":"event","number":2,"via":["chardev"],"record":{"size":4,"align":4,
         "fields":[{"name":"times","type":"u32","offset":0,"size":4}]}}]})");
    fails({"watch", "bell.rings", "--overwrite"}, 2,
          "bell.rings: --overwrite is for ring, and this is carried by chardev");
    fails({"watch", "bell.rings", "--depth", "16"}, 2,
          "bell.rings: --depth is for ring, netlink, genetlink, uevent, and this is carried by");
    fails({"watch", "bell.on", "--overwrite"}, 2, "and this is carried by sysfs");
    fails({"watch", "thermo@a.hot", "--overwrite", "--depth", "16"}, 1, "thermo@a.hot: ");
}

TEST_F(mistakes, are_none_where_numbers_begin_with_zeros) {
    const auto r =
        gangway({"choose", "--json", "--what", "event", "--bytes", "010", "--often", "08"});
    EXPECT_EQ(r.status, 0) << r.err;
    EXPECT_EQ(json::parse(r.out).at("asked").at("bytes"), 10);
    EXPECT_EQ(json::parse(r.out).at("asked").at("often"), 8);
}

TEST_F(mistakes, in_words_say_which_there_are) {
    load("a");
    fails({"nonsense"}, 2, "there is no verb \"nonsense\"; there is: list, describe, get");
    fails({"wach"}, 2, "there is no verb \"wach\" (did you mean \"watch\"?); there is: list");
    fails({"get", "--via", "pigeon", "thermo@a.degrees"}, 2,
          "thermo@a.degrees: there is no carrier \"pigeon\"; there is: sysfs");
    fails({"get", "--via", "pigeon", "thermo@a"}, 2,
          "there is no carrier \"pigeon\"; there is: ioctl");
    fails({"get", "--via", "ring", "thermo@a.degrees"}, 2,
          "thermo@a.degrees: is not carried by ring; there is: sysfs");
    EXPECT_EQ(gangway({"--version"}).out, "gangway " GANGWAY_VERSION "\n");
}

TEST_F(mistakes, in_json_are_told_and_flags_are_written_alike) {
    load("a");
    root.attribute("thermo@a/mode", "0\n");
    test::module[4] = test::answers(0);
    fails({"call", "thermo@a.move", R"(to={"x":1,"x":2,"in":{"mode":0}})"}, 2,
          R"("x" is given twice)");
    for (const auto* in : {R"({"mode":"fast|quiet"})", R"({"mode":["fast","quiet"]})"})
        EXPECT_EQ(
            gangway({"call", "thermo@a.move", R"(to={"x":1,"in":)" + std::string{in} + "}"}).status,
            0)
            << in;
    for (const auto* top : {"fast|quiet", R"(["fast","quiet"])"}) {
        EXPECT_EQ(gangway({"set", std::string{"thermo@a.mode="} + top}).status, 0) << top;
        EXPECT_EQ(root.attribute("thermo@a/mode"), "fast|quiet\n");
    }
    fails({"call", "thermo@a.move", R"(to={"x":1,"in":{"mode":"fast|loud"}})"}, 2, "loud");
}

TEST_F(mistakes, list_has_what_is_given) {
    root.write("mine.gw.json", R"({"gangway":1,"interface":"mine","provider":"kernel","doc":"Mine.",
        "elements":[{"name":"level","kind":"property","number":1,"access":"r","via":["procfs"],
         "at":{"path":"/proc/level"},"value":{"size":4,"align":4,"fields":[
          {"name":"value","type":"u32","offset":0,"size":4}]}}]})");
    const auto file = root.path() + "/mine.gw.json";
    EXPECT_NE(gangway({"--description", file, "list"}).out.find("mine     [kernel] Mine."),
              std::string::npos);
    EXPECT_NE(
        gangway({"--description", file, "list", "--elements"}).out.find("mine.level property\n"),
        std::string::npos);
    fails({"--description", "/nowhere.gw.json", "list"}, 1, "/nowhere.gw.json");
}

// As a file of sysfs fails to be read whose device goes.
TEST_F(mistakes, what_opens_but_cannot_be_read_hides_no_other) {
    load("a");
    std::filesystem::create_directories(root.path() + "/sys/class/gangway/gone/description");
    const auto r = gangway({"list"});
    EXPECT_EQ(r.status, 1);
    EXPECT_EQ(r.err, "gangway: gone: not loaded; try modprobe gone\n");
    EXPECT_NE(r.out.find("thermo@a"), std::string::npos) << r.out;
    fails({"--description", root.path(), "list"}, 1, root.path() + ": it is a directory");
}

TEST_F(mistakes, one_cause_is_one_problem_of_each_instance) {
    namespace fs = std::filesystem;
    const fs::path at{root.path()};
    fs::permissions(at, fs::perms{0755});
    for (const auto* name : {"a", "b"}) {
        load(name);
        fs::permissions(at / "dev/gangway/thermo" / name, fs::perms::none);
    }
    const auto was = geteuid();
    if (was == 0 && seteuid(65534) != 0)
        GTEST_SKIP() << "root cannot become another here, and files refuse it nothing";
    std::error_code no_error;
    const bool entered = fs::exists(at / "dev", no_error);
    const auto r = gangway({"doctor", "thermo"});
    ASSERT_EQ(seteuid(was), 0);
    if (!entered)
        GTEST_SKIP() << "others may not enter the folder for temporary files";
    for (const auto* name : {"a", "b"})
        EXPECT_NE(r.out.find("PROBLEM thermo@" + std::string{name} +
                             ": no carrier can be used of move, hot: open: Permission denied "
                             "(EACCES); run as root, or let a group in: access: {mode, group}"),
                  std::string::npos)
            << r.out;
    EXPECT_EQ(r.out.find("PROBLEM", r.out.find("PROBLEM", r.out.find("PROBLEM") + 1) + 1),
              std::string::npos)
        << r.out;
}

// For as long as the doctor waits for one.
TEST_F(mistakes, of_a_handler_that_is_stuck_are_told_by_the_doctor) {
    load("a");
    test::module[_IOC_NR(GW_IOC_SUBSCRIBE)] = [](unsigned, std::span<std::byte>) {
        const timespec longer_than_a_test{600, 0};
        return nanosleep(&longer_than_a_test, nullptr) == 0 ? 0 : errno;
    };
    const auto r = gangway({"doctor", "thermo@a"});
    EXPECT_EQ(r.status, 1);
    EXPECT_NE(r.out.find("PROBLEM thermo@a.hot: reached its deadline"), std::string::npos) << r.out;
}

// What such a table is asked for, the doctor cannot know.
TEST_F(mistakes, are_none_in_tables_that_take_a_request) {
    root.write("mine.gw.json", R"({"gangway":1,"interface":"mine","provider":"kernel","elements":[
        {"name":"of_one","kind":"table","number":1,"via":["genetlink"],"key":["n"],
         "at":{"family":"gw_nowhere","command":1},
         "request":{"size":4,"align":4,"fields":[
          {"name":"index","type":"u32","offset":0,"size":4,"attribute":1}]},
         "row":{"size":4,"align":4,"fields":[
          {"name":"n","type":"u32","offset":0,"size":4,"attribute":1}]}},
        {"name":"of_any","kind":"table","number":2,"via":["genetlink"],"key":["n"],
         "at":{"family":"gw_nowhere","command":2},
         "request":{"size":8,"align":4,"fields":[
          {"name":"index","type":"u32","offset":0,"size":8,"given":4,"attribute":1}]},
         "row":{"size":4,"align":4,"fields":[
          {"name":"n","type":"u32","offset":0,"size":4,"attribute":1}]}}]})");
    const auto r = gangway({"--description", root.path() + "/mine.gw.json", "doctor", "mine"});
    EXPECT_NE(r.out.find("note    mine.of_one: not tried, as it takes index=VALUE"),
              std::string::npos)
        << r.out;
    EXPECT_EQ(r.out.find("PROBLEM mine.of_one"), std::string::npos) << r.out;
    EXPECT_NE(r.out.find("PROBLEM mine.of_any"), std::string::npos) << r.out;
}

class doctor_of_a_kernel : public mistakes {
protected:
    doctor_of_a_kernel() {
        root.write("proc/self", "");
        root.write("sys/class/x", "");
    }
    void says(const std::string& part, int status) const {
        const auto r = gangway({"doctor"});
        EXPECT_EQ(r.status, status) << r.out;
        EXPECT_NE(r.out.find(part), std::string::npos) << part << "\n" << r.out;
    }
};

TEST_F(doctor_of_a_kernel, without_modules_says_what_serves) {
    says("note    this kernel was built without modules (CONFIG_MODULES); what serves: gangway-lab",
         0);
    root.write("proc/modules", "");
    root.write("proc/sys/kernel/modules_disabled", "1\n");
    says("loads no module until the next boot (modules_disabled)", 0);
}

TEST_F(doctor_of_a_kernel, that_refuses_modules_says_what_it_wants) {
    root.write("proc/modules", "");
    says("PROBLEM gangway.ko is not loaded, nor installed", 1);
    says("note    to build modules, the kernel's headers are missing: /lib/modules/", 1);
    root.write("sys/kernel/security/lockdown", "none [integrity] confidentiality\n");
    says("it is locked down (integrity), which takes signed modules only", 1);
    root.write("sys/module/module/parameters/sig_enforce", "Y\n");
    root.write("sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c",
               std::string_view{"\6\0\0\0\1", 5});
    says("it takes signed modules only (sig_enforce): sign gangway.ko and your module with a key "
         "that "
         "it knows (Secure Boot is on: enrol the key with mokutil --import)",
         1);
    root.write("proc/net/dev", "");
    says("note    this kernel was built without CONFIG_NETFILTER, which gangway.ko needs", 1);
    std::filesystem::create_directories(root.path() + "/proc/net/netfilter");
    EXPECT_EQ(gangway({"doctor"}).out.find("NETFILTER"), std::string::npos);
    utsname system{};
    uname(&system);
    std::filesystem::create_directories(root.path() + "/lib/modules/" + system.release + "/build");
    EXPECT_EQ(gangway({"doctor"}).out.find("headers are missing"), std::string::npos);
}

} // namespace
} // namespace gangway::tool
