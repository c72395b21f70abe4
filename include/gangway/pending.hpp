// SPDX-License-Identifier: MIT
//
// Requests that nobody waits for while they are handled: submitted through io_uring, to a ring of
// the library's or to one of your own.
//
//     auto first = mon.count.submit({.saddr = a}).value();
//     auto second = mon.count.submit({.saddr = b}).value();
//     auto reply = first.wait({.deadline = 2s});
#pragma once

#include <cstddef>
#include <memory>
#include <span>

#include <gangway/dynamic.hpp>
#include <gangway/raw.hpp>
#include <gangway/result.hpp>

namespace gangway::dynamic {

/// A request on its way. One thread at a time, but for cancel(). It may outlive its client.
///
/// At most 64 of one thread are handled at the same time; those that are submitted later wait.
/// It is cancelled when the thread that submitted it ends: io_uring's workers are that thread's.
class pending {
public:
    pending(pending&&) noexcept;
    pending& operator=(pending&&) noexcept;
    /// Cancels what has not ended, and does not wait for it; but the last of a client that has gone
    /// waits for all of them.
    ~pending();

    /// Has it ended? Never waits.
    bool done();
    /// Waits for the reply, in wire format, which lives as long as this object. ETIMEDOUT and
    /// ECANCELED, as `until` says, and EINTR, a signal came, end the wait only: the request is on
    /// its way, and may be waited for again. Once it has ended, the same is returned each time.
    result<std::span<const std::byte>> wait(const request_options& until = {});
    /// Ends it with ECANCELED if it has not begun. A handler that waits is interrupted: EINTR, and
    /// it may have taken effect. From any thread.
    void cancel() noexcept;
    /// A descriptor to poll for reading; -1: there are too many. When it is readable ask done(),
    /// since it may be another request of the same client that has ended.
    [[nodiscard]] int native_handle();

    struct impl; // the library's own
    explicit pending(std::unique_ptr<impl> state) noexcept;

private:
    std::unique_ptr<impl> impl_;
};

} // namespace gangway::dynamic

namespace gangway {

namespace detail {

// A reply from its bytes, fewer or more of which an older or newer module may have sent.
template <typename Reply>
result<Reply> reply_from(result<std::span<const std::byte>> bytes) {
    if (!bytes)
        return std::move(bytes).error();
    if constexpr (std::is_void_v<Reply>) {
        return {};
    } else {
        Reply reply{};
        std::memcpy(static_cast<void*>(&reply), bytes->data(),
                    std::min(sizeof(Reply), bytes->size()));
        return reply;
    }
}

} // namespace detail

/// The same with the type of its reply.
template <typename Reply>
class pending {
public:
    explicit pending(dynamic::pending from) noexcept
        : from_{std::move(from)} {}

    bool done() { return from_.done(); }
    result<Reply> wait(const request_options& until = {}) {
        return detail::reply_from<Reply>(from_.wait(until));
    }
    void cancel() noexcept { from_.cancel(); }
    [[nodiscard]] int native_handle() { return from_.native_handle(); }

private:
    dynamic::pending from_;
};

/// A request for a ring of your own:
///
///     auto asked = mon.count.prepare({.saddr = a}).value();
///     io_uring_sqe* sqe = io_uring_get_sqe(&ring);
///     asked.fill(*sqe);
///     io_uring_sqe_set_data(sqe, &asked);
///     …
///     auto reply = asked.reply(cqe->res);
///
/// The kernel reads and writes what it holds until the completion is there: it must live as long,
/// and so must the client.
template <typename Reply>
class prepared {
public:
    prepared(const dynamic::client& core, unsigned number, raw::command what,
             std::unique_ptr<std::byte[]> buffer) noexcept
        : core_{&core}
        , number_{number}
        , what_{what}
        , buffer_{std::move(buffer)} {}

    /// All of a submission but its flags and user_data, which are yours, to be set after this.
    void fill(io_uring_sqe& sqe) const noexcept { raw::fill(sqe, what_, buffer_.get()); }
    /// What the result of the completion means.
    [[nodiscard]] result<Reply> reply(int completed) const {
        if (completed < 0)
            return core_->explained_submitted(number_, -completed, what_.direction == _IOC_READ);
        return detail::reply_from<Reply>(std::span<const std::byte>{buffer_.get(), what_.size});
    }

private:
    const dynamic::client* core_;
    unsigned number_;
    raw::command what_;
    std::unique_ptr<std::byte[]> buffer_;
};

} // namespace gangway
