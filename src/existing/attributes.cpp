// SPDX-License-Identifier: MIT
#include "attributes.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>

#include "integers.hpp"
#include "netlink/attributes.hpp"

namespace gangway::existing {

namespace {

using dynamic::field;
using dynamic::layout;
using dynamic::scalar;

using bytes_in = std::span<const std::byte>;
using bytes_out = std::span<std::byte>;

error strange(const std::string& why) {
    return {.number = EPROTO, .message = why, .carrier = "genetlink"};
}

error too_much(const field& f, std::size_t count, std::size_t most, std::string_view unit) {
    return strange(fmt::format("{}: the kernel sent {} {}, but the description has room for {}",
                               f.name, count, unit, most));
}

error wrong_size(const field& f, std::size_t size) {
    return strange(
        fmt::format("{}: the kernel sent {} bytes, which is not a {}", f.name, size, f.type));
}

// ---- to attributes ----

bool put_nest(nlmsghdr* message, std::size_t room, std::uint16_t number, const layout& as,
              bytes_in data) {
    auto* const nest = mnl_attr_nest_start_check(message, room, number);
    if (nest == nullptr || !put_attributes(message, room, as, data))
        return false;
    mnl_attr_nest_end(message, nest);
    return true;
}

bool put_one(nlmsghdr* message, std::size_t room, std::uint16_t number, const field& f,
             bytes_in value) {
    return f.kind == scalar::structure
               ? put_nest(message, room, number, *f.layout, value)
               : mnl_attr_put_check(message, room, number, f.elem_size, value.data());
}

// An attribute for each value; their numbers are the same, or grow by `step`.
bool put_each(nlmsghdr* message, std::size_t room, std::uint16_t number, std::uint16_t step,
              const field& f, bytes_in data) {
    const auto values = data.subspan(f.offset + f.data);
    for (std::size_t i = 0; i < count_values(f, data); ++i, number += step)
        if (!put_one(message, room, number, f, values.subspan(i * f.elem_size)))
            return false;
    return true;
}

// Is its attribute a nest, with an attribute for each value?
bool is_nest_of_values(const field& f) {
    return f.is_array() && (f.first || f.kind == scalar::structure);
}

bool put_nest_of_values(nlmsghdr* message, std::size_t room, const field& f, bytes_in data) {
    auto* const nest = mnl_attr_nest_start_check(message, room, *f.attribute);
    if (nest == nullptr || !put_each(message, room, f.first.value_or(1), 1, f, data))
        return false;
    mnl_attr_nest_end(message, nest);
    return true;
}

bool put_field(nlmsghdr* message, std::size_t room, const field& f, bytes_in data) {
    const auto values = data.subspan(f.offset + f.data);
    const auto number = *f.attribute;
    if (f.repeated)
        return put_each(message, room, number, 0, f, data);
    if (is_nest_of_values(f))
        return put_nest_of_values(message, room, f, data);
    if (f.kind == scalar::structure)
        return put_nest(message, room, number, *f.layout, values);
    if (f.kind == scalar::boolean && !f.is_array()) // a flag, which is there or not
        return values[0] == std::byte{0} || mnl_attr_put_check(message, room, number, 0, nullptr);
    std::size_t size = count_values(f, data) * f.elem_size;
    if (f.kind == scalar::string)
        size = strnlen(reinterpret_cast<const char*>(values.data()), f.max) + 1;
    return mnl_attr_put_check(message, room, number, size, values.data());
}

// ---- from attributes ----

bytes_in payload(const nlattr* of) {
    return {static_cast<const std::byte*>(mnl_attr_get_payload(of)), mnl_attr_get_payload_len(of)};
}

// As for_each_attribute(), for those whose attributes may be anything.
template <typename Each>
result<void> walk(bytes_in all, Each each) {
    const auto* at = reinterpret_cast<const nlattr*>(all.data());
    auto left = static_cast<int>(all.size());
    for (; mnl_attr_ok(at, left); at = mnl_attr_next(at)) {
        left -= MNL_ALIGN(at->nla_len);
        if (auto done = each(at); !done)
            return done;
    }
    return left > 0 ? result<void>{strange("the kernel's message is truncated")} : result<void>{};
}

// The number that counts: of the message, or of an item.
using numbered = std::optional<std::uint16_t> field::*;

result<void> read_field(const nlattr* from, const field& f, bytes_out data);

result<void> read_fields(bytes_in attributes, numbered number, const layout& as, bytes_out data) {
    return walk(attributes, [&](const nlattr* each) -> result<void> {
        const auto type = mnl_attr_get_type(each);
        const auto found = std::find_if(as.fields.begin(), as.fields.end(),
                                        [&](const field& f) { return f.*number == type; });
        return found == as.fields.end() ? result<void>{} : read_field(each, *found, data);
    });
}

result<void> read_one(bytes_in from, const field& f, bytes_out into) {
    if (f.kind == scalar::boolean && from.size() <= sizeof(std::uint64_t)) {
        const bool zero =
            std::all_of(from.begin(), from.end(), [](std::byte b) { return b == std::byte{0}; });
        into[0] = std::byte{from.empty() || !zero};
        return {};
    }
    if (is_integer(f)) {
        const auto value = load(from, f);
        if (!value)
            return wrong_size(f, from.size());
        if (!store(*value, f, into))
            return strange(fmt::format("{}: the kernel sent {}, which does not fit into {}", f.name,
                                       to_string(*value), f.type));
        return {};
    }
    if (from.size() != f.elem_size)
        return wrong_size(f, from.size());
    std::copy(from.begin(), from.end(), into.begin());
    return {};
}

// One of the values that have an attribute each.
result<void> read_nth(bytes_in from, std::uint32_t n, const field& f, bytes_out data) {
    const auto into = data.subspan(f.offset + f.data + (n * f.elem_size), f.elem_size);
    return f.kind == scalar::structure ? read_fields(from, &field::attribute, *f.layout, into)
                                       : read_one(from, f, into);
}

result<void> read_nest_of_values(bytes_in nest, const field& f, bytes_out data) {
    const std::size_t most = std::max(f.count, f.max);
    std::uint32_t n = 0;
    auto done = walk(nest, [&](const nlattr* each) -> result<void> {
        return n++ < most ? read_nth(payload(each), n - 1, f, data)
                          : result<void>{}; // all are counted, for the message
    });
    if (done && n > most)
        return too_much(f, n, most, "values");
    if (is_counted(f))
        std::memcpy(&data[f.offset], &n, sizeof(n));
    return done;
}

// The next of those whose attribute is repeated.
result<void> read_repeated(bytes_in from, const field& f, bytes_out data) {
    std::uint32_t n = 0;
    std::memcpy(&n, &data[f.offset], sizeof(n));
    if (n == f.max)
        return strange(fmt::format("{}: the kernel sent more values than the {} that the "
                                   "description has room for",
                                   f.name, f.max));
    const std::uint32_t more = n + 1;
    std::memcpy(&data[f.offset], &more, sizeof(more));
    return read_nth(from, n, f, data);
}

result<void> read_field(const nlattr* attribute, const field& f, bytes_out data) {
    auto from = payload(attribute);
    const auto into = data.subspan(f.offset + f.data, (f.given != 0 ? f.given : f.size) - f.data);
    if (f.given != 0)
        data[f.offset + f.given] = std::byte{1};
    if (f.repeated)
        return read_repeated(from, f, data);
    if (is_nest_of_values(f))
        return read_nest_of_values(from, f, data);
    if (f.kind == scalar::structure)
        return read_fields(from, &field::attribute, *f.layout, into);
    if (f.kind == scalar::string)
        from = from.first(strnlen(reinterpret_cast<const char*>(from.data()), from.size()));
    else if (!f.is_array() && f.kind != scalar::bytes)
        return read_one(from, f, into);
    if (from.size() % f.elem_size != 0 || (f.count != 0 && from.size() / f.elem_size < f.count))
        return wrong_size(f, from.size());
    const std::size_t n = from.size() / f.elem_size;
    if (const std::size_t most = std::max(f.count, f.max); n > most)
        return too_much(f, n, most, f.is_array() ? "values" : "bytes");
    std::fill(into.begin(), into.end(), std::byte{0}); // if the attribute is present twice
    std::copy(from.begin(), from.end(), into.begin());
    if (is_counted(f)) {
        const auto counted = static_cast<std::uint32_t>(n);
        std::memcpy(&data[f.offset], &counted, sizeof(counted));
    }
    return {};
}

} // namespace

bool put_attributes(nlmsghdr* message, std::size_t room, const layout& as, bytes_in data) {
    return std::ranges::all_of(as.fields, [&](const field& f) {
        const bool there = f.attribute && f.offset + f.size <= data.size() &&
                           (f.given == 0 || data[f.offset + f.given] != std::byte{0});
        return !there || put_field(message, room, f, data);
    });
}

void for_each_structure(bytes_in attributes, const layout& as, std::optional<std::uint16_t> each,
                        const std::function<void(result<std::vector<std::byte>>)>& take) {
    std::vector<std::byte> common(as.size);
    auto done = read_fields(attributes, &field::attribute, as, common);
    if (!done)
        return take(std::move(done).error());
    if (!each)
        return take(std::move(common));
    done = walk(attributes, [&](const nlattr* one) -> result<void> {
        if (mnl_attr_get_type(one) != *each)
            return {};
        return walk(payload(one), [&](const nlattr* nest) -> result<void> {
            auto item = common;
            take(read_fields(payload(nest), &field::item, as, item).transform([&] {
                return std::move(item);
            }));
            return {};
        });
    });
    if (!done)
        take(std::move(done).error());
}

} // namespace gangway::existing
