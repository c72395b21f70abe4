// SPDX-License-Identifier: MIT
//
// genetlink: an interface as a family of generic netlink; the protocol is in
// <gangway/genetlink.h>. Requests go by one socket of the carrier's, each subscription has its own.
#include <algorithm>
#include <cerrno>
#include <deque>
#include <functional>
#include <map>
#include <mutex>

#include <sys/epoll.h>
#include <sys/socket.h>

#include <fmt/format.h>
#include <libmnl/libmnl.h>
#include <linux/genetlink.h>

#include <gangway/genetlink.h>

#include "../attributes.hpp"
#include "carrier.hpp"

namespace gangway::carriers {

namespace {

constexpr std::size_t largest_message = std::size_t{1} << 17;

// What a record costs a socket beside its bytes: the kernel counts whole buffers.
constexpr std::size_t record_overhead = 1024;

// A dump that the table changed under is begun again so many times.
constexpr int most_dumps = 4;

struct close_socket {
    void operator()(mnl_socket* socket) const noexcept { mnl_socket_close(socket); }
};

using socket_handle = std::unique_ptr<mnl_socket, close_socket>;

result<socket_handle> open_socket() {
    socket_handle made{mnl_socket_open2(NETLINK_GENERIC, SOCK_CLOEXEC)};
    if (!made || mnl_socket_bind(made.get(), 0, MNL_SOCKET_AUTOPID) != 0)
        return errno_error(errno, "netlink");
    int on = 1;
    mnl_socket_setsockopt(made.get(), NETLINK_EXT_ACK, &on, sizeof(on));
    mnl_socket_setsockopt(made.get(), NETLINK_CAP_ACK, &on, sizeof(on));
    return made;
}

// A message being made; grows as it needs to.
class request {
public:
    request(std::uint16_t family, unsigned command, unsigned flags)
        : buffer_(initial_size) {
        auto* const head = mnl_nlmsg_put_header(buffer_.data());
        head->nlmsg_type = family;
        head->nlmsg_flags = static_cast<std::uint16_t>(NLM_F_REQUEST | flags);
        auto* const generic =
            static_cast<genlmsghdr*>(mnl_nlmsg_put_extra_header(head, sizeof(genlmsghdr)));
        generic->cmd = static_cast<std::uint8_t>(command);
        generic->version = GW_GENL_VERSION;
    }
    request& sequence(std::uint32_t number) {
        head()->nlmsg_seq = number;
        return *this;
    }
    request& instance(const std::string& name) {
        if (!name.empty())
            mnl_attr_put_strz(head(), GW_GENL_A_INSTANCE, name.c_str());
        return *this;
    }
    request& number(std::uint16_t type, std::uint32_t value) {
        mnl_attr_put_u32(head(), type, value);
        return *this;
    }
    request& data(const dynamic::layout& as, std::span<const std::byte> bytes) {
        const auto before = head()->nlmsg_len;
        while (!put_attributes(head(), buffer_.size(), GW_GENL_A_DATA, as, bytes)) {
            buffer_.resize(2 * buffer_.size());
            head()->nlmsg_len = before;
        }
        return *this;
    }
    nlmsghdr* head() noexcept { return reinterpret_cast<nlmsghdr*>(buffer_.data()); }

private:
    static constexpr std::size_t initial_size = 512;
    std::vector<std::byte> buffer_;
};

struct failure {
    int number = 0; // errno, or 0
    std::string text = {};
    bool interrupted = false; // of a dump: the table changed meanwhile
};

// The attributes of a message, behind a header of that size.
template <typename Each>
void for_each_of(const nlmsghdr* head, std::size_t header, Each each) {
    const std::size_t begin = MNL_ALIGN(header);
    const std::size_t size = mnl_nlmsg_get_payload_len(head);
    if (size > begin)
        for_each_attribute(mnl_nlmsg_get_payload_offset(head, header), size - begin, each);
}

// Of an acknowledgment, or the end of a dump.
failure read_failure(const nlmsghdr* head) {
    failure why{.interrupted = (head->nlmsg_flags & NLM_F_DUMP_INTR) != 0};
    if (mnl_nlmsg_get_payload_len(head) >= sizeof(int))
        why.number = -*static_cast<const int*>(mnl_nlmsg_get_payload(head));
    const std::size_t known = head->nlmsg_type == NLMSG_ERROR ? sizeof(nlmsgerr) : sizeof(int);
    if ((head->nlmsg_flags & NLM_F_ACK_TLVS) == 0)
        return why;
    for_each_of(head, known, [&](const nlattr* each) {
        if (mnl_attr_get_type(each) == NLMSGERR_ATTR_MSG)
            why.text = mnl_attr_get_str(each);
    });
    return why;
}

using attributes = std::array<const nlattr*, GW_GENL_A_MAX + 1>;

attributes read_attributes(const nlmsghdr* head) {
    attributes found{};
    for_each_of(head, sizeof(genlmsghdr), [&](const nlattr* each) {
        if (mnl_attr_get_type(each) < found.size())
            found[mnl_attr_get_type(each)] = each;
    });
    return found;
}

using take = std::function<void(const nlmsghdr*)>;

// Sends a request, and shows `each` what is answered until its end.
result<failure> ask(mnl_socket* socket, request& what, const take& each) {
    if (mnl_socket_sendto(socket, what.head(), what.head()->nlmsg_len) < 0)
        return errno_error(errno, "netlink");
    // On the stack and not cleared: a call would spend most of its time on that.
    alignas(nlmsghdr) std::array<char, largest_message> buffer;
    for (;;) {
        auto size = mnl_socket_recvfrom(socket, buffer.data(), buffer.size());
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            return errno_error(errno, "netlink");
        int left = static_cast<int>(size);
        for (const auto* head = reinterpret_cast<const nlmsghdr*>(buffer.data());
             mnl_nlmsg_ok(head, left); head = mnl_nlmsg_next(head, &left)) {
            if (head->nlmsg_type == NLMSG_ERROR || head->nlmsg_type == NLMSG_DONE)
                return read_failure(head);
            each(head);
        }
    }
}

struct family {
    std::uint16_t id = 0;
    std::map<std::string, std::uint32_t, std::less<>> groups;
};

void read_groups(const nlattr* nest, family& into) {
    for_each_nested(nest, [&](const nlattr* group) {
        std::string name;
        std::uint32_t id = 0;
        for_each_nested(group, [&](const nlattr* each) {
            if (mnl_attr_get_type(each) == CTRL_ATTR_MCAST_GRP_NAME)
                name = mnl_attr_get_str(each);
            if (mnl_attr_get_type(each) == CTRL_ATTR_MCAST_GRP_ID)
                id = mnl_attr_get_u32(each);
        });
        into.groups.emplace(std::move(name), id);
    });
}

// Errors: ENODEV there is none of that name here.
result<family> find_family(mnl_socket* socket, const std::string& name) {
    family found;
    request what{GENL_ID_CTRL, CTRL_CMD_GETFAMILY, NLM_F_ACK};
    mnl_attr_put_strz(what.head(), CTRL_ATTR_FAMILY_NAME, name.c_str());
    const auto end = ask(socket, what, [&](const nlmsghdr* head) {
        for_each_of(head, sizeof(genlmsghdr), [&](const nlattr* each) {
            if (mnl_attr_get_type(each) == CTRL_ATTR_FAMILY_ID)
                found.id = mnl_attr_get_u16(each);
            if (mnl_attr_get_type(each) == CTRL_ATTR_MCAST_GROUPS)
                read_groups(each, found);
        });
    });
    if (!end)
        return end.error();
    if (end->number != 0)
        return errno_error(end->number == ENOENT ? ENODEV : end->number, "generic netlink");
    return found;
}

// Events as they are sent; of properties the present value, then each new one. What is asked for
// by a subscription's socket is answered among what is sent: its place there tells the order.
class genetlink_source final : public source {
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

class genetlink final : public carrier {
public:
    genetlink(socket_handle socket, const place& where)
        : socket_{std::move(socket)}
        , interface_{where.interface}
        , instance_{where.instance} {}

    result<void> find() {
        auto found = find_family(socket_.get(), interface_);
        if (!found)
            return std::move(found).error();
        family_ = *std::move(found);
        return {};
    }

    [[nodiscard]] result<void> get(const dynamic::element& what,
                                   std::span<std::byte> value) const override {
        request message{family_.id, what.number, NLM_F_ACK};
        return run(what, message.instance(instance_), value);
    }

    [[nodiscard]] result<void> set(const dynamic::element& what,
                                   std::span<const std::byte> value) const override {
        request message{family_.id, what.number | GW_GENL_SET, NLM_F_ACK};
        return run(what, message.instance(instance_).data(what.in, value), {});
    }

    [[nodiscard]] result<void> call(const dynamic::element& what, std::span<const std::byte> in,
                                    std::span<std::byte> reply) const override {
        request message{family_.id, what.number, NLM_F_ACK};
        return run(what, message.instance(instance_).data(what.in, in), reply);
    }

    [[nodiscard]] result<dynamic::row_bytes> rows(const dynamic::element& what) const override {
        dynamic::row_bytes all;
        for (int i = 0; i < most_dumps; ++i) {
            all = {};
            request message{family_.id, what.number, NLM_F_DUMP};
            const take each = [&](const nlmsghdr* head) {
                const auto found = read_attributes(head);
                const auto begin = all.bytes.size();
                all.bytes.resize(begin + what.out.size);
                if (found[GW_GENL_A_DATA] != nullptr)
                    get_attributes(found[GW_GENL_A_DATA], what.out,
                                   std::span{all.bytes}.subspan(begin));
                if ((head->nlmsg_flags & NLM_F_DUMP_INTR) != 0)
                    all.consistent = false;
            };
            auto end = exchange(message.instance(instance_), each);
            if (end && end->interrupted)
                all.consistent = false;
            if (auto done = finish(what, std::move(end)); !done)
                return std::move(done).error();
            if (all.consistent)
                break;
        }
        return all;
    }

    [[nodiscard]] bool notifies() const noexcept override { return true; }

    [[nodiscard]] result<std::unique_ptr<source>>
    subscribe(std::span<const dynamic::element* const> events,
              const subscribe_options& options) const override {
        auto socket = open_socket();
        if (!socket)
            return std::move(socket).error();
        make_room(socket->get(), events, options);
        std::vector<genetlink_source::followed> followed;
        for (const auto* event : events) {
            const auto group = family_.groups.find(event->name);
            if (group == family_.groups.end())
                return errno_error(EOPNOTSUPP, "group");
            auto id = group->second;
            if (mnl_socket_setsockopt(socket->get(), NETLINK_ADD_MEMBERSHIP, &id, sizeof(id)) != 0)
                return errno_error(errno, "group");
            followed.push_back({.event = event});
        }
        auto ready = watch(socket->get());
        if (!ready)
            return std::move(ready).error();
        auto made = std::make_unique<genetlink_source>(*std::move(socket), *std::move(ready),
                                                       family_.id, instance_, std::move(followed));
        if (auto begun = made->begin(); !begun)
            return std::move(begun).error();
        return std::unique_ptr<source>{std::move(made)};
    }

private:
    // A request and its one answer.
    result<void> run(const dynamic::element& what, request& message,
                     std::span<std::byte> reply) const {
        const take each = [&](const nlmsghdr* head) {
            const auto found = read_attributes(head);
            std::fill(reply.begin(), reply.end(), std::byte{});
            if (found[GW_GENL_A_DATA] != nullptr && reply.size() >= what.out.size)
                get_attributes(found[GW_GENL_A_DATA], what.out, reply);
        };
        return finish(what, exchange(message, each));
    }

    // By the carrier's socket, or by one of its own while another thread uses that.
    result<failure> exchange(request& message, const take& each) const {
        const std::unique_lock lock{busy_, std::try_to_lock};
        if (lock.owns_lock())
            return ask(socket_.get(), message, each);
        const auto other = open_socket();
        if (!other)
            return other.error();
        return ask(other->get(), message, each);
    }

    result<void> finish(const dynamic::element& what, result<failure> end) const {
        if (!end)
            return std::move(end).error();
        if (end->number == 0)
            return {};
        if (end->number == ENOENT && !is_there())
            return errno_error(ENODEV, "generic netlink");
        if (end->text.empty() || end->number == ENODEV)
            return errno_error(end->number, "generic netlink");
        // In the kernel's own words; whose they are is said in front of them already.
        if (end->text.starts_with(what.name + ": "))
            end->text.erase(0, what.name.size() + 2);
        return error{.number = end->number,
                     .message = fmt::format("{} ({})", end->text, errno_name(end->number)),
                     .carrier = "genetlink"};
    }

    // Is the family that was found at first still the one of that name?
    [[nodiscard]] bool is_there() const {
        const auto socket = open_socket();
        if (!socket)
            return true;
        const auto now = find_family(socket->get(), interface_);
        return now && now->id == family_.id;
    }

    socket_handle socket_;
    mutable std::mutex busy_;
    std::string interface_;
    std::string instance_;
    family family_;
};

} // namespace

result<std::unique_ptr<carrier>> open_genetlink(const endpoint& at) {
    auto socket = open_socket();
    if (!socket)
        return std::move(socket).error();
    auto made = std::make_unique<genetlink>(*std::move(socket), at.where);
    if (auto found = made->find(); !found)
        return std::move(found).error();
    return std::unique_ptr<carrier>{std::move(made)};
}

} // namespace gangway::carriers
