// SPDX-License-Identifier: MIT
// Each carrier: KIND_EVENT !BUILD_TIME !NO_CLIENT
//
// Subscribers by the library that sleep for an event: one that is killed leaves nothing behind, so
// that the next one hears as it did; one whose provider goes is woken, and told why.
#include <fmt/format.h>

#include <gangway/dynamic.hpp>

#include "carriers.hpp"
#include "icmp.hpp"
#include "input.hpp"

namespace {

using gangway::dynamic::client;

constexpr auto patience = std::chrono::milliseconds{test::patience_ms};
constexpr const char* module_name = "every_carrier";

/// The first of the module's events that the carrier has.
std::string event_by(const client& of, const std::string& carrier) {
    for (const auto& each : of.description().elements)
        if (std::ranges::find(each.via, carrier) != each.via.end())
            return each.name;
    test::fail(__FILE__, __LINE__, carrier + " carries no event of every_carrier.yaml");
}

template <typename Use>
void subscribed(const std::string& carrier, Use use) {
    const auto by = client::connect(module_name, {.via = {carrier}}).value();
    auto heard = by.subscribe({event_by(by, carrier)}, {.depth = 16}).value();
    use(heard);
}

void killed(const std::string& carrier) {
    const auto asks = client::connect(module_name).value();
    const auto event = event_by(asks, carrier);
    // Some carriers always listen.
    const auto subscribers = [&] { return asks.counters(event).value().subscribers; };
    const auto before = subscribers();
    for (int i = 0; i < 5; ++i) {
        test::child sleeper{
            [&] { subscribed(carrier, [](auto& heard) { (void)heard.next(patience); }); }};
        sleeper.wait_until_in(SYS_ppoll);
        sleeper.kill9();
        CHECK(test::eventually([&] { return subscribers() == before; }));
        subscribed(carrier, [](auto& heard) {
            test::ping(1);
            CHECK(heard.next(patience));
        });
    }
}

void unloaded(test::module& module, const std::string& carrier) {
    test::child sleeper{[&] {
        subscribed(carrier, [](auto& heard) {
            auto item = heard.next(patience);
            while (!item.closed()) {
                CHECK(!item.empty());
                item = heard.next(patience);
            }
            CHECK(heard.closed().has_value());
            fmt::print("{}\n", *heard.closed());
        });
    }};
    sleeper.wait_until_in(SYS_ppoll);
    module.unload();
    sleeper.join();
}

} // namespace

int main(int argc, char** argv) {
    const auto& carrier = test::carrier_asked_for(argc, argv);
    if (carrier.id == GW_CARRIER_input)
        test::need_evdev();
    test::module every_carrier{module_name};
    test::set_loopback_up();
    killed(carrier.name);
    unloaded(every_carrier, carrier.name);
}
