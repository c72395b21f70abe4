// SPDX-License-Identifier: MIT
// Carriers: netlink genetlink
//
// Whose full socket an event's counter of losses knows of: that of a bare listener that asks for
// it, by NETLINK_BROADCAST_ERROR; each record once, however many miss it. Every listener can tell
// by the numbers, whatever it asked for, and /proc/net/netlink counts what each socket had no room
// for.
#include <sys/stat.h>

#include "genl.hpp"
#include "netlink.hpp"

namespace {

constexpr std::uint32_t sent = 200; // far more than a socket of 4 KiB takes

struct own {
    using socket = test::own::socket;
    static int join(socket& by) { return by.join_event(ALL_TYPES_TICK); }
    static void emit(socket& by) { test::own::emit(by, 1); }
    static std::uint64_t last(socket& by) { return by.status(ALL_TYPES_TICK).sequence; }
    static std::uint64_t number(const test::own::message& m) { return m.what.sequence; }
};

struct generic {
    using socket = test::genl;
    static int join(socket& by) { return by.join(ALL_TYPES_GENL_GROUP_TICK); }
    static void emit(socket& by) { test::emit_by_netlink(by, 1); }
    static std::uint64_t last(socket& by) { return by.status(ALL_TYPES_TICK); }
    static std::uint64_t number(const test::message& m) { return m.sequence(); }
};

std::uint64_t counted(int session) {
    gw_counters counters{};
    counters.element = ALL_TYPES_TICK;
    CHECK_OK(ioctl(session, GW_IOC_COUNTERS, &counters));
    return counters.lost;
}

std::uint64_t dropped(int socket) {
    struct stat now{};
    CHECK_OK(fstat(socket, &now));
    for (const auto& one : test::open_netlinks())
        if (one.inode == now.st_ino)
            return one.drops;
    test::fail(__FILE__, __LINE__, "the socket is not in /proc/net/netlink");
}

template <typename By>
class listener {
public:
    /// It asks for these.
    listener(int counted, int untold) {
        const int room = 4096;
        CHECK_OK(setsockopt(socket_.fd(), SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof room));
        CHECK_OK(By::join(socket_));
        const auto ask = [&](int option, int value) {
            CHECK_OK(setsockopt(socket_.fd(), SOL_NETLINK, option, &value, sizeof value));
        };
        ask(NETLINK_BROADCAST_ERROR, counted);
        ask(NETLINK_NO_ENOBUFS, untold);
        last_ = By::last(socket_);
    }
    /// How many of these it missed, by the numbers. It was told of that by ENOBUFS, or was not.
    std::uint64_t missed(bool told) {
        std::uint64_t received = 0;
        bool overrun = false;
        for (;;) {
            const auto some = socket_.receive(MSG_DONTWAIT);
            if (some.empty() && errno == EAGAIN)
                break;
            overrun = overrun || (some.empty() && errno == ENOBUFS);
            for (const auto& m : some) {
                CHECK(By::number(m) > last_);
                ++received;
            }
        }
        CHECK_EQ(By::last(socket_), last_ + sent);
        CHECK_EQ(overrun, told);
        CHECK(received > 0 && received < sent);
        CHECK_EQ(dropped(socket_.fd()), sent - received);
        return sent - received;
    }

private:
    typename By::socket socket_;
    std::uint64_t last_ = 0;
};

template <typename By>
void fill(int session) {
    typename By::socket caller;
    for (const bool asks : {false, true})
        for (const bool told : {true, false}) {
            listener<By> one{asks, !told};
            listener<By> other{asks, !told};
            const auto before = counted(session);
            for (std::uint32_t i = 0; i < sent; ++i) {
                By::emit(caller);
                By::last(caller); // it has left the kernel's own queue, in a datagram of its own
            }
            const auto most = std::max(one.missed(told), other.missed(told));
            std::printf("%lu missed, %lu counted\n", most, counted(session) - before);
            CHECK_EQ(counted(session) - before, asks ? most : 0U);
        }
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    const test::file session{ALL_TYPES_NODE};
    fill<own>(session);
    fill<generic>(session);
}
