// SPDX-License-Identifier: MIT
//
// Who may: the file's mode, and the capability that a property requires, of whoever asks.
#include "sysfs.hpp"

namespace {

void become_nobody() {
    CHECK_OK(syscall(SYS_setresgid, 65534, 65534, 65534));
    CHECK_OK(syscall(SYS_setresuid, 65534, 65534, 65534));
}

} // namespace

int main() {
    const test::module gwt{"gwt"};
    const test::file secret{test::sysfs("secret")};
    char text[16];
    CHECK_EQ(pread(secret, text, sizeof text, 0), 3);
    test::child nobody{[&] {
        become_nobody();
        CHECK_EQ(test::take("level"), std::string{"100"});
        CHECK_ERRNO(open(test::sysfs("level").c_str(), O_WRONLY), EACCES);
        CHECK_ERRNO(open(test::sysfs("trigger").c_str(), O_RDONLY), EACCES);
        // Although root has opened it.
        CHECK_ERRNO(pread(secret, text, sizeof text, 0), EPERM);
        CHECK_ERRNO(pwrite(secret, "7", 1, 0), EPERM);
        const test::file own{test::sysfs("secret"), O_RDONLY};
        CHECK_ERRNO(read(own, text, sizeof text), EPERM);
    }};
    nobody.join();
    CHECK_EQ(test::take("secret"), std::string{"42"});
}
