// SPDX-License-Identifier: MIT
#include "promises.hpp"

#include <algorithm>
#include <limits>
#include <set>

#include <fmt/format.h>

#include "carriers/mechanism.hpp"
#include "emit/c_code.hpp"

namespace gangway::compiler {

namespace {

std::string or_none(std::string_view text, std::string_view none) {
    return text.empty() ? std::string{none} : fmt::format("'{}'", text);
}

/// All that the type holds: what a property without a range takes.
value_range whole_range(basic type) {
    const unsigned unused = 64 - 8 * scalar_size(type);
    if (!is_signed(type))
        return {std::uint64_t{0}, std::numeric_limits<std::uint64_t>::max() >> unused};
    const auto most = std::numeric_limits<std::int64_t>::max() >> unused;
    return {-most - 1, most};
}

class promises {
public:
    promises(const model& before, const model& after)
        : before_{before}
        , after_{after} {}

    std::vector<breakage> run() {
        compare_interface();
        for (const auto& now : after_.elements)
            for (const auto& then : before_.elements)
                if (then.name == now.name && then.kind() == now.kind())
                    compare(then, now);
        return std::move(list_);
    }

private:
    enum whom : unsigned { clients = 1, both = 3 };

    void say(position at, std::string_view rule, whom broken, std::string text) {
        list_.push_back({at, rule, true, broken == both, std::move(text)});
    }

    void compare_interface();
    void compare(const element& then, const element& now);
    void compare_range(const element& e, const property& then, const property& now);
    void compare(const struct_type& then, const struct_type& now, const element& e);

    const model& before_;
    const model& after_;
    std::vector<breakage> list_;
    std::set<const struct_type*> seen_;
};

void promises::compare_interface() {
    const auto& then = before_.access;
    const auto& now = after_.access;
    if ((then.mode & ~now.mode) != 0)
        say({}, "mode_closed", clients,
            fmt::format("the device had mode {:04o}, and existing clients of all whom that let in "
                        "still open it; mode {:04o} shuts some out",
                        then.mode, now.mode));
    if (then.group != now.group && !then.group.empty() && (then.mode & 0060U) != 0)
        say({}, "group_changed", clients,
            fmt::format("the device belonged to group '{}', whose members' clients still open it; "
                        "now it is {}",
                        then.group, or_none(now.group, "root's")));
    if (before_.netns_each != after_.netns_each)
        say({}, "netns_changed", clients,
            before_.netns_each
                ? "each network namespace had an instance of its own, and existing clients still "
                  "take what they see for theirs; now all share one"
                : "all network namespaces shared what there was, and existing clients in others "
                  "still use it; now each sees only its own");
    const auto lowered = [&](std::string_view what, std::uint32_t was, std::uint32_t is) {
        if (is < was)
            say({}, "limit_lowered", clients,
                fmt::format("there could be {} {}, and existing clients may need as many; now {}",
                            was, what, is));
    };
    lowered("sessions", before_.sessions_max, after_.sessions_max);
    lowered("subscribers", before_.subscribers_max, after_.subscribers_max);
}

void promises::compare(const element& then, const element& now) {
    if (!now.requires_.empty() && now.requires_ != then.requires_)
        say(now.at, "requires_added", clients,
            fmt::format("'{}' required {}, and existing clients have no more; now {}", now.name,
                        then.requires_.empty() ? "nothing" : then.requires_, now.requires_));
    if (then.options.number != 0 && now.options.number != then.options.number)
        say(now.at, "own_number_changed", clients,
            fmt::format(
                "'{}' was the system call {}, which is all that programs know of it; now {}",
                now.name, then.options.number,
                now.options.number == 0 ? "it has none" : fmt::to_string(now.options.number)));
    for (const auto* by : now.via)
        if (then.carried_by(by->id))
            for (auto& text : mechanism_of(*by).options_changed(before_, then, after_, now))
                say(now.at, "options_changed", clients, std::move(text));
    const auto* const was = std::get_if<property>(&then.body);
    const auto* const is = std::get_if<property>(&now.body);
    if (was != nullptr && is != nullptr && !was->value.empty() && !is->value.empty())
        compare_range(now, *was, *is);
    for (const auto& [part, old] : payloads_of(then))
        for (const auto& [same, p] : payloads_of(now))
            if (part == same)
                compare(*old->type, *p->type, now);
}

void promises::compare_range(const element& e, const property& then, const property& now) {
    if (!now.range || !then.is_given())
        return;
    const auto was = then.range.value_or(whole_range(value_of(now).type));
    if (now.range->low > was.low || now.range->high < was.high)
        say(e.at, "range_narrowed", clients,
            fmt::format(
                "'{}' could be set to {}, and existing clients still do; now only to {}", e.name,
                then.range ? in_words(*then.range, value_of(then)) : "anything that its type holds",
                in_words(*now.range, value_of(now))));
}

/// Units and formats of fields. What is not the same field any more, the lock knows.
void promises::compare(const struct_type& then, const struct_type& now, const element& e) {
    if (!seen_.insert(&now).second)
        return;
    for (const auto& f : now.fields) {
        const auto was = std::ranges::find(then.fields, f.name, &field::name);
        if (was == then.fields.end())
            continue;
        const auto name = as_property(e) != nullptr && as_property(e)->value.type == &now
                              ? fmt::format("'{}'", e.name)
                              : fmt::format("field '{}' of struct '{}'", f.name, now.name);
        if (was->unit != f.unit)
            say(f.at, "unit_changed", both,
                fmt::format("{} had {}, and old clients and modules still mean that; now {}", name,
                            was->unit.empty() ? "no unit" : fmt::format("unit '{}'", was->unit),
                            or_none(f.unit, "none")));
        if (was->format != f.format)
            say(f.at, "format_changed", both,
                fmt::format("{} had {}, and old clients and modules still write and read it so; "
                            "now {}",
                            name,
                            was->format.empty() ? "no format"
                                                : fmt::format("format '{}'", was->format),
                            or_none(f.format, "none")));
        if (was->structure != nullptr && f.structure != nullptr)
            compare(*was->structure, *f.structure, e);
    }
}

} // namespace

std::vector<breakage> broken_promises(const model& before, const model& after) {
    return promises{before, after}.run();
}

} // namespace gangway::compiler
