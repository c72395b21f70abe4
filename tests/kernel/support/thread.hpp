// SPDX-License-Identifier: MIT
//
// Events of all_types that a kernel thread sends to a socket, in bare system calls.
#pragma once

#include <array>
#include <dirent.h>
#include <map>
#include <sys/socket.h>
#include <sys/un.h>
#include <vector>

#include <gangway/thread.h>

#include "ring.hpp"

namespace test {

/// Two sockets that are connected.
class pair {
public:
    explicit pair(int type) { CHECK_OK(socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, ends_.data())); }
    pair(const pair&) = delete;
    pair& operator=(const pair&) = delete;
    ~pair() {
        close_end(0);
        close_end(1);
    }
    [[nodiscard]] int operator[](unsigned end) const noexcept { return ends_[end]; }
    void close_end(unsigned end) {
        if (ends_[end] >= 0)
            close(std::exchange(ends_[end], -1));
    }

private:
    std::array<int, 2> ends_{};
};

/// 0, or -1 and errno.
inline int serve(int session, int socket, std::uint64_t events = bit(ALL_TYPES_TICK)) {
    gw_subscribe_thread wanted{};
    wanted.head.carrier = GW_CARRIER_thread;
    wanted.head.events[0] = events;
    wanted.socket = socket;
    return ioctl(session, GW_THREAD_SUBSCRIBE, &wanted);
}

/// A session with a socket, of which it has the other end.
class listener {
public:
    explicit listener(std::uint64_t events = bit(ALL_TYPES_TICK), int type = SOCK_SEQPACKET,
                      int room = 0)
        : session_{ALL_TYPES_NODE}
        , ends_{type} {
        if (room != 0)
            CHECK_OK(setsockopt(ends_[1], SOL_SOCKET, SO_SNDBUF, &room, sizeof room));
        CHECK_OK(serve(session_, ends_[1], events));
        ends_.close_end(1);
    }
    [[nodiscard]] int session() const noexcept { return session_; }
    [[nodiscard]] int socket() const noexcept { return ends_[0]; }
    void close_socket() { ends_.close_end(0); }

    /// Shows take(head, record) each item that is there. False: there will be no more.
    template <typename Take>
    bool drain(Take take) {
        for (;;) {
            const auto had = bytes_.size();
            bytes_.resize(had + 65536);
            const auto n = recv(ends_[0], &bytes_[had], 65536, MSG_DONTWAIT);
            CHECK(n >= 0 || errno == EAGAIN);
            bytes_.resize(had + static_cast<std::size_t>(std::max<ssize_t>(n, 0)));
            std::size_t at = 0;
            gw_item head{};
            for (; bytes_.size() - at >= sizeof head; at += GW_ITEM_ROOM(head.size)) {
                std::memcpy(&head, &bytes_[at], sizeof head);
                CHECK(head.size <= 4096);
                if (GW_ITEM_ROOM(head.size) > bytes_.size() - at)
                    break;
                CHECK_EQ((head.flags & GW_ITEM_LOST) != 0, head.lost != 0);
                CHECK_EQ(head.size == 0, head.lost != 0);
                const auto* const record = &bytes_[at] + sizeof head;
                (head.lost != 0 ? lost_ : received_) += std::max<std::uint64_t>(head.lost, 1);
                take(head, record);
            }
            bytes_.erase(bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(at));
            if (n <= 0)
                return n < 0;
        }
    }
    bool drain() {
        return drain([](const gw_item&, const std::byte*) {});
    }
    /// Until so many have been received or lost.
    template <typename Take>
    void await(std::uint64_t count, Take take) {
        for (drain(take); received_ + lost_ < count; drain(take))
            test::await(ends_[0], POLLIN);
        CHECK_EQ(received_ + lost_, count);
    }
    void await(std::uint64_t count) {
        await(count, [](const gw_item&, const std::byte*) {});
    }

    [[nodiscard]] std::uint64_t received() const noexcept { return received_; }
    [[nodiscard]] std::uint64_t lost() const noexcept { return lost_; }
    /// What the kernel says it did for this subscription.
    [[nodiscard]] gw_counters counters() const {
        gw_counters c{};
        c.carrier = GW_CARRIER_thread;
        CHECK_OK(ioctl(session_, GW_IOC_COUNTERS, &c));
        return c;
    }

private:
    file session_;
    pair ends_;
    std::vector<std::byte> bytes_;
    std::uint64_t received_ = 0;
    std::uint64_t lost_ = 0;
};

/// How many kernel threads there are that send.
inline unsigned threads() {
    unsigned count = 0;
    DIR* const all = opendir("/proc");
    CHECK(all != nullptr);
    while (const auto* const one = readdir(all))
        count +=
            read_file(std::string{"/proc/"} + one->d_name + "/comm").starts_with("gw/") ? 1 : 0;
    closedir(all);
    return count;
}

/// Until none is left.
inline bool threads_end() {
    return eventually([] { return threads() == 0; });
}

} // namespace test
