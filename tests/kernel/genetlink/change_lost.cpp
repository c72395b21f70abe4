// SPDX-License-Identifier: MIT
//
// A change of a property whose getter then fails is not passed over: its number is given, and that
// it was lost is told and counted. The next one comes as usual.
#include "careless.gw.h"
#include "genl.hpp"

int main() {
    const test::module careless{"careless"};
    const test::file fd{CARELESS_NODE};
    test::genl listener{"careless"};
    CHECK_OK(listener.join(CARELESS_GENL_GROUP_FICKLE));
    const auto last = listener.status(CARELESS_FICKLE);

    careless_gw_fail_request once{-EIO, 1};
    CHECK_OK(ioctl(fd, CARELESS_IOC_FAIL, &once));
    careless_gw_fickle value{1};
    CHECK_OK(ioctl(fd, CARELESS_IOC_SET_FICKLE, &value));
    const auto told = listener.receive();
    CHECK_EQ(told.size(), 1U);
    CHECK_EQ(told[0].command, GW_GENL_STATUS);
    CHECK_EQ(told[0].sequence(), last + 1);
    gw_counters counters{};
    counters.element = CARELESS_FICKLE;
    CHECK_OK(ioctl(fd, GW_IOC_COUNTERS, &counters));
    CHECK_EQ(counters.lost, 1U);

    value.value = 2;
    CHECK_OK(ioctl(fd, CARELESS_IOC_SET_FICKLE, &value));
    const auto next = listener.receive();
    CHECK_EQ(next.size(), 1U);
    CHECK_EQ(next[0].command, CARELESS_FICKLE);
    CHECK_EQ(next[0].sequence(), last + 2);
    CHECK_EQ(test::as<std::uint32_t>(next[0].data().at(1)), 2U);
}
