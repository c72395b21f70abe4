// SPDX-License-Identifier: MIT
// Carriers: ioctl sysfs genetlink page chardev
//
// The provider goes on changing a property, to which others listen by each carrier that tells them,
// and waking who reads a stream, while it unregisters the instance, and behind that: a session
// keeps the instance's memory.
#include "genl.hpp"
#include "piped.gw.h"
#include "text_files.hpp"

namespace {

void property() {
    test::module all_types{"all_types", "churn=1"};
    const test::file session{ALL_TYPES_NODE};
    const test::file served{test::sysfs("served"), O_RDONLY};
    char text[32];
    CHECK(read(served, text, sizeof text) > 0);
    test::genl member;
    CHECK_OK(member.join(ALL_TYPES_GENL_GROUP_SERVED));
    CHECK(!member.receive().empty() || errno == ENOBUFS); // so many that it lost some
    test::await(served, POLLPRI);
    all_types.unload();
    CHECK_ERRNO(ioctl(session, ALL_TYPES_IOC_NOTHING), ENODEV);
}

void stream() {
    test::module streams{"streams", "churn=1"};
    const test::file session{PIPED_NODE};
    test::baton begins;
    test::child reader{[&] {
        char byte = 0;
        begins.pass();
        CHECK_ERRNO(read(session, &byte, 1), ENODEV);
    }};
    begins.take();
    streams.unload();
    reader.join();
}

} // namespace

int main() {
    for (int round = 0; round < (test::many() ? 30 : 8); ++round) {
        property();
        stream();
    }
}
