// SPDX-License-Identifier: MIT
#include "compare.hpp"

#include <cerrno>
#include <cmath>
#include <cstring>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <stdexcept>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace bench {

namespace {

using json = nlohmann::json;
namespace fs = std::filesystem;

struct value {
    double number = 0;
    std::string unit;
};

struct report {
    json described; // kernel, compiler, …
    std::map<std::string, value> cells;
};

[[noreturn]] void refuse(const fs::path& file, const std::string& why) {
    throw std::runtime_error{fmt::format("{}: {}", file.string(), why)};
}

// What says which cell it is.
std::string name_of(const json& cell) {
    auto name = fmt::format("{} {} {} {} B", cell.at("carrier").get<std::string>(),
                            cell.at("implementation").get<std::string>(),
                            cell.at("metric").get<std::string>(), cell.at("size").get<int>());
    if (cell.contains("by"))
        name += fmt::format(", {} {}", cell.at("at").get<std::uint64_t>(),
                            cell.at("by").get<std::string>());
    return name;
}

void add_cell(report& into, const json& cell) {
    const auto name = name_of(cell);
    const value v{cell.at("value").get<double>(), cell.at("unit").get<std::string>()};
    if (!std::isfinite(v.number) || v.number < 0)
        throw std::runtime_error{fmt::format("the value of \"{}\" is no cost", name)};
    if (!into.cells.emplace(name, v).second)
        throw std::runtime_error{fmt::format("there are two cells \"{}\"", name)};
}

// Reports were bare arrays of cells once.
report read(const fs::path& file) {
    std::ifstream from{file};
    if (!from)
        refuse(file, std::strerror(errno));
    try {
        auto all = json::parse(from);
        report found;
        for (const auto& cell : all.is_array() ? all : all.at("cells"))
            add_cell(found, cell);
        if (found.cells.empty())
            refuse(file, "a report without any cell");
        if (all.is_object())
            all.erase("cells");
        found.described = all.is_object() ? std::move(all) : json::object();
        return found;
    } catch (const json::exception& e) {
        refuse(file, fmt::format("no report of the bench: {}", e.what()));
    } catch (const std::runtime_error& e) {
        refuse(file, e.what());
    }
}

void say_what_else_differs(const report& before, const report& after, std::ostream& to) {
    for (const char* const what : {"kernel", "method", "compiler", "machine"}) {
        const auto was = before.described.value(what, json{});
        const auto is = after.described.value(what, json{});
        if (was != is)
            to << fmt::format("Note: the {} was {}, and is {}.\n", what, was.dump(), is.dump());
    }
}

double percent(double was, double is) {
    return was == is ? 0 : 100 * (is - was) / was; // of nothing: infinite
}

// Does it take too much more?
bool show_cell(const std::string& name, const value& was, const value& is, double above,
               std::ostream& to) {
    if (was.unit != is.unit)
        throw std::runtime_error{fmt::format(
            "\"{}\" is in {}, and was in {}: that cannot be compared", name, is.unit, was.unit)};
    const double more = percent(was.number, is.number);
    const bool worse = more > above;
    to << fmt::format("{:<52} {:>12.1f} {:>12.1f} {:>+8.1f} %{}\n", name, was.number, is.number,
                      more, worse ? "  WORSE" : "");
    return worse;
}

} // namespace

int compare(const fs::path& before, const fs::path& after, double above, std::ostream& to) {
    const auto was = read(before);
    const auto is = read(after);
    say_what_else_differs(was, is, to);
    to << fmt::format("{:<52} {:>12} {:>12} {:>10}\n", "cell", "before", "after", "difference");
    std::set<std::string> names;
    for (const auto* const of : {&was, &is})
        for (const auto& [name, v] : of->cells)
            names.insert(name);
    int worse = 0;
    for (const auto& name : names) {
        const auto old = was.cells.find(name);
        const auto now = is.cells.find(name);
        if (old == was.cells.end())
            to << fmt::format("{:<52} {:>12} {:>12.1f}\n", name, "-", now->second.number);
        else if (now == is.cells.end())
            to << fmt::format("{:<52} {:>12.1f} {:>12}\n", name, old->second.number, "-");
        else if (show_cell(name, old->second, now->second, above, to))
            ++worse;
    }
    to << fmt::format("{} of {} cells take more than {} % more.\n", worse, names.size(), above);
    return worse;
}

int compare_command(int argc, char** argv, const fs::path& latest) {
    CLI::App app{"What the bench has measured, compared with an older report.", "gangway-bench"};
    std::string before;
    std::string after = latest.string();
    double above = 2;
    app.add_option("--compare", before, "the older report")->required()->type_name("OLD.json");
    app.add_option("newer", after, "the newer one; by default what `make bench` left last")
        ->type_name("NEW.json");
    app.add_option("--above", above, "percent more that a cell may take")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    constexpr int bad = 2;
    try {
        app.parse(argc, argv);
        return compare(before, after, above, std::cout) == 0 ? 0 : 1;
    } catch (const CLI::ParseError& e) {
        return app.exit(e) == 0 ? 0 : bad;
    } catch (const std::exception& e) {
        fmt::print(stderr, "gangway-bench: {}\n", e.what());
        return bad;
    }
}

} // namespace bench
