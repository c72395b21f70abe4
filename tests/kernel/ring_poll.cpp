// SPDX-License-Identifier: MIT
//
// What poll says: nothing when there is nothing, EPOLLIN when there is, also of a mere loss.
#include "ring.hpp"

namespace {

short ready(int fd) {
    pollfd waiting{fd, POLLIN, 0};
    return poll(&waiting, 1, 0) == 1 ? waiting.revents : 0;
}

} // namespace

int main() {
    const test::module gwt{"gwt"};
    const test::file fd{GWT_NODE};
    test::run_on(0);
    test::subscriber sub{test::bit(GWT_TICK), 0, 4096};
    CHECK(sub.arm());
    CHECK_EQ(ready(sub.fd()), 0);
    CHECK_EQ(sub.control().wake, 1U);
    test::emit(fd, 1);
    CHECK_EQ(sub.wait(), POLLIN);
    CHECK_EQ(ready(sub.fd()), POLLIN);
    // Without a wish to be woken the kernel leaves the flag alone.
    sub.drain();
    __atomic_store_n(&sub.control().wake, 0, __ATOMIC_SEQ_CST);
    test::emit(fd, 1);
    CHECK_EQ(sub.control().wake, 0U);
    CHECK_EQ(ready(sub.fd()), POLLIN);
    sub.drain();
    CHECK(sub.arm());
    CHECK_EQ(ready(sub.fd()), 0);
}
