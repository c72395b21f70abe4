// SPDX-License-Identifier: MIT
//
// The protocol number is a parameter of gangway.ko, which loads whatever it is. If it is another's,
// who registers an interface is told so, and interfaces that do without netlink work.
#include <gangway/genetlink.h>

#include "all_types.gw.hpp"
#include "netlink.hpp"

namespace {

/// gangway.ko with that number, until the end of its life.
class gangway_with {
public:
    explicit gangway_with(const std::string& number)
        : module_{"gangway", ("netlink_protocol=" + number).c_str()} {}

private:
    test::module module_;
};

long try_load() {
    const test::file module{test::folder() + "/all_types.ko", O_RDONLY};
    return syscall(SYS_finit_module, static_cast<int>(module), "", 0);
}

bool log_says(const std::string& what) {
    const test::file in{"/dev/kmsg", O_RDONLY | O_NONBLOCK};
    std::string all;
    char record[8192];
    for (ssize_t size = 0; (size = read(in, record, sizeof record)) > 0 || errno == EPIPE;)
        all.append(record, static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
    return all.find(what) != all.npos;
}

void another() {
    const gangway_with number{"30"};
    CHECK_EQ(test::read_file("/sys/module/gangway/parameters/netlink_protocol"),
             std::string{"30\n"});
    CHECK_ERRNO(socket(AF_NETLINK, SOCK_RAW, 30), EPROTONOSUPPORT); // nobody needs it yet
    const test::module all_types{"all_types"};
    {
        test::own::socket by{"all_types", 30};
        CHECK_EQ(by.ask(GW_NETLINK_GET, ALL_TYPES_LEVEL).error, 0);
    }
    CHECK_ERRNO(socket(AF_NETLINK, SOCK_RAW, GW_NETLINK_PROTOCOL), EPROTONOSUPPORT);
    // The library finds it.
    const auto client = all_types::client::connect({.via = {"netlink"}}).value();
    CHECK_EQ(client.ask().value().answer, 42U);
}

} // namespace

int main() {
    if (test::built_in())
        test::skip("gangway cannot be loaded with another number: it is built in");
    CHECK_OK(syscall(SYS_delete_module, "gangway", O_NONBLOCK));
    {
        const gangway_with taken{std::to_string(NETLINK_GENERIC)};
        CHECK_ERRNO(try_load(), EBUSY);
        CHECK(log_says("netlink protocol 16 is another module's"));
        const test::module without{"parameters"}; // uses no netlink
    }
    {
        const gangway_with none{"32"};
        CHECK_ERRNO(try_load(), EINVAL);
        CHECK(log_says("netlink_protocol=32: it must be from 0 to 31"));
    }
    another();
    test::module gangway{"gangway"};
    {
        const test::module all_types{"all_types"};
        CHECK_EQ(test::own::socket{}.ask(GW_NETLINK_GET, ALL_TYPES_LEVEL).error, 0);
    }
    gangway.unloaded_by_another(); // it stays for those who come next
}
