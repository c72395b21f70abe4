// SPDX-License-Identifier: MIT
//
// How long connecting and subscribing wait, against a module that does not answer.
#include <cerrno>
#include <csignal>
#include <ctime>
#include <stop_token>

#include <gtest/gtest.h>

#include "fake_module.hpp"
#include "icmpmon.gw.hpp"

namespace gangway {
namespace {

using namespace std::chrono_literals;

class attach_test : public testing::Test {
protected:
    attach_test() {
        root.load("icmpmon", generated::icmpmon);
        root.attribute("icmpmon/enabled", "1\n");
    }
    [[nodiscard]] error not_connected(connect_options options) const {
        options.root = root.path();
        return icmpmon::client::connect(std::move(options)).error();
    }
    // From now on, until a signal; the stop is requested once it does.
    void sleeps(unsigned request) {
        test::module[_IOC_NR(request)] = [this](unsigned, std::span<std::byte>) {
            stop.request_stop();
            const timespec longer_than_a_test{600, 0};
            return nanosleep(&longer_than_a_test, nullptr) == 0 ? 0 : errno;
        };
    }

    test::fake_root root;
    std::stop_source stop;
};

TEST_F(attach_test, connecting_ends_in_time) {
    sleeps(GW_IOC_INFO);
    auto why = not_connected({.stop = stop.get_token()});
    EXPECT_TRUE(why.is(ECANCELED));
    EXPECT_EQ(why.message, "icmpmon: was stopped while it waited for the kernel");
    EXPECT_TRUE(not_connected({.deadline = 20ms}).is(ETIMEDOUT));
    why = not_connected({.stop = stop.get_token()});
    EXPECT_EQ(why.message, "icmpmon: was stopped before it was asked");
    why = dynamic::client::connect("icmpmon", {.root = root.path(), .deadline = 0ms}).error();
    EXPECT_EQ(why.message, "icmpmon: reached its deadline before it was asked");
}

TEST_F(attach_test, subscribing_ends_in_time) {
    const auto mon = icmpmon::client::connect({.root = root.path()}).value();
    sleeps(GW_IOC_SUBSCRIBE);
    const auto why = mon.packet.subscribe({.stop = stop.get_token()}).error();
    EXPECT_TRUE(why.is(ECANCELED));
    EXPECT_EQ(why.message, "icmpmon.packet: was stopped while it waited for the kernel");
    EXPECT_EQ(why.carrier, "ring");
    EXPECT_TRUE(mon.packet.subscribe({.deadline = 20ms}).error().is(ETIMEDOUT));
}

// As the carrier of signals does, while it subscribes.
TEST_F(attach_test, signals_that_were_blocked_meanwhile_stay_so) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGRTMIN);
    const auto mon = icmpmon::client::connect({.root = root.path()}).value();
    test::module[_IOC_NR(GW_IOC_SUBSCRIBE)] = [&](unsigned, std::span<std::byte>) {
        pthread_sigmask(SIG_BLOCK, &set, nullptr);
        return EBUSY;
    };
    EXPECT_TRUE(mon.packet.subscribe({.deadline = 10min}).error().is(EBUSY));
    sigset_t now;
    pthread_sigmask(SIG_UNBLOCK, &set, &now);
    EXPECT_EQ(sigismember(&now, SIGRTMIN), 1);
    EXPECT_EQ(sigismember(&now, SIGURG), 0);
}

} // namespace
} // namespace gangway
