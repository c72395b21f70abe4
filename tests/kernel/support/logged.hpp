// SPDX-License-Identifier: MIT
//
// The streams of the module `streams` that are kept in files: what the kernel does with them.
#pragma once

#include <cstdio>
#include <string>

#include <sys/stat.h>

#include "logged.gw.h"

#include "test.hpp"

namespace test {

inline const std::string log_folder = "/var/lib/gangway";
inline const std::string log_path = log_folder + "/logged.content";

/// Each gives what the kernel's own function gave: a number of bytes, or an errno below 0.
class logger {
public:
    [[nodiscard]] std::int64_t put(std::uint64_t position, const char* text) const {
        union logged_gw_put buffer{};
        buffer.request.position = position;
        std::snprintf(buffer.request.text, sizeof buffer.request.text, "%s", text);
        return ask(LOGGED_IOC_PUT, buffer);
    }
    [[nodiscard]] std::int64_t take(std::uint64_t position, std::string& into) const {
        union logged_gw_take buffer{};
        buffer.request.position = position;
        const auto got = ask(LOGGED_IOC_TAKE, buffer);
        into.assign(buffer.reply.text);
        return got;
    }
    [[nodiscard]] std::int64_t measure() const {
        union logged_gw_measure buffer{};
        return ask(LOGGED_IOC_MEASURE, buffer);
    }
    [[nodiscard]] std::int64_t cut(std::uint64_t size) const {
        union logged_gw_cut buffer{};
        buffer.request.size = size;
        return ask(LOGGED_IOC_CUT, buffer);
    }
    [[nodiscard]] std::int64_t fill(std::uint32_t count) const {
        union logged_gw_fill buffer{};
        buffer.request.count = count;
        return ask(LOGGED_IOC_FILL, buffer);
    }
    [[nodiscard]] std::int64_t line(const std::string& text) const {
        union logged_gw_line buffer{};
        std::snprintf(buffer.request.text, sizeof buffer.request.text, "%s", text.c_str());
        return ask(LOGGED_IOC_LINE, buffer);
    }

private:
    template <typename Buffer>
    std::int64_t ask(unsigned long request, Buffer& buffer) const {
        CHECK_OK(ioctl(node_, request, &buffer));
        return buffer.reply.got;
    }

    file node_{LOGGED_NODE};
};

/// The folder, which is root's to make; empty again at the end.
class log_files {
public:
    log_files() {
        mkdir("/var", 0755);
        mkdir("/var/lib", 0755);
        CHECK(mkdir(log_folder.c_str(), 0755) == 0 || errno == EEXIST);
        clear();
    }
    log_files(const log_files&) = delete;
    log_files& operator=(const log_files&) = delete;
    ~log_files() {
        clear();
        rmdir(log_folder.c_str());
    }

private:
    static void clear() {
        for (const char* name : {"content", "rotated", "rotated.1", "rotated.2", "rotated.3"})
            remove((log_folder + "/logged." + name).c_str());
    }
};

} // namespace test
