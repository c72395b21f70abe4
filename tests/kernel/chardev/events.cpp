// SPDX-License-Identifier: MIT
//
// Events by read(): whole records, as many as fit, from every context; losses in their place, and
// exact counts; a reader who did not subscribe; poll, buffers too small, and the end.
#include <cstddef>
#include <map>
#include <vector>

#include <gangway/chardev.h>

#include "stream.hpp"
#include "told.gw.h"

namespace {

struct item {
    gw_chardev_item head;
    std::uint64_t nr;
};

void tell(int fd, std::uint32_t small, std::uint32_t large = 0, std::uint32_t secret = 0) {
    union told_gw_tell buffer{};
    buffer.request.small = small;
    buffer.request.large = large;
    buffer.request.secret = secret;
    CHECK_OK(ioctl(fd, TOLD_IOC_TELL, &buffer));
}

int subscribe(int fd, std::initializer_list<unsigned> events) {
    gw_subscribe wanted{};
    wanted.carrier = GW_CARRIER_chardev;
    for (const unsigned number : events)
        wanted.events[number / 64] |= std::uint64_t{1} << number % 64;
    return ioctl(fd, GW_IOC_SUBSCRIBE, &wanted);
}

/// What one read gives; none: EAGAIN.
std::vector<item> read_items(int fd, std::size_t room = 65536) {
    std::vector<unsigned char> buffer(room);
    const auto n = read(fd, buffer.data(), buffer.size());
    std::vector<item> all;
    if (n < 0 && errno == EAGAIN)
        return all;
    CHECK(n > 0);
    for (std::size_t at = 0; at < static_cast<std::size_t>(n);) {
        item one{};
        CHECK(static_cast<std::size_t>(n) - at >= sizeof one.head);
        std::memcpy(&one.head, &buffer[at], sizeof one.head);
        CHECK_EQ(one.head.flags == GW_CHARDEV_LOST, one.head.lost != 0);
        CHECK_EQ(one.head.size == 0, one.head.lost != 0);
        CHECK_EQ(one.head.time == 0, one.head.lost != 0);
        const auto whole = GW_CHARDEV_ROOM(one.head.size);
        CHECK(static_cast<std::size_t>(n) - at >= whole);
        if (one.head.size == sizeof(told_gw_small))
            std::memcpy(&one.nr, &buffer[at + sizeof one.head], sizeof one.nr);
        else if (one.head.size != 0) {
            std::uint32_t nr = 0;
            std::memcpy(&nr, &buffer[at + sizeof one.head], sizeof nr);
            one.nr = nr;
        }
        all.push_back(one);
        at += whole;
    }
    return all;
}

test::file nonblocking() {
    return test::file{TOLD_NODE, O_RDWR | O_NONBLOCK};
}

void records_come_whole_and_in_order() {
    const auto fd = nonblocking();
    CHECK_OK(subscribe(fd, {TOLD_SMALL}));
    CHECK_ERRNO(subscribe(fd, {TOLD_SMALL}), EBUSY);
    CHECK(read_items(fd).empty());
    tell(fd, 6);
    const auto all = read_items(fd);
    CHECK_EQ(all.size(), 6);
    for (const auto& one : all) {
        CHECK_EQ(one.head.event, TOLD_SMALL);
        CHECK_EQ(one.nr, all.front().nr + static_cast<std::uint64_t>(&one - all.data()));
        CHECK(&one == all.data() || one.head.time >= (&one - 1)->head.time);
    }
    CHECK(read_items(fd).empty());

    tell(fd, 3);
    const auto one = GW_CHARDEV_ROOM(sizeof(told_gw_small));
    char byte[64];
    CHECK_ERRNO(read(fd, byte, one - 1), EMSGSIZE);
    CHECK_EQ(read_items(fd, one).size(), 1);
    CHECK_EQ(read_items(fd, 2 * one + 7).size(), 2);
    char* const volatile nowhere = reinterpret_cast<char*>(8);
    CHECK_ERRNO(read(fd, nowhere, one), EFAULT);
    CHECK_EQ(read(fd, byte, 0), 0);
    CHECK_ERRNO(write(fd, byte, 1), EINVAL);
    CHECK_ERRNO(lseek(fd, 0, SEEK_SET), ESPIPE);
}

/// Some read now and then, one never; each gets all, or is told what it lost.
void nothing_is_lost_unnoticed() {
    const auto slow = nonblocking();
    const auto never = nonblocking();
    CHECK_OK(subscribe(slow, {TOLD_SMALL, TOLD_LARGE}));
    CHECK_OK(subscribe(never, {TOLD_SMALL, TOLD_LARGE}));
    std::map<unsigned, std::uint64_t> sent;
    std::map<unsigned, std::uint64_t> received;
    std::map<unsigned, std::uint64_t> lost;
    std::map<unsigned, std::uint64_t> before; // what was sent before the first of these
    const auto drain = [&](int fd) {
        for (auto all = read_items(fd); !all.empty(); all = read_items(fd))
            for (const auto& one : all) {
                const unsigned event = one.head.event;
                if (one.head.size != 0) { // each loss stands where it happened
                    before.try_emplace(event, one.nr - lost[event]);
                    CHECK_EQ(one.nr - before[event], received[event] + lost[event]);
                    ++received[event];
                }
                lost[event] += one.head.lost;
            }
    };
    const auto check = [&](int fd) {
        for (const unsigned event : {TOLD_SMALL, TOLD_LARGE})
            CHECK_EQ(sent[event], received[event] + lost[event]);
        gw_counters counted{};
        counted.carrier = GW_CARRIER_chardev;
        CHECK_OK(ioctl(fd, GW_IOC_COUNTERS, &counted));
        CHECK_EQ(counted.used, sent[TOLD_SMALL] + sent[TOLD_LARGE]);
        CHECK_EQ(counted.lost, lost[TOLD_SMALL] + lost[TOLD_LARGE]);
    };
    for (const std::uint32_t n : {1U, 20U, 500U, 3U, 5000U}) {
        tell(slow, n, n);
        sent[TOLD_SMALL] += n;
        sent[TOLD_LARGE] += n;
        drain(slow);
        check(slow);
    }
    CHECK(lost[TOLD_LARGE] > 0);
    received.clear();
    lost.clear();
    drain(never);
    check(never);
    CHECK(lost[TOLD_SMALL] > 0);
}

void who_reads_has_subscribed() {
    const auto fd = nonblocking();
    CHECK(read_items(fd).empty());
    tell(fd, 1, 1, 1);
    const auto all = read_items(fd);
    CHECK_EQ(all.size(), 3);
    CHECK_ERRNO(subscribe(fd, {TOLD_SMALL}), EBUSY);

    const test::file writer{TOLD_NODE, O_WRONLY};
    CHECK_ERRNO(subscribe(writer, {TOLD_SMALL}), EACCES);
    CHECK_ERRNO(subscribe(fd, {TOLD_TELL}), EBUSY);
    const auto other = nonblocking();
    CHECK_ERRNO(subscribe(other, {TOLD_TELL}), ENOENT);
    CHECK_ERRNO(subscribe(other, {}), EINVAL);
}

void waits_are_woken() {
    const test::file caller{TOLD_NODE};
    test::child reader{[] {
        const test::file own{TOLD_NODE};
        CHECK_EQ(read_items(own).size(), 1);
    }};
    reader.wait_until_in(SYS_read);
    tell(caller, 1);
    reader.join();

    test::child poller{[] {
        const auto own = nonblocking();
        CHECK_OK(subscribe(own, {TOLD_SMALL}));
        CHECK_EQ(test::await(own, POLLIN), POLLIN);
        CHECK_EQ(read_items(own).size(), 1);
        pollfd now{own, POLLIN, 0};
        CHECK_EQ(poll(&now, 1, 0), 0);
    }};
    poller.wait_until_in(SYS_poll);
    tell(caller, 1);
    poller.join();

    test::child dies{[] {
        const test::file own{TOLD_NODE};
        read_items(own);
    }};
    dies.wait_until_in(SYS_read);
    dies.kill9();
    tell(caller, 5, 5); // to nobody
}

void the_end_comes_after_what_was_sent(test::module& streams) {
    const auto fd = nonblocking();
    CHECK_OK(subscribe(fd, {TOLD_SMALL}));
    tell(fd, 2);
    test::child waits{[] {
        const test::file own{TOLD_NODE};
        char byte[64];
        CHECK_ERRNO(read(own, byte, sizeof byte), ENODEV);
    }};
    waits.wait_until_in(SYS_read);
    streams.unload();
    waits.join();
    CHECK((test::await(fd, POLLIN) & (POLLIN | POLLHUP)) == (POLLIN | POLLHUP));
    CHECK_EQ(read_items(fd).size(), 2);
    char byte[64];
    CHECK_ERRNO(read(fd, byte, sizeof byte), ENODEV);
}

} // namespace

int main() {
    test::module streams{"streams"};
    records_come_whole_and_in_order();
    nothing_is_lost_unnoticed();
    who_reads_has_subscribed();
    waits_are_woken();
    the_end_comes_after_what_was_sent(streams);
}
