// SPDX-License-Identifier: MIT
//
// Rings of every kind: one that the kernel watches, one that polls for completions, larger entries;
// files by index, requests that ask for a worker, and linked ones.
#include "all_types.gw.h"
#include "uring.hpp"

namespace {

int ask(test::uring& ring, int fd, unsigned char flags = 0) {
    union all_types_gw_ask question{};
    ring.put(fd, ALL_TYPES_IOC_ASK, &question).flags = flags;
    CHECK(io_uring_submit(ring.get()) >= 0); // how many, the kernel's own thread decides
    const int why = -ring.take().result;
    CHECK_EQ(question.reply.answer, why == 0 ? 42U : 0U);
    return why;
}

void linked(int fd) {
    test::uring ring;
    all_types_gw_level level[2]{{50}, {}};
    ring.put(fd, ALL_TYPES_IOC_SET_LEVEL, &level[0], 0).flags = IOSQE_IO_LINK;
    ring.put(fd, ALL_TYPES_IOC_GET_LEVEL, &level[1], 1).flags = IOSQE_IO_LINK;
    ring.put(fd, ALL_TYPES_IOC_NOTHING, nullptr, 2);
    ring.submit(3);
    for (std::uint64_t tag = 0; tag < 3; ++tag) { // in their order
        const auto got = ring.take();
        CHECK_EQ(got.tag, tag);
        CHECK_EQ(got.result, 0);
    }
    CHECK_EQ(level[1].value, 50U);

    level[0].value = 1; // too low
    ring.put(fd, ALL_TYPES_IOC_SET_LEVEL, &level[0], 0).flags = IOSQE_IO_LINK;
    ring.put(fd, ALL_TYPES_IOC_SET_HUE, nullptr, 1).flags = IOSQE_IO_LINK;
    ring.put(fd, ALL_TYPES_IOC_NOTHING, nullptr, 2);
    ring.submit(3);
    const auto results = ring.take_all(3);
    CHECK_EQ(results[0], -ERANGE);
    CHECK_EQ(results[1], -ECANCELED);
    CHECK_EQ(results[2], -ECANCELED);
}

} // namespace

int main() {
    test::need_uring();
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};
    test::uring plain;
    CHECK_EQ(ask(plain, fd), 0);
    CHECK_EQ(ask(plain, fd, IOSQE_ASYNC), 0);
    CHECK_EQ(ask(plain, fd, IOSQE_IO_DRAIN), 0);
    const int files[] = {fd};
    CHECK_OK(io_uring_register_files(plain.get(), files, 1));
    CHECK_EQ(ask(plain, 0, IOSQE_FIXED_FILE), 0);

    test::uring watched{8, IORING_SETUP_SQPOLL};
    for (int i = 0; i < 20; ++i)
        CHECK_EQ(ask(watched, fd), 0);
    test::uring polling{8, IORING_SETUP_IOPOLL};
    const int polled = ask(polling, fd); // kernels differ in whether they have both
    CHECK(polled == EOPNOTSUPP || polled == 0);
    test::uring large{8, IORING_SETUP_SQE128 | IORING_SETUP_CQE32};
    CHECK_EQ(ask(large, fd), 0);
    CHECK_EQ(ask(large, fd, IOSQE_ASYNC), 0);
    linked(fd);
}
