// SPDX-License-Identifier: MIT
// Carriers: ring
//
// gangway.ko goes when nobody needs it any more, and comes back.
#include "ring.hpp"

int main() {
    if (test::built_in())
        test::skip("Gangway is built into this kernel");
    const auto remove = [] { return syscall(SYS_delete_module, "gangway", O_NONBLOCK); };
    {
        auto all_types = std::make_unique<test::module>("all_types");
        CHECK_ERRNO(remove(), EAGAIN);
        auto sub = std::make_unique<test::subscriber>(test::bit(ALL_TYPES_TICK));
        void* const kept =
            CHECK_OK(mmap(nullptr, sub->map_size(), PROT_READ, MAP_SHARED, sub->fd(),
                          static_cast<off_t>(GW_RING_OFFSET(sub->info().ring_size, 0))));
        all_types->unload();
        CHECK_ERRNO(remove(), EAGAIN); // a session
        const auto size = sub->map_size();
        sub.reset();
        CHECK_ERRNO(remove(), EAGAIN); // a mapping alone
        CHECK_OK(munmap(kept, size));
    }
    CHECK(test::eventually([&] { return remove() == 0; })); // the last close may be deferred
    CHECK_ERRNO(access("/dev/gangway", F_OK), ENOENT);
    CHECK_ERRNO(access("/sys/class/gangway", F_OK), ENOENT);
    auto* const gangway = new test::module{"gangway"};
    static_cast<void>(gangway); // stays: the other tests need it
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};
    CHECK_OK(ioctl(fd, ALL_TYPES_IOC_NOTHING));
}
