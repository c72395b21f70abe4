// SPDX-License-Identifier: MIT
//
// Two write a long value, two read it: nobody ever sees half of one and half of another.
#include "all_types.gw.h"
#include "test.hpp"

namespace {

constexpr int rounds = 20000;

void write_all(std::uint64_t seed) {
    const test::file fd{ALL_TYPES_NODE};
    all_types_gw_wide wide{};
    for (int i = 0; i < rounds; ++i) {
        for (auto& word : wide.value)
            word = seed;
        CHECK_OK(ioctl(fd, ALL_TYPES_IOC_SET_WIDE, &wide));
        seed += 2;
    }
}

void read_all() {
    const test::file fd{ALL_TYPES_NODE};
    for (int i = 0; i < rounds; ++i) {
        all_types_gw_wide wide{};
        CHECK_OK(ioctl(fd, ALL_TYPES_IOC_GET_WIDE, &wide));
        for (const auto word : wide.value)
            CHECK_EQ(word, wide.value[0]);
    }
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    test::child odd{[] { write_all(1); }};
    test::child even{[] { write_all(2); }};
    test::child reader{read_all};
    read_all();
    reader.join();
    odd.join();
    even.join();
}
