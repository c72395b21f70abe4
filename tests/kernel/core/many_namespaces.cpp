// SPDX-License-Identifier: MIT
// Carriers: genetlink
//
// What an instance costs in each of many network namespaces when nobody uses it: memory, and time
// when they all end. Shown, beside the same without an instance. An idle queue is small.
#include <sched.h>
#include <vector>

#include "test.hpp"

namespace {

long available_kib() {
    std::istringstream lines{test::read_file("/proc/meminfo")};
    for (std::string word; lines >> word;)
        if (long kib = 0; word == "MemAvailable:" && lines >> kib)
            return kib;
    test::fail(__FILE__, __LINE__, "no MemAvailable");
}

struct cost {
    double kib; // of each namespace
    double ms;  // to end it
};

/// Whatever the module is loaded for; unloading it waits until all have ended.
cost measure(unsigned count, const char* name) {
    test::module module{name};
    const test::file home{"/proc/self/ns/net", O_RDONLY};
    std::vector<int> held;
    const auto before = available_kib();
    for (unsigned i = 0; i < count; ++i) {
        CHECK_OK(unshare(CLONE_NEWNET));
        held.push_back(CHECK_OK(open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC)));
    }
    CHECK_OK(setns(home, CLONE_NEWNET));
    const auto used = before - available_kib();
    const auto begin = test::now_ms();
    for (const int fd : held)
        close(fd);
    module.unload();
    const auto took = test::now_ms() - begin;
    std::printf("%u namespaces with %s: %.1f KiB each, %.2f ms each to end\n", count, name,
                double(used) / count, double(took) / count);
    return {double(used) / count, double(took) / count};
}

} // namespace

int main() {
    const unsigned count = test::many() ? 1000 : 50;
    test::write_file("/sys/kernel/rcu_expedited", "0"); // as outside of tests
    const auto bare = measure(count, "many_instances"); // has none there
    const auto idle = measure(count, "icmpmon");
    measure(count, "careless");
    if (test::many()) // of few, what else the kernel takes meanwhile would tell
        CHECK(idle.kib - bare.kib < 64);
    test::write_file("/sys/kernel/rcu_expedited", "1");
}
