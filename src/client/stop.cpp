// SPDX-License-Identifier: MIT
#include "client/stop.hpp"

#include <atomic>
#include <cerrno>
#include <cstdint>
#include <mutex>
#include <ranges>
#include <system_error>

#include <sys/eventfd.h>
#include <unistd.h>

#include <gangway/result.hpp>
#include <gangway/stop.hpp>

namespace gangway {

namespace {

// What the handler may touch. The descriptor is never closed: a handler may be running on another
// thread while the object goes.
std::atomic<bool> in_use{false};
std::atomic<bool> raised{false};
std::atomic<int> wake{-1};
static_assert(std::atomic<bool>::is_always_lock_free && std::atomic<int>::is_always_lock_free);

// Whose token it is that a signal stops; none: no object exists.
std::mutex naming;
std::stop_token named;

void name(std::stop_token token) {
    const std::lock_guard lock{naming};
    named = std::move(token);
}

// The only failure is a full counter, and then the reader is already awake.
void ring_bell() noexcept {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = write(wake.load(), &one, sizeof(one));
}

extern "C" void gangway_stop_handler(int /*signal*/) {
    const int saved = errno;
    raised = true;
    ring_bell();
    errno = saved;
}

void wait_for_bell(const std::stop_token& end, std::stop_source& source) {
    while (!end.stop_requested()) {
        std::uint64_t count = 0;
        [[maybe_unused]] const auto got = read(wake.load(), &count, sizeof(count)); // or EINTR
        if (raised)
            source.request_stop(); // for good, so that nothing lowers the flag
    }
}

// As long as it lives, no handler runs on this thread; nor on those that it starts meanwhile.
class all_blocked {
public:
    all_blocked() {
        sigset_t all;
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &before_);
    }
    all_blocked(const all_blocked&) = delete;
    all_blocked& operator=(const all_blocked&) = delete;
    ~all_blocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

private:
    sigset_t before_;
};

[[noreturn]] void fail(int number, const char* what) {
    throw exception{error{.number = number, .message = what}};
}

} // namespace

bool stop_is_due(const std::stop_token& token) {
    const std::lock_guard lock{naming};
    return raised && named.stop_possible() && named == token;
}

stop_on_signals::stop_on_signals(std::initializer_list<int> signals) {
    if (in_use.exchange(true))
        fail(EBUSY, "stop_on_signals: only one may exist at a time");
    try {
        start(signals);
    } catch (...) {
        finish();
        throw;
    }
}

stop_on_signals::~stop_on_signals() {
    finish();
}

void stop_on_signals::start(std::initializer_list<int> signals) {
    if (wake < 0)
        wake = eventfd(0, EFD_CLOEXEC);
    if (wake < 0)
        fail(errno, "stop_on_signals: no file descriptor is free");
    raised = false;
    name(source_.get_token());

    try {
        const all_blocked meanwhile;
        thread_ = std::jthread{[this](const std::stop_token& end) { wait_for_bell(end, source_); }};
    } catch (const std::system_error& why) {
        fail(why.code().value(), "stop_on_signals: no thread can be started");
    }

    former_.reserve(signals.size());
    for (const int signal : signals) {
        struct sigaction action{};
        struct sigaction before{};
        action.sa_handler = gangway_stop_handler;
        action.sa_flags = static_cast<int>(SA_RESETHAND); // and no SA_RESTART: see the header
        if (sigaction(signal, &action, &before) != 0)
            fail(EINVAL, "stop_on_signals: not a signal that can be handled");
        former_.emplace_back(signal, before);
    }
}

void stop_on_signals::finish() noexcept {
    name({});
    for (const auto& [signal, before] : std::views::reverse(former_))
        sigaction(signal, &before, nullptr);
    if (thread_.joinable()) {
        thread_.request_stop();
        ring_bell();
        thread_.join();
    }
    in_use = false;
}

} // namespace gangway
