// SPDX-License-Identifier: MIT
//
// Events as a sequence of items (gangway/item.h), whoever gives the bytes.
#pragma once

#include <cerrno>
#include <cstring>
#include <span>
#include <vector>

#include <gangway/item.h>

#include "carrier.hpp"

namespace gangway::carriers {

/// Items in bytes that were read, until the next ones are. An item may come in pieces.
class items {
public:
    /// Has room for the largest.
    items()
        : bytes_(2 * largest_read) {}

    static constexpr std::size_t largest_read = 65536;

    /// Where to put at most largest_read bytes more; added() says how many. What take() gave is
    /// released.
    std::span<std::byte> room() {
        const auto left = size_ - at_;
        std::memmove(bytes_.data(), &bytes_[at_], left);
        at_ = 0;
        size_ = left;
        return std::span{bytes_}.subspan(left, largest_read);
    }
    void added(std::size_t n) noexcept { size_ += n; }

    /// Is there a whole one? What cannot be one is.
    [[nodiscard]] bool ready() const noexcept {
        const auto left = size_ - at_;
        const auto head = this->head();
        return left >= sizeof head && (!is_sane(head) || GW_ITEM_ROOM(head.size) <= left);
    }
    /// As many as there are whole ones, and room. Those that this library does not know are
    /// skipped. Error: EBADMSG.
    result<std::size_t> take(std::span<raw::record> into, const char* call) {
        std::size_t n = 0;
        while (n < into.size() && ready()) {
            const auto head = this->head();
            if (!is_sane(head))
                return errno_error(EBADMSG, call);
            const auto* const data = &bytes_[at_] + sizeof head;
            at_ += GW_ITEM_ROOM(std::size_t{head.size});
            if ((head.flags & ~(GW_ITEM_LOST | 0xffU)) != 0)
                continue;
            into[n++] = raw::record{.data = (head.flags & GW_ITEM_LOST) != 0 ? nullptr : data,
                                    .size = head.size,
                                    .event = head.event,
                                    .cpu = raw::no_cpu,
                                    .time = head.time,
                                    .lost = head.lost};
        }
        return n;
    }

private:
    [[nodiscard]] gw_item head() const noexcept {
        gw_item head{};
        if (size_ - at_ >= sizeof head)
            std::memcpy(&head, &bytes_[at_], sizeof head);
        return head;
    }
    static bool is_sane(const gw_item& head) noexcept {
        return head.size <= largest_read - sizeof head - 8;
    }

    std::vector<std::byte> bytes_;
    std::size_t at_ = 0;
    std::size_t size_ = 0;
};

} // namespace gangway::carriers
