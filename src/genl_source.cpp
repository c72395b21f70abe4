// SPDX-License-Identifier: MIT
#include "genl_source.hpp"

#include <algorithm>
#include <cerrno>
#include <deque>

#include <sys/epoll.h>
#include <sys/socket.h>

namespace gangway::genl {

namespace {

// What a record costs a socket beside its bytes: the kernel counts whole buffers.
constexpr std::size_t record_overhead = 1024;

// Events as they are sent; of properties the present value, then each new one. What is asked for
// by a subscription's socket is answered among what is sent: its place there tells the order.
class genetlink_source final : public carriers::source {
public:
    struct followed {
        const dynamic::element* event;
        std::uint64_t last = 0; // number of the last one, received or lost
    };

    genetlink_source(socket_handle socket, raw::descriptor ready, std::uint16_t family,
                     std::string instance, std::vector<followed> events)
        : socket_{std::move(socket)}
        , ready_{std::move(ready)}
        , family_{family}
        , instance_{std::move(instance)}
        , events_{std::move(events)}
        , buffer_(largest_message) {}

    // Takes the numbers from which to count. Messages of the past, before them, are passed over.
    result<void> begin() {
        for (auto& each : events_) {
            request what{family_, GW_GENL_STATUS, NLM_F_ACK};
            what.instance(instance_).number(GW_GENL_A_ELEMENT, each.event->number);
            const auto end = ask(socket_.get(), what, [&](const nlmsghdr* head) { take(head); });
            if (!end)
                return end.error();
            if (end->number != 0)
                return errno_error(end->number, "generic netlink");
            begun_.push_back(each.event->number);
            ask_value(each);
        }
        return {};
    }

    result<std::size_t> read(std::span<raw::record> into) override {
        given_.clear();
        while (found_.size() < into.size() && !gone_)
            if (!receive())
                break;
        std::size_t filled = 0;
        for (; filled < into.size() && !found_.empty(); ++filled) {
            auto& kept = given_.emplace_back(std::move(found_.front()));
            found_.pop_front();
            into[filled] = kept.what;
            if (kept.what.data != nullptr)
                into[filled].data = kept.bytes.data();
        }
        if (filled == 0 && gone_)
            return errno_error(ENODEV, "generic netlink");
        return filled;
    }
    bool arm() override { return found_.empty() && !gone_; }
    [[nodiscard]] int native_handle() const noexcept override { return ready_.get(); }

private:
    struct step {
        raw::record what;
        std::vector<std::byte> bytes;
    };

    static constexpr std::uint32_t value_wanted = 1; // number of a request for a value

    // One message, if there is one.
    bool receive() {
        const auto size =
            recv(mnl_socket_get_fd(socket_.get()), buffer_.data(), buffer_.size(), MSG_DONTWAIT);
        if (size < 0 && errno == ENOBUFS) {
            overrun_ = true; // the kernel sends no more until all has been read
            return true;
        }
        if (size < 0)
            return errno == EINTR || (std::exchange(overrun_, false) && ask_status());
        int left = static_cast<int>(size);
        for (const auto* head = reinterpret_cast<const nlmsghdr*>(buffer_.data());
             mnl_nlmsg_ok(head, left); head = mnl_nlmsg_next(head, &left))
            take(head);
        return true;
    }
    // The answers come in behind what is being sent meanwhile, and say what is missing before.
    bool ask_status() {
        for (const auto& each : events_) {
            request what{family_, GW_GENL_STATUS, 0};
            what.instance(instance_).number(GW_GENL_A_ELEMENT, each.event->number);
            send(what);
            ask_value(each);
        }
        return !overrun_;
    }
    // Of a property what was missed does not matter, but the last value does.
    void ask_value(const followed& of) {
        if (of.event->kind != dynamic::kind::property)
            return;
        request what{family_, of.event->number, 0};
        send(what.instance(instance_).sequence(value_wanted));
    }
    void send(request& what) {
        if (mnl_socket_sendto(socket_.get(), what.head(), what.head()->nlmsg_len) < 0)
            overrun_ = true; // once more, the next time
    }
    void take(const nlmsghdr* head) {
        if (head->nlmsg_type == NLMSG_ERROR) { // of a STATUS: nobody can tell what is missing
            const auto why = read_failure(head);
            if (why.number != 0 && head->nlmsg_seq != value_wanted) {
                found_.push_back(
                    {.what = {.cpu = raw::no_cpu, .lost = raw::unknown_loss}, .bytes = {}});
                gone_ = true;
            }
            return;
        }
        if (head->nlmsg_type != family_ || mnl_nlmsg_get_payload_len(head) < sizeof(genlmsghdr))
            return;
        const auto command = static_cast<const genlmsghdr*>(mnl_nlmsg_get_payload(head))->cmd;
        const auto found = read_attributes(head);
        const auto* const name = found[GW_GENL_A_INSTANCE];
        if (!instance_.empty() && (name == nullptr || instance_ != mnl_attr_get_str(name)))
            return;
        if (auto* const of = find(command); of != nullptr && head->nlmsg_seq == value_wanted)
            keep(*of, found);
        if (found[GW_GENL_A_SEQUENCE] == nullptr)
            return;
        const auto sequence = mnl_attr_get_u64(found[GW_GENL_A_SEQUENCE]);
        if (command != GW_GENL_STATUS)
            take_event(command, sequence, found);
        else if (found[GW_GENL_A_ELEMENT] != nullptr)
            take_status(mnl_attr_get_u32(found[GW_GENL_A_ELEMENT]), sequence);
        gone_ = gone_ || found[GW_GENL_A_GONE] != nullptr;
    }
    followed* find(unsigned number) {
        const auto at = std::find_if(events_.begin(), events_.end(), [&](const followed& each) {
            return each.event->number == number;
        });
        return at == events_.end() ? nullptr : &*at;
    }
    [[nodiscard]] bool has_begun(unsigned number) const {
        return std::find(begun_.begin(), begun_.end(), number) != begun_.end();
    }
    void take_status(unsigned number, std::uint64_t sequence) {
        auto* const of = find(number);
        if (of == nullptr)
            return;
        if (has_begun(number) && sequence > of->last)
            lose(*of, sequence - of->last);
        of->last = std::max(of->last, sequence);
    }
    void take_event(unsigned number, std::uint64_t sequence, const attributes& found) {
        auto* const of = find(number);
        if (of == nullptr || sequence <= of->last || !has_begun(number))
            return;
        if (sequence - of->last > 1)
            lose(*of, sequence - of->last - 1);
        of->last = sequence;
        keep(*of, found);
    }
    void keep(const followed& of, const attributes& found) {
        step made{.what = {}, .bytes = std::vector<std::byte>(of.event->out.size)};
        if (found[GW_GENL_A_DATA] != nullptr)
            get_attributes(found[GW_GENL_A_DATA], of.event->out, made.bytes);
        made.what.data = made.bytes.data();
        made.what.size = of.event->out.size;
        made.what.event = static_cast<std::uint16_t>(of.event->number);
        made.what.cpu = raw::no_cpu;
        if (found[GW_GENL_A_TIME] != nullptr)
            made.what.time = mnl_attr_get_u64(found[GW_GENL_A_TIME]);
        found_.push_back(std::move(made));
    }
    void lose(const followed& of, std::uint64_t count) {
        if (of.event->kind == dynamic::kind::property)
            return;
        found_.push_back({.what = {.cpu = raw::no_cpu, .lost = count}, .bytes = {}});
    }

    socket_handle socket_;
    raw::descriptor ready_;
    std::uint16_t family_;
    std::string instance_;
    std::vector<followed> events_;
    std::vector<unsigned> begun_; // those whose numbers are known
    std::vector<char> buffer_;
    std::deque<step> found_;
    std::vector<step> given_; // by the last read()
    bool overrun_ = false;    // messages were lost, and nobody was asked yet how many
    bool gone_ = false;
};

// Readable when the socket is, and never in error: what happened is for read() to find out.
result<raw::descriptor> watch(mnl_socket* socket) {
    raw::descriptor made{epoll_create1(EPOLL_CLOEXEC)};
    epoll_event event{.events = EPOLLIN, .data = {}};
    if (!made || epoll_ctl(made.get(), EPOLL_CTL_ADD, mnl_socket_get_fd(socket), &event) != 0)
        return errno_error(errno, "epoll");
    return made;
}

void make_room(mnl_socket* socket, std::span<const dynamic::element* const> events,
               const subscribe_options& options) {
    std::size_t size = 0;
    for (const auto* event : events)
        size = std::max<std::size_t>(size, event->out.size);
    const std::size_t wanted = options.depth * (2 * size + record_overhead);
    const int room = static_cast<int>(std::min<std::size_t>(wanted, INT32_MAX / 2));
    const int fd = mnl_socket_get_fd(socket);
    // Less than was asked for is no error: what is lost is told.
    if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof(room)) != 0)
        setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &room, sizeof(room));
}

} // namespace

result<std::unique_ptr<carriers::source>> subscribe(const family& to, const std::string& instance,
                                                    std::span<const dynamic::element* const> events,
                                                    const subscribe_options& options) {
    auto socket = open_socket();
    if (!socket)
        return std::move(socket).error();
    make_room(socket->get(), events, options);
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
    auto ready = watch(socket->get());
    if (!ready)
        return std::move(ready).error();
    auto made = std::make_unique<genetlink_source>(*std::move(socket), *std::move(ready), to.id,
                                                   instance, std::move(followed));
    if (auto begun = made->begin(); !begun)
        return std::move(begun).error();
    return std::unique_ptr<carriers::source>{std::move(made)};
}

} // namespace gangway::genl
