// SPDX-License-Identifier: MIT
#include "oracle.hpp"

#include <algorithm>

namespace gangway::test {

using namespace compiler;

namespace {

bool is_big_endian(const field& f) {
    return to_string(f.type).starts_with("be");
}

/// Of a range: what holds the values of every type.
__extension__ using integer = __int128;

integer wide(const constant& c) {
    if (const auto* number = std::get_if<std::int64_t>(&c))
        return *number;
    return std::get<std::uint64_t>(c);
}

integer wide(const field& f, std::uint64_t raw) {
    if (!is_signed(f.type))
        return raw;
    const auto shift = 64 - 8 * f.elem_size;
    return static_cast<std::int64_t>(raw << shift) >> shift;
}

std::uint32_t count_of(std::span<const std::uint8_t> unit) {
    std::uint32_t count = 0;
    std::memcpy(&count, unit.data(), sizeof(count));
    return count;
}

bool has_count(const field& f) {
    return f.form == shape::bounded || f.type == basic::bytes;
}

} // namespace

std::uint64_t oracle::number(const field& f, view value) {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const auto place = is_big_endian(f) ? value.size() - 1 - i : i;
        sum |= std::uint64_t{value[i]} << (8 * place);
    }
    return sum;
}

bool oracle::is_zero(view part) {
    return std::ranges::all_of(part, [](std::uint8_t b) { return b == 0; });
}

bool oracle::is_value(const field& f, view value) {
    switch (f.type) {
    case basic::boolean:
        return value[0] == 0 || value[0] == 1;
    case basic::enumeration:
        return std::ranges::any_of(f.enumeration->values, [&](const enum_value& v) {
            return v.value == number(f, value);
        });
    case basic::flags: {
        auto rest = number(f, value);
        for (const auto& v : f.enumeration->values)
            rest &= ~v.value;
        return rest == 0;
    }
    case basic::structure:
        return is_valid(*f.structure, value);
    default:
        return true;
    }
}

bool oracle::is_valid(const struct_type& type, view message) {
    std::vector<bool> meant(message.size());
    const auto mean = [&](std::size_t offset, std::size_t size) {
        std::fill_n(meant.begin() + static_cast<std::ptrdiff_t>(offset), size, true);
        return message.subspan(offset, size);
    };
    for (const auto& f : type.fields) {
        if (f.type == basic::string) {
            const auto text = mean(f.offset, f.bound + 1);
            const auto end = std::ranges::find(text, 0);
            if (end == text.end() || !std::all_of(end, text.end(), [](auto b) { return b == 0; }))
                return false;
            continue;
        }
        std::size_t count = f.form == shape::fixed ? f.bound : 1;
        if (has_count(f)) {
            count = count_of(mean(f.offset, 4));
            if (count > f.bound)
                return false;
        }
        for (std::size_t i = 0; i < count; ++i) // what follows them is unused: zero
            if (!is_value(f, mean(f.data_offset + i * f.elem_size, f.elem_size)))
                return false;
    }
    for (std::size_t i = 0; i < message.size(); ++i)
        if (!meant[i] && message[i] != 0)
            return false;
    return true;
}

int oracle::judge(const struct_type& type, const property* p, view message) {
    if (!is_valid(type, message))
        return -EINVAL;
    if (p == nullptr || !p->range)
        return 0;
    const auto& f = type.fields.front();
    const auto value = wide(f, number(f, message.first(f.elem_size)));
    return value < wide(p->range->low) || value > wide(p->range->high) ? -ERANGE : 0;
}

void oracle::invent_value(const field& f, std::span<std::uint8_t> value, std::mt19937_64& random) {
    auto raw = random();
    if (f.type == basic::structure) {
        invent_into(*f.structure, value, random);
        return;
    }
    if (f.type == basic::boolean)
        raw &= 1;
    if (f.type == basic::enumeration)
        raw = f.enumeration->values[raw % f.enumeration->values.size()].value;
    if (f.type == basic::flags)
        raw &= f.enumeration->mask;
    std::memcpy(value.data(), &raw, value.size());
}

void oracle::invent_into(const struct_type& type, std::span<std::uint8_t> message,
                         std::mt19937_64& random) {
    for (const auto& f : type.fields) {
        std::size_t count = f.form == shape::fixed ? f.bound : 1;
        if (f.type == basic::string) {
            for (std::size_t i = 0, n = random() % (f.bound + 1); i < n; ++i)
                message[f.offset + i] = static_cast<std::uint8_t>(1 + random() % 255);
            continue;
        }
        if (has_count(f)) {
            count = random() % (f.bound + 1);
            const auto stored = static_cast<std::uint32_t>(count);
            std::memcpy(&message[f.offset], &stored, sizeof(stored));
        }
        for (std::size_t i = 0; i < count; ++i)
            invent_value(f, message.subspan(f.data_offset + i * f.elem_size, f.elem_size), random);
    }
}

bytes oracle::invent(const struct_type& type, const property* p, std::mt19937_64& random) {
    bytes message(type.size);
    invent_into(type, message, random);
    if (p != nullptr && p->range) {
        const auto& f = type.fields.front();
        const auto low = wide(p->range->low);
        const auto values = wide(p->range->high) - low + 1;
        const auto chosen = static_cast<std::uint64_t>(low + random() % values);
        for (std::size_t i = 0; i < f.elem_size; ++i)
            message[is_big_endian(f) ? f.elem_size - 1 - i : i] =
                static_cast<std::uint8_t>(chosen >> (8 * i));
    }
    return message;
}

} // namespace gangway::test
