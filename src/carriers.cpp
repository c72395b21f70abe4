// SPDX-License-Identifier: MIT
//
// The table of carriers, made from carriers.def. (Beside carriers/, not in it: that folder holds
// one file for each.)
#include "carriers/carrier.hpp"

#include <array>
#include <cerrno>

namespace gangway::carriers {

// Runtime carriers that are ready, "11", have an open function; all others, none.
#define GW_DECLARE_11(name) result<std::unique_ptr<carrier>> open_##name(const endpoint& at);
#define GW_DECLARE_10(name)
#define GW_DECLARE_01(name)
#define GW_DECLARE_00(name)
#define GW_CARRIER(name, kinds, context, encodings, max_bytes, guard, time, state, doc)            \
    GW_DECLARE_##time##state(name)
#include <gangway/carriers.def>

#define GW_OPEN_11(name) open_##name
#define GW_OPEN_10(name) nullptr
#define GW_OPEN_01(name) nullptr
#define GW_OPEN_00(name) nullptr
#define GW_CARRIER(name, kinds, context, encodings, max_bytes, guard, time, state, doc)            \
    entry{#name, GW_OPEN_##time##state(name)},

std::span<const entry> table() noexcept {
    static constexpr auto entries = std::to_array<entry>({
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
