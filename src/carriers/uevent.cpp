// SPDX-License-Identifier: MIT
//
// uevent: the kernel's notifications about devices, to listeners in their network namespace: the
// initial one gets those of all devices, others only those of their own network devices.
#include <linux/netlink.h>

#include "netlink/listener.hpp"
#include "netlink/uevent.hpp"

namespace gangway::carriers {

namespace {

constexpr std::uint32_t from_the_kernel = 1; // multicast group; udev's own is 2

class uevent_source final : public listener {
public:
    uevent_source(raw::descriptor socket, std::span<const dynamic::element* const> events)
        : listener{socket.get()}
        , socket_{std::move(socket)}
        , events_(events.begin(), events.end()) {}

private:
    void take(std::span<const std::byte> message) override {
        const auto action = gangway::uevent::value_of(message, "ACTION");
        for (const auto* event : events_) {
            if (!event->at.action.empty() && event->at.action != action)
                continue;
            auto record = gangway::uevent::read(message, event->out);
            record ? keep({.event = static_cast<std::uint16_t>(event->number)}, *std::move(record))
                   : lose(1);
        }
    }

    raw::descriptor socket_;
    std::vector<const dynamic::element*> events_;
};

class uevent final : public carrier {
public:
    [[nodiscard]] result<std::unique_ptr<source>>
    subscribe(std::span<const dynamic::element* const> events,
              const subscribe_options& options) const override {
        constexpr std::array groups{from_the_kernel};
        auto socket = listen(NETLINK_KOBJECT_UEVENT, groups, events, options);
        if (!socket)
            return std::move(socket).error();
        return std::unique_ptr<source>{std::make_unique<uevent_source>(*std::move(socket), events)};
    }
};

} // namespace

result<std::unique_ptr<carrier>> open_uevent(const endpoint& at) {
    if (!at.existing)
        return errno_error(EOPNOTSUPP, "uevent"); // only for what a kernel already offers
    return std::unique_ptr<carrier>{std::make_unique<uevent>()};
}

} // namespace gangway::carriers
