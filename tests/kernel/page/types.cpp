// SPDX-License-Identifier: MIT
// Carriers: ioctl
//
// Every type in the page: what it shows is what ioctl answers, at first and after each change.
#include "page.hpp"

namespace {

int session = -1;

template <typename T>
void same(const test::pages& by, unsigned number, unsigned long request) {
    T shown{};
    CHECK(by.get(number, shown));
    const auto told = test::asked<T>(session, request);
    CHECK_EQ(std::memcmp(&shown, &told, sizeof told), 0);
}

template <typename T>
void changes(const test::pages& by, unsigned number, unsigned long get, unsigned long set,
             const T& to) {
    same<T>(by, number, get);
    T value = to;
    CHECK_OK(ioctl(session, set, &value));
    T shown{};
    CHECK(by.get(number, shown));
    CHECK_EQ(std::memcmp(&shown, &to, sizeof to), 0);
    same<T>(by, number, get);
    // And the other way: a request counts as soon as the value is read.
    by.request(number, T{to});
    same<T>(by, number, get);
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};
    session = fd;
    const test::pages by{fd};

#define CHANGES(name, NAME, ...)                                                                   \
    changes(by, ALL_TYPES_##NAME, ALL_TYPES_IOC_GET_##NAME, ALL_TYPES_IOC_SET_##NAME,              \
            all_types_gw_##name{__VA_ARGS__})
    CHANGES(enabled, ENABLED, 0);
    CHANGES(level, LEVEL, 42);
    CHANGES(delta, DELTA, -5);
    CHANGES(hue, HUE, ALL_TYPES_COLOR_GREEN);
    CHANGES(options, OPTIONS, ALL_TYPES_OPTION_LOUD);
    all_types_gw_label label{};
    std::strcpy(label.value, "fifteen letters");
    CHANGES(label, LABEL, label);
    all_types_gw_key key{};
    key.value_len = 16;
    std::memset(key.value, 0xab, 16);
    CHANGES(key, KEY, key);
    all_types_gw_steps steps{};
    steps.value_count = 5;
    steps.value[4] = 65535;
    CHANGES(steps, STEPS, steps);
    all_types_gw_home home{};
    home.value = {.x = INT32_MIN, .y = INT32_MAX, .weight = UINT64_MAX};
    CHANGES(home, HOME, home);
    all_types_gw_wide wide{};
    wide.value[31] = 31;
    CHANGES(wide, WIDE, wide);

    same<all_types_gw_served>(by, ALL_TYPES_SERVED, ALL_TYPES_IOC_GET_SERVED);
    union all_types_gw_echo echo{};
    CHECK_OK(ioctl(fd, ALL_TYPES_IOC_ECHO, &echo));
    same<all_types_gw_served>(by, ALL_TYPES_SERVED,
                              ALL_TYPES_IOC_GET_SERVED);     // changed by the module itself
    CHECK_EQ(by.head().places[ALL_TYPES_SECRET].offset, 0U); // not carried by page
}
