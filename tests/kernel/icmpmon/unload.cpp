// SPDX-License-Identifier: MIT
// Carriers: ring
//
// icmpmon goes while packets come in and clients of several namespaces listen.
#include <sched.h>

#include "icmp.hpp"

int main() {
    for (int i = 0; i < 5; ++i) {
        test::module icmpmon{"icmpmon"};
        test::icmp_listener here;
        test::baton ready;
        test::child elsewhere{[&] {
            CHECK_OK(unshare(CLONE_NEWNET));
            test::icmp_listener there;
            CHECK(there.arm());
            ready.pass();
            CHECK_EQ(there.wait(), POLLHUP | POLLERR);
        }};
        test::child flood{[&] {
            ready.pass();
            for (;;)
                test::ping(1);
        }};
        ready.take();
        ready.take();
        here.wait_for_one();
        icmpmon.unload();
        elsewhere.join();
        flood.kill9();
        here.drain();
        CHECK_EQ(here.wait(), POLLHUP | POLLERR);
    }
}
