// SPDX-License-Identifier: MIT
#include <gangway/raw.hpp>

#include <cerrno>
#include <string_view>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "description/explain.hpp"

namespace gangway::raw {

namespace {

// The largest value of _IOC_SIZE.
constexpr std::size_t max_size = _IOC_SIZEMASK;

// The same, with the errno in words.
result<void> requested(int fd, unsigned direction, unsigned number, void* data, std::size_t size) {
    const int why = request(fd, direction, number, data, size);
    return why != 0 ? result<void>{errno_error(why, "ioctl")} : result<void>{};
}

} // namespace

int request(int fd, unsigned direction, unsigned number, void* data, std::size_t size) noexcept {
    if (size > max_size || number > _IOC_NRMASK)
        return EINVAL;
    const auto code = _IOC(direction, GW_IOC_MAGIC, number, static_cast<unsigned>(size));
    return ioctl(fd, code, data) >= 0 ? 0 : errno;
}

descriptor::~descriptor() {
    if (fd_ >= 0)
        close(fd_);
}

mapping::~mapping() {
    if (at_ != nullptr)
        munmap(at_, size_);
}

result<session> session::open(const std::string& node) {
    int fd = ::open(node.c_str(), O_RDWR | O_CLOEXEC);
    const bool read_only = fd < 0 && (errno == EACCES || errno == EPERM || errno == EROFS);
    if (read_only)
        fd = ::open(node.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return errno_error(errno, "open");
    return session{descriptor{fd}, read_only};
}

result<void> session::get(unsigned number, std::span<std::byte> value) const {
    return requested(fd_.get(), _IOC_READ, number, value.data(), value.size());
}

result<void> session::set(unsigned number, std::span<const std::byte> value) const {
    // The kernel only reads what a set points to.
    return requested(fd_.get(), _IOC_WRITE, number, const_cast<std::byte*>(value.data()),
                     value.size());
}

result<void> session::call(unsigned number, std::span<std::byte> buffer) const {
    const unsigned direction = buffer.empty() ? _IOC_NONE : _IOC_READ | _IOC_WRITE;
    return requested(fd_.get(), direction, number, buffer.data(), buffer.size());
}

result<gw_info> session::info() const {
    gw_info info{};
    return requested(fd_.get(), _IOC_READ, _IOC_NR(GW_IOC_INFO), &info, sizeof(info))
        .transform([&] { return info; });
}

result<gw_counters> session::counters(unsigned number, unsigned carrier) const {
    gw_counters counters{};
    counters.element = number;
    counters.carrier = carrier;
    return requested(fd_.get(), _IOC_READ | _IOC_WRITE, _IOC_NR(GW_IOC_COUNTERS), &counters,
                     sizeof(counters))
        .transform([&] { return counters; });
}

result<std::uint64_t> session::stream_size(unsigned number) const {
    gw_stream_size asked{};
    asked.element = number;
    return requested(fd_.get(), _IOC_READ | _IOC_WRITE, _IOC_NR(GW_IOC_STREAM_SIZE), &asked,
                     sizeof(asked))
        .transform([&] { return std::uint64_t{asked.size}; });
}

result<void> session::truncate_stream(unsigned number, std::uint64_t size) const {
    gw_stream_size wanted{};
    wanted.element = number;
    wanted.size = size;
    return requested(fd_.get(), _IOC_WRITE, _IOC_NR(GW_IOC_STREAM_TRUNCATE), &wanted,
                     sizeof(wanted));
}

result<void> session::subscribe(void* wanted, std::size_t size) const {
    return requested(fd_.get(), _IOC_READ | _IOC_WRITE, _IOC_NR(GW_IOC_SUBSCRIBE), wanted, size);
}

} // namespace gangway::raw
