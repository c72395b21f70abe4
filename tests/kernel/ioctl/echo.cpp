// SPDX-License-Identifier: MIT
//
// A call with a field of every type comes back as it went.
#include "all_types.gw.h"
#include "test.hpp"

int main() {
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};

    union all_types_gw_echo buffer{};
    all_types_gw_all& all = buffer.request;
    all.flag = 1;
    all.a8 = 0xff;
    all.a16 = 0xfffe;
    all.a32 = 0xfffffffd;
    all.a64 = 0xfffffffffffffffc;
    all.s_8 = INT8_MIN;
    all.s_16 = INT16_MIN;
    all.s_32 = INT32_MIN;
    all.s_64 = INT64_MIN;
    all.b16 = 0x1234;
    all.b32 = 0x12345678;
    all.b64 = 0x123456789abcdef0;
    all.l16 = 0x4321;
    all.l32 = 0x87654321;
    all.l64 = 0x0fedcba987654321;
    all.hue = ALL_TYPES_COLOR_BLUE;
    all.options = ALL_TYPES_OPTION_FAST | ALL_TYPES_OPTION_DEEP;
    all.where = {.x = -1, .y = 2, .weight = 3};
    std::strcpy(all.label, "thirteen long");
    all.blob_len = 11;
    std::memcpy(all.blob, "\x01\x00\x03\xff\x05\x06\x07\x08\x09\x0a\x0b", 11);
    all.fixed[2] = 7;
    all.list_count = 4;
    all.list[3] = 1;
    all.path_count = 1;
    all.path[0] = {.x = 4, .y = -5, .weight = 6};

    const all_types_gw_all sent = all;
    CHECK_OK(ioctl(fd, ALL_TYPES_IOC_ECHO, &buffer));
    CHECK_EQ(std::memcmp(&buffer.reply, &sent, sizeof sent), 0);

    all_types_gw_served served{};
    CHECK_OK(ioctl(fd, ALL_TYPES_IOC_GET_SERVED, &served));
    CHECK_EQ(served.value, 1U);
}
