// SPDX-License-Identifier: MIT
//
// Buffers that are not there, in part or at all, sizes that no buffer has, and handlers that say
// what cannot be. What was transferred is told; what was not is not lost.
#include <climits>
#include <sys/mman.h>

#include "filed.gw.h"
#include "framed.gw.h"
#include "kept.gw.h"
#include "piped.gw.h"
#include "stream.hpp"

namespace {

constexpr std::size_t page = 4096;

/// A page, and nothing in the 2 GiB behind it, which are a program's to have all the same.
char* last_page() {
    constexpr std::size_t size = page + (std::size_t{1} << 31);
    void* const all = mmap(nullptr, size, PROT_READ | PROT_WRITE,
                           MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    CHECK(all != MAP_FAILED);
    CHECK_OK(munmap(static_cast<char*>(all) + page, size - page));
    return static_cast<char*>(all);
}

void with_positions(const char* node) {
    const test::file fd{node};
    char* volatile nowhere = reinterpret_cast<char*>(8);
    CHECK_ERRNO(write(fd, nowhere, 10), EFAULT);
    char* const at = last_page();
    std::memset(at, 'p', page);
    CHECK_EQ(write(fd, at + page - 10, 100), 10); // what is there
    CHECK_EQ(test::content(fd), std::string(10, 'p'));
    CHECK_OK(lseek(fd, 0, SEEK_SET));
    CHECK_ERRNO(read(fd, nowhere, 10), EFAULT);
    CHECK_EQ(lseek(fd, 0, SEEK_CUR), 0);
    CHECK_EQ(read(fd, at + page - 4, 10), 4);
    CHECK_EQ(lseek(fd, 0, SEEK_CUR), 4);
    CHECK_ERRNO(read(fd, at, static_cast<std::size_t>(-1)), EFAULT); // of the kernel
    CHECK_EQ(read(fd, at, INT_MAX), 6);
    CHECK_ERRNO(pread(fd, at, 10, LLONG_MAX), EINVAL);
    CHECK_OK(mprotect(at, page, PROT_READ));
    CHECK_ERRNO(pread(fd, at, 10, 0), EFAULT);
}

void without_positions() {
    const test::file fd{PIPED_NODE, O_RDWR | O_NONBLOCK};
    char* volatile nowhere = reinterpret_cast<char*>(8);
    CHECK_ERRNO(write(fd, nowhere, 10), EFAULT);
    test::put(fd, "0123456789");
    CHECK_ERRNO(read(fd, nowhere, 10), EFAULT);
    char* const at = last_page();
    CHECK_EQ(read(fd, at + page - 4, 10), 4);
    char rest[16];
    CHECK_EQ(read(fd, rest, sizeof rest), 6); // nothing was lost
    CHECK_EQ(std::string(rest, 6), std::string{"456789"});
    gw_counters counted{};
    counted.element = PIPED_PIPE;
    CHECK_OK(ioctl(fd, GW_IOC_COUNTERS, &counted));
    CHECK_EQ(counted.lost, 0);
    CHECK_EQ(counted.used, 5);
    CHECK_EQ(counted.failed, 2);
}

void of_records() {
    const test::file fd{FRAMED_NODE, O_RDWR | O_NONBLOCK};
    char* const at = last_page();
    std::memset(at, 'r', page);
    CHECK_ERRNO(write(fd, at + page - 10, 100), EFAULT); // no part of a record
    CHECK_ERRNO(read(fd, at, 100), EAGAIN);
    test::put(fd, "0123456789");
    CHECK_ERRNO(read(fd, at + page - 4, 10), EMSGSIZE);
    CHECK_EQ(read(fd, at, 10), 10);
}

void careless_handlers() {
    const test::file fd{FILED_NODE};
    constexpr off_t careless = off_t{1} << 40;
    constexpr off_t refused = off_t{1} << 41;
    char buffer[16] = {};
    CHECK_ERRNO(pread(fd, buffer, sizeof buffer, careless), EPROTO);
    CHECK_ERRNO(pwrite(fd, buffer, sizeof buffer, careless), EPROTO);
    CHECK_ERRNO(pread(fd, buffer, sizeof buffer, refused), ENODATA);
    CHECK_ERRNO(pwrite(fd, buffer, sizeof buffer, refused), ENOSPC);
    CHECK(buffer[0] == 0);
}

} // namespace

int main() {
    const test::module streams{"streams"};
    with_positions(KEPT_NODE);
    with_positions(FILED_NODE);
    without_positions();
    of_records();
    careless_handlers();
}
