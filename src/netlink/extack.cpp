// SPDX-License-Identifier: MIT
#include "netlink/extack.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>
#include <linux/netlink.h>

#include "description/explain.hpp"
#include "netlink/attributes.hpp"

namespace gangway::nl {

namespace {

template <typename T>
std::optional<T> number_in(const nlattr* attribute) {
    T value{};
    if (mnl_attr_get_payload_len(attribute) < sizeof(value))
        return std::nullopt;
    std::memcpy(&value, mnl_attr_get_payload(attribute), sizeof(value));
    return value;
}

// "10 to 20", "at least 10", "at most 20"
template <typename T>
std::string bounds(const std::optional<T>& low, const std::optional<T>& high) {
    if (low && high)
        return fmt::format("{} to {}", *low, *high);
    return low ? fmt::format("at least {}", *low) : high ? fmt::format("at most {}", *high) : "";
}

// What a policy allows, the kernel's own numbers for its kinds of types aside.
std::string read_policy(const nlattr* nest) {
    std::optional<std::int64_t> low;
    std::optional<std::int64_t> high;
    std::optional<std::uint64_t> least;
    std::optional<std::uint64_t> most;
    std::optional<std::uint32_t> shortest;
    std::optional<std::uint32_t> longest;
    std::optional<std::uint64_t> mask;
    for_each_nested(nest, [&](const nlattr* each) {
        switch (mnl_attr_get_type(each)) {
        case NL_POLICY_TYPE_ATTR_MIN_VALUE_S:
            low = number_in<std::int64_t>(each);
            break;
        case NL_POLICY_TYPE_ATTR_MAX_VALUE_S:
            high = number_in<std::int64_t>(each);
            break;
        case NL_POLICY_TYPE_ATTR_MIN_VALUE_U:
            least = number_in<std::uint64_t>(each);
            break;
        case NL_POLICY_TYPE_ATTR_MAX_VALUE_U:
            most = number_in<std::uint64_t>(each);
            break;
        case NL_POLICY_TYPE_ATTR_MIN_LENGTH:
            shortest = number_in<std::uint32_t>(each);
            break;
        case NL_POLICY_TYPE_ATTR_MAX_LENGTH:
            longest = number_in<std::uint32_t>(each);
            break;
        case NL_POLICY_TYPE_ATTR_MASK:
            mask = number_in<std::uint64_t>(each);
            break;
        default:
            break;
        }
    });
    if (low || high)
        return bounds(low, high);
    if (least || most)
        return bounds(least, most);
    if (mask)
        return fmt::format("bits of {:#x}", *mask);
    const auto sizes = bounds(shortest, longest);
    return sizes.empty() ? "" : sizes + " bytes";
}

void read_detail(const nlattr* one, failure& into) {
    switch (mnl_attr_get_type(one)) {
    case NLMSGERR_ATTR_MSG:
        into.text = text_of(one);
        break;
    case NLMSGERR_ATTR_OFFS:
        into.at = number_in<std::uint32_t>(one).value_or(0);
        break;
    case NLMSGERR_ATTR_MISS_TYPE:
        into.missing = number_in<std::uint32_t>(one);
        break;
    case NLMSGERR_ATTR_MISS_NEST:
        into.missing_in = number_in<std::uint32_t>(one).value_or(0);
        break;
    case NLMSGERR_ATTR_POLICY:
        into.wanted = read_policy(one);
        break;
    default:
        break;
    }
}

} // namespace

std::string text_of(const nlattr* attribute) {
    const auto* const text = static_cast<const char*>(mnl_attr_get_payload(attribute));
    return {text, strnlen(text, mnl_attr_get_payload_len(attribute))};
}

failure read_failure(const nlmsghdr* head) {
    failure why;
    const std::size_t size = mnl_nlmsg_get_payload_len(head);
    const bool is_error = head->nlmsg_type == NLMSG_ERROR;
    std::size_t known = is_error ? sizeof(nlmsgerr) : sizeof(int);
    if (size < known) {
        why.number = is_error ? EBADMSG : 0;
        return why;
    }
    int number = 0;
    std::memcpy(&number, mnl_nlmsg_get_payload(head), sizeof(number));
    why.number = number < 0 ? -number : 0;
    if ((head->nlmsg_flags & NLM_F_ACK_TLVS) == 0)
        return why;
    if (is_error && (head->nlmsg_flags & NLM_F_CAPPED) == 0) { // the whole request comes first
        const auto* const what = static_cast<const nlmsgerr*>(mnl_nlmsg_get_payload(head));
        known += std::max<std::size_t>(what->msg.nlmsg_len, NLMSG_HDRLEN) - NLMSG_HDRLEN;
    }
    for_each_of(head, known, [&](const nlattr* each) { read_detail(each, why); });
    return why;
}

result<void> outcome(const result<failure>& end, const std::string& element,
                     std::string_view carrier) {
    if (!end)
        return end.error();
    if (end->number == 0)
        return {};
    if (end->text.empty() || end->number == ENODEV)
        return errno_error(end->number, "netlink");
    std::string_view text = end->text;
    if (text.starts_with(element + ": ")) // the client says it
        text.remove_prefix(element.size() + 2);
    return error{.number = end->number,
                 .message = fmt::format("{} ({})", text, errno_name(end->number)),
                 .carrier = std::string{carrier},
                 .kernel_text = end->text};
}

} // namespace gangway::nl
