// SPDX-License-Identifier: MIT
// Carriers: ioctl io_uring netlink genetlink sockopt syscall sysfs procfs sysctl debugfs ring relay
// thread signal eventfd
//
// Each capability opens what requires it and nothing else; and only in the initial user namespace.
// By each carrier of these elements, as the library uses it.
#include <sched.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <gangway/dynamic.hpp>

#include "capability.hpp"
#include "carriers.hpp"

namespace {

using gangway::dynamic::client;

template <typename T>
int number_of(const gangway::result<T>& done) {
    return done ? 0 : done.error().number;
}

int call(const client& by) {
    return number_of(by.call("guarded"));
}
int get(const client& by) {
    return number_of(by.get("secret"));
}
int listen(const client& by) {
    return number_of(by.subscribe({"alarm"}, {.depth = 16}));
}

const struct guarded {
    const char* element;
    unsigned capability;
    int (*use)(const client&);
} all[] = {{"guarded", CAP_SYS_ADMIN, call},
           {"secret", CAP_SYS_ADMIN, get},
           {"alarm", CAP_NET_ADMIN, listen}};

/// The carriers of the element that this kernel has.
std::vector<std::string> ways(const char* element) {
    const auto by = client::connect("all_types").value();
    auto via = by.find(element).value()->via;
    std::erase_if(via, [](const auto& carrier) { return !test::has(carrier); });
    return via;
}

void by_each_carrier(const guarded& what, bool may, const char* who) {
    for (const auto& carrier : ways(what.element)) {
        const auto by = client::connect("all_types", {.via = {carrier}});
        const int number = by ? what.use(*by) : by.error().number;
        // Of a file, the mode may say so already.
        if (may ? number != 0 : number != EPERM && number != EACCES)
            test::fail(__FILE__, __LINE__,
                       fmt::format("{} by {}, as {}: {}", what.element, carrier, who,
                                   std::strerror(number)));
    }
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    for (const auto& each : all) {
        by_each_carrier(each, true, "root");
        for (const unsigned kept : {CAP_NET_ADMIN, CAP_SYS_ADMIN}) {
            test::child somebody{[&] {
                test::keep_only(kept);
                by_each_carrier(each, kept == each.capability,
                                kept == CAP_NET_ADMIN ? "CAP_NET_ADMIN" : "CAP_SYS_ADMIN");
            }};
            somebody.join();
        }
        test::child stranger{[&] {
            CHECK_OK(unshare(CLONE_NEWUSER)); // all capabilities, over nothing of ours
            by_each_carrier(each, false, "root of another user namespace");
        }};
        stranger.join();
        test::child nobody{[&] {
            CHECK_OK(setgid(65534));
            CHECK_OK(setuid(65534));
            by_each_carrier(each, false, "nobody");
        }};
        nobody.join();
    }
}
