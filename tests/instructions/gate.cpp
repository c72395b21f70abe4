// SPDX-License-Identifier: MIT
//
// The gate: counts, and compares with what was committed. See bench/README.md.
#include <cmath>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <set>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cells.hpp"
#include "stage.h"

namespace {

using instructions::figure;
using json = nlohmann::ordered_json;

constexpr double allowed = 1.02;
constexpr int skipped = 77;
constexpr auto update = "GANGWAY_UPDATE=1 ctest --test-dir build -R '^instructions$'";

double rounded(double n) {
    return std::round(n * 100) / 100;
}

json compilers() {
    return {{"kernel", std::string{stage_compiler}},
            {"library", std::string{__VERSION__ " " LIBRARY_FLAGS}}};
}

void write(const char* path, const instructions::cells& all) {
    json report{{"compilers", compilers()}, {"cells", json::object()}};
    for (const auto& [name, by_function] : all) {
        auto& cell = report["cells"][name];
        for (const auto& [function, n] : by_function)
            cell[function] = rounded(n);
    }
    std::ofstream{path} << report.dump(1) << '\n';
    fmt::print("{} is written anew: read the difference before you commit it\n", path);
}

void show_functions(const figure& before, const figure& now) {
    std::set<std::string> names;
    for (const auto* const of : {&before, &now})
        for (const auto& [function, n] : *of)
            names.insert(function);
    const auto in = [](const figure& of, const std::string& name) {
        const auto at = of.find(name);
        return at == of.end() ? 0 : rounded(at->second);
    };
    for (const auto& name : names)
        if (in(before, name) != in(now, name))
            fmt::print("    {}: {} before, {} now\n", name, in(before, name), in(now, name));
}

// Is it as good as it was?
bool compare(const std::string& name, const figure& now, const json& baseline) {
    const double total = rounded(instructions::total(now));
    if (!baseline.contains(name)) {
        fmt::print("{:>8} {}: not in the baseline; {} adds it\n", total, name, update);
        return false;
    }
    const auto before = baseline[name].get<figure>();
    const double expected = rounded(instructions::total(before));
    fmt::print("{:>8} {}\n", total, name);
    if (total > expected * allowed)
        fmt::print("  FAILED: {} are more than 2 % above the baseline's {}:\n", total, expected);
    else if (total < expected)
        fmt::print("  fewer than the baseline's {}; {} lowers it:\n", expected, update);
    if (total != expected)
        show_functions(before, now);
    return total <= expected * allowed;
}

int compare_all(const char* path, const instructions::cells& all) {
    std::ifstream file{path};
    const auto baseline = json::parse(file);
    if (baseline["compilers"] != compilers()) {
        fmt::print("skipped: the baseline was made by other compilers: {}, not {}\n",
                   baseline["compilers"].dump(), compilers().dump());
        return skipped;
    }
    bool good = true;
    for (const auto& [name, now] : all)
        good = compare(name, now, baseline["cells"]) && good;
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}

} // namespace

int main(int argc, char** argv) try {
    if (argc != 2) {
        fmt::print(stderr, "usage: instructions BASELINE.json\n");
        return EXIT_FAILURE;
    }
    if (const auto why = instructions::cannot_step(); !why.empty()) {
        fmt::print("skipped: {}\n", why);
        return skipped;
    }
    const auto all = instructions::count_all();
    if (std::getenv("GANGWAY_UPDATE") != nullptr) {
        write(argv[1], all);
        return EXIT_SUCCESS;
    }
    return compare_all(argv[1], all);
} catch (const std::exception& e) {
    fmt::print(stderr, "instructions: {}\n", e.what());
    return EXIT_FAILURE;
}
