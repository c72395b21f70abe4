// SPDX-License-Identifier: MIT
//
// Runs in a guest whose clock counts instructions, with gangway.ko, bench.ko and handwritten.ko
// loaded. The table goes to standard error, the report, a JSON array, to standard output.
#include <cstdlib>
#include <exception>
#include <sys/utsname.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cells.hpp"

namespace {

constexpr auto method = "instructions of one CPU, kernel and user space, slope between 96 and 480 "
                        "operations, median of 9";

nlohmann::ordered_json entry(const bench::cell& c, const char* kernel) {
    return {{"carrier", c.carrier},     {"implementation", c.implementation},
            {"size", c.size},           {"metric", c.metric},
            {"value", c.value.median},  {"unit", "instructions"},
            {"spread", c.value.spread}, {"kernel", kernel},
            {"method", method}};
}

const bench::cell& peer_of(const bench::cell& c, const std::vector<bench::cell>& peers) {
    for (const auto& p : peers)
        if (p.carrier == c.carrier && p.metric == c.metric && p.size == c.size)
            return p;
    throw std::runtime_error{"no peer for " + c.carrier};
}

} // namespace

int main() try {
    utsname system{};
    uname(&system);
    std::vector<bench::cell> ours;
    std::vector<bench::cell> theirs;
    bench::measure_gangway(ours);
    bench::measure_handwritten(theirs);

    auto report = nlohmann::ordered_json::array();
    fmt::print(stderr, "\n{:<10} {:<7} {:>6} {:>10} {:>12} {:>7}\n", "carrier", "metric", "bytes",
               "generated", "handwritten", "ratio");
    for (const auto& c : ours) {
        const auto& p = peer_of(c, theirs);
        fmt::print(stderr, "{:<10} {:<7} {:>6} {:>10.0f} {:>12.0f} {:>7.2f}\n", c.carrier, c.metric,
                   c.size, c.value.median, p.value.median, c.value.median / p.value.median);
        report.push_back(entry(c, system.release));
        report.push_back(entry(p, system.release));
    }
    fmt::print("{}\n", report.dump(1));
} catch (const std::exception& e) {
    fmt::print(stderr, "bench: {}\n", e.what());
    return EXIT_FAILURE;
}
