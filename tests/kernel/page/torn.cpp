// SPDX-License-Identifier: MIT
//
// A long value read while the kernel writes it: never torn.
#include "page.hpp"

int main() {
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};
    const test::pages by{fd};
    const test::child writer{[&] {
        all_types_gw_wide wide{};
        for (std::uint64_t n = 1;; ++n) {
            std::fill(std::begin(wide.value), std::end(wide.value), n);
            CHECK_OK(ioctl(fd, ALL_TYPES_IOC_SET_WIDE, &wide));
        }
    }};
    const unsigned reads = test::many() ? 10'000'000 : 300'000;
    std::uint64_t last = 0;
    unsigned seen = 0;
    const auto look = [&] {
        all_types_gw_wide wide;
        CHECK(by.get(ALL_TYPES_WIDE, wide));
        for (const auto word : wide.value)
            CHECK_EQ(word, wide.value[0]);
        CHECK(wide.value[0] >= last); // nor does it go back
        seen += wide.value[0] != last;
        last = wide.value[0];
    };
    for (unsigned i = 0; i < reads; ++i)
        look();
    CHECK(test::eventually([&] { // with one CPU, until the writer had it
        look();
        return seen >= 2;
    }));
    std::printf("%u reads, %u different values\n", reads, seen);
}
