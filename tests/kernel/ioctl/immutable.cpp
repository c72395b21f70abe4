// SPDX-License-Identifier: MIT
//
// What the kernel offers by itself is read of a file that nobody may open for writing, as that is
// immutable: root neither.
#include <linux/fs.h>

#include <sys/mount.h>
#include <sys/stat.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <gangway/dynamic.hpp>

#include "test.hpp"

namespace {

constexpr const char* folder = "/tmp/immutable";
constexpr const char* path = "/tmp/immutable/file";

/// 0, or -1 and errno.
int set_flags(int flags) {
    return ioctl(test::file{path, O_RDONLY}, FS_IOC_SETFLAGS, &flags);
}

const auto described = fmt::format(
    R"({{"gangway":1,"interface":"there","provider":"kernel","elements":[
    {{"name":"flags","kind":"property","number":1,"access":"rw","via":["ioctl"],
      "at":{{"node":"{}","number":{},"set":{}}},"value":{{"size":4,"align":4,"fields":[
      {{"name":"value","type":"u32","offset":0,"size":4}}]}}}}]}})",
    path, FS_IOC_GETFLAGS, FS_IOC_SETFLAGS);

void look() {
    test::write_file(path, "");
    if (set_flags(FS_IMMUTABLE_FL) != 0)
        test::skip(std::string{"no file of a tmpfs is immutable here: "} + std::strerror(errno));
    CHECK_ERRNO(open(path, O_RDWR | O_CLOEXEC), EPERM);
    {
        using namespace gangway::dynamic;
        const auto by = client::connect(description::parse(described).value()).value();
        CHECK_EQ(by.get("flags").value().get<unsigned>() & FS_IMMUTABLE_FL, FS_IMMUTABLE_FL);
    }
    CHECK_OK(set_flags(0));
}

} // namespace

int main() {
    CHECK_OK(mkdir(folder, 0700));
    CHECK_OK(mount("none", folder, "tmpfs", 0, nullptr));
    look();
    CHECK_OK(umount(folder));
    CHECK_OK(rmdir(folder));
}
