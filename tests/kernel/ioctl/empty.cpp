// SPDX-License-Identifier: MIT
//
// Calls without request, without reply, without both.
#include "gwt.gw.h"
#include "test.hpp"

int main() {
    const test::module gwt{"gwt"};
    const test::file fd{GWT_NODE};

    CHECK_OK(ioctl(fd, GWT_IOC_NOTHING));
    CHECK_OK(ioctl(fd, GWT_IOC_NOTHING, 8)); // the argument is not looked at

    union gwt_ask question{};
    CHECK_OK(ioctl(fd, GWT_IOC_ASK, &question));
    CHECK_EQ(question.reply.answer, 42U);

    union gwt_tell word{};
    std::strcpy(word.request.text, "hello");
    CHECK_OK(ioctl(fd, GWT_IOC_TELL, &word));
}
