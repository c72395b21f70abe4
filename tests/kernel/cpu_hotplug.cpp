// SPDX-License-Identifier: MIT
//
// CPUs that go and come under a subscription: what they send arrives, or is counted.
#include "ring.hpp"

namespace {

const std::string online = "/sys/devices/system/cpu/cpu1/online";

} // namespace

int main() {
    if (test::read_file(online) != "1\n")
        test::skip("there is no second CPU that can be taken offline");
    const test::module gwt{"gwt"};
    const test::file fd{GWT_NODE};
    std::uint64_t sent = 0;
    test::tick_order order;

    test::write_file(online, "0");
    test::subscriber without{test::bit(GWT_TICK)}; // made when there was one CPU
    test::write_file(online, "1");
    test::subscriber with{test::bit(GWT_TICK)};
    const auto send = [&](unsigned cpu) {
        test::run_on(cpu);
        test::emit(fd, 100, sent / 100 % 4);
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
        test::write_file(online, "1");
    }
    without.drain();
    CHECK_EQ(without.received() + without.lost(), sent);
    CHECK(without.received() > sent / 2); // CPU 0 at least
    CHECK_EQ(with.counters().used, sent);
    CHECK_EQ(without.counters().used, sent);
}
