// SPDX-License-Identifier: MIT
//
// A listener of generic netlink that does not read costs the other nothing: one gets all, and both
// counts are exact.
#include "genl.hpp"

namespace {

void set_room(test::genl& of, int bytes) {
    CHECK_OK(setsockopt(of.fd(), SOL_SOCKET, SO_RCVBUFFORCE, &bytes, sizeof bytes));
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    test::genl stopped;
    test::genl reading;
    test::genl caller;
    set_room(stopped, 4096);
    set_room(reading, 1 << 22);
    for (auto* const each : {&stopped, &reading})
        CHECK_OK(each->join(ALL_TYPES_GENL_GROUP_TICK));
    std::uint64_t heard = 0;
    std::uint64_t sent = 0;
    for (unsigned i = 0; i < 100; ++i) {
        test::emit_by_netlink(caller, 200, static_cast<std::uint8_t>(i % test::origins()));
        sent += 200;
        while (heard < sent)
            for (const auto& m : reading.receive())
                CHECK_EQ(m.sequence(), ++heard);
    }
    // At last the other one wakes up: some at the beginning, a gap, and the number of the last.
    heard = 0;
    for (;;) {
        const auto some = stopped.receive(MSG_DONTWAIT);
        if (some.empty() && errno == EAGAIN)
            break;
        for (const auto& m : some)
            CHECK_EQ(m.sequence(), ++heard);
    }
    CHECK(heard > 0 && heard < sent);
    CHECK_EQ(stopped.status(ALL_TYPES_TICK), sent);
}
