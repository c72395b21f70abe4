// SPDX-License-Identifier: MIT
//
// What a newer caller says and this kernel does not know must be zero; and whenever a request
// fails, the caller's memory stays as it was.
#include <array>
#include <cstddef>

#include "gwt.gw.h"
#include "test.hpp"

namespace {

alignas(8) std::array<std::byte, 8192> buffer;

void refused(int fd, unsigned long request, std::size_t known, std::size_t size) {
    for (const std::size_t at : {known, (known + size) / 2, size - 1}) {
        buffer.fill({});
        buffer[at] = std::byte{1};
        const auto before = buffer;
        CHECK_ERRNO(ioctl(fd, test::resized(request, size), &buffer), E2BIG);
        CHECK(buffer == before);
    }
}

} // namespace

int main() {
    const test::module gwt{"gwt"};
    const test::file fd{GWT_NODE};

    refused(fd, GWT_IOC_ECHO, sizeof(gwt_all), sizeof(gwt_all) + 1);
    refused(fd, GWT_IOC_ECHO, sizeof(gwt_all), 8192);
    refused(fd, GWT_IOC_TELL, sizeof(gwt_tell_request), 4097);
    refused(fd, GWT_IOC_SET_LEVEL, 1, 100);
    refused(fd, GW_IOC_SUBSCRIBE, sizeof(gw_subscribe), 200);
    // The request is shorter than the buffer that the reply needs: that part counts as a tail.
    refused(fd, GWT_IOC_STORM, sizeof(gwt_storm_request), sizeof(union gwt_storm));
    refused(fd, GWT_IOC_ASK, 0, sizeof(union gwt_ask));
    // None of them reached its handler.
    gwt_served served{};
    CHECK_OK(ioctl(fd, GWT_IOC_GET_SERVED, &served));
    CHECK_EQ(served.value, 0U);
}
