// SPDX-License-Identifier: MIT
#include "frontend/enums.hpp"

#include <algorithm>
#include <functional>

namespace gangway::compiler {

namespace {

// The kernel has chosen it, and C++ cannot name it so.
bool is_word(std::string_view text) {
    constexpr std::string_view others = "\"'`\\|[]*,";
    return !text.empty() && text.size() <= longest_name && text.front() != ' ' &&
           text.back() != ' ' && std::ranges::all_of(text, [&](char c) {
               return c >= ' ' && c <= '~' && others.find(c) == others.npos;
           });
}

std::string identifier(std::string_view word) {
    std::string made{word};
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    };
    std::ranges::replace_if(made, std::not_fn(fits), '_');
    if (made.front() >= '0' && made.front() <= '9')
        made.insert(0, "_");
    return reserved_as(made, name_use::value).empty() ? made : made + '_';
}

bool check_name(workbench& w, const node& name) {
    if (!w.made.existing)
        return w.read.name(name, name_use::value);
    if (!is_word(name.text))
        w.log.add<diag::bad_word>(name.at, name.text);
    return is_word(name.text);
}

bool check_enum_value(workbench& w, const enum_type& type, const enum_value& value) {
    const bool fits = integer{false, value.value} <= greatest(type.base);
    if (!fits || (type.is_flags && type.values.size() >= std::size_t{8} * scalar_size(type.base))) {
        w.log.add<diag::value_misfit>(value.at, fmt::format("'{}'", value.name),
                                      to_string(type.base));
        return false;
    }
    if (type.is_flags && (value.value == 0 || (value.value & (value.value - 1)) != 0)) {
        w.log.add<diag::flag_not_one_bit>(value.at, value.name, value.value);
        return false;
    }
    for (const auto& other : type.values) {
        if (other.name == value.name)
            w.log.add<diag::duplicate_key>(value.at, value.name, other.at.line);
        else if (other.value == value.value)
            w.log.add<diag::value_taken>(value.at, value.value, other.name);
        else
            continue;
        return false;
    }
    return true;
}

void read_enum_value(workbench& w, enum_type& type, const node& name, const node* value) {
    const auto what = fmt::format("a value of '{}'", type.name);
    const auto word = w.read.word(name, what);
    if (!word || !check_name(w, name))
        return;
    const auto called = w.made.existing ? identifier(*word) : *word;
    enum_value v{*word, called, upper(fmt::format("{}_{}_{}", w.made.name, type.name, called)),
                 {},    0,      name.at};
    const node* number = value;
    if (value != nullptr && value->is == node::kind::map) {
        if (!w.read.is_map(*value, what, {"value", "doc"}))
            return;
        v.doc = w.read.doc(*value);
        number = value->find("value");
        if (number == nullptr) {
            w.log.add<diag::missing_key>(value->at, fmt::format("'{}'", *word), "value",
                                         "`value: N`");
            return;
        }
    }
    if (number != nullptr) {
        const auto n = w.read.number(*number, fmt::format("the value of '{}'", *word));
        if (!n)
            return;
        if (*n < least(type.base) || *n > greatest(type.base)) {
            w.log.add<diag::value_misfit>(number->at, to_string(*n), to_string(type.base));
            return;
        }
        v.value = n->magnitude;
    } else {
        const auto index = type.values.size();
        v.value = !type.is_flags ? index : index < 64 ? std::uint64_t{1} << index : 0;
    }
    if (!check_enum_value(w, type, v))
        return;
    w.names.claim_c(v.c_name, fmt::format("value '{}' of '{}'", v.name, type.name), v.at);
    type.mask |= type.is_flags ? v.value : 0;
    type.values.push_back(std::move(v));
}

} // namespace

void read_enum(workbench& w, enum_type& type, const node& body) {
    if (body.is == node::kind::list) {
        for (const auto& item : body.items)
            read_enum_value(w, type, item, nullptr);
    } else if (body.is == node::kind::map) {
        for (const auto& [name, value] : body.entries)
            read_enum_value(w, type, name, &value);
    } else {
        w.log.add<diag::wrong_shape>(body.at, fmt::format("type '{}'", type.name), body.describe(),
                                     "a list of names, or a map of NAME: NUMBER");
        return;
    }
    if (body.items.empty() && body.entries.empty())
        w.log.add<diag::empty_enum>(type.at, type.name);
}

} // namespace gangway::compiler
