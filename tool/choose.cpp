// SPDX-License-Identifier: MIT
//
// gangway choose: asks what there is to be carried, and tells by what.
#include <cstdio>
#include <iostream>
#include <string>
#include <string_view>
#include <utility>

#include <unistd.h>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "choose_answer.hpp"

namespace gangway::tool {

namespace {

// ---- questions ----

/// The next line that was typed; empty: it does not matter.
std::string ask(std::string_view question) {
    fmt::print(stderr, "{} ", question);
    std::string line;
    if (!std::getline(std::cin, line))
        throw usage_error{"the answers ended before the questions did"};
    const auto first = line.find_first_not_of(" \t\r");
    return first == line.npos ? "" : line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

std::string ask_word(std::string_view question, std::initializer_list<std::string_view> words,
                     bool needed = false) {
    for (;;) {
        auto said = ask(fmt::format("{} ({}{})", question, fmt::join(words, ", "),
                                    needed ? "" : "; Enter: it does not matter"));
        if (said.empty() && !needed)
            return said;
        for (const auto word : words)
            if (word == said)
                return said;
        fmt::print(stderr, "  \"{}\" is none of {}.\n", said, fmt::join(words, ", "));
    }
}

std::uint64_t ask_number(std::string_view question) {
    for (;;) {
        const auto said = ask(fmt::format("{} (a number; Enter: it does not matter)", question));
        if (said.empty())
            return 0;
        if (said.size() < 10 && said.find_first_not_of("0123456789") == said.npos &&
            said.find_first_not_of('0') != said.npos)
            return std::stoull(said);
        fmt::print(stderr, "  \"{}\" is no number from 1 to 999999999.\n", said);
    }
}

needs ask_all() {
    needs have;
    have.what =
        ask_word("What do you have?", {"value", "request", "event", "stream", "list"}, true);
    if (have.what == "event")
        have.context =
            ask_word("Where does it come from?", {"process", "atomic", "hardirq", "nmi"});
    if (have.what == "value")
        have.context = ask_word("Where does the module change it?", {"process", "atomic"});
    have.bytes = ask_number("How many bytes is it at most?");
    have.often = ask_number("How many are there in a second?");
    have.who = ask_word("Who may read it?", {"root", "group", "everybody"});
    have.reader = ask_word("What reads it?", {"program", "script"});
    have.abi = ask_word("May users rely on it, as on an ABI?", {"yes", "no"});
    return have;
}

bool says_nothing(const needs& have) {
    return have.what.empty() && have.context.empty() && have.bytes == 0 && have.often == 0 &&
           have.who.empty() && have.reader.empty() && have.abi.empty();
}

// ---- answers ----

dynamic::value as_json(const needs& have) {
    auto json = dynamic::value::object();
    for (const auto& [name, word] : {std::pair{"what", &have.what},
                                     {"context", &have.context},
                                     {"who", &have.who},
                                     {"reader", &have.reader},
                                     {"abi", &have.abi}})
        if (!word->empty())
            json[name] = *word;
    for (const auto& [name, number] : {std::pair{"bytes", have.bytes}, {"often", have.often}})
        if (number != 0)
            json[name] = number;
    return json;
}

dynamic::value as_json(const candidate& one) {
    dynamic::value json{{"carrier", one.carrier}, {"why", one.why},         {"but", one.but},
                        {"lost", one.lost},       {"promise", one.promise}, {"cost", nullptr},
                        {"example", one.example}};
    if (one.costs)
        json["cost"] = {{"metric", one.costs->metric},
                        {"bytes", one.costs->bytes},
                        {"instructions", one.costs->instructions}};
    return json;
}

dynamic::value as_json(const needs& have, const answer& all) {
    auto fits = dynamic::value::array();
    for (const auto& one : all.fits)
        fits.push_back(as_json(one));
    auto not_these = dynamic::value::array();
    for (const auto& one : all.not_these)
        not_these.push_back({{"carrier", one.carrier}, {"why", one.why}});
    return {{"asked", as_json(have)},
            {"fits", fits},
            {"not", not_these},
            {"of_another_kind", all.of_another_kind}};
}

std::string price(const candidate& one, const needs& have) {
    if (!one.costs)
        return "not measured";
    auto text = fmt::format("{} instructions ({} of {} bytes)", one.costs->instructions,
                            one.costs->metric, one.costs->bytes);
    if (have.often != 0)
        text +=
            fmt::format(", {:.3g} million a second", static_cast<double>(one.costs->instructions) *
                                                         static_cast<double>(have.often) / 1e6);
    return text;
}

void print(const needs& have, const answer& all) {
    fmt::print("For {}:\n", in_words(have));
    int place = 0;
    for (const auto& one : all.fits) {
        fmt::print("\n{}. {}\n   why      {}\n", ++place, one.carrier, one.why);
        for (const auto& but : one.but)
            fmt::print("   but      {}\n", but);
        fmt::print("   lost     {}\n   promise  {}\n   cost     {}\n", one.lost, one.promise,
                   price(one, have));
        if (!one.example.empty())
            fmt::print("   example  examples/{}\n", one.example);
    }
    if (all.fits.empty())
        fmt::print("\nNothing fits all of this.\n");
    if (!all.not_these.empty())
        fmt::print("\nNot these:\n");
    for (const auto& one : all.not_these)
        fmt::print("   {:<11} {}\n", one.carrier, fmt::join(one.why, "; "));
    fmt::print("\nOf another kind: {}.\n", fmt::join(all.of_another_kind, ", "));
}

} // namespace

int choose(needs have, const options& all) {
    if (says_nothing(have) && isatty(STDIN_FILENO) != 0)
        have = ask_all();
    if (have.what.empty())
        throw usage_error{"choose: say what you have: --what value, request, event, stream or "
                          "list"};
    const auto found = answer_to(have);
    if (all.json)
        print_json(as_json(have, found));
    else
        print(have, found);
    return found.fits.empty() ? 1 : 0;
}

} // namespace gangway::tool
