// SPDX-License-Identifier: MIT
//
// Stored properties of every shape: their defaults, and what is set is got back.
#include "all_types.gw.h"
#include "test.hpp"

namespace {

int session = -1;

template <typename T>
T get(unsigned long request) {
    T value;
    std::memset(&value, 0xff, sizeof value);
    CHECK_OK(ioctl(session, request, &value));
    return value;
}

template <typename T>
void round_trip(unsigned long get_request, unsigned long set_request, const T& value) {
    T copy = value;
    CHECK_OK(ioctl(session, set_request, &copy));
    const T got = get<T>(get_request);
    CHECK_EQ(std::memcmp(&got, &value, sizeof got), 0);
}

void defaults() {
    CHECK_EQ(get<all_types_gw_enabled>(ALL_TYPES_IOC_GET_ENABLED).value, 1U);
    CHECK_EQ(get<all_types_gw_level>(ALL_TYPES_IOC_GET_LEVEL).value, 100U);
    CHECK_EQ(get<all_types_gw_delta>(ALL_TYPES_IOC_GET_DELTA).value, 0);
    CHECK_EQ(get<all_types_gw_hue>(ALL_TYPES_IOC_GET_HUE).value, ALL_TYPES_COLOR_BLUE);
    CHECK_EQ(get<all_types_gw_options>(ALL_TYPES_IOC_GET_OPTIONS).value,
             ALL_TYPES_OPTION_FAST | ALL_TYPES_OPTION_DEEP);
    CHECK_EQ(std::string{get<all_types_gw_label>(ALL_TYPES_IOC_GET_LABEL).value},
             std::string{"none"});
    CHECK_EQ(get<all_types_gw_key>(ALL_TYPES_IOC_GET_KEY).value_len, 0U);
    CHECK_EQ(get<all_types_gw_steps>(ALL_TYPES_IOC_GET_STEPS).value_count, 0U);
    CHECK_EQ(get<all_types_gw_home>(ALL_TYPES_IOC_GET_HOME).value.x, 0);
    CHECK_EQ(get<all_types_gw_wide>(ALL_TYPES_IOC_GET_WIDE).value[31], 0U);
    CHECK_EQ(get<all_types_gw_secret>(ALL_TYPES_IOC_GET_SECRET).value, 42U);
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};
    session = fd;

    defaults();
    round_trip(ALL_TYPES_IOC_GET_ENABLED, ALL_TYPES_IOC_SET_ENABLED, all_types_gw_enabled{0});
    round_trip(ALL_TYPES_IOC_GET_HUE, ALL_TYPES_IOC_SET_HUE,
               all_types_gw_hue{ALL_TYPES_COLOR_GREEN});
    round_trip(ALL_TYPES_IOC_GET_OPTIONS, ALL_TYPES_IOC_SET_OPTIONS,
               all_types_gw_options{ALL_TYPES_OPTION_LOUD});

    all_types_gw_label label{};
    std::strcpy(label.value, "fifteen letters");
    round_trip(ALL_TYPES_IOC_GET_LABEL, ALL_TYPES_IOC_SET_LABEL, label);

    all_types_gw_key key{};
    key.value_len = 16;
    std::memset(key.value, 0xab, 16);
    round_trip(ALL_TYPES_IOC_GET_KEY, ALL_TYPES_IOC_SET_KEY, key);

    all_types_gw_steps steps{};
    steps.value_count = 5;
    steps.value[4] = 65535;
    round_trip(ALL_TYPES_IOC_GET_STEPS, ALL_TYPES_IOC_SET_STEPS, steps);

    all_types_gw_home home{};
    home.value = {.x = INT32_MIN, .y = INT32_MAX, .weight = UINT64_MAX};
    round_trip(ALL_TYPES_IOC_GET_HOME, ALL_TYPES_IOC_SET_HOME, home);

    all_types_gw_wide wide{};
    for (unsigned i = 0; i < 32; ++i)
        wide.value[i] = i;
    round_trip(ALL_TYPES_IOC_GET_WIDE, ALL_TYPES_IOC_SET_WIDE, wide);

    all_types_gw_picky picky{}; // its provider will not have it read before it was set
    CHECK_ERRNO(ioctl(fd, ALL_TYPES_IOC_GET_PICKY, &picky), ENODATA);
    round_trip(ALL_TYPES_IOC_GET_PICKY, ALL_TYPES_IOC_SET_PICKY, all_types_gw_picky{4});

    all_types_gw_trigger trigger{7};
    CHECK_OK(ioctl(fd, ALL_TYPES_IOC_SET_TRIGGER, &trigger));
}
