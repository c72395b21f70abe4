// SPDX-License-Identifier: MIT
#include "refusal.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <linux/genetlink.h>

#include "netlink/attributes.hpp"

namespace gangway::existing {

namespace {

using dynamic::field;
using dynamic::layout;

const field* find(const layout* in, std::uint32_t attribute) {
    if (in == nullptr)
        return nullptr;
    const auto found = std::ranges::find(in->fields, attribute, &field::attribute);
    return found == in->fields.end() ? nullptr : &*found;
}

std::string name_of(const layout* in, std::uint32_t attribute) {
    const auto* const f = find(in, attribute);
    return f != nullptr ? f->name : fmt::format("attribute {}", attribute);
}

// An attribute of a request, by its place: "one.x". And, if it is a nest, of what.
struct place {
    std::string name;
    const layout* inside = nullptr;
};

class finder {
public:
    finder(const nlmsghdr* sent, std::uint32_t at)
        : begin_{reinterpret_cast<const std::byte*>(sent)}
        , at_{at} {}

    // Looks among `size` bytes of attributes.
    bool look(const void* attributes, std::size_t size, const layout* as,
              const std::string& before) {
        bool found = false;
        for_each_attribute(attributes, size,
                           [&](const nlattr* each) { found = found || is_it(each, as, before); });
        return found;
    }
    // The nests of an array are values of one type, whatever their numbers.
    bool look_in_array(const nlattr* all, const layout* of, const std::string& name) {
        bool found = false;
        unsigned index = 0;
        for_each_nested(all, [&](const nlattr* each) {
            found = found || is_here(each, of, fmt::format("{}[{}]", name, index++));
        });
        return found;
    }
    [[nodiscard]] const place& found() const noexcept { return found_; }

private:
    bool is_it(const nlattr* each, const layout* as, const std::string& before) {
        const auto* const f = find(as, mnl_attr_get_type(each));
        const auto name = before + name_of(as, mnl_attr_get_type(each));
        if (f != nullptr && f->layout != nullptr && f->is_array() && !starts_at(each))
            return contains(each) && look_in_array(each, f->layout.get(), name);
        return is_here(each, f != nullptr ? f->layout.get() : nullptr, name);
    }
    bool is_here(const nlattr* each, const layout* inside, const std::string& name) {
        if (starts_at(each)) {
            found_ = {name, inside};
            return true;
        }
        return inside != nullptr && contains(each) &&
               look(mnl_attr_get_payload(each), mnl_attr_get_payload_len(each), inside, name + ".");
    }
    [[nodiscard]] std::size_t place_of(const nlattr* each) const {
        return static_cast<std::size_t>(reinterpret_cast<const std::byte*>(each) - begin_);
    }
    [[nodiscard]] bool starts_at(const nlattr* each) const { return place_of(each) == at_; }
    [[nodiscard]] bool contains(const nlattr* each) const {
        return place_of(each) < at_ && at_ < place_of(each) + each->nla_len;
    }

    const std::byte* begin_;
    std::uint32_t at_;
    place found_;
};

place find(const nlmsghdr* sent, std::uint32_t at, const layout& as) {
    constexpr std::size_t before = NLMSG_HDRLEN + GENL_HDRLEN;
    if (at < before || sent->nlmsg_len <= before)
        return {{}, &as};
    finder in{sent, at};
    in.look(reinterpret_cast<const std::byte*>(sent) + before, sent->nlmsg_len - before, &as, "");
    return in.found();
}

} // namespace

std::string words_of(const nl::failure& why, const nlmsghdr* sent, const layout& as) {
    std::string words = why.text;
    if (why.missing) {
        const auto in = find(sent, why.missing_in, as);
        const auto name = (in.name.empty() ? "" : in.name + ".") + name_of(in.inside, *why.missing);
        words = fmt::format("{} is missing{}{}", name, words.empty() ? "" : ": ", words);
    } else if (const auto at = find(sent, why.at, as); !at.name.empty()) {
        words = fmt::format("{}: {}", at.name, words.empty() ? "the kernel refuses it" : words);
    }
    if (!why.wanted.empty())
        words += fmt::format("{}allowed: {}", words.empty() ? "" : "; ", why.wanted);
    return words;
}

} // namespace gangway::existing
