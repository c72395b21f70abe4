// SPDX-License-Identifier: MIT
//
// text_relay send <FILE: passes a text to the kernel. text_relay receive >FILE: takes the next that
// comes from there.
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string_view>

#include <fmt/format.h>

#include "text_relay.gw.hpp"

namespace {

void send(const text_relay::client& relay) {
    std::array<std::uint8_t, 4096> room{};
    text_relay::part part{};
    while (!part.last) {
        const auto size = std::fread(room.data(), 1, room.size(), stdin);
        part.data = std::span<const std::uint8_t>{room}.first(size);
        part.last = std::feof(stdin) != 0;
        relay.send(part).value();
        part.offset += static_cast<std::uint32_t>(part.data.size());
    }
}

void receive(const text_relay::client& relay) {
    constexpr unsigned parts = 32; // more than the longest text has
    auto text = relay.passed.subscribe({.depth = parts}).value();
    fmt::print(stderr, "listening\n");
    for (const auto& part : text) {
        if (const auto lost = part.lost())
            throw gangway::exception{{.message = fmt::format("{} parts were lost", *lost)}};
        std::fwrite(part->data.data(), 1, part->data.size(), stdout);
        if (part->last)
            return;
    }
    throw gangway::exception{{.message = *text.closed()}};
}

} // namespace

int main(int argc, char** argv) try {
    const std::string_view what = argc > 1 ? argv[1] : "";
    if (what != "send" && what != "receive") {
        fmt::print(stderr, "usage: text_relay send <FILE, text_relay receive >FILE\n");
        return EXIT_FAILURE;
    }
    const auto relay = text_relay::client::connect().value();
    what == "send" ? send(relay) : receive(relay);
    return EXIT_SUCCESS;
} catch (const gangway::exception& e) {
    fmt::print(stderr, "{}\n", e.what());
    return EXIT_FAILURE;
}
