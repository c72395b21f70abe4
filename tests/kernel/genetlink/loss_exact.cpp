// SPDX-License-Identifier: MIT
//
// A socket that is full, and a kernel queue that is: what was sent is what was received and what
// the numbers say was lost, to the last record.
#include "genl.hpp"

int main() {
    const test::module all_types{"all_types"};
    test::genl listener;
    test::genl caller;
    const int room = 4096;
    CHECK_OK(setsockopt(listener.fd(), SOL_SOCKET, SO_RCVBUF, &room, sizeof room));
    CHECK_OK(listener.join(ALL_TYPES_GENL_GROUP_TICK));
    std::uint64_t last = listener.status(ALL_TYPES_TICK);
    CHECK_EQ(last, 0U); // nobody listened before
    std::uint64_t received = 0;
    std::uint64_t lost = 0;
    bool overrun = false;
    bool answered = false;
    const auto take = [&](const test::message& m) {
        if (m.head.nlmsg_type != listener.family())
            return;
        const bool is_tick = m.command == ALL_TYPES_TICK;
        CHECK(is_tick || m.command == GW_GENL_STATUS);
        CHECK(m.sequence() > last || (!is_tick && m.sequence() == last));
        lost += m.sequence() - last - (is_tick ? 1 : 0);
        received += is_tick ? 1 : 0;
        last = m.sequence();
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
        test::emit_by_netlink(caller, count);
        sent += count;
        // The caller's own question flushes the queue before the socket is looked at.
        (void)caller.status(ALL_TYPES_TICK);
        drain();
        answered = false;
        listener.send(
            listener.family(), GW_GENL_STATUS,
            test::attributes{}.put(GW_GENL_A_ELEMENT, std::uint32_t{ALL_TYPES_TICK}).data(), 0);
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
