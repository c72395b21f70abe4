// SPDX-License-Identifier: MIT
//
// Which sockets a subscription takes, and what it does to them: items arrive by each kind, nothing
// can be sent the other way, and all others are refused.
#include <netinet/in.h>

#include "thread.hpp"

namespace {

sockaddr_un abstract(const char* name) {
    sockaddr_un at{};
    at.sun_family = AF_UNIX;
    std::strncpy(&at.sun_path[1], name, sizeof at.sun_path - 2);
    return at;
}

/// A socket of its own, bound to a name; listening unless it takes datagrams.
test::file named(const char* name, int type) {
    const auto at = abstract(name);
    const int fd = CHECK_OK(socket(AF_UNIX, type | SOCK_CLOEXEC, 0));
    CHECK_OK(bind(fd, reinterpret_cast<const sockaddr*>(&at), sizeof at));
    if (type != SOCK_DGRAM)
        CHECK_OK(listen(fd, 1));
    test::file made{"/proc/self/fd/0", O_PATH};
    CHECK_OK(dup3(fd, made, O_CLOEXEC));
    close(fd);
    return made;
}

void each_kind_carries(int type) {
    test::listener listener{test::bit(ALL_TYPES_TICK) | test::bit(ALL_TYPES_NOTE), type};
    test::emit(listener.session(), 5);
    std::uint64_t next = 0;
    std::uint64_t time = 0;
    listener.await(5, [&](const gw_item& head, const std::byte* record) {
        all_types_gw_tick tick{};
        CHECK_EQ(head.event, ALL_TYPES_TICK);
        CHECK_EQ(head.size, sizeof tick);
        CHECK(head.time >= time);
        time = head.time;
        std::memcpy(&tick, record, sizeof tick);
        next = next == 0 ? tick.nr : next;
        CHECK_EQ(tick.nr, next++);
    });
    CHECK_ERRNO(send(listener.socket(), "x", 1, MSG_NOSIGNAL), EPIPE);
    const auto counted = listener.counters();
    CHECK_EQ(counted.used, 5U);
    CHECK_EQ(counted.lost, 0U);
}

// By a name that the program connects to.
void whom_the_program_connects_to() {
    const auto datagrams = named("gangway-thread-test", SOCK_DGRAM);
    const auto at = abstract("gangway-thread-test");
    const test::file session{ALL_TYPES_NODE};
    const int own = CHECK_OK(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    CHECK_ERRNO(test::serve(session, own), ENOTCONN);
    CHECK_OK(connect(own, reinterpret_cast<const sockaddr*>(&at), sizeof at));
    CHECK_OK(test::serve(session, own));
    CHECK_ERRNO(test::serve(session, own), EBUSY);
    CHECK_OK(close(own));
    test::emit(session, 1);
    CHECK_EQ(test::await(datagrams, POLLIN), POLLIN);
    std::array<std::byte, 4096> buffer{};
    CHECK_EQ(recv(datagrams, buffer.data(), buffer.size(), 0),
             static_cast<ssize_t>(GW_ITEM_ROOM(sizeof(all_types_gw_tick))));
}

void others_are_refused() {
    const test::file session{ALL_TYPES_NODE};
    const test::file null{"/dev/null"};
    const auto listening = named("gangway-thread-listening", SOCK_STREAM);
    const int net = CHECK_OK(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    CHECK_ERRNO(test::serve(session, -1), EBADF);
    CHECK_ERRNO(test::serve(session, 1000), EBADF);
    CHECK_ERRNO(test::serve(session, null), ENOTSOCK);
    CHECK_ERRNO(test::serve(session, session), ENOTSOCK);
    CHECK_ERRNO(test::serve(session, net), EAFNOSUPPORT);
    CHECK_ERRNO(test::serve(session, listening), ENOTCONN);
    close(net);

    const test::pair waiting{SOCK_SEQPACKET};
    CHECK_EQ(write(waiting[0], "x", 1), 1);
    CHECK_ERRNO(test::serve(session, waiting[1]), ENOTEMPTY);
    const test::pair fine{SOCK_SEQPACKET};
    CHECK_ERRNO(test::serve(session, fine[1], 0), EINVAL);
    CHECK_ERRNO(test::serve(session, fine[1], test::bit(ALL_TYPES_RAISED)), ENOENT);
    gw_subscribe_thread wanted{};
    wanted.head.carrier = GW_CARRIER_thread;
    wanted.head.events[0] = test::bit(ALL_TYPES_TICK);
    wanted.socket = fine[1];
    wanted.__pad0 = 1;
    CHECK_ERRNO(ioctl(session, GW_THREAD_SUBSCRIBE, &wanted), EINVAL);
    wanted.__pad0 = 0;
    CHECK_ERRNO(ioctl(session, test::resized(GW_THREAD_SUBSCRIBE, sizeof wanted - 8), &wanted),
                EINVAL);
    const test::file writer{ALL_TYPES_NODE, O_WRONLY};
    CHECK_ERRNO(test::serve(writer, fine[1]), EACCES);
    // Nothing of this has left anything behind.
    CHECK_EQ(write(fine[0], "x", 1), 1);
    CHECK(test::threads_end());
}

// Its own requirements, and whose credentials the packets have.
void who() {
    test::child nobody{[] {
        CHECK_OK(setgid(65534));
        CHECK_OK(setuid(65534));
        const test::file session{ALL_TYPES_NODE};
        const test::pair ends{SOCK_SEQPACKET};
        CHECK_ERRNO(test::serve(session, ends[1], test::bit(ALL_TYPES_ALARM)), EPERM);
        const int on = 1;
        CHECK_OK(setsockopt(ends[0], SOL_SOCKET, SO_PASSCRED, &on, sizeof on));
        CHECK_OK(test::serve(session, ends[1]));
        test::emit(session, 1);
        CHECK_EQ(test::await(ends[0], POLLIN), POLLIN);
        std::array<std::byte, 4096> data{};
        alignas(cmsghdr) std::array<char, 256> control{};
        iovec part{data.data(), data.size()};
        msghdr message{};
        message.msg_iov = &part;
        message.msg_iovlen = 1;
        message.msg_control = control.data();
        message.msg_controllen = control.size();
        CHECK(recvmsg(ends[0], &message, 0) > 0);
        const auto* const head = CMSG_FIRSTHDR(&message);
        CHECK(head != nullptr && head->cmsg_type == SCM_CREDENTIALS);
        ucred from{};
        std::memcpy(&from, CMSG_DATA(head), sizeof from);
        CHECK_EQ(from.uid, 65534U);
        CHECK_EQ(from.gid, 65534U);
    }};
    nobody.join();
}

} // namespace

int main() {
    test::run_on(0); // each CPU has numbers of its own
    const test::module all_types{"all_types"};
    for (const int type : {SOCK_SEQPACKET, SOCK_DGRAM, SOCK_STREAM})
        each_kind_carries(type);
    whom_the_program_connects_to();
    others_are_refused();
    who();
    CHECK(test::threads_end());
}
