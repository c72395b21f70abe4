// SPDX-License-Identifier: MIT
//
// A property that is only set is not shown: neither its first value nor what is set.
#include "careless.gw.h"
#include "page.hpp"

int main() {
    const test::module careless{"careless"};
    const test::file fd{CARELESS_NODE};
    const test::pages pages{fd};
    const auto hidden = [&] {
        std::uint64_t value = 0;
        CHECK(pages.get(CARELESS_HIDDEN, value));
        return value;
    };
    CHECK_EQ(hidden(), 0U);
    careless_gw_hidden value{0x1122334455667788};
    CHECK_OK(ioctl(fd, CARELESS_IOC_SET_HIDDEN, &value));
    CHECK_EQ(hidden(), 0U);
    pages.request(CARELESS_HIDDEN, std::uint64_t{7});
    CHECK_OK(ioctl(fd, CARELESS_IOC_SET_HIDDEN, &value));
    CHECK_EQ(hidden(), 0U);
}
