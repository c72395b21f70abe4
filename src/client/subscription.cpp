// SPDX-License-Identifier: MIT
#include "client/subscription.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <thread>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "client/timespec.hpp"
#include "raw/watch.hpp"

namespace gangway::dynamic {

namespace {

using namespace std::chrono_literals;

// Steps that one look takes, usually and at most.
constexpr std::size_t usual_batch = 64;
constexpr std::size_t largest_batch = 4096;

// Before sleeping, pause 32, 64, … 1024 times between looks: in all about the cost of a wake-up
// across CPUs. Without pauses both CPUs would contend for the cache line.
constexpr unsigned first_pauses = 32;
constexpr unsigned most_rounds = 6;

// For a sleep shorter than this, spinning would have been better.
constexpr auto short_sleep = 100us;

// try_next() asks the kernel whether the interface is gone at most this often.
constexpr auto check_interval = 1ms;

constexpr short end_events = POLLHUP | POLLERR | POLLNVAL;

void pause(unsigned times) noexcept {
    for (unsigned i = 0; i < times; ++i) {
#if defined(__x86_64__) || defined(__i386__)
        __builtin_ia32_pause();
#elif defined(__aarch64__)
        __asm__ volatile("yield");
#else
        std::this_thread::yield();
#endif
    }
}

unsigned round_limit() noexcept {
    return std::thread::hardware_concurrency() > 1 ? most_rounds : 0;
}

// Adds zeros to the record of an older module.
void extend(raw::record& record, std::uint32_t size, std::vector<std::byte>& bytes) {
    bytes.assign(record.data, record.data + record.size);
    bytes.resize(size);
    record.data = bytes.data();
    record.size = size;
}

} // namespace

subscription::impl::impl(std::string name, std::shared_ptr<const description> described,
                         std::string via, std::span<const element* const> wanted,
                         std::unique_ptr<carriers::source> from, std::stop_token stop)
    : source{std::move(from)}
    , name_{std::move(name)}
    , described_{std::move(described)}
    , via_{std::move(via)}
    , records_(usual_batch)
    , extended_(usual_batch)
    , rounds_{round_limit()}
    , bell_{eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)} {
    if (!bell_)
        throw exception{errno_error(errno, "eventfd")};
    ready_ = raw::watch(std::array{this->source->native_handle(), bell_.get()});
    for (const auto* event : wanted)
        numbers_ = std::max<std::size_t>(numbers_, event->number + 1);
    events_.resize(numbers_);
    for (const auto* event : wanted)
        events_[event->number] = event;
    events = events_.data();
    on_stop_.emplace(std::move(stop), [this] { cancel(); });
}

void subscription::impl::end_run() {
    if (run.whole == 0)
        return;
    beyond = nullptr;
    received += taken();
    source->took(run.at);
    run = {};
}

bool subscription::impl::begin_run() {
    run = source->in_place();
    run_begin = run.at;
    event_of_run = run.at != nullptr ? event_of(run.first) : nullptr;
    if (event_of_run == nullptr || run.first.size < event_of_run->out.size) { // read() knows better
        end_run();
        return false;
    }
    beyond = run.beyond;
    if (stopped) // and perhaps before that
        beyond = nullptr;
    return true;
}

bool subscription::impl::look(std::size_t most) {
    at = end = nullptr; // none are left
    end_run();
    if (why)
        return false;
    if (most == any && !stopped && begin_run())
        return true;
    most = most == any ? usual_batch : most;
    if (most > records_.size()) {
        records_.resize(std::min(most, largest_batch));
        extended_.resize(records_.size());
    }
    at = end = records_.data();
    const auto found = source->read({records_.data(), std::min(most, records_.size())});
    if (!found) {
        close(found.error());
        return false;
    }
    auto* kept = records_.data();
    for (std::size_t i = 0; i < *found; ++i) {
        auto& record = records_[i];
        if (record.data != nullptr) {
            const auto* const event = event_of(record);
            if (event == nullptr) // not subscribed to
                continue;
            if (record.size < event->out.size)
                extend(record, event->out.size, extended_[i]);
        }
        if (kept != &record)
            *kept = record;
        ++kept;
    }
    end = kept;
    return !empty();
}

bool subscription::impl::await(std::size_t most, deadline until) {
    bool gone = false;
    while (!stopped) {
        if (look(most))
            return true;
        if (gone) // and nothing was left
            close({.number = ENODEV});
        if (why)
            return false;
        if (until.passed()) {
            gone = is_gone();
            if (!gone)
                return false;
        } else if (spin(most)) {
            return true;
        } else if (source->arm()) {
            gone = sleep(until);
        }
    }
    return false;
}

// Looks a few times, with growing pauses; fewer times if that did not help recently.
bool subscription::impl::spin(std::size_t most) {
    for (unsigned round = 0; round < rounds_; ++round) {
        pause(first_pauses << round);
        if (look(most)) {
            rounds_ = round_limit();
            return true;
        }
        if (stopped || why)
            return false;
    }
    rounds_ -= rounds_ == 0 ? 0 : 1;
    return false;
}

// Until something can be read, the deadline, cancel() or a signal; true when no more will come.
bool subscription::impl::sleep(deadline until) {
    std::array<pollfd, 2> fds{{{.fd = source->native_handle(), .events = POLLIN, .revents = 0},
                               {.fd = bell_.get(), .events = POLLIN, .revents = 0}}};
    const auto begin = std::chrono::steady_clock::now();
    const auto left = until.left();
    const auto timeout = to_timespec(left.value_or(0ns));
    const int woken = ppoll(fds.data(), fds.size(), left ? &timeout : nullptr, nullptr);
    if (woken < 0 && errno != EINTR)
        close({.number = errno});
    if (std::chrono::steady_clock::now() - begin < short_sleep)
        rounds_ = std::min(rounds_ + 1, round_limit());
    return woken > 0 && (fds[0].revents & end_events) != 0;
}

bool subscription::impl::is_gone() {
    const auto now = std::chrono::steady_clock::now();
    if (why || now - checked_ < check_interval)
        return false;
    checked_ = now;
    pollfd fd{.fd = source->native_handle(), .events = 0, .revents = 0};
    return poll(&fd, 1, 0) > 0 && (fd.revents & end_events) != 0;
}

void subscription::impl::close(error from) {
    ring_bell();
    if (from.carrier.empty()) {
        why = explain(name_, nullptr, via_, from.number);
        return;
    }
    from.element = fmt::format("{}.{}", name_, from.element); // the carrier has explained it
    from.message = fmt::format("{}: {}", from.element, from.message);
    why = std::move(from);
}

void subscription::impl::cancel() noexcept {
    stopped = true;
    beyond = nullptr;
    ring_bell();
}

void subscription::impl::ring_bell() const noexcept {
    const std::uint64_t one = 1;
    // Fails only when the counter is full, and then it is readable.
    [[maybe_unused]] const auto written = write(bell_.get(), &one, sizeof(one));
}

std::span<const raw::record> subscription::impl::take(std::size_t most) noexcept {
    const std::span some{at, std::min(most, static_cast<std::size_t>(end - at))};
    for (std::size_t i = 0; i < some.size(); ++i)
        window::take();
    return some;
}

subscription::subscription(std::unique_ptr<impl> state) noexcept
    : impl_{std::move(state)}
    , window_{impl_.get()} {}
subscription::subscription(subscription&&) noexcept = default;
subscription& subscription::operator=(subscription&&) noexcept = default;
subscription::~subscription() = default;

item subscription::look() {
    auto& s = *impl_;
    if (s.look(impl::any))
        return s.first();
    if (s.is_gone()) {
        if (s.look(impl::any)) // what was sent before comes first
            return s.first();
        s.close({.number = ENODEV});
    }
    return s.nothing();
}

item subscription::wait(deadline until) {
    auto& s = *impl_;
    if (!s.stopped && s.await(impl::any, until))
        return s.first();
    return s.nothing();
}

const std::byte* subscription::wait_record(deadline until) {
    auto& s = *impl_;
    if (s.stopped || (s.empty() && !s.await(impl::any, until)) || !s.is_record_next())
        return nullptr;
    return s.first().bytes().data();
}

std::span<const raw::record> subscription::wait_batch(std::size_t most, deadline until) {
    auto& s = *impl_;
    if (!s.stopped && most != 0 && (!s.empty() || s.await(most, until)))
        return s.take(most);
    return {};
}

int subscription::native_handle() const noexcept {
    return impl_->native_handle();
}

void subscription::cancel() noexcept {
    impl_->cancel();
}

std::string subscription::why(const item& lost) const {
    return lost.what() == step::lost ? impl_->source->why(lost.from_) : std::string{};
}

std::optional<std::string> subscription::closed() const {
    return impl_->why ? std::optional{impl_->why->message} : std::nullopt;
}

const std::optional<error>& subscription::closed_error() const noexcept {
    return impl_->why;
}

} // namespace gangway::dynamic
