// SPDX-License-Identifier: MIT
// Sample: 6.12-cloud
//
// A request whose memory never comes (userfaultfd holds it back), or whose handler sleeps, keeps
// nobody else: neither of the same socket, nor of the same device, nor who loads and unloads.
#include "all_types.gw.h"
#include "many_instances.gw.h"
#include "sockopt.hpp"
#include "stalled_memory.hpp"

namespace {

using test::memory_that_never_comes;

void get(const test::options& by, unsigned number, socklen_t size) {
    by.get(number, memory_that_never_comes(), size);
}

struct stall {
    const char* name;
    void (*touch)(const test::options& by);
    long in; // this system call
};
constexpr stall stalls[] = {
    {"an answer",
     [](const test::options& by) { get(by, ALL_TYPES_LEVEL, sizeof(all_types_gw_level)); },
     SYS_getsockopt},
    {"a request",
     [](const test::options& by) {
         by.set(ALL_TYPES_LEVEL, memory_that_never_comes(), sizeof(all_types_gw_level));
     },
     SYS_setsockopt},
    {"a call", [](const test::options& by) { get(by, ALL_TYPES_ECHO, sizeof(all_types_gw_echo)); },
     SYS_getsockopt},
    {"a length",
     [](const test::options& by) {
         all_types_gw_level level{};
         getsockopt(by.fd(), by.level(), by.option(ALL_TYPES_LEVEL), &level,
                    static_cast<socklen_t*>(memory_that_never_comes()));
     },
     SYS_getsockopt},
    {"a name",
     [](const test::options& by) {
         socklen_t size = sizeof(gw_sockopt_find);
         getsockopt(by.fd(), by.level(), GW_SOCKOPT_FIND, memory_that_never_comes(), &size);
     },
     SYS_getsockopt},
};

// By the same socket, and by another.
void others_go_on(const test::options& same) {
    test::child other{[&] {
        many_instances_gw_value value{};
        CHECK_OK(test::options{"many_instances@alpha"}.get(MANY_INSTANCES_VALUE, value));
        int ttl = 0;
        socklen_t size = sizeof ttl;
        CHECK_OK(getsockopt(same.fd(), SOL_IP, IP_TTL, &ttl, &size));
        CHECK_OK(setsockopt(same.fd(), SOL_IP, IP_TTL, &ttl, size));
        const test::module careless{"careless"};
    }};
    other.join();
}

void stalled_beside(const stall& each) {
    std::printf("%s\n", each.name);
    test::module all_types{"all_types"};
    const test::options by;
    test::child stalled{[&] { each.touch(by); }};
    stalled.wait_until_in(each.in);
    test::child same{[&] {
        all_types_gw_level level{};
        CHECK_OK(by.get(ALL_TYPES_LEVEL, level));
        CHECK_OK(by.set(ALL_TYPES_LEVEL, level));
        CHECK_OK(test::options{}.call(ALL_TYPES_NOTHING));
    }};
    same.join();
    others_go_on(by);
    test::child unloader{[&] { all_types.unload(); }};
    unloader.join();
    all_types.unloaded_by_another();
    stalled.kill9();
}

void asleep() {
    std::printf("a handler\n");
    const test::module many{"many_instances"};
    const test::module all_types{"all_types"};
    const test::options by;
    test::child sleeper{[&] {
        union all_types_gw_slow sleep{};
        sleep.request.ms = 600'000;
        by.get(ALL_TYPES_SLOW, sleep);
    }};
    test::wait_until_slow();
    others_go_on(by);
    all_types_gw_level level{};
    CHECK_OK(by.get(ALL_TYPES_LEVEL, level)); // no handler is asked for it
    sleeper.kill9();
}

void all_stalled() {
    const test::module many{"many_instances"};
    for (const auto& each : stalls)
        stalled_beside(each);
}

} // namespace

int main() {
    asleep();
    test::need_userfaultfd();
    all_stalled();
}
