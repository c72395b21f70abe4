// SPDX-License-Identifier: MIT
//
// A page whose head says what it likes: the client refuses it, or stays within it.
#include <array>
#include <cerrno>
#include <functional>
#include <string>

#include <sys/mman.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include <gangway/page_core.h>

#include "../../src/carriers/carrier.hpp"

namespace gangway::carriers {

result<std::unique_ptr<carrier>> open_page(const endpoint& at);

namespace {

// A file of both areas, in place of the node.
class fake_pages {
public:
    fake_pages()
        : file_{memfd_create("page", MFD_CLOEXEC)} {
        if (ftruncate(file_.get(), static_cast<off_t>(GW_PAGE_REQUESTS + bytes)) != 0)
            throw std::runtime_error{"memfd"};
        shown_ = map(GW_PAGE_VALUES);
        requested_ = map(GW_PAGE_REQUESTS);
        head().magic = GW_PAGE_MAGIC;
        head().abi = GW_PAGE_ABI;
        head().bytes = bytes;
        head().places[1] = {.offset = first, .size = 8};
        const std::uint64_t number = 42;
        gw_page_write(value(shown_, first), 8, &number);
    }
    [[nodiscard]] gw_page& head() const { return *reinterpret_cast<gw_page*>(shown_.data()); }
    [[nodiscard]] gw_page_value* shown() const { return value(shown_, first); }
    [[nodiscard]] gw_page_value* requested() const { return value(requested_, first); }
    [[nodiscard]] result<std::unique_ptr<carrier>> open() const {
        auto session = raw::session::open("/proc/self/fd/" + std::to_string(file_.get()));
        return open_page(
            {.where = {},
             .session = std::make_shared<const raw::session>(std::move(session).value())});
    }

    static constexpr std::uint32_t bytes = 8192;
    static constexpr std::uint32_t first = 1088;

private:
    [[nodiscard]] raw::mapping map(std::uint64_t offset) const {
        return {mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file_.get(),
                     static_cast<off_t>(offset)),
                bytes};
    }
    static gw_page_value* value(const raw::mapping& area, std::uint32_t offset) {
        return reinterpret_cast<gw_page_value*>(area.data() + offset);
    }

    raw::descriptor file_;
    raw::mapping shown_;
    raw::mapping requested_;
};

dynamic::element numbered(unsigned number) {
    dynamic::element e;
    e.number = number;
    return e;
}

template <typename T>
std::span<std::byte> bytes_of(T& value) {
    return std::as_writable_bytes(std::span{&value, 1});
}

TEST(page, gets_and_sets) {
    const fake_pages page;
    const auto by = page.open().value();
    std::uint64_t value = 0;
    by->get(numbered(1), bytes_of(value)).value();
    EXPECT_EQ(value, 42U);
    EXPECT_NE(by->shown(numbered(1), 8), nullptr);
    value = 43;
    by->set(numbered(1), bytes_of(value)).value();
    std::uint64_t request = 0;
    __u64 state = 0;
    EXPECT_TRUE(gw_page_read_request(page.requested(), 8, &request, &state));
    EXPECT_EQ(request, 43U);
    by->get(numbered(1), bytes_of(value)).value();
    EXPECT_EQ(value, 42U); // until the kernel has looked
}

TEST(page, has_peers_of_other_versions) {
    const fake_pages page;
    const auto by = page.open().value();
    EXPECT_EQ(by->shown(numbered(1), 16), nullptr);
    std::array<std::uint64_t, 2> longer{1, 1};
    by->get(numbered(1), bytes_of(longer)).value();
    EXPECT_EQ(longer, (std::array<std::uint64_t, 2>{42, 0}));
    std::uint32_t shorter = 0;
    by->get(numbered(1), bytes_of(shorter)).value();
    EXPECT_EQ(shorter, 42U);
    by->set(numbered(1), bytes_of(longer)).value();
    longer[1] = 1;
    EXPECT_EQ(by->set(numbered(1), bytes_of(longer)).error().number, E2BIG);
    EXPECT_EQ(by->get(numbered(2), bytes_of(shorter)).error().number, ENOTTY);
    EXPECT_EQ(by->set(numbered(2), bytes_of(shorter)).error().number, ENOTTY);
}

TEST(page, is_gone) {
    const fake_pages page;
    const auto by = page.open().value();
    page.shown()->state |= GW_PAGE_GONE;
    std::uint64_t value = 7;
    EXPECT_EQ(by->get(numbered(1), bytes_of(value)).error().number, ENODEV);
    EXPECT_EQ(by->set(numbered(1), bytes_of(value)).error().number, ENODEV);
}

TEST(page, is_refused_when_its_head_is_nonsense) {
    const std::function<void(gw_page&)> spoils[] = {
        [](auto& p) { p.magic = 0; },
        [](auto& p) { p.abi = GW_PAGE_ABI + 1; },
        [](auto& p) { p.bytes = 0; },
        [](auto& p) { p.bytes = 4097; },
        [](auto& p) { p.bytes = 0xfffff000; },
        [](auto& p) { p.places[1].size = 0; },
        [](auto& p) { p.places[1].size = 4096; },
        [](auto& p) { p.places[1].size = 0xffffffff; },
        [](auto& p) { p.places[1].size = 0x7ffffffc; },
        [](auto& p) { p.places[1].offset = 64; },
        [](auto& p) { p.places[1].offset = fake_pages::first + 8; },
        [](auto& p) { p.places[1].offset = fake_pages::bytes; },
        [](auto& p) { p.places[127] = {.offset = 0xffffffc0, .size = 8}; },
        [](auto& p) { p.places[127] = {.offset = fake_pages::bytes - 64, .size = 32}; },
    };
    for (const auto& spoil : spoils) {
        const fake_pages page;
        spoil(page.head());
        const auto got = page.open();
        ASSERT_FALSE(got) << &spoil - spoils;
        EXPECT_EQ(got.error().number, EBADMSG) << &spoil - spoils;
    }
}

} // namespace

} // namespace gangway::carriers
