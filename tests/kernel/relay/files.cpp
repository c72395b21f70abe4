// SPDX-License-Identifier: MIT
//
// Who may open a file, and how many; what a reader leaves behind that was killed.
#include <grp.h>

#include <sys/stat.h>

#include "relay.hpp"

namespace {

unsigned mode_of(const std::string& path) {
    struct stat now{};
    CHECK_OK(stat(path.c_str(), &now));
    return now.st_mode & 07777U;
}

std::string path(const char* event) {
    return test::relay_path(event, 0);
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};
    test::run_on(0);
    // That of the interface.
    CHECK_EQ(mode_of(path("swift")), 0666U);

    // One reader of a channel that does not overwrite.
    {
        test::relay_file first{"swift", ALL_TYPES_SWIFT, 0};
        CHECK_ERRNO(open(path("swift").c_str(), O_RDONLY), EBUSY);
        const test::relay_file another{"spin", ALL_TYPES_SPIN, 0};
        const test::relay_file and_another{"spin", ALL_TYPES_SPIN, 0};
        test::relay(fd, 5);
        first.drain();
        CHECK_EQ(first.received(), 5U);
    }
    // With the last one the channel goes, and what it had.
    test::relay(fd, 5);
    {
        test::relay_file first{"swift", ALL_TYPES_SWIFT, 0};
        first.drain();
        CHECK_EQ(first.received() + first.lost(), 0U);
        CHECK_EQ(first.state().sent, 0U);
    }
    // One that is killed leaves its place.
    {
        test::baton ready;
        test::child reader{[&] {
            const test::relay_file mine{"swift", ALL_TYPES_SWIFT, 0};
            ready.pass();
            pause();
        }};
        ready.take();
        CHECK_ERRNO(open(path("swift").c_str(), O_RDONLY), EBUSY);
        reader.kill9();
        test::relay_file next{"swift", ALL_TYPES_SWIFT, 0};
        test::relay(fd, 5);
        next.drain();
        CHECK_EQ(next.received(), 5U);
    }
    // A capability that the event requires, debugfs does not know of.
    test::child nobody{[&] {
        CHECK_OK(chmod("/sys/kernel/debug", 0755));
        CHECK_OK(setgroups(0, nullptr));
        CHECK_OK(setresuid(65534, 65534, 65534));
        CHECK_ERRNO(open(path("alarm").c_str(), O_RDONLY), EPERM);
        const test::relay_file mine{"swift", ALL_TYPES_SWIFT, 0};
        CHECK_EQ(mine.state().sent, 0U);
    }};
    nobody.join();
    const test::file alarm{path("alarm"), O_RDONLY};
    // Nothing of it is a file's content.
    CHECK_ERRNO(lseek(alarm, 0, SEEK_SET), ESPIPE);
    CHECK_ERRNO(open((path("swift") + "x").c_str(), O_RDONLY), ENOENT);
}
