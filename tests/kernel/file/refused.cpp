// SPDX-License-Identifier: MIT
//
// What is in the way of a file: no folder, a link, something that is no regular file, a file system
// that is full or read-only. And nobody who has the kernel write it can choose another one: not by
// a chroot, nor by mounts of his own.
#include <grp.h>

#include <sys/mount.h>

#include "logged.hpp"

namespace {

void no_folder(const test::logger& by) {
    std::string text;
    CHECK_EQ(by.put(0, "x"), -ENOENT);
    CHECK_EQ(by.take(0, text), 0);
    CHECK_EQ(by.measure(), 0);
}

void no_regular_file(const test::logger& by) {
    const auto target = test::log_folder + "/target";
    test::write_file(target, "untouched");
    CHECK_OK(symlink(target.c_str(), test::log_path.c_str()));
    CHECK_EQ(by.put(0, "x"), -ELOOP);
    CHECK_OK(unlink(test::log_path.c_str()));
    CHECK_EQ(test::read_file(target), std::string{"untouched"});
    CHECK_OK(unlink(target.c_str()));

    CHECK_OK(mkdir(test::log_path.c_str(), 0755));
    CHECK_EQ(by.put(0, "x"), -EISDIR);
    CHECK_OK(rmdir(test::log_path.c_str()));

    CHECK_OK(mkfifo(test::log_path.c_str(), 0666));
    CHECK_EQ(by.put(0, "x"), -ENXIO); // and nothing waits for a reader
    CHECK_OK(unlink(test::log_path.c_str()));
}

/// What is done in a child's mount namespace must not change what the kernel sees.
void redirected(const test::logger& by) {
    test::child redirecting{[&] {
        CHECK_OK(unshare(CLONE_NEWNS));
        CHECK_OK(mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr));
        CHECK_OK(mount("none", test::log_folder.c_str(), "tmpfs", 0, nullptr));
        CHECK_EQ(by.put(0, "mounted over"), 12);
        CHECK_ERRNO(access(test::log_path.c_str(), F_OK), ENOENT);
        mkdir("/tmp/root", 0755);
        CHECK_OK(chroot("/tmp/root"));
        CHECK_OK(chdir("/"));
        CHECK_OK(setgroups(0, nullptr));
        CHECK_OK(setresuid(65534, 65534, 65534));
        umask(0777);
        CHECK_EQ(by.fill(10), 10);
    }};
    redirecting.join();
    CHECK_EQ(test::read_file(test::log_path), std::string{"mounted overxxxxxxxxxx"});
}

void no_room(const test::logger& by) {
    CHECK_OK(mount("none", test::log_folder.c_str(), "tmpfs", 0, "size=64k"));
    const auto got = by.fill(1 << 20);
    std::printf("of %d bytes, %ld were written\n", 1 << 20, static_cast<long>(got));
    CHECK(got > 0 && got <= 65536);
    CHECK_EQ(by.measure(), got);
    CHECK_EQ(by.fill(4096), -ENOSPC);
    CHECK_OK(mount("none", test::log_folder.c_str(), nullptr, MS_REMOUNT | MS_RDONLY, nullptr));
    CHECK_EQ(by.put(0, "x"), -EROFS);
    std::string text;
    CHECK_EQ(by.take(0, text), 63);             // reading is not writing
    CHECK_OK(umount(test::log_folder.c_str())); // the kernel keeps nothing open
}

} // namespace

int main() {
    test::module streams{"streams"};
    {
        const test::logger by;
        rmdir(test::log_folder.c_str());
        no_folder(by);
        const test::log_files files;
        no_regular_file(by);
        redirected(by);
        no_room(by);
    }
    // While somebody has it written, the module goes.
    const test::log_files files;
    test::baton ready;
    test::child writing{[&] {
        const test::file node{LOGGED_NODE};
        union logged_gw_fill buffer{};
        ready.pass();
        do
            buffer.request.count = 5000;
        while (ioctl(node, LOGGED_IOC_FILL, &buffer) == 0);
        CHECK_EQ(errno, ENODEV);
    }};
    ready.take();
    CHECK(test::eventually([] { return access(test::log_path.c_str(), F_OK) == 0; }));
    streams.unload();
    writing.join();
    CHECK(!test::read_file(test::log_path).empty());
}
