// SPDX-License-Identifier: MIT
// Each carrier: KIND_PROPERTY ENCODING_TEXT !BUILD_TIME
//
// Permissions: the file's mode, and the capability that a property requires of the caller.
#include "text_files.hpp"

namespace {

void become_nobody() {
    CHECK_OK(syscall(SYS_setresgid, 65534, 65534, 65534));
    CHECK_OK(syscall(SYS_setresuid, 65534, 65534, 65534));
}

// Of sysctl and sysfs nothing tells who opened the file: who uses it, counts alone.
void check(const test::text_carrier& by) {
    const test::module all_types{"all_types"};
    const test::file secret{by.folder + "secret"};
    char text[16];
    CHECK_EQ(pread(secret, text, sizeof text, 0), 3);
    test::child nobody{[&] {
        become_nobody();
        // Although root has opened it.
        CHECK_ERRNO(pread(secret, text, sizeof text, 0), EPERM);
        CHECK_ERRNO(pwrite(secret, "7", 1, 0), EPERM);
        CHECK_ERRNO(open((by.folder + "trigger").c_str(), O_RDONLY), EACCES);
        if (std::string{by.name} == "debugfs") { // whose folder is root's
            CHECK_ERRNO(open((by.folder + "level").c_str(), O_RDONLY), EACCES);
            return;
        }
        CHECK_EQ(test::take("level", by), std::string{"100"});
        const int level = open((by.folder + "level").c_str(), O_WRONLY | O_CLOEXEC);
        CHECK_EQ(level >= 0, (by.most & 0002U) != 0);
        const test::file own{by.folder + "secret", O_RDONLY};
        CHECK_ERRNO(read(own, text, sizeof text), EPERM);
    }};
    nobody.join();
    CHECK_EQ(test::take("secret", by), std::string{"42"});
}

} // namespace

int main(int argc, char** argv) {
    check(test::text_carrier_asked_for(argc, argv));
}
