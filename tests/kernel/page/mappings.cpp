// SPDX-License-Identifier: MIT
// Carriers: ring
//
// What of the page may be mapped how: the values by readers, the requests by writers, nothing
// private, nothing beyond the end; and a subscription is a session like others.
#include "page.hpp"

namespace {

constexpr int read_only = PROT_READ;
constexpr int read_write = PROT_READ | PROT_WRITE;

void refused(int fd, std::uint64_t offset, std::size_t size, int protection, int error,
             int flags = MAP_SHARED) {
    CHECK_ERRNO(reinterpret_cast<long>(test::map_page(fd, offset, size, protection, flags)), error);
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};
    const test::pages by{fd};
    const std::size_t size = by.head().bytes;

    for (const auto area : {GW_PAGE_VALUES, GW_PAGE_REQUESTS}) {
        refused(fd, area, size, read_only, EINVAL, MAP_PRIVATE);
        refused(fd, area, size + 4096, read_only, EINVAL);
        refused(fd, area + 4096, size, read_only, EINVAL);
    }
    refused(fd, GW_PAGE_REQUESTS - 4096, size, read_only, EINVAL);
    // Beside the page's part of the file: another carrier's, and nobody's.
    refused(fd, GW_PAGE_VALUES - 4096, size, read_only, ENODEV);
    refused(fd, GW_CARRIER_OFFSET(GW_CARRIER_IDS), size, read_only, ENODEV);
    refused(fd, 0, size, read_only, ENODEV);
    refused(fd, GW_PAGE_VALUES, size, read_write, EPERM);
    refused(fd, GW_PAGE_VALUES, size, PROT_WRITE, EPERM);

    void* const at = test::map_page(fd, GW_PAGE_VALUES, size, read_only);
    CHECK(at != MAP_FAILED);
    CHECK_ERRNO(mprotect(at, size, read_write), EACCES);
    CHECK_ERRNO(mprotect(at, 4096, PROT_WRITE), EACCES);
    void* const moved = mremap(at, size, size, MREMAP_MAYMOVE);
    CHECK(moved != MAP_FAILED);
    CHECK(mremap(moved, size, size + 4096, MREMAP_MAYMOVE) == MAP_FAILED);
    // A child goes on reading.
    test::child heir{[&] {
        all_types_gw_level level{};
        CHECK(by.get(ALL_TYPES_LEVEL, level));
        CHECK_EQ(level.value, 100);
    }};
    heir.join();

    // For reading only.
    const test::file reader{ALL_TYPES_NODE, O_RDONLY};
    CHECK(test::map_page(reader, GW_PAGE_VALUES, size, read_only) != MAP_FAILED);
    refused(reader, GW_PAGE_VALUES, size, read_only, EINVAL, MAP_PRIVATE);
    refused(reader, GW_PAGE_REQUESTS, size, read_write, EACCES);
    refused(reader, GW_PAGE_REQUESTS, size, read_only, EACCES);
    const test::file writer{ALL_TYPES_NODE, O_WRONLY};
    refused(writer, GW_PAGE_VALUES, size, read_only, EACCES);

    const test::file listener{ALL_TYPES_NODE};
    gw_subscribe_ring info{};
    info.head.carrier = GW_CARRIER_ring;
    info.version = GW_RING_VERSION;
    info.head.events[0] = 1ULL << ALL_TYPES_TICK;
    CHECK_OK(ioctl(listener, GW_RING_SUBSCRIBE, &info));
    CHECK(test::map_page(listener, GW_PAGE_VALUES, size, read_only) != MAP_FAILED);
}
