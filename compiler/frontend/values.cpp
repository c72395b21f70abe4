// SPDX-License-Identifier: MIT
#include "frontend/values.hpp"

#include <algorithm>
#include <array>

namespace gangway::compiler {

namespace {

constant to_constant(const field& f, const integer& value) {
    if (!is_signed(f.type))
        return value.magnitude;
    // Negating as unsigned is exact for the least value too.
    return static_cast<std::int64_t>(value.negative ? 0 - value.magnitude : value.magnitude);
}

/// Asks of an array what only one number has; then `max: N` was to limit that number.
bool is_about_one(const node& n) {
    return std::ranges::any_of(std::to_array({"min", "minimum", "range", "default"}),
                               [&](const char* key) { return n.find(key) != nullptr; });
}

std::string to_text(const constant& value) {
    return std::visit([](const auto& v) { return fmt::format("{}", v); }, value);
}

std::optional<value_range> read_range(workbench& w, const field& f, const node& n) {
    if (!is_integer(f.type) || f.form != shape::single) {
        w.log.add<diag::range_of_non_integer>(
            n.at, f.form != shape::single ? "an array" : fmt::format("'{}'", f.type_name()));
        return std::nullopt;
    }
    if (n.is != node::kind::list || n.items.size() != 2) {
        w.log.add<diag::wrong_shape>(
            n.at, "range",
            n.is == node::kind::list ? fmt::format("a list of {}", n.items.size()) : n.describe(),
            "two integers, [LOWEST, HIGHEST]");
        return std::nullopt;
    }
    const auto low = w.read.number(n.items[0], "the lower end of the range");
    const auto high = w.read.number(n.items[1], "the upper end of the range");
    if (!low || !high)
        return std::nullopt;
    for (const auto& end : {*low, *high}) {
        if (end >= least(f.type) && end <= greatest(f.type))
            continue;
        w.log.add<diag::range_misfit>(n.at, to_string(end), f.type_name());
        return std::nullopt;
    }
    if (*low > *high) {
        w.log.add<diag::range_reversed>(n.at, to_string(*low), to_string(*high));
        return std::nullopt;
    }
    return value_range{to_constant(f, *low), to_constant(f, *high)};
}

std::optional<constant> read_number(workbench& w, const field& f, const node& n) {
    const auto value = w.read.number(n, "the default");
    if (!value)
        return std::nullopt;
    if (*value >= least(f.type) && *value <= greatest(f.type))
        return to_constant(f, *value);
    w.log.add<diag::default_misfit>(
        n.at, to_string(*value), f.type_name(),
        fmt::format("write {} to {}", to_string(least(f.type)), to_string(greatest(f.type))));
    return std::nullopt;
}

std::optional<constant> read_enum_default(workbench& w, const field& f, const node& n) {
    const auto names = words_of(f.enumeration->values, &enum_value::name);
    const auto noun = fmt::format("a value of '{}'", f.enumeration->name);
    if (const auto i = w.read.choice(n, "the default", noun, names))
        return f.enumeration->values[*i].value;
    return std::nullopt;
}

std::optional<constant> read_flags_default(workbench& w, const field& f, const node& n) {
    if (n.is != node::kind::list) {
        w.log.add<diag::wrong_shape>(n.at, "the default", n.describe(), "a list of flags");
        return std::nullopt;
    }
    std::uint64_t bits = 0;
    for (const auto& item : n.items) {
        const auto one = read_enum_default(w, f, item);
        if (!one)
            return std::nullopt;
        bits |= std::get<std::uint64_t>(*one);
    }
    return bits;
}

std::optional<constant> read_default(workbench& w, const field& f, const node& n) {
    if (f.form != shape::single || f.type == basic::structure || f.type == basic::bytes) {
        w.log.add<diag::no_default>(n.at, f.form != shape::single
                                              ? "an array"
                                              : fmt::format("a value of type '{}'", f.type_name()));
        return std::nullopt;
    }
    switch (f.type) {
    case basic::boolean:
        return w.read.boolean(n, "the default");
    case basic::enumeration:
        return read_enum_default(w, f, n);
    case basic::flags:
        return read_flags_default(w, f, n);
    case basic::string: {
        auto text = w.read.text(n, "the default");
        if (!text || text->size() <= f.bound)
            return text;
        w.log.add<diag::default_misfit>(
            n.at, n.describe(), fmt::format("max: {}", f.bound),
            fmt::format("it has {} bytes, so shorten it", text->size()));
        return std::nullopt;
    }
    default:
        return read_number(w, f, n);
    }
}

} // namespace

void read_value_rules(workbench& w, property& p, const field& f, const node& n) {
    if (f.form == shape::bounded && is_integer(f.type) && is_about_one(n)) {
        const node& max = *n.find("max");
        w.log.add<diag::max_of_number>(max.at, max.text);
        return;
    }
    if (const node* const range = n.find("range"))
        p.range = read_range(w, f, *range);
    const node* const initial = n.find("default");
    if (initial != nullptr)
        p.initial = read_default(w, f, *initial);
    if (!p.range || w.made.existing || (initial != nullptr && !p.initial))
        return;
    const auto value = p.initial.value_or(to_constant(f, {}));
    if (value >= p.range->low && value <= p.range->high)
        return;
    const auto low = to_text(p.range->low);
    const auto high = to_text(p.range->high);
    if (initial != nullptr)
        w.log.add<diag::default_outside_range>(initial->at, to_text(value), low, high);
    else
        w.log.add<diag::zero_outside_range>(n.find("range")->at, low, high);
}

} // namespace gangway::compiler
