// SPDX-License-Identifier: MIT
//
// A program for each event: its arguments are fixed, the record is in its environment, odd values
// too. There are not too many of them; what started none is told to the next.
#include <map>

#include <dirent.h>
#include <sys/stat.h>

#include "outward.gw.h"
#include "test.hpp"

namespace {

constexpr const char* seen = "/tmp/helper-seen";

/// The program: its arguments and environment, each with a NUL behind, as a file of its own.
void install() {
    mkdir(seen, 0755);
    unlink("/tmp/helper");
    test::write_file("/tmp/helper",
                     "#!/bin/sh\n"
                     "out=/tmp/helper-seen/$GANGWAY_SEQUENCE\n"
                     "{ printf '%s\\0' \"$@\"; cat /proc/self/environ; } >/tmp/helper.$$\n"
                     "mv /tmp/helper.$$ $out\n");
    CHECK_OK(chmod("/tmp/helper", 0755));
}

void start(int fd, std::uint32_t count, const char* text) {
    union outward_gw_start buffer{};
    buffer.request.count = count;
    std::snprintf(buffer.request.text, sizeof buffer.request.text, "%s", text);
    CHECK_OK(ioctl(fd, OUTWARD_IOC_START, &buffer));
}

gw_counters counters(int fd, unsigned element) {
    gw_counters c{};
    c.element = element;
    CHECK_OK(ioctl(fd, GW_IOC_COUNTERS, &c));
    return c;
}

/// What the program of this number had: arguments by their number, variables by their name.
std::map<std::string, std::string> had(std::uint64_t sequence) {
    const auto file = std::string{seen} + "/" + std::to_string(sequence);
    CHECK(test::eventually([&] { return access(file.c_str(), F_OK) == 0; }));
    std::map<std::string, std::string> all;
    std::istringstream in{test::read_file(file)};
    unsigned arguments = 0;
    for (std::string one; std::getline(in, one, '\0');) {
        const auto sign = one.find('=');
        if (sign == one.npos)
            all[std::to_string(++arguments)] = one;
        else
            all[one.substr(0, sign)] = one.substr(sign + 1);
    }
    return all;
}

unsigned programs() {
    unsigned count = 0;
    DIR* const all = opendir(seen);
    CHECK(all != nullptr);
    while (const auto* const one = readdir(all))
        count += one->d_name[0] != '.' ? 1 : 0;
    closedir(all);
    return count;
}

void one_by_one(int fd) {
    std::uint64_t sequence = 0;
    for (const std::string text : {"hello", "", "two words", "a=b", "two\nlines", "$(reboot) `x` ;",
                                   "123456789 123456789 123456789 123456789 123456789 123456789 "
                                   "12"}) {
        start(fd, 1, text.c_str());
        const auto it = had(++sequence);
        CHECK_EQ(it.at("1"), std::string{"fixed"});
        CHECK_EQ(it.at("2"), std::string{"two words"});
        CHECK(!it.contains("3"));
        CHECK_EQ(it.at("GANGWAY_EVENT"), std::string{"called"});
        CHECK_EQ(it.at("GANGWAY_DEVICE"), std::string{"outward"});
        CHECK_EQ(it.at("GANGWAY_SEQUENCE"), std::to_string(sequence));
        CHECK(std::stoull(it.at("GANGWAY_TIME")) > 0);
        CHECK(!it.contains("GANGWAY_LOST"));
        CHECK_EQ(it.at("GW_NR"), std::to_string(sequence - 1));
        CHECK_EQ(it.at("GW_TEXT"), text);
        CHECK_EQ(it.at("GW_SIZES"), std::string{"1,2"});
    }
}

bool was_started(std::uint64_t sequence) {
    return access((std::string{seen} + "/" + std::to_string(sequence)).c_str(), F_OK) == 0;
}

/// Until each that was sent is counted as lost, or has had a program that has written what it had.
void settle(int fd, std::uint64_t sent) {
    CHECK(test::eventually([&] { return counters(fd, OUTWARD_CALLED).lost + programs() == sent; }));
}

// However many: each started one, or is counted, and told to the next that does.
void too_many(int fd) {
    const auto before = counters(fd, OUTWARD_CALLED);
    const auto started = programs();
    start(fd, 3000, "many");
    std::uint64_t sent = before.used + 3000;
    std::uint64_t told = 0;
    std::uint64_t last = 0;
    settle(fd, sent);
    // One after the other, until one has come behind all of them.
    CHECK(test::eventually([&] {
        start(fd, 1, "after");
        settle(fd, ++sent);
        return was_started(sent);
    }));
    for (std::uint64_t sequence = 1; sequence <= sent; ++sequence) {
        if (!was_started(sequence))
            continue;
        const auto it = had(sequence);
        const auto lost = it.contains("GANGWAY_LOST") ? std::stoull(it.at("GANGWAY_LOST")) : 0;
        CHECK_EQ(sequence - last - 1, lost);
        told += lost;
        last = sequence;
    }
    const auto counted = counters(fd, OUTWARD_CALLED);
    std::printf("%lu events, %u programs, %lu told as lost\n", sent, programs(), told);
    CHECK(programs() - started < 3000);
    CHECK_EQ(counted.used, sent);
    CHECK_EQ(counted.lost, told);
    CHECK_EQ(programs() + told, sent);
}

void not_there(int fd) {
    union outward_gw_miss buffer{};
    buffer.request.count = 3;
    CHECK_OK(ioctl(fd, OUTWARD_IOC_MISS, &buffer));
    CHECK(test::eventually([&] { return counters(fd, OUTWARD_MISSED).lost == 3; }));
    CHECK_EQ(counters(fd, OUTWARD_MISSED).used, 3U);
}

} // namespace

int main() {
    install();
    const test::module outward{"outward"};
    const test::file fd{OUTWARD_NODE};
    one_by_one(fd);
    too_many(fd);
    not_there(fd);
}
