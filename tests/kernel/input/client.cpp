// SPDX-License-Identifier: MIT
//
// A subscription by the library: whole records although the kernel drops what does not change,
// losses that add up, who may, and the end of the module.
#include <fmt/format.h>
#include <unistd.h>

#include "input.hpp"
#include "outward.gw.hpp"

namespace {

constexpr auto patience = std::chrono::milliseconds{test::patience_ms};

} // namespace

int main() {
    test::need_evdev();
    test::module outward_module{"outward"};
    const auto client = outward::client::connect().value();
    auto moves = client.moved.subscribe().value();
    client.move({.x = 7, .dial = -2, .pressed = true, .count = 1}).value();
    auto one = moves.next(patience);
    CHECK(one->x == 7 && one->dial == -2 && one->pressed);
    client.move({.x = 7, .dial = 0, .pressed = true, .count = 2}).value();
    for (int i = 0; i < 2; ++i) {
        one = moves.next(patience);
        CHECK(one->x == 7 && one->dial == 0 && one->pressed);
    }
    auto late = client.moved.subscribe().value(); // has the state as it is
    client.move({.x = 8, .dial = 1, .pressed = true, .count = 1}).value();
    one = late.next(patience);
    CHECK(one->x == 8 && one->dial == 1 && one->pressed);

    auto idle = client.moved.subscribe().value(); // reads only when all is over
    client.move({.x = 9, .dial = 1, .pressed = false, .count = 5000}).value();
    std::uint64_t sent = 5004;
    const auto account = [&](auto& from, std::uint64_t before) {
        const auto told = [&] { return before + from.received() + from.lost(); };
        for (int calm = 0; told() < sent; ++calm) {
            CHECK(calm < 1000);
            while (told() < sent && !from.next(std::chrono::milliseconds{100}).empty())
                ;
            if (told() < sent) { // the last ones are missing, too
                client.move({.x = 9, .dial = 1, .pressed = false, .count = 1}).value();
                ++sent;
            }
        }
        fmt::print("received {} lost {}\n", from.received(), from.lost());
        CHECK_EQ(told(), sent);
        CHECK(from.lost() > 0);
    };
    account(moves, 0);
    account(idle, 4);

    test::child nobody{[&] {
        CHECK_OK(setgid(65534));
        CHECK_OK(setuid(65534));
        const auto refused = client.moved.subscribe();
        CHECK(!refused);
        fmt::print("{}\n", refused.error().message);
        CHECK_EQ(refused.error().number, EACCES);
        CHECK(refused.error().message.find("/dev/input/event") != std::string::npos);
    }};
    nobody.join();

    // The last record, and that the key is up again, are not read: then evdev says for ever that
    // there is something, and gives it to nobody.
    client.move({.x = 3, .dial = 1, .pressed = true, .count = 1}).value();
    outward_module.unload();
    alarm(test::patience_ms / 1000);
    auto last = moves.next();
    CHECK(last.lost() && !last.lost()->count);
    CHECK(moves.next().closed());
    fmt::print("{}\n", *moves.closed());
}
