// SPDX-License-Identifier: MIT
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <future>
#include <thread>

#include <pthread.h>

#include <gtest/gtest.h>

#include <gangway/deadline.hpp>
#include <gangway/result.hpp>
#include <gangway/stop.hpp>

namespace gangway {
namespace {

void await(const std::stop_token& token) {
    std::promise<void> stopped;
    const std::stop_callback on_stop{token, [&] { stopped.set_value(); }};
    stopped.get_future().wait();
}

TEST(stop_on_signals, turns_a_signal_into_a_stop) {
    const stop_on_signals stop{SIGUSR1, SIGUSR2};
    EXPECT_FALSE(stop.token().stop_requested());
    raise(SIGUSR2);
    await(stop.token());
}

TEST(stop_on_signals, takes_signals_of_any_thread) {
    std::promise<void> go;
    std::jthread other{[&] { // lives before, and blocks nothing
        go.get_future().wait();
        raise(SIGUSR1);
    }};
    const stop_on_signals stop{SIGUSR1};
    go.set_value();
    await(stop.token());
}

TEST(stop_on_signals, puts_the_former_handlers_back) {
    struct sigaction mine{};
    mine.sa_handler = SIG_IGN;
    ASSERT_EQ(sigaction(SIGUSR1, &mine, nullptr), 0);
    for (int i = 0; i < 3; ++i) {
        const stop_on_signals stop{SIGUSR1};
        EXPECT_FALSE(stop.token().stop_requested());
    }
    struct sigaction now{};
    ASSERT_EQ(sigaction(SIGUSR1, nullptr, &now), 0);
    EXPECT_EQ(now.sa_handler, SIG_IGN);
}

TEST(stop_on_signals, there_can_be_one) {
    const stop_on_signals stop{SIGUSR1};
    EXPECT_THROW(stop_on_signals{SIGUSR2}, exception);
    raise(SIGUSR1); // the first still works
    await(stop.token());
}

TEST(stop_on_signals, refuses_what_is_no_signal) {
    EXPECT_THROW((stop_on_signals{SIGUSR1, 4711}), exception);
    EXPECT_THROW(stop_on_signals{SIGKILL}, exception);
    const stop_on_signals usable_again{SIGUSR1};
}

// A thread whose stack is larger than any memory cannot be.
TEST(stop_on_signals, leaves_signals_as_they_are_if_it_cannot_be) {
    pthread_attr_t usual;
    ASSERT_EQ(pthread_getattr_default_np(&usual), 0);
    pthread_attr_t too_large;
    pthread_attr_init(&too_large);
    pthread_attr_setstacksize(&too_large, std::size_t{1} << 50);
    ASSERT_EQ(pthread_setattr_default_np(&too_large), 0);
    try {
        const stop_on_signals stop{SIGUSR1};
        ADD_FAILURE() << "it could be";
    } catch (const exception& why) {
        EXPECT_TRUE(why.error().is(EAGAIN)) << why.what();
    }
    pthread_setattr_default_np(&usual);
    pthread_attr_destroy(&too_large);
    pthread_attr_destroy(&usual);
    sigset_t blocked;
    pthread_sigmask(SIG_SETMASK, nullptr, &blocked);
    EXPECT_EQ(sigismember(&blocked, SIGINT), 0);
    const stop_on_signals usable_again{SIGUSR1};
}

TEST(deadline, knows_when_it_has_passed) {
    using namespace std::chrono_literals;
    EXPECT_FALSE(deadline::never().passed());
    EXPECT_FALSE(deadline::never().left());
    EXPECT_TRUE(deadline{0ns}.passed());
    EXPECT_EQ(deadline{-1h}.left(), 0ns);
    EXPECT_FALSE(deadline{1h}.passed());
    EXPECT_GT(deadline{1h}.left(), 0ns);
    EXPECT_TRUE(deadline{std::chrono::hours::max()}.is_never()); // no overflow
    EXPECT_TRUE(deadline{std::chrono::duration<double>{1e30}}.is_never());
}

} // namespace
} // namespace gangway
