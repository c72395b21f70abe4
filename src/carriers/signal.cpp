// SPDX-License-Identifier: MIT
//
// signal: queued real-time signals to the thread that subscribes, which are taken by signalfd. Each
// subscription has a number of its own, from SIGRTMAX down, that nobody handles or blocks; it is
// blocked in that thread as long as the subscription lives. So only that thread can read it.
#include <algorithm>
#include <array>
#include <bitset>
#include <cerrno>
#include <csignal>
#include <mutex>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <gangway/signal.h>

#include "carriers/by_node.hpp"
#include "carriers/counted_source.hpp"

namespace gangway::carriers {

namespace {

/// A signal number that this process gives to one subscription, blocked in one thread.
class reserved_signal {
public:
    static result<reserved_signal> in_this_thread() {
        const auto number = take_number();
        if (!number)
            return error{.number = EAGAIN,
                         .message = "this program uses all real-time signals; end another "
                                    "subscription",
                         .carrier = "signal"};
        reserved_signal made{*number};
        const auto set = made.only();
        const int fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
        if (fd < 0)
            return errno_error(errno, "signalfd");
        made.fd_ = raw::descriptor{fd};
        return made;
    }
    reserved_signal(reserved_signal&& other) noexcept
        : number_{std::exchange(other.number_, 0)}
        , thread_{other.thread_}
        , fd_{std::move(other.fd_)} {}
    reserved_signal& operator=(reserved_signal&&) = delete;
    /// Those that are pending are dropped: their default is to end the process. Another thread can
    /// not do that, and leaves the number as it is.
    ~reserved_signal() {
        if (number_ == 0 || !is_own_thread())
            return;
        std::array<signalfd_siginfo, 16> rest{};
        while (fd_ && read(fd_.get(), rest.data(), sizeof rest) > 0)
            continue;
        const auto set = only();
        pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
        const std::scoped_lock lock{mutex};
        taken.reset(index(number_));
    }

    [[nodiscard]] int number() const noexcept { return number_; }
    [[nodiscard]] pid_t thread() const noexcept { return thread_; }
    [[nodiscard]] bool is_own_thread() const noexcept { return gettid() == thread_; }
    [[nodiscard]] int native_handle() const noexcept { return fd_.get(); }

private:
    explicit reserved_signal(int number)
        : number_{number}
        , thread_{gettid()} {
        const auto set = only();
        pthread_sigmask(SIG_BLOCK, &set, nullptr);
    }
    /// None: all are in use.
    static std::optional<int> take_number() {
        const std::scoped_lock lock{mutex};
        sigset_t blocked{};
        pthread_sigmask(SIG_SETMASK, nullptr, &blocked);
        for (int number = SIGRTMAX; number >= SIGRTMIN; --number) {
            struct sigaction now{};
            sigaction(number, nullptr, &now);
            if (taken.test(index(number)) || now.sa_handler != SIG_DFL ||
                sigismember(&blocked, number) != 0)
                continue;
            taken.set(index(number));
            return number;
        }
        return std::nullopt;
    }
    [[nodiscard]] sigset_t only() const noexcept {
        sigset_t set{};
        sigemptyset(&set);
        sigaddset(&set, number_);
        return set;
    }
    static std::size_t index(int number) noexcept { return static_cast<std::size_t>(number); }

    static inline std::mutex mutex;
    static inline std::bitset<NSIG> taken;

    int number_;
    pid_t thread_;
    raw::descriptor fd_;
};

class signal_source final : public counted_source {
public:
    signal_source(reserved_signal signal, raw::session session, std::string event)
        : counted_source{std::move(session), GW_CARRIER_signal, {signal.native_handle()}}
        , signal_{std::move(signal)}
        , event_{std::move(event)} {}
    signal_source(const signal_source&) = delete;
    signal_source& operator=(const signal_source&) = delete;
    ~signal_source() override { end(); } // before what is pending is dropped

private:
    result<std::size_t> take(std::span<raw::record> into, std::uint64_t& known) override {
        if (!signal_.is_own_thread())
            return error{.number = EXDEV,
                         .message =
                             fmt::format("its signals go to thread {}, which has subscribed; "
                                         "read it there",
                                         signal_.thread()),
                         .element = event_,
                         .carrier = "signal"};
        if (at_ == end_) {
            const auto n = ::read(signal_.native_handle(), found_.data(), sizeof found_);
            if (n < 0 && errno != EAGAIN && errno != EINTR)
                return errno_error(errno, "read");
            at_ = 0;
            end_ = n < 0 ? 0 : static_cast<std::size_t>(n) / sizeof found_[0];
        }
        std::size_t filled = 0;
        while (filled < into.size() && at_ != end_)
            filled += put(into[filled], known);
        return filled;
    }

    /// The next step of what was read: 1, or 0 for what somebody else has sent.
    std::size_t put(raw::record& into, std::uint64_t& known) {
        const auto& info = found_[at_];
        if (info.ssi_code != SI_QUEUE) {
            ++at_;
            return 0;
        }
        const auto counted = GW_SIGNAL_LOST(info.ssi_errno);
        const auto lost = (counted - known) & GW_SIGNAL_LOST_MASK;
        known += lost;
        if (lost != 0) {
            into = {.cpu = raw::no_cpu, .lost = lost};
            return 1;
        }
        into = {.data = reinterpret_cast<const std::byte*>(&info.ssi_int),
                .size = sizeof info.ssi_int,
                .event = static_cast<std::uint16_t>(GW_SIGNAL_EVENT(info.ssi_errno)),
                .cpu = raw::no_cpu};
        ++at_;
        return 1;
    }

    reserved_signal signal_;
    std::string event_; // one of them, for errors
    std::array<signalfd_siginfo, 64> found_{};
    std::size_t at_ = 0;
    std::size_t end_ = 0;
};

class by_signal final : public carrier {
public:
    explicit by_signal(std::string node)
        : node_{std::move(node)} {}

    [[nodiscard]] result<std::unique_ptr<source>>
    subscribe(std::span<const dynamic::element* const> events,
              const subscribe_options& /*options*/) const override {
        auto signal = reserved_signal::in_this_thread();
        if (!signal)
            return std::move(signal).error();
        gw_subscribe_signal wanted{};
        wanted.signal = static_cast<std::uint32_t>(signal->number());
        auto session = subscribed(node_, GW_CARRIER_signal, wanted, events);
        if (!session)
            return std::move(session).error();
        return std::unique_ptr<source>{std::make_unique<signal_source>(
            *std::move(signal), *std::move(session), events.front()->name)};
    }

private:
    std::string node_;
};

} // namespace

result<std::unique_ptr<carrier>> open_signal(const endpoint& at) {
    return open_by_node<by_signal>(at);
}

} // namespace gangway::carriers
