// SPDX-License-Identifier: MIT
// Each carrier: KIND_PROPERTY !BUILD_TIME !page
//
// (Not the page, whose requests wait until the provider looks.)
//
// netns: each, by every carrier of values: a client has those of the network namespace that it
// connects in. One that goes takes nothing of the others' along.
#include <sched.h>

#include <nlohmann/json.hpp>

#include <gangway/dynamic.hpp>

#include "carriers.hpp"

namespace {

using gangway::dynamic::client;

std::uint32_t apart(const client& by) {
    return by.get("apart").value().get<std::uint32_t>();
}

void set(const client& by, std::uint32_t value) {
    by.set("apart", value).value();
    CHECK_EQ(apart(by), value);
}

} // namespace

int main(int argc, char** argv) {
    const gangway::connect_options by{.via = {test::carrier_asked_for(argc, argv).name}};
    const test::module careless{"careless"};
    const auto here = client::connect("careless", by).value();
    set(here, 1);
    test::child other{[&] {
        CHECK_OK(unshare(CLONE_NEWNET));
        const auto there = client::connect("careless", by).value();
        CHECK_EQ(apart(there), 0U);
        set(there, 2);
    }};
    other.join();
    CHECK_EQ(apart(here), 1U);
}
