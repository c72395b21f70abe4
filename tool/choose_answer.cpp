// SPDX-License-Identifier: MIT
#include "choose_answer.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <tuple>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

namespace gangway::tool {

namespace {

constexpr std::string_view facts_text =
#include "facts.inc"
    ;

constexpr auto all_costs = std::to_array<cost>({
#include "costs.inc"
});

// From so many a second on, what an operation costs counts for more than what it is good for.
constexpr std::uint64_t many = 10000;

struct kind {
    std::string_view what;
    unsigned bit;
    std::string_view one;
    std::string_view several;
    std::string_view metric; // of the bench
};

constexpr std::array<kind, 5> kinds{{
    {"value", GW_KIND_PROPERTY, "a value", "values", "get"},
    {"request", GW_KIND_CALL, "a request", "requests", "call"},
    {"event", GW_KIND_EVENT, "an event", "events", "record"},
    {"stream", GW_KIND_STREAM, "a stream", "streams", "read"},
    {"list", GW_KIND_TABLE, "a list", "lists", ""},
}};

struct place {
    std::string_view context;
    unsigned level;
    std::string_view from;
    std::string_view limit; // why a carrier that is for this takes nothing from beyond
};

constexpr std::array<place, 4> places{{
    {"process", GW_CONTEXT_PROCESS, "process context", "it sleeps"},
    {"atomic", GW_CONTEXT_ATOMIC, "atomic context",
     "it takes locks that a hard interrupt may not take, on PREEMPT_RT at the latest"},
    {"hardirq", GW_CONTEXT_HARDIRQ, "hard interrupts", "an NMI could interrupt it half done"},
    {"nmi", GW_CONTEXT_NMI, "NMIs", ""},
}};

const kind& kind_of(const needs& have) {
    return *std::ranges::find(kinds, have.what, &kind::what);
}

const place& place_of(const needs& have) {
    return *std::ranges::find(places, have.context, &place::context);
}

const dynamic::value& facts_of(const std::string& carrier) {
    static const auto all = dynamic::value::parse(facts_text);
    static const dynamic::value none = dynamic::value::object();
    return all.contains(carrier) ? all.at(carrier) : none;
}

std::string text_of(const dynamic::value& facts, const char* key) {
    return facts.value(key, std::string{});
}

// ---- why not ----

std::string against_context(const gw_carrier_row& row, const needs& have) {
    const auto& from = place_of(have);
    if (have.what == "value")
        return from.level <= GW_CONTEXT_ATOMIC
                   ? ""
                   : "a module writes values from process and atomic context alone: hand it on to "
                     "a worker, or make it an event";
    if (row.context >= from.level)
        return "";
    const auto& most = places.at(row.context - GW_CONTEXT_PROCESS);
    return fmt::format("it takes events from {} at most, not from {}: {}", most.from, from.from,
                       most.limit);
}

std::vector<std::string> who_can(const gw_carrier_row& row, const dynamic::value& facts) {
    if (facts.contains("who"))
        return facts.at("who").get<std::vector<std::string>>();
    switch (row.guard) {
    case GW_GUARD_NODE:
        return {"root", "group", "everybody"};
    case GW_GUARD_OPEN:
        return {"everybody"};
    default:
        return {"root", "everybody"};
    }
}

std::string against_who(const gw_carrier_row& row, const dynamic::value& facts, const needs& have) {
    const auto can = who_can(row, facts);
    if (std::ranges::find(can, have.who) != can.end())
        return "";
    if (can.size() == 1)
        return can.front() == "root" ? "only root has it"
                                     : "it cannot be kept from anybody: everybody receives it";
    if (have.who != "group")
        return fmt::format("it is for {}", fmt::join(can, " or "));
    return row.guard == GW_GUARD_SOCKET
               ? "sockets know no groups: it is for CAP_NET_ADMIN, or for everybody"
               : "its files belong to root and root's group: a group of its own has the node alone";
}

std::string abi_of(const dynamic::value& facts, const needs& have) {
    const auto own = facts.value(have.what, dynamic::value::object());
    return own.contains("abi") ? text_of(own, "abi") : text_of(facts, "abi");
}

std::vector<std::string> against(const gw_carrier_row& row, const dynamic::value& facts,
                                 const needs& have) {
    if ((row.traits & GW_TRAIT_READY) == 0)
        return {"it is planned, and not in this version"};
    std::vector<std::string> all;
    if (!have.context.empty())
        all.push_back(against_context(row, have));
    if (have.bytes > row.max_bytes && row.max_bytes != 0 && have.what != "stream")
        all.push_back(fmt::format("it takes {} bytes at most", row.max_bytes));
    if (const auto most = facts.value("often", std::uint64_t{0}); most != 0 && have.often > most)
        all.push_back(fmt::format("{} a second are too many for it: {}", have.often,
                                  facts.value("often why", std::string{"each one is a system call "
                                                                       "and more"})));
    if (!have.who.empty())
        all.push_back(against_who(row, facts, have));
    if (have.abi == "yes" && abi_of(facts, have) == "none")
        all.emplace_back("nothing about it is promised: it is no ABI");
    std::erase(all, "");
    return all;
}

// ---- why ----

std::optional<cost> cost_of(const gw_carrier_row& row, const needs& have) {
    const auto metric = kind_of(have).metric;
    const auto wanted = have.bytes == 0 ? 64 : have.bytes;
    const auto far = [wanted](const cost& one) {
        return one.bytes > wanted ? one.bytes - wanted : wanted - one.bytes;
    };
    std::optional<cost> nearest;
    for (const auto& one : all_costs)
        if (one.carrier == row.name && one.metric == metric &&
            (!nearest || far(one) < far(*nearest)))
            nearest = one;
    return nearest;
}

std::string promise_of(const std::string& abi) {
    if (abi == "layouts")
        return "numbers and layouts, which NAME.lock keeps";
    if (abi == "names")
        return "names and meaning, for ever: scripts and configuration files use them";
    return abi == "bytes" ? "the bytes, as far as the module promises anything of them" : "nothing";
}

candidate make(const gw_carrier_row& row, const dynamic::value& facts, const needs& have) {
    const auto own = facts.value(have.what, dynamic::value::object());
    const auto abi = abi_of(facts, have);
    candidate one;
    one.carrier = row.name;
    one.rank = own.value("rank", 50);
    one.why = own.contains("why") ? text_of(own, "why") : std::string{row.doc};
    one.promise = promise_of(abi);
    one.example = text_of(own.contains("example") ? own : facts, "example");
    one.costs = cost_of(row, have);
    if (facts.contains("lost"))
        one.lost = facts.at("lost").at(0).get<std::string>();
    for (const auto& from : {facts, own})
        if (from.contains("but"))
            one.but.push_back(text_of(from, "but"));
    if (have.reader == "script" && have.what != "stream" &&
        (row.encodings & GW_ENCODING_TEXT) == 0) {
        one.but.emplace_back("it is not text: a script needs the gangway command to read it");
        one.rank += 20;
    }
    if (have.abi == "no" && abi == "none")
        one.rank -= 20; // so that nobody comes to rely on it
    return one;
}

bool is_better(const candidate& a, const candidate& b, const needs& have) {
    const auto price = [](const candidate& c) {
        return c.costs ? c.costs->instructions : std::numeric_limits<std::uint64_t>::max();
    };
    const bool by_price = have.often >= many && price(a) != price(b);
    return by_price ? price(a) < price(b)
                    : std::tie(a.rank, a.carrier) < std::tie(b.rank, b.carrier);
}

} // namespace

answer answer_to(const needs& have) {
    if (!have.context.empty() && have.what != "event" && have.what != "value")
        throw usage_error{fmt::format(
            "--context: what answers {} is called in process context, whatever carries it; "
            "leave it out",
            kind_of(have).several)};
    answer all;
    for (const auto& row : carrier_table()) {
        if ((row.kinds & kind_of(have).bit) == 0) {
            all.of_another_kind.emplace_back(row.name);
            continue;
        }
        const auto& facts = facts_of(row.name);
        if (auto reasons = against(row, facts, have); !reasons.empty())
            all.not_these.push_back({row.name, std::move(reasons)});
        else
            all.fits.push_back(make(row, facts, have));
    }
    std::ranges::sort(all.fits,
                      [&have](const auto& a, const auto& b) { return is_better(a, b, have); });
    return all;
}

std::string in_words(const needs& have) {
    std::string text{kind_of(have).one};
    if (have.bytes != 0)
        text += fmt::format(" of {} bytes", have.bytes);
    if (!have.context.empty())
        text += fmt::format(" from {}", place_of(have).from);
    if (have.often != 0)
        text += fmt::format(", {} a second", have.often);
    if (!have.reader.empty() || !have.who.empty())
        text += fmt::format(", for {}{}{}", have.who,
                            have.reader.empty() || have.who.empty() ? "" : "'s ",
                            have.reader.empty() ? "" : have.reader + "s");
    if (!have.abi.empty())
        text += have.abi == "yes" ? ", to rely on" : ", with no promise";
    return text;
}

} // namespace gangway::tool
