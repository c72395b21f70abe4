// SPDX-License-Identifier: MIT
//
// Runs in a guest whose clock counts instructions, with gangway.ko and the modules of the
// benchmarks loaded. The table goes to standard error, the report, in JSON, to standard output.
// With arguments, anywhere: compares two such reports.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <sys/utsname.h>
#include <thread>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cells.hpp"
#include "compare.hpp"
#include "peers.hpp"

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

// Of what the ring is compared with; the smallest column has what carries less than a record.
const bench::cell* one_of(const std::vector<bench::cell>& cells, const std::string& implementation,
                          std::uint32_t size) {
    for (const auto& c : cells)
        if (c.carrier == "ring" && c.metric == "record" && c.implementation == implementation &&
            (c.size == size || (size == bench::peers::sizes[0] && c.size < size)))
            return &c;
    return nullptr;
}

void print_peers(const std::vector<bench::cell>& cells) {
    fmt::print(stderr, "\nring against every peer, and how many times the ring\n{:<16}", "bytes");
    for (const auto size : bench::peers::sizes)
        fmt::print(stderr, " {:>14}", size);
    std::vector<std::string> shown;
    for (const auto& c : cells) {
        if (c.carrier != "ring" || std::ranges::find(shown, c.implementation) != shown.end())
            continue;
        shown.push_back(c.implementation);
        fmt::print(stderr, "\n{:<16}", c.implementation);
        for (const auto size : bench::peers::sizes) {
            const auto* const its = one_of(cells, c.implementation, size);
            const auto* const ring = one_of(cells, "gangway", size);
            its != nullptr&& ring != nullptr
                ? fmt::print(stderr, " {:>7.0f} {:>6.2f}", its->value.median,
                             its->value.median / ring->value.median)
                : fmt::print(stderr, " {:>14}", "");
        }
    }
    fmt::print(stderr, "\n");
    for (const auto& c : cells)
        if (c.metric == "call")
            fmt::print(stderr, "a {} of {} bytes by {}: {:.0f}\n", c.metric, c.size,
                       c.implementation, c.value.median);
}

void measure_peers(std::vector<bench::cell>& into) {
    using namespace bench::peers;
    measure_memory(into);
    measure_files(into);
    measure_netlink(into);
    measure_signal(into);
#ifdef GANGWAY_BENCH_BPF
    measure_bpf(into);
#else
    fmt::print(stderr, "bench: without BPF: there was no libbpf-dev, or no clang, to build with\n");
#endif
#ifdef GANGWAY_BENCH_DBUS
    measure_dbus(into);
#else
    fmt::print(stderr, "bench: without D-Bus: there was no libsystemd-dev to build with\n");
#endif
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
    bench::measure_events(ours);
    bench::measure_handwritten(theirs);
    std::vector<bench::cell> peers;
    measure_peers(peers);

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
    for (const auto& c : peers)
        cells.push_back(entry(c));
    for (const auto* const rings : {&theirs, &ours})
        std::ranges::copy_if(*rings, std::inserter(peers, peers.begin()),
                             [](const auto& c) { return c.carrier == "ring"; });
    print_peers(peers);
    std::vector<bench::cell> growing;
    report["complaints"] = bench::measure_growth(growing);
    for (const auto& c : growing)
        cells.push_back(entry(c));
    fmt::print("{}\n", report.dump(1));
} catch (const std::exception& e) {
    fmt::print(stderr, "bench: {}\n", e.what());
    return EXIT_FAILURE;
}
