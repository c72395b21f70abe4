// SPDX-License-Identifier: MIT
//
// What carriers have in common whose subscriptions are sessions of their own on the device node.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <utility>

#include "carrier.hpp"

namespace gangway::carriers {

/// A session that has subscribed to these events. `wanted`: the arguments of this carrier, but for
/// their head.
template <typename Arguments>
result<raw::session> subscribed(const std::string& node, unsigned carrier, Arguments wanted,
                                std::span<const dynamic::element* const> events) {
    wanted.head.carrier = carrier;
    select(wanted.head, events);
    auto session = raw::session::open(node);
    if (!session)
        return session;
    if (auto made = session->subscribe(wanted); !made)
        return std::move(made).error();
    return session;
}

/// `Carrier`: made of the path of the node.
template <typename Carrier>
result<std::unique_ptr<carrier>> open_by_node(const endpoint& at) {
    if (!at.session)
        return errno_error(at.refused, "open");
    return std::unique_ptr<carrier>{std::make_unique<Carrier>(at.where.node.string())};
}

} // namespace gangway::carriers
