// SPDX-License-Identifier: MIT
//
// Parameters of parameters, and how often its handlers were called.
#pragma once

#include <sys/stat.h>

#include "parameters.gw.h"
#include "text_files.hpp"

namespace test {

inline const text_carrier by_param{
    "param", "/sys/module/parameters/parameters/", ENODEV, 0644, true, true, 4096};

inline parameters_gw_heard_reply heard() {
    const file session{PARAMETERS_NODE};
    parameters_gw_heard call{};
    CHECK_OK(ioctl(session, PARAMETERS_IOC_HEARD, &call));
    return call.reply;
}

inline unsigned times_heard(unsigned property) {
    return heard().times[property];
}

/// Takes the instance away for so long, and makes another.
inline void pause_provider(unsigned ms) {
    const file session{PARAMETERS_NODE};
    parameters_gw_pause call{};
    call.request.time = ms;
    CHECK_OK(ioctl(session, PARAMETERS_IOC_PAUSE, &call));
    await(session, 0);
}

/// Ends that before its time.
inline void end_pause() {
    write_file("/sys/module/parameters/parameters/pause_ms", "0");
}

/// Loads parameters: 0 or errno; if it works, it stays loaded.
inline int try_load(const std::string& parameters) {
    const file ko{folder() + "/parameters.ko", O_RDONLY};
    return syscall(SYS_finit_module, int{ko}, parameters.c_str(), 0) == 0 ? 0 : errno;
}

} // namespace test
