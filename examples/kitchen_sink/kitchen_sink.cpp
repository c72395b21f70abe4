// SPDX-License-Identifier: MIT
//
// kitchen_sink [CARRIER]: each element over each of its carriers, or by this one alone, of both
// instances; no carrier is named here but where one alone can do it. Ends with a table, and with
// failure if a line of it is not ok, or there is none.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "kitchen_sink.gw.hpp"

using namespace std::chrono_literals;

namespace {

using client = kitchen_sink::client;

constexpr auto patience = 60s;

struct line {
    std::string element;
    std::string carrier;
    std::string shown;
    bool ok;
};
std::vector<line> table;
std::string only; // the carrier that is asked for; empty: all are

client connect(const std::string& carrier = {}, const std::string& instance = "hot") {
    std::vector<std::string> via;
    if (!carrier.empty())
        via.push_back(carrier);
    return client::connect({.instance = instance, .via = std::move(via)}).value();
}

// What it shows, if all is well.
using deed = std::function<std::string(const client& by)>;

// Does it by each of the element's carriers; a deed that throws is not ok.
void show(const client& sink, const std::string& element, const deed& does) {
    for (const auto& carrier : sink.dynamic().description().find(element)->via) {
        if (!only.empty() ? carrier != only : carrier == "syscall") // which few kernels have
            continue;
        line made{element, carrier, {}, true};
        try {
            made.shown = does(connect(carrier));
        } catch (const std::exception& e) {
            made.shown = e.what();
            made.ok = false;
        }
        table.push_back(std::move(made));
    }
}

void must(bool is, const std::string& what) {
    if (!is)
        throw std::runtime_error{"not so: " + what};
}

// Sets one value, then the other; each is read back.
template <typename Property, typename Value>
std::string set_and_get(const Property& property, const Value& one, const Value& other) {
    for (const auto& value : {one, other}) {
        property.set(value).value();
        must(property.get().value() == value, fmt::format("it reads {}", value));
    }
    return fmt::format("reads back {} and {}", one, other);
}

// Property is a pointer to a member of the client.
template <typename Property, typename Value>
void show_property(const client& sink, const char* name, Property property, const Value& one,
                   const Value& other) {
    show(sink, name, [&](const client& by) { return set_and_get(by.*property, one, other); });
}

void properties(const client& sink) {
    using kitchen_sink::mood;
    using kitchen_sink::tastes;
    using text = gangway::fixed_string<41>;
    using key = gangway::bytes<16>;
    using weights = gangway::bounded_array<std::uint32_t, 5>;
    using gangway::ipv4;
    using gangway::mac;
    show_property(sink, "open", &client::open, false, true);
    show_property(sink, "balance", &client::balance, std::int64_t{-1}, INT64_MAX);
    show_property(sink, "serial", &client::serial, gangway::be<std::uint32_t>{7},
                  gangway::be<std::uint32_t>{0xcafe});
    show_property(sink, "mood", &client::mood, mood::hectic, mood::busy);
    show_property(sink, "tastes", &client::tastes, tastes::sour | tastes::bitter, tastes::umami);
    show_property(sink, "title", &client::title, text{"a b"}, text{"stew"});
    show_property(sink, "key", &client::key, key{1, 2, 0xff}, key{7});
    show_property(sink, "weights", &client::weights, weights{1, 2, 3, 4, 5}, weights{9});
    show_property(sink, "gateway", &client::gateway, ipv4{10, 0, 0, 1}, ipv4{192, 0, 2, 7});
    show_property(sink, "address", &client::address, mac{{2, 0, 0, 0, 0, 1}}, mac{});
    show_property(sink, "room", &client::room, kitchen_sink::size{3, 4}, kitchen_sink::size{5, 6});
    show_property(sink, "heat", &client::heat, std::uint16_t{0}, std::uint16_t{300});
    show(sink, "heat", [](const client& by) {
        const auto refused = by.heat.set(301);
        must(!refused && refused.error().is(ERANGE), "301 is refused");
        return refused.error().message;
    });
}

// Who watches a property is notified, by whichever carrier can.
void changes(const client& sink) {
    for (const auto* const carrier : {"sysfs", "genetlink"}) {
        if (!only.empty() && carrier != only)
            continue;
        auto watched = connect(carrier).mood.subscribe().value();
        std::string told = fmt::format("{}", *watched.next(patience));
        for (const auto mood : {kitchen_sink::mood::asleep, kitchen_sink::mood::calm}) {
            sink.mood.set(mood).value();
            auto item = watched.next(patience);
            while (item && *item != mood) // a value may be reported twice
                item = watched.next(patience);
            must(bool{item}, "the change is told");
            told += fmt::format(", {}", *item);
        }
        table.push_back({"mood", carrier, "notifies of changes: " + told, true});
    }
}

kitchen_sink::dish full_dish() {
    kitchen_sink::dish dish;
    dish.name = "a dish of every type";
    dish.a_u64 = UINT64_MAX;
    dish.a_s8 = INT8_MIN;
    dish.a_s64 = INT64_MIN;
    dish.a_be32 = 0x01020304;
    dish.a_le64 = 5;
    dish.mood = kitchen_sink::mood::hectic;
    dish.tastes = kitchen_sink::tastes::sweet | kitchen_sink::tastes::umami;
    dish.size = {1, 2};
    dish.recipe = {0xde, 0xad};
    dish.steps = {1, 2, 3};
    dish.guests = {10, 20, 30, 40};
    dish.plates = {{5, 6}};
    dish.host = {10, 0, 0, 1};
    return dish;
}

void calls(const client& sink) {
    show(sink, "cook", [](const client& by) {
        auto expected = full_dish();
        const auto cooked = by.cook(expected).value();
        expected.ready = true;
        must(cooked == expected, "it comes back, ready");
        return "every type comes back as it went";
    });
    show(sink, "cook", [&](const client& by) {
        sink.open.set(false).value();
        const auto refused = by.cook(full_dish());
        sink.open.set(true).value();
        must(!refused && refused.error().is(kitchen_sink::cook_error::ebusy), "it is closed");
        return refused.error().message;
    });
    show(sink, "cooked", [](const client& by) {
        const auto before = by.cooked.get().value();
        connect().cook(full_dish()).value();
        must(by.cooked.get().value() == before + 1, "one more");
        return fmt::format("{}, then one more", before);
    });
    show(sink, "mine", [](const client& by) {
        const auto other = connect();
        other.cook(full_dish()).value();
        must(by.mine().value().orders == 0 && other.mine().value().orders == 1, "each its own");
        return "each session counts its own";
    });
    show(sink, "stock", [](const client& by) {
        by.stock({.item = "salt", .amount = 3, .board = 1}).value();
        const auto reply = by.stock({.item = "salt", .amount = 5, .board = 1}).value();
        must(reply.before == 3 && reply.items == 1, "there were 3");
        by.stock({.item = "salt"}).value();
        return "3 of salt, then 5, then none";
    });
}

void tables(const client& sink) {
    const std::vector<const char*> items{"oil", "rice", "salt"}; // in the order of the key
    for (const auto* item : items)
        sink.stock({.item = item, .amount = 3, .board = 2}).value();
    show(sink, "shelf", [&](const client& by) {
        const auto rows = by.shelf.rows().value();
        must(std::ranges::equal(rows, items,
                                [](const auto& row, const char* item) { return row.item == item; }),
             "all, by name");
        return fmt::format("{} rows in order; the first: {}", rows.size(), rows[0]);
    });
    sink.cook(full_dish()).value();
    show(sink, "recent", [](const client& by) {
        const auto rows = by.recent.rows().value();
        must(!rows.empty() && rows[0].name == full_dish().name, "what was cooked is there");
        return fmt::format("{} rows; the first: {}", rows.size(), rows[0]);
    });
    for (const auto* item : items)
        sink.stock({.item = item}).value();
}

void streams(const client& sink) {
    show(sink, "diary", [](const client& by) {
        auto diary = by.diary.open({.truncate = true}).value();
        diary.write_all("fed the cat\nburned the rice\n").value();
        diary.seek(0).value();
        std::string pages;
        for (const auto& line : diary.lines())
            pages += (pages.empty() ? "" : "; ") + line;
        must(pages == "fed the cat; burned the rice", "it reads as it was written");
        must(connect({}, "cold").diary.open().value().size().value() != 28, "another kitchen's");
        return pages;
    });
}

// How many of `sent` came, and how many were lost: it is the sum that counts.
template <typename Record>
std::string account(gangway::subscription<Record>& from, std::uint64_t sent) {
    while (from.received() + from.lost() < sent)
        must(!from.next(patience).empty(), "the rest comes in time");
    must(from.received() + from.lost() == sent, "sent = received + lost");
    return fmt::format("sent {} = received {} + lost {}", sent, from.received(), from.lost());
}

void events(const client& sink) {
    for (const std::uint32_t count : {5U, 20000U})
        show(sink, "bell", [&](const client& by) {
            auto bells = by.bell.subscribe({.depth = 64}).value();
            sink.ring_bells({.count = count}).value();
            return account(bells, count);
        });
    for (const std::uint32_t count : {5U, 20000U})
        show(sink, "gong", [&](const client& by) {
            auto gongs = by.gong.subscribe().value();
            sink.ring_bells({.count = count}).value();
            return account(gongs, count);
        });
    show(sink, "served", [&](const client& by) {
        auto served = by.served.subscribe().value();
        const auto dish = sink.cook(full_dish()).value();
        const auto item = served.next(patience);
        must(item && *item == dish, "it is the dish");
        return fmt::format("{} is ready", item->name);
    });
    show(sink, "ran_out", [&](const client& by) {
        auto ends = by.ran_out.subscribe().value();
        sink.stock({.item = "milk", .amount = 1}).value();
        sink.stock({.item = "milk"}).value();
        const auto item = ends.next(patience);
        must(item && item->item == "milk", "it is the milk");
        return "no milk any more";
    });
    show(sink, "ring_bells", [&](const client& by) {
        auto bells = sink.bell.subscribe().value();
        by.ring_bells({.count = 3}).value();
        return account(bells, 3);
    });
}

void instances(const client& sink) {
    show(sink, "title", [](const client& by) {
        const auto cold = connect({}, "cold");
        by.title.set("hot soup").value();
        cold.title.set("ice").value();
        must(by.title.get().value() == "hot soup", "each has its own");
        return "hot and cold have each their own";
    });
    show(sink, "bell", [&](const client& by) {
        auto bells = by.bell.subscribe().value();
        connect({}, "cold").ring_bells({.count = 9}).value();
        sink.ring_bells({.count = 1}).value();
        return account(bells, 1) + ", not the 9 of cold";
    });
}

bool print_table() {
    fmt::print("{:<11} {:<10} {:<7} {}\n", "element", "carrier", "", "shown");
    for (const auto& row : table)
        fmt::print("{:<11} {:<10} {:<7} {}\n", row.element, row.carrier, row.ok ? "ok" : "NOT OK",
                   row.shown);
    return !table.empty() && std::ranges::all_of(table, &line::ok);
}

} // namespace

int main(int argc, char** argv) try {
    if (argc > 1)
        only = argv[1];
    const auto sink = connect();
    properties(sink);
    changes(sink);
    calls(sink);
    tables(sink);
    streams(sink);
    events(sink);
    instances(sink);
    const bool ok = print_table();
    fmt::print("\n{}\n", ok ? "All ok." : "Something is NOT ok.");
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
} catch (const std::exception& e) {
    print_table();
    fmt::print(stderr, "kitchen_sink: {}\n", e.what());
    return EXIT_FAILURE;
}
