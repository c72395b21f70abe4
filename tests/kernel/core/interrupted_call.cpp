// SPDX-License-Identifier: MIT
// Carriers: ioctl io_uring netlink genetlink sockopt syscall sysfs procfs sysctl debugfs seq_file
// Sample: 7.3-cloud
//
// Who waits for a handler, or for its turn, by each carrier of requests: a signal, a stop and a
// deadline end it, each with its own error; what it asks next is answered as it should be. A
// handler that says it was interrupted, and was not, makes one error.
#include <csignal>
#include <functional>
#include <optional>
#include <thread>

#include <fmt/format.h>

#include "all_types.gw.hpp"
#include "carriers.hpp"

namespace {

using namespace std::chrono_literals;
using gangway::request_options;
using gangway::result;

constexpr std::uint32_t for_ever = 600'000; // in milliseconds, longer than the test

struct way {
    const char* carrier;
    long sleeps_in; // this system call
    std::function<result<void>(const all_types::client&, const request_options&)> ask;

    [[nodiscard]] all_types::client connect() const {
        return all_types::client::connect({.via = {carrier}}).value();
    }
};

result<void> call(const all_types::client& client, const request_options& how) {
    return client.slow({.ms = for_ever}, how);
}
result<void> set(const all_types::client& client, const request_options& how) {
    return client.level.set(50, how);
}
result<void> dump(const all_types::client& client, const request_options& how) {
    return client.items.rows(how).transform([](const auto&) {});
}

const way in_handler[] = {{"ioctl", SYS_ioctl, call},      {"netlink", SYS_sendto, call},
                          {"genetlink", SYS_sendto, call}, {"sockopt", SYS_getsockopt, call},
                          {"io_uring", SYS_ppoll, call},   {"syscall", GW_SYSCALL, call}};

const way in_front_of_it[] = {
    {"ioctl", SYS_ioctl, call},       {"ioctl", SYS_ioctl, set},
    {"netlink", SYS_sendto, call},    {"netlink", SYS_sendto, set},
    {"netlink", SYS_sendto, dump},    {"genetlink", SYS_recvfrom, call},
    {"genetlink", SYS_recvfrom, set}, {"genetlink", SYS_recvfrom, dump},
    {"seq_file", SYS_pread64, dump},  {"sysfs", SYS_pwrite64, set},
    {"procfs", SYS_pwrite64, set},    {"sysctl", SYS_pwrite64, set},
    {"debugfs", SYS_pwrite64, set},   {"sockopt", SYS_getsockopt, call},
    {"sockopt", SYS_setsockopt, set}, {"io_uring", SYS_ppoll, call},
    {"io_uring", SYS_ppoll, set},     {"syscall", GW_SYSCALL, call},
    {"syscall", GW_SYSCALL, set},
};

void check_error(const result<void>& ended, int number) {
    CHECK(!ended);
    fmt::print("{}\n", ended.error().message);
    CHECK_EQ(ended.error().number, number);
}

// As in a program that stops on signals: with the token, and without. Of a file that is read in
// pieces a signal alone ends one piece.
void by_signal(const way& by) {
    for (const bool given : {false, true})
        for (const int signal : {SIGINT, SIGTERM}) {
            if (!given && by.sleeps_in == SYS_pread64)
                continue;
            test::child caller{[&] {
                const gangway::stop_on_signals stop{SIGINT, SIGTERM};
                const auto client = by.connect();
                const auto ended = by.ask(client, given ? request_options{.stop = stop.token()}
                                                        : request_options{});
                check_error(ended, given ? ECANCELED : EINTR);
            }};
            caller.wait_until_in(by.sleeps_in);
            CHECK_OK(kill(caller.pid(), signal));
            caller.join();
        }
}

// By another thread, of one that blocks all signals; before it has begun to wait, and while it
// does.
void by_stop(const way& by) {
    test::child caller{[&] {
        const auto client = by.connect();
        for (const auto after : {0ms, 3ms, 50ms}) {
            std::stop_source source;
            std::jthread waiting{[&] {
                sigset_t all;
                sigfillset(&all);
                pthread_sigmask(SIG_SETMASK, &all, nullptr);
                check_error(by.ask(client, {.stop = source.get_token()}), ECANCELED);
            }};
            std::this_thread::sleep_for(after);
            source.request_stop();
        }
    }};
    caller.join();
}

void by_deadline(const way& by) {
    const auto client = by.connect();
    for (const auto time : {1ms, 100ms}) {
        const auto begin = std::chrono::steady_clock::now();
        check_error(by.ask(client, {.deadline = time}), ETIMEDOUT);
        CHECK(std::chrono::steady_clock::now() - begin >= time);
    }
    check_error(by.ask(client, {.deadline = 0ms}), ETIMEDOUT);
}

// What was given up is no answer to what comes next, and the handler has ended.
void goes_on(const char* carrier) {
    const auto client = all_types::client::connect({.via = {carrier}}).value();
    for (int i = 0; i < 5; ++i) {
        check_error(client.slow({.ms = for_ever}, {.deadline = 10ms}), ETIMEDOUT);
        CHECK_EQ(client.ask().value().answer, 42U);
        CHECK(client.slow({.ms = 1}, {.deadline = 60s}));
    }
}

void handlers_that_were_not_interrupted(const char* carrier) {
    const auto client = all_types::client::connect({.via = {carrier}}).value();
    constexpr int restart = 512; // ERESTARTSYS
    const auto calls = [&] { return client.dynamic().counters("fail").value().used; };
    for (const int number : {EINTR, restart}) {
        const auto before = calls();
        const auto failed = client.fail({.error = -number});
        CHECK(!failed);
        CHECK_EQ(failed.error().number, EPROTO);
        CHECK_EQ(calls(), before + 1);
    }
}

// A handler with SA_RESTART interrupts nothing: who waits for its turn goes on to do so.
void restarts(std::optional<test::child>& holder) {
    test::child caller{[] {
        struct sigaction action{};
        action.sa_handler = [](int) {};
        action.sa_flags = SA_RESTART;
        CHECK_OK(sigaction(SIGUSR1, &action, nullptr));
        const auto client = all_types::client::connect({.via = {"ioctl"}}).value();
        CHECK(client.nothing());
    }};
    for (int i = 0; i < 5; ++i) {
        caller.wait_until_in(SYS_ioctl);
        CHECK_OK(kill(caller.pid(), SIGUSR1));
    }
    holder.reset();
    caller.join();
}

} // namespace

int main() {
    for (const unsigned kind : {GW_KIND_CALL, GW_KIND_TABLE})
        test::all_have_a_row(kind, in_front_of_it, &way::carrier);
    test::all_have_a_row(GW_KIND_CALL, in_handler, &way::carrier);
    const test::module all_types_module{"all_types"};
    for (const auto& by : in_handler) {
        if (!test::has(by.carrier))
            continue;
        by_signal(by);
        by_stop(by);
        goes_on(by.carrier);
        handlers_that_were_not_interrupted(by.carrier);
    }
    std::optional<test::child> holder{std::in_place, [] {
                                          const auto client = all_types::client::connect().value();
                                          (void)client.slow({.ms = for_ever});
                                      }};
    holder->wait_until_in(SYS_ioctl);
    for (const auto& by : in_front_of_it) {
        if (!test::has(by.carrier))
            continue;
        by_signal(by);
        by_stop(by);
        by_deadline(by);
    }
    restarts(holder);
}
