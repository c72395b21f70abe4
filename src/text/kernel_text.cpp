// SPDX-License-Identifier: MIT
#include "text/kernel_text.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <gangway/dynamic.hpp>

#include "client/limit.hpp"
#include "description/explain.hpp"

namespace gangway::kernel_text {

namespace {

using dynamic::field;
using dynamic::layout;
using dynamic::scalar;
using dynamic::value;

error strange(std::string_view text, std::string_view why) {
    return {.number = EPROTO,
            .message = fmt::format("the kernel says {}, which is not understood: {}",
                                   in_quotes(text), why)};
}

std::string one_to_text(const field& type, const value& from) {
    if (from.is_boolean())
        return from.get<bool>() ? "1" : "0";
    if (from.is_string())
        return from.get<std::string>();
    if (type.kind != scalar::flags || !from.is_array())
        return from.dump();
    std::string text;
    for (const auto& flag : from)
        text +=
            (text.empty() ? "" : "|") + (flag.is_string() ? flag.get<std::string>() : flag.dump());
    return text.empty() ? "0" : text;
}

result<value> one_from_text(const field& type, std::string_view text) {
    if (type.kind == scalar::string)
        return value(text);
    if (type.kind == scalar::boolean && (text == "Y" || text == "N")) // as in debugfs
        return value(text == "Y");
    return dynamic::from_text(type, text);
}

// Takes the next word of a line; one in double quotes without them.
result<std::string> take_cell(std::string_view& line) {
    std::string cell;
    if (!line.starts_with('"')) {
        const auto end = std::min(line.find(' '), line.size());
        cell = line.substr(0, end);
        line.remove_prefix(std::min(end + 1, line.size()));
        return cell;
    }
    for (std::size_t i = 1; i < line.size(); ++i) {
        if (line[i] == '"') {
            if (i + 1 < line.size() && line[i + 1] != ' ')
                return strange(line, "text after a closing quote");
            line.remove_prefix(std::min(i + 2, line.size()));
            return cell;
        }
        if (line.substr(i, 2) == "\\x" && i + 3 < line.size()) {
            unsigned char byte = 0;
            const auto digits = line.substr(i + 2, 2);
            const auto* end = digits.data() + digits.size();
            if (std::from_chars(digits.data(), end, byte, 16).ptr != end)
                return strange(line, "not hexadecimal digits");
            cell += static_cast<char>(byte);
            i += 3;
            continue;
        }
        if (line[i] == '\\')
            ++i;
        if (i < line.size())
            cell += line[i];
    }
    return strange(line, "unterminated quote");
}

std::string_view take_line(std::string_view& text) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

bool may_be_empty(const field& type) {
    return type.kind == scalar::bytes || (type.is_array() && type.max != 0);
}

result<value> cell_value(const field& type, std::string_view cell, bool quoted) {
    if (!quoted && cell == "-" && may_be_empty(type))
        return type.kind == scalar::bytes ? value("") : value::array();
    return one_from_text(type, cell);
}

// `columns`: the field of each, or null.
result<std::vector<std::byte>> read_row(const layout& row, const std::vector<const field*>& columns,
                                        std::string_view line) {
    auto object = dynamic::decode(row, {}); // zero if there is no column
    const auto all = line;
    for (const auto* column : columns) {
        const bool quoted = line.starts_with('"');
        const auto cell = take_cell(line);
        if (!cell)
            return cell.error();
        if (cell->empty() && !quoted)
            return strange(all, "a value is missing");
        if (column == nullptr)
            continue;
        auto v = cell_value(*column, *cell, quoted);
        if (!v)
            return strange(all, v.error().message);
        object[column->name] = *std::move(v);
    }
    if (!line.empty())
        return strange(all, "there are more values than columns");
    auto bytes = dynamic::encode(row, object);
    return bytes ? std::move(bytes) : strange(all, bytes.error().message);
}

// --- Most values are a number, and need no detour through JSON ---

// use(T{}), T being the number's type; false: the field is not a number, or not written as one.
template <typename Use>
bool as_number(const field& f, Use use) {
    if (f.is_array() || !f.format.empty())
        return false;
    switch (f.kind) {
    case scalar::u8:
        return use(std::uint8_t{});
    case scalar::u16:
        return use(std::uint16_t{});
    case scalar::u32:
        return use(std::uint32_t{});
    case scalar::u64:
        return use(std::uint64_t{});
    case scalar::s8:
        return use(std::int8_t{});
    case scalar::s16:
        return use(std::int16_t{});
    case scalar::s32:
        return use(std::int32_t{});
    case scalar::s64:
        return use(std::int64_t{});
    default:
        return false;
    }
}

} // namespace

bool is_number(const layout& type) {
    return as_number(type.fields.front(), [](auto /*number*/) { return true; });
}

bool read_number(const layout& type, std::string_view text, std::span<std::byte> into) {
    const auto& f = type.fields.front();
    return as_number(f, [&]<typename T>(T number) {
        const auto* const end = text.data() + text.size();
        const auto [stop, failed] = std::from_chars(text.data(), end, number);
        if (failed != std::errc{} || stop != end || into.size() < f.offset + sizeof(T))
            return false;
        if (into.size() != sizeof(T))
            std::fill(into.begin(), into.end(), std::byte{});
        std::memcpy(into.data() + f.offset, &number, sizeof(T));
        return true;
    });
}

std::string_view write_number(const layout& type, std::span<const std::byte> from,
                              std::span<char, number_size> into) {
    const auto& f = type.fields.front();
    char* end = into.data();
    as_number(f, [&]<typename T>(T number) {
        if (from.size() < f.offset + sizeof(T))
            return false;
        std::memcpy(&number, from.data() + f.offset, sizeof(T));
        end = std::to_chars(into.data(), into.data() + into.size() - 1, number).ptr;
        *end++ = '\n';
        return true;
    });
    return {into.data(), static_cast<std::size_t>(end - into.data())};
}

std::string write(const layout& type, std::span<const std::byte> from) {
    const auto& f = type.fields.front();
    std::array<char, number_size> digits;
    if (const auto number = write_number(type, from, digits); !number.empty())
        return std::string{number.substr(0, number.size() - 1)};
    const auto v = dynamic::decode(type, from).at(f.name);
    if (!f.is_array() || !v.is_array())
        return one_to_text(f, v);
    std::string text;
    for (const auto& one : v)
        text += (text.empty() ? "" : ",") + one_to_text(f, one);
    return text;
}

result<std::vector<std::byte>> read(const layout& type, std::string_view text) {
    const auto& f = type.fields.front();
    if (std::vector<std::byte> bytes(type.size); read_number(type, text, bytes))
        return bytes;
    auto v = one_from_text(f, text);
    if (!v)
        return strange(text, v.error().message);
    auto bytes = dynamic::encode(type, value{{f.name, *std::move(v)}});
    return bytes ? std::move(bytes) : strange(text, bytes.error().message);
}

result<std::vector<std::byte>> read_table(const layout& row, std::string_view text) {
    if (!text.ends_with('\n'))
        return strange(text.substr(text.rfind('\n') + 1), "the line is incomplete");
    std::vector<const field*> columns;
    for (auto names = take_line(text); !names.empty();) {
        const auto name = take_cell(names);
        if (!name)
            return name.error();
        const auto found = std::find_if(row.fields.begin(), row.fields.end(),
                                        [&](const field& f) { return f.name == *name; });
        columns.push_back(found == row.fields.end() ? nullptr : &*found);
    }
    std::vector<std::byte> all;
    while (!text.empty()) {
        const auto bytes = read_row(row, columns, take_line(text));
        if (!bytes)
            return bytes.error();
        all.insert(all.end(), bytes->begin(), bytes->end());
    }
    return all;
}

result<raw::descriptor> open(const std::filesystem::path& path, int flags,
                             std::string_view carrier) {
    const int fd = ::open(path.c_str(), flags | O_CLOEXEC);
    if (fd < 0 && errno == EACCES)
        return error{
            .number = EACCES, .message = not_permitted(path), .carrier = std::string{carrier}};
    if (fd < 0)
        return errno_error(errno == ENOENT ? ENODEV : errno, "open");
    return raw::descriptor{fd};
}

result<std::string> read_value(int fd) {
    // Small: sysctl clears as much memory as we ask for.
    std::array<char, 256> buffer;
    const auto n = pread(fd, buffer.data(), buffer.size(), 0);
    if (n < 0)
        return errno_error(errno, "read");
    std::string text{buffer.data(), static_cast<std::size_t>(n)};
    if (text.size() == buffer.size()) { // a value comes in one read, but this may not be all of it
        auto whole = read_file(fd);
        if (!whole)
            return whole;
        text = *std::move(whole);
    }
    if (text.ends_with('\n'))
        text.pop_back();
    return text;
}

result<std::string> read_file(int fd, std::size_t most) {
    std::string text;
    std::array<char, 16384> piece;
    while (true) {
        if (text.size() > most)
            return text;
        const auto n = pread(fd, piece.data(), piece.size(), static_cast<off_t>(text.size()));
        if (n < 0)
            return errno_error(errno, "read");
        if (n == 0)
            return text;
        text.append(piece.data(), static_cast<std::size_t>(n));
        if (limit::reached_here())
            return errno_error(EINTR, "read");
    }
}

result<std::string> read_file(const std::filesystem::path& path) {
    return open(path, O_RDONLY, {}).and_then([](const raw::descriptor& file) {
        return read_file(file.get());
    });
}

} // namespace gangway::kernel_text
