// SPDX-License-Identifier: MIT
// Carriers: ioctl
// Sample: 6.12-cloud
//
// What clients store in the page: taken if it is valid, else refused, counted, and without effect;
// and whatever else they do to that memory, the kernel does not mind.
#include "page.hpp"

namespace {

int session = -1;

template <typename T>
void refused(const test::pages& by, unsigned number, unsigned long get, const T& value) {
    const auto before = test::asked<T>(session, get);
    const auto failed = test::counters(session, number).failed;
    by.request(number, value);
    const auto after = test::asked<T>(session, get);
    CHECK_EQ(std::memcmp(&before, &after, sizeof after), 0);
    T shown{};
    CHECK(by.get(number, shown));
    CHECK_EQ(std::memcmp(&before, &shown, sizeof shown), 0);
    CHECK_EQ(test::counters(session, number).failed, failed + 1);
    (void)test::asked<T>(session, get); // it is refused once
    CHECK_EQ(test::counters(session, number).failed, failed + 1);
}

// What is shown is valid at any time, and the module's own check says so.
void hostile(const test::pages& by) {
    const std::size_t size = by.head().bytes;
    const test::child scribbler{[&] {
        std::mt19937_64 random; // NOLINT: the same numbers each time
        auto* const words = reinterpret_cast<std::uint64_t*>(by.requests());
        for (;;) {
            const auto some = random(); // a quarter of the bits are set
            __atomic_store_n(words + random() % (size / 8), some & random(), __ATOMIC_RELAXED);
        }
    }};
    const unsigned turns = test::many() ? 200'000 : 20'000;
    for (unsigned i = 0; i < turns; ++i) {
        CHECK(test::asked<all_types_gw_enabled>(session, ALL_TYPES_IOC_GET_ENABLED).value <= 1);
        const auto level = test::asked<all_types_gw_level>(session, ALL_TYPES_IOC_GET_LEVEL).value;
        CHECK(level >= 10 && level <= 200);
        CHECK(test::asked<all_types_gw_steps>(session, ALL_TYPES_IOC_GET_STEPS).value_count <= 5);
        CHECK(test::asked<all_types_gw_key>(session, ALL_TYPES_IOC_GET_KEY).value_len <= 16);
        (void)test::asked<all_types_gw_wide>(session, ALL_TYPES_IOC_GET_WIDE);
    }
    std::printf("level: %llu looks, %llu refused\n",
                static_cast<unsigned long long>(test::counters(session, ALL_TYPES_LEVEL).used),
                static_cast<unsigned long long>(test::counters(session, ALL_TYPES_LEVEL).failed));
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};
    session = fd;
    const test::pages by{fd};

    by.request(ALL_TYPES_LEVEL, all_types_gw_level{42});
    all_types_gw_level level{};
    CHECK(by.get(ALL_TYPES_LEVEL, level));
    CHECK_EQ(level.value, 100); // nobody has looked yet
    CHECK_EQ(test::asked<all_types_gw_level>(fd, ALL_TYPES_IOC_GET_LEVEL).value, 42);
    CHECK(by.get(ALL_TYPES_LEVEL, level));
    CHECK_EQ(level.value, 42);

    refused(by, ALL_TYPES_LEVEL, ALL_TYPES_IOC_GET_LEVEL, all_types_gw_level{9});
    refused(by, ALL_TYPES_LEVEL, ALL_TYPES_IOC_GET_LEVEL, all_types_gw_level{201});
    refused(by, ALL_TYPES_ENABLED, ALL_TYPES_IOC_GET_ENABLED, all_types_gw_enabled{2});
    refused(by, ALL_TYPES_HUE, ALL_TYPES_IOC_GET_HUE, all_types_gw_hue{2});
    refused(by, ALL_TYPES_OPTIONS, ALL_TYPES_IOC_GET_OPTIONS, all_types_gw_options{8});
    all_types_gw_label label{};
    std::memset(label.value, 'x', sizeof label.value);
    refused(by, ALL_TYPES_LABEL, ALL_TYPES_IOC_GET_LABEL, label);
    all_types_gw_steps steps{};
    steps.value_count = 6;
    refused(by, ALL_TYPES_STEPS, ALL_TYPES_IOC_GET_STEPS, steps);

    // A request is older than what is set after it.
    by.request(ALL_TYPES_LEVEL, all_types_gw_level{50});
    level.value = 60;
    CHECK_OK(ioctl(fd, ALL_TYPES_IOC_SET_LEVEL, &level));
    CHECK_EQ(test::asked<all_types_gw_level>(fd, ALL_TYPES_IOC_GET_LEVEL).value, 60);

    // A writer killed midway: nothing of it is seen, and the next one continues.
    auto* const request = by.requested(ALL_TYPES_LEVEL);
    request->state |= 1;
    CHECK_EQ(test::asked<all_types_gw_level>(fd, ALL_TYPES_IOC_GET_LEVEL).value, 60);
    by.request(ALL_TYPES_LEVEL, all_types_gw_level{70});
    CHECK_EQ(test::asked<all_types_gw_level>(fd, ALL_TYPES_IOC_GET_LEVEL).value, 70);

    hostile(by);
}
