// SPDX-License-Identifier: MIT
// Under ThreadSanitizer: a value that is read by two threads while it is published a million
// times; requests, after a client was killed in the middle of one; and those of a hostile client.
#include <gangway/page_core.h>

#include <array>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <thread>
#include <vector>

namespace {

constexpr std::uint32_t size = 252; // the last word is half
constexpr unsigned rounds = 1'000'000;

struct alignas(GW_PAGE_UNIT) slot {
    std::array<std::byte, static_cast<std::size_t>(GW_PAGE_SLOT(size))> bytes{};
    gw_page_value* value() { return reinterpret_cast<gw_page_value*>(bytes.data()); }
};

using text = std::array<std::uint32_t, size / 4>;

text made_of(std::uint32_t n) {
    text all{};
    all.fill(n);
    return all;
}

void require(bool good, const char* what) {
    if (good)
        return;
    std::fprintf(stderr, "failed: %s\n", what);
    std::_Exit(1);
}

void is_whole(const text& t, const char* what) {
    for (const auto word : t)
        require(word == t[0], what);
}

void shown() {
    slot one;
    const auto read = [&] {
        text got{};
        std::uint32_t last = 0;
        unsigned seen = 0;
        while (gw_page_read(one.value(), size, got.data(), size)) {
            is_whole(got, "what is read is consistent");
            require(got[0] >= last, "and never older than the last");
            seen += got[0] != last ? 1 : 0;
            last = got[0];
        }
        std::printf("shown: %u of %u seen\n", seen, rounds);
    };
    std::vector<std::thread> readers;
    readers.emplace_back(read);
    readers.emplace_back(read);
    for (std::uint32_t n = 1; n <= rounds; ++n)
        gw_page_write(one.value(), size, made_of(n).data());
    text got{};
    require(gw_page_read(one.value(), size, got.data(), size) && got[0] == rounds, "the last");
    std::array<std::byte, 5> part{};
    require(gw_page_read(one.value(), size, part.data(), 5) && part[4] == part[0], "a part");
    GW_PAGE_RELEASE(&one.value()->state, one.value()->state | GW_PAGE_GONE);
    for (auto& reader : readers)
        reader.join();
}

void requested() {
    slot one;
    one.value()->state = 1; // somebody was killed
    std::atomic<bool> done{false};
    std::thread writer{[&] {
        for (std::uint32_t n = 1; n <= rounds / 10; ++n)
            gw_page_request(one.value(), size, made_of(n).data(), size);
        done = true;
    }};
    unsigned seen = 0;
    while (!done) {
        text got{};
        __u64 state = 0;
        if (!gw_page_read_request(one.value(), size, got.data(), &state))
            continue;
        is_whole(got, "a request is consistent");
        ++seen;
    }
    writer.join();
    text got{};
    __u64 state = 0;
    require(gw_page_read_request(one.value(), size, got.data(), &state) && got[0] == rounds / 10,
            "the last request stays");
    const std::uint32_t part = 7;
    gw_page_request(one.value(), size, &part, sizeof part);
    require(gw_page_read_request(one.value(), size, got.data(), &state), "a shorter request");
    require(got[0] == 7 && got[1] == 0 && got.back() == 0, "is extended with zeros");
    std::printf("requested: %u looks\n", seen);
}

void hostile() {
    slot one;
    std::atomic<bool> stop{false};
    std::thread writer{[&] {
        std::mt19937_64 random{7};
        while (!stop.load(std::memory_order_relaxed))
            __atomic_store_n(&one.value()->state + random() % (GW_PAGE_COPY(size) / 8 + 1),
                             random(), __ATOMIC_RELEASE);
    }};
    unsigned taken = 0;
    for (unsigned i = 0; i < rounds; ++i) {
        std::array<std::byte, size + 4> got{};
        __u64 state = 0;
        taken += gw_page_read_request(one.value(), size, got.data(), &state) ? 1 : 0;
        require(got[size] == std::byte{0}, "nothing beyond its end is written");
    }
    stop = true;
    writer.join();
    std::printf("hostile: %u looks, %u taken\n", rounds, taken);
}

} // namespace

int main() {
    shown();
    requested();
    hostile();
}
