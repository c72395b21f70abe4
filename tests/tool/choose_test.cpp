// SPDX-License-Identifier: MIT
//
// gangway choose: who is first, who is out and why, and what is said of answers that cannot be
// right.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "choose_answer.hpp"
#include "run_command.hpp"

namespace gangway::tool {
namespace {

using json = nlohmann::ordered_json;

json choose(std::vector<std::string> words, int status = 0) {
    words.insert(words.begin(), {"choose", "--json", "--what"});
    const auto done = run_command(std::move(words));
    EXPECT_EQ(done.status, status) << done.err;
    return json::parse(done.out);
}

std::vector<std::string> names(const json& list) {
    std::vector<std::string> all;
    for (const auto& one : list)
        all.push_back(one.at("carrier"));
    return all;
}

bool has(const std::vector<std::string>& list, const std::string& name) {
    return std::ranges::find(list, name) != list.end();
}

std::string why_not(const json& answer, const std::string& carrier) {
    for (const auto& one : answer.at("not"))
        if (one.at("carrier") == carrier)
            return one.at("why").dump();
    return "it fits";
}

TEST(choose, events_by_their_context) {
    const auto from_interrupts = choose({"event", "--context", "hardirq", "--bytes", "64"});
    EXPECT_EQ(names(from_interrupts.at("fits")).front(), "ring");
    EXPECT_NE(why_not(from_interrupts, "umh").find("not from hard interrupts"), std::string::npos);
    EXPECT_TRUE(has(names(from_interrupts.at("fits")), "relay"));
    const auto from_nmis = choose({"event", "--context", "nmi"});
    EXPECT_FALSE(has(names(from_nmis.at("fits")), "relay"));
    EXPECT_TRUE(has(names(from_nmis.at("fits")), "chardev"));
    EXPECT_EQ(from_interrupts.at("asked"),
              json::parse(R"({"what":"event","context":"hardirq","bytes":64})"));
}

TEST(choose, by_length_and_rate) {
    const auto large = choose({"event", "--bytes", "2000"});
    EXPECT_NE(why_not(large, "uevent").find("1024 bytes at most"), std::string::npos);
    const auto often = choose({"event", "--often", "100000"});
    EXPECT_EQ(names(often.at("fits")).front(), "ring");
    EXPECT_NE(why_not(often, "uevent").find("100000 a second are too many"), std::string::npos);
    // What costs least is first then, and the cost is the bench's.
    const auto value = choose({"value", "--often", "1000000"});
    EXPECT_EQ(names(value.at("fits")).front(), "page");
    const auto cost = value.at("fits").at(0).at("cost");
    EXPECT_EQ(cost.at("metric"), "get");
    EXPECT_GT(cost.at("instructions"), 0);
    EXPECT_LT(cost.at("instructions"), 100);
}

TEST(choose, by_who_may_read) {
    EXPECT_NE(why_not(choose({"event", "--who", "root"}), "uevent").find("everybody receives it"),
              std::string::npos);
    const auto group = choose({"value", "--who", "group"});
    EXPECT_TRUE(has(names(group.at("fits")), "ioctl"));
    for (const auto* name : {"sysfs", "genetlink", "debugfs"})
        EXPECT_FALSE(has(names(group.at("fits")), name)) << name;
    EXPECT_TRUE(has(names(choose({"event", "--who", "everybody"}).at("fits")), "uevent"));
}

TEST(choose, by_what_is_promised_and_who_reads) {
    EXPECT_NE(why_not(choose({"value", "--abi", "yes"}), "debugfs").find("no ABI"),
              std::string::npos);
    const auto none = choose({"value", "--abi", "no"});
    EXPECT_EQ(names(none.at("fits")).front(), "debugfs");
    EXPECT_EQ(none.at("fits").at(0).at("promise"), "nothing");
    EXPECT_EQ(names(choose({"value", "--reader", "script"}).at("fits")).front(), "sysfs");
    EXPECT_EQ(names(choose({"value", "--reader", "program"}).at("fits")).front(), "ioctl");
}

TEST(choose, each_kind_has_an_answer) {
    EXPECT_EQ(names(choose({"request"}).at("fits")).front(), "ioctl");
    EXPECT_EQ(names(choose({"list"}).at("fits")).front(), "seq_file");
    EXPECT_EQ(names(choose({"stream", "--bytes", "1000000"}).at("fits")).front(), "chardev");
    // Every carrier is somewhere, and what fits has all that is asked.
    for (const auto* what : {"value", "request", "event", "stream", "list"}) {
        const auto all = choose({what});
        EXPECT_EQ(all.at("fits").size() + all.at("not").size() + all.at("of_another_kind").size(),
                  carrier_table().size());
        for (const auto& one : all.at("fits")) {
            for (const auto* key : {"why", "lost", "promise", "example"})
                EXPECT_NE(one.at(key), "") << what << " " << one.at("carrier") << " " << key;
        }
    }
}

TEST(choose, what_is_planned_does_not_fit) {
    for (const auto& row : carrier_table())
        for (const auto* what : {"value", "request", "event", "stream", "list"})
            EXPECT_FALSE((row.traits & GW_TRAIT_READY) == 0 &&
                         has(names(choose({what}).at("fits")), row.name))
                << row.name;
    EXPECT_NE(why_not(choose({"value"}), "configfs").find("planned"), std::string::npos);
}

TEST(choose, prints_for_people) {
    const auto done = run_command({"choose", "--what", "event", "--context", "hardirq", "--bytes",
                                   "64", "--often", "100000", "--who", "root", "--abi", "yes"});
    EXPECT_EQ(done.status, 0);
    EXPECT_EQ(done.out.substr(0, done.out.find('\n')),
              "For an event of 64 bytes from hard interrupts, 100000 a second, for root, to rely "
              "on:");
    for (const auto* part :
         {"\n1. ring\n", "   why      ", "million a second\n", "   example  examples/icmpmon\n",
          "\nNot these:\n", "\nOf another kind: ioctl, "})
        EXPECT_NE(done.out.find(part), std::string::npos) << part << "\n" << done.out;
}

TEST(choose, says_when_nothing_fits) {
    const auto all = choose({"value", "--context", "hardirq"}, 1);
    EXPECT_TRUE(all.at("fits").empty());
    EXPECT_NE(why_not(all, "ioctl").find("make it an event"), std::string::npos);
}

TEST(choose, bad_input_is_told_in_words) {
    const auto fails = [](std::vector<std::string> words, const std::string& part) {
        words.insert(words.begin(), std::string{"choose"});
        const auto done = run_command(std::move(words));
        EXPECT_EQ(done.status, 2);
        EXPECT_NE(done.err.find(part), std::string::npos) << done.err;
        EXPECT_EQ(done.out, "");
    };
    fails({"--what", "thing"}, "expected one of value, request, event, stream, list, not thing");
    fails({"--what", "event", "--context", "irq"}, "expected one of process, atomic, hardirq, nmi");
    fails({"--what", "event", "--bytes", "-1"}, "expected a number from 1");
    fails({"--what", "event", "--often", "much"}, "expected a number from 1");
    fails({"--what", "event", "--who", "me"}, "expected one of root, group, everybody");
    fails({"--bytes", "8"}, "say what you have: --what value, request");
    fails({"--what", "request", "--context", "nmi"},
          "what answers requests is called in process context");
    fails({"--what", "event", "surplus"}, "surplus");
}

// On a terminal, which this end stands for.
outcome on_terminal(const std::string& typed, std::vector<std::string> words = {"choose"}) {
    const int ours = posix_openpt(O_RDWR | O_NOCTTY);
    EXPECT_EQ(grantpt(ours) | unlockpt(ours), 0);
    const int theirs = open(ptsname(ours), O_RDWR | O_NOCTTY);
    EXPECT_EQ(::write(ours, typed.data(), typed.size()), static_cast<ssize_t>(typed.size()));
    const int before = dup(STDIN_FILENO);
    dup2(theirs, STDIN_FILENO);
    auto done = run_command(std::move(words));
    dup2(before, STDIN_FILENO);
    for (const int fd : {ours, theirs, before})
        close(fd);
    return done;
}

TEST(choose, asks_on_a_terminal) {
    const auto done =
        on_terminal("something\nevent\nhardirq\nmany\n64\n\nroot\n\n\n", {"choose", "--json"});
    EXPECT_EQ(done.status, 0) << done.err;
    EXPECT_NE(done.err.find("What do you have? (value, request, event, stream, list)"),
              std::string::npos);
    EXPECT_NE(done.err.find("\"something\" is none of value"), std::string::npos);
    EXPECT_NE(done.err.find("\"many\" is no number"), std::string::npos);
    EXPECT_EQ(json::parse(done.out).at("asked"),
              json::parse(R"({"what":"event","context":"hardirq","who":"root","bytes":64})"));
}

} // namespace
} // namespace gangway::tool
