// SPDX-License-Identifier: MIT
// Carriers: ioctl
//
// An instance takes as many sessions as its description says, and one more when one has ended.
#include <vector>

#include "all_types.gw.h"
#include "test.hpp"

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
    for (const auto& fd : sessions)
        CHECK_OK(ioctl(fd, ALL_TYPES_IOC_NOTHING));
}
