// SPDX-License-Identifier: MIT
//
// The kernel takes a tail only if a reader could have written it; it counts no other as space.
#include <array>

#include "ring.hpp"

int main() {
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};
    test::run_on(0);
    test::subscriber sub{test::bit(ALL_TYPES_TICK), 0, 4096};
    test::emit(fd, 1000); // full by far
    const auto* const producer = sub.reader(0).producer;
    const auto head = producer->head;
    CHECK(head > 4096 - 128);

    for (const auto tail : std::initializer_list<std::uint64_t>{
             head + 16, head + 4096, head - 8, head - 1, UINT64_MAX, UINT64_MAX - 15,
             std::uint64_t{1} << 63U}) {
        __atomic_store_n(&sub.tail(0).tail, tail, __ATOMIC_RELEASE);
        test::emit(fd, 10);
        CHECK_EQ(producer->head, head); // still full
    }
    // A true one makes room.
    __atomic_store_n(&sub.tail(0).tail, head, __ATOMIC_RELEASE);
    test::emit(fd, 10);
    const auto moved = producer->head;
    CHECK(moved > head);
    // And never goes back: what was given up stays given up, no more and no less.
    __atomic_store_n(&sub.tail(0).tail, 0, __ATOMIC_RELEASE);
    test::emit(fd, 1000);
    CHECK(producer->head <= head + 4096);
    CHECK(producer->head > moved);
    CHECK_EQ(sub.counters().used, 1000U + 7 * 10 + 10 + 1000);
    CHECK_EQ(sub.counters().lost, producer->lost);
}
