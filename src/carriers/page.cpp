// SPDX-License-Identifier: MIT
//
// page: values in memory shared with the kernel, mapped from the client's session.
#include <algorithm>
#include <cerrno>

#include <unistd.h>

#include <gangway/page_core.h>

#include "carrier.hpp"
#include "raw/map_shared.hpp"

namespace gangway::carriers {

namespace {

const gw_page& head_of(const raw::mapping& area) {
    return *reinterpret_cast<const gw_page*>(area.data());
}

bool is_sane(const gw_page& page, std::size_t page_size) {
    const auto fits = [&](const gw_page_place& p) {
        return p.offset == 0 || (p.offset % GW_PAGE_UNIT == 0 && p.offset >= sizeof(gw_page) &&
                                 p.size != 0 && p.size < page.bytes && p.offset < page.bytes &&
                                 GW_PAGE_SLOT(p.size) <= page.bytes - p.offset);
    };
    constexpr std::uint32_t most = 1U << 24;
    return page.magic == GW_PAGE_MAGIC && page.abi == GW_PAGE_ABI && page.bytes >= page_size &&
           page.bytes <= most && page.bytes % page_size == 0 &&
           std::all_of(std::begin(page.places), std::end(page.places), fits);
}

class page final : public carrier {
public:
    page(raw::mapping values, raw::mapping requests)
        : values_{std::move(values)}
        , requests_{std::move(requests)} {}

    [[nodiscard]] result<void> get(const dynamic::element& what,
                                   std::span<std::byte> value) const override {
        const auto* shown = at(values_, what);
        if (shown == nullptr)
            return errno_error(ENOTTY, "page");
        const auto size = place(what).size;
        const auto n = std::min<std::size_t>(size, value.size());
        std::fill(value.begin() + static_cast<std::ptrdiff_t>(n), value.end(), std::byte{});
        if (!gw_page_read(shown, size, value.data(), static_cast<std::uint32_t>(n)))
            return errno_error(ENODEV, "page");
        return {};
    }

    [[nodiscard]] result<void> set(const dynamic::element& what,
                                   std::span<const std::byte> value) const override {
        const auto* shown = at(values_, what);
        if (shown == nullptr)
            return errno_error(ENOTTY, "page");
        if ((GW_PAGE_ACQUIRE(&shown->state) & GW_PAGE_GONE) != 0)
            return errno_error(ENODEV, "page");
        if (requests_.data() == nullptr)
            return errno_error(EACCES, "page");
        const auto size = place(what).size;
        const auto n = std::min<std::size_t>(size, value.size());
        if (std::any_of(value.begin() + static_cast<std::ptrdiff_t>(n), value.end(),
                        [](std::byte b) { return b != std::byte{}; }))
            return errno_error(E2BIG, "page");
        gw_page_request(at(requests_, what), size, value.data(), static_cast<std::uint32_t>(n));
        return {};
    }

    [[nodiscard]] const gw_page_value* shown(const dynamic::element& what,
                                             std::size_t size) const noexcept override {
        return place(what).size == size ? at(values_, what) : nullptr;
    }

private:
    [[nodiscard]] const gw_page_place& place(const dynamic::element& what) const noexcept {
        return head_of(values_).places[what.number];
    }
    [[nodiscard]] gw_page_value* at(const raw::mapping& area,
                                    const dynamic::element& what) const noexcept {
        const auto offset = place(what).offset;
        return offset == 0 ? nullptr : reinterpret_cast<gw_page_value*>(area.data() + offset);
    }

    raw::mapping values_;
    raw::mapping requests_; // none: nothing can be set
};

} // namespace

result<std::unique_ptr<carrier>> open_page(const endpoint& at) {
    if (!at.session)
        return errno_error(at.refused, "open");
    const int fd = at.session->native_handle();
    const auto page_size = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    auto values = raw::map_shared(fd, GW_PAGE_VALUES, page_size, PROT_READ);
    if (!values)
        return std::move(values).error();
    if (!is_sane(head_of(*values), page_size))
        return errno_error(EBADMSG, "page");
    const std::size_t bytes = head_of(*values).bytes;
    if (bytes > page_size)
        values = raw::map_shared(fd, GW_PAGE_VALUES, bytes, PROT_READ);
    if (!values)
        return std::move(values).error();
    auto requests = at.session->read_only()
                        ? result<raw::mapping>{raw::mapping{}}
                        : raw::map_shared(fd, GW_PAGE_REQUESTS, bytes, PROT_READ | PROT_WRITE);
    if (!requests && !requests.error().is(ENXIO)) // nothing to set
        return std::move(requests).error();
    return std::unique_ptr<carrier>{std::make_unique<page>(
        *std::move(values), requests ? *std::move(requests) : raw::mapping{})};
}

} // namespace gangway::carriers
