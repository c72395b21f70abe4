// SPDX-License-Identifier: MIT
//
// What the programs that run on a real kernel share: checks, modules, processes. A program exits
// with 0 when its behaviour is as promised, 1 when not, 77 when it cannot tell here.
#pragma once

#include <algorithm>
#include <cerrno>
#include <concepts>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <poll.h>
#include <sched.h>
#include <source_location>
#include <sstream>
#include <string>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

#include <gangway/session.h>

#define CHECK(what) ((what) ? void() : test::fail(__FILE__, __LINE__, #what))
#define CHECK_EQ(a, b) test::check_equal(__FILE__, __LINE__, #a " == " #b, (a), (b))
/// The system call succeeds; gives its result.
#define CHECK_OK(call) test::check_ok(__FILE__, __LINE__, #call, (call))
/// The system call fails with this errno.
#define CHECK_ERRNO(call, e) test::check_errno(__FILE__, __LINE__, #call, (call), (e))

namespace test {

[[noreturn]] inline void fail(const char* file, int line, const std::string& what) {
    std::printf("%s:%d: failed: %s\n", file, line, what.c_str());
    std::fflush(stdout);
    _exit(1);
}

[[noreturn]] inline void fail(const std::source_location& where, const std::string& what) {
    fail(where.file_name(), static_cast<int>(where.line()), what);
}

/// Ends the program: what it looks at is not there, for this reason.
[[noreturn]] inline void skip(const std::string& reason) {
    std::printf("skip: %s\n", reason.c_str());
    std::fflush(stdout);
    _exit(77);
}

template <typename A, typename B>
void check_equal(const char* file, int line, const char* what, const A& a, const B& b) {
    bool equal = false;
    if constexpr (std::integral<A> && std::integral<B> && !std::same_as<A, bool>)
        equal = std::cmp_equal(a, b);
    else
        equal = a == b;
    if (equal)
        return;
    std::ostringstream text;
    text << what << " (" << +a << " and " << +b << ")";
    fail(file, line, text.str());
}

inline void check_equal(const char* file, int line, const char* what, const std::string& a,
                        const std::string& b) {
    if (a == b)
        return;
    const auto differ = std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin();
    const auto from = static_cast<std::size_t>(std::max<std::ptrdiff_t>(differ - 20, 0));
    fail(file, line,
         std::string{what} + " (from " + std::to_string(from) + ": \"" + a.substr(from, 200) +
             "\" and \"" + b.substr(from, 200) + "\")");
}

template <typename T>
T check_ok(const char* file, int line, const char* what, T result) {
    if (result == T(-1))
        fail(file, line, std::string{what} + ": " + std::strerror(errno));
    return result;
}

template <typename T>
void check_errno(const char* file, int line, const char* what, T result, int expected) {
    const int got = result == T(-1) ? errno : 0;
    if (got != expected)
        fail(file, line,
             std::string{what} + ": expected " + std::strerror(expected) + ", got " +
                 std::strerror(got) + " (" + std::to_string(got) + ")");
}

/// How long each wait may last: far longer than anything takes that works, on a busy machine too,
/// and less than `runner` gives a program, so that it is the wait that tells.
inline constexpr int patience_ms = 60'000;

/// Waits for one of `events`, or a hang-up; gives what poll says.
inline short await(int fd, short events,
                   const std::source_location& where = std::source_location::current()) {
    pollfd waiting{fd, events, 0};
    const int ready = poll(&waiting, 1, patience_ms);
    if (ready != 1)
        fail(where, ready == 0 ? "nothing came in good time" : std::strerror(errno));
    return waiting.revents;
}

/// Whether a test that repeats should do so many times, or a few: many on one kernel are enough.
inline bool many() {
    const char* const repetitions = std::getenv("GANGWAY_TEST_REPETITIONS");
    return repetitions == nullptr || std::string{repetitions} == "many";
}

inline std::int64_t now_ms() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
}

/// Looks until it is so; for states that nothing wakes us about.
template <std::predicate<> Condition>
bool eventually(Condition condition) {
    const auto end = now_ms() + patience_ms;
    while (!condition()) {
        if (now_ms() >= end)
            return false;
        const timespec pause{0, 2'000'000};
        nanosleep(&pause, nullptr);
    }
    return true;
}

inline std::string read_file(const std::string& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

inline void write_file(const std::string& path, const std::string& text) {
    std::ofstream out{path};
    out << text;
    out.close();
    if (!out)
        fail(__FILE__, __LINE__, "write " + text + " to " + path);
}

/// Does the running kernel's release begin so?
inline bool is_kernel(const std::string& release) {
    return read_file("/proc/sys/kernel/osrelease").starts_with(release);
}

/// How many of all_types's origins there are. The last, an NMI, needs a local APIC.
inline unsigned origins() {
    static const unsigned count = [] {
        const bool uml = read_file("/proc/cpuinfo").find("User Mode Linux") != std::string::npos;
        if (uml)
            std::printf("skipped: what is sent from an NMI, which User-Mode Linux has not\n");
        return uml ? 3U : 4U;
    }();
    return count;
}

/// The folder of the programs and modules.
inline std::string folder() {
    const char* const given = std::getenv("GANGWAY_TEST_FOLDER");
    return given != nullptr ? given : ".";
}

/// Is Gangway a part of this kernel? Then no gangway.ko is brought along.
inline bool built_in() {
    return access((folder() + "/gangway.ko").c_str(), F_OK) != 0;
}

/// A loaded module; unloaded at the end of its life, unless that happened before.
class module {
public:
    explicit module(std::string name, const char* parameters = "")
        : name_{std::move(name)} {
        const int fd =
            CHECK_OK(::open((folder() + "/" + name_ + ".ko").c_str(), O_RDONLY | O_CLOEXEC));
        CHECK_OK(syscall(SYS_finit_module, fd, parameters, 0));
        ::close(fd);
        loaded_ = true;
    }
    module(const module&) = delete;
    module& operator=(const module&) = delete;
    ~module() {
        if (loaded_)
            unload();
    }
    /// As rmmod does: 0, or -1 and errno.
    long try_unload() {
        const long result = syscall(SYS_delete_module, name_.c_str(), O_NONBLOCK);
        loaded_ = loaded_ && result != 0;
        return result;
    }
    void unload() { CHECK_OK(try_unload()); }
    /// By another process: nothing is left to do.
    void unloaded_by_another() noexcept { loaded_ = false; }

private:
    std::string name_;
    bool loaded_ = false;
};

/// Until all_types is in its call that takes its time.
inline void wait_until_slow(const std::source_location& where = std::source_location::current()) {
    if (!eventually([] { return read_file("/sys/module/all_types/parameters/inside") == "1\n"; }))
        fail(where, "nobody is in all_types.slow");
}

/// A file descriptor.
class file {
public:
    explicit file(const std::string& path, int flags = O_RDWR,
                  const std::source_location& where = std::source_location::current())
        : fd_{::open(path.c_str(), flags | O_CLOEXEC, 0600)} {
        if (fd_ < 0)
            fail(where, path + ": " + std::strerror(errno));
    }
    file(file&& other) noexcept
        : fd_{std::exchange(other.fd_, -1)} {}
    file& operator=(file&&) = delete;
    ~file() {
        if (fd_ >= 0)
            ::close(fd_);
    }
    operator int() const noexcept { return fd_; }

private:
    int fd_;
};

/// A process that runs a function of this one, and dies with it.
class child {
public:
    template <std::invocable Body>
    explicit child(Body body) {
        std::fflush(stdout);
        pid_ = CHECK_OK(fork());
        if (pid_ != 0)
            return;
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        body();
        std::fflush(stdout);
        _exit(0);
    }
    child(const child&) = delete;
    child& operator=(const child&) = delete;
    ~child() {
        if (pid_ > 0) {
            ::kill(pid_, SIGKILL);
            wait();
        }
    }
    int wait(const std::source_location& where = std::source_location::current()) {
        const int end = static_cast<int>(CHECK_OK(syscall(SYS_pidfd_open, pid_, 0)));
        pollfd waiting{end, POLLIN, 0};
        if (poll(&waiting, 1, patience_ms) != 1)
            fail(where,
                 "process " + std::to_string(pid_) + " does not end; system call: " + now_in());
        ::close(end);
        int status = 0;
        CHECK_OK(waitpid(std::exchange(pid_, 0), &status, 0));
        return status;
    }
    /// It must end by itself, and be content.
    void join(const std::source_location& where = std::source_location::current()) {
        if (const int status = wait(where); status != 0)
            fail(where, "a process ended with status " + std::to_string(status));
    }
    void kill9(const std::source_location& where = std::source_location::current()) {
        CHECK_OK(::kill(pid_, SIGKILL));
        const int status = wait(where);
        CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    }
    /// Until it sleeps in that system call; in any, where the kernel does not tell (User-Mode
    /// Linux).
    void wait_until_in(long number,
                       const std::source_location& where = std::source_location::current()) const {
        const auto folder = "/proc/" + std::to_string(pid_);
        const bool told = access((folder + "/syscall").c_str(), F_OK) == 0;
        const bool there = eventually([&] {
            const auto text = told ? now_in() : read_file(folder + "/stat");
            return told ? text.starts_with(std::to_string(number) + " ")
                        : text.find(") S ") != text.npos || text.find(") D ") != text.npos;
        });
        if (!there)
            fail(where, "process " + std::to_string(pid_) + " is not in system call " +
                            std::to_string(number) + " but in " + now_in());
    }
    [[nodiscard]] pid_t pid() const noexcept { return pid_; }

private:
    /// The system call that it sleeps in, and its arguments, as far as the kernel tells.
    [[nodiscard]] std::string now_in() const {
        return read_file("/proc/" + std::to_string(pid_) + "/syscall");
    }

    pid_t pid_ = 0;
};

/// Lets one process wait for a word of another: both have it before the fork.
class baton {
public:
    baton() { CHECK_OK(pipe2(ends_, O_CLOEXEC)); }
    baton(const baton&) = delete;
    baton& operator=(const baton&) = delete;
    ~baton() {
        ::close(ends_[0]);
        ::close(ends_[1]);
    }
    void pass(std::uint64_t word = 0) { CHECK_EQ(write(ends_[1], &word, sizeof word), 8); }
    std::uint64_t take(const std::source_location& where = std::source_location::current()) {
        await(ends_[0], POLLIN, where);
        std::uint64_t word = 0;
        CHECK_EQ(read(ends_[0], &word, sizeof word), 8);
        return word;
    }
    /// Readable when there is a word.
    [[nodiscard]] int native_handle() const noexcept { return ends_[0]; }

private:
    int ends_[2] = {};
};

/// Stays on one CPU from now on.
inline void run_on(unsigned cpu) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(cpu, &set);
    CHECK_OK(sched_setaffinity(0, sizeof set, &set));
}

/// An ioctl that states another size than its constant does.
constexpr unsigned long resized(unsigned long request, std::size_t size) {
    return _IOC(_IOC_DIR(request), _IOC_TYPE(request), _IOC_NR(request), size);
}

} // namespace test
