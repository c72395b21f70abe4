// SPDX-License-Identifier: MIT
//
// Streams: bulk bytes that an interface gives, takes, or keeps.
//
//     auto log = device.log.open().value();
//     for (const auto& line : log.lines())
//         fmt::print("{}\n", line);
//
// Threads: one at a time for each opened stream; open it again for another. Of a stream with
// positions, each opened one has its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <gangway/deadline.hpp>
#include <gangway/request_options.hpp>
#include <gangway/result.hpp>

namespace gangway {

struct stream_options {
    bool append = false;   ///< each write goes to the end
    bool truncate = false; ///< what was there is dropped
    /// How long opening may take, as request_options say.
    gangway::deadline deadline = gangway::deadline::never();
    std::stop_token stop = {};
};

namespace dynamic {

class line_range;

/// An opened stream. Errors are those of a request, and: ETIMEDOUT, ECANCELED as `request_options`
/// say; EOPNOTSUPP it has no positions, no size, or cannot be
/// truncated; ENOSPC it is full; EMSGSIZE a record does not fit.
class open_stream {
public:
    open_stream(open_stream&&) noexcept;
    open_stream& operator=(open_stream&&) noexcept;
    ~open_stream();

    /// Waits until there is something, and returns how many bytes, which may be fewer than fit; 0
    /// at the end. Of records: one.
    [[nodiscard]] result<std::size_t> read(std::span<std::byte> into,
                                           const request_options& options = {});
    /// Waits until there is room, and returns how many bytes were taken, which may be fewer than
    /// given.
    [[nodiscard]] result<std::size_t> write(std::span<const std::byte> from,
                                            const request_options& options = {});
    /// All of it. After an error, some may have been taken.
    result<void> write_all(std::span<const std::byte> from, const request_options& options = {});
    result<void> write_all(std::string_view text, const request_options& options = {}) {
        return write_all(std::as_bytes(std::span{text.data(), text.size()}), options);
    }
    /// What is read or written next.
    result<void> seek(std::uint64_t position);
    [[nodiscard]] result<std::uint64_t> size(const request_options& options = {}) const;
    result<void> truncate(std::uint64_t size, const request_options& options = {});

    /// Line by line, without what ends each; the last need not end. Reads ahead, so that read()
    /// goes on somewhere behind. Throws gangway::exception where read() would return an error.
    [[nodiscard]] line_range lines(request_options options = {}) &;

    /// To poll. It is not non-blocking.
    [[nodiscard]] int native_handle() const noexcept;

    struct impl; // the library's own
    explicit open_stream(std::unique_ptr<impl> state) noexcept;

private:
    std::unique_ptr<impl> impl_;
};

/// See open_stream::lines(); of which there is one range at a time. The stream stays where it is.
class line_range {
public:
    class iterator {
    public:
        using value_type = std::string;
        using difference_type = std::ptrdiff_t;

        explicit iterator(line_range& of)
            : of_{&of} {
            ++*this;
        }
        const std::string& operator*() const noexcept { return *of_->line_; }
        iterator& operator++() {
            of_->step();
            return *this;
        }
        void operator++(int) { ++*this; }
        bool operator==(std::default_sentinel_t /*end*/) const noexcept { return !of_->line_; }

    private:
        line_range* of_;
    };

    line_range(open_stream& from, request_options options)
        : from_{&from}
        , options_{std::move(options)} {}

    iterator begin() { return iterator{*this}; }
    static std::default_sentinel_t end() noexcept { return {}; }

private:
    void step();

    open_stream* from_;
    request_options options_;
    std::string ahead_; // read, and not yet handed out
    std::optional<std::string> line_;
};

} // namespace dynamic
} // namespace gangway
