// SPDX-License-Identifier: MIT
// Carriers: ioctl ring
//
// What a session reports: what it is connected to, and its counters.
#include "all_types.gw.h"
#include "ring.hpp"
#include "test.hpp"

namespace {

gw_info info(int fd) {
    gw_info i{};
    CHECK_OK(ioctl(fd, GW_IOC_INFO, &i));
    return i;
}

gw_counters counters(int fd, unsigned element) {
    gw_counters c{};
    c.element = element;
    CHECK_OK(ioctl(fd, GW_IOC_COUNTERS, &c));
    return c;
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    const test::file one{ALL_TYPES_NODE};
    const test::file two{ALL_TYPES_NODE};

    CHECK_EQ(info(one).abi, GW_ABI_VERSION);
    CHECK_EQ(info(one).elements, ALL_TYPES_BEAT);
    CHECK_EQ(std::string{info(one).device}, std::string{"all_types"});
    CHECK_EQ(info(one).description_size,
             test::read_file("/sys/class/gangway/all_types/description").size());
    CHECK_EQ(info(one).session, info(one).session);
    CHECK(info(one).session != info(two).session);

    all_types_gw_level bad{1};
    ioctl(one, ALL_TYPES_IOC_SET_LEVEL, &bad);
    CHECK_OK(ioctl(two, ALL_TYPES_IOC_GET_LEVEL, &bad));
    CHECK_EQ(counters(one, ALL_TYPES_LEVEL).used, 2U);
    CHECK_EQ(counters(one, ALL_TYPES_LEVEL).failed, 1U);
    CHECK_EQ(counters(one, ALL_TYPES_NOTHING).used, 0U);

    {
        test::subscriber a{test::bit(ALL_TYPES_TICK)};
        test::subscriber b{test::bit(ALL_TYPES_TICK) | test::bit(ALL_TYPES_NOTE), 0, 4096};
        test::emit(one, 1000);
        CHECK_EQ(counters(one, ALL_TYPES_TICK).subscribers, 2U);
        CHECK_EQ(counters(one, ALL_TYPES_NOTE).subscribers, 1U);
        CHECK_EQ(counters(one, ALL_TYPES_TICK).used, 1000U);
        a.drain();
        b.drain();
        CHECK_EQ(a.counters().used, 1000U);
        CHECK_EQ(a.counters().lost, 0U);
        CHECK_EQ(b.counters().used, 1000U);
        CHECK(b.lost() > 0);
        CHECK_EQ(b.counters().lost, b.lost());
        CHECK_EQ(counters(one, ALL_TYPES_TICK).lost, b.lost());
    }
    CHECK_EQ(counters(one, ALL_TYPES_TICK).subscribers, 0U);

    gw_counters none{};
    CHECK_ERRNO(ioctl(one, GW_IOC_COUNTERS, &none), EINVAL); // this session subscribed to nothing
    for (const std::uint32_t carrier : {unsigned{GW_CARRIER_ring}, unsigned{GW_CARRIER_IDS}, ~0U}) {
        none.carrier = carrier;
        CHECK_ERRNO(ioctl(one, GW_IOC_COUNTERS, &none), EINVAL);
    }
    none.element = ALL_TYPES_TICK;
    none.carrier = GW_CARRIER_ring;
    CHECK_ERRNO(ioctl(one, GW_IOC_COUNTERS, &none), EINVAL);
    none.carrier = 0;
    none.element = 100;
    CHECK_ERRNO(ioctl(one, GW_IOC_COUNTERS, &none), ENOTTY);
}
