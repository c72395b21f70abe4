// SPDX-License-Identifier: MIT
// Carriers: ioctl ring procfs sysctl debugfs
//
// An interface with several instances: each has its node, its values, its events and its end.
#include "kernel_log.hpp"
#include "many_instances.gw.h"
#include "ring.hpp"

namespace {

std::string node(const std::string& instance) {
    return "/dev/gangway/many_instances/" + instance;
}

void add(int fd, const char* name, int error = 0) {
    union many_instances_gw_add buffer{};
    std::strncpy(buffer.request.name, name, sizeof buffer.request.name - 1);
    CHECK_ERRNO(ioctl(fd, MANY_INSTANCES_IOC_ADD, &buffer), error);
}

void drop(int fd, const char* name, int error = 0) {
    union many_instances_gw_drop buffer{};
    std::strncpy(buffer.request.name, name, sizeof buffer.request.name - 1);
    CHECK_ERRNO(ioctl(fd, MANY_INSTANCES_IOC_DROP, &buffer), error);
}

std::string whoami(int fd) {
    union many_instances_gw_whoami buffer{};
    CHECK_OK(ioctl(fd, MANY_INSTANCES_IOC_WHOAMI, &buffer));
    return buffer.reply.name;
}

} // namespace

int main() {
    const test::module many_instances{"many_instances"};
    const test::file alpha{node("alpha")};
    const test::file beta{node("beta")};
    CHECK_EQ(whoami(alpha), std::string{"alpha"});
    CHECK_EQ(whoami(beta), std::string{"beta"});
    CHECK(access("/sys/class/gangway/many_instances@alpha/description", R_OK) == 0);
    gw_info info{};
    CHECK_OK(ioctl(beta, GW_IOC_INFO, &info));
    CHECK_EQ(std::string{info.device}, std::string{"many_instances@beta"});

    // Values and events are each one's own.
    many_instances_gw_value value{7};
    CHECK_OK(ioctl(alpha, MANY_INSTANCES_IOC_SET_VALUE, &value));
    CHECK_OK(ioctl(beta, MANY_INSTANCES_IOC_GET_VALUE, &value));
    CHECK_EQ(value.value, 0U);
    for (const std::string folder :
         {"/proc/gangway/", "/proc/sys/gangway/", "/sys/kernel/debug/gangway/"}) {
        CHECK_EQ(test::read_file(folder + "many_instances@alpha/value"), std::string{"7\n"});
        CHECK_EQ(test::read_file(folder + "many_instances@beta/value"), std::string{"0\n"});
    }
    test::subscriber of_alpha{test::bit(MANY_INSTANCES_PONG), 0, 0, node("alpha").c_str()};
    test::subscriber of_beta{test::bit(MANY_INSTANCES_PONG), 0, 0, node("beta").c_str()};
    CHECK_OK(ioctl(alpha, MANY_INSTANCES_IOC_PING));
    of_alpha.drain();
    of_beta.drain();
    CHECK_EQ(of_alpha.received(), 1U);
    CHECK_EQ(of_beta.received(), 0U);

    // Names: given or the lowest free number; never twice, never a path; and the log says so.
    test::kernel_log log;
    const std::string registers = "many_instances registers the instance ";
    add(alpha, "gamma");
    add(alpha, "gamma", EEXIST);
    CHECK(log.says(registers + "\"gamma\", but there is one already"));
    const std::string rule = ", but a name is 1 to 31 letters, digits and ._:-, but not . or ..";
    for (const auto& [bad, shown] :
         {std::pair{"a/b", "a/b"}, std::pair{"..", ".."}, std::pair{".", "."},
          std::pair{"a b", "a b"}, std::pair{"a@b", "a@b"}, std::pair{"a=b", "a=b"},
          std::pair{"a\nb", "a\\x5cnb"}, std::pair{"\xe9", "\\xe9"}, // as /dev/kmsg shows it
          std::pair{"01234567890123456789012345678901", "01234567890123456789012345678901"}}) {
        add(alpha, bad, EINVAL);
        std::string wanted = registers;
        wanted.append("\"").append(shown).append("\"").append(rule);
        CHECK(log.says(wanted));
    }
    add(alpha, "");
    add(alpha, "");
    CHECK_OK(access(node("0").c_str(), F_OK));
    CHECK_OK(access(node("1").c_str(), F_OK));
    CHECK_ERRNO(access(node("2").c_str(), F_OK), ENOENT);

    // One goes, the others stay; its name may be taken again while old sessions are open.
    drop(alpha, "alpha", EBUSY);
    drop(alpha, "nobody", ENOENT);
    drop(alpha, "beta");
    CHECK_ERRNO(ioctl(beta, MANY_INSTANCES_IOC_PING), ENODEV);
    CHECK_EQ(of_beta.wait(), POLLHUP | POLLERR);
    CHECK_ERRNO(open(node("beta").c_str(), O_RDWR), ENOENT);
    CHECK_OK(ioctl(alpha, MANY_INSTANCES_IOC_PING));
    add(alpha, "beta");
    const test::file second{node("beta")};
    CHECK_OK(ioctl(second, MANY_INSTANCES_IOC_PING));
    CHECK_ERRNO(ioctl(beta, MANY_INSTANCES_IOC_PING), ENODEV);
}
