// SPDX-License-Identifier: MIT
//
// What each carrier provides to the library. To add one: its row in uapi/gangway/carriers.def,
// from which the table of carriers is made; and a file here that defines its open_NAME(), and
// where_NAME() if its elements are not found by a path.
#pragma once

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <gangway/description.hpp>
#include <gangway/dynamic.hpp>
#include <gangway/raw.hpp>
#include <gangway/result.hpp>
#include <gangway/stream.hpp>
#include <gangway/subscription.hpp>

#include "description/explain.hpp"

namespace gangway::carriers {

/// Where a carrier finds its interface.
struct endpoint {
    place where;
    std::shared_ptr<const raw::session> session; ///< the client's own, open as long as it lives
    int refused = 0;       ///< without a session: the errno of the missing permission
    bool existing = false; ///< not Gangway's: element::at says where each element is; no session
    std::shared_ptr<const dynamic::description> theirs = {}; ///< the module's own; may be null
    std::size_t numbers = 0;                                 ///< of elements: all are less
};

/// Records as they arrive; one consumer.
class source {
public:
    source() = default;
    source(const source&) = delete;
    source& operator=(const source&) = delete;
    virtual ~source() = default;

    /// Releases what the last call returned, then as raw::ring::read().
    virtual result<std::size_t> read(std::span<raw::record> into) = 0;
    /// As raw::ring::in_place() and took(), for what records in memory are shared with.
    virtual raw::run in_place() { return {}; }
    virtual void took(const std::byte* /*upto*/) {}
    /// Before sleeping until native_handle() is readable; false: something arrived meanwhile.
    virtual bool arm() = 0;
    /// Of a loss that read() returned last: see dynamic::subscription::why().
    [[nodiscard]] virtual std::string why(const raw::record& /*lost*/) const { return {}; }
    /// Polls as POLLHUP or POLLERR when the interface is gone.
    [[nodiscard]] virtual int native_handle() const noexcept = 0;
};

/// A request on its way; destroying it cancels it, and waits for nothing. One thread at a time, but
/// for cancel().
class flight {
public:
    flight() = default;
    flight(const flight&) = delete;
    flight& operator=(const flight&) = delete;
    virtual ~flight() = default;

    virtual bool done() = 0;
    /// Until it is done: 0; else why not: ETIMEDOUT, ECANCELED, EINTR, or what failed.
    virtual int await(deadline until, const std::stop_token& stop) = 0;
    virtual void cancel() noexcept = 0;
    [[nodiscard]] virtual int native_handle() = 0;
    /// These two once it is done.
    [[nodiscard]] virtual int error() const noexcept = 0;
    [[nodiscard]] virtual std::span<const std::byte> reply() const noexcept = 0;
};

/// A stream that was opened; one user. Errors have only the errno.
class channel {
public:
    channel() = default;
    channel(const channel&) = delete;
    channel& operator=(const channel&) = delete;
    virtual ~channel() = default;

    virtual result<std::size_t> read(std::span<std::byte> into) = 0;
    virtual result<std::size_t> write(std::span<const std::byte> from) = 0;
    virtual result<void> seek(std::uint64_t position) = 0;
    [[nodiscard]] virtual result<std::uint64_t> size() const = 0;
    virtual result<void> truncate(std::uint64_t size) = 0;
    [[nodiscard]] virtual int native_handle() const noexcept = 0;
};

/// A way to an instance of an interface. Errors have only the errno: the client explains them.
/// The default for what a carrier cannot do: EOPNOTSUPP.
class carrier {
public:
    carrier() = default;
    carrier(const carrier&) = delete;
    carrier& operator=(const carrier&) = delete;
    virtual ~carrier() = default;

    [[nodiscard]] virtual result<void> get(const dynamic::element& what,
                                           std::span<std::byte> value) const;
    [[nodiscard]] virtual result<void> set(const dynamic::element& what,
                                           std::span<const std::byte> value) const;
    [[nodiscard]] virtual result<void> call(const dynamic::element& what,
                                            std::span<const std::byte> request,
                                            std::span<std::byte> reply) const;
    /// The descriptor on which raw::request() does all of get, set and call; -1: none.
    [[nodiscard]] virtual int request_handle() const noexcept { return -1; }
    /// The descriptor that requests are submitted on, by submit() or on another's ring; -1: none.
    [[nodiscard]] virtual int submit_handle() const noexcept { return -1; }
    /// A request as raw::request() has it, that is not waited for.
    [[nodiscard]] virtual result<std::unique_ptr<flight>> submit(unsigned number,
                                                                 unsigned direction,
                                                                 std::span<const std::byte> request,
                                                                 std::size_t reply) const;
    /// See dynamic::client::shown().
    [[nodiscard]] virtual const gw_page_value* shown(const dynamic::element& /*what*/,
                                                     std::size_t /*size*/) const noexcept {
        return nullptr;
    }
    [[nodiscard]] virtual result<dynamic::row_bytes> rows(const dynamic::element& what) const;
    /// Those that a table's request asks for, if it has one.
    [[nodiscard]] virtual result<dynamic::row_bytes>
    rows_of(const dynamic::element& what, std::span<const std::byte> /*request*/) const {
        return rows(what);
    }
    /// Can properties be subscribed to?
    [[nodiscard]] virtual bool notifies() const noexcept { return false; }
    [[nodiscard]] virtual result<std::unique_ptr<source>>
    subscribe(std::span<const dynamic::element* const> events,
              const subscribe_options& options) const;
    [[nodiscard]] virtual result<std::unique_ptr<channel>>
    open_channel(const dynamic::element& what, const stream_options& options) const;
};

/// A call in one buffer for both: ask(buffer) has the reply take the place of the request.
template <typename Ask>
result<void> call_in_place(std::span<const std::byte> request, std::span<std::byte> reply,
                           Ask ask) {
    std::vector<std::byte> buffer(std::max(request.size(), reply.size()));
    std::copy(request.begin(), request.end(), buffer.begin());
    result<void> done = ask(std::span{buffer});
    if (done)
        std::copy_n(buffer.begin(), reply.size(), reply.begin());
    return done;
}

using open_function = result<std::unique_ptr<carrier>> (*)(const endpoint&);
using where_function = std::string (*)(const dynamic::element& what, const place& of);

struct entry {
    std::string_view name;
    open_function open;             ///< null: known, but not in this library
    where_function where = nullptr; ///< null: as `path` says
    std::string_view path = {};     ///< of carriers.def; empty: none

    /// See dynamic::where(). For a module's elements.
    [[nodiscard]] std::string where_is(const dynamic::element& what, const place& of) const;
};

/// All of carriers.def.
std::span<const entry> table() noexcept;

/// Has a subscription begin with these events.
void select(gw_subscribe& into, std::span<const dynamic::element* const> events);

/// Where a carrier in the table has an interface's files.
std::filesystem::path folder_of(std::string_view carrier, const place& of);

} // namespace gangway::carriers
