// SPDX-License-Identifier: MIT
#include <gangway/raw.hpp>

#include <cerrno>
#include <string_view>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "explain.hpp"

namespace gangway::raw {

namespace {

// What _IOC_SIZE has bits for.
constexpr std::size_t max_size = _IOC_SIZEMASK;

result<void> request(int fd, unsigned direction, unsigned number, void* data, std::size_t size) {
    if (size > max_size || number > _IOC_NRMASK)
        return errno_error(EINVAL, "ioctl");
    const auto code = _IOC(direction, GW_IOC_MAGIC, number, static_cast<unsigned>(size));
    int done = 0;
    do
        done = ioctl(fd, code, data);
    while (done < 0 && errno == EINTR);
    return done < 0 ? result<void>{errno_error(errno, "ioctl")} : result<void>{};
}

} // namespace

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
    const bool read_only = fd < 0 && errno == EACCES;
    if (read_only)
        fd = ::open(node.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return errno_error(errno, "open");
    return session{descriptor{fd}, read_only};
}

result<void> session::get(unsigned number, std::span<std::byte> value) const {
    return request(fd_.get(), _IOC_READ, number, value.data(), value.size());
}

result<void> session::set(unsigned number, std::span<const std::byte> value) const {
    // The kernel only reads what a set points to.
    return request(fd_.get(), _IOC_WRITE, number, const_cast<std::byte*>(value.data()),
                   value.size());
}

result<void> session::call(unsigned number, std::span<std::byte> buffer) const {
    const unsigned direction = buffer.empty() ? _IOC_NONE : _IOC_READ | _IOC_WRITE;
    return request(fd_.get(), direction, number, buffer.data(), buffer.size());
}

result<gw_info> session::info() const {
    gw_info info{};
    return request(fd_.get(), _IOC_READ, _IOC_NR(GW_IOC_INFO), &info, sizeof(info)).transform([&] {
        return info;
    });
}

result<gw_counters> session::counters(unsigned number) const {
    gw_counters counters{};
    counters.element = number;
    return request(fd_.get(), _IOC_READ | _IOC_WRITE, _IOC_NR(GW_IOC_COUNTERS), &counters,
                   sizeof(counters))
        .transform([&] { return counters; });
}

result<gw_subscribe> session::subscribe(gw_subscribe wanted) const {
    return request(fd_.get(), _IOC_READ | _IOC_WRITE, _IOC_NR(GW_IOC_SUBSCRIBE), &wanted,
                   sizeof(wanted))
        .transform([&] { return wanted; });
}

} // namespace gangway::raw
