// SPDX-License-Identifier: MIT
//
// A reader that is slow, and one that does not read at all: what was sent is what was received and
// what was lost, to the last record, by each kind of socket; nobody who emits waits. Large
// records all come by a socket that has room for one.
#include <optional>

#include "thread.hpp"

namespace {

void slow_reader(int type, int room) {
    test::listener listener{test::bit(ALL_TYPES_TICK), type, room};
    std::uint64_t sent = 0;
    std::uint64_t missing = 0; // by the numbers of the records
    std::optional<std::uint64_t> first;
    std::uint64_t next = 0;
    for (const std::uint32_t count : {3U, 300U, 20000U, 1U}) {
        test::emit(listener.session(), count);
        sent += count;
        listener.await(sent, [&](const gw_item& head, const std::byte* record) {
            if (head.lost != 0)
                return;
            all_types_gw_tick tick{};
            std::memcpy(&tick, record, sizeof tick);
            first = first.value_or(tick.nr);
            CHECK(tick.nr >= next);
            missing += tick.nr - std::max(next, *first);
            next = tick.nr + 1;
        });
    }
    missing += sent - (next - first.value());
    const auto counted = listener.counters();
    std::printf("type %d: received %lu lost %lu\n", type, listener.received(), listener.lost());
    CHECK_EQ(missing, listener.lost());
    CHECK(listener.lost() > 0);
    CHECK_EQ(counted.used, sent);
    CHECK_EQ(counted.lost, listener.lost());
}

void little_room(int type) {
    test::listener listener{test::bit(ALL_TYPES_BIG) | test::bit(ALL_TYPES_NOTE), type, 2048};
    union all_types_gw_boom boom{};
    boom.request.size = 3000;
    boom.request.count = 4;
    CHECK_OK(ioctl(listener.session(), ALL_TYPES_IOC_BOOM, &boom));
    union all_types_gw_tell tell{};
    std::strcpy(tell.request.text, "after");
    CHECK_OK(ioctl(listener.session(), ALL_TYPES_IOC_TELL, &tell));
    bool told = false;
    listener.await(5, [&](const gw_item& head, const std::byte*) {
        CHECK(!told);
        told = head.event == ALL_TYPES_NOTE;
    });
    CHECK(told);
    CHECK_EQ(listener.lost(), 0U);
}

// Many, from everywhere at once, to one that reads and one that is stopped until the end.
void storm() {
    const test::file caller{ALL_TYPES_NODE};
    test::listener reads{test::bit(ALL_TYPES_TICK), SOCK_STREAM};
    test::listener sleeps{test::bit(ALL_TYPES_TICK), SOCK_SEQPACKET};
    const std::uint32_t each = test::many() ? 100000 : 10000;
    std::uint64_t sent = 0;
    for (int i = 0; i < 10; ++i) {
        union all_types_gw_storm storm{};
        for (unsigned from = 0; from < test::origins(); ++from)
            storm.request.each[from] = each / 40;
        CHECK_OK(ioctl(caller, ALL_TYPES_IOC_STORM, &storm));
        for (const auto n : storm.reply.sent)
            sent += n;
        reads.drain();
    }
    for (auto* const one : {&reads, &sleeps}) {
        one->await(sent);
        CHECK_EQ(one->counters().lost, one->lost());
        std::printf("sent %lu received %lu lost %lu\n", sent, one->received(), one->lost());
    }
}

} // namespace

int main() {
    test::run_on(0); // each CPU has numbers of its own
    const test::module all_types{"all_types"};
    slow_reader(SOCK_SEQPACKET, 0);
    slow_reader(SOCK_DGRAM, 0);
    slow_reader(SOCK_STREAM, 4096);
    little_room(SOCK_SEQPACKET);
    little_room(SOCK_STREAM);
    storm();
}
