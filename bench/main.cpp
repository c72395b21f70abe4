// SPDX-License-Identifier: MIT
//
// Runs in a guest whose clock counts instructions, with gangway.ko, bench.ko and handwritten.ko
// loaded. The table goes to standard error, the report, in JSON, to standard output. With
// arguments, anywhere: compares two such reports.
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <sys/utsname.h>
#include <thread>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cells.hpp"
#include "compare.hpp"

namespace {

using json = nlohmann::ordered_json;

constexpr auto method = "instructions of one CPU, kernel and user space, slope between 96 and 480 "
                        "operations, median of 9";

// The run's, without its cells yet. /proc/version names the kernel's compiler.
json described() {
    utsname system{};
    uname(&system);
    std::string version;
    std::getline(std::ifstream{"/proc/version"}, version);
    return {{"kernel", system.release},
            {"method", method},
            {"date", fmt::format("{:%F}", fmt::gmtime(std::time(nullptr)))},
            {"compiler", {{"programs", "g++ " __VERSION__}, {"kernel", version}}},
            {"cells", json::array()}};
}

json entry(const bench::cell& c) {
    json made{{"carrier", c.carrier},    {"implementation", c.implementation},
              {"size", c.size},          {"metric", c.metric},
              {"value", c.value.median}, {"unit", c.unit},
              {"spread", c.value.spread}};
    if (!c.by.empty()) {
        made["by"] = c.by;
        made["at"] = c.at;
        made["constant"] = c.constant;
    }
    return made;
}

// Null: nobody has written it by hand.
const bench::cell* peer_of(const bench::cell& c, const std::vector<bench::cell>& peers) {
    for (const auto& p : peers)
        if (p.carrier == c.carrier && p.metric == c.metric && p.size == c.size)
            return &p;
    return nullptr;
}

// A kernel that has just begun goes on with what can wait: it checks its certificates' signatures,
// in threads that would run between ours and be counted.
void wait_until_quiet() {
    for (int quiet = 0; quiet < 10;) {
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
        std::ifstream load{"/proc/loadavg"};
        std::string average;
        std::string runnable;
        load >> average >> average >> average >> runnable;
        if (runnable.empty())
            throw std::runtime_error{"/proc/loadavg cannot be read"};
        quiet = runnable.starts_with("1/") ? quiet + 1 : 0; // ourselves
    }
}

} // namespace

int main(int argc, char** argv) try {
    if (argc > 1)
        return bench::compare_command(argc, argv,
                                      std::filesystem::read_symlink("/proc/self/exe")
                                          .parent_path()
                                          .replace_filename("bench/report.json"));
    wait_until_quiet();
    std::vector<bench::cell> ours;
    std::vector<bench::cell> theirs;
    bench::measure_gangway(ours);
    bench::measure_handwritten(theirs);

    auto report = described();
    auto& cells = report["cells"];
    fmt::print(stderr, "\n{:<10} {:<7} {:>6} {:>10} {:>12} {:>7}\n", "carrier", "metric", "bytes",
               "generated", "handwritten", "ratio");
    for (const auto& c : ours) {
        fmt::print(stderr, "{:<10} {:<7} {:>6} {:>10.0f}", c.carrier, c.metric, c.size,
                   c.value.median);
        cells.push_back(entry(c));
        if (const auto* const p = peer_of(c, theirs)) {
            fmt::print(stderr, " {:>12.0f} {:>7.2f}", p->value.median,
                       c.value.median / p->value.median);
            cells.push_back(entry(*p));
        }
        fmt::print(stderr, "\n");
    }
    std::vector<bench::cell> growing;
    report["complaints"] = bench::measure_growth(growing);
    for (const auto& c : growing)
        cells.push_back(entry(c));
    fmt::print("{}\n", report.dump(1));
} catch (const std::exception& e) {
    fmt::print(stderr, "bench: {}\n", e.what());
    return EXIT_FAILURE;
}
