// SPDX-License-Identifier: MIT
//
// Requests that are none, with sizes that are too small, and at addresses where nothing is.
#include <sys/mman.h>

#include "all_types.gw.h"
#include "uring.hpp"

namespace {

void numbers(test::uring& ring, int fd) {
    all_types_gw_wide buffer{};
    for (const unsigned number : {0U, 100U, 127U, 0x80U, 0x81U, 0xffU}) {
        CHECK_EQ(ring.ask(fd, _IO(GW_IOC_MAGIC, number), &buffer), ENOTTY);
        CHECK_EQ(ring.ask(fd, _IOWR(GW_IOC_MAGIC, number, buffer), &buffer), ENOTTY);
    }
    for (const unsigned long none :
         {0UL, 0xffffffffUL, static_cast<unsigned long>(TCGETS),
          static_cast<unsigned long>(_IOC(_IOC_READ, GW_IOC_MAGIC + 1, ALL_TYPES_LEVEL, 1)),
          static_cast<unsigned long>(_IOR(GW_IOC_MAGIC, ALL_TYPES_TICK, all_types_gw_tick)),
          static_cast<unsigned long>(_IO(GW_IOC_MAGIC, ALL_TYPES_LEVEL)),
          static_cast<unsigned long>(_IOR(GW_IOC_MAGIC, ALL_TYPES_TRIGGER, all_types_gw_trigger))})
        CHECK_EQ(ring.ask(fd, none, &buffer), ENOTTY);
    union all_types_gw_echo echo{};
    for (std::size_t size = 0; size < sizeof(all_types_gw_all); size += 31)
        CHECK_EQ(ring.ask(fd, test::resized(ALL_TYPES_IOC_ECHO, size), &echo), EINVAL);
    CHECK_EQ(ring.ask(fd, ALL_TYPES_IOC_NOTHING, nullptr, 1), EINVAL);
    CHECK_EQ(ring.ask(fd, ALL_TYPES_IOC_NOTHING, nullptr, UINT64_MAX), EINVAL);
    CHECK_EQ(ring.ask(fd, ALL_TYPES_IOC_NOTHING, nullptr), 0);
}

void addresses(test::uring& ring, int fd) {
    const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    auto* const pages = static_cast<char*>(
        mmap(nullptr, 3 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    CHECK(pages != MAP_FAILED);
    CHECK_OK(munmap(pages + 2 * page, page));
    CHECK_OK(mprotect(pages, page, PROT_READ));
    const auto at = [](std::uint64_t address) { return reinterpret_cast<const void*>(address); };
    const void* const unreadable[] = {nullptr,
                                      at(8),
                                      at(0xffff800000000000),
                                      at(0xffffffffffffffff),
                                      at(0x0000800000000000 - 8),
                                      pages + 2 * page,
                                      pages + 2 * page - sizeof(all_types_gw_all) / 2};
    for (const auto* const where : unreadable) {
        CHECK_EQ(ring.ask(fd, ALL_TYPES_IOC_ECHO, where), EFAULT);
        CHECK_EQ(ring.ask(fd, ALL_TYPES_IOC_GET_WIDE, where), EFAULT);
        CHECK_EQ(ring.ask(fd, ALL_TYPES_IOC_SET_WIDE, where), EFAULT);
    }
    // What can only be read can be set from, and not be got into.
    CHECK_EQ(ring.ask(fd, ALL_TYPES_IOC_SET_WIDE, pages), 0);
    CHECK_EQ(ring.ask(fd, ALL_TYPES_IOC_GET_WIDE, pages), EFAULT);
    CHECK_EQ(ring.ask(fd, ALL_TYPES_IOC_GET_WIDE, pages + page), 0);
}

} // namespace

int main() {
    test::need_uring();
    const test::module all_types{"all_types"};
    test::uring ring;
    const test::file fd{ALL_TYPES_NODE};
    numbers(ring, fd);
    addresses(ring, fd);

    const test::file reader{ALL_TYPES_NODE, O_RDONLY};
    all_types_gw_level level{50};
    CHECK_EQ(ring.ask(reader, ALL_TYPES_IOC_GET_LEVEL, &level), 0);
    CHECK_EQ(ring.ask(reader, ALL_TYPES_IOC_SET_LEVEL, &level), EACCES);
    CHECK_EQ(ring.ask(reader, ALL_TYPES_IOC_NOTHING, nullptr), EACCES);
}
