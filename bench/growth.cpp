// SPDX-License-Identifier: MIT
//
// Elements and tables that grow; growth.ko has them.
#include "growth.hpp"

#include <map>
#include <span>
#include <stdexcept>

#include <gangway/dynamic.hpp>
#include <nlohmann/json.hpp>

#include <fmt/format.h>

namespace bench {

namespace growth {

using gangway::dynamic::client;

void add(std::vector<cell>& into, cell made) {
    fmt::print(stderr, "{:<10} {:<10} {:>6} {:<12} {:>12.0f}\n", made.carrier, made.metric, made.at,
               made.by, made.value.median);
    into.push_back(std::move(made));
}

void measure_elements(std::vector<cell>& into) {
    for (const unsigned count : {1U, 10U, 40U, 120U}) {
        const auto name = fmt::format("elements_{}", count);
        const auto last = fmt::format("p{}", count);
        add(into, {"ioctl", "gangway", "connect", 0, measure([&](std::uint32_t n) {
                       for (n /= 8; n != 0; --n) // in eights of one, so that it takes no longer
                           (void)client::connect(name, {.via = {"ioctl"}}).value();
                   }),
                   "elements", count});
        for (const char* const carrier : {"ioctl", "netlink"}) {
            const auto on = client::connect(name, {.via = {carrier}}).value();
            const auto number = (*on.find(last).value()).number;
            std::uint64_t value = 0;
            add(into, {carrier, "gangway", "get", 8, measure([&](std::uint32_t n) {
                           for (; n != 0; --n)
                               on.get(number, std::as_writable_bytes(std::span{&value, 1})).value();
                       }),
                       "elements", count, true});
        }
        const auto by_name = client::connect(name, {.via = {"ioctl"}}).value();
        add(into, {"ioctl", "gangway", "get by name", 8, measure([&](std::uint32_t n) {
                       for (; n != 0; --n)
                           (void)by_name.get(last).value();
                   }),
                   "elements", count, true});
    }
}

// A row, in a table of so many. Whatever a dump costs once falls out.
void measure_tables(std::vector<cell>& into) {
    const auto control = client::connect("growth", {.via = {"ioctl"}}).value();
    for (const char* const carrier : {"seq_file", "genetlink", "netlink"}) {
        const auto on = client::connect("growth", {.via = {carrier}}).value();
        const auto number = (*on.find("row").value()).number;
        const auto dump = [&](std::uint32_t length) {
            control.set("length", length).value();
            return taken([&] {
                if (on.rows(number).value().bytes.size() / 16 != length)
                    throw std::runtime_error{"rows are missing"};
            });
        };
        (void)dump(10);
        for (const std::uint32_t length : {10U, 100U, 1000U, 10'000U, 100'000U}) {
            std::vector<double> each(length < 10'000 ? 3 : 1);
            for (auto& one : each)
                one = (dump(length) - dump(0)) / length;
            add(into, {carrier, "gangway", "row", 16, median_of(each), "rows", length, true});
        }
    }
}

} // namespace growth

namespace {

// Is it constant, or at most linear, as it should be? `series` has the cells of one line of a plot.
std::string complaint(std::span<const cell> series) {
    const auto& first = series.front();
    const auto& last = series.back();
    const double tenth = 1.1;
    if (series.size() < 2 || last.value.median <= tenth * first.value.median)
        return {};
    const auto what =
        fmt::format("{} {}, {} to {} {}", first.carrier, first.metric, first.at, last.at, first.by);
    if (first.constant)
        return fmt::format("{}: {:.0f} to {:.0f} instructions, which should be constant", what,
                           first.value.median, last.value.median);
    const auto slope = [&](std::size_t from) {
        const auto& a = series[from];
        const auto& b = series[from + 1];
        return (b.value.median - a.value.median) / static_cast<double>(b.at - a.at);
    };
    if (slope(series.size() - 2) >
        1.25 * std::max(slope(0), last.value.median / static_cast<double>(last.at) / 2))
        return fmt::format("{}: each more takes {:.0f} instructions at the beginning and {:.0f} at "
                           "the end, which is worse than linear",
                           what, slope(0), slope(series.size() - 2));
    return {};
}

std::vector<std::string> complaints(const std::vector<cell>& all) {
    std::map<std::string, std::vector<cell>> lines;
    for (const auto& c : all)
        lines[fmt::format("{} {} {}", c.by, c.carrier, c.metric)].push_back(c);
    std::vector<std::string> found;
    for (const auto& [name, series] : lines)
        if (auto one = complaint(series); !one.empty())
            found.push_back(std::move(one));
    return found;
}

} // namespace

std::vector<std::string> measure_growth(std::vector<cell>& into) {
    fmt::print(stderr, "\nWhat grows: instructions of one operation, where there are so many\n");
    growth::measure_ring(into);
    growth::measure_elements(into);
    growth::measure_tables(into);
    growth::measure_instances(into);
    growth::measure_memory(into);
    auto found = complaints(into);
    for (const auto& one : found)
        fmt::print(stderr, "Mind: {}.\n", one);
    return found;
}

} // namespace bench
