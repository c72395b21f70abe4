// SPDX-License-Identifier: MIT
//
// Nanoseconds of this machine, for what needs no kernel module: the ring's core between two CPUs,
// beside queues and what the kernel offers. The table goes to standard error, the report to
// standard output. Only ratios within one run mean anything: they depend on the machine, and on
// what else it does.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <map>
#include <string>
#include <sys/utsname.h>
#include <thread>
#include <vector>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "ways.hpp"

namespace {

using json = nlohmann::ordered_json;
using namespace native;

constexpr int rounds = 5; // each way once in a round, so that what disturbs one disturbs all

// What follows `begin` in the first line that begins so.
std::string first_line(const char* file, const std::string& begin) {
    std::ifstream from{file};
    for (std::string line; std::getline(from, line);)
        if (line.starts_with(begin))
            return line.substr(begin.size());
    return "?";
}

json described(cpus on) {
    utsname system{};
    uname(&system);
    return {{"kernel", system.release},
            {"method",
             fmt::format("nanoseconds of a record, from CPU {} to CPU {}; median of {} rounds, "
                         "with the difference between the largest and the smallest",
                         on.producer, on.consumer, rounds)},
            {"date", fmt::format("{:%F}", fmt::gmtime(std::time(nullptr)))},
            {"machine",
             fmt::format("{}, {} CPUs; load average before {}",
                         first_line("/proc/cpuinfo", "model name\t: "),
                         std::thread::hardware_concurrency(), first_line("/proc/loadavg", ""))},
            {"compiler", {{"programs", "g++ " __VERSION__}}},
            {"cells", json::array()}};
}

json entry(const way& of, std::vector<double> all) {
    std::sort(all.begin(), all.end());
    const double median = all[all.size() / 2];
    return {{"carrier", of.name.starts_with("ring") ? "ring" : of.name},
            {"implementation", of.name.starts_with("ring") ? "gangway" : of.name},
            {"size", record_bytes},
            {"metric", of.processes ? "record, processes" : "record, threads"},
            {"value", median},
            {"unit", "ns"},
            {"spread", (all.back() - all.front()) / median}};
}

} // namespace

int main() try {
    const auto on = two_cpus();
    auto report = described(on);
    const auto ways = all_ways();
    std::vector<std::vector<double>> found(ways.size());
    for (int round = 0; round < rounds; ++round)
        for (std::size_t i = 0; i < ways.size(); ++i)
            found[i].push_back(nanoseconds(ways[i], on));
    std::map<bool, double> ring; // of threads, of processes
    fmt::print(stderr, "{:<26} {:<10} {:>10} {:>8} {:>8}\n", "a record of 64 bytes by", "between",
               "ns", "spread", "ratio");
    for (std::size_t i = 0; i < ways.size(); ++i) {
        const auto cell = entry(ways[i], found[i]);
        const double value = cell["value"];
        const double base = ring.emplace(ways[i].processes, value).first->second;
        fmt::print(stderr, "{:<26} {:<10} {:>10.1f} {:>6.0f} % {:>8.2f}\n", ways[i].name,
                   ways[i].processes ? "processes" : "threads", value,
                   100 * cell["spread"].get<double>(), value / base);
        report["cells"].push_back(cell);
    }
    fmt::print("{}\n", report.dump(1));
} catch (const std::exception& e) {
    fmt::print(stderr, "bench-native: {}\n", e.what());
    return EXIT_FAILURE;
}
