// SPDX-License-Identifier: MIT
// Carriers: ioctl ring sysfs procfs sysctl debugfs genetlink seq_file
//
// What a provider does wrong in registering and unregistering is named in the kernel log, and harms
// nobody: neither who has its files open, nor who opens them later.
#include <sched.h>

#include "careless.gw.h"
#include "genl.hpp"
#include "kernel_log.hpp"
#include "ring.hpp"

namespace {

long try_load(const char* parameters) {
    const test::file module{test::folder() + "/careless.ko", O_RDONLY};
    return syscall(SYS_finit_module, static_cast<int>(module), parameters, 0);
}

/// No trace is left, and it can come again.
void is_gone() {
    CHECK_ERRNO(open(CARELESS_NODE, O_RDWR), ENOENT);
    for (const char* const path :
         {"/proc/gangway/careless", "/proc/sys/gangway/careless", "/sys/class/gangway/careless",
          "/sys/kernel/debug/gangway/careless"})
        CHECK(access(path, F_OK) != 0);
    CHECK_EQ(test::genl{"careless"}.family(), 0U);
    const test::module again{"careless"};
    const test::file fd{CARELESS_NODE};
    careless_gw_own_reply own{};
    CHECK_OK(ioctl(fd, CARELESS_IOC_OWN, &own));
}

// Its exit leaves the instance behind: open files, and subscribers who wait.
void forgotten_at_exit() {
    test::kernel_log log;
    test::module careless{"careless", "mistake=exit"};
    const test::file fd{CARELESS_NODE};
    test::subscriber listener{test::bit(CARELESS_MUMBLED), 0, 4096, CARELESS_NODE};
    careless.unload();
    CHECK(log.says("careless: module careless goes without having unregistered it"));
    CHECK_EQ(listener.wait(), POLLHUP | POLLERR);
    careless_gw_own_reply own{};
    CHECK_ERRNO(ioctl(fd, CARELESS_IOC_OWN, &own), ENODEV);
    is_gone();
}

void forgotten_when_init_fails() {
    test::kernel_log log;
    CHECK_ERRNO(try_load("mistake=init"), ECANCELED);
    CHECK(log.says("careless: module careless goes without having unregistered it"));
    is_gone();
}

void unregistered_twice() {
    test::kernel_log log;
    test::module careless{"careless", "mistake=twice"};
    const test::file fd{CARELESS_NODE};
    careless.unload();
    CHECK(log.says("careless: module careless unregisters it, but it is not registered any more"));
    is_gone();
}

void outlives_its_namespace() {
    test::kernel_log log;
    test::module careless{"careless", "mistake=namespace"};
    const test::file home{"/proc/self/ns/net", O_RDONLY};
    CHECK_OK(unshare(CLONE_NEWNET));
    test::subscriber listener{test::bit(CARELESS_MUMBLED), 0, 4096, CARELESS_NODE};
    CHECK_OK(setns(home, CLONE_NEWNET));
    CHECK_EQ(listener.wait(), POLLHUP | POLLERR);
    CHECK(test::eventually([&] { // it is dead before the provider's turn to forget it
        return log.says("careless: module careless has not unregistered it, and its network");
    }));
    const test::file here{CARELESS_NODE}; // is another's, and goes on
    CHECK_OK(ioctl(here, CARELESS_IOC_HOME_CALL));
}

void registered_wrongly() {
    test::kernel_log log;
    for (const auto& [mistake, how] :
         {std::pair{"handlers", "without the handler next_home_rows"},
          std::pair{"ops", "without handlers"}, std::pair{"net", "without its network namespace"},
          std::pair{"name", "with the name of an instance"}}) {
        CHECK_ERRNO(try_load(("mistake=" + std::string{mistake}).c_str()), EINVAL);
        CHECK(log.says("careless: module careless registers it " + std::string{how}));
        is_gone();
    }
}

// Handlers may ask for what they keep in a session, whoever calls.
void without_session() {
    const test::module careless{"careless"};
    const auto by_genetlink = test::genl{"careless"}.ask(CARELESS_OWN);
    CHECK_EQ(by_genetlink.error, 0);
    CHECK_EQ(test::as<std::uint64_t>(by_genetlink.messages.at(0).data().at(1)), 0U);
    careless_gw_own_reply by_ioctl{};
    CHECK_OK(ioctl(test::file{CARELESS_NODE}, CARELESS_IOC_OWN, &by_ioctl));
    CHECK_EQ(by_ioctl.pointer, 1U);
}

// Whatever a getter fails with, what it has not given is not replaced by something else.
void getter_fails() {
    const test::module careless{"careless"};
    const test::file fd{CARELESS_NODE};
    careless_gw_fickle value{7};
    CHECK_OK(ioctl(fd, CARELESS_IOC_SET_FICKLE, &value));
    careless_gw_fail_request how{-EOPNOTSUPP, 1};
    CHECK_OK(ioctl(fd, CARELESS_IOC_FAIL, &how));
    CHECK_ERRNO(ioctl(fd, CARELESS_IOC_GET_FICKLE, &value), EOPNOTSUPP);
    CHECK_OK(ioctl(fd, CARELESS_IOC_GET_FICKLE, &value));
    CHECK_EQ(value.value, 7U);
}

// What it does before it has an instance, or after it could not have one, does no harm.
void no_instance() {
    const test::module careless{"careless"};
    careless_gw_astray_reply reply{};
    CHECK_OK(ioctl(test::file{CARELESS_NODE}, CARELESS_IOC_ASTRAY, &reply));
    std::printf("wrong: %s\n", reply.wrong[0] != '\0' ? reply.wrong : "nothing");
    CHECK(reply.wrong[0] == '\0');
}

} // namespace

int main() {
    forgotten_at_exit();
    forgotten_when_init_fails();
    unregistered_twice();
    outlives_its_namespace();
    registered_wrongly();
    without_session();
    getter_fails();
    no_instance();
}
