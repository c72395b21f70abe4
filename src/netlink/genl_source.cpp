// SPDX-License-Identifier: MIT
#include "netlink/genl_source.hpp"

#include <algorithm>
#include <cerrno>

#include "netlink/datagram.hpp"
#include "netlink/listener.hpp"
#include "netlink/sequence.hpp"

namespace gangway::genl {

namespace {

// Events as they are sent; for properties the current value, then each new one. Requests on a
// subscription's socket are answered in order with the messages sent to it.
class genetlink_source final : public listener {
public:
    struct followed {
        const dynamic::element* event;
        nl::sequence numbers = {};
    };

    genetlink_source(socket_handle socket, std::uint16_t family, std::string instance,
                     std::vector<followed> events)
        : listener{mnl_socket_get_fd(socket.get())}
        , socket_{std::move(socket)}
        , family_{family}
        , instance_{std::move(instance)}
        , events_{std::move(events)} {}

    // Gets the numbers from which to count: those of messages that may be queued already. On a
    // socket of its own, which no storm of events fills.
    result<void> begin() {
        const auto apart = open_socket();
        if (!apart)
            return apart.error();
        for (auto& each : events_) {
            request what{family_, GW_GENL_STATUS, NLM_F_ACK};
            what.instance(instance_).number(GW_GENL_A_ELEMENT, each.event->number);
            const auto done = ask(apart->get(), what, [&](const nlmsghdr* head) {
                const auto found = read_attributes(head);
                if (found[GW_GENL_A_SEQUENCE] != nullptr)
                    each.numbers.begin_after(mnl_attr_get_u64(found[GW_GENL_A_SEQUENCE]));
            });
            if (!done)
                return done.error();
            if (done->number != 0)
                return errno_error(done->number, "generic netlink");
            if (!ask_value(each))
                return errno_error(errno, "netlink");
        }
        return {};
    }

private:
    static constexpr std::uint32_t awaited = 1; // number of what we ask on this socket

    void take(std::span<const std::byte> message) override {
        for_each_message(message, [&](const nlmsghdr* head) { take(head); });
    }
    // The answers arrive after what is being sent meanwhile, and say what is missing before.
    bool missed() override {
        return std::all_of(events_.begin(), events_.end(), [&](const followed& each) {
            request what{family_, GW_GENL_STATUS, 0};
            what.instance(instance_).number(GW_GENL_A_ELEMENT, each.event->number);
            return send(what.sequence(awaited)) && ask_value(each);
        });
    }
    // For a property missed values do not matter, but the last one does.
    bool ask_value(const followed& of) {
        if (of.event->kind != dynamic::kind::property)
            return true;
        request what{family_, of.event->number, 0};
        return send(what.instance(instance_).sequence(awaited));
    }
    bool send(request& what) {
        return send_to_kernel(mnl_socket_get_fd(socket_.get()), what.head());
    }
    void take(const nlmsghdr* head) {
        if (head->nlmsg_type == NLMSG_ERROR)
            return take_refusal(nl::read_failure(head).number);
        if (head->nlmsg_type != family_ || mnl_nlmsg_get_payload_len(head) < sizeof(genlmsghdr))
            return;
        const auto command = static_cast<const genlmsghdr*>(mnl_nlmsg_get_payload(head))->cmd;
        const auto found = read_attributes(head);
        const auto* const name = found[GW_GENL_A_INSTANCE];
        if (!instance_.empty() && (name == nullptr || instance_ != mnl_attr_get_str(name)))
            return;
        if (auto* const of = find(command); of != nullptr && head->nlmsg_seq == awaited)
            keep(*of, found);
        if (found[GW_GENL_A_SEQUENCE] == nullptr)
            return;
        const auto sequence = mnl_attr_get_u64(found[GW_GENL_A_SEQUENCE]);
        if (command != GW_GENL_STATUS)
            take_event(command, sequence, found);
        else if (found[GW_GENL_A_ELEMENT] != nullptr)
            take_status(mnl_attr_get_u32(found[GW_GENL_A_ELEMENT]), sequence,
                        head->nlmsg_seq == awaited);
        if (found[GW_GENL_A_GONE] != nullptr)
            end();
    }
    // Of a STATUS, or of a value: what is missing is unknown, until the next message has its
    // number.
    void take_refusal(int number) {
        if (number == 0)
            return;
        lose(raw::unknown_loss);
        if (number == ENODEV || number == ENOENT)
            end();
    }
    followed* find(unsigned number) {
        const auto at = std::find_if(events_.begin(), events_.end(), [&](const followed& each) {
            return each.event->number == number;
        });
        return at == events_.end() ? nullptr : &*at;
    }
    // One that nobody asked for: the kernel itself could not send something.
    void take_status(unsigned number, std::uint64_t sequence, bool asked) {
        auto* const of = find(number);
        if (of == nullptr)
            return;
        const auto missing = of->numbers.status(sequence);
        if (missing == 0)
            return;
        lose(*of, missing);
        if (!asked && !ask_value(*of)) // no room to send: as much is unknown as when it is refused
            take_refusal(errno);
    }
    void take_event(unsigned number, std::uint64_t sequence, const attributes& found) {
        auto* const of = find(number);
        const auto missing = of != nullptr ? of->numbers.record(sequence) : std::nullopt;
        if (!missing)
            return;
        if (*missing != 0)
            lose(*of, *missing);
        keep(*of, found);
    }
    void keep(const followed& of, const attributes& found) {
        std::vector<std::byte> bytes(of.event->out.size);
        if (found[GW_GENL_A_DATA] != nullptr)
            get_attributes(found[GW_GENL_A_DATA], of.event->out, bytes);
        raw::record made{.event = static_cast<std::uint16_t>(of.event->number)};
        if (found[GW_GENL_A_TIME] != nullptr)
            made.time = mnl_attr_get_u64(found[GW_GENL_A_TIME]);
        listener::keep(made, std::move(bytes));
    }
    void lose(const followed& of, std::uint64_t count) {
        if (of.event->kind != dynamic::kind::property)
            listener::lose(count);
    }
    using listener::lose;

    socket_handle socket_;
    std::uint16_t family_;
    std::string instance_;
    std::vector<followed> events_;
};

} // namespace

result<std::unique_ptr<carriers::source>> subscribe(const family& to, const std::string& instance,
                                                    std::span<const dynamic::element* const> events,
                                                    const subscribe_options& options) {
    auto socket = open_listener(NETLINK_GENERIC, events, options);
    if (!socket)
        return std::move(socket).error();
    std::vector<genetlink_source::followed> followed;
    for (const auto* event : events) {
        const auto group = to.groups.find(event->name);
        if (group == to.groups.end())
            return errno_error(EOPNOTSUPP, "group");
        auto id = group->second;
        if (mnl_socket_setsockopt(socket->get(), NETLINK_ADD_MEMBERSHIP, &id, sizeof(id)) != 0)
            return errno_error(errno, "group");
        followed.push_back({.event = event});
    }
    auto made = std::make_unique<genetlink_source>(*std::move(socket), to.id, instance,
                                                   std::move(followed));
    if (auto begun = made->begin(); !begun)
        return std::move(begun).error();
    return std::unique_ptr<carriers::source>{std::move(made)};
}

} // namespace gangway::genl
