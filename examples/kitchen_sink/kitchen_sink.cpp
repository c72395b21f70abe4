// SPDX-License-Identifier: MIT
//
// Every kind of element once, of the instance that is named on the command line.
//
//     kitchen_sink [INSTANCE]
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>

#include "kitchen_sink.gw.hpp"

namespace {

using namespace std::chrono_literals;

void properties(const kitchen_sink::client& sink) {
    sink.mood.set(kitchen_sink::mood::busy).value();
    fmt::print("mood {}, tastes {}, title {}\n", sink.mood.get().value(), sink.tastes.get().value(),
               sink.title.get().value());
    if (const auto refused = sink.heat.set(1000); !refused)
        fmt::print("{}\n", refused.error().message); // out of its range
}

void call_and_event(const kitchen_sink::client& sink) {
    auto served = sink.served.subscribe().value();
    kitchen_sink::dish dish;
    dish.name = "soup";
    const auto done = sink.cook(dish);
    if (!done && done.error().is(kitchen_sink::cook_error::ebusy)) {
        fmt::print("{}\n", done.error().message);
        return;
    }
    fmt::print("{} is {}\n", done.value().name, done.value().ready ? "ready" : "not ready");
    if (const auto item = served.next(5s))
        fmt::print("served: {}\n", item->name);
}

void table(const kitchen_sink::client& sink) {
    for (const auto* item : {"salt", "oil", "rice"}) {
        kitchen_sink::stock_request request;
        request.item = item;
        request.amount = 3;
        sink.stock(request).value();
    }
    for (const auto& row : sink.shelf.rows().value())
        fmt::print("{:<8} {}\n", row.item, row.amount);
}

} // namespace

int main(int argc, char* argv[]) {
    try {
        const auto sink =
            kitchen_sink::client::connect({.instance = argc > 1 ? argv[1] : "hot"}).value();
        properties(sink);
        call_and_event(sink);
        table(sink);
        for (const auto& by : sink.carriers())
            fmt::print("{:<10} by {}: {}\n", by.element, by.carrier, by.why);
    } catch (const gangway::exception& e) {
        fmt::print(stderr, "{}\n", e.what());
        return EXIT_FAILURE;
    }
}
