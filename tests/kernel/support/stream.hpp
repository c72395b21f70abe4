// SPDX-License-Identifier: MIT
//
// Streams by bare system calls.
#pragma once

#include <string>

#include "test.hpp"

namespace test {

/// All of a stream with positions, from its beginning.
inline std::string content(int fd) {
    constexpr std::size_t most = 1 << 20;
    std::string text(most, '\0');
    std::size_t size = 0;
    for (;;) {
        const auto n =
            CHECK_OK(pread(fd, text.data() + size, text.size() - size, static_cast<off_t>(size)));
        if (n == 0)
            break;
        size += static_cast<std::size_t>(n);
    }
    text.resize(size);
    return text;
}

inline void put(int fd, const std::string& text) {
    CHECK_EQ(write(fd, text.data(), text.size()), text.size());
}

inline std::uint64_t stream_size(int fd, unsigned element) {
    gw_stream_size size{element, 0, 0};
    CHECK_OK(ioctl(fd, GW_IOC_STREAM_SIZE, &size));
    return size.size;
}

inline int truncate_stream(int fd, unsigned element, std::uint64_t to) {
    gw_stream_size size{element, 0, to};
    return ioctl(fd, GW_IOC_STREAM_TRUNCATE, &size);
}

} // namespace test
