// SPDX-License-Identifier: MIT
//
// Memory of what nobody uses yet: an instance, and a subscription as deep as it is by itself. The
// kernel says how much of it each CPU has of its own, so what 64 CPUs would take is computed.
#include "growth.hpp"

#include <fstream>
#include <stdexcept>

#include <fmt/format.h>
#include <gangway/dynamic.hpp>
#include <nlohmann/json.hpp>

#include <gangway/ring.h>

#include "bench.gw.hpp"

namespace bench::growth {

namespace {

constexpr unsigned many_cpus = 64;

// As <gangway/ring.h> has it of a sub-ring, with the page of its positions.
constexpr double kib_of_sub_ring(unsigned cpus) {
    const auto share = std::max(GW_RING_TOTAL_DEFAULT / cpus, GW_RING_BYTES_LITTLE);
    return (std::min(share, GW_RING_BYTES_DEFAULT) + 4096) / 1024.0;
}

// Of /proc/meminfo.
double kib(const char* which) {
    std::ifstream lines{"/proc/meminfo"};
    for (std::string word; lines >> word;)
        if (double found = 0; word == which && lines >> found)
            return found;
    throw std::runtime_error{fmt::format("/proc/meminfo has no {}", which)};
}

struct memory {
    double all = -kib("MemAvailable:");
    double of_cpus = kib("Percpu:");
};

// Of one of `count`; `rings`: each CPU has a sub-ring besides what the kernel calls its own.
void add_one(std::vector<cell>& into, const char* carrier, const char* metric, unsigned count,
             const memory& before, bool rings = false) {
    const memory after;
    const double all = (after.all - before.all) / count;
    const double cpu = (after.of_cpus - before.of_cpus) / count;
    const auto show = [&](unsigned cpus, double value) {
        cell made{carrier, "gangway", metric, 0, {std::max(value, 0.1), 0}, "CPUs", cpus};
        made.unit = "KiB";
        add(into, std::move(made));
    };
    show(1, all);
    const double own = rings ? many_cpus * kib_of_sub_ring(many_cpus) - kib_of_sub_ring(1) : 0;
    show(many_cpus, all + (many_cpus - 1) * cpu + own);
}

} // namespace

void measure_memory(std::vector<cell>& into) {
    constexpr unsigned instances = 500;
    constexpr unsigned subscriptions = 16;
    const auto control = gangway::dynamic::client::connect("growth", {.via = {"ioctl"}}).value();
    const auto ask = [&](const char* call) {
        gangway::dynamic::value request;
        request["count"] = instances;
        control.call(call, request).value();
    };
    ask("make"); // what the kernel keeps of the first time
    ask("drop");
    const memory idle;
    ask("make");
    add_one(into, "-", "memory of an instance", instances, idle);
    ask("drop");

    const auto client = ::bench::client::connect({.via = {"ring"}}).value();
    std::vector<gangway::subscription<::bench::small>> listeners;
    const memory unsubscribed;
    for (unsigned i = 0; i < subscriptions; ++i)
        listeners.push_back(client.small_record.subscribe({}).value());
    add_one(into, "ring", "memory of a subscription", subscriptions, unsubscribed, true);
}

} // namespace bench::growth
