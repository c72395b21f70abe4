// SPDX-License-Identifier: MIT
// Carriers: ioctl ring chardev signal thread eventfd
//
// Each request of the session protocol, of programs that are older and newer than the kernel: one
// as long as its first version was is served for ever, and a longer one as long as what the kernel
// does not know is zero.
#include <csignal>
#include <cstddef>
#include <span>
#include <vector>

#include <sys/eventfd.h>

#include <gangway/eventfd.h>
#include <gangway/signal.h>

#include "kept.gw.h"
#include "thread.hpp"

namespace {

using bytes = std::vector<std::byte>;

constexpr std::byte mark{0xa5};
constexpr std::size_t behind = 16; // bytes that are not the request's

struct request {
    const char* name;
    const char* node;
    unsigned long number;
    std::size_t first; // bytes of its first version, whatever it has now: it only grows
    bytes known;       // as it is now
};

template <typename T>
request made(const char* name, const char* node, unsigned long number, std::size_t first,
             const T& known) {
    const auto* const at = reinterpret_cast<const std::byte*>(&known);
    return {name, node, number, first, {at, at + sizeof known}};
}

/// Makes it, in a session of its own, and so long; gives its errno. What is behind it stays.
int ask(const request& what, std::size_t size, std::size_t something_at = SIZE_MAX) {
    bytes buffer(what.known);
    buffer.resize(size);
    if (something_at < size)
        buffer[something_at] = std::byte{1};
    buffer.resize(size + behind, mark);
    const auto before = buffer;
    const test::file session{what.node};
    const int result = ioctl(session, test::resized(what.number, size), buffer.data());
    const int error = result < 0 ? errno : 0;
    CHECK(error == 0 || buffer == before); // who is refused keeps what he has
    for (const auto each : std::span{buffer}.last(behind))
        CHECK(each == mark);
    return error;
}

void is_served(const request& what) {
    for (const std::size_t size :
         {what.first, what.known.size(), what.known.size() + 1, what.known.size() + 8,
          std::size_t{4096}, std::size_t{_IOC_SIZEMASK}}) {
        std::printf("%s in %zu bytes\n", what.name, size);
        CHECK_EQ(ask(what, size), 0);
    }
}

void is_refused(const request& what) {
    for (const std::size_t size : {std::size_t{0}, what.first / 2, what.first - 1})
        CHECK_EQ(ask(what, size), EINVAL);
    for (const std::size_t size : {what.known.size() + 8, std::size_t{200}, std::size_t{4096}})
        for (const std::size_t at : {what.known.size(), size - 1}) {
            std::printf("%s in %zu bytes, of which byte %zu is 1\n", what.name, size, at);
            CHECK_EQ(ask(what, size, at), E2BIG);
        }
}

/// Whatever is behind the head of a subscription, it begins like this.
template <typename T>
T subscribing(std::uint32_t carrier, unsigned event) {
    T wanted{};
    auto& head = reinterpret_cast<gw_subscribe&>(wanted);
    head.carrier = carrier;
    head.events[0] = test::bit(event);
    return wanted;
}

std::vector<request> subscriptions(int socket, int counter) {
    const auto chardev = subscribing<gw_subscribe>(GW_CARRIER_chardev, ALL_TYPES_NOTE);
    auto ring = subscribing<gw_subscribe_ring>(GW_CARRIER_ring, ALL_TYPES_TICK);
    ring.version = GW_RING_VERSION;
    auto signal = subscribing<gw_subscribe_signal>(GW_CARRIER_signal, ALL_TYPES_BEAT);
    signal.signal = static_cast<std::uint32_t>(SIGRTMIN);
    auto thread = subscribing<gw_subscribe_thread>(GW_CARRIER_thread, ALL_TYPES_TICK);
    thread.socket = socket; // the first to use it shuts it down, which keeps nobody from asking
    auto eventfd = subscribing<gw_subscribe_eventfd>(GW_CARRIER_eventfd, ALL_TYPES_TICK);
    eventfd.fd = counter;
    return {made("chardev", ALL_TYPES_NODE, GW_IOC_SUBSCRIBE, 24, chardev),
            made("ring", ALL_TYPES_NODE, GW_RING_SUBSCRIBE, 48, ring),
            made("signal", ALL_TYPES_NODE, GW_SIGNAL_SUBSCRIBE, 32, signal),
            made("thread", ALL_TYPES_NODE, GW_THREAD_SUBSCRIBE, 32, thread),
            made("eventfd", ALL_TYPES_NODE, GW_EVENTFD_SUBSCRIBE, 32, eventfd)};
}

std::vector<request> others() {
    gw_counters counters{};
    counters.element = ALL_TYPES_TICK;
    const gw_stream_size size{KEPT_CONTENT, 0, 0};
    return {made("counters", ALL_TYPES_NODE, GW_IOC_COUNTERS, 40, counters),
            made("stream_size", KEPT_NODE, GW_IOC_STREAM_SIZE, 16, size),
            made("stream_truncate", KEPT_NODE, GW_IOC_STREAM_TRUNCATE, 16, size)};
}

// It is only an answer: cut, or extended with zeros.
void info() {
    const test::file session{ALL_TYPES_NODE};
    gw_info whole{};
    CHECK_OK(ioctl(session, GW_IOC_INFO, &whole));
    const auto* const known = reinterpret_cast<const std::byte*>(&whole);
    for (const std::size_t size : {std::size_t{0}, std::size_t{4}, sizeof whole - 1, sizeof whole,
                                   sizeof whole + 1, std::size_t{4096}}) {
        bytes buffer(size + behind, mark);
        CHECK_OK(ioctl(session, test::resized(GW_IOC_INFO, size), buffer.data()));
        for (std::size_t i = 0; i < buffer.size(); ++i)
            CHECK(buffer[i] == (i >= size ? mark : i >= sizeof whole ? std::byte{} : known[i]));
    }
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    const test::module streams{"streams"};
    const test::pair ends{SOCK_SEQPACKET};
    const int counter = CHECK_OK(eventfd(0, EFD_CLOEXEC));
    for (const auto& all : {subscriptions(ends[0], counter), others()})
        for (const auto& each : all) {
            is_served(each);
            is_refused(each);
        }
    info();
}
