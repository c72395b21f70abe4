// SPDX-License-Identifier: MIT
//
// The program that outward's events start: it leaves what it had in a file of its own.
#pragma once

#include <map>
#include <sstream>
#include <string>

#include <dirent.h>
#include <sys/stat.h>

#include "outward.gw.h"
#include "test.hpp"

namespace test {

inline const std::string helpers_seen = "/tmp/helper-seen/";

/// A shell script. Whatever one before has left is gone.
inline void install_helper(const std::string& script) {
    CHECK_EQ(system("rm -rf /tmp/helper-seen"), 0);
    CHECK_OK(mkdir(helpers_seen.c_str(), 0755));
    unlink("/tmp/helper");
    write_file("/tmp/helper", "#!/bin/sh\n" + script);
    CHECK_OK(chmod("/tmp/helper", 0755));
}

inline void start_helpers(int fd, std::uint32_t count, const char* text) {
    union outward_gw_start buffer{};
    buffer.request.count = count;
    std::snprintf(buffer.request.text, sizeof buffer.request.text, "%s", text);
    CHECK_OK(ioctl(fd, OUTWARD_IOC_START, &buffer));
}

inline gw_counters helper_counters(int fd, unsigned element = OUTWARD_CALLED) {
    gw_counters c{};
    c.element = element;
    CHECK_OK(ioctl(fd, GW_IOC_COUNTERS, &c));
    return c;
}

inline std::string helper_file(std::uint64_t sequence) {
    return helpers_seen + std::to_string(sequence);
}

/// What the program of this number had: arguments by their number, variables by their name.
inline std::map<std::string, std::string> helper_had(std::uint64_t sequence) {
    std::istringstream in;
    CHECK(eventually([&] {
        in.str(read_file(helper_file(sequence)));
        return !in.str().empty();
    }));
    std::map<std::string, std::string> all;
    unsigned arguments = 0;
    for (std::string one; std::getline(in, one, '\0');) {
        const auto sign = one.find('=');
        if (sign == one.npos)
            all[std::to_string(++arguments)] = one;
        else
            all[one.substr(0, sign)] = one.substr(sign + 1);
    }
    return all;
}

} // namespace test
