// SPDX-License-Identifier: MIT
//
// Instances that grow in number: those of one interface, and one in each network namespace. What
// ends them waits for grace periods, which are expedited here: it is time that passes, not work
// alone.
#include "growth.hpp"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sched.h>
#include <stdexcept>
#include <thread>
#include <unistd.h>

#include <fmt/format.h>

#include <gangway/dynamic.hpp>
#include <nlohmann/json.hpp>

namespace bench::growth {

using gangway::dynamic::client;

namespace {

int checked(int result, const char* what) {
    if (result < 0)
        throw std::runtime_error{fmt::format("{}: {}", what, std::strerror(errno))};
    return result;
}

void ask(const client& control, const char* call, unsigned count) {
    gangway::dynamic::value request;
    request["count"] = count;
    control.call(call, request).value();
}

void add_gets(std::vector<cell>& into, const std::string& name, const char* by, unsigned count) {
    for (const char* const carrier : {"ioctl", "sockopt", "netlink"}) {
        const auto on = client::connect(name, {.via = {carrier}}).value();
        const auto number = (*on.find("value").value()).number;
        std::uint64_t value = 0;
        add(into, {carrier, "gangway", "get", 8, measure([&](std::uint32_t n) {
                       for (; n != 0; --n)
                           on.get(number, std::as_writable_bytes(std::span{&value, 1})).value();
                   }),
                   by, count, true});
        add(into, {carrier, "gangway", "connect", 0, measure([&](std::uint32_t n) {
                       for (n /= 8; n != 0; --n)
                           (void)client::connect(name, {.via = {carrier}}).value();
                   }),
                   by, count, true});
    }
}

// One of `count` more, or fewer.
void add_changes(std::vector<cell>& into, const client& control, unsigned count) {
    constexpr unsigned at_once = 8;
    std::array<double, 5> made{};
    std::array<double, 5> dropped{};
    for (std::size_t i = 0; i < made.size(); ++i) {
        made[i] = taken([&] { ask(control, "make", at_once); }) / at_once;
        dropped[i] = taken([&] { ask(control, "drop", at_once); }) / at_once;
    }
    add(into, {"-", "gangway", "register", 0, median_of(made), "instances", count, true});
    add(into, {"-", "gangway", "unregister", 0, median_of(dropped), "instances", count, true});
}

void measure_units(std::vector<cell>& into) {
    const auto control = client::connect("growth", {.via = {"ioctl"}}).value();
    unsigned there = 0;
    for (const unsigned count : {1U, 10U, 100U, 1000U}) {
        ask(control, "make", count - there);
        there = count;
        add_changes(into, control, count);
        add_gets(into, fmt::format("unit@u{}", count - 1), "instances", count);
    }
    ask(control, "drop", there);
}

std::vector<int> make_spaces(unsigned count) {
    std::vector<int> held;
    for (unsigned i = 0; i < count; ++i) {
        checked(unshare(CLONE_NEWNET), "unshare");
        held.push_back(checked(open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC), "a namespace"));
    }
    return held;
}

// The initial namespace's stays.
void end_spaces(const client& control, const std::vector<int>& held) {
    for (const int fd : held)
        close(fd);
    while (control.get("spaces").value() != 1)
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
}

void measure_spaces(std::vector<cell>& into) {
    const auto control = client::connect("growth", {.via = {"ioctl"}}).value();
    const int home = checked(open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC), "the namespace");
    for (const unsigned count : {1U, 10U, 100U}) {
        auto held = make_spaces(count);
        add_gets(into, "space", "namespaces", count);
        checked(setns(home, CLONE_NEWNET), "setns");
        double each = taken([&] { end_spaces(control, held); }) / count;
        add(into, {"-", "gangway", "end", 0, {each, 0}, "namespaces", count, true});
    }
    close(home);
}

} // namespace

void measure_instances(std::vector<cell>& into) {
    if (!(std::ofstream{"/sys/kernel/rcu_expedited"} << 1 << std::flush))
        throw std::runtime_error{"/sys/kernel/rcu_expedited cannot be written"};
    measure_units(into);
    measure_spaces(into);
}

} // namespace bench::growth
