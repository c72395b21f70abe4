// SPDX-License-Identifier: MIT
//
// The table of carriers, made from carriers.def. (Beside carriers/, not in it: that folder holds
// one file for each.)
#include "carriers/carrier.hpp"

#include <array>
#include <cerrno>

namespace gangway::carriers {

// By time, state and existing: runtime carriers that are ready, for modules or for what a kernel
// offers already, have an open function; all others, none.
#define GW_DECLARE_111(name) result<std::unique_ptr<carrier>> open_##name(const endpoint& at);
#define GW_DECLARE_110(name) GW_DECLARE_111(name)
#define GW_DECLARE_101(name) GW_DECLARE_111(name)
#define GW_DECLARE_100(name)
#define GW_DECLARE_000(name)
#define GW_CARRIER(name, kinds, context, encodings, max_bytes, guard, time, state, existing, doc)  \
    GW_DECLARE_##time##state##existing(name)
#include <gangway/carriers.def>

#define GW_OPEN_111(name) open_##name
#define GW_OPEN_110(name) open_##name
#define GW_OPEN_101(name) open_##name
#define GW_OPEN_100(name) nullptr
#define GW_OPEN_000(name) nullptr
#define GW_CARRIER(name, kinds, context, encodings, max_bytes, guard, time, state, existing, doc)  \
    entry{#name, GW_OPEN_##time##state##existing(name)},

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
