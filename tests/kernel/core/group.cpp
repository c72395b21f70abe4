// SPDX-License-Identifier: MIT
// Carriers: ioctl procfs
//
// Who is in the group that the description names may open the node: udev gives it to them by the
// rule that is installed with Gangway, and leaves the mode as it is. The files stay root's.
#include <string>
#include <vector>

#include <grp.h>
#include <sys/stat.h>

#include "command.hpp"
#include "many_instances.gw.h"

namespace {

constexpr gid_t testers = 1234;
const std::string node = "/dev/gangway/many_instances/alpha";

void become(const std::vector<gid_t>& groups) {
    CHECK_OK(setgroups(groups.size(), groups.data()));
    CHECK_OK(setgid(65534));
    CHECK_OK(setuid(65534));
}

/// The daemon, by the name that it goes by, with our rule alone.
std::string start_udev(const std::string& folder) {
    const auto daemon = folder + "/systemd-udevd";
    CHECK_OK(symlink((test::folder() + "/udevadm").c_str(), daemon.c_str()));
    test::witness("mkdir -p /etc /run/udev/rules.d && echo testers:x:1234: >> /etc/group && cp " +
                  test::folder() + "/60-gangway.rules /run/udev/rules.d/");
    return "exec " + daemon;
}

} // namespace

int main() {
    if (access((test::folder() + "/udevadm").c_str(), X_OK) != 0)
        test::skip("there is no udevadm");
    const test::scratch scratch;
    const test::command udev{start_udev(scratch.path())};
    CHECK(test::eventually([] { return access("/run/udev/control", F_OK) == 0; }));

    const test::module many_instances{"many_instances"};
    struct stat seen{};
    unsigned tries = 0;
    const bool given = test::eventually([&] {
        if (++tries % 100 == 0) // the daemon may not have been listening yet
            test::write_file("/sys/class/gangway/many_instances@alpha/uevent", "add");
        return stat(node.c_str(), &seen) == 0 && seen.st_gid == testers;
    });
    if (!given)
        std::printf("%s", udev.err().c_str());
    CHECK(given);
    CHECK_EQ(seen.st_mode, S_IFCHR | 0640U);
    test::child member{[] {
        become({testers});
        const test::file fd{node, O_RDONLY};
        many_instances_gw_value value{};
        CHECK_OK(ioctl(fd, MANY_INSTANCES_IOC_GET_VALUE, &value));
        CHECK_ERRNO(open(node.c_str(), O_RDWR), EACCES);
        CHECK_ERRNO(open("/proc/gangway/many_instances@alpha/value", O_RDONLY), EACCES);
    }};
    member.join();
    test::child stranger{[] {
        become({});
        CHECK_ERRNO(open(node.c_str(), O_RDONLY), EACCES);
    }};
    stranger.join();
}
