// SPDX-License-Identifier: MIT
//
// syscall: an interface by the system call that all share; the protocol is in
// <gangway/syscall.h>. It serves calls with numbers of their own, too, and of all their replies
// none looks like an error.
#include <cerrno>
#include <span>

#include <unistd.h>

#include <fmt/format.h>

#include <gangway/syscall.h>

#include "carrier.hpp"

namespace gangway::carriers {

namespace {

result<void> ask(unsigned device, unsigned direction, unsigned number,
                 std::span<const std::byte> argument) {
    if (argument.size() > _IOC_SIZEMASK)
        return errno_error(EINVAL, "syscall");
    const auto size = static_cast<unsigned>(argument.size());
    if (::syscall(GW_SYSCALL, device, _IOC(direction, GW_IOC_MAGIC, number, size),
                  argument.data()) != 0)
        return errno_error(errno, fmt::format("syscall {}", GW_SYSCALL));
    return {};
}

class syscalls final : public carrier {
public:
    explicit syscalls(unsigned device) noexcept
        : device_{device} {}

    [[nodiscard]] result<void> get(const dynamic::element& what,
                                   std::span<std::byte> value) const override {
        return ask(device_, _IOC_READ, what.number, value);
    }

    [[nodiscard]] result<void> set(const dynamic::element& what,
                                   std::span<const std::byte> value) const override {
        return ask(device_, _IOC_WRITE, what.number, value);
    }

    [[nodiscard]] result<void> call(const dynamic::element& what,
                                    std::span<const std::byte> request,
                                    std::span<std::byte> reply) const override {
        return call_in_place(request, reply, [&](std::span<std::byte> buffer) {
            return ask(device_, _IOC_READ | _IOC_WRITE, what.number, buffer);
        });
    }

private:
    unsigned device_;
};

} // namespace

std::string where_syscall(const dynamic::element& what, const place& of) {
    return fmt::format("system call {}, element {} of the device {}", GW_SYSCALL, what.number,
                       of.device.filename().string());
}

result<std::unique_ptr<carrier>> open_syscall(const endpoint& at) {
    gw_syscall_find find{};
    const auto device = at.where.device.filename().string();
    if (device.size() >= sizeof find.device)
        return errno_error(ENODEV, "syscall");
    device.copy(static_cast<char*>(find.device), device.size());
    const auto bytes = std::as_writable_bytes(std::span{&find, 1});
    auto found = ask(0, _IOC_READ | _IOC_WRITE, _IOC_NR(GW_SYSCALL_FIND), bytes);
    if (!found && found.error().is(ENOSYS))
        return error{.number = ENOSYS,
                     .message =
                         "this kernel has no system calls of Gangway's: that takes one built "
                         "with kernel/add-to-kernel (ENOSYS)"};
    if (!found)
        return std::move(found).error();
    return std::unique_ptr<carrier>{std::make_unique<syscalls>(find.number)};
}

} // namespace gangway::carriers
