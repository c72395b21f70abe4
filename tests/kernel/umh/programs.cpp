// SPDX-License-Identifier: MIT
//
// A program for each event: its path and arguments are fixed, the record is in its environment, odd
// values too. Nothing of it is for who causes the event to choose: not by a chroot, nor by mounts
// of his own, nor as an ordinary user. One that cannot be started is counted.
#include <cstdlib>

#include <grp.h>
#include <sys/mount.h>

#include "helper.hpp"

namespace {

/// Its arguments and environment, each with a NUL behind.
constexpr const char* script =
    "out=/tmp/helper-seen/$GANGWAY_SEQUENCE\n"
    "{ printf '%s\\0' \"$@\"; cat /proc/self/environ; } >/tmp/helper.$$\n"
    "mv /tmp/helper.$$ $out\n";

void check_one(std::uint64_t sequence, const std::string& text) {
    const auto it = test::helper_had(sequence);
    CHECK_EQ(it.at("1"), std::string{"fixed"});
    CHECK_EQ(it.at("2"), std::string{"two words"});
    CHECK(!it.contains("3"));
    CHECK_EQ(it.at("PATH"), std::string{"/sbin:/usr/sbin:/bin:/usr/bin"});
    CHECK_EQ(it.at("GANGWAY_EVENT"), std::string{"called"});
    CHECK_EQ(it.at("GANGWAY_DEVICE"), std::string{"outward"});
    CHECK_EQ(it.at("GANGWAY_SEQUENCE"), std::to_string(sequence));
    CHECK(std::stoull(it.at("GANGWAY_TIME")) > 0);
    CHECK(!it.contains("GANGWAY_LOST"));
    CHECK_EQ(it.at("GW_NR"), std::to_string(sequence - 1));
    CHECK_EQ(it.at("GW_TEXT"), text);
    CHECK_EQ(it.at("GW_SIZES"), std::string{"1,2"});
    struct stat made{};
    CHECK_OK(stat(test::helper_file(sequence).c_str(), &made));
    CHECK_EQ(made.st_uid, 0U); // it ran as root
}

/// Seven, and who_causes_it() two: so many may start in a second.
std::uint64_t one_by_one(int fd) {
    std::uint64_t sequence = 0;
    constexpr auto longest = "123456789 123456789 123456789 123456789 123456789 123456789 12";
    for (const char* const text :
         {"hello", "", "two words", "a=b", "two\nlines", "$(reboot) `x` ;", longest}) {
        test::start_helpers(fd, 1, text);
        check_one(++sequence, text);
    }
    return sequence;
}

/// The path is that of the first process, and so is what the script writes.
void who_causes_it(int fd, std::uint64_t sequence) {
    test::child redirecting{[&] {
        CHECK_OK(unshare(CLONE_NEWNS));
        CHECK_OK(mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr));
        CHECK_OK(mount("none", "/tmp", "tmpfs", 0, nullptr));
        CHECK_OK(chroot("/tmp"));
        CHECK_OK(chdir("/"));
        CHECK_ERRNO(access("/tmp/helper", F_OK), ENOENT);
        test::start_helpers(fd, 1, "redirected");
    }};
    redirecting.join();
    check_one(++sequence, "redirected");

    test::child ordinary{[] {
        CHECK_OK(setgroups(0, nullptr));
        CHECK_OK(setresgid(65534, 65534, 65534));
        CHECK_OK(setresuid(65534, 65534, 65534));
        CHECK_OK(setenv("PATH", "/tmp", 1));
        umask(0777);
        CHECK_ERRNO(open("/tmp/helper", O_WRONLY | O_CLOEXEC), EACCES);
        const test::file own{OUTWARD_NODE};
        test::start_helpers(own, 1, "ordinary");
    }};
    ordinary.join();
    check_one(++sequence, "ordinary");
}

void not_there(int fd) {
    union outward_gw_miss buffer{};
    buffer.request.count = 3;
    CHECK_OK(ioctl(fd, OUTWARD_IOC_MISS, &buffer));
    CHECK(test::eventually([&] { return test::helper_counters(fd, OUTWARD_MISSED).lost == 3; }));
    CHECK_EQ(test::helper_counters(fd, OUTWARD_MISSED).used, 3U);
}

} // namespace

int main() {
    test::install_helper(script);
    const test::module outward{"outward"};
    const test::file fd{OUTWARD_NODE};
    who_causes_it(fd, one_by_one(fd));
    not_there(fd);
}
