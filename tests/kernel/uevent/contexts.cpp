// SPDX-License-Identifier: MIT
//
// Events from a thread, a softirq, a hard interrupt and an NMI go through the queue, and become
// uevents in the order of their numbers.
#include "uevent.hpp"

int main() {
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};
    test::uevent_socket socket;

    for (unsigned from = 0; from < test::origins(); ++from)
        test::alert(fd, 20, from);
    const unsigned all = 20 * test::origins();
    std::map<std::string, std::uint64_t> seen;
    std::uint64_t time = 0;
    for (std::uint64_t sequence = 1; sequence <= all; ++sequence) {
        auto next = socket.take();
        for (; next.empty(); next = socket.take())
            CHECK_EQ(test::await(socket.fd(), POLLIN), POLLIN);
        CHECK_EQ(next.at("GANGWAY_EVENT"), std::string{"raised"});
        CHECK_EQ(test::number(next, "GANGWAY_SEQUENCE"), sequence);
        CHECK(test::number(next, "GANGWAY_TIME") >= time);
        time = test::number(next, "GANGWAY_TIME");
        CHECK_EQ(test::number(next, "GW_NR"), seen[next.at("GW_FROM")]++);
    }
    for (const char* const from : {"thread", "softirq", "hardirq", "nmi"})
        CHECK_EQ(seen[from], from == std::string{"nmi"} && test::origins() < 4 ? 0U : 20U);
}
