// SPDX-License-Identifier: MIT
//
// The lowest layer: a session on a device node, and the ring of a subscription, without knowledge
// of the description. Sizes and numbers are the caller's; see uapi/gangway/session.h and ring.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <gangway/ring.h>
#include <gangway/session.h>

#include <gangway/result.hpp>

struct io_uring_sqe;

namespace gangway::raw {

/// Owns a file descriptor.
class descriptor {
public:
    descriptor() = default;
    explicit descriptor(int fd) noexcept
        : fd_{fd} {}
    descriptor(descriptor&& other) noexcept
        : fd_{std::exchange(other.fd_, -1)} {}
    descriptor& operator=(descriptor&& other) noexcept {
        std::swap(fd_, other.fd_);
        return *this;
    }
    ~descriptor();

    [[nodiscard]] int get() const noexcept { return fd_; }
    [[nodiscard]] int release() noexcept { return std::exchange(fd_, -1); }
    explicit operator bool() const noexcept { return fd_ >= 0; }

private:
    int fd_ = -1;
};

/// Owns a memory mapping.
class mapping {
public:
    mapping() = default;
    mapping(void* at, std::size_t size) noexcept
        : at_{at}
        , size_{size} {}
    mapping(mapping&& other) noexcept
        : at_{std::exchange(other.at_, nullptr)}
        , size_{std::exchange(other.size_, 0)} {}
    mapping& operator=(mapping&& other) noexcept {
        std::swap(at_, other.at_);
        std::swap(size_, other.size_);
        return *this;
    }
    ~mapping();

    [[nodiscard]] std::byte* data() const noexcept { return static_cast<std::byte*>(at_); }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }

private:
    void* at_ = nullptr;
    std::size_t size_ = 0;
};

/// One request on a session's descriptor: the ioctl of that direction (_IOC_READ …), number and
/// size. Returns 0 or an errno. EINTR: a signal ended it, whose handler was installed without
/// SA_RESTART, or the module's handler could not begin again; it may have taken effect. From any
/// thread.
int request(int fd, unsigned direction, unsigned number, void* data, std::size_t size) noexcept;

/// The same as a command of io_uring.
struct command {
    int fd;
    unsigned direction;
    unsigned number;
    std::size_t size; ///< at most _IOC_SIZEMASK
};

/// Fills in a submission but for its flags and user_data; `data`, of that size, must stay until it
/// is completed: see uapi/gangway/io_uring.h.
void fill(io_uring_sqe& sqe, const command& what, void* data) noexcept;

/// An open device node. All functions may be called from several threads at once; each is one
/// ioctl, and its errors are those that session.h lists, unexplained: `message` names the errno.
class session {
public:
    /// Opens a node for reading and writing; with read permission only, for reading.
    static result<session> open(const std::string& node);

    /// A property's value into `value`: zero-extended or truncated to its size.
    result<void> get(unsigned number, std::span<std::byte> value) const;
    result<void> set(unsigned number, std::span<const std::byte> value) const;
    /// The buffer holds the request, padded with zeros; after success the reply.
    result<void> call(unsigned number, std::span<std::byte> buffer) const;

    [[nodiscard]] result<gw_info> info() const;
    /// Of an element, or, with 0, of this session's subscription on a carrier.
    [[nodiscard]] result<gw_counters> counters(unsigned number, unsigned carrier = 0) const;
    /// Of a stream: see GW_IOC_STREAM_SIZE, GW_IOC_STREAM_TRUNCATE.
    [[nodiscard]] result<std::uint64_t> stream_size(unsigned number) const;
    result<void> truncate_stream(unsigned number, std::uint64_t size) const;
    /// Subscribes on one carrier, with that carrier's own structure, which begins with struct
    /// gw_subscribe: gw_subscribe_ring. Returns it filled in. One subscription per carrier.
    template <typename Args>
    [[nodiscard]] result<Args> subscribe(Args wanted) const {
        static_assert(std::is_same_v<decltype(Args::head), gw_subscribe>);
        return subscribe(&wanted, sizeof(wanted)).transform([&] { return wanted; });
    }

    [[nodiscard]] bool read_only() const noexcept { return read_only_; }
    [[nodiscard]] int native_handle() const noexcept { return fd_.get(); }

private:
    result<void> subscribe(void* wanted, std::size_t size) const;

    session(descriptor fd, bool read_only) noexcept
        : fd_{std::move(fd)}
        , read_only_{read_only} {}

    descriptor fd_;
    bool read_only_;
};

/// The CPU of a loss on no particular CPU.
inline constexpr std::uint32_t no_cpu = UINT32_MAX;

/// A loss of an unknown number of records.
inline constexpr std::uint64_t unknown_loss = UINT64_MAX;

/// A record, or a loss where it happened.
struct record {
    const std::byte* data = nullptr; ///< null: a loss
    std::uint32_t size = 0;
    std::uint16_t event = 0; ///< element number
    std::uint32_t cpu = 0;
    std::uint64_t time = 0; ///< CLOCK_MONOTONIC in nanoseconds, or 0
    std::uint64_t lost = 0; ///< of a loss: how many, or unknown_loss
};

/// Records of one event and size that lie one behind the other in a sub-ring, to be taken in place:
/// from `at` to before `beyond`, one each `whole` bytes, as long as the first word of its struct
/// gw_record is `head` and its time is at most `until`. What is different is no longer of the run.
struct run {
    const std::byte* at = nullptr; ///< null: there is none
    const std::byte* beyond = nullptr;
    std::uint64_t head = 0;
    std::uint64_t until = 0; ///< then comes a record of another CPU
    std::size_t whole = 0;
    record first; ///< the one at `at`; all have its event, size and CPU
};

/// The consumer of a subscription's sub-rings. One thread at a time.
class ring {
public:
    /// How to read; the flags are those of the subscription.
    struct options {
        std::uint32_t flags = 0; ///< GW_RING_*
        bool by_time = true;     ///< merge the CPUs
    };

    /// Maps the ring of `fd`; the descriptor must stay open as long as the ring lives.
    static result<ring> map(int fd, const gw_subscribe_ring& subscribed, options how);
    ring(ring&&) noexcept;
    ring& operator=(ring&&) noexcept;
    ~ring();

    /// Releases what the last read() returned, then fills `into` from the front; returns how
    /// many. The data stay valid until the next call. Never waits.
    /// Errors: EBADMSG the ring is corrupt, EIO and others of mmap.
    result<std::size_t> read(std::span<record> into);

    /// The same for a run, if what comes next is a long one. Then took() must be the next call.
    run in_place();
    /// Those before `upto` have been taken. They stay valid until the next call.
    void took(const std::byte* upto);

    /// Before sleeping in poll(): releases what was read and asks to be woken. False: do not
    /// sleep, something arrived meanwhile.
    bool arm();

private:
    struct state;
    explicit ring(std::unique_ptr<state> s) noexcept;
    std::unique_ptr<state> state_;
};

} // namespace gangway::raw
