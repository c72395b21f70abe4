// SPDX-License-Identifier: MIT
// Sample: 6.12-cloud
//
// A subscriber pays for its rings, with time and memory. Nobody else waits for it: neither while
// they are made, however large they are, nor for the lock of its memory, under which it may stand
// still when it maps them.
#include <atomic>
#include <sys/mman.h>
#include <thread>

#include <linux/sched.h>

#include "many_instances.gw.h"
#include "ring.hpp"

namespace {

gw_subscribe_ring subscription(std::uint32_t ring_size) {
    gw_subscribe_ring s{};
    s.head.carrier = GW_CARRIER_ring;
    s.head.events[0] = test::bit(ALL_TYPES_TICK);
    s.version = GW_RING_VERSION;
    s.ring_size = ring_size;
    return s;
}

/// A power of two for each CPU, and 256 MiB at most for all.
std::uint32_t large() {
    std::uint32_t size = 256U << 20;
    for (auto cpus = sysconf(_SC_NPROCESSORS_ONLN); cpus > 1; cpus = (cpus + 1) / 2)
        size /= 2;
    return size;
}

/// Has it been charged for pages, as it is for each ring before that is made?
bool pays(pid_t pid) {
    const auto status = test::read_file("/proc/" + std::to_string(pid) + "/status");
    const auto pinned = status.find("VmPin:");
    CHECK(pinned != status.npos);
    return std::strtoul(&status[pinned + 6], nullptr, 10) != 0;
}

/// Others subscribe and close while one large subscription is still being made.
void while_rings_are_made() {
    auto& turn = *new (CHECK_OK(mmap(nullptr, sizeof(std::atomic<unsigned>), PROT_READ | PROT_WRITE,
                                     MAP_SHARED | MAP_ANONYMOUS, -1, 0))) std::atomic<unsigned>{};
    test::child pays_much{[&] {
        for (;;) {
            const test::file fd{ALL_TYPES_NODE};
            auto s = subscription(large());
            ++turn; // odd: it is at it
            CHECK_OK(ioctl(fd, GW_RING_SUBSCRIBE, &s));
            ++turn;
        }
    }};
    CHECK(test::eventually([&] {
        const unsigned now = turn;
        if (now % 2 == 0 || !pays(pays_much.pid()))
            return false;
        for (int i = 0; i < 2; ++i) // the first may have begun before
            const test::subscriber little{test::bit(ALL_TYPES_TICK), 0, 4096};
        return turn == now;
    }));
}

/// A process one thread of which holds the lock of its memory, so that the other can subscribe, but
/// not map what it has subscribed to.
class stalled {
public:
    stalled()
        : process_{[this] {
            std::thread other{[this] {
                const test::file fd{ALL_TYPES_NODE};
                auto s = subscription(1U << 20);
                CHECK_OK(mlockall(MCL_CURRENT)); // from here on nothing is mapped
                thread_.pass(static_cast<std::uint64_t>(gettid()));
                go_.take();
                CHECK_OK(ioctl(fd, GW_RING_SUBSCRIBE, &s));
                [[maybe_unused]] const void* const control =
                    mmap(nullptr, s.control_size, PROT_READ | PROT_WRITE, MAP_SHARED, fd,
                         static_cast<off_t>(GW_RING_CONTROL));
            }};
            const test::file hold{"/sys/module/memory_holder/parameters/hold", O_WRONLY};
            hold_.take();
            [[maybe_unused]] const auto n = write(hold, "1", 1);
        }} {
        const auto thread = thread_.take();
        hold_.pass();
        process_.wait_until_in(SYS_write);
        go_.pass();
        const auto in = "/proc/" + std::to_string(process_.pid()) + "/task/" +
                        std::to_string(thread) + "/syscall";
        CHECK(test::eventually(
            [&] { return test::read_file(in).starts_with(std::to_string(SYS_mmap) + " "); }));
    }
    void end() { process_.kill9(); }

private:
    test::baton thread_;
    test::baton hold_;
    test::baton go_;
    test::child process_;
};

void others_go_on() {
    test::child other{[] {
        {
            const test::subscriber same{test::bit(ALL_TYPES_TICK)};
        }
        const test::module many{"many_instances"};
        const test::subscriber another{test::bit(MANY_INSTANCES_PONG), 0, 0,
                                       "/dev/gangway/many_instances/alpha"};
    }};
    other.join();
}

void while_it_stands_still(test::module& all_types) {
    const test::module holder{"memory_holder"};
    stalled payer;
    others_go_on();
    test::child unloader{[&] { all_types.unload(); }};
    unloader.join();
    all_types.unloaded_by_another();
    payer.end();
}

} // namespace

int main() {
    test::module all_types{"all_types"};
    while_rings_are_made();
    while_it_stands_still(all_types);
}
