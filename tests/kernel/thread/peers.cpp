// SPDX-License-Identifier: MIT
//
// The other end closes, or dies; the client is killed; the module goes; and descriptors are sent
// round in circles. The thread always ends, and what found nobody is counted.
#include "thread.hpp"

namespace {

void peer_closes(int type) {
    test::listener listener{test::bit(ALL_TYPES_TICK), type};
    test::emit(listener.session(), 3);
    listener.await(3);
    listener.close_socket();
    if (type == SOCK_DGRAM) // who sends finds out
        test::emit(listener.session(), 1);
    CHECK((test::await(listener.session(), POLLIN) & POLLERR) != 0);
    test::emit(listener.session(), 10);
    const auto counted = listener.counters();
    CHECK_EQ(counted.lost, type == SOCK_DGRAM ? 1U : 0U);
    CHECK_EQ(counted.used - counted.lost, 3U); // the ten were not for it
    gw_counters of_event{};
    of_event.element = ALL_TYPES_TICK;
    CHECK_OK(ioctl(listener.session(), GW_IOC_COUNTERS, &of_event));
    CHECK_EQ(of_event.subscribers, 0U);
}

// With many waiting for room.
void peer_closes_while_full() {
    test::listener listener{test::bit(ALL_TYPES_TICK), SOCK_STREAM, 4096};
    test::emit(listener.session(), 20000);
    CHECK((test::await(listener.socket(), POLLIN) & POLLIN) != 0);
    listener.drain();
    CHECK(listener.received() > 0);
    const auto had = listener.received() + listener.lost();
    listener.close_socket();
    CHECK((test::await(listener.session(), POLLIN) & POLLERR) != 0);
    const auto counted = listener.counters();
    CHECK_EQ(counted.used, 20000U);
    CHECK(counted.lost > 0 && counted.lost <= 20000U - had + listener.lost());
}

void client_is_killed() {
    test::baton ready;
    const test::pair ends{SOCK_SEQPACKET};
    const test::file caller{ALL_TYPES_NODE};
    for (int i = 0; i < 10; ++i) {
        const test::pair own{SOCK_SEQPACKET};
        test::child client{[&] {
            const test::file session{ALL_TYPES_NODE};
            CHECK_OK(test::serve(session, own[1]));
            ready.pass();
            pause();
        }};
        ready.take();
        CHECK_EQ(test::threads(), 1U);
        test::emit(caller, i % 2 != 0 ? 5000 : 1); // it waits for room, or for more
        client.kill9();
        CHECK(test::threads_end());
    }
}

void module_goes(test::module& all_types) {
    test::listener idle{test::bit(ALL_TYPES_TICK), SOCK_SEQPACKET};
    test::listener behind{test::bit(ALL_TYPES_TICK), SOCK_STREAM, 4096};
    test::emit(idle.session(), 2);
    test::emit(idle.session(), 5000);
    all_types.unload();
    for (auto* const one : {&idle, &behind}) {
        while (one->drain())
            test::await(one->socket(), POLLIN);
        CHECK_EQ(one->received() + one->lost(), 5002U);
        CHECK((test::await(one->socket(), POLLIN) & POLLHUP) != 0);
        CHECK((test::await(one->session(), POLLIN) & POLLHUP) != 0);
    }
}

/// Sends a descriptor by a socket: 0, or -1 and errno.
int pass(int by, std::initializer_list<int> fds) {
    alignas(cmsghdr) std::array<char, 64> control{};
    char byte = 0;
    iovec part{&byte, 1};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = CMSG_SPACE(fds.size() * sizeof(int));
    auto* const head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(fds.size() * sizeof(int));
    std::copy(fds.begin(), fds.end(), reinterpret_cast<int*>(CMSG_DATA(head)));
    return sendmsg(by, &message, MSG_NOSIGNAL) < 0 ? -1 : 0;
}

// A session that would wait in the queue of its own socket for ever.
void circles() {
    {
        const test::file session{ALL_TYPES_NODE};
        const test::pair ends{SOCK_SEQPACKET};
        CHECK_OK(pass(ends[0], {session}));
        CHECK_ERRNO(test::serve(session, ends[1]), ENOTEMPTY);
    }
    CHECK(test::threads_end());
    {
        const test::file session{ALL_TYPES_NODE};
        const test::pair ends{SOCK_SEQPACKET};
        CHECK_OK(test::serve(session, ends[1]));
        CHECK_ERRNO(pass(ends[0], {session}), EPIPE);
        // In the other end's queue, with that end itself: the kernel's collector frees it.
        CHECK_OK(pass(ends[1], {ends[0], session}));
    }
    for (int i = 0; i < 3; ++i) { // it collects when others are closed
        const test::pair any{SOCK_SEQPACKET};
        CHECK_OK(pass(any[0], {any[0]}));
    }
    CHECK(test::threads_end());
    { // a socket that is connected to itself
        sockaddr_un at{};
        at.sun_family = AF_UNIX;
        std::strcpy(&at.sun_path[1], "gangway-thread-self");
        const test::file session{ALL_TYPES_NODE};
        const int own = CHECK_OK(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
        CHECK_OK(bind(own, reinterpret_cast<const sockaddr*>(&at), sizeof at));
        CHECK_OK(connect(own, reinterpret_cast<const sockaddr*>(&at), sizeof at));
        CHECK_OK(test::serve(session, own));
        test::emit(session, 3);
        CHECK((test::await(session, POLLIN) & POLLERR) != 0);
        CHECK_EQ(pass(own, {session}), -1);
        close(own);
    }
    CHECK(test::threads_end());
}

} // namespace

int main() {
    test::module all_types{"all_types"};
    for (const int type : {SOCK_SEQPACKET, SOCK_DGRAM, SOCK_STREAM})
        peer_closes(type);
    peer_closes_while_full();
    client_is_killed();
    circles();
    module_goes(all_types);
    CHECK(test::threads_end());
}
