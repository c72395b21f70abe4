// SPDX-License-Identifier: MIT
//
// Unloading while files are open, mapped, polled and read: what was sent is read to its end, which
// poll() tells.
#include "relay.hpp"

int main() {
    test::module all_types{"all_types"};
    test::run_on(0);
    test::relay_file swift{"swift", ALL_TYPES_SWIFT, 0};
    test::relay_file spin{"spin", ALL_TYPES_SPIN, 0};
    const auto made = swift.state();
    const auto size = std::size_t{made.subbuf_size} * made.subbufs;
    void* const map = CHECK_OK(mmap(nullptr, size, PROT_READ, MAP_SHARED, swift.fd(), 0));
    test::baton ready;
    const auto last = static_cast<unsigned>(sysconf(_SC_NPROCESSORS_ONLN)) - 1;
    test::child waiting{[&] {
        const test::relay_file other{"spin", ALL_TYPES_SPIN, last};
        ready.pass();
        while ((test::await(other.fd(), POLLIN) & POLLHUP) == 0)
            ;
    }};
    ready.take();
    {
        const test::file fd{ALL_TYPES_NODE};
        test::relay(fd, 40);
    }
    all_types.unload();
    CHECK_ERRNO(open(test::relay_path("swift", 0).c_str(), O_RDONLY), ENOENT);
    waiting.join();
    if (!test::built_in())
        CHECK_ERRNO(syscall(SYS_delete_module, "gangway", O_NONBLOCK), EAGAIN);

    CHECK_EQ(test::await(swift.fd(), POLLIN), POLLIN | POLLHUP);
    swift.drain();
    spin.drain();
    CHECK_EQ(swift.received(), 40U);
    CHECK_EQ(spin.received() + spin.lost(), 40U);
    CHECK_EQ(test::await(swift.fd(), POLLIN), POLLHUP);
    gw_relay_subbuf head{};
    std::memcpy(&head, map, sizeof head); // what is mapped stays
    CHECK_EQ(head.records, 40U);
    CHECK_OK(munmap(map, size));

    // And again, while somebody opens, reads and closes as fast as it can.
    test::child busy{[] {
        for (int i = 0; i < 2000; ++i) {
            const int fd = open(test::relay_path("spin", 0).c_str(), O_RDONLY | O_CLOEXEC);
            char bytes[512];
            if (fd < 0)
                continue;
            (void)!read(fd, bytes, sizeof bytes);
            close(fd);
        }
    }};
    for (int i = 0; i < 10; ++i) {
        test::module again{"all_types"};
        const test::file fd{ALL_TYPES_NODE};
        test::relay(fd, 100);
    }
    busy.join();
}
