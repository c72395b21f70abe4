// SPDX-License-Identifier: MIT
//
// A stream that Gangway keeps, by the system calls that every file has: what they do at its end and
// past it, with O_APPEND, O_TRUNC, and with what they are not for.
#include <climits>
#include <sys/uio.h>

#include "kept.gw.h"
#include "stream.hpp"

namespace {

constexpr off_t store = KEPT_STORE_CONTENT;

void reads_and_writes() {
    const test::file fd{KEPT_NODE};
    char byte = 'x';
    CHECK_EQ(read(fd, &byte, 1), 0); // it is empty
    test::put(fd, "abcdef");
    CHECK_EQ(read(fd, &byte, 1), 0);
    const test::file other{KEPT_NODE}; // has a position of its own
    for (const char expected : std::string{"abcdef"}) {
        CHECK_EQ(read(other, &byte, 1), 1);
        CHECK(byte == expected);
    }
    CHECK_EQ(read(other, &byte, 1), 0);
    test::put(fd, "gh");
    CHECK_EQ(read(other, &byte, 1), 1); // it goes on
    CHECK(byte == 'g');
    CHECK_EQ(pwrite(fd, "XY", 2, 1), 2);
    CHECK_EQ(test::content(fd), std::string{"aXYdefgh"});
    char one[3];
    char two[10];
    const iovec parts[] = {{one, sizeof one}, {two, sizeof two}};
    CHECK_EQ(preadv(fd, parts, 2, 0), 8);
    CHECK_EQ(std::string(one, 3) + std::string(two, 5), std::string{"aXYdefgh"});
}

void seeks() {
    const test::file fd{KEPT_NODE};
    CHECK_EQ(lseek(fd, 0, SEEK_END), 8);
    CHECK_EQ(lseek(fd, -3, SEEK_END), 5);
    CHECK_EQ(lseek(fd, 1, SEEK_CUR), 6);
    char byte = 0;
    CHECK_EQ(read(fd, &byte, 1), 1);
    CHECK(byte == 'g');
    CHECK_ERRNO(lseek(fd, -1, SEEK_SET), EINVAL);
    CHECK_ERRNO(lseek(fd, -100, SEEK_CUR), EINVAL);
    CHECK_ERRNO(lseek(fd, store + 1, SEEK_SET), EINVAL);
    CHECK_ERRNO(lseek(fd, LLONG_MAX, SEEK_SET), EINVAL);
    CHECK_EQ(lseek(fd, store, SEEK_SET), store);
}

void appends() {
    const test::file one{KEPT_NODE, O_RDWR | O_APPEND};
    const test::file two{KEPT_NODE, O_WRONLY | O_APPEND};
    test::put(one, "1");
    test::put(two, "22");
    test::put(one, "3");
    CHECK_EQ(test::content(one), std::string{"aXYdefgh1223"});
    CHECK_EQ(lseek(one, 0, SEEK_CUR), 12);
}

void truncates() {
    {
        const test::file fd{KEPT_NODE, O_RDONLY | O_TRUNC}; // has no right to it
        CHECK_EQ(test::content(fd).size(), 12);
        CHECK_ERRNO(test::truncate_stream(fd, KEPT_CONTENT, 0), EACCES);
    }
    const test::file fd{KEPT_NODE};
    CHECK_OK(test::truncate_stream(fd, KEPT_CONTENT, 3));
    CHECK_EQ(test::content(fd), std::string{"aXY"});
    CHECK_OK(test::truncate_stream(fd, KEPT_CONTENT, 6));
    CHECK_EQ(test::content(fd), std::string("aXY\0\0\0", 6)); // not what was there
    CHECK_EQ(test::stream_size(fd, KEPT_CONTENT), 6);
    CHECK_EQ(pwrite(fd, "z", 1, 8), 1);
    CHECK_EQ(test::content(fd), std::string("aXY\0\0\0\0\0z", 9));
    CHECK_ERRNO(test::truncate_stream(fd, KEPT_CONTENT, store + 1), EFBIG);
    CHECK_ERRNO(test::truncate_stream(fd, KEPT_CONTENT, UINT64_MAX), EFBIG);
    CHECK_ERRNO(ftruncate(fd, 0), EINVAL); // of the kernel: for regular files
    const test::file again{KEPT_NODE, O_WRONLY | O_TRUNC};
    CHECK_EQ(test::stream_size(fd, KEPT_CONTENT), 0);
    CHECK_EQ(test::content(fd), std::string{});
}

void is_full() {
    const test::file fd{KEPT_NODE, O_RDWR | O_TRUNC};
    const std::string much(store + 100, 'm');
    CHECK_EQ(write(fd, much.data(), much.size()), store); // short: the rest does not fit
    CHECK_ERRNO(write(fd, "n", 1), ENOSPC);
    CHECK_ERRNO(pwrite(fd, "n", 1, LLONG_MAX - 1), ENOSPC);
    CHECK_EQ(write(fd, "n", 0), 0);
    CHECK_EQ(pwrite(fd, "no", 2, store - 1), 1);
    CHECK_EQ(test::content(fd), std::string(store - 1, 'm') + 'n');
    char byte = 0;
    CHECK_EQ(pread(fd, &byte, 1, store), 0);
    CHECK_EQ(pread(fd, &byte, 1, LLONG_MAX - 1), 0);
}

void refuses() {
    const test::file reader{KEPT_NODE, O_RDONLY};
    const test::file writer{KEPT_NODE, O_WRONLY};
    char byte = 0;
    CHECK_ERRNO(write(reader, &byte, 1), EBADF);
    CHECK_ERRNO(read(writer, &byte, 1), EBADF);
    CHECK_ERRNO(pread(reader, &byte, 1, -1), EINVAL);
    gw_stream_size size{KEPT_CONTENT, 0, 0};
    CHECK_ERRNO(ioctl(writer, GW_IOC_STREAM_SIZE, &size), EACCES);
    for (const unsigned no_stream : {unsigned{KEPT_PEEK}, 0U, 99U, 128U, ~0U}) {
        size.element = no_stream;
        CHECK_ERRNO(ioctl(reader, GW_IOC_STREAM_SIZE, &size), ENOENT);
    }
    size = {KEPT_CONTENT, 1, 0};
    CHECK_ERRNO(ioctl(reader, GW_IOC_STREAM_SIZE, &size), EINVAL);
    CHECK_ERRNO(ioctl(reader, GW_IOC_STREAM_SIZE, nullptr), EFAULT);
    CHECK_ERRNO(ioctl(reader, test::resized(GW_IOC_STREAM_SIZE, 8), &size), EINVAL);
}

void polls() {
    const test::file fd{KEPT_NODE};
    pollfd waiting{fd, POLLIN | POLLOUT, 0};
    CHECK_EQ(poll(&waiting, 1, test::patience_ms), 1);
    CHECK_EQ(waiting.revents, POLLIN | POLLOUT);
}

} // namespace

int main() {
    const test::module streams{"streams"};
    reads_and_writes();
    seeks();
    appends();
    truncates();
    is_full();
    refuses();
    polls();
}
