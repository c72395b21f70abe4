// SPDX-License-Identifier: MIT
//
// The pages of ftrace's ring buffer, which trace_pipe_raw gives as they are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace bench {

inline constexpr std::size_t ftrace_page_bytes = 4096;

/// Shows take(data) each event of a page. No time stamps are made of what it says of time.
template <typename Take>
void for_each_event(const char* page, Take take) {
    constexpr std::uint64_t length = (1U << 20) - 1; // the rest tells of losses
    constexpr std::uint32_t padding = 29;
    constexpr std::uint32_t time_stamp = 31;
    std::uint64_t committed = 0;
    std::memcpy(&committed, page + 8, sizeof committed);
    const char* at = page + 16;
    for (const char* const end = at + (committed & length); at < end;) {
        std::uint32_t head[2]{};
        std::memcpy(head, at, sizeof head);
        const auto type = head[0] % 32;
        if (type > padding && type <= time_stamp) {
            at += 8;
        } else if (type == 0 || type == padding) {
            if (type == padding && head[0] / 32 == 0)
                break; // of the rest of the page
            if (type == 0)
                take(at + 8);
            at += 4 + (head[1] + 3) / 4 * 4;
        } else {
            take(at + 4);
            at += 4 + 4 * type;
        }
    }
}

} // namespace bench
