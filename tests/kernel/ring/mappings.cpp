// SPDX-License-Identifier: MIT
//
// What may be mapped how: nothing writable but the control area, nothing private, nothing beyond
// the end, and nothing that a forked child would have.
#include <csetjmp>
#include <csignal>

#include "ring.hpp"

namespace {

gw_subscribe_ring info{};

void* map(int fd, std::uint64_t offset, std::size_t size, int protection, int flags = MAP_SHARED) {
    return mmap(nullptr, size, protection, flags, fd, static_cast<off_t>(offset));
}

void refused(int fd, std::uint64_t offset, std::size_t size, int protection,
             int flags = MAP_SHARED) {
    CHECK(map(fd, offset, size, protection, flags) == MAP_FAILED);
}

bool kills_child(void* at) {
    test::child toucher{[&] { *static_cast<volatile char*>(at) = 1; }};
    const int status = toucher.wait();
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV;
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};
    constexpr int read_only = PROT_READ;
    constexpr int read_write = PROT_READ | PROT_WRITE;

    refused(fd, GW_RING_CONTROL, 4096, read_write); // no subscription yet
    info.head.carrier = GW_CARRIER_ring;
    info.version = GW_RING_VERSION;
    info.head.events[0] = test::bit(ALL_TYPES_TICK);
    CHECK_OK(ioctl(fd, GW_RING_SUBSCRIBE, &info));
    const std::size_t size = GW_RING_MAP_SIZE(info.page_size, info.ring_size);
    const std::size_t page = info.page_size;
    const auto ring = GW_RING_OFFSET(info.ring_size, 0);
    test::run_on(0);
    test::emit(fd, 1); // now that CPU has a sub-ring for certain

    // The sub-ring: read-only, whole, shared.
    refused(fd, ring, size, read_write);
    refused(fd, ring, size, PROT_WRITE);
    refused(fd, ring, size, read_only, MAP_PRIVATE);
    refused(fd, ring, size, read_write, MAP_PRIVATE);
    refused(fd, ring, size + page, read_only);
    refused(fd, ring + page, size, read_only);
    refused(fd, GW_RING_OFFSET(info.ring_size, info.nr_cpus), size, read_only);
    refused(fd, GW_RING_OFFSET(info.ring_size, 0x7ffffff0), size, read_only);
    // The control area: whole, shared.
    const std::size_t control = (info.control_size + page - 1) / page * page;
    refused(fd, GW_RING_CONTROL, control + page, read_write);
    refused(fd, GW_RING_CONTROL + page, control, read_write);
    refused(fd, GW_RING_CONTROL, control, read_write, MAP_PRIVATE);

    void* const at = map(fd, ring, size, read_only);
    CHECK(at != MAP_FAILED);
    CHECK_ERRNO(mprotect(at, size, read_write), EACCES);
    CHECK_ERRNO(mprotect(at, page, PROT_WRITE), EACCES);
    CHECK(kills_child(at)); // and the child has not even got it
    test::child heir{[&] { [[maybe_unused]] const auto x = *static_cast<volatile char*>(at); }};
    const int status = heir.wait();
    CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
    // The data are there twice in a row.
    const auto* const data = static_cast<const char*>(at) + page;
    CHECK_EQ(std::memcmp(data, data + info.ring_size, info.ring_size), 0);
    CHECK(reinterpret_cast<const gw_record*>(data)->event == ALL_TYPES_TICK);

    // It moves, but it does not grow.
    void* const moved = mremap(at, size, size, MREMAP_MAYMOVE);
    CHECK(moved != MAP_FAILED);
    CHECK(mremap(moved, size, size + page, MREMAP_MAYMOVE) == MAP_FAILED);
    // A mapping outlives its file's descriptor, and the subscription lives as long as it.
    auto* const other = new test::subscriber{test::bit(ALL_TYPES_TICK)};
    void* const kept = map(other->fd(), ring, size, read_only);
    CHECK(kept != MAP_FAILED);
    delete other;
    test::emit(fd, 1000);
    CHECK(static_cast<const gw_ring_producer*>(kept)->head != 0);
    CHECK_OK(munmap(kept, size));
    CHECK_OK(munmap(moved, size));
}
