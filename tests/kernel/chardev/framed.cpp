// SPDX-License-Identifier: MIT
//
// A stream of records: each read gives one and each write takes one, whole or not at all.
#include <vector>

#include "framed.gw.h"
#include "stream.hpp"

int main() {
    test::module streams{"streams"};
    const test::file fd{FRAMED_NODE, O_RDWR | O_NONBLOCK};
    std::vector<char> buffer(65536);
    test::put(fd, "one");
    test::put(fd, "three");
    CHECK_EQ(write(fd, "", 0), 0); // none
    CHECK_ERRNO(read(fd, buffer.data(), 2), EMSGSIZE);
    CHECK_EQ(read(fd, buffer.data(), 3), 3);
    CHECK_EQ(std::string(buffer.data(), 3), std::string{"one"});
    CHECK_EQ(read(fd, buffer.data(), buffer.size()), 5);
    CHECK_EQ(std::string(buffer.data(), 5), std::string{"three"});
    CHECK_ERRNO(read(fd, buffer.data(), buffer.size()), EAGAIN);

    const std::string largest(65536, 'l');
    test::put(fd, largest);
    CHECK_ERRNO(write(fd, (largest + 'x').data(), largest.size() + 1), EMSGSIZE);
    CHECK_EQ(read(fd, buffer.data(), buffer.size()), largest.size());
    CHECK_EQ(std::string(buffer.data(), buffer.size()), largest);
    CHECK_ERRNO(read(fd, buffer.data(), buffer.size()), EAGAIN);

    int n = 0;
    while (write(fd, &n, sizeof n) == sizeof n)
        ++n;
    CHECK_EQ(errno, EAGAIN);
    CHECK_EQ(n, 16);
    test::child writer{[] { // waits for room
        const test::file own{FRAMED_NODE};
        test::put(own, "late");
    }};
    writer.wait_until_in(SYS_write);
    for (int i = 0; i < n; ++i) {
        int got = -1;
        CHECK_EQ(read(fd, &got, sizeof got), sizeof got);
        CHECK_EQ(got, i);
    }
    writer.join();
    CHECK_EQ(read(fd, buffer.data(), buffer.size()), 4);
    // What is still there when it is unloaded goes with it.
    test::put(fd, "left");
    streams.unload();
    CHECK_ERRNO(read(fd, buffer.data(), buffer.size()), ENODEV);
}
