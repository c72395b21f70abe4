// SPDX-License-Identifier: MIT
//
// As many requests in flight as one likes, whose submitter waits for none of them, while the first
// is in a handler that sleeps. The queue of submissions has two entries, which all of them use in
// turn: none is mistaken for another.
#include <array>

#include "all_types.gw.h"
#include "uring.hpp"

int main() {
    test::need_uring();
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};
    test::uring ring{2};
    constexpr std::size_t count = 32;
    std::array<union all_types_gw_echo, count> each{};

    union all_types_gw_slow sleep{};
    sleep.request.ms = 600'000;
    ring.put(fd, ALL_TYPES_IOC_SLOW, &sleep, 0);
    ring.submit(1);
    test::wait_until_slow();
    for (std::size_t i = 1; i < count; ++i) {
        each[i].request.a64 = i;
        ring.put(fd, ALL_TYPES_IOC_ECHO, &each[i], i);
        ring.submit(1);
    }
    io_uring_cqe* cqe = nullptr;
    CHECK_EQ(io_uring_peek_cqe(ring.get(), &cqe), -EAGAIN); // they wait for their turn
    for (std::size_t i = 1; i < count; ++i)
        each[i].request.a32 = 7; // and are read when it comes, or were before

    ring.cancel(0, count);
    ring.submit(1);
    std::vector<int> results(count + 1, 1);
    for (std::size_t i = 0; i <= count; ++i) {
        const auto got = ring.take();
        CHECK(got.tag <= count && results[got.tag] == 1);
        results[got.tag] = got.result;
    }
    CHECK_EQ(results[0], -EINTR);
    // It was running, which kernels call by different names.
    CHECK(results[count] == 0 || results[count] == -EALREADY || results[count] == -ENOENT);
    for (std::size_t i = 1; i < count; ++i) {
        CHECK_EQ(results[i], 0);
        CHECK_EQ(each[i].reply.a64, i);
    }
}
