// SPDX-License-Identifier: MIT
//
// Sub-buffers as the header promises: where they end, what is padding, what is told of a loss that
// nothing followed; the same by read(), a byte at a time, and by mmap(); flush, giving back, reset.
#include "relay.hpp"

namespace {

constexpr std::size_t room = GW_RELAY_ROOM(sizeof(all_types_gw_tick));

gw_relay_subbuf head_of(const std::byte* at) {
    gw_relay_subbuf head{};
    std::memcpy(&head, at, sizeof head);
    return head;
}

/// Until they are full, and on.
void boundaries(int fd) {
    test::relay_file swift{"swift", ALL_TYPES_SWIFT, 0};
    const auto made = swift.state();
    CHECK_EQ(made.subbuf_size, 8192U);
    CHECK_EQ(made.subbufs, 4U);
    CHECK_EQ(made.flags, 0U);
    CHECK_EQ(made.begun, 0U);
    const auto each = (made.subbuf_size - sizeof(gw_relay_subbuf)) / room;
    const auto padding = (made.subbuf_size - sizeof(gw_relay_subbuf)) % room;
    std::printf("%zu records in a sub-buffer, and %zu bytes of padding\n", each, padding);

    const auto full = each * made.subbufs;
    test::relay(fd, static_cast<std::uint32_t>(full + 10));
    CHECK_EQ(swift.state().sent, full + 10);
    CHECK_EQ(swift.state().lost, 10U);
    std::vector<std::byte> all(std::size_t{made.subbuf_size} * made.subbufs);
    const auto n = CHECK_OK(read(swift.fd(), all.data(), all.size()));
    CHECK_EQ(n, (made.subbuf_size - padding) * made.subbufs + sizeof(gw_relay_subbuf));
    std::size_t at = 0;
    for (std::uint64_t number = 0; number < made.subbufs; ++number) {
        const auto head = head_of(&all[at]);
        CHECK_EQ(head.number, number);
        CHECK_EQ(head.records, each);
        CHECK_EQ(head.first, number * each);
        CHECK_EQ(head.padding, padding);
        CHECK_EQ(head.bytes + head.padding, made.subbuf_size);
        swift.take(&all[at]);
        at += head.bytes;
    }
    // The last one only tells what was lost.
    const auto last = head_of(&all[at]);
    CHECK_EQ(last.records, 0U);
    CHECK_EQ(last.first, full + 10);
    CHECK_EQ(last.lost, 10U);
    swift.take(&all[at]);
    CHECK_EQ(swift.received() + swift.lost(), full + 10);

    // A few are not waited for, and a byte at a time gives the same bytes.
    test::relay(fd, 3);
    swift.drain(1);
    CHECK_EQ(swift.received(), full + 3);
    CHECK_EQ(read(swift.fd(), all.data(), all.size()), 0);
    // What the caller's memory did not take is not lost.
    test::relay(fd, 2);
    CHECK_ERRNO(syscall(SYS_read, swift.fd(), 8L, 4096L), EFAULT);
    swift.drain();
    CHECK_EQ(swift.received(), full + 5);
    CHECK_EQ(swift.lost(), 10U);
}

void mapped(int fd) {
    test::relay_file swift{"swift", ALL_TYPES_SWIFT, 0};
    const auto made = swift.state();
    const auto size = std::size_t{made.subbuf_size} * made.subbufs;
    CHECK_ERRNO(mmap(nullptr, size, PROT_READ, MAP_SHARED, swift.fd(), 4096), EINVAL);
    CHECK_ERRNO(mmap(nullptr, size - 4096, PROT_READ, MAP_SHARED, swift.fd(), 0), EINVAL);
    {
        const test::relay_file writable{"spin", ALL_TYPES_SPIN, 0, O_RDWR};
        CHECK_ERRNO(mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, writable.fd(), 0),
                    EPERM);
    }
    void* const map = CHECK_OK(mmap(nullptr, size, PROT_READ, MAP_SHARED, swift.fd(), 0));
    CHECK_ERRNO(mprotect(map, size, PROT_READ | PROT_WRITE), EACCES);
    const auto* const bytes = static_cast<const std::byte*>(map);

    std::uint32_t one = 1;
    CHECK_ERRNO(ioctl(swift.fd(), GW_RELAY_CONSUME, &one), EINVAL);
    for (std::uint64_t number = 0; number < std::uint64_t{3} * made.subbufs; ++number) {
        test::relay(fd, 5);
        const auto* const at = bytes + (number % made.subbufs) * made.subbuf_size;
        CHECK(head_of(at).number != number || head_of(at).bytes == 0);
        CHECK(test::await(swift.fd(), POLLIN) == POLLIN);
        CHECK_OK(ioctl(swift.fd(), GW_RELAY_FLUSH));
        CHECK_EQ(head_of(at).number, number);
        CHECK_EQ(head_of(at).records, 5U);
        swift.take(at);
        CHECK_OK(ioctl(swift.fd(), GW_RELAY_CONSUME, &one));
    }
    CHECK_EQ(swift.received(), 15U * made.subbufs);
    CHECK_EQ(swift.lost(), 0U);
    pollfd now{swift.fd(), POLLIN, 0};
    CHECK_EQ(poll(&now, 1, 0), 0);
    CHECK_OK(munmap(map, size));
}

/// What was discarded is lost, and told.
void reset(int fd) {
    const test::relay_file reading{"swift", ALL_TYPES_SWIFT, 0};
    CHECK_ERRNO(ioctl(reading.fd(), GW_RELAY_RESET), EACCES);
    test::relay_file spin{"spin", ALL_TYPES_SPIN, 0, O_RDWR};
    spin.drain();
    const auto before = spin.received();
    const auto overwritten = spin.lost();
    test::relay(fd, 1000);
    CHECK_OK(ioctl(spin.fd(), GW_RELAY_RESET));
    CHECK_EQ(spin.state().begun, 0U);
    spin.begin_again();
    test::relay(fd, 7);
    spin.drain();
    std::printf("after the reset: received %lu, lost %lu\n", spin.received() - before,
                spin.lost() - overwritten);
    CHECK_EQ(spin.received() - before, 7U);
    CHECK_EQ(spin.lost() - overwritten, 1000U);
    CHECK_ERRNO(ioctl(spin.fd(), _IO(GW_IOC_MAGIC, 0xaf)), ENOTTY);
}

/// A flight recorder: what was sent before anybody looked, and the newest of it.
void recorder() {
    test::relay_file spin{"spin", ALL_TYPES_SPIN, 0};
    test::relay_file other{"spin", ALL_TYPES_SPIN, 0};
    CHECK_EQ(spin.state().flags, GW_RELAY_OVERWRITE);
    spin.drain();
    other.drain();
    CHECK(spin.received() > 0);
    // The first one had the last sub-buffer completed, and so the oldest one begun anew.
    CHECK(other.received() > 0);
    CHECK_EQ(other.received() + other.lost(), spin.received() + spin.lost());
    CHECK_EQ(spin.received() + spin.lost(), spin.state().sent);
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};
    test::run_on(0);
    boundaries(fd);
    recorder();
    mapped(fd);
    reset(fd);
}
