// SPDX-License-Identifier: MIT
//
// Runs in the guest: each of the tests named in its arguments after the other, a mark in the kernel
// log before each; whatever the kernel complains about since the mark fails that test, as do a
// wrong exit status, modules that do not unload, and no end in good time. A test is PROGRAM, or
// PROGRAM.ARGUMENT.
//
// GANGWAY_TEST_SECONDS: after so many no other is begun, but skipped, because of GANGWAY_TEST_LATE.
//
// Prints for each `=== NAME`, its output, and `--- NAME: pass|fail|skip …`. Ends with 1 behind the
// first that fails: who comes after it needs a guest that is as it should be (see boot).
#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <net/if.h>
#include <optional>
#include <poll.h>
#include <signal.h>
#include <string>
#include <string_view>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>
#include <vector>

#include "../../../lab/klog.hpp"

namespace {

using clock = std::chrono::steady_clock;

constexpr std::chrono::seconds longest{300};    // for one program, on a busy machine too
constexpr std::chrono::seconds last_moment{10}; // for it to die
constexpr int skipped = 77;

std::string folder; // of the programs and modules

struct verdict {
    enum { pass, fail, skip } what = pass;
    std::string why;

    void blame(const std::string& reason) {
        why += (what == fail ? "; " : "") + reason;
        what = fail;
    }
};

/// The kernel's log from now on.
class kernel_log {
public:
    explicit kernel_log(const std::string& mark)
        : in_{open("/dev/kmsg", O_RDONLY | O_NONBLOCK | O_CLOEXEC)} {
        lseek(in_, 0, SEEK_END);
        if (FILE* const out = std::fopen("/dev/kmsg", "w")) {
            std::fprintf(out, "test: %s\n", mark.c_str());
            std::fclose(out);
        }
    }
    kernel_log(const kernel_log&) = delete;
    kernel_log& operator=(const kernel_log&) = delete;
    ~kernel_log() { close(in_); }

    /// Prints every new line; blames those that must not be.
    void judge(verdict& v) {
        verdict said = print();
        if (said.what == verdict::fail)
            v.blame(said.why);
    }
    /// Prints every new line; gives what is to be said against them.
    verdict print() {
        verdict v;
        std::array<char, 8192> record{};
        for (;;) {
            const auto size = read(in_, record.data(), record.size());
            if (size < 0 && errno == EPIPE) { // older lines gave way: go on with the oldest left
                v.blame("the kernel said more than its log holds");
                continue;
            }
            if (size <= 0)
                return v;
            std::string_view line{record.data(), static_cast<std::size_t>(size)};
            line.remove_prefix(line.find(';') + 1);
            line = line.substr(0, line.find('\n'));
            std::printf("kernel: %.*s\n", static_cast<int>(line.size()), line.data());
            if (gangway::lab::condemns(line) != nullptr)
                v.blame("the kernel said: " + std::string{line});
        }
    }

private:
    int in_;
};

bool load(const std::string& name) {
    const int fd = open((folder + "/" + name + ".ko").c_str(), O_RDONLY | O_CLOEXEC);
    const bool loaded = fd >= 0 && (syscall(SYS_finit_module, fd, "", 0) == 0 || errno == EEXIST);
    if (!loaded)
        std::printf("cannot load %s: %s\n", name.c_str(), std::strerror(errno));
    if (fd >= 0)
        close(fd);
    return loaded;
}

/// What is loaded, who uses others before those.
std::vector<std::string> modules() {
    std::vector<std::string> names;
    std::ifstream in{"/proc/modules"};
    for (std::string line; std::getline(in, line);)
        names.push_back(line.substr(0, line.find(' ')));
    return names;
}

/// The state that each program starts from: Gangway, loaded or built in, and no module but those
/// that the guest has itself.
void reset(verdict& v) {
    static const auto guests = modules();
    for (const auto& module : modules()) {
        if (module == "gangway" || std::ranges::find(guests, module) != guests.end())
            continue;
        if (syscall(SYS_delete_module, module.c_str(), O_NONBLOCK) == 0)
            v.blame(module + " was left loaded");
        else
            v.blame(module + " does not unload: " + std::strerror(errno));
    }
    const bool built_in = access((folder + "/gangway.ko").c_str(), F_OK) != 0;
    if (built_in ? access("/sys/class/gangway", F_OK) != 0 : !load("gangway"))
        v.blame("Gangway is not there");
}

/// Unloading a module waits for RCU grace periods; they should be expedited.
void hurry_rcu() {
    if (FILE* const expedited = std::fopen("/sys/kernel/rcu_expedited", "w")) {
        std::fputs("1", expedited);
        std::fclose(expedited);
    }
}

void set_up_loopback() {
    const int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    ifreq lo{};
    std::strcpy(lo.ifr_name, "lo");
    lo.ifr_flags = IFF_UP;
    if (fd < 0 || ioctl(fd, SIOCSIFFLAGS, &lo) != 0)
        std::printf("cannot set lo up: %s\n", std::strerror(errno));
    close(fd);
}

/// What hangs, where: into the kernel log. User-Mode Linux 6.12 dies when it is to show all tasks.
void show_stacks() {
    std::ifstream in{"/proc/cpuinfo"};
    const std::string cpus{std::istreambuf_iterator<char>{in}, {}};
    const bool uml = cpus.find("User Mode Linux") != std::string::npos;
    for (const char* const key : {"l", "w", uml ? "w" : "t"})
        if (FILE* const trigger = std::fopen("/proc/sysrq-trigger", "w")) {
            std::fputs(key, trigger);
            std::fclose(trigger);
        }
}

pid_t start(const std::string& name, int output) {
    std::fflush(stdout);
    const pid_t pid = fork();
    if (pid != 0)
        return pid;
    setpgid(0, 0);
    dup2(output, STDOUT_FILENO);
    dup2(output, STDERR_FILENO);
    auto program = folder + "/" + name;
    std::string argument;
    if (const auto dot = name.rfind('.'); access(program.c_str(), F_OK) != 0 && dot != name.npos) {
        program = folder + "/" + name.substr(0, dot);
        argument = name.substr(dot + 1);
    }
    execl(program.c_str(), program.c_str(), argument.empty() ? nullptr : argument.c_str(), nullptr);
    std::printf("cannot start %s: %s\n", program.c_str(), std::strerror(errno));
    std::fflush(stdout);
    _exit(127);
}

/// Passes on what the program says until it ends; gives its last line.
std::string listen(int from, clock::time_point until, bool& in_time) {
    std::string line;
    std::string last;
    std::array<char, 4096> piece{};
    for (;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - clock::now());
        pollfd waiting{from, POLLIN, 0};
        in_time = left.count() > 0 && poll(&waiting, 1, static_cast<int>(left.count())) == 1;
        if (!in_time)
            return last;
        const auto size = read(from, piece.data(), piece.size());
        if (size <= 0) {
            if (line.empty())
                return last;
            std::putchar('\n'); // what the runner says begins lines of its own
            return line;
        }
        for (const char c : std::string_view{piece.data(), static_cast<std::size_t>(size)}) {
            std::putchar(c);
            if (c == '\n')
                last = std::exchange(line, {});
            else
                line += c;
        }
        std::fflush(stdout);
    }
}

/// Its status once it has ended; nothing if it does not, though it was killed.
std::optional<int> reap(pid_t pid, clock::time_point until) {
    int status = 0;
    while (waitpid(pid, &status, WNOHANG) == 0) {
        if (clock::now() > until)
            return {};
        const timespec moment{0, 10'000'000};
        nanosleep(&moment, nullptr);
    }
    return status;
}

verdict run(const std::string& name) {
    verdict v;
    kernel_log log{name};
    std::array<int, 2> pipe{};
    if (pipe2(pipe.data(), O_CLOEXEC) != 0)
        return {verdict::fail, "no pipe"};
    const pid_t pid = start(name, pipe[1]);
    close(pipe[1]);
    bool in_time = true;
    const auto last = listen(pipe[0], clock::now() + longest, in_time);
    close(pipe[0]);
    if (!in_time) {
        v.blame("not done after " + std::to_string(longest.count()) + " s");
        log.judge(v);
        show_stacks();
        log.print(); // these traces are our own asking
        kill(-pid, SIGKILL);
    }
    const auto ended = reap(pid, clock::now() + last_moment);
    kill(-pid, SIGKILL); // whatever it left behind
    const int status = ended.value_or(0);
    if (!ended)
        v.blame("it does not end");
    if (in_time && WIFSIGNALED(status))
        v.blame(std::string{"killed by "} + strsignal(WTERMSIG(status)));
    else if (in_time && WEXITSTATUS(status) == skipped && last.starts_with("skip: ") &&
             last.size() > 6)
        v = {verdict::skip, last.substr(6)};
    else if (in_time && WEXITSTATUS(status) == skipped)
        v.blame("skipped, and it does not say why");
    else if (in_time && WEXITSTATUS(status) != 0)
        v.blame("exit status " + std::to_string(WEXITSTATUS(status)));
    reset(v);
    log.judge(v);
    return v;
}

/// Whether there is time for another; it began with `since`.
bool may_begin(clock::time_point since) {
    const char* const given = std::getenv("GANGWAY_TEST_SECONDS");
    return given == nullptr ||
           clock::now() - since < std::chrono::seconds{std::strtol(given, nullptr, 10)};
}

} // namespace

int main(int argc, char** argv) {
    const auto since = clock::now();
    std::array<char, 4096> self{};
    if (readlink("/proc/self/exe", self.data(), self.size() - 1) < 0)
        return 1;
    folder = self.data();
    folder.resize(folder.rfind('/'));
    setenv("GANGWAY_TEST_FOLDER", folder.c_str(), 1);
    set_up_loopback();
    hurry_rcu();
    verdict ready;
    reset(ready);
    if (ready.what == verdict::fail) {
        std::printf("cannot begin: %s\n", ready.why.c_str());
        return 1;
    }

    for (int i = 1; i < argc; ++i) {
        const std::string name = argv[i];
        std::printf("=== %s\n", name.c_str());
        const auto begin = clock::now();
        const auto v =
            may_begin(since) ? run(name) : verdict{verdict::skip, std::getenv("GANGWAY_TEST_LATE")};
        const std::chrono::duration<double> took = clock::now() - begin;
        constexpr std::array<const char*, 3> words{"pass", "fail", "skip"};
        std::printf("--- %s: %s (%.1f s)%s%s\n", name.c_str(), words[v.what], took.count(),
                    v.why.empty() ? "" : " ", v.why.c_str());
        std::fflush(stdout);
        if (v.what == verdict::fail)
            return 1;
    }
}
