// SPDX-License-Identifier: MIT
//
// Stored properties of every shape: their defaults, and what is set is got back.
#include "gwt.gw.h"
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
    CHECK_EQ(get<gwt_enabled>(GWT_IOC_GET_ENABLED).value, 1U);
    CHECK_EQ(get<gwt_level>(GWT_IOC_GET_LEVEL).value, 100U);
    CHECK_EQ(get<gwt_delta>(GWT_IOC_GET_DELTA).value, 0);
    CHECK_EQ(get<gwt_hue>(GWT_IOC_GET_HUE).value, GWT_COLOR_BLUE);
    CHECK_EQ(get<gwt_options>(GWT_IOC_GET_OPTIONS).value, GWT_OPTION_FAST | GWT_OPTION_DEEP);
    CHECK_EQ(std::string{get<gwt_label>(GWT_IOC_GET_LABEL).value}, std::string{"none"});
    CHECK_EQ(get<gwt_key>(GWT_IOC_GET_KEY).value_len, 0U);
    CHECK_EQ(get<gwt_steps>(GWT_IOC_GET_STEPS).value_count, 0U);
    CHECK_EQ(get<gwt_home>(GWT_IOC_GET_HOME).value.x, 0);
    CHECK_EQ(get<gwt_wide>(GWT_IOC_GET_WIDE).value[31], 0U);
    CHECK_EQ(get<gwt_secret>(GWT_IOC_GET_SECRET).value, 42U);
}

} // namespace

int main() {
    const test::module gwt{"gwt"};
    const test::file fd{GWT_NODE};
    session = fd;

    defaults();
    round_trip(GWT_IOC_GET_ENABLED, GWT_IOC_SET_ENABLED, gwt_enabled{0});
    round_trip(GWT_IOC_GET_HUE, GWT_IOC_SET_HUE, gwt_hue{GWT_COLOR_GREEN});
    round_trip(GWT_IOC_GET_OPTIONS, GWT_IOC_SET_OPTIONS, gwt_options{GWT_OPTION_LOUD});

    gwt_label label{};
    std::strcpy(label.value, "fifteen letters");
    round_trip(GWT_IOC_GET_LABEL, GWT_IOC_SET_LABEL, label);

    gwt_key key{};
    key.value_len = 16;
    std::memset(key.value, 0xab, 16);
    round_trip(GWT_IOC_GET_KEY, GWT_IOC_SET_KEY, key);

    gwt_steps steps{};
    steps.value_count = 5;
    steps.value[4] = 65535;
    round_trip(GWT_IOC_GET_STEPS, GWT_IOC_SET_STEPS, steps);

    gwt_home home{};
    home.value = {.x = INT32_MIN, .y = INT32_MAX, .weight = UINT64_MAX};
    round_trip(GWT_IOC_GET_HOME, GWT_IOC_SET_HOME, home);

    gwt_wide wide{};
    for (unsigned i = 0; i < 32; ++i)
        wide.value[i] = i;
    round_trip(GWT_IOC_GET_WIDE, GWT_IOC_SET_WIDE, wide);

    gwt_picky picky{}; // its provider will not have it read before it was set
    CHECK_ERRNO(ioctl(fd, GWT_IOC_GET_PICKY, &picky), ENODATA);
    round_trip(GWT_IOC_GET_PICKY, GWT_IOC_SET_PICKY, gwt_picky{4});

    gwt_trigger trigger{7};
    CHECK_OK(ioctl(fd, GWT_IOC_SET_TRIGGER, &trigger));
}
