// SPDX-License-Identifier: MIT
//
// A socket that is full, and a kernel queue that is: what was sent is what was received and what
// the numbers say was lost, to the last record.
#include "netlink.hpp"

int main() {
    const test::module all_types{"all_types"};
    test::own::socket listener;
    test::own::socket caller;
    listener.room(4096);
    CHECK_OK(listener.join_event(ALL_TYPES_TICK));
    std::uint64_t last = listener.status(ALL_TYPES_TICK).sequence;
    CHECK_EQ(last, 0U); // nobody listened before
    std::uint64_t received = 0;
    std::uint64_t lost = 0;
    bool overrun = false;
    bool answered = false;
    const auto take = [&](const test::own::message& m) {
        if (m.head.nlmsg_type == NLMSG_ERROR)
            return;
        const bool is_tick = m.head.nlmsg_type == GW_NETLINK_EVENT;
        CHECK(is_tick || m.head.nlmsg_type == GW_NETLINK_STATUS);
        CHECK(m.what.sequence > last || (!is_tick && m.what.sequence == last));
        lost += m.what.sequence - last - (is_tick ? 1 : 0);
        received += is_tick ? 1 : 0;
        last = m.what.sequence;
        answered = answered || m.head.nlmsg_seq != 0;
    };
    const auto drain = [&] {
        for (;;) {
            const auto some = listener.receive(MSG_DONTWAIT);
            if (some.empty() && errno == EAGAIN)
                return;
            overrun = overrun || (some.empty() && errno == ENOBUFS);
            for (const auto& m : some)
                take(m);
        }
    };

    std::uint64_t sent = 0;
    // Few, then more than the socket takes, then more than the kernel's queue does.
    for (const std::uint32_t count : {2U, 500U, 20000U, 1U}) {
        test::own::emit(caller, count);
        sent += count;
        // The caller's own question flushes the queue before the socket is looked at.
        (void)caller.status(ALL_TYPES_TICK);
        drain();
        answered = false;
        listener.send(GW_NETLINK_STATUS, ALL_TYPES_TICK, {}, 0);
        while (!answered) {
            test::await(listener.fd(), POLLIN);
            drain();
        }
        std::printf("%u: sent %lu received %lu lost %lu\n", count, sent, received, lost);
        CHECK_EQ(sent, received + lost);
    }
    CHECK(overrun);
    CHECK(received > 2 && lost > 0);
    CHECK_EQ(last, sent);
}
