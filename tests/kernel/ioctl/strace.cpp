// SPDX-License-Identifier: MIT
// Carriers: ring
//
// An independent witness: strace names each request, its direction, type, number and size.
#include <cinttypes>

#include "all_types.gw.h"
#include "command.hpp"

namespace {

std::string as_strace_says(unsigned long request) {
    char text[96];
    const char* const direction = _IOC_DIR(request) == _IOC_READ    ? "_IOC_READ"
                                  : _IOC_DIR(request) == _IOC_WRITE ? "_IOC_WRITE"
                                                                    : "_IOC_READ|_IOC_WRITE";
    std::snprintf(text, sizeof text, "_IOC(%s, 0x%lx, 0x%lx, %#lx)", direction,
                  static_cast<unsigned long>(_IOC_TYPE(request)),
                  static_cast<unsigned long>(_IOC_NR(request)),
                  static_cast<unsigned long>(_IOC_SIZE(request)));
    return text;
}

} // namespace

int main() {
    const auto strace = test::folder() + "/strace";
    if (access(strace.c_str(), X_OK) != 0)
        test::skip("there is no strace");
    const test::module all_types{"all_types"};
    const auto by_strace = [&](const char* carrier) {
        return test::witness(strace + " -e trace=ioctl " + test::folder() + "/witness " + carrier +
                             " 2>&1");
    };
    const auto seen = by_strace("ioctl") + by_strace("ring");
    for (const unsigned long request : {ALL_TYPES_IOC_SET_LEVEL, ALL_TYPES_IOC_GET_LEVEL,
                                        ALL_TYPES_IOC_ECHO, GW_RING_SUBSCRIBE, ALL_TYPES_IOC_TELL})
        CHECK(seen.find(as_strace_says(request)) != std::string::npos);
}
