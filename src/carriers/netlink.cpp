// SPDX-License-Identifier: MIT
//
// netlink: messages of Gangway's own netlink protocol, as they are in memory; the protocol is in
// <gangway/netlink.h>. Requests share one socket of the carrier, each subscription has its own.
#include "carrier.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>

#include <fmt/format.h>
#include <linux/netlink.h>
#include <sys/socket.h>

#include <gangway/netlink.h>

#include "netlink/datagram.hpp"
#include "netlink/exchange.hpp"
#include "netlink/listener.hpp"
#include "netlink/sequence.hpp"

namespace gangway::carriers {

namespace {

/// A request, and room for what belongs to it.
class message {
public:
    message(int type, unsigned flags, const std::string& device, unsigned element,
            std::span<const std::byte> data = {})
        : bytes_(NLMSG_LENGTH(sizeof(gw_netlink)) + data.size()) {
        auto& to = *head();
        to.nlmsg_len = static_cast<std::uint32_t>(bytes_.size());
        to.nlmsg_type = static_cast<std::uint16_t>(type);
        to.nlmsg_flags = static_cast<std::uint16_t>(NLM_F_REQUEST | flags);
        gw_netlink what{};
        device.copy(what.device, sizeof(what.device) - 1);
        what.element = element;
        std::memcpy(bytes_.data() + NLMSG_HDRLEN, &what, sizeof(what));
        std::copy(data.begin(), data.end(),
                  bytes_.begin() + static_cast<std::ptrdiff_t>(NLMSG_LENGTH(sizeof(what))));
    }
    nlmsghdr* head() noexcept { return reinterpret_cast<nlmsghdr*>(bytes_.data()); }

private:
    std::vector<std::byte> bytes_;
};

/// What the kernel has sent.
struct received {
    gw_netlink what{};
    std::span<const std::byte> data;
};

std::optional<received> received_in(const nlmsghdr* head) {
    received got;
    if (head->nlmsg_len < NLMSG_LENGTH(sizeof(got.what)))
        return std::nullopt;
    const auto* const at = reinterpret_cast<const std::byte*>(head) + NLMSG_HDRLEN;
    std::memcpy(&got.what, at, sizeof(got.what));
    got.data = {at + sizeof(got.what), head->nlmsg_len - NLMSG_LENGTH(sizeof(got.what))};
    return got;
}

/// What is known here of it, and zeros for what an older kernel does not know.
void fill(std::span<std::byte> to, std::span<const std::byte> from) {
    const auto end = std::copy_n(from.begin(), std::min(to.size(), from.size()), to.begin());
    std::fill(end, to.end(), std::byte{});
}

class netlink_source final : public listener {
public:
    struct followed {
        const dynamic::element* event;
        nl::sequence numbers = {};
    };

    netlink_source(nl::socket_handle socket, std::string device, std::vector<followed> events)
        : listener{mnl_socket_get_fd(socket.get())}
        , socket_{std::move(socket)}
        , device_{std::move(device)}
        , events_{std::move(events)} {}

private:
    void take(std::span<const std::byte> datagram) override {
        nl::for_each_message(datagram, [&](const nlmsghdr* head) { take(head); });
    }
    // The answers arrive after what is being sent meanwhile, and say what is missing before.
    bool missed() override {
        return std::all_of(events_.begin(), events_.end(), [&](const followed& each) {
            message status{GW_NETLINK_STATUS, 0, device_, each.event->number};
            return send_to_kernel(mnl_socket_get_fd(socket_.get()), status.head());
        });
    }
    void take(const nlmsghdr* head) {
        if (head->nlmsg_type == NLMSG_ERROR)
            return take_refusal(nl::read_failure(head).number);
        const auto got = received_in(head);
        if (!got || device_ != got->what.device)
            return;
        for (auto& each : events_)
            if (each.event->number == got->what.element)
                take(each, head->nlmsg_type, *got);
    }
    // Of a STATUS: what is missing is unknown, until the next message has its number.
    void take_refusal(int number) {
        if (number == 0)
            return;
        lose(raw::unknown_loss);
        if (number == ENODEV || number == ENOENT)
            end();
    }
    void take(followed& of, int type, const received& got) {
        if (type == GW_NETLINK_EVENT) {
            const auto missing = of.numbers.record(got.what.sequence);
            if (missing && *missing != 0)
                lose(*missing);
            if (missing)
                keep(of, got);
        } else if (const auto missing = of.numbers.status(got.what.sequence); missing != 0) {
            lose(missing);
        }
        if (type == GW_NETLINK_GONE)
            end();
    }
    void keep(const followed& of, const received& got) {
        std::vector<std::byte> bytes(of.event->out.size);
        fill(bytes, got.data);
        listener::keep(
            {.event = static_cast<std::uint16_t>(of.event->number), .time = got.what.time},
            std::move(bytes));
    }

    nl::socket_handle socket_;
    std::string device_;
    std::vector<followed> events_;
};

/// The number of the protocol: 31, or what gangway.ko was told.
int protocol(const std::filesystem::path& root) {
    std::ifstream file{root / "sys/module/gangway/parameters/netlink_protocol"};
    int number = 0;
    return file >> number ? number : GW_NETLINK_PROTOCOL;
}

class netlink final : public carrier {
public:
    netlink(int protocol, std::unique_ptr<nl::line> line, std::string device)
        : protocol_{protocol}
        , line_{std::move(line)}
        , device_{std::move(device)} {}

    [[nodiscard]] result<void> get(const dynamic::element& what,
                                   std::span<std::byte> value) const override {
        return run(what, {GW_NETLINK_GET, 0, device_, what.number}, value);
    }

    [[nodiscard]] result<void> set(const dynamic::element& what,
                                   std::span<const std::byte> value) const override {
        return run(what, {GW_NETLINK_SET, NLM_F_ACK, device_, what.number, value}, {});
    }

    [[nodiscard]] result<void> call(const dynamic::element& what, std::span<const std::byte> in,
                                    std::span<std::byte> reply) const override {
        // A reply is acknowledgement enough.
        const unsigned flags = reply.empty() ? unsigned{NLM_F_ACK} : 0U;
        return run(what, {GW_NETLINK_CALL, flags, device_, what.number, in}, reply);
    }

    [[nodiscard]] result<dynamic::row_bytes> rows(const dynamic::element& what) const override {
        dynamic::row_bytes all;
        message wanted{GW_NETLINK_ROWS, NLM_F_DUMP, device_, what.number};
        const auto each = [&](const nlmsghdr* head) {
            const auto row = received_in(head);
            if (!row)
                return;
            const auto begin = all.bytes.size();
            all.bytes.resize(begin + what.out.size);
            fill(std::span{all.bytes}.subspan(begin), row->data);
        };
        const auto end = line_->ask(wanted.head(), each);
        if (auto done = nl::outcome(end, what.name, "netlink"); !done)
            return std::move(done).error();
        all.consistent = !end->interrupted;
        return all;
    }

    [[nodiscard]] result<std::unique_ptr<source>>
    subscribe(std::span<const dynamic::element* const> events,
              const subscribe_options& options) const override;

private:
    // A request and its one answer.
    result<void> run(const dynamic::element& what, message request,
                     std::span<std::byte> reply) const {
        const auto each = [&](const nlmsghdr* head) {
            if (const auto got = received_in(head))
                fill(reply, got->data);
        };
        return nl::outcome(line_->ask(request.head(), each), what.name, "netlink");
    }
    result<gw_netlink> status(const dynamic::element& event) const {
        gw_netlink found{};
        message wanted{GW_NETLINK_STATUS, 0, device_, event.number};
        const auto each = [&](const nlmsghdr* head) {
            if (const auto got = received_in(head))
                found = got->what;
        };
        return nl::outcome(line_->ask(wanted.head(), each), event.name, "netlink").transform([&] {
            return found;
        });
    }

    int protocol_;
    std::unique_ptr<nl::line> line_;
    std::string device_;
};

result<std::unique_ptr<source>> netlink::subscribe(std::span<const dynamic::element* const> events,
                                                   const subscribe_options& options) const {
    auto socket = open_listener(protocol_, events, options);
    if (!socket)
        return std::move(socket).error();
    std::vector<netlink_source::followed> followed;
    for (const auto* event : events) {
        auto found = status(*event);
        if (!found)
            return std::move(found).error();
        auto group = found->group;
        if (mnl_socket_setsockopt(socket->get(), NETLINK_ADD_MEMBERSHIP, &group, sizeof(group)) !=
            0)
            return errno_error(errno, "group");
        // Asked for on the other socket, which no storm of events fills.
        const auto now = status(*event);
        if (!now)
            return now.error();
        followed.push_back({.event = event});
        followed.back().numbers.begin_after(now->sequence);
    }
    return std::unique_ptr<source>{
        std::make_unique<netlink_source>(*std::move(socket), device_, std::move(followed))};
}

} // namespace

std::string where_netlink(const dynamic::element& what, const place& of) {
    return fmt::format("netlink protocol {}, device {}, element {}", protocol(of.root), of.name,
                       what.number);
}

result<std::unique_ptr<carrier>> open_netlink(const endpoint& at) {
    const int number = protocol(at.where.root);
    auto line = nl::line::open(number);
    if (!line)
        return std::move(line).error();
    return std::unique_ptr<carrier>{
        std::make_unique<netlink>(number, *std::move(line), at.where.name)};
}

} // namespace gangway::carriers
