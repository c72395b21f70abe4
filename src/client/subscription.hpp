// SPDX-License-Identifier: MIT
//
// What a subscription is made of: a carrier's source, and how to wait for it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gangway/subscription.hpp>

#include "carriers/carrier.hpp"

namespace gangway::dynamic {

struct subscription::impl : window {
    impl(std::string name, std::shared_ptr<const description> described, std::string via,
         std::span<const element* const> wanted, std::unique_ptr<carriers::source> from,
         std::stop_token stop);

    // Of look() and await(): as many steps as usual, or a run.
    static constexpr std::size_t any = 0;

    // Finds at most `most` steps, if there are any now; only when there are none left.
    bool look(std::size_t most);
    // Looks until there are some: true. False: stopped, closed, or the deadline passed.
    bool await(std::size_t most, deadline until);
    // The first of what was found.
    item first() noexcept { return run.whole != 0 ? first_in_place() : window::take(); }
    [[nodiscard]] bool is_record_next() const noexcept {
        return run.whole != 0 || at->data != nullptr;
    }
    // Those found, at most this many.
    std::span<const raw::record> take(std::size_t most) noexcept;
    // What to return instead.
    [[nodiscard]] item nothing() const noexcept {
        return item{stopped || why ? step::closed : step::empty};
    }
    // Asks the kernel whether no more will come, unless it was asked just now.
    bool is_gone();
    void close(error from); // nothing more will come
    void cancel() noexcept; // from any thread
    [[nodiscard]] int native_handle() const noexcept { return ready_.get(); }

    std::unique_ptr<carriers::source> source;
    std::optional<error> why; // no more will come

private:
    [[nodiscard]] const element* event_of(const raw::record& record) const noexcept {
        return record.event < numbers_ ? events[record.event] : nullptr;
    }
    bool begin_run();
    void end_run();
    item first_in_place() noexcept {
        return in_place(std::exchange(run.at, run.at + run.whole)); // cancelled or not
    }
    bool spin(std::size_t most);
    bool sleep(deadline until);
    void ring_bell() const noexcept; // from any thread

    std::string name_;
    std::shared_ptr<const description> described_; // events_ point into it
    std::string via_;
    std::vector<const element*> events_; // what `events` points to
    std::size_t numbers_ = 0;            // of them
    std::vector<raw::record> records_;
    std::vector<std::vector<std::byte>> extended_; // records that were too short, by their place
    unsigned rounds_;                              // of spinning before the next sleep
    std::chrono::steady_clock::time_point checked_;
    raw::descriptor bell_;  // readable once cancelled or closed
    raw::descriptor ready_; // readable when the source or the bell is
    // Last, so that it is destroyed before what it uses.
    std::optional<std::stop_callback<std::function<void()>>> on_stop_;
};

} // namespace gangway::dynamic
