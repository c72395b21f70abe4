// SPDX-License-Identifier: MIT
//
// uevent: the kernel's notifications about devices, to listeners in any network namespace. Those of
// other users get only those of their own network devices. Events of a module are uevents of its
// interface's device: kernel/carriers/uevent.c says how they look.
#include <charconv>
#include <map>
#include <optional>

#include <linux/netlink.h>

#include "description/words.hpp"
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
                   : lose(1, misfit(event->name, record.error()));
        }
    }

    raw::descriptor socket_;
    std::vector<const dynamic::element*> events_;
};

// Of one instance of a module's interface.
class event_source final : public listener {
public:
    event_source(raw::descriptor socket, const endpoint& at,
                 std::span<const dynamic::element* const> events)
        : listener{socket.get()}
        , socket_{std::move(socket)}
        , where_{at.where} {
        for (const auto* event : events)
            events_.push_back({event->name, event->number, with_words_of(*event, at.theirs.get())});
    }

private:
    using message = std::span<const std::byte>;

    static std::uint64_t number(message m, std::string_view key) {
        const auto text = gangway::uevent::value_of(m, key);
        std::uint64_t n = 0;
        std::from_chars(text.data(), text.data() + text.size(), n);
        return n;
    }
    [[nodiscard]] bool is_ours(message m) const {
        return gangway::uevent::value_of(m, "SUBSYSTEM") == "gangway" &&
               gangway::uevent::value_of(m, "GANGWAY_INTERFACE") == where_.interface &&
               gangway::uevent::value_of(m, "GANGWAY_INSTANCE") == where_.instance;
    }

    void take(message m) override {
        if (!is_ours(m))
            return;
        if (gangway::uevent::value_of(m, "ACTION") == "remove")
            return end();
        const auto name = gangway::uevent::value_of(m, "GANGWAY_EVENT");
        for (const auto& event : events_)
            if (event.name == name)
                take(event, m);
    }
    struct awaited {
        std::string name;
        unsigned number;
        dynamic::layout record;
    };
    void take(const awaited& event, message m) {
        const auto sequence = number(m, "GANGWAY_SEQUENCE");
        const auto lost = number(m, "GANGWAY_LOST");
        const auto before = sequence - (lost == 0 ? 1 : 0); // of this message: all are lost
        auto& last = last_[event.number];
        if (const auto missed = last ? before - *last : lost; missed != 0)
            lose(missed);
        last = sequence;
        if (lost != 0)
            return;
        auto record = gangway::uevent::read(m, event.record, "GW_");
        record ? keep({.event = static_cast<std::uint16_t>(event.number),
                       .time = number(m, "GANGWAY_TIME")},
                      *std::move(record))
               : lose(1, misfit(event.name, record.error()));
    }

    raw::descriptor socket_;
    place where_;
    std::vector<awaited> events_;
    std::map<unsigned, std::optional<std::uint64_t>> last_; // number of the last record, by event
};

class uevent final : public carrier {
public:
    explicit uevent(const endpoint& at)
        : at_{at} {}

    [[nodiscard]] result<std::unique_ptr<source>>
    subscribe(std::span<const dynamic::element* const> events,
              const subscribe_options& options) const override {
        constexpr std::array groups{from_the_kernel};
        auto socket = listen(NETLINK_KOBJECT_UEVENT, groups, events, options);
        if (!socket)
            return std::move(socket).error();
        if (at_.session) // what says that the module has gone may have come before
            if (const auto there = at_.session->info(); !there)
                return there.error();
        if (at_.existing)
            return std::unique_ptr<source>{
                std::make_unique<uevent_source>(*std::move(socket), events)};
        return std::unique_ptr<source>{
            std::make_unique<event_source>(*std::move(socket), at_, events)};
    }

private:
    endpoint at_;
};

} // namespace

result<std::unique_ptr<carrier>> open_uevent(const endpoint& at) {
    return std::unique_ptr<carrier>{std::make_unique<uevent>(at)};
}

} // namespace gangway::carriers
