// SPDX-License-Identifier: MIT
#include "fake_module.hpp"

#include <cstdarg>

// NOLINTNEXTLINE(bugprone-reserved-identifier): the linker's name for what stands in for ioctl
extern "C" int __wrap_ioctl(int /*fd*/, unsigned long request, ...) {
    va_list arguments;
    va_start(arguments, request);
    auto* data = va_arg(arguments, std::byte*);
    va_end(arguments);

    if (const auto other = gangway::test::foreign.find(request);
        other != gangway::test::foreign.end()) {
        errno = other->second(_IOC_DIR(request), {data, data ? _IOC_SIZE(request) : 0U});
        return errno == 0 ? gangway::test::returned : -1;
    }
    const auto found = gangway::test::module.find(_IOC_NR(request));
    errno = ENOTTY;
    if (_IOC_TYPE(request) != GW_IOC_MAGIC || found == gangway::test::module.end())
        return -1;
    errno = found->second(_IOC_DIR(request), {data, std::size_t{_IOC_SIZE(request)}});
    return errno == 0 ? 0 : -1;
}
