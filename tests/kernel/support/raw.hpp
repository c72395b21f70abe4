// SPDX-License-Identifier: MIT
//
// The input of an element in bare system calls, by each carrier that takes input: from the bytes of
// its struct, which may be spoiled, and in a frame, which may be so too. What elements there are is
// read from the description; nothing else here is the library's.
#pragma once

#include <gangway/dynamic.hpp>

#include "genl.hpp"
#include "netlink.hpp"
#include "sockopt.hpp"
#include "system_call.hpp"
#include "text_files.hpp"
#include "uring.hpp"

namespace test {

using gangway::dynamic::element;
using gangway::dynamic::field;
using gangway::dynamic::layout;
using gangway::dynamic::scalar;

/// How the value is presented.
enum class frame : std::uint8_t {
    whole,
    cut,          ///< the last byte is missing
    zero_tail,    ///< something follows, and says nothing
    nonzero_tail, ///< something follows, and says something
    nothing,
    twice,
    bad_pointer,
    unknown, ///< to an element that is none
};

struct outcome {
    int error = 0;
    std::string text = {}; ///< the kernel's words
};

template <typename T>
T load(std::span<const std::byte> from, std::size_t at) {
    T value{};
    std::memcpy(&value, from.data() + at, sizeof value);
    return value;
}

/// How many values are in it. More than fit: those are zeros.
inline std::size_t values_in(const field& f, std::span<const std::byte> base) {
    return f.data != 0 ? load<std::uint32_t>(base, f.offset) : std::max(f.count, 1U);
}

/// What is in the field, its count left out.
inline bytes contents(const field& f, std::span<const std::byte> base) {
    const auto room = base.subspan(f.offset + f.data, f.size - f.data);
    bytes all{room.begin(), room.end()};
    if (f.kind != scalar::string) {
        all.resize(values_in(f, base) * f.elem_size);
        return all;
    }
    while (!all.empty() && all.back() == std::byte{0})
        all.pop_back();
    if (all.size() < f.size)
        all.push_back(std::byte{0});
    return all;
}

inline void* const nowhere = reinterpret_cast<void*>(8);

// --- ioctl, io_uring, syscall and sockopt: the bytes as they are ---

inline bytes framed(const bytes& value, frame how) {
    bytes buffer{value};
    if (how == frame::cut || how == frame::nothing)
        buffer.resize(how == frame::cut ? value.size() - 1 : 0);
    if (how == frame::zero_tail || how == frame::nonzero_tail)
        buffer.resize(value.size() + 16);
    if (how == frame::nonzero_tail)
        buffer.back() = std::byte{1};
    return buffer;
}

/// Ask has the request made, of this number and at this address, and gives its errno.
template <std::invocable<unsigned long, void*> Ask>
outcome by_number(Ask ask, const element& to, const bytes& value, frame how) {
    const unsigned number = how == frame::unknown ? GW_ELEMENT_MAX : to.number;
    auto buffer = framed(value, how);
    const auto before = buffer;
    const unsigned long request =
        _IOC(to.kind == gangway::dynamic::kind::call ? _IOC_READ | _IOC_WRITE : _IOC_WRITE,
             GW_IOC_MAGIC, number, buffer.size());
    const int error = ask(request, how == frame::bad_pointer ? nowhere : buffer.data());
    CHECK(error == 0 || buffer == before); // who is refused keeps what he has
    return {error};
}

inline outcome by_ioctl(int fd, const element& to, const bytes& value, frame how) {
    return by_number(
        [fd](unsigned long request, void* at) { return ioctl(fd, request, at) == 0 ? 0 : errno; },
        to, value, how);
}

inline outcome by_io_uring(uring& by, int fd, const element& to, const bytes& value, frame how) {
    return by_number([&](unsigned long request, void* at) { return by.ask(fd, request, at); }, to,
                     value, how);
}

inline outcome by_syscall(const calls& by, const element& to, const bytes& value, frame how) {
    return by_number(
        [&](unsigned long request, void* at) { return by.ask(request, at) == 0 ? 0 : errno; }, to,
        value, how);
}

inline outcome by_sockopt(const options& by, const element& to, const bytes& value, frame how) {
    const unsigned number = how == frame::unknown ? GW_ELEMENT_MAX : to.number;
    auto buffer = framed(value, how);
    const auto before = buffer;
    auto size = static_cast<socklen_t>(buffer.size());
    void* const at = how == frame::bad_pointer ? nowhere : buffer.data();
    const bool is_call = to.kind == gangway::dynamic::kind::call;
    if ((is_call ? by.get(number, at, size) : by.set(number, at, size)) == 0)
        return {};
    const int error = errno;
    CHECK(buffer == before && size == before.size());
    return {error};
}

// --- generic netlink: an attribute for each field ---

inline attributes attributes_of(const layout& type, std::span<const std::byte> base);

inline attributes attribute_of(unsigned number, const field& f, std::span<const std::byte> base) {
    attributes all;
    if (f.kind != scalar::structure)
        return all.raw(number, contents(f, base));
    const auto nest_at = [&](std::size_t i) {
        bytes one(f.elem_size);
        const auto from = base.subspan(f.offset + f.data, f.size - f.data);
        if ((i + 1) * f.elem_size <= from.size())
            std::copy_n(from.begin() + static_cast<std::ptrdiff_t>(i * f.elem_size), f.elem_size,
                        one.begin());
        return attributes_of(*f.layout, one);
    };
    if (!f.is_array())
        return all.nest(number, nest_at(0));
    attributes each;
    for (std::size_t i = 0; i < values_in(f, base); ++i)
        each.nest(static_cast<unsigned>(i + 1), nest_at(i));
    return all.nest(number, each);
}

inline attributes attributes_of(const layout& type, std::span<const std::byte> base) {
    attributes all;
    for (std::size_t i = 0; i < type.fields.size(); ++i) {
        const auto one = attribute_of(static_cast<unsigned>(i + 1), type.fields[i], base);
        all.data().insert(all.data().end(), one.data().begin(), one.data().end());
    }
    return all;
}

/// The last attribute a byte shorter than it was.
inline attributes shortened(const layout& type, const bytes& value) {
    layout others = type;
    const field last = others.fields.back();
    others.fields.pop_back();
    auto content = contents(last, value);
    if (!content.empty())
        content.pop_back();
    return attributes_of(others, value).raw(static_cast<unsigned>(type.fields.size()), content);
}

inline outcome by_genetlink(genl& by, const element& to, const bytes& value, frame how) {
    const unsigned next = static_cast<unsigned>(to.in.fields.size()) + 1;
    auto data = how == frame::nothing ? attributes{}
                : how == frame::cut   ? shortened(to.in, value)
                                      : attributes_of(to.in, value);
    if (how == frame::twice)
        data.data().insert(data.data().end(), data.data().begin(), data.data().end());
    if (how == frame::zero_tail || how == frame::nonzero_tail)
        data.put(next, std::uint64_t{how == frame::nonzero_tail});
    const unsigned set = to.kind == gangway::dynamic::kind::call ? 0 : GW_GENL_SET;
    if (how == frame::bad_pointer)
        return {sendto(by.fd(), nowhere, 64, 0, nullptr, 0) < 0 ? errno : 0};
    const auto a = by.ask(
        static_cast<std::uint8_t>((how == frame::unknown ? GW_ELEMENT_MAX : to.number) | set),
        attributes{}.nest(GW_GENL_A_DATA, data).data());
    return {a.error, a.text};
}

// --- netlink of our own: the bytes as they are, behind a head ---

inline outcome by_netlink(own::socket& by, const element& to, const bytes& value, frame how) {
    bytes data{value};
    if (how == frame::cut || how == frame::nothing)
        data.resize(how == frame::cut ? value.size() - 1 : 0);
    if (how == frame::zero_tail || how == frame::nonzero_tail)
        data.resize(value.size() + 16);
    if (how == frame::nonzero_tail)
        data.back() = std::byte{1};
    if (how == frame::bad_pointer)
        return {sendto(by.fd(), nowhere, 64, 0, nullptr, 0) < 0 ? errno : 0};
    const auto a =
        by.ask(to.kind == gangway::dynamic::kind::call ? GW_NETLINK_CALL : GW_NETLINK_SET,
               how == frame::unknown ? unsigned{GW_ELEMENT_MAX} : to.number, data);
    return {a.error, a.text};
}

// --- text: one value in words ---

inline std::string one_in_words(const field& f, std::span<const std::byte> at) {
    std::uint64_t n = 0;
    const bool big = f.kind == scalar::be16 || f.kind == scalar::be32 || f.kind == scalar::be64;
    for (std::size_t i = 0; i < f.elem_size; ++i)
        n |= std::to_integer<std::uint64_t>(at[big ? f.elem_size - 1 - i : i]) << (8 * i);
    if (f.kind < scalar::s8 || f.kind > scalar::s64)
        return std::to_string(n);
    const auto above = 64 - 8 * f.elem_size; // the sign goes to the top and comes back
    return std::to_string(static_cast<std::int64_t>(n << above) >> above);
}

inline std::string in_words(const field& f, const bytes& base) {
    const auto all = contents(f, base);
    std::string text;
    char digits[8];
    if (f.kind == scalar::string) {
        text.assign(reinterpret_cast<const char*>(all.data()), all.size());
        return text.ends_with('\0') ? text.substr(0, text.size() - 1) : text;
    }
    for (std::size_t i = 0; i + f.elem_size <= all.size(); i += f.elem_size) {
        if (f.kind == scalar::bytes || f.format == "ipv6") {
            const bool colon = f.format == "ipv6" && i != 0 && i % 2 == 0;
            std::snprintf(digits, sizeof digits, "%s%02x", colon ? ":" : "",
                          std::to_integer<unsigned>(all[i]));
            text += digits;
            continue;
        }
        text += (text.empty() ? "" : ",") + one_in_words(f, std::span{all}.subspan(i));
    }
    return text;
}

inline outcome by_text(const text_carrier& by, const element& to, const bytes& value, frame how) {
    const auto path = by.folder + (how == frame::unknown ? "none" : to.name);
    const int fd = open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return {errno};
    auto text = how == frame::nothing ? std::string{} : in_words(to.in.fields.at(0), value);
    if (how == frame::twice)
        text += '\n' + text;
    if (how == frame::zero_tail || how == frame::nonzero_tail)
        text += how == frame::zero_tail ? std::string{'\0'} : std::string{"\0x", 2};
    text += '\n';
    const auto n = write(fd, how == frame::bad_pointer ? nowhere : text.data(), text.size());
    const int error = n < 0 ? errno : 0;
    ::close(fd);
    return {error};
}

} // namespace test
