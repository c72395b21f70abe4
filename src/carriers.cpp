// SPDX-License-Identifier: MIT
//
// The table of carriers, made from carriers.def. (Beside carriers/, not in it: that folder holds
// what each of them does.)
#include "carriers/carrier.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <type_traits>

#include <fmt/format.h>

#include <gangway/carriers.h>

namespace gangway::carriers {

// Weak: null for those whose path says where.
#define GW_CARRIER(name, ...)                                                                      \
    result<std::unique_ptr<carrier>> open_##name(const endpoint& at);                              \
    [[gnu::weak]] std::string where_##name(const dynamic::element& what, const place& of);
#include <gangway/carriers.def>

namespace {

constexpr bool is_here(const gw_carrier_row& row) {
    return (row.traits & (GW_TRAIT_READY | GW_TRAIT_EXISTING)) != 0;
}

entry to_entry(const gw_carrier_row& row, open_function open, where_function where) {
    return {row.name, open, where, row.path == nullptr ? std::string_view{} : row.path};
}

} // namespace

// Only what is here is asked how to open it, and that not weakly: from an archive, a linker takes
// no file for a weak name.
std::span<const entry> table() noexcept {
    static const auto entries = std::to_array<entry>({
#define GW_CARRIER(name_, id_, ...)                                                                \
    [] {                                                                                           \
        constexpr gw_carrier_row row{.name = #name_, .id = id_, __VA_ARGS__};                      \
        constexpr auto open = [](auto here) -> open_function {                                     \
            if constexpr (here)                                                                    \
                return open_##name_;                                                               \
            return nullptr;                                                                        \
        };                                                                                         \
        return to_entry(row, open(std::bool_constant<is_here(row)>{}), where_##name_);             \
    }(),
#include <gangway/carriers.def>
    });
    return entries;
}

std::string entry::where_is(const dynamic::element& what, const place& of) const {
    if (where != nullptr)
        return where(what, of);
    // What is given with its module only is no file later.
    if (path.empty() || (what.load_only && path.find("{parameter}") != path.npos))
        return {};
    return of.filled(path, what).string();
}

std::filesystem::path folder_of(std::string_view carrier, const place& of) {
    const auto entries = table();
    const auto found = std::ranges::find(entries, carrier, &entry::name);
    return of.filled(found->path).parent_path();
}

void select(gw_subscribe& into, std::span<const dynamic::element* const> events) {
    for (const auto* event : events)
        into.events[event->number / 64] |= std::uint64_t{1} << event->number % 64;
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

result<std::unique_ptr<flight>> carrier::submit(unsigned /*number*/, unsigned /*direction*/,
                                                std::span<const std::byte> /*request*/,
                                                std::size_t /*reply*/) const {
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

result<std::unique_ptr<channel>> carrier::open_channel(const dynamic::element& /*what*/,
                                                       const stream_options& /*options*/) const {
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
    if (what.at.existing)
        return where_existing(what.at);
    const auto of = place::of(name, "/");
    for (const auto& entry : carriers::table())
        if (of && entry.name == carrier)
            return entry.where_is(what, *of);
    return {};
}

} // namespace gangway::dynamic
