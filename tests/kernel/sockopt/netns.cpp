// SPDX-License-Identifier: MIT
//
// With netns: each, a socket reaches the instance of the network namespace that it was created in,
// whoever uses it; any other interface is there for the initial namespace only.
#include <sched.h>

#include "all_types.gw.h"
#include "careless.gw.h"
#include "sockopt.hpp"

namespace {

void set_fickle(const test::options& by, std::uint32_t value) {
    CHECK_OK(by.set(CARELESS_FICKLE, careless_gw_fickle{value}));
}

std::uint32_t fickle(const test::options& by) {
    careless_gw_fickle value{};
    CHECK_OK(by.get(CARELESS_FICKLE, value));
    return value.value;
}

int find(const char* device) {
    gw_sockopt_find named{};
    std::strcpy(named.device, device);
    socklen_t size = sizeof named;
    const int fd = CHECK_OK(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    const int found = getsockopt(fd, SOL_IP, GW_SOCKOPT_FIND, &named, &size);
    const int why = errno;
    close(fd);
    errno = why;
    return found;
}

void each() {
    const test::options here{"careless"};
    const test::options all_types;
    set_fickle(here, 1);
    test::child other{[&] {
        CHECK_OK(unshare(CLONE_NEWNET));
        const test::options there{"careless"};
        CHECK_EQ(there.option(0), here.option(0)); // of the device, which all share
        set_fickle(there, 2);
        CHECK_EQ(fickle(there), 2U);
        CHECK_EQ(fickle(here), 1U);
        // And one that is not each's.
        CHECK_ERRNO(find("all_types"), ENODEV);
        socklen_t size = 0;
        CHECK_ERRNO(
            getsockopt(there.fd(), SOL_IP, all_types.option(ALL_TYPES_NOTHING), nullptr, &size),
            ENODEV);
        CHECK_OK(all_types.call(ALL_TYPES_NOTHING)); // by a socket from there
    }};
    other.join();
    CHECK_EQ(fickle(here), 1U);
}

void root_of_its_own_network() {
    const test::options ours{"careless"};
    test::child container{[&] {
        CHECK_OK(unshare(CLONE_NEWUSER | CLONE_NEWNET));
        const test::options own{"careless"};
        CHECK_OK(own.call(CARELESS_HOME_CALL));
        CHECK_ERRNO(own.call(CARELESS_HOST_CALL), EPERM);
        CHECK_ERRNO(ours.call(CARELESS_HOME_CALL), EPERM);
    }};
    container.join();
}

void namespace_ends() {
    const test::file home{"/proc/self/ns/net", O_RDONLY};
    const int before = test::options{"careless"}.option(0);
    test::child other{[&] {
        CHECK_OK(unshare(CLONE_NEWNET));
        set_fickle(test::options{"careless"}, 3);
    }};
    other.join();
    const test::options here{"careless"};
    CHECK_EQ(here.option(0), before);
    CHECK_EQ(fickle(here), 1U);
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    const test::module careless{"careless"};
    each();
    root_of_its_own_network();
    namespace_ends();
}
