// SPDX-License-Identifier: MIT
//
// A socket that is full, and a kernel queue that is: what was sent is what was received and what
// the numbers say was lost, to the last record. And what is emitted faster than it can be sent does
// not hold up whoever emits it.
#include "uevent.hpp"

int main() {
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};
    test::uevent_socket socket{4096};
    std::uint64_t last = 0;
    std::uint64_t received = 0;
    std::uint64_t lost = 0;
    std::uint64_t told = 0; // of these, those that the kernel itself counted
    const auto take = [&](const test::uevent& seen) {
        const auto sequence = test::number(seen, "GANGWAY_SEQUENCE");
        const bool record = !seen.contains("GANGWAY_LOST");
        CHECK(sequence > last);
        lost += sequence - last - (record ? 1 : 0);
        told += record ? 0 : test::number(seen, "GANGWAY_LOST");
        received += record ? 1 : 0;
        last = sequence;
    };

    std::uint64_t sent = 0;
    for (const std::uint32_t count : {2U, 200U, 5000U}) {
        test::alert(fd, count);
        sent += count;
        // One by one, until one that was sent behind all of them has come.
        CHECK(test::eventually([&] {
            for (auto seen = socket.take(); !seen.empty(); seen = socket.take())
                take(seen);
            if (last == sent)
                return true;
            test::alert(fd, 1);
            ++sent;
            pollfd waiting{socket.fd(), POLLIN, 0}; // it may take a moment
            CHECK_OK(poll(&waiting, 1, 100));
            return false;
        }));
        std::printf("%u: sent %lu received %lu lost %lu, told of %lu\n", count, sent, received,
                    lost, told);
        CHECK_EQ(sent, received + lost);
    }
    CHECK(socket.overrun());
    CHECK(received > 2 && lost > 0);
}
