// SPDX-License-Identifier: MIT
//
// Callers whose structures are shorter or longer than the kernel's: what they get back, and that
// whatever is longer than any of ours is looked at to its end.
#include <algorithm>
#include <array>
#include <cstddef>

#include "all_types.gw.h"
#include "test.hpp"

namespace {

constexpr std::size_t largest = (1U << _IOC_SIZEBITS) - 1;
std::array<std::byte, largest + 1> buffer;

void fill(std::byte value) {
    buffer.fill(value);
}

bool all_are(std::size_t from, std::size_t to, std::byte value) {
    return std::all_of(buffer.begin() + static_cast<std::ptrdiff_t>(from),
                       buffer.begin() + static_cast<std::ptrdiff_t>(to),
                       [&](std::byte b) { return b == value; });
}

// Something after what is known, wherever it is.
void refused(int fd, unsigned long request, std::size_t known, std::size_t size) {
    for (const std::size_t at : {known, (known + size) / 2, size - 1}) {
        fill({});
        buffer[at] = std::byte{1};
        const auto before = buffer;
        CHECK_ERRNO(ioctl(fd, test::resized(request, size), &buffer), E2BIG);
        CHECK(buffer == before);
    }
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};
    constexpr std::byte mark{0xa5};

    refused(fd, ALL_TYPES_IOC_ECHO, sizeof(all_types_gw_all), largest);
    refused(fd, ALL_TYPES_IOC_TELL, sizeof(all_types_gw_tell_request), 4097);
    // The request is shorter than the buffer that the reply needs: that part counts as a tail.
    refused(fd, ALL_TYPES_IOC_STORM, sizeof(all_types_gw_storm_request),
            sizeof(union all_types_gw_storm));
    // Longer, and zero after what is known: served, and the reply is extended with zeros.
    for (const std::size_t size : {sizeof(all_types_gw_all) + 1, std::size_t{4096}, largest}) {
        fill({});
        buffer[size] = mark;
        CHECK_OK(ioctl(fd, test::resized(ALL_TYPES_IOC_ECHO, size), &buffer));
        CHECK(all_are(0, size, {}));
        CHECK(buffer[size] == mark);
    }
    // A reply is cut to the caller's size.
    fill({});
    std::fill(buffer.begin() + 4, buffer.end(), mark);
    CHECK_OK(ioctl(fd, test::resized(ALL_TYPES_IOC_ASK, 4), &buffer));
    CHECK(buffer[0] == std::byte{42} && all_are(1, 4, {}) && all_are(4, 64, mark));
    // A property is got in any length, and cut or extended.
    fill(mark);
    CHECK_OK(ioctl(fd, test::resized(ALL_TYPES_IOC_GET_LEVEL, 16), &buffer));
    CHECK(buffer[0] == std::byte{100} && all_are(1, 16, {}) && all_are(16, 64, mark));
    fill(mark);
    CHECK_OK(ioctl(fd, test::resized(ALL_TYPES_IOC_GET_WIDE, 3), &buffer));
    CHECK(all_are(0, 3, {}) && all_are(3, 64, mark));
}
