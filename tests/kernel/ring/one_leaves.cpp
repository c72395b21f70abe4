// SPDX-License-Identifier: MIT
// Sample: 6.12-cloud
//
// A subscriber that leaves in the middle of an event costs the one behind it nothing: for that,
// sent = received + lost.
#include <optional>

#include "ring.hpp"

namespace {

void leaves(const test::file& fd) {
    constexpr std::uint64_t calls = 20;
    constexpr std::uint32_t each = 200;
    // The first is of a kind that has no short way; it is in front, since it came first.
    std::optional<test::subscriber> leaving{std::in_place, test::bit(ALL_TYPES_TICK),
                                            GW_RING_OVERWRITE, 4096U};
    test::subscriber staying{test::bit(ALL_TYPES_TICK), 0, 65536};
    test::child sender{[&] {
        for (std::uint64_t i = 0; i < calls; ++i)
            test::emit(fd, each);
    }};
    staying.wait_for_one();
    leaving.reset();
    sender.join();
    staying.drain();
    CHECK_EQ(staying.received() + staying.lost(), calls * each);
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};
    const int rounds = test::many() ? 200 : 50;
    for (int i = 0; i < rounds; ++i)
        leaves(fd);
}
