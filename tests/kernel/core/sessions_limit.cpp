// SPDX-License-Identifier: MIT
// Carriers: ioctl sysfs
//
// An instance takes as many sessions as its description says, and one more when one has ended. Who
// does not get one can use what needs none.
#include <vector>

#include "all_types.gw.h"
#include "command.hpp"

int main() {
    const test::module all_types{"all_types"};
    constexpr std::size_t most = 24; // as all_types.yaml says
    std::vector<test::file> sessions;
    for (std::size_t i = 0; i < most; ++i)
        sessions.emplace_back(ALL_TYPES_NODE);
    CHECK_ERRNO(open(ALL_TYPES_NODE, O_RDWR), EUSERS);
    sessions.pop_back();
    sessions.emplace_back(ALL_TYPES_NODE);
    CHECK_ERRNO(open(ALL_TYPES_NODE, O_RDWR), EUSERS);
    CHECK_EQ(test::gangway("get --via sysfs all_types.level").out, std::string{"100\n"});
    const auto refused = test::gangway("get --via ioctl all_types.level");
    CHECK_EQ(refused.status, 1);
    CHECK(test::has(refused.err, "as many programs use it as it allows"));
    for (const auto& fd : sessions)
        CHECK_OK(ioctl(fd, ALL_TYPES_IOC_NOTHING));
}
