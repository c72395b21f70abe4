// SPDX-License-Identifier: MIT
// Carriers: genetlink
//
// What an instance costs in each of many network namespaces when nobody uses it: memory, and time
// when they all end, which is shown beside the same without an instance. An idle queue has a page
// for each CPU; it grows when somebody listens, alone, and all is given back. They wait together
// for what they have to wait for.
#include <sched.h>
#include <vector>

#include "careless.gw.h"
#include "genl.hpp"
#include "tracefs.hpp"

namespace {

const unsigned count = test::many() ? 1000 : 50;

long available_kib() {
    std::istringstream lines{test::read_file("/proc/meminfo")};
    for (std::string word; lines >> word;)
        if (long kib = 0; word == "MemAvailable:" && lines >> kib)
            return kib;
    test::fail(__FILE__, __LINE__, "no MemAvailable");
}

/// Gangway's memory that is mapped as a whole: rings, and the like.
struct areas {
    std::size_t number = 0;
    std::size_t largest = 0; // in bytes
};

areas areas_now() {
    std::istringstream lines{test::read_file("/proc/vmallocinfo")};
    areas all;
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words{line}; // FROM-TO SIZE FUNCTION+AT …
        std::string where;
        std::string who;
        std::size_t size = 0;
        CHECK(words >> where >> size);
        if (words >> who && who.starts_with("gw_area_alloc+")) {
            ++all.number;
            all.largest = std::max(all.largest, size);
        }
    }
    return all;
}

/// How often somebody begins to wait for a grace period of RCU.
class grace_periods {
public:
    grace_periods() {
        if (!counted_)
            return;
        test::set_tracing("kprobe_events", "p:test/waits synchronize_rcu\n");
        test::set_tracing("events/test/waits/enable", "1");
    }
    grace_periods(const grace_periods&) = delete;
    grace_periods& operator=(const grace_periods&) = delete;
    ~grace_periods() {
        if (!counted_)
            return;
        test::set_tracing("events/test/waits/enable", "0");
        test::set_tracing("kprobe_events", "-:test/waits\n");
    }
    /// 0 where nothing can count them, which is said.
    [[nodiscard]] unsigned seen() const {
        if (!counted_) {
            std::printf("skipped: how often it waits, without kprobes\n");
            return 0;
        }
        std::istringstream words{test::read_file(test::tracing + "/kprobe_profile")};
        std::string name;
        unsigned hits = 0;
        CHECK(words >> name >> hits && name == "waits");
        return hits;
    }

private:
    bool counted_ =
        test::has_tracefs() && access((test::tracing + "/kprobe_events").c_str(), W_OK) == 0;
};

/// So many, held by these; we come back.
std::vector<int> namespaces() {
    const test::file home{"/proc/self/ns/net", O_RDONLY};
    std::vector<int> held;
    for (unsigned i = 0; i < count; ++i) {
        CHECK_OK(unshare(CLONE_NEWNET));
        held.push_back(CHECK_OK(open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC)));
    }
    CHECK_OK(setns(home, CLONE_NEWNET));
    return held;
}

/// The module has an instance in each namespace, and goes before these.
void goes_from_all(const char* name) {
    test::module module{name};
    const auto held = namespaces();
    const grace_periods waits;
    module.unload();
    const auto often = waits.seen();
    std::printf("unloaded from %u namespaces, it waited %u times\n", count, often);
    const bool realtime = test::read_file("/proc/version").find("PREEMPT_RT") != std::string::npos;
    if (realtime || access("/proc/lockdep", F_OK) == 0)
        std::printf(
            "as it may: PREEMPT_RT's irq_work_sync() and lockdep's keys wait by themselves\n");
    else
        CHECK(often < 10); // of which some are the kernel's
    for (const int fd : held)
        close(fd);
}

struct cost {
    double kib; // of each namespace
    double ms;  // to end it
};

/// Of the page of a ring, mapped twice, and what the kernel keeps free behind it.
const auto idle = 3 * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));

/// One listener, in the namespace that we are in: its instance's queue grows.
void listened_to(std::size_t before) {
    test::genl listener{"careless"};
    CHECK_OK(listener.join("mumbled"));
    const test::file fd{CARELESS_NODE};
    careless_gw_mumble_request wanted{1};
    CHECK_OK(ioctl(fd, CARELESS_IOC_MUMBLE, &wanted));
    CHECK(test::eventually([] { return areas_now().largest >= std::size_t{2} * 65536; }));
    const auto cpus = static_cast<std::size_t>(sysconf(_SC_NPROCESSORS_CONF));
    CHECK(areas_now().number <= before + cpus); // those that it replaces are still there
}

/// Whatever the module is loaded for; unloading it waits until all have ended.
cost measure(const char* name) {
    const auto none = areas_now().number;
    test::module module{name};
    const auto before = available_kib();
    const auto held = namespaces();
    const auto used = before - available_kib();
    const auto here = areas_now();
    std::printf("%zu areas of up to %zu bytes\n", here.number - none, here.largest);
    CHECK(here.largest <= idle);
    if (name == std::string{"careless"}) {
        CHECK(here.number >= count); // so they are seen
        listened_to(here.number);
    }
    const auto begin = test::now_ms();
    for (const int fd : held)
        close(fd);
    module.unload();
    const auto took = test::now_ms() - begin;
    CHECK(test::eventually([&] { return areas_now().number == none; }));
    std::printf("%u namespaces with %s: %.1f KiB each, %.2f ms each to end\n", count, name,
                double(used) / count, double(took) / count);
    if (test::many()) // of few, what else the kernel takes meanwhile would tell
        CHECK(test::eventually([&] { return before - available_kib() < used / 4; }));
    return {double(used) / count, double(took) / count};
}

} // namespace

int main() {
    if (test::many())
        test::write_file("/sys/kernel/rcu_expedited", "0"); // as outside of tests
    const auto bare = measure("many_instances");            // has none there
    const auto one = measure("icmpmon");
    measure("careless");
    goes_from_all("icmpmon");
    if (test::many())
        CHECK(one.kib - bare.kib < 64);
    test::write_file("/sys/kernel/rcu_expedited", "1");
}
