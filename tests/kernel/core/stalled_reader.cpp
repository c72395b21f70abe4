// SPDX-License-Identifier: MIT
// Sample: 6.12-cloud
// Carriers: ioctl ring chardev sysfs procfs sysctl debugfs seq_file param
//
// A client's memory is where a request or its answer belongs, and never comes (userfaultfd holds it
// back). Its provider is unloaded meanwhile, without waiting for it; files of /proc and debugfs the
// kernel itself keeps until who reads or writes them has left, so there it ends with the client. In
// either case every other device, and module, goes on.
#include <gangway/ring.h>

#include "all_types.gw.h"
#include "kept.gw.h"
#include "piped.gw.h"
#include "stalled_memory.hpp"

namespace {

using test::memory_that_never_comes;
using test::page;

struct stall {
    const char* name;
    void (*touch)(char* memory);
    long in;       // this system call
    bool unloaded; // meanwhile
    const char* owner = "all_types";
};

void request(unsigned long number, char* memory) {
    const test::file fd{ALL_TYPES_NODE};
    ioctl(fd, number, memory);
}

void read_from(const char* path, char* memory) {
    const test::file fd{path, O_RDONLY};
    [[maybe_unused]] const auto n = read(fd, memory, page);
}

void write_to(const char* path, char* memory) {
    const test::file fd{path, O_WRONLY};
    [[maybe_unused]] const auto n = write(fd, memory, 2);
}

constexpr stall stalls[] = {
    {"an answer", [](char* m) { request(ALL_TYPES_IOC_GET_LEVEL, m); }, SYS_ioctl, true},
    {"a request", [](char* m) { request(ALL_TYPES_IOC_SET_LEVEL, m); }, SYS_ioctl, true},
    {"a large request", [](char* m) { request(ALL_TYPES_IOC_ECHO, m); }, SYS_ioctl, true},
    {"a subscriber", [](char* m) { request(GW_RING_SUBSCRIBE, m); }, SYS_ioctl, true},
    {"the session", [](char* m) { request(GW_IOC_INFO, m); }, SYS_ioctl, true},
    {"counters", [](char* m) { request(GW_IOC_COUNTERS, m); }, SYS_ioctl, true},
    {"sysfs", [](char* m) { read_from("/sys/class/gangway/all_types/level", m); }, SYS_read, true},
    {"sysfs, written", [](char* m) { write_to("/sys/class/gangway/all_types/level", m); },
     SYS_write, true},
    {"a stream",
     [](char* m) {
         test::write_file(KEPT_NODE, "there is something to read");
         read_from(KEPT_NODE, m);
     },
     SYS_read, true, "streams"},
    {"a stream, written", [](char* m) { write_to(KEPT_NODE, m); }, SYS_write, true, "streams"},
    {"a stream without positions",
     [](char* m) {
         test::write_file(PIPED_NODE, "there is something to read");
         read_from(PIPED_NODE, m);
     },
     SYS_read, true, "streams"},
    {"a table", [](char* m) { read_from("/proc/gangway/all_types/items", m); }, SYS_read, false},
    {"procfs", [](char* m) { read_from("/proc/gangway/all_types/level", m); }, SYS_read, false},
    {"procfs, written", [](char* m) { write_to("/proc/gangway/all_types/level", m); }, SYS_write,
     false},
    {"sysctl", [](char* m) { read_from("/proc/sys/gangway/all_types/level", m); }, SYS_read, false},
    {"sysctl, written", [](char* m) { write_to("/proc/sys/gangway/all_types/level", m); },
     SYS_write, false},
    {"debugfs", [](char* m) { read_from("/sys/kernel/debug/gangway/all_types/level", m); },
     SYS_read, false},
    {"debugfs, written", [](char* m) { write_to("/sys/kernel/debug/gangway/all_types/level", m); },
     SYS_write, false},
    {"a parameter, written",
     [](char* m) { write_to("/sys/module/parameters/parameters/an_int", m); }, SYS_write, true,
     "parameters"},
};

void others_go_on(const std::string& node) {
    test::child other{[&] {
        const test::file opened{node};
        const test::module careless{"careless"};
    }};
    other.join();
}

void unload_beside(const stall& each, const std::string& node) {
    std::printf("%s\n", each.name);
    test::module owner{each.owner};
    test::child stalled{[&] { each.touch(static_cast<char*>(memory_that_never_comes())); }};
    stalled.wait_until_in(each.in);
    test::child unloader{[&] { owner.unload(); }};
    if (each.unloaded)
        unloader.join();
    else
        unloader.wait_until_in(SYS_delete_module);
    others_go_on(node);
    stalled.kill9();
    if (!each.unloaded)
        unloader.join();
    owner.unloaded_by_another();
}

} // namespace

int main() {
    test::need_userfaultfd();
    const test::module many{"many_instances"};
    for (const auto& each : stalls)
        unload_beside(each, "/dev/gangway/many_instances/alpha");
}
