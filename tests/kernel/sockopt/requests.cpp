// SPDX-License-Identifier: MIT
//
// Gets, sets and calls by sockets of every kind; lengths, pointers and options that are wrong.
#include <vector>

#include "all_types.gw.h"
#include "sockopt.hpp"

namespace {

void* const nowhere = reinterpret_cast<void*>(8);

std::uint8_t level_of(const test::options& by) {
    all_types_gw_level level{};
    CHECK_OK(by.get(ALL_TYPES_LEVEL, level));
    return level.value;
}

void by_every_socket() {
    struct kind {
        int domain;
        int type;
    };
    std::uint8_t value = 20;
    for (const auto& each :
         {kind{AF_INET, SOCK_DGRAM}, kind{AF_INET, SOCK_STREAM}, kind{AF_INET, SOCK_RAW},
          kind{AF_INET6, SOCK_DGRAM}, kind{AF_INET6, SOCK_STREAM}, kind{AF_INET6, SOCK_RAW}}) {
        const test::options by{"all_types", each.domain, each.type};
        CHECK_OK(by.set(ALL_TYPES_LEVEL, all_types_gw_level{++value}));
        CHECK_EQ(level_of(by), value);
        CHECK_EQ(level_of(test::options{}), value);
        CHECK_OK(by.call(ALL_TYPES_NOTHING));
        union all_types_gw_ask ask{};
        socklen_t size = sizeof ask;
        CHECK_OK(by.get(ALL_TYPES_ASK, &ask, size));
        CHECK_EQ(size, sizeof ask.reply);
        CHECK_EQ(ask.reply.answer, 42U);
    }
}

void echoed() {
    const test::options by;
    union all_types_gw_echo echo{};
    echo.request.a64 = 7;
    const auto sent = echo;
    socklen_t size = sizeof echo;
    CHECK_OK(by.get(ALL_TYPES_ECHO, &echo, size));
    CHECK_EQ(size, sizeof echo.reply);
    CHECK(std::memcmp(&sent, &echo, sizeof echo) == 0);
}

void lengths_of_gets() {
    const test::options by;
    unsigned char into[64];
    all_types_gw_level now{77};
    CHECK_OK(by.set(ALL_TYPES_LEVEL, now));
    for (const socklen_t length : {0U, 1U, 2U, 64U}) {
        std::memset(into, 0xee, sizeof into);
        socklen_t size = length;
        CHECK_OK(by.get(ALL_TYPES_LEVEL, into, size));
        CHECK_EQ(size, std::min<socklen_t>(length, sizeof now));
        CHECK_EQ(into[0], length == 0 ? 0xee : 77);
        for (std::size_t i = 1; i < sizeof into; ++i)
            CHECK_EQ(into[i], i < length ? 0 : 0xee);
    }
    std::vector<char> longest(GW_SOCKOPT_MAX + 1, 'x');
    socklen_t size = GW_SOCKOPT_MAX;
    CHECK_OK(by.get(ALL_TYPES_LEVEL, longest.data(), size));
    size = GW_SOCKOPT_MAX + 1;
    CHECK_ERRNO(by.get(ALL_TYPES_LEVEL, longest.data(), size), E2BIG);
    size = INT32_MAX;
    CHECK_ERRNO(by.get(ALL_TYPES_LEVEL, longest.data(), size), E2BIG);
    for (const int negative : {-1, INT32_MIN}) {
        size = static_cast<socklen_t>(negative);
        CHECK_ERRNO(by.get(ALL_TYPES_LEVEL, into, size), EINVAL);
    }
}

void lengths_of_sets() {
    const test::options by;
    std::vector<std::uint8_t> value(GW_SOCKOPT_MAX + 1);
    value[0] = 90;
    CHECK_ERRNO(by.set(ALL_TYPES_LEVEL, value.data(), 0), EINVAL);
    CHECK_EQ(level_of(by), 77);
    CHECK_OK(by.set(ALL_TYPES_LEVEL, value.data(), 1));
    CHECK_EQ(level_of(by), 90);
    value[0] = 91;
    CHECK_OK(by.set(ALL_TYPES_LEVEL, value.data(), GW_SOCKOPT_MAX));
    CHECK_EQ(level_of(by), 91);
    value[0] = 92;
    CHECK_ERRNO(by.set(ALL_TYPES_LEVEL, value.data(), GW_SOCKOPT_MAX + 1), E2BIG);
    CHECK_ERRNO(by.set(ALL_TYPES_LEVEL, value.data(), INT32_MAX), E2BIG);
    value[GW_SOCKOPT_MAX - 1] = 1;
    CHECK_ERRNO(by.set(ALL_TYPES_LEVEL, value.data(), GW_SOCKOPT_MAX), E2BIG);
    CHECK_ERRNO(by.set(ALL_TYPES_LEVEL, value.data(), static_cast<socklen_t>(-1)), EINVAL);
    value[0] = 9; // of 10 to 200
    CHECK_ERRNO(by.set(ALL_TYPES_LEVEL, value.data(), 1), ERANGE);
    CHECK_EQ(level_of(by), 91);
    // A call's request that is shorter than it was at first.
    socklen_t size = sizeof(all_types_gw_fail_request) - 1;
    CHECK_ERRNO(by.get(ALL_TYPES_FAIL, value.data(), size), EINVAL);
}

void pointers() {
    const test::options by;
    socklen_t size = sizeof(all_types_gw_level);
    CHECK_ERRNO(by.get(ALL_TYPES_LEVEL, nowhere, size), EFAULT);
    CHECK_ERRNO(by.set(ALL_TYPES_LEVEL, nowhere, size), EFAULT);
    CHECK_ERRNO(by.set(ALL_TYPES_LEVEL, nullptr, size), EFAULT);
    all_types_gw_level level{};
    CHECK_ERRNO(getsockopt(by.fd(), by.level(), by.option(ALL_TYPES_LEVEL), &level,
                           static_cast<socklen_t*>(nowhere)),
                EFAULT);
    size = sizeof(all_types_gw_echo);
    CHECK_ERRNO(by.get(ALL_TYPES_ECHO, nowhere, size), EFAULT);
    size = sizeof(gw_sockopt_find);
    CHECK_ERRNO(getsockopt(by.fd(), by.level(), GW_SOCKOPT_FIND, nowhere, &size), EFAULT);
    CHECK_EQ(level_of(by), 91);
}

int get_option(const test::options& by, int option) {
    char into[64] = {};
    socklen_t size = sizeof into;
    return getsockopt(by.fd(), by.level(), option, into, &size);
}

void options() {
    const test::options by;
    const all_types_gw_level level{50};
    // No such element; one that this does not carry; not for this.
    CHECK_ERRNO(get_option(by, by.option(0)), ENOPROTOOPT);
    CHECK_ERRNO(get_option(by, by.option(GW_ELEMENT_MAX)), ENOPROTOOPT);
    CHECK_ERRNO(get_option(by, by.option(GW_ELEMENT_MAX + 1)), ENOPROTOOPT);
    CHECK_ERRNO(get_option(by, by.option(GW_SOCKOPT_SPAN - 1)), ENOPROTOOPT);
    CHECK_ERRNO(get_option(by, by.option(ALL_TYPES_PORT)), ENOPROTOOPT);
    CHECK_ERRNO(get_option(by, by.option(ALL_TYPES_TICK)), ENOPROTOOPT);
    CHECK_ERRNO(by.set(ALL_TYPES_SERVED, all_types_gw_served{1}), ENOPROTOOPT);
    CHECK_ERRNO(get_option(by, by.option(ALL_TYPES_TRIGGER)), ENOPROTOOPT);
    CHECK_ERRNO(by.set(ALL_TYPES_NOTHING, level), ENOPROTOOPT);
    // Of no device; nobody's.
    CHECK_ERRNO(get_option(by, by.option(GW_SOCKOPT_SPAN) + ALL_TYPES_LEVEL), ENODEV);
    CHECK_ERRNO(get_option(by, GW_SOCKOPT_LAST), ENODEV);
    CHECK_ERRNO(get_option(by, GW_SOCKOPT_FIRST + ALL_TYPES_LEVEL), ENODEV);
    CHECK_ERRNO(get_option(by, GW_SOCKOPT_FIRST - 1), ENOPROTOOPT);
    CHECK_ERRNO(get_option(by, GW_SOCKOPT_LAST + 1), ENOPROTOOPT);
    CHECK_ERRNO(setsockopt(by.fd(), by.level(), GW_SOCKOPT_FIND, &level, sizeof level),
                ENOPROTOOPT);
    CHECK_ERRNO(getsockopt(by.fd(), SOL_SOCKET, by.option(ALL_TYPES_LEVEL), nullptr, nullptr),
                EFAULT); // is not ours at all
}

int find(gw_sockopt_find& find, socklen_t size) {
    const test::options by;
    return getsockopt(by.fd(), by.level(), GW_SOCKOPT_FIND, &find, &size);
}

void finding() {
    gw_sockopt_find named{};
    CHECK_ERRNO(find(named, sizeof named), ENODEV); // no name
    std::strcpy(named.device, "all_types");
    CHECK_ERRNO(find(named, sizeof named - 1), EINVAL);
    CHECK_ERRNO(find(named, 0), EINVAL);
    CHECK_EQ(named.options, 0U);
    named.__pad0 = 1;
    CHECK_ERRNO(find(named, sizeof named), EINVAL);
    named.__pad0 = 0;
    CHECK_OK(find(named, sizeof named));
    CHECK(named.options > GW_SOCKOPT_FIRST && named.options < GW_SOCKOPT_LAST);
    CHECK_EQ(named.options % GW_SOCKOPT_SPAN, 0U);
    std::memset(named.device, 'x', sizeof named.device);
    CHECK_ERRNO(find(named, sizeof named), EINVAL); // without end
    std::strcpy(named.device, "all_type");
    CHECK_ERRNO(find(named, sizeof named), ENODEV);
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    by_every_socket();
    echoed();
    lengths_of_gets();
    lengths_of_sets();
    pointers();
    options();
    finding();
}
