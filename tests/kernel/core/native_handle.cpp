// SPDX-License-Identifier: MIT
// Carriers: ring netlink genetlink chardev uevent sysfs
//
// A program's own poll loop: native_handle() is readable when there is something, until it was
// taken, and then after cancel(), a stop, and the end of the module, by each carrier of events.
#include <functional>
#include <optional>
#include <thread>

#include "all_types.gw.hpp"
#include "test.hpp"

namespace {

using namespace std::chrono_literals;
using all_types::client;
using gangway::subscribe_options;

bool is_readable(int handle) {
    pollfd waiting{handle, POLLIN, 0};
    const int ready = CHECK_OK(poll(&waiting, 1, 0));
    CHECK_EQ(waiting.revents, ready == 1 ? POLLIN : 0);
    return ready == 1;
}

template <typename Subscription>
unsigned drain(Subscription& from) {
    unsigned records = 0;
    for (auto item = from.try_next(); !item.empty() && !item.closed(); item = from.try_next())
        records += item ? 1U : 0U;
    return records;
}

// Other programs' uevents make a socket readable, too.
template <typename Subscription>
void drain_until_silent(Subscription& from) {
    CHECK(test::eventually([&] {
        drain(from);
        return !is_readable(from.native_handle());
    }));
}

template <typename Subscription>
void await_closed(Subscription& sub) {
    CHECK_EQ(test::await(sub.native_handle(), POLLIN), POLLIN);
    CHECK(test::eventually([&] {
        drain(sub);
        return sub.try_next().closed();
    }));
    CHECK(is_readable(sub.native_handle())); // and stays so
}

// subscribe(client, options) and emit(client), by this carrier.
template <typename Subscribe, typename Emit>
void follow(const char* carrier, Subscribe subscribe, Emit emit) {
    test::module module{"all_types"};
    const auto events = client::connect({.via = {carrier}}).value();
    const auto sender = client::connect().value();

    auto sub = subscribe(events, subscribe_options{});
    drain_until_silent(sub);
    for (int i = 0; i < 3; ++i) {
        std::jthread other{[&] {
            std::this_thread::sleep_for(5ms);
            emit(sender);
        }};
        unsigned records = 0;
        while (records == 0) {
            test::await(sub.native_handle(), POLLIN);
            records = drain(sub);
        }
        CHECK_EQ(records, 1U);
        drain_until_silent(sub);
    }
    {
        std::jthread other{[&] {
            std::this_thread::sleep_for(5ms);
            sub.cancel();
        }};
        await_closed(sub);
        CHECK(!sub.closed());
    }
    std::stop_source source;
    auto stopped = subscribe(events, subscribe_options{.stop = source.get_token()});
    auto gone = subscribe(events, subscribe_options{});
    drain_until_silent(stopped);
    std::jthread other{[&] {
        std::this_thread::sleep_for(5ms);
        source.request_stop();
    }};
    await_closed(stopped);
    drain_until_silent(gone);
    module.unload();
    await_closed(gone);
    CHECK(gone.closed().has_value());
}

} // namespace

int main() {
    for (const auto* const carrier : {"ring", "netlink", "genetlink"})
        follow(
            carrier,
            [](const client& c, const subscribe_options& how) {
                return c.tick.subscribe(how).value();
            },
            [](const client& c) { c.emit({.count = 1}).value(); });
    follow(
        "chardev",
        [](const client& c, const subscribe_options& how) { return c.note.subscribe(how).value(); },
        [](const client& c) { c.tell({.text = "here"}).value(); });
    follow(
        "uevent",
        [](const client& c, const subscribe_options& how) { return c.told.subscribe(how).value(); },
        [](const client& c) { c.tell({.text = "here"}).value(); });
    for (const auto* const carrier : {"sysfs", "genetlink"})
        follow(
            carrier,
            [](const client& c, const subscribe_options& how) {
                return c.level.subscribe(how).value();
            },
            [](const client& c) { c.level.set(c.level.get().value() == 20 ? 30 : 20).value(); });
}
