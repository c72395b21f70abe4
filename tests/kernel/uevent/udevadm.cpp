// SPDX-License-Identifier: MIT
//
// An independent witness: udevadm monitor shows what the kernel sends.
#include "command.hpp"
#include "uevent.hpp"

int main() {
    const auto udevadm = test::folder() + "/udevadm";
    if (access(udevadm.c_str(), X_OK) != 0)
        test::skip("there is no udevadm");
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};
    test::command monitor{"exec " + udevadm + " monitor --kernel --property"};
    const auto has = [&](const std::string& text) {
        return monitor.out().find(text) != std::string::npos;
    };
    CHECK(test::eventually([&] { return has("KERNEL - the kernel uevent"); }));
    test::tell(fd, "for udevadm");
    CHECK(test::eventually([&] { return has("GW_TEXT=for udevadm\n"); }));
    std::printf("%s", monitor.out().c_str());
    CHECK(has("/devices/virtual/gangway/all_types (gangway)"));
    CHECK(has("GANGWAY_EVENT=told\n") && has("GW_HUE=blue\n"));
}
