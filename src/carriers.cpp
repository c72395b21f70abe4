// SPDX-License-Identifier: MIT
//
// The table of carriers, made from carriers.def. (Beside carriers/, not in it: that folder holds
// one file for each.)
#include "carriers/carrier.hpp"

#include <array>
#include <cerrno>

#include <fmt/format.h>

namespace gangway::carriers {

// Weak: null for those that have no file in carriers/, or whose elements have no place there.
#define GW_CARRIER(name, ...)                                                                      \
    [[gnu::weak]] result<std::unique_ptr<carrier>> open_##name(const endpoint& at);                \
    [[gnu::weak]] std::string where_##name(const dynamic::element& what, const place& of);
#include <gangway/carriers.def>

std::span<const entry> table() noexcept {
    static const auto entries = std::to_array<entry>({
#define GW_CARRIER(name, ...) entry{#name, open_##name, where_##name},
#include <gangway/carriers.def>
    });
    return entries;
}

namespace {

error unsupported() {
    return errno_error(EOPNOTSUPP, "carrier");
}

} // namespace

result<void> carrier::get(const dynamic::element& /*what*/, std::span<std::byte> /*value*/) const {
    return unsupported();
}

result<void> carrier::set(const dynamic::element& /*what*/,
                          std::span<const std::byte> /*value*/) const {
    return unsupported();
}

result<void> carrier::call(const dynamic::element& /*what*/, std::span<const std::byte> /*request*/,
                           std::span<std::byte> /*reply*/) const {
    return unsupported();
}

result<dynamic::row_bytes> carrier::rows(const dynamic::element& /*what*/) const {
    return unsupported();
}

result<std::unique_ptr<source>>
carrier::subscribe(std::span<const dynamic::element* const> /*events*/,
                   const subscribe_options& /*options*/) const {
    return unsupported();
}

} // namespace gangway::carriers

namespace gangway::dynamic {

namespace {

std::string where_existing(const address& at) {
    if (!at.path.empty())
        return at.path;
    if (!at.node.empty())
        return fmt::format("{}{}{}", at.node,
                           at.number == 0 ? "" : fmt::format(", request {:#x}", at.number),
                           at.set == 0 ? "" : fmt::format(", request {:#x} sets", at.set));
    if (!at.family.empty())
        return fmt::format("family {}, command {}{}{}", at.family, at.command,
                           at.group.empty() ? "" : ", group ", at.group);
    return {};
}

} // namespace

std::string where(const element& what, std::string_view carrier, std::string_view name) {
    if (auto known = where_existing(what.at); !known.empty())
        return known;
    const auto of = place::of(name, "/");
    for (const auto& entry : carriers::table())
        if (of && entry.name == carrier && entry.where != nullptr)
            return entry.where(what, *of);
    return {};
}

} // namespace gangway::dynamic
