// SPDX-License-Identifier: MIT
// Carriers: ring
//
// The provider goes while records pour into mapped rings: what was sent can still be read, the
// sums hold, and then the client is notified.
#include "ring.hpp"

int main() {
    for (unsigned i = 0; i < 10; ++i) {
        test::module all_types{"all_types"};
        test::subscriber sub{test::bit(ALL_TYPES_TICK), i % 2 != 0 ? GW_RING_OVERWRITE : 0, 16384};
        {
            const test::file fd{ALL_TYPES_NODE};
            all_types_gw_ticking ticking{1};
            CHECK_OK(ioctl(fd, ALL_TYPES_IOC_SET_TICKING, &ticking));
        }
        sub.wait_for_one();
        test::baton subscribed;
        test::child reader{[&] { // another, in the midst of it
            test::subscriber own{test::bit(ALL_TYPES_TICK)};
            subscribed.pass();
            for (;;) {
                own.drain();
                pollfd waiting{own.fd(), POLLIN, 0};
                if (poll(&waiting, 1, 0) == 1 && (waiting.revents & POLLHUP) != 0)
                    break;
            }
            own.drain();
        }};
        subscribed.take();
        all_types.unload();
        reader.join();
        pollfd waiting{sub.fd(), POLLIN, 0};
        CHECK_EQ(poll(&waiting, 1, 0), 1);
        CHECK_EQ(waiting.revents & (POLLHUP | POLLERR), POLLHUP | POLLERR);
        sub.drain();
        for (unsigned cpu = 0; cpu < sub.info().nr_cpus; ++cpu)
            CHECK(!sub.has(cpu) || !gw_reader_pending(&sub.reader(cpu)));
        CHECK(sub.received() != 0);
        CHECK_EQ(sub.drain(), 0U);
        CHECK_EQ(poll(&waiting, 1, 0), 1);
        CHECK_EQ(waiting.revents, POLLHUP | POLLERR); // nothing to read any more
        CHECK(mmap(nullptr, sub.map_size(), PROT_READ, MAP_SHARED, sub.fd(),
                   static_cast<off_t>(GW_RING_OFFSET(sub.info().ring_size, 0))) == MAP_FAILED);
        CHECK_EQ(errno, ENODEV);
    }
}
