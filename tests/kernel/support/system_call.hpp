// SPDX-License-Identifier: MIT
//
// Interfaces by bare system calls; and what not every kernel has, to be asked before a module is
// loaded.
#pragma once

#include <gangway/syscall.h>

#include "test.hpp"

namespace test {

/// Has this kernel Gangway's system calls?
inline bool has_system_calls() {
    return syscall(GW_SYSCALL, 0, 0, nullptr) != -1 || errno != ENOSYS;
}

inline void need_system_calls() {
    if (!has_system_calls())
        skip("this kernel was built without Gangway's system calls");
}

inline bool has_uring() {
    return syscall(SYS_io_uring_setup, 0, nullptr) != -1 || (errno != ENOSYS && errno != EPERM);
}

inline void need_uring() {
    if (!has_uring())
        skip("this kernel has no io_uring");
}

/// One device, by the call that all share.
class calls {
public:
    explicit calls(const char* device = "all_types") {
        if (find(device) != 0)
            fail(__FILE__, __LINE__, std::string{device} + ": " + std::strerror(errno));
    }

    /// This is meant from now on; 0, or -1 and errno.
    long find(const char* device) {
        gw_syscall_find find{};
        std::strncpy(find.device, device, sizeof find.device - 1);
        if (syscall(GW_SYSCALL, 0, GW_SYSCALL_FIND, &find) != 0)
            return -1;
        number_ = find.number;
        return 0;
    }

    /// As ioctl() is called.
    long ask(unsigned long request, void* argument = nullptr) const {
        return syscall(GW_SYSCALL, number_, static_cast<unsigned>(request), argument);
    }

    [[nodiscard]] unsigned number() const noexcept { return number_; }

private:
    unsigned number_ = 0;
};

} // namespace test
