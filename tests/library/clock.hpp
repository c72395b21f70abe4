// SPDX-License-Identifier: MIT
//
// An interface with two events, over a ring that this process writes.
#pragma once

#include "../../src/client/subscription.hpp"
#include "fake_kernel.hpp"

namespace gangway::test {

constexpr std::uint16_t tick = 5;
constexpr std::uint16_t tock = 6;

struct payload {
    std::uint64_t value;
    std::uint64_t more;
};

// An interface with two events of sixteen bytes.
inline std::shared_ptr<const dynamic::description> described() {
    constexpr auto event = R"({"name":"%","kind":"event","number":#,"via":["ring"],"record":
        {"size":16,"fields":[{"name":"value","type":"u64","offset":0,"size":8},
                             {"name":"more","type":"u64","offset":8,"size":8}]}})";
    const auto named = [&](const char* name, char number) {
        std::string text = event;
        text.replace(text.find('%'), 1, name);
        text.replace(text.find('#'), 1, 1, number);
        return text;
    };
    return dynamic::description::parse(R"({"gangway":1,"interface":"clock","elements":[)" +
                                       named("tick", '5') + "," + named("tock", '6') + "]}")
        .value();
}

inline dynamic::subscription subscribe(fake_kernel& kernel, std::stop_token stop = {},
                                       bool by_time = true) {
    static const auto clock = described();
    const std::vector<const dynamic::element*> events{clock->find("tick"), clock->find("tock")};
    return dynamic::subscription{std::make_unique<dynamic::subscription::impl>(
        "clock", clock, "ring", events, kernel.open(by_time), std::move(stop))};
}

inline std::uint64_t value_of(const dynamic::item& record) {
    std::uint64_t value = 0;
    std::memcpy(&value, record.bytes().data(), sizeof(value));
    return value;
}

} // namespace gangway::test
