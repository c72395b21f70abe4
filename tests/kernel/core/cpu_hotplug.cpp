// SPDX-License-Identifier: MIT
// Carriers: ring genetlink
//
// CPUs that go and come under a subscription: what they send arrives, or is counted.
#include "genl.hpp"
#include "ring.hpp"

namespace {

const std::string online = "/sys/devices/system/cpu/cpu1/online";

// A member of the group, whose socket takes all: each CPU's queue does, too.
class member {
public:
    member() {
        const int room = 1 << 23;
        CHECK_OK(setsockopt(socket_.fd(), SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof room));
        CHECK_OK(socket_.join(ALL_TYPES_GENL_GROUP_TICK));
    }
    /// How many have come, one after the other.
    std::uint64_t heard() {
        const auto sent = asker_.status(ALL_TYPES_TICK); // now all before it have been sent
        while (heard_ < sent)
            for (const auto& m : socket_.receive())
                CHECK_EQ(m.sequence(), ++heard_);
        return heard_;
    }

private:
    test::genl socket_;
    test::genl asker_;
    std::uint64_t heard_ = 0;
};

} // namespace

int main() {
    if (test::read_file(online) != "1\n")
        test::skip("there is no second CPU that can be taken offline");
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};
    std::uint64_t sent = 0;
    test::tick_order order;

    test::write_file(online, "0");
    test::subscriber without{test::bit(ALL_TYPES_TICK)}; // made when there was one CPU
    test::write_file(online, "1");
    test::subscriber with{test::bit(ALL_TYPES_TICK)};
    member listener;
    const auto send = [&](unsigned cpu) {
        test::run_on(cpu);
        test::emit(fd, 100, sent / 100 % test::origins());
        sent += 100;
    };
    for (int i = 0; i < 5; ++i) {
        send(0);
        send(1);
        test::run_on(0);
        test::write_file(online, "0");
        send(0);
        with.drain([&](unsigned cpu, const gw_reader_item& item, gw_reader_status status) {
            CHECK_EQ(status, GW_READER_ITEM);
            order.see(cpu, item);
        });
        CHECK_EQ(with.received(), sent);
        CHECK_EQ(listener.heard(), sent);
        test::write_file(online, "1");
    }
    without.drain();
    CHECK_EQ(without.received() + without.lost(), sent);
    CHECK(without.received() > sent / 2); // CPU 0 at least
    CHECK_EQ(with.counters().used, sent);
    CHECK_EQ(without.counters().used, sent);
}
