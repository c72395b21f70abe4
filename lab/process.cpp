// SPDX-License-Identifier: MIT
#include "process.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <fmt/core.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace gangway::lab {

namespace {

// Between fork and exec: only what is async-signal-safe.
[[noreturn]] void become(char* const* argv, const spawn_options& options, pid_t parent) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent)
        ::_exit(127);
    if (options.own_group)
        ::setpgid(0, 0);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    if (const int null = ::open("/dev/null", O_RDONLY | O_CLOEXEC); null >= 0)
        ::dup2(null, STDIN_FILENO);
    ::dup2(STDERR_FILENO, STDOUT_FILENO);
    for (const auto& [ours, theirs] : options.descriptors) {
        if (ours == theirs)
            ::fcntl(ours, F_SETFD, 0);
        else
            ::dup2(ours, theirs);
    }
    if (options.directory.empty() || ::chdir(options.directory.c_str()) == 0)
        ::execvp(argv[0], argv);
    ::_exit(127);
}

} // namespace

std::pair<unique_fd, unique_fd> make_pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) < 0)
        throw failure(fmt::format("cannot make a pipe: {}", std::strerror(errno)));
    return {unique_fd(ends[0]), unique_fd(ends[1])};
}

child::child(const arguments& argv, const spawn_options& options)
    : own_group_(options.own_group) {
    std::vector<char*> raw;
    raw.reserve(argv.size() + 1);
    for (const std::string& arg : argv)
        raw.push_back(const_cast<char*>(arg.c_str()));
    raw.push_back(nullptr);
    const pid_t parent = ::getpid();
    pid_ = ::fork();
    if (pid_ == 0)
        become(raw.data(), options, parent);
    if (pid_ < 0)
        throw failure(fmt::format("cannot start {}: {}", argv.front(), std::strerror(errno)));
    if (own_group_)
        ::setpgid(pid_, pid_); // whichever of us is first
    pidfd_ = unique_fd(static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0)));
    if (!pidfd_) {
        const int error = errno;
        kill();
        wait();
        throw failure(fmt::format("cannot watch {}: {}", argv.front(), std::strerror(error)));
    }
}

child::~child() {
    if (pid_ > 0) {
        kill();
        wait();
    }
}

void child::kill() {
    ::kill(own_group_ ? -pid_ : pid_, SIGKILL);
}

int child::wait() {
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

captured capture(const arguments& argv) {
    auto [out, out_end] = make_pipe();
    auto [err, err_end] = make_pipe();
    child running(argv, {.descriptors = {{out_end.get(), 1}, {err_end.get(), 2}}, .directory = {}});
    out_end.reset();
    err_end.reset();

    captured result{};
    std::array<pollfd, 2> fds{{{out.get(), POLLIN, 0}, {err.get(), POLLIN, 0}}};
    const std::array<std::string*, 2> texts{&result.out, &result.err};
    while (fds[0].fd >= 0 || fds[1].fd >= 0) {
        ::poll(fds.data(), fds.size(), -1);
        for (std::size_t i = 0; i < fds.size(); i++) {
            std::array<char, 65536> buffer{};
            if (!fds[i].revents)
                continue;
            const ssize_t n = ::read(fds[i].fd, buffer.data(), buffer.size());
            if (n > 0)
                texts[i]->append(buffer.data(), static_cast<std::size_t>(n));
            else if (n == 0 || errno != EINTR)
                fds[i].fd = -1;
        }
    }
    result.status = running.wait();
    return result;
}

int run_program(const arguments& argv, const spawn_options& options) {
    return child(argv, options).wait();
}

} // namespace gangway::lab
