// SPDX-License-Identifier: MIT
#include "client/stream.hpp"

#include <algorithm>
#include <array>
#include <cerrno>

#include <fmt/format.h>

#include "client/ask.hpp"

namespace gangway::dynamic {

namespace {

subject of(const open_stream::impl& stream) {
    return {stream.interface, *stream.what, stream.carrier};
}

error refused(const open_stream::impl& stream, const char* why) {
    return {.number = EOPNOTSUPP,
            .message = fmt::format("{}.{}: {}", stream.interface, stream.what->name, why),
            .carrier = stream.carrier};
}

constexpr auto write_only = "can be written, but not read";
constexpr auto read_only = "can be read, but not written";

} // namespace

open_stream::open_stream(std::unique_ptr<impl> state) noexcept
    : impl_{std::move(state)} {}
open_stream::open_stream(open_stream&&) noexcept = default;
open_stream& open_stream::operator=(open_stream&&) noexcept = default;
open_stream::~open_stream() = default;

result<std::size_t> open_stream::read(std::span<std::byte> into, const request_options& options) {
    if (!impl_->what->readable)
        return refused(*impl_, write_only);
    return ask(of(*impl_), options, [&] { return impl_->channel->read(into); }, purpose::asks);
}

result<std::size_t> open_stream::write(std::span<const std::byte> from,
                                       const request_options& options) {
    if (!impl_->what->writable)
        return refused(*impl_, read_only);
    return ask(of(*impl_), options, [&] { return impl_->channel->write(from); });
}

result<void> open_stream::write_all(std::span<const std::byte> from,
                                    const request_options& options) {
    while (!from.empty()) {
        const auto taken = write(from, options);
        if (!taken)
            return taken.error();
        from = from.subspan(*taken);
    }
    return {};
}

result<void> open_stream::seek(std::uint64_t position) {
    return ask(of(*impl_), {}, [&] { return impl_->channel->seek(position); });
}

result<std::uint64_t> open_stream::size(const request_options& options) const {
    return ask(of(*impl_), options, [&] { return impl_->channel->size(); }, purpose::asks);
}

result<void> open_stream::truncate(std::uint64_t size, const request_options& options) {
    if (!impl_->what->writable)
        return refused(*impl_, read_only);
    return ask(of(*impl_), options, [&] { return impl_->channel->truncate(size); });
}

line_range open_stream::lines(request_options options) & {
    return {*this, std::move(options)};
}

int open_stream::native_handle() const noexcept {
    return impl_->channel->native_handle();
}

void line_range::step() {
    constexpr std::size_t chunk = 4096;
    std::size_t looked_at = 0;
    for (;;) {
        const auto end = ahead_.find('\n', looked_at);
        if (end != ahead_.npos) {
            line_.emplace(ahead_, 0, end);
            ahead_.erase(0, end + 1);
            return;
        }
        looked_at = ahead_.size();
        std::array<std::byte, chunk> buffer; // NOLINT(cppcoreguidelines-pro-type-member-init)
        const auto size = from_->read(buffer, options_).value();
        if (size == 0)
            break;
        ahead_.append(reinterpret_cast<const char*>(buffer.data()), size);
    }
    line_.reset();
    if (!ahead_.empty())
        line_ = std::exchange(ahead_, {});
}

} // namespace gangway::dynamic
