// SPDX-License-Identifier: MIT
//
// What `make demo` runs in the kernel that it boots, with gangway.ko and icmpmon.ko loaded: each
// element of icmpmon over each of its carriers, with real ICMP. It ends with a table, and with
// failure if a cell of it is not ok.
#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <exception>
#include <fcntl.h>
#include <future>
#include <sched.h>
#include <string>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>
#include <vector>

#include <fmt/format.h>

#include "icmpmon.gw.hpp"

using namespace std::chrono_literals;

namespace {

// How long something that must come may take: generous, since the machine is an emulated one.
constexpr auto patience = 60s;
// How long to listen for what must not come.
constexpr auto silence = 500ms;

struct cell {
    std::string element;
    std::string carrier;
    std::string shown;
    bool ok;
};
std::vector<cell> table;

void show(std::string element, std::string carrier, std::string what, bool ok) {
    fmt::print("    => {}: {}\n", what, ok ? "ok" : "NOT OK");
    table.push_back({std::move(element), std::move(carrier), std::move(what), ok});
}

void title(std::string_view text) {
    fmt::print("\n== {}\n", text);
}

void run(const std::string& command) {
    fmt::print("    $ {}\n", command);
    std::fflush(stdout);
    if (std::system(("{ " + command + "; } >/dev/null").c_str()) != 0)
        throw std::runtime_error{"failed: " + command};
}

// The same concurrently with what follows; waits for it at the end of the scope.
auto run_beside(const std::string& command) {
    return std::async(std::launch::async, [command] { run(command); });
}

// Calls f in a network namespace made by `ip netns add`, on a thread of its own.
template <typename F>
auto in_namespace(const char* name, F f) {
    return std::async(std::launch::async,
                      [&] {
                          const auto path = fmt::format("/run/netns/{}", name);
                          const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
                          if (fd < 0 || setns(fd, CLONE_NEWNET) != 0)
                              throw std::runtime_error{fmt::format("{}: cannot enter it", path)};
                          close(fd);
                          return f();
                      })
        .get();
}

auto subscribe(gangway::subscribe_options options = {}, std::vector<std::string> via = {}) {
    return icmpmon::client::connect({.via = std::move(via)})
        .value()
        .packet.subscribe(std::move(options))
        .value();
}

using packets = gangway::subscription<icmpmon::packet>;

// Prints packets until `count` have come; returns how many did. Any loss ends it.
std::size_t print(packets& from, std::size_t count) {
    std::size_t seen = 0;
    while (seen < count) {
        const auto item = from.next(patience);
        if (!item)
            break;
        fmt::print("    {} -> {}  type {}\n", item->saddr, item->daddr, item->type);
        ++seen;
    }
    return seen;
}

bool silent(packets& from) {
    return from.next(silence).empty();
}

void loopback(const char* carrier) {
    title(fmt::format("Packets on the loopback interface, as the typed client receives them by {}",
                      carrier));
    auto listener = subscribe({}, {carrier});
    [[maybe_unused]] const auto pings = run_beside("ping -c 3 127.0.0.1");
    // Each echo request and each reply comes in once.
    const auto seen = print(listener, 6);
    show("packet", carrier, fmt::format("{} packets of 6, {} lost", seen, listener.lost()),
         seen == 6 && listener.lost() == 0);
}

void namespaces() {
    title("Two network namespaces joined by a cable: each receives its own packets only");
    run("ip netns add left && ip netns add right");
    run("ip link add cable0 netns left type veth peer name cable1 netns right");
    run("ip -n left addr add 10.77.0.1/24 dev cable0 && ip -n left link set cable0 up");
    run("ip -n right addr add 10.77.0.2/24 dev cable1 && ip -n right link set cable1 up");
    auto here = subscribe();
    auto left = in_namespace("left", [] { return subscribe(); });
    auto right = in_namespace("right", [] { return subscribe(); });

    [[maybe_unused]] const auto pings =
        run_beside("ip netns exec right ping -c 3 -i 0.2 10.77.0.1");
    fmt::print("    in left:\n");
    const auto at_left = print(left, 3);
    fmt::print("    in right:\n");
    const auto at_right = print(right, 3);
    show("packet", "ring", fmt::format("left received {} of 3, right {} of 3", at_left, at_right),
         at_left == 3 && at_right == 3);
    show("packet", "ring", "netns: each holds, nobody received the others'",
         silent(left) && silent(right) && silent(here));
}

void properties(icmpmon::client& mon) {
    title("Properties");
    auto listener = subscribe();
    auto changes = mon.enabled.subscribe().value();
    const auto first = changes.next(patience);
    run("echo 0 > /sys/class/gangway/icmpmon/enabled");
    const auto second = changes.next(patience);
    show("enabled", "sysfs", "a shell sets it to 0, and a client that watches it is notified",
         first && *first && second && !*second);

    const bool off = !mon.enabled.get().value();
    run("ping -c 1 127.0.0.1");
    show("enabled", "sysfs", "it is read back, and no packet came", off && silent(listener));

    mon.enabled.set(true).value();
    const auto before = mon.seen.get().value();
    run("ping -c 1 127.0.0.1");
    const auto rise = mon.seen.get().value() - before;
    show("seen", "sysfs", fmt::format("rose by {} with one ping (request and reply)", rise),
         rise == 2);
}

void calls(icmpmon::client& mon) {
    title("Calls, and the table");
    const gangway::ipv4 known{127, 0, 0, 1};
    const auto counted = mon.count({.saddr = known}).value().packets;
    show("count", "ioctl", fmt::format("{} sent {} packets", known, counted), counted > 0);

    const auto unknown = mon.count({.saddr = {192, 0, 2, 1}});
    const bool declared = !unknown && unknown.error().is(icmpmon::count_error::enoent);
    show("count", "ioctl",
         fmt::format("an unknown host: \"{}\"", unknown ? "" : unknown.error().message), declared);

    const auto rows = mon.talkers.rows().value();
    const auto talker = std::ranges::find(rows, known, &icmpmon::talkers::saddr);
    for (const auto& row : rows)
        fmt::print("    {}\n", row);
    show("talkers", "seq_file", fmt::format("{} rows, {} among them", rows.size(), known),
         talker != rows.end() && talker->packets == counted);

    mon.reset().value();
    const bool forgotten = mon.seen.get().value() == 0 && !mon.count({.saddr = known});
    show("reset", "ioctl", "all counts are forgotten", forgotten);
}

void overrun(icmpmon::client& mon, const char* carrier) {
    title(fmt::format("A listener by {} that stopped reading: the loss is exact", carrier));
    auto listener = subscribe({.depth = 32}, {carrier});
    const auto before = mon.seen.get().value();
    run("ping -q -f -c 1000 127.0.0.1");
    const auto sent = mon.seen.get().value() - before;

    std::uint64_t received = 0;
    std::uint64_t lost = 0;
    for (auto item = listener.next(silence); !item.empty() && !item.closed();
         item = listener.next(silence)) {
        if (const auto missing = item.lost())
            lost += missing->count.value();
        else
            ++received;
    }
    show("packet", carrier, fmt::format("sent {} = received {} + lost {}", sent, received, lost),
         sent == received + lost && lost > 0 && received > 0);
}

void unload(icmpmon::client& mon) {
    title("The module is unloaded while a client waits");
    auto listener = subscribe();
    auto told = std::async(std::launch::async, [&] {
        const auto item = listener.next(patience);
        return item.closed() ? listener.closed() : std::nullopt;
    });
    fmt::print("    $ rmmod icmpmon\n");
    if (syscall(SYS_delete_module, "icmpmon", O_NONBLOCK) != 0)
        throw std::runtime_error{fmt::format("rmmod icmpmon: errno {}", errno)};
    const auto why = told.get();
    show("packet", "ring",
         fmt::format("the waiting client is told \"{}\"", why.value_or("nothing")),
         why.has_value());

    const auto seen = mon.seen.get();
    show("seen", "sysfs", fmt::format("a get says \"{}\"", seen ? "" : seen.error().message),
         !seen && seen.error().is(ENODEV));

    const auto again = icmpmon::client::connect();
    show("(connect)", "", fmt::format("a new client: \"{}\"", again ? "" : again.error().message),
         !again);
}

bool print_table() {
    bool all = true;
    utsname system{};
    uname(&system);
    fmt::print("\nLinux {}\n", system.release);
    fmt::print("{:<10} {:<10} {:<7} {}\n", "element", "carrier", "", "shown");
    for (const auto& row : table) {
        fmt::print("{:<10} {:<10} {:<7} {}\n", row.element, row.carrier, row.ok ? "ok" : "NOT OK",
                   row.shown);
        all = all && row.ok;
    }
    return all;
}

} // namespace

int main() try {
    // Lines must come out as they are written, whatever stdout is.
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    auto mon = icmpmon::client::connect().value();
    loopback("ring");
    loopback("genetlink");
    namespaces();
    properties(mon);
    calls(mon);
    overrun(mon, "ring");
    overrun(mon, "genetlink");
    unload(mon);
    const bool ok = print_table();
    fmt::print("\n{}\n", ok ? "All ok." : "Something is NOT ok.");
    return ok ? 0 : 1;
} catch (const std::exception& e) {
    fmt::print(stderr, "demo: {}\n", e.what());
    print_table();
    return 1;
}
