// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <gangway/stop.hpp>

#include "command.hpp"

namespace gangway::tool {

namespace {

// The events and properties that are meant, all of one interface.
std::vector<std::string> events_of(const dynamic::client& client,
                                   const std::vector<std::string>& targets, const options& all) {
    std::vector<std::string> events;
    for (const auto& text : targets) {
        const auto one = parse_target(text, all, false);
        if (one.interface != parse_target(targets.front(), all, false).interface)
            throw usage_error{"the elements of one interface, and of one instance, can be watched "
                              "together; start "
                              "another watch for another"};
        if (!one.element.empty() &&
            client.find(one.element).value()->kind != dynamic::kind::property)
            events.push_back(find_element(client, one, dynamic::kind::event).name);
        else if (!one.element.empty())
            events.push_back(one.element);
        else
            for (const auto& e : client.description().elements)
                if (e.kind == dynamic::kind::event)
                    events.push_back(e.name);
    }
    return events;
}

// Refuses what the carrier of one of these has no use for. Of a property, whose changes may come by
// another carrier than its value, the depth is left alone.
void check_options(const dynamic::client& client, const std::string& interface,
                   const std::vector<std::string>& watched, const subscribe_options& how) {
    const auto table = carrier_table();
    const auto refuse = [&](const carrier_choice& used, const char* option, unsigned trait) {
        std::vector<const char*> others;
        for (const auto& row : table)
            if ((row.traits & trait) != 0)
                others.push_back(row.name);
        throw usage_error{fmt::format("{}.{}: {} is for {}, and this is carried by {}", interface,
                                      used.element, option, fmt::join(others, ", "), used.carrier)};
    };
    for (const auto& used : client.carriers()) {
        const auto row = std::ranges::find_if(
            table, [&](const gw_carrier_row& each) { return each.name == used.carrier; });
        if (row == table.end() || std::ranges::find(watched, used.element) == watched.end())
            continue;
        if (how.overwrite && (row->traits & GW_TRAIT_OVERWRITE) == 0)
            refuse(used, "--overwrite", GW_TRAIT_OVERWRITE);
        if (how.depth != 0 && (row->kinds & GW_KIND_EVENT) != 0 &&
            (row->traits & GW_TRAIT_DEPTH) == 0)
            refuse(used, "--depth", GW_TRAIT_DEPTH);
    }
}

bool is_property(const dynamic::item& item) {
    return item && item.event().kind == dynamic::kind::property;
}

void print_text(const dynamic::item& item, const std::string& why) {
    if (!item)
        return fmt::print("lost {}{}{}\n", *item.lost(), why.empty() ? "" : ": ", why);
    const auto& what = item.event();
    const auto record = decode(item);
    fmt::print("{} {}\n", what.name,
               is_property(item) ? to_text(what.out.fields.front(), record.at("value"))
                                 : to_text(what.out, record));
}

void print_line_of_json(const dynamic::item& item, std::string_view instance,
                        const std::string& why) {
    auto line = dynamic::value::object();
    if (!instance.empty())
        line["instance"] = instance;
    if (is_property(item)) {
        line["property"] = item.event().name;
        line["value"] = decode(item).at("value");
        return print_json_line(line);
    }
    if (item) {
        line["event"] = item.event().name;
        line["time"] = item.time().time_since_epoch().count(); // ns
    } else if (const auto count = item.lost()->count) {
        line["lost"] = *count;
    } else {
        line["lost"] = nullptr;
    }
    if (!why.empty())
        line["why"] = why;
    if (item.cpu())
        line["cpu"] = *item.cpu();
    if (item)
        line["record"] = decode(item);
    print_json_line(line);
}

// Returns the records printed.
std::uint64_t print_all(dynamic::subscription& from, const watch_options& how,
                        std::string_view instance, bool json) {
    const auto until = how.subscription.deadline;
    const auto wanted = how.count == 0 ? std::numeric_limits<std::uint64_t>::max() : how.count;
    constexpr std::uint64_t batch = 64;
    std::uint64_t printed = 0;
    while (printed < wanted) {
        const auto items = from.batch(std::min(batch, wanted - printed), until);
        if (items.empty())
            break;
        for (const auto& item : items) {
            json ? print_line_of_json(item, instance, from.why(item))
                 : print_text(item, from.why(item));
            printed += item ? 1 : 0;
        }
        if (std::fflush(stdout) != 0)
            throw std::runtime_error{"stdout cannot be written"};
    }
    return printed;
}

} // namespace

int watch(watch_options how, const options& all) {
    const auto one = parse_target(how.targets.front(), all, false);
    const auto client = connect(one, all);
    const auto events = events_of(client, how.targets, all);
    check_options(client, one.interface, events, how.subscription);
    const stop_on_signals stop{SIGINT, SIGTERM};
    how.subscription.stop = stop.token();
    if (how.timeout > 0) // of subscribing and of what comes then
        how.subscription.deadline = std::chrono::duration<double>{how.timeout};
    auto subscribed = client.subscribe(events, how.subscription);
    if (!subscribed && subscribed.error().is(ECANCELED))
        return 0;
    auto subscription = std::move(subscribed).value();
    fmt::print(stderr, "Watching {}; Ctrl-C ends it\n", fmt::join(how.targets, ", "));

    const auto at = one.interface.find('@');
    const auto instance = at == one.interface.npos ? "" : one.interface.substr(at + 1);
    const auto printed = print_all(subscription, how, instance, all.json);
    if (const auto why = subscription.closed()) {
        fmt::print(stderr, "gangway: {}\n", *why);
        return 1;
    }
    if (printed < how.count && !stop.token().stop_requested()) {
        fmt::print(stderr, "gangway: {} of {} records arrived in time\n", printed, how.count);
        return 1;
    }
    return 0;
}

} // namespace gangway::tool
