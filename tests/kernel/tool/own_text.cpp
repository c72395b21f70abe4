// SPDX-License-Identifier: MIT
// Carriers: sysctl sysfs procfs ioctl
//
// The kernel's own files by the gangway command, as this kernel writes them and takes them; one
// that cannot be read hides no other.
#include "command.hpp"

namespace {

using test::gangway;
using test::has;

std::string element(const std::string& name, int number, const std::string& via,
                    const std::string& at, const std::string& value) {
    return R"({"kind":"property","access":"rw","name":")" + name + R"(","number":)" +
           std::to_string(number) + R"(,"via":[")" + via + R"("],"at":{)" + at + R"(},"value":{)" +
           value + "}}";
}

std::string one(const std::string& type, int size, int align, const std::string& more = "") {
    return R"("align":)" + std::to_string(align) + R"(,"size":)" + std::to_string(size) +
           R"(,"fields":[{"name":"value","offset":0,"type":")" + type + R"(","size":)" +
           std::to_string(size) + more + "}]";
}

std::string path(const std::string& file) {
    return R"("path":")" + file + '"';
}

std::string described() {
    return R"({"gangway":1,"interface":"mine","provider":"kernel","elements":[)" +
           element("ports", 1, "sysctl", path("/proc/sys/net/ipv4/ip_local_port_range"),
                   one("u16", 4, 2, R"(,"count":2)")) +
           ',' + element("speed", 2, "sysfs", path("/sys/class/net/lo/speed"), one("s32", 4, 4)) +
           ',' +
           element("levels", 3, "sysctl", path("/proc/sys/kernel/printk"),
                   one("u32", 16, 4, R"(,"count":4)")) +
           ',' + element("flags", 4, "sysfs", path("/sys/class/net/lo/flags"), one("u32", 4, 4)) +
           ',' +
           element("self", 5, "procfs", path("/proc/self/cmdline"),
                   one("bytes", 404, 4, R"(,"max":400)")) +
           ',' +
           element("folder", 6, "ioctl", R"("node":"/tmp","number":2148034049)", // FS_IOC_GETFLAGS
                   one("u64", 8, 8)) +
           "]}";
}

} // namespace

int main() {
    const test::scratch scratch;
    const auto json = scratch.path() + "/mine.gw.json";
    test::write_file(json, described());
    const auto mine = [&](const std::string& words) {
        return gangway("--description " + json + ' ' + words);
    };
    const auto ports = test::read_file("/proc/sys/net/ipv4/ip_local_port_range");
    CHECK_EQ(mine("set mine.ports=30000,40000").status, 0);
    CHECK_EQ(test::read_file("/proc/sys/net/ipv4/ip_local_port_range"),
             std::string{"30000\t40000\n"});
    CHECK_EQ(mine("get mine.ports").out, std::string{"[30000, 40000]\n"});
    test::write_file("/proc/sys/net/ipv4/ip_local_port_range", ports);

    const auto all = mine("get mine");
    CHECK_EQ(all.status, 1);
    CHECK(has(all.out, "mine.levels=["));
    CHECK(has(all.out, "mine.flags="));
    CHECK(has(all.out, "mine.self=")); // words with a NUL behind each
    CHECK(has(all.out, "00"));
    CHECK(has(all.err, "mine.speed: it cannot be read now: Invalid argument (EINVAL)"));
    CHECK(!has(all.err, "folder: Is a directory"));
}
