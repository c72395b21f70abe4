// SPDX-License-Identifier: MIT
//
// Commands, run in the guest: the gangway command, and witnesses.
#pragma once

#include <cstdio>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

#include "test.hpp"

namespace test {

struct command_result {
    int status; ///< as a shell says it
    std::string out;
    std::string err;
};

/// A command of the shell, which runs by now. What it says goes into files of its own, without
/// names: nothing that another has left can be taken for it.
class command {
public:
    explicit command(const std::string& line)
        : child_{[&] {
            CHECK_OK(dup2(out_, STDOUT_FILENO));
            CHECK_OK(dup2(err_, STDERR_FILENO));
            execl("/bin/sh", "sh", "-c", line.c_str(), nullptr);
            _exit(127);
        }} {}
    /// Until it ends by itself.
    command_result end(const std::source_location& where = std::source_location::current()) {
        const int status = child_.wait(where);
        const bool exited = WIFEXITED(status);
        return {exited ? WEXITSTATUS(status) : 128 + WTERMSIG(status), out(), err()};
    }
    void wait_until_in(long number,
                       const std::source_location& where = std::source_location::current()) const {
        child_.wait_until_in(number, where);
    }
    /// What it has said so far.
    [[nodiscard]] std::string out() const { return read_file(path(out_)); }
    [[nodiscard]] std::string err() const { return read_file(path(err_)); }

private:
    static std::string path(int fd) { return "/proc/self/fd/" + std::to_string(fd); }

    file out_{"/tmp", O_TMPFILE | O_RDWR};
    file err_{"/tmp", O_TMPFILE | O_RDWR};
    child child_;
};

/// Runs it to its end.
inline command_result run(const std::string& line,
                          const std::source_location& where = std::source_location::current()) {
    return command{line}.end(where);
}

inline command_result gangway(const std::string& arguments,
                              const std::source_location& where = std::source_location::current()) {
    return run(folder() + "/gangway " + arguments, where);
}

/// It must succeed; gives what it says, which is shown, too.
inline std::string witness(const std::string& line,
                           const std::source_location& where = std::source_location::current()) {
    const auto r = run(line, where);
    std::printf("%s%s", r.out.c_str(), r.err.c_str());
    if (r.status != 0)
        fail(where, line + ": exit status " + std::to_string(r.status));
    return r.out;
}

/// A folder of its own, as long as it lives.
class scratch {
public:
    scratch() { CHECK(mkdtemp(path_.data()) != nullptr); }
    scratch(const scratch&) = delete;
    scratch& operator=(const scratch&) = delete;
    ~scratch() { run("rm -rf " + path_); }
    [[nodiscard]] const std::string& path() const noexcept { return path_; }

private:
    std::string path_ = "/tmp/test-XXXXXX";
};

inline bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

} // namespace test
