// SPDX-License-Identifier: MIT
//
// Calls without request, without reply, without both.
#include "all_types.gw.h"
#include "test.hpp"

int main() {
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};

    CHECK_OK(ioctl(fd, ALL_TYPES_IOC_NOTHING));
    CHECK_OK(ioctl(fd, ALL_TYPES_IOC_NOTHING, 8)); // the argument is not looked at

    union all_types_gw_ask question{};
    CHECK_OK(ioctl(fd, ALL_TYPES_IOC_ASK, &question));
    CHECK_EQ(question.reply.answer, 42U);

    union all_types_gw_tell word{};
    std::strcpy(word.request.text, "hello");
    CHECK_OK(ioctl(fd, ALL_TYPES_IOC_TELL, &word));
}
