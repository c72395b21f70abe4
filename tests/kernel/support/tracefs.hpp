// SPDX-License-Identifier: MIT
//
// Tracepoints, read by files of tracefs alone.
#pragma once

#include <sstream>
#include <string>
#include <vector>

#include <sys/mount.h>

#include "test.hpp"

namespace test {

inline const std::string tracing = "/sys/kernel/tracing";

/// Mounts it, if need be. False: this kernel has none.
inline bool has_tracefs() {
    return access((tracing + "/events").c_str(), F_OK) == 0 ||
           mount("none", tracing.c_str(), "tracefs", 0, nullptr) == 0;
}

/// Unlike write_file(), without O_CREAT and O_TRUNC.
inline void set_tracing(const std::string& name, const std::string& text) {
    const file fd{tracing + "/" + name, O_WRONLY};
    CHECK_EQ(write(fd, text.data(), text.size()), text.size());
}

/// Empties the buffers, their counters too.
inline void clear_trace() {
    const file fd{tracing + "/trace", O_WRONLY | O_TRUNC};
}

/// One event in lines of `trace` or `trace_pipe`, each without what the kernel adds.
inline std::vector<std::string> traced(const std::string& text, const std::string& event) {
    std::vector<std::string> all;
    std::istringstream lines{text};
    for (std::string line; std::getline(lines, line);)
        if (const auto at = line.find(" " + event + ": ");
            !line.starts_with('#') && at != line.npos)
            all.push_back(line.substr(at + event.size() + 3));
    return all;
}

/// What the buffers of all CPUs count as lost.
inline std::uint64_t trace_lost() {
    std::uint64_t sum = 0;
    for (unsigned cpu = 0;; ++cpu) {
        const auto text = read_file(tracing + "/per_cpu/cpu" + std::to_string(cpu) + "/stats");
        if (text.empty())
            return sum;
        for (const std::string name : {"overrun: ", "commit overrun: ", "dropped events: "})
            sum += std::stoull(text.substr(text.find("\n" + name) + 1 + name.size()));
    }
}

} // namespace test
