// SPDX-License-Identifier: MIT
//
// How long requests wait: deadlines, stops and signals, against a module whose handler sleeps.
#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <ctime>
#include <fstream>
#include <iterator>
#include <stop_token>
#include <string>
#include <thread>

#include <gtest/gtest.h>

#include <sys/stat.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "fake_module.hpp"
#include "icmpmon.gw.hpp"

namespace gangway {
namespace {

using namespace std::chrono_literals;

constexpr unsigned count = 3; // the call's number

std::string stat_of(pid_t thread) {
    return "/proc/self/task/" + std::to_string(thread) + "/stat";
}

bool is_asleep(const std::string& stat) {
    std::ifstream file{stat};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    return text.find(") S ") != text.npos;
}

class limit_test : public testing::Test {
protected:
    limit_test() {
        test::module[count] = [this](unsigned, std::span<std::byte>) {
            ++calls;
            const timespec longer_than_a_test{600, 0};
            return nanosleep(&longer_than_a_test, nullptr) == 0 ? 0 : errno;
        };
    }
    [[nodiscard]] icmpmon::client connect() {
        root.load("icmpmon", generated::icmpmon);
        root.attribute("icmpmon/enabled", "1\n");
        return icmpmon::client::connect({.root = root.path()}).value();
    }
    [[nodiscard]] error failure(const request_options& how) const {
        return mon.count({}, how).error();
    }
    /// Of a request that a deadline ends while it waits: on a busy machine a short one may pass
    /// before it is asked.
    template <typename Ask>
    static error late(Ask ask) {
        for (auto deadline = 20ms;; deadline *= 2) {
            const auto begin = std::chrono::steady_clock::now();
            auto why = ask(request_options{.deadline = deadline}).error();
            EXPECT_GE(std::chrono::steady_clock::now() - begin, deadline);
            if (why.message.find("before it was asked") == why.message.npos || deadline > 1min)
                return why;
        }
    }
    [[nodiscard]] error late_call() const {
        return late([this](const request_options& how) { return mon.count({}, how); });
    }

    test::fake_root root;
    icmpmon::client mon = connect();
    std::atomic<int> calls{0};
};

TEST_F(limit_test, a_deadline_ends_a_call) {
    const auto why = late_call();
    EXPECT_TRUE(why.is(ETIMEDOUT));
    EXPECT_EQ(why.element, "icmpmon.count");
    EXPECT_EQ(why.carrier, "ioctl");
    EXPECT_EQ(why.message, "icmpmon.count: reached its deadline while it waited for the kernel; it "
                           "may have taken effect all the same");
    EXPECT_EQ(calls, 1);
}

TEST_F(limit_test, a_stop_of_any_thread_ends_a_call) {
    for (const auto delay : {0us, 100us, 2000us, 20'000us}) {
        std::stop_source source;
        std::jthread other{[&] {
            std::this_thread::sleep_for(delay);
            source.request_stop();
        }};
        const auto why = failure({.deadline = 10min, .stop = source.get_token()});
        EXPECT_TRUE(why.is(ECANCELED)) << why.message;
    }
}

TEST_F(limit_test, ends_by_name_as_well) {
    const auto why =
        mon.dynamic().call("count", {{"saddr", "10.0.0.1"}}, {.deadline = 1ms}).error();
    EXPECT_TRUE(why.is(ETIMEDOUT));
}

TEST_F(limit_test, nothing_is_asked_too_late) {
    std::stop_source source;
    source.request_stop();
    EXPECT_EQ(failure({.stop = source.get_token()}).message,
              "icmpmon.count: was stopped before it was asked");
    EXPECT_EQ(failure({.deadline = 0ms}).message,
              "icmpmon.count: reached its deadline before it was asked");
    EXPECT_EQ(calls, 0);
}

TEST_F(limit_test, what_answers_in_time_is_not_disturbed) {
    test::module[count] = test::answers(std::uint64_t{7});
    std::stop_source source;
    for (int i = 0; i < 100; ++i)
        EXPECT_EQ(mon.count({}, {.deadline = 1h, .stop = source.get_token()}).value().packets, 7U);
    EXPECT_TRUE(mon.enabled.set(false, {.deadline = 1h}));
    EXPECT_EQ(mon.enabled.get({.deadline = 1h}).value(), false);
    test::module[count] = test::fails(ENOENT);
    EXPECT_TRUE(failure({.deadline = 1h}).is(ENOENT));
}

// Opening it waits for somebody who writes.
TEST_F(limit_test, a_deadline_ends_a_get_of_a_file) {
    root.attribute("icmpmon/seen", "");
    const auto file = root.path() + "/sys/class/gangway/icmpmon/seen";
    ASSERT_EQ(unlink(file.c_str()), 0);
    ASSERT_EQ(mkfifo(file.c_str(), 0600), 0);
    const auto why = late([this](const request_options& how) { return mon.seen.get(how); });
    EXPECT_TRUE(why.is(ETIMEDOUT)) << why.message;
    EXPECT_EQ(why.carrier, "sysfs");
}

TEST_F(limit_test, an_interruption_that_was_none_is_one_error) {
    test::module[count] = [this](unsigned, std::span<std::byte>) {
        ++calls;
        return EINTR;
    };
    for (const auto& why : {mon.count({}).error(), mon.count({}, {.deadline = 1h}).error()}) {
        EXPECT_TRUE(why.is(EINTR));
        EXPECT_EQ(why.message, "icmpmon.count: a signal interrupted it; it may have taken effect "
                               "all the same");
    }
    EXPECT_EQ(calls, 2);
}

TEST_F(limit_test, a_signal_ends_a_call_without_a_token) {
    const stop_on_signals stop{SIGUSR1};
    std::jthread other{[this, self = pthread_self(), stat = stat_of(gettid())] {
        while (calls == 0 || !is_asleep(stat))
            std::this_thread::sleep_for(1ms);
        pthread_kill(self, SIGUSR1);
    }};
    EXPECT_TRUE(mon.count({}).error().is(EINTR));
}

TEST_F(limit_test, works_in_threads_that_block_signals_and_leaves_them_blocked) {
    std::jthread{[this] {
        sigset_t all;
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, nullptr);
        EXPECT_TRUE(late_call().is(ETIMEDOUT));
        sigset_t now;
        pthread_sigmask(SIG_SETMASK, nullptr, &now);
        EXPECT_EQ(sigismember(&now, SIGURG), 1);
        sigset_t pending;
        sigpending(&pending);
        EXPECT_EQ(sigismember(&pending, SIGURG), 0);
    }}.join();
}

TEST_F(limit_test, a_program_keeps_its_own_handler) {
    static std::atomic<int> urgent{0};
    struct sigaction own{};
    struct sigaction before{};
    own.sa_handler = [](int) { ++urgent; };
    ASSERT_EQ(sigaction(SIGURG, &own, &before), 0);
    EXPECT_TRUE(late_call().is(ETIMEDOUT));
    EXPECT_GT(urgent, 0);
    own.sa_flags = SA_RESTART;
    ASSERT_EQ(sigaction(SIGURG, &own, nullptr), 0);
    const auto why = failure({.deadline = 1h});
    EXPECT_TRUE(why.is(EBUSY));
    EXPECT_EQ(why.message, "icmpmon.count: a deadline or a stop token needs SIGURG, which this "
                           "program handles with SA_RESTART; install its handler without");
    ASSERT_EQ(sigaction(SIGURG, &before, nullptr), 0);
}

} // namespace
} // namespace gangway
