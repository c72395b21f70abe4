// SPDX-License-Identifier: MIT
//
// Subscriptions: what an interface sends on its own, in order, with every loss in its place.
//
// A subscription yields steps, one after the other:
//
//     record     an event arrived
//     lost       records are missing here: how many, or an unknown number
//     empty      nothing now (try_next), or the deadline passed (next)
//     closed     no more will come: cancelled, stopped, or the module is gone
//
// When the module goes, what it sent before is delivered first. When *you* stop it, waiting ends
// at once; what is left remains available through try_next().
//
// Threads: one consumer at a time; only cancel() may be called from any thread. What comes by
// `signal` comes to the thread that has subscribed, and only that can consume it.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <ranges>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include <gangway/deadline.hpp>
#include <gangway/description.hpp>
#include <gangway/raw.hpp>
#include <gangway/result.hpp>

#include <fmt/format.h>

namespace gangway {

/// How many records are missing; no count: unknown. Prints as "3" or "unknown".
struct loss {
    std::optional<std::uint64_t> count;
    bool operator==(const loss&) const = default;
};

/// The order of records from different CPUs. On one CPU it is always the order of sending.
enum class order : std::uint8_t {
    by_time, ///< merged by time, among what is available when the library looks (the default)
    per_cpu, ///< CPU after CPU: cheaper
};

struct subscribe_options {
    /// Room for this many records on each CPU, at the size of the largest event, rounded up, in
    /// bytes, to a power-of-two number of pages. The memory is charged to RLIMIT_MEMLOCK, by user.
    /// 0: what is usual: by the ring, 256 KiB on each CPU, or at most 2 MiB among more than eight,
    /// but at least 32 KiB each; less where that is more than half of what the user may still lock.
    /// By a socket, 4096 records. By chardev it is always 64 KiB on each CPU, or less likewise, but
    /// at least 8 records.
    std::uint32_t depth = 0;
    /// How long subscribing itself may take: it waits for handlers by some carriers. Then next()
    /// and the others have deadlines of their own. See request_options.
    gangway::deadline deadline = gangway::deadline::never();
    /// Ends subscribing, with ECANCELED, and then all waiting, once a stop is requested.
    std::stop_token stop = {};
    /// When full, drop the oldest records instead of the newest. Costs a copy of each. The ring's.
    bool overwrite = false;
    enum order order = order::by_time;
    /// Without them a record costs the kernel less, but the order is per_cpu.
    bool timestamps = true;
};

namespace dynamic {

enum class step : std::uint8_t { empty, record, lost, closed };

/// One step of a subscription. The bytes of a record are in the ring itself and are valid until
/// the next step (or batch) is requested; copy what must live longer.
class item {
public:
    item() = default;
    explicit item(step what)
        : step_{what} {}
    /// `events`: the client's elements by number.
    item(const raw::record& from, const element* const* events)
        : step_{from.data != nullptr ? step::record : step::lost}
        , event_{from.data != nullptr ? events[from.event] : nullptr}
        , from_{from} {}

    /// Of a run: the record at `at`.
    item(const raw::run& of, const std::byte* at, const element* event) noexcept
        : step_{step::record}
        , event_{event}
        , from_{.data = at + sizeof(gw_record),
                .size = of.first.size,
                .event = of.first.event,
                .cpu = of.first.cpu,
                .time = reinterpret_cast<const gw_record*>(at)->time} {}

    [[nodiscard]] step what() const noexcept { return step_; }
    /// True for a record.
    explicit operator bool() const noexcept { return step_ == step::record; }
    [[nodiscard]] bool empty() const noexcept { return step_ == step::empty; }
    [[nodiscard]] bool closed() const noexcept { return step_ == step::closed; }
    [[nodiscard]] std::optional<loss> lost() const noexcept {
        if (step_ != step::lost)
            return std::nullopt;
        return from_.lost == raw::unknown_loss ? loss{} : loss{from_.lost};
    }

    /// Of a record: its event, and its bytes, at least as many as the client's description says
    /// (an older module's record is extended with zeros).
    [[nodiscard]] const dynamic::element& event() const noexcept { return *event_; }
    [[nodiscard]] std::span<const std::byte> bytes() const noexcept {
        return {from_.data, from_.size};
    }
    [[nodiscard]] std::vector<std::byte> copy() const {
        return {from_.data, from_.data + from_.size};
    }
    /// Of a record: when it was sent, on the machine's monotonic clock; epoch without timestamps.
    [[nodiscard]] std::chrono::steady_clock::time_point time() const noexcept {
        return std::chrono::steady_clock::time_point{std::chrono::nanoseconds{from_.time}};
    }
    /// Of a record or a loss: the CPU it happened on, where the carrier knows.
    [[nodiscard]] std::optional<unsigned> cpu() const noexcept {
        return from_.cpu == raw::no_cpu ? std::nullopt : std::optional<unsigned>{from_.cpu};
    }

private:
    friend class subscription;
    step step_ = step::empty;
    const dynamic::element* event_ = nullptr;
    raw::record from_{.cpu = raw::no_cpu};
};

/// Iterates over records and losses until closed, for `for (const auto& item : subscription)`.
template <typename Subscription, typename Item>
class step_iterator {
public:
    using value_type = Item;
    using difference_type = std::ptrdiff_t;

    step_iterator() = default;
    explicit step_iterator(Subscription& from)
        : from_{&from}
        , item_{from.next()} {}

    const Item& operator*() const noexcept { return item_; }
    const Item* operator->() const noexcept { return &item_; }
    step_iterator& operator++() {
        item_ = from_->next();
        return *this;
    }
    void operator++(int) { ++*this; }
    bool operator==(std::default_sentinel_t /*end*/) const noexcept { return item_.closed(); }

private:
    Subscription* from_ = nullptr;
    Item item_;
};

/// The library's own: what was read but not yet returned, where a step costs no call: a run of
/// records in place, or steps.
struct window {
    [[nodiscard]] bool empty() const noexcept { return at == end; }
    /// The next record of the run: its beginning. Null: it has ended, or was cancelled.
    const std::byte* next_in_place() noexcept {
        const auto* const here = run.at;
        if (here >= beyond.load(std::memory_order_relaxed)) [[unlikely]]
            return nullptr;
        const auto* const record = reinterpret_cast<const gw_record*>(here);
        if (__atomic_load_n(reinterpret_cast<const std::uint64_t*>(here), __ATOMIC_RELAXED) !=
                run.head ||
            record->time > run.until) [[unlikely]]
            return nullptr;
        run.at = here + run.whole;
        return here;
    }
    [[nodiscard]] item in_place(const std::byte* here) const noexcept {
        return {run, here, event_of_run};
    }
    /// Records of the run that were taken.
    [[nodiscard]] std::uint64_t taken() const noexcept {
        return run.whole == 0 ? 0 : static_cast<std::uint64_t>(run.at - run_begin) / run.whole;
    }
    item take() noexcept {
        received += at->data != nullptr ? 1 : 0;
        lost += at->data == nullptr && at->lost != raw::unknown_loss ? at->lost : 0;
        return {*at++, events};
    }

    const raw::record* at = nullptr;
    const raw::record* end = nullptr;
    const element* const* events = nullptr; // by number
    raw::run run;
    std::atomic<const std::byte*> beyond{nullptr}; // of the run; emptied by cancel()
    const std::byte* run_begin = nullptr;          // its
    const element* event_of_run = nullptr;
    std::atomic<bool> stopped{false}; // by cancel()
    std::uint64_t received = 0;
    std::uint64_t lost = 0;
};

/// A subscription to one event or several of an interface. Movable; closes when destroyed.
class subscription {
public:
    using iterator = step_iterator<subscription, item>;

    /// What a carrier opened. For clients: made by client::subscribe().
    struct impl;
    explicit subscription(std::unique_ptr<impl> state) noexcept;
    subscription(subscription&&) noexcept;
    subscription& operator=(subscription&&) noexcept;
    ~subscription();

    /// The next step if there is one now; never waits.
    item try_next() {
        if (const auto* const here = window_->next_in_place()) [[likely]]
            return window_->in_place(here);
        return window_->empty() ? look() : window_->take();
    }
    /// Waits for the next step, spinning briefly before it sleeps; empty when the deadline passes.
    item next(deadline until = deadline::never()) {
        if (const auto* const here = window_->next_in_place()) [[likely]]
            return window_->in_place(here);
        return window_->empty() || window_->stopped ? wait(until) : window_->take();
    }
    /// As next(), if that is a record: its bytes. Null: it is something else, or the deadline has
    /// passed; try_next() returns it then.
    const std::byte* next_record(deadline until = deadline::never()) {
        if (const auto* const here = window_->next_in_place()) [[likely]]
            return here + sizeof(gw_record);
        return wait_record(until);
    }
    /// As next(), but all available steps, up to `most`, as a range of items. None: the deadline
    /// passed, or it is closed(). They stay valid until the next step is requested.
    auto batch(std::size_t most, deadline until = deadline::never()) {
        return wait_batch(most, until) |
               std::views::transform([events = window_->events](const raw::record& from) {
                   return item{from, events};
               });
    }

    /// For your own poll loop: when it is readable (POLLIN, nothing else), call try_next() until it
    /// returns empty, which also rearms the descriptor, or closed. It stays readable after
    /// cancel(), after a stop, and after the module has gone. The subscription's own: neither read
    /// nor close it.
    [[nodiscard]] int native_handle() const noexcept;

    /// Ends all waiting with `closed`, now and from now on. From any thread, but not from a signal
    /// handler.
    void cancel() noexcept;

    /// Of a loss in the last step, or batch: why, if it is a record that came but does not fit the
    /// description. "drop: orig_len: the kernel sent 8 bytes, which is not a u16"; else empty.
    [[nodiscard]] std::string why(const item& lost) const;

    /// Why no more will come: "icmpmon: the module was unloaded"; nothing as long as more may, and
    /// nothing after cancel() or a stop, which you caused yourself.
    [[nodiscard]] std::optional<std::string> closed() const;
    /// The same, with errno.
    [[nodiscard]] const std::optional<error>& closed_error() const noexcept;

    /// Totals so far. Losses of an unknown number are not counted.
    [[nodiscard]] std::uint64_t received() const noexcept {
        return window_->received + window_->taken();
    }
    [[nodiscard]] std::uint64_t lost() const noexcept { return window_->lost; }

    /// Records and losses until closed. One range at a time.
    iterator begin() { return iterator{*this}; }
    static std::default_sentinel_t end() noexcept { return {}; }

private:
    // When the window is empty.
    item look();
    item wait(deadline until);
    const std::byte* wait_record(deadline until);
    std::span<const raw::record> wait_batch(std::size_t most, deadline until);

    std::unique_ptr<impl> impl_;
    window* window_; // part of it
};

} // namespace dynamic
} // namespace gangway

template <>
struct fmt::formatter<gangway::loss> : fmt::formatter<std::string_view> {
    template <typename Context>
    auto format(gangway::loss value, Context& ctx) const {
        const auto text = value.count ? fmt::format("{}", *value.count) : std::string{"unknown"};
        return fmt::formatter<std::string_view>::format(text, ctx);
    }
};
