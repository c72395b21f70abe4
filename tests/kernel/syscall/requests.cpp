// SPDX-License-Identifier: MIT
//
// Gets, sets and calls; sizes, pointers, devices and requests that are wrong.
#include <vector>

#include "all_types.gw.h"
#include "system_call.hpp"

namespace {

void* const nowhere = reinterpret_cast<void*>(8);
constexpr unsigned long most = 16383; // bytes, as a request's number can say

std::uint8_t level_of(const test::calls& by) {
    all_types_gw_level level{};
    CHECK_OK(by.ask(ALL_TYPES_IOC_GET_LEVEL, &level));
    return level.value;
}

void served() {
    const test::calls by;
    all_types_gw_level level{77};
    CHECK_EQ(by.ask(ALL_TYPES_IOC_SET_LEVEL, &level), 0);
    CHECK_EQ(level_of(by), 77);
    const test::file node{ALL_TYPES_NODE};
    level.value = 0;
    CHECK_OK(ioctl(node, ALL_TYPES_IOC_GET_LEVEL, &level));
    CHECK_EQ(level.value, 77);
    CHECK_EQ(by.ask(ALL_TYPES_IOC_NOTHING), 0);
    union all_types_gw_ask ask{};
    CHECK_EQ(by.ask(ALL_TYPES_IOC_ASK, &ask), 0);
    CHECK_EQ(ask.reply.answer, 42U);
    union all_types_gw_echo echo{};
    echo.request.a64 = 7;
    const auto sent = echo;
    CHECK_OK(by.ask(ALL_TYPES_IOC_ECHO, &echo));
    CHECK(std::memcmp(&sent, &echo, sizeof echo) == 0);
    union all_types_gw_fail fail{};
    fail.request.error = -EBUSY;
    CHECK_ERRNO(by.ask(ALL_TYPES_IOC_FAIL, &fail), EBUSY);
}

void sizes() {
    const test::calls by;
    std::vector<std::uint8_t> value(most, 0xee);
    for (const unsigned long size : {0UL, 1UL, 2UL, most}) {
        std::fill(value.begin(), value.end(), 0xee);
        CHECK_OK(by.ask(test::resized(ALL_TYPES_IOC_GET_LEVEL, size), value.data()));
        CHECK_EQ(value[0], size == 0 ? 0xee : 77);
        for (std::size_t i = 1; i < value.size(); ++i)
            CHECK_EQ(value[i], i < size ? 0 : 0xee);
    }
    std::fill(value.begin(), value.end(), 0);
    value[0] = 90;
    CHECK_ERRNO(by.ask(test::resized(ALL_TYPES_IOC_SET_LEVEL, 0), value.data()), EINVAL);
    CHECK_EQ(level_of(by), 77);
    CHECK_OK(by.ask(test::resized(ALL_TYPES_IOC_SET_LEVEL, most), value.data()));
    CHECK_EQ(level_of(by), 90);
    value[most - 1] = 1;
    CHECK_ERRNO(by.ask(test::resized(ALL_TYPES_IOC_SET_LEVEL, most), value.data()), E2BIG);
    value[0] = 9; // of 10 to 200
    CHECK_ERRNO(by.ask(ALL_TYPES_IOC_SET_LEVEL, value.data()), ERANGE);
    CHECK_ERRNO(by.ask(test::resized(ALL_TYPES_IOC_FAIL, 3), value.data()), EINVAL);
    CHECK_EQ(level_of(by), 90);
}

void pointers() {
    const test::calls by;
    void* const high = reinterpret_cast<void*>(0xffffffff80000000);
    for (void* const bad :
         {static_cast<void*>(nullptr), nowhere, high, reinterpret_cast<void*>(-1)})
        for (const unsigned long request : {ALL_TYPES_IOC_GET_LEVEL, ALL_TYPES_IOC_SET_LEVEL,
                                            ALL_TYPES_IOC_ECHO, ALL_TYPES_IOC_ASK})
            CHECK_ERRNO(by.ask(request, bad), EFAULT);
    CHECK_ERRNO(syscall(GW_SYSCALL, 0, GW_SYSCALL_FIND, nowhere), EFAULT);
    CHECK_EQ(by.ask(ALL_TYPES_IOC_NOTHING, nowhere), 0); // there is nothing to look at
    CHECK_EQ(level_of(by), 90);
}

void other_requests() {
    const test::calls by;
    all_types_gw_level level{50};
    const auto number = [](unsigned n) { return _IOC(_IOC_READ, GW_IOC_MAGIC, n, 1); };
    for (const unsigned none : {0U, unsigned{GW_ELEMENT_MAX}, 0x80U, 0x90U, 0xffU})
        CHECK_ERRNO(by.ask(number(none), &level), ENOTTY);
    CHECK_ERRNO(by.ask(number(ALL_TYPES_TICK), &level), ENOTTY);
    CHECK_ERRNO(by.ask(_IOC(_IOC_NONE, GW_IOC_MAGIC, ALL_TYPES_LEVEL, 1), &level), ENOTTY);
    CHECK_ERRNO(by.ask(_IOC(_IOC_WRITE, GW_IOC_MAGIC, ALL_TYPES_SERVED, 1), &level), ENOTTY);
    CHECK_ERRNO(by.ask(_IOC(_IOC_READ, 'x', ALL_TYPES_LEVEL, 1), &level), ENOTTY);
    const auto get = static_cast<unsigned>(ALL_TYPES_IOC_GET_LEVEL);
    for (const unsigned nobody : {0U, by.number() + 1, 0x7fffffffU, 0x80000000U, 0xffffffffU})
        CHECK_ERRNO(syscall(GW_SYSCALL, nobody, get, &level), ENODEV);
    CHECK_EQ(level_of(by), 90);
}

long find(gw_syscall_find& find, std::size_t size = sizeof(gw_syscall_find)) {
    return syscall(GW_SYSCALL, 0, static_cast<unsigned>(test::resized(GW_SYSCALL_FIND, size)),
                   &find);
}

void finding() {
    gw_syscall_find named{};
    CHECK_ERRNO(find(named), ENODEV); // no name
    std::strcpy(named.device, "all_types");
    CHECK_ERRNO(find(named, sizeof named - 1), EINVAL);
    CHECK_ERRNO(find(named, 0), EINVAL);
    CHECK_EQ(named.number, 0U);
    named.__pad0 = 1;
    CHECK_ERRNO(find(named), EINVAL);
    named.__pad0 = 0;
    CHECK_OK(find(named));
    CHECK(named.number > 0);
    std::memset(named.device, 'x', sizeof named.device);
    CHECK_ERRNO(find(named), EINVAL); // without end
    std::strcpy(named.device, "all_type");
    CHECK_ERRNO(find(named), ENODEV);
}

} // namespace

int main() {
    test::need_system_calls();
    const test::module all_types{"all_types"};
    served();
    sizes();
    pointers();
    other_requests();
    finding();
}
