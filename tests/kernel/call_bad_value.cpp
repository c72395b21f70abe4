// SPDX-License-Identifier: MIT
//
// Values outside their type are refused, wherever in a request they are.
#include "gwt.gw.h"
#include "test.hpp"

namespace {

int session = -1;

template <typename Spoil>
void refused(const char* what, Spoil spoil) {
    union gwt_echo buffer{};
    spoil(buffer.request);
    const gwt_all before = buffer.request;
    if (ioctl(session, GWT_IOC_ECHO, &buffer) != -1 || errno != EINVAL)
        test::fail(__FILE__, __LINE__, std::string{"EINVAL for "} + what);
    CHECK_EQ(std::memcmp(&before, &buffer, sizeof before), 0);
}

} // namespace

int main() {
    const test::module gwt{"gwt"};
    const test::file fd{GWT_NODE};
    session = fd;

    refused("a bool of 2", [](gwt_all& a) { a.flag = 2; });
    refused("an unknown enum value", [](gwt_all& a) { a.hue = 3; });
    refused("an unknown flag", [](gwt_all& a) { a.options = 8; });
    refused("a string without end", [](gwt_all& a) { std::memset(a.label, 'x', sizeof a.label); });
    refused("a string with a tail", [](gwt_all& a) { a.label[13] = 0, a.label[5] = 'x'; });
    refused("too many bytes", [](gwt_all& a) { a.blob_len = 12; });
    refused("far too many bytes", [](gwt_all& a) { a.blob_len = UINT32_MAX; });
    refused("bytes behind the last", [](gwt_all& a) { a.blob_len = 3, a.blob[3] = 1; });
    refused("too many values", [](gwt_all& a) { a.list_count = 5; });
    refused("far too many values", [](gwt_all& a) { a.list_count = 0x80000000; });
    refused("values behind the last", [](gwt_all& a) { a.list_count = 1, a.list[1] = 1; });
    refused("structs behind the last", [](gwt_all& a) { a.path[0].x = 1; });
    refused("padding", [](gwt_all& a) {
        // Whatever it is called, it is the byte behind the last one of fixed.
        reinterpret_cast<unsigned char*>(&a)[offsetof(gwt_all, fixed) + sizeof a.fixed] = 1;
    });

    union gwt_fail failure{};
    failure.request.error = 0;
    CHECK_OK(ioctl(fd, GWT_IOC_FAIL, &failure));
    gwt_served served{};
    CHECK_OK(ioctl(fd, GWT_IOC_GET_SERVED, &served));
    CHECK_EQ(served.value, 0U);
}
