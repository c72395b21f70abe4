// SPDX-License-Identifier: MIT
// Sample: 6.12-cloud
// Carriers: param procfs ioctl
//
// Registering an instance fails when one of its handlers is at work already, by a carrier that was
// there before: here a parameter. That handler has all that it uses as long as it runs, and may
// register others itself. The device's name is still in use, by what is being unregistered: a file
// of that is being read into memory that never comes. Who waits for the name is killed.
#include "renewer.gw.h"
#include "stalled_memory.hpp"

namespace {

constexpr const char* control = "/dev/gangway/renewer/control";
constexpr const char* level = "/proc/gangway/renewed/level";
constexpr const char* held = "/sys/module/renewed/parameters/held";

void ask(unsigned long number) {
    CHECK_OK(ioctl(test::file{control}, number));
}

std::uint32_t inside() {
    renewer_gw_held_reply reply{};
    CHECK_OK(ioctl(test::file{control}, RENEWER_IOC_HELD, &reply));
    return reply.inside;
}

/// Sets it again and again, until that no longer ends at once, because its handler is called.
void set_held() {
    const test::file file{held, O_WRONLY};
    while (pwrite(file, "1", 1, 0) == 1)
        usleep(1000);
    CHECK_EQ(errno, ENODEV);
}

void fail_while_held() {
    test::child reads{[] {
        const test::file file{level, O_RDONLY};
        [[maybe_unused]] const auto n = read(file, test::memory_that_never_comes(), test::page);
    }};
    reads.wait_until_in(SYS_read);
    test::child drops{[] { ask(RENEWER_IOC_DROP); }};
    CHECK(test::eventually([] { return access("/dev/gangway/renewed", F_OK) != 0; }));
    test::child makes{[] { ask(RENEWER_IOC_MAKE); }};
    test::child sets{set_held};
    CHECK(test::eventually([] { return inside() == 1; }));
    makes.kill9();
    sets.join();
    CHECK_EQ(inside(), 0U);
    reads.kill9();
    drops.join();
}

} // namespace

int main() {
    test::need_userfaultfd();
    const test::module renewed{"renewed"};
    for (int i = 0; i < (test::many() ? 10 : 3); ++i) {
        fail_while_held();
        ask(RENEWER_IOC_MAKE);
        CHECK(test::read_file(level) == "7\n");
    }
}
