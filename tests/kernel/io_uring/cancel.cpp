// SPDX-License-Identifier: MIT
//
// What ends a request early: a cancel, a linked timeout, the end of the thread that submitted it,
// and of the ring. The handler has returned then, and the next caller is served.
#include <thread>

#include "all_types.gw.h"
#include "uring.hpp"

namespace {

void served_again(int fd) {
    CHECK_OK(ioctl(fd, ALL_TYPES_IOC_NOTHING));
    CHECK_EQ(test::read_file("/sys/module/all_types/parameters/inside"), std::string{"0\n"});
}

} // namespace

int main() {
    test::need_uring();
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};
    union all_types_gw_slow sleep{};
    sleep.request.ms = 600'000;

    test::uring ring;
    for (int i = 0; i < 10; ++i) { // in the handler, and in front of it
        ring.put(fd, ALL_TYPES_IOC_SLOW, &sleep, 0);
        ring.submit(1);
        test::wait_until_slow();
        ring.put(fd, ALL_TYPES_IOC_NOTHING, nullptr, 1);
        ring.cancel(1, 2);
        ring.cancel(0, 3);
        ring.submit(3);
        const auto results = ring.take_all(4);
        CHECK_EQ(results[0], -EINTR);
        // Its worker may have been before the handler or behind it.
        CHECK(results[1] == -EINTR || results[1] == -ECANCELED || results[1] == 0);
        served_again(fd);
    }

    ring.put(fd, ALL_TYPES_IOC_SLOW, &sleep, 0).flags = IOSQE_IO_LINK;
    __kernel_timespec soon{0, 50'000'000};
    auto& limit = ring.entry(1);
    limit.opcode = IORING_OP_LINK_TIMEOUT;
    limit.fd = -1;
    limit.addr = reinterpret_cast<std::uintptr_t>(&soon);
    limit.len = 1;
    ring.submit(2);
    const auto timed = ring.take_all(2);
    CHECK(timed[0] == -EINTR || timed[0] == -ECANCELED);
    CHECK(timed[1] < 0); // ETIME, or what cancelling said
    served_again(fd);

    std::thread{[&] {
        ring.put(fd, ALL_TYPES_IOC_SLOW, &sleep, 0);
        ring.submit(1);
        test::wait_until_slow();
    }}.join();
    const int left = ring.take().result;
    CHECK(left == -EINTR || left == -ECANCELED);
    served_again(fd);

    ring.put(fd, ALL_TYPES_IOC_SLOW, &sleep, 0);
    ring.submit(1);
    test::wait_until_slow();
    ring.close();
    CHECK_OK(ioctl(fd, ALL_TYPES_IOC_NOTHING));
}
