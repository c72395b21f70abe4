// SPDX-License-Identifier: MIT
//
// Command lines from end to end: what is printed where, and the exit status.
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "../library/fake_module.hpp"
#include "command.hpp"
#include "run_command.hpp"

namespace gangway::tool {
namespace {

using test::answers;
using test::fails;
using json = nlohmann::ordered_json;

enum : unsigned { count = 3, reset = 4 };

std::string read(const std::string& path) {
    std::ifstream file{path};
    return {std::istreambuf_iterator<char>{file}, {}};
}

class command : public testing::Test {
protected:
    void load(const std::string& name = "icmpmon") {
        root.load(name, read(GANGWAY_TEST_DESCRIPTION));
        root.write(property("enabled"), "1\n");
        root.write(property("seen"), "9\n");
        root.write("proc/gangway/icmpmon/talkers", "saddr packets\n10.0.0.1 3\n192.168.0.17 12\n");
    }

    static std::string property(const std::string& name) {
        return "sys/class/gangway/icmpmon/" + name;
    }

    [[nodiscard]] outcome gangway(std::vector<std::string> words) const {
        words.insert(words.begin(), {"--root", root.path()});
        return run_command(std::move(words));
    }

    test::fake_root root;
};

TEST_F(command, list) {
    auto r = gangway({"list"});
    EXPECT_EQ(r.status, 0);
    EXPECT_EQ(r.out.substr(0, 31), "nlctrl   [kernel] The controlle"); // what every kernel has
    EXPECT_NE(r.err.find("No interface is loaded"), std::string::npos);
    EXPECT_EQ(json::parse(gangway({"list", "--json"}).out).at(0).at("provider"), "kernel");

    load();
    load("disk@sda");
    r = gangway({"list"});
    EXPECT_EQ(r.out.substr(0, 20), "disk@sda  Reports th");
    EXPECT_NE(r.out.find("\nicmpmon   Reports"), std::string::npos);
    const auto all = json::parse(gangway({"list", "--json"}).out);
    EXPECT_EQ(all.at(0).at("instance"), "sda");
    EXPECT_EQ(all.at(1).at("elements").at(2), json::parse(R"({"name":"count","kind":"call"})"));

    auto wordy = json::parse(read(GANGWAY_TEST_DESCRIPTION));
    wordy["doc"] = "Reports.\n\nAnd more.\n";
    root.load("icmpmon", wordy.dump());
    EXPECT_NE(gangway({"list"}).out.find("\nicmpmon   Reports.\n"), std::string::npos);
    EXPECT_EQ(gangway({"list"}).out.find("more"), std::string::npos);
}

TEST_F(command, describe) {
    load();
    test::module.clear(); // it is read, not opened
    auto r = gangway({"describe", "icmpmon"});
    EXPECT_EQ(r.status, 0) << r.err;
    for (const auto* part :
         {"property enabled  bool; get and set; notifies of changes; at first true",
          "by sysfs: /sys/class/gangway/icmpmon/enabled\n",
          "by genetlink: family icmpmon, command 5, group packet\n",
          "table talkers  saddr: be32, as ipv4; packets: u64", "a row for each saddr",
          "by seq_file: /proc/gangway/icmpmon/talkers\n", "by ring: /dev/gangway/icmpmon\n",
          "call count(saddr: be32, as ipv4) -> packets: u64", "fails with ENOENT: no such talker",
          "event packet  saddr: be32", "one in each network namespace", "takes CAP_NET_ADMIN"})
        EXPECT_NE(r.out.find(part), std::string::npos) << part << "\n" << r.out;
    r = gangway({"--json", "describe", "icmpmon"});
    EXPECT_EQ(json::parse(r.out), json::parse(read(GANGWAY_TEST_DESCRIPTION)));
    EXPECT_EQ(json::parse(gangway({"describe", "--json", GANGWAY_TEST_DESCRIPTION}).out),
              json::parse(r.out));

    r = gangway({"describe", "nothing"});
    EXPECT_EQ(r.status, 1);
    EXPECT_EQ(r.err, "gangway: nothing: not loaded; try modprobe nothing\n");
    r = gangway({"describe", "nothing.yaml"});
    EXPECT_EQ(r.status, 1);
    EXPECT_EQ(r.err.find("modprobe"), std::string::npos) << r.err; // it is a file
    EXPECT_EQ(gangway({"describe", "../../x"}).status, 1);
    EXPECT_EQ(gangway({"describe", "/nowhere.ko"}).status, 1);
    EXPECT_EQ(gangway({"describe", "--counters", "./x.ko"}).status, 2);
    root.write("packed.ko", std::string{"\xfd"
                                        "7zXZ\0",
                                        6});
    EXPECT_NE(gangway({"describe", root.path() + "/packed.ko"}).err.find("unxz"),
              std::string::npos);
}

TEST_F(command, describe_counts) {
    load();
    gw_counters counted{};
    counted.used = 12;
    counted.lost = 3;
    test::module[_IOC_NR(GW_IOC_COUNTERS)] = answers(counted);
    EXPECT_NE(gangway({"describe", "icmpmon", "--counters"}).out.find("emitted 12, lost 3"),
              std::string::npos);
    const auto all = json::parse(gangway({"describe", "--json", "--counters", "icmpmon"}).out);
    EXPECT_EQ(all.at("elements").at(4).at("counters").at("lost"), 3);
}

TEST_F(command, set_says_what_it_did_not_do) {
    const auto property = [](const char* name, int number) {
        return fmt::format(R"({{"name":"{}","kind":"property","number":{},"access":"rw",
            "via":["sysfs"],"value":{{"size":4,"align":4,"fields":[
            {{"name":"value","type":"u32","offset":0,"size":4}}]}}}})",
                           name, number);
    };
    root.load("it", fmt::format(R"({{"gangway":1,"interface":"it","elements":[{},{},{}]}})",
                                property("a", 1), property("b", 2), property("c", 3)));
    root.attribute("it/a", "0\n");
    root.attribute("it/c", "0\n"); // and none of b
    const auto r = gangway({"set", "--json", "it.a=1", "it.b=2", "it.c=3"});
    EXPECT_EQ(r.status, 1);
    EXPECT_EQ(root.attribute("it/a"), "1\n");
    EXPECT_EQ(root.attribute("it/c"), "0\n");
    const auto said = json::parse(r.out);
    EXPECT_EQ(said.at("it.a"), 1);
    EXPECT_FALSE(said.contains("it.c"));
    EXPECT_EQ(said.at("errors").at("it.c"), "it.c: not set, because it.b was not");
    EXPECT_EQ(r.err, fmt::format("gangway: {}\ngangway: it.c: not set, because it.b was not\n",
                                 said.at("errors").at("it.b").get<std::string>()));
}

TEST_F(command, describe_counts_what_can_be_counted) {
    load();
    test::module[_IOC_NR(GW_IOC_COUNTERS)] = [](unsigned, std::span<std::byte> bytes) {
        gw_counters asked{};
        std::memcpy(&asked, bytes.data(), sizeof(asked));
        asked.used = 7;
        std::memcpy(bytes.data(), &asked, sizeof(asked));
        return asked.element == 1 ? EINVAL : 0; // enabled
    };
    auto r = gangway({"describe", "icmpmon", "--counters"});
    EXPECT_EQ(r.status, 1);
    EXPECT_NE(r.out.find("used 7"), std::string::npos) << r.out;
    EXPECT_NE(r.err.find("gangway: icmpmon.enabled: "), std::string::npos) << r.err;
    r = gangway({"describe", "--json", "icmpmon", "--counters"});
    EXPECT_EQ(r.status, 1);
    const auto elements = json::parse(r.out).at("elements");
    EXPECT_FALSE(elements.at(0).contains("counters"));
    EXPECT_EQ(elements.at(1).at("counters").at("used"), 7);
}

TEST_F(command, get) {
    load();
    EXPECT_EQ(gangway({"get", "icmpmon.enabled"}).out, "true\n");
    EXPECT_EQ(gangway({"get", "icmpmon"}).out, "icmpmon.enabled=true\nicmpmon.seen=9\n");
    EXPECT_EQ(json::parse(gangway({"get", "--json", "icmpmon.seen"}).out),
              json::parse(R"({"icmpmon.seen":9})"));
    auto r = gangway({"get", "icmpmon.sen"});
    EXPECT_EQ(r.status, 1);
    EXPECT_EQ(r.out, "");
    EXPECT_EQ(r.err, "gangway: icmpmon: there is no sen (did you mean \"seen\"?)\n");

    EXPECT_EQ(gangway({"get", "--via", "sysfs", "icmpmon.seen"}).out, "9\n");
    EXPECT_EQ(gangway({"get", "--via", "ioctl", "--via", "sysfs", "icmpmon.seen"}).out, "9\n");
    r = gangway({"get", "icmpmon.seen", "--via", "ioctl"});
    EXPECT_EQ(r.status, 2);
    EXPECT_NE(r.err.find("is not carried by ioctl; there is: sysfs"), std::string::npos) << r.err;
    EXPECT_EQ(gangway({"get", "--via", "pigeon", "icmpmon.seen"}).status, 2);
}

TEST_F(command, set) {
    load();
    auto r = gangway({"set", "icmpmon.enabled=false"});
    EXPECT_EQ(r.status, 0) << r.err;
    EXPECT_EQ(r.out, "");
    EXPECT_EQ(read(root.path() + "/" + property("enabled")), "0\n");
    EXPECT_EQ(json::parse(gangway({"--json", "set", "icmpmon.enabled=true"}).out),
              json::parse(R"({"icmpmon.enabled":true})"));
    EXPECT_EQ(gangway({"set", "icmpmon.enabled=maybe"}).status, 2);
    EXPECT_EQ(gangway({"set", "icmpmon.enabled"}).status, 2);
    EXPECT_EQ(gangway({"set", "icmpmon=1"}).status, 2);
    EXPECT_EQ(gangway({"set", "icmpmon.count=1"}).status, 2);
    EXPECT_EQ(gangway({"set", "icmpmon.seen=1"}).status, 1);
}

TEST_F(command, call) {
    load();
    test::module[count] = answers(std::uint64_t{3});
    test::module[reset] = answers(0);
    EXPECT_EQ(gangway({"call", "icmpmon.count", "saddr=10.0.0.1"}).out, "packets=3\n");
    EXPECT_EQ(json::parse(gangway({"call", "--json", "icmpmon.count", "saddr=10.0.0.1"}).out),
              json::parse(R"({"packets":3})"));
    EXPECT_EQ(gangway({"call", "icmpmon.reset"}).out, "");
    EXPECT_EQ(gangway({"call", "--json", "icmpmon.reset"}).out, "{}\n");
    EXPECT_EQ(gangway({"call", "icmpmon.reset", "x=1"}).status, 2);
    EXPECT_EQ(gangway({"call", "icmpmon.count"}).status, 2);
    test::module[count] = fails(ENOENT);
    auto r = gangway({"call", "icmpmon.count", "saddr=10.0.0.1"});
    EXPECT_EQ(r.status, 1);
    EXPECT_EQ(r.err, "gangway: icmpmon.count: no such talker (ENOENT)\n");
    test::module[reset] = fails(EPERM);
    r = gangway({"call", "icmpmon.reset"});
    EXPECT_EQ(r.status, 1);
    EXPECT_EQ(r.err, "gangway: icmpmon.reset: not permitted; it takes CAP_NET_ADMIN\n");
}

TEST_F(command, dump) {
    load();
    auto r = gangway({"dump", "icmpmon.talkers"});
    EXPECT_EQ(r.status, 0) << r.err;
    EXPECT_EQ(r.out, "saddr         packets\n"
                     "10.0.0.1      3\n"
                     "192.168.0.17  12\n");
    EXPECT_EQ(r.err, "");
    r = gangway({"dump", "--json", "icmpmon.talkers"});
    EXPECT_EQ(r.out, R"({"saddr":"10.0.0.1","packets":3})"
                     "\n"
                     R"({"saddr":"192.168.0.17","packets":12})"
                     "\n");
    root.write("proc/gangway/icmpmon/talkers", "saddr packets\n");
    EXPECT_EQ(gangway({"dump", "icmpmon.talkers"}).out, "saddr  packets\n");
    EXPECT_EQ(gangway({"dump", "--json", "icmpmon.talkers"}).out, "");

    EXPECT_EQ(gangway({"dump", "icmpmon"}).status, 2);
    r = gangway({"dump", "icmpmon.enabled"});
    EXPECT_EQ(r.status, 2);
    EXPECT_EQ(r.err,
              "gangway: icmpmon.enabled: is a property, not a table; use gangway get or set\n");
    EXPECT_EQ(gangway({"dump", "--via", "genetlink", "icmpmon.talkers"}).status, 2);
}

TEST_F(command, dump_says_that_rows_are_of_different_moments) {
    const auto printed = [](bool consistent) {
        testing::internal::CaptureStdout();
        testing::internal::CaptureStderr();
        const auto d = dynamic::description::parse(read(GANGWAY_TEST_DESCRIPTION)).value();
        print_rows("icmpmon.talkers", d->find("talkers")->out,
                   {.rows = {json::parse(R"({"saddr":"10.0.0.1","packets":3})")},
                    .consistent = consistent},
                   false);
        EXPECT_EQ(testing::internal::GetCapturedStdout(), "saddr     packets\n10.0.0.1  3\n");
        return testing::internal::GetCapturedStderr();
    };
    EXPECT_EQ(printed(true), "");
    EXPECT_EQ(printed(false), "gangway: icmpmon.talkers changed while it was read: "
                              "the rows are not a consistent snapshot\n");
}

TEST_F(command, watch_says_why_not) {
    load();
    EXPECT_EQ(gangway({"watch", "icmpmon.packet", "other.packet"}).status, 2);
    EXPECT_EQ(gangway({"watch", "icmpmon.packet", "--count", "0"}).status, 2);
    test::module[_IOC_NR(GW_IOC_SUBSCRIBE)] = fails(EUSERS);
    const auto r = gangway({"watch", "icmpmon"});
    EXPECT_EQ(r.status, 1);
    EXPECT_EQ(
        r.err,
        "gangway: icmpmon.packet: as many programs use it as it allows, or as it allows one user; "
        "close one of them\n");
    EXPECT_EQ(gangway({"watch", "icmpmon.count"}).status, 2);
    EXPECT_EQ(gangway({"watch", "icmpmon.seen"}).err,
              "gangway: icmpmon.seen: does not notify of changes; its description does not say "
              "\"notify: true\"\n");
    EXPECT_EQ(gangway({"watch", "icmpmon.packet", "icmpmon.enabled"}).err,
              "gangway: icmpmon: packet is carried by ring, enabled by sysfs; subscribe to them "
              "separately\n");
}

TEST_F(command, carriers) {
    load();
    EXPECT_NE(gangway({"carriers"}).out.find("ring        ready              event"),
              std::string::npos);
    const auto table = json::parse(gangway({"carriers", "--json"}).out);
    EXPECT_EQ(table.at(0).at("name"), "ioctl");
    EXPECT_EQ(table.at(9), json::parse(R"({"name":"procfs","id":10,"ready":true,"existing":true,
        "build_time":false,"built_in":false,"client":true,"kinds":["property"],"context":"","encodings":["text"],
        "max_bytes":0,"guard":"file","path":"/proc/gangway/{device}/{element}",
        "doc":"files under /proc"})"));
    EXPECT_NE(gangway({"carriers", "icmpmon"})
                  .out.find("packet          ring        /dev/gangway/icmpmon "),
              std::string::npos);
    EXPECT_NE(gangway({"carriers", "icmpmon"})
                  .out.find("\nseen            sysfs       /sys/class/gangway/icmpmon/seen    the"),
              std::string::npos);
    const auto all = json::parse(gangway({"carriers", "--json", "icmpmon"}).out);
    EXPECT_EQ(all.at(0), json::parse(R"({"element":"enabled","carrier":"sysfs",
                                         "place":"/sys/class/gangway/icmpmon/enabled",
                                         "why":"the first of its carriers"})"));
}

TEST_F(command, doctor) {
    auto r = gangway({"doctor", "icmpmon"});
    EXPECT_EQ(r.status, 1);
    EXPECT_NE(r.out.find("sysfs is not mounted"), std::string::npos) << r.out;
    EXPECT_NE(r.out.find("PROBLEM icmpmon: not loaded; try modprobe icmpmon"), std::string::npos);

    load();
    test::module[_IOC_NR(GW_IOC_SUBSCRIBE)] = fails(EPERM);
    r = gangway({"doctor", "--json"});
    EXPECT_EQ(r.status, 1);
    const auto all = json::parse(r.out);
    EXPECT_EQ(all.at(1), json::parse(R"({"ok":true,"message":"gangway.ko is loaded"})"));
    EXPECT_EQ(all.at(2), json::parse(R"({"ok":true,"message":"icmpmon: connected"})"));
    EXPECT_EQ(all.at(3).at("ok"), false);
}

TEST_F(command, what_the_kernel_has_needs_no_module) {
    root.write("proc/sys/kernel/random/poolsize", "256\n");
    auto r = gangway({"get", "random.poolsize"});
    EXPECT_EQ(r.out, "256\n") << r.err;
    EXPECT_EQ(gangway({"get", "random.boot_id"}).status, 1);
    r = gangway({"describe", "random"});
    EXPECT_NE(r.out.find("no Gangway module"), std::string::npos) << r.out;
    EXPECT_EQ(r.out.find("/dev/gangway"), std::string::npos);
    EXPECT_NE(r.out.find("by sysctl: /proc/sys/kernel/random/poolsize\n"), std::string::npos);
    EXPECT_NE(r.out.find("by ioctl: /dev/random, request 0x5207\n"), std::string::npos);
    r = gangway({"doctor", "random"});
    EXPECT_EQ(r.status, 1);
    EXPECT_EQ(r.out.find("gangway.ko"), std::string::npos);
    EXPECT_NE(r.out.find("PROBLEM random.boot_id: " + root.path() +
                         "/proc/sys/kernel/random/boot_id is not there"),
              std::string::npos)
        << r.out;
    EXPECT_EQ(r.out.find("random.poolsize"), std::string::npos);
}

TEST_F(command, descriptions_can_be_given) {
    const auto file = root.path() + "/mine.gw.json";
    root.write("mine.gw.json", R"({"gangway":1,"interface":"mine","provider":"kernel","elements":[
        {"name":"level","kind":"property","number":1,"access":"rw","via":["procfs"],
         "at":{"path":"/proc/level"},"value":{"size":4,"align":4,"fields":[
          {"name":"value","type":"u32","offset":0,"size":4}]}}]})");
    root.write("proc/level", "3\n");
    EXPECT_EQ(gangway({"get", "mine.level"}).status, 1);
    EXPECT_EQ(gangway({"--description", file, "get", "mine.level"}).out, "3\n");
    EXPECT_EQ(gangway({"set", "mine.level=4", "--description", file}).status, 0);
    EXPECT_EQ(gangway({"--description", file, "get", "mine"}).out, "mine.level=4\n");
    EXPECT_EQ(gangway({"--description", file, "describe", "mine"}).status, 0);
    EXPECT_EQ(gangway({"--description", "/nowhere.gw.json", "get", "mine.level"}).status, 1);
}

TEST_F(command, its_words_are_checked) {
    EXPECT_EQ(gangway({}).status, 2);
    EXPECT_EQ(gangway({"nonsense"}).status, 2);
    EXPECT_EQ(gangway({"list", "--nonsense"}).status, 2);
    EXPECT_EQ(gangway({"get"}).status, 2);
    for (const auto* verb : {"gen", "lab"}) { // behind an option
        const auto r = gangway({verb, "--nonsense", "x"});
        EXPECT_EQ(r.status, 2);
        EXPECT_EQ(r.err,
                  fmt::format("gangway: {0} comes before all options: gangway {0} …\n", verb));
    }
    EXPECT_EQ(gangway({"watch", "--help"}).out.find("--depth UINT="), std::string::npos);
    const auto r = gangway({"--help"});
    EXPECT_EQ(r.status, 0);
    for (const auto* verb : {"list", "describe", "get", "set", "call", "dump", "watch", "read",
                             "write", "carriers", "doctor", "gen", "lab"})
        EXPECT_NE(r.out.find(verb), std::string::npos) << verb;
}

} // namespace
} // namespace gangway::tool
