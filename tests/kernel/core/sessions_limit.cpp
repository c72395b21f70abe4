// SPDX-License-Identifier: MIT
//
// An instance takes as many sessions as its description says, and one more when one has ended.
#include <vector>

#include "gwt.gw.h"
#include "test.hpp"

int main() {
    const test::module gwt{"gwt"};
    constexpr std::size_t most = 24; // as gwt.yaml says
    std::vector<test::file> sessions;
    for (std::size_t i = 0; i < most; ++i)
        sessions.emplace_back(GWT_NODE);
    CHECK_ERRNO(open(GWT_NODE, O_RDWR), EUSERS);
    sessions.pop_back();
    sessions.emplace_back(GWT_NODE);
    CHECK_ERRNO(open(GWT_NODE, O_RDWR), EUSERS);
    for (const auto& fd : sessions)
        CHECK_OK(ioctl(fd, GWT_IOC_NOTHING));
}
