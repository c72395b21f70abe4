// SPDX-License-Identifier: MIT
//
// The page of all_types, by its numbers.
#pragma once

#include <random>
#include <vector>

#include <sys/mman.h>

#include <gangway/page_core.h>

#include "all_types.gw.h"
#include "test.hpp"

namespace test {

inline void* map_page(int fd, std::uint64_t offset, std::size_t size, int protection,
                      int flags = MAP_SHARED) {
    return mmap(nullptr, size, protection, flags, fd, static_cast<off_t>(offset));
}

/// Both areas of an open node; they stay mapped.
class pages {
public:
    explicit pages(int fd)
        : values_{static_cast<std::byte*>(map_page(fd, GW_PAGE_VALUES, 4096, PROT_READ))} {
        CHECK(values_ != MAP_FAILED);
        CHECK_EQ(head().magic, GW_PAGE_MAGIC);
        CHECK_EQ(head().abi, GW_PAGE_ABI);
        const std::size_t size = head().bytes;
        values_ = static_cast<std::byte*>(map_page(fd, GW_PAGE_VALUES, size, PROT_READ));
        CHECK(values_ != MAP_FAILED);
        requests_ =
            static_cast<std::byte*>(map_page(fd, GW_PAGE_REQUESTS, size, PROT_READ | PROT_WRITE));
        CHECK(requests_ != MAP_FAILED);
    }
    [[nodiscard]] const gw_page& head() const { return *reinterpret_cast<const gw_page*>(values_); }
    [[nodiscard]] const gw_page_value* shown(unsigned number) const {
        CHECK(head().places[number].offset != 0);
        return reinterpret_cast<const gw_page_value*>(values_ + head().places[number].offset);
    }
    [[nodiscard]] gw_page_value* requested(unsigned number) const {
        return reinterpret_cast<gw_page_value*>(requests_ + head().places[number].offset);
    }
    [[nodiscard]] std::byte* requests() const { return requests_; }

    /// False: it is gone.
    template <typename T>
    bool get(unsigned number, T& value) const {
        CHECK_EQ(head().places[number].size, sizeof value);
        return gw_page_read(shown(number), sizeof value, &value, sizeof value);
    }
    template <typename T>
    void request(unsigned number, const T& value) const {
        gw_page_request(requested(number), sizeof value, &value, sizeof value);
    }

private:
    std::byte* values_;
    std::byte* requests_ = nullptr;
};

/// The value, as ioctl tells.
template <typename T>
T asked(int fd, unsigned long request) {
    T value{};
    CHECK_OK(ioctl(fd, request, &value));
    return value;
}

inline gw_counters counters(int fd, unsigned element) {
    gw_counters c{};
    c.element = element;
    CHECK_OK(ioctl(fd, GW_IOC_COUNTERS, &c));
    return c;
}

} // namespace test
