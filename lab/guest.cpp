// SPDX-License-Identifier: MIT
#include "guest.hpp"

#include "process.hpp"
#include "uml.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <string_view>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace gangway::lab {

namespace {

using clock = std::chrono::steady_clock;

// What a guest may take to power itself off once the command has ended.
constexpr std::chrono::seconds grace{30};

// What it may take to say where it stands, once it is out of time.
constexpr std::chrono::seconds last_words{20};

// Both ends of one of the guest's ports: virtio, or a serial line of User-Mode Linux.
struct port {
    port() {
        std::array<int, 2> ends{};
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) < 0)
            throw failure(fmt::format("cannot make a socket: {}", std::strerror(errno)));
        ours = unique_fd(ends[0]);
        theirs = unique_fd(ends[1]);
    }
    unique_fd ours;
    unique_fd theirs;
};

// SIGINT and its like, as a descriptor, for as long as this lives.
class stop_signals {
public:
    stop_signals() {
        sigset_t set;
        ::sigemptyset(&set);
        for (const int signal : {SIGINT, SIGTERM, SIGHUP})
            ::sigaddset(&set, signal);
        fd_ = unique_fd(::signalfd(-1, &set, SFD_CLOEXEC));
        if (!fd_)
            throw failure(fmt::format("cannot watch for signals: {}", std::strerror(errno)));
        ::sigprocmask(SIG_BLOCK, &set, &before_);
    }
    stop_signals(const stop_signals&) = delete;
    stop_signals& operator=(const stop_signals&) = delete;
    ~stop_signals() { ::sigprocmask(SIG_SETMASK, &before_, nullptr); }

    [[nodiscard]] int fd() const { return fd_.get(); }
    [[nodiscard]] int take() const {
        signalfd_siginfo info{};
        return ::read(fd_.get(), &info, sizeof info) > 0 ? static_cast<int>(info.ssi_signo) : 0;
    }

private:
    sigset_t before_{};
    unique_fd fd_;
};

unique_fd in_memory(const std::string& content) {
    unique_fd fd(::memfd_create("initrd", MFD_CLOEXEC));
    if (!fd)
        throw failure(fmt::format("cannot keep the guest's files: {}", std::strerror(errno)));
    write_all(fd.get(), content);
    return fd;
}

std::string by_fd(const unique_fd& fd) {
    return fmt::format("/proc/self/fd/{}", fd.get());
}

// A warning leaves the guest running, an oops or a panic ends it at once. The marks in the log must
// not be rate-limited away.
constexpr std::string_view for_every_kernel = "panic=-1 oops=panic printk.devkmsg=on";

// QEMU translates code by its virtual address: with a new one for each process it would translate
// every program and library each time they run, which made those that run many four times as slow.
constexpr std::string_view when_emulated = "norandmaps";

struct guest_ports {
    std::array<port, 3> lines; // init.c says what they are for
    port monitor;              // QEMU's own, in which it takes commands
};

arguments qemu_command(const fs::path& image, const unique_fd& initrd, const unique_fd& log,
                       const guest_ports& ports, const guest_options& options) {
    const bool kvm = options.accel == accelerator::kvm;
    const bool counting = options.accel == accelerator::counting;
    arguments command{
        require_program("qemu-system-x86_64", "qemu-system-x86"),
        "-accel",
        kvm ? "kvm" : "tcg,thread=single",
        "-cpu",
        kvm ? "host" : "max",
        "-smp",
        std::to_string(counting ? 1 : options.cpus),
        "-m",
        std::to_string(options.memory),
        "-nodefaults",
        "-no-user-config",
        "-no-reboot",
        "-display",
        "none",
        "-kernel",
        image,
        "-initrd",
        by_fd(initrd),
        "-append",
        fmt::format("console=ttyS0 unknown_nmi_panic {} {} ", for_every_kernel,
                    kvm ? "" : when_emulated) +
            std::string(counting ? "tsc=reliable clocksource=tsc " : "") + options.append,
        "-chardev",
        "file,id=log,path=" + by_fd(log),
        "-serial",
        "chardev:log",
        "-device",
        "virtio-serial-pci",
        "-chardev",
        fmt::format("socket,id=monitor,fd={}", ports.monitor.theirs.get()),
        "-mon",
        "chardev=monitor,mode=readline",
    };
    for (const auto& device : options.devices)
        command.insert(command.end(), {"-device", device});
    if (counting)
        command.insert(command.end(), {"-icount", "shift=0"});
    for (std::size_t i = 0; i < ports.lines.size(); i++) {
        command.insert(command.end(),
                       {"-chardev",
                        fmt::format("socket,id=c{},fd={}", i + 1, ports.lines[i].theirs.get()),
                        "-device", fmt::format("virtserialport,chardev=c{0},nr={0}", i + 1)});
    }
    return command;
}

arguments uml_command(const fs::path& image, const unique_fd& initrd, const unique_fd& log,
                      const guest_ports& ports, const guest_options& options) {
    arguments command{
        "env",
        "TMPDIR=" + uml_memory(options.memory).native(),
        image,
        fmt::format("mem={}M", options.memory),
        "initrd=" + by_fd(initrd),
        "noreboot",       // after a panic it would reboot
        "uml_dir=/proc/", // not ~/.uml, where it would leave its pid; here it cannot
        "con=null",
        fmt::format("con0=null,fd:{}", log.get()),
        "ssl=null",
        // What the kernel does not know becomes PID 1's environment.
        "LAB_PORTS=/dev/ttyS",
        std::string(for_every_kernel),
        options.append,
    };
    for (std::size_t i = 0; i < ports.lines.size(); i++)
        command.push_back(fmt::format("ssl{}=fd:{}", i + 1, ports.lines[i].theirs.get()));
    return command;
}

// Follows a running guest: who wrote what, and when it is over.
class follower {
public:
    follower(guest_ports& ports, unique_fd errors, const stop_signals& signals, child& machine,
             const guest_options& options)
        : ports_(ports.lines)
        , monitor_(ports.monitor.ours)
        , errors_(std::move(errors))
        , signals_(signals)
        , machine_(machine)
        , emulated_(options.accel != accelerator::uml)
        , silence_(options.silence)
        , deadline_(clock::now() + options.timeout) {}

    guest_end follow() {
        while (!over_)
            step();
        return std::move(end_);
    }

private:
    void step() {
        std::array<pollfd, 6> fds{{
            {ports_[0].ours.get(), POLLIN, 0},
            {ports_[1].ours.get(), POLLIN, 0},
            {ports_[2].ours.get(), POLLIN, 0},
            {errors_.get(), POLLIN, 0},
            {signals_.fd(), POLLIN, 0},
            {machine_.pidfd(), POLLIN, 0},
        }};
        const bool may_be_silent = !silence_.count() || !end_.started || verdict_;
        const auto until = may_be_silent ? deadline_ : std::min(deadline_, heard_at_ + silence_);
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - clock::now());
        const auto wait = static_cast<int>(std::max<std::int64_t>(0, left.count()));
        if (::poll(fds.data(), fds.size(), wait) == 0 || wait == 0)
            return out_of_time();
        bool heard = false;
        for (std::size_t i = 0; i < 3; i++) {
            if (fds[i].revents)
                heard |= hear(i);
        }
        if (fds[3].revents)
            hear_emulator();
        if (fds[4].revents)
            end_.signal = signals_.take();
        // What it wrote before it ended comes first.
        end_.powered_off = fds[5].revents && !heard;
        over_ = end_.signal || end_.powered_off || stuck_;
    }

    // True if there was something.
    bool hear(std::size_t which) {
        std::array<char, 65536> buffer{};
        const ssize_t n = ::read(ports_[which].ours.get(), buffer.data(), buffer.size());
        if (n <= 0) {
            ports_[which].ours.reset();
            return false;
        }
        const std::string_view data(buffer.data(), static_cast<std::size_t>(n));
        if (which == 0) {
            obey(data);
        } else {
            write_all(which == 1 ? STDOUT_FILENO : STDERR_FILENO, data);
            heard_[which] += data.size();
        }
        heard_at_ = clock::now();
        release_guest();
        return true;
    }

    void obey(std::string_view data) {
        lines_ += data;
        for (std::size_t at = lines_.find('\n'); at != std::string::npos; at = lines_.find('\n')) {
            obey_line(lines_.substr(0, at));
            lines_.erase(0, at + 1);
        }
    }

    // The words are init.c's.
    void obey_line(const std::string& line) {
        if (line == "boot") {
            end_.booted = true;
        } else if (line == "start") {
            end_.started = true;
        } else if (line.starts_with("module ")) {
            end_.module_error = line.substr(7);
            verdict_ = true;
        } else if (line.starts_with("exec ")) {
            end_.exec_error = line.substr(5);
            verdict_ = true;
        } else {
            verdict_ = std::sscanf(line.c_str(), "exit %d %zu %zu", &status_, &promised_[1],
                                   &promised_[2]) == 3;
        }
    }

    // Once it has reported its end and we have all its output, the guest may power off.
    void release_guest() {
        if (!verdict_ || released_ || heard_ != promised_)
            return;
        if (end_.module_error.empty() && end_.exec_error.empty())
            end_.status = status_;
        ::send(ports_[0].ours.get(), "\n", 1, MSG_NOSIGNAL); // it may be gone
        released_ = true;
        deadline_ = clock::now() + grace;
    }

    void hear_emulator() {
        std::array<char, 4096> buffer{};
        const ssize_t n = ::read(errors_.get(), buffer.data(), buffer.size());
        if (n <= 0)
            return errors_.reset();
        end_.emulator_error.append(buffer.data(), static_cast<std::size_t>(n));
        // QEMU then stands still for ever.
        stuck_ = end_.emulator_error.find("KVM internal error") != std::string::npos;
    }

    // Asked in turn, and given a moment for it: PID 1, if the guest still runs programs, which then
    // powers it off; its kernel, which panics where it is; and then it is over.
    void out_of_time() {
        end_.timed_out = !released_;
        silence_ = {};
        if (verdict_ || asked_ == (emulated_ ? 2 : 1)) {
            over_ = true;
            return;
        }
        if (asked_++ == 0)
            ::send(ports_[0].ours.get(), "?", 1, MSG_NOSIGNAL);
        else
            ::send(monitor_.get(), "nmi\n", 4, MSG_NOSIGNAL);
        deadline_ = clock::now() + last_words;
    }

    std::array<port, 3>& ports_;
    unique_fd& monitor_;
    unique_fd errors_;
    const stop_signals& signals_;
    child& machine_;
    bool emulated_;
    std::chrono::seconds silence_; // 0: it may be silent
    clock::time_point heard_at_ = clock::now();
    clock::time_point deadline_;
    int asked_ = 0; // where it stands
    guest_end end_;
    std::string lines_; // what has come of a line on the first port
    int status_ = 0;
    std::array<std::size_t, 3> heard_{}, promised_{}; // bytes, per port
    bool verdict_ = false, released_ = false, stuck_ = false, over_ = false;
};

} // namespace

guest_end run_guest(const fs::path& image, const std::string& initrd, const fs::path& log,
                    const guest_options& options) {
    const stop_signals signals;
    const unique_fd archive = in_memory(initrd);
    const unique_fd log_file(::open(log.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (!log_file)
        throw failure(fmt::format("{}: {}", log.native(), std::strerror(errno)));
    guest_ports ports;
    port errors;
    spawn_options inherited;
    inherited.own_group = true; // User-Mode Linux is several, and a panic of it kills its group
    for (const port& p : ports.lines)
        inherited.descriptors.emplace_back(p.theirs.get(), p.theirs.get());
    for (const int fd : {archive.get(), log_file.get(), ports.monitor.theirs.get()})
        inherited.descriptors.emplace_back(fd, fd);
    inherited.descriptors.emplace_back(errors.theirs.get(), STDOUT_FILENO);
    inherited.descriptors.emplace_back(errors.theirs.get(), STDERR_FILENO);
    const auto command = options.accel == accelerator::uml ? uml_command : qemu_command;
    child machine(command(image, archive, log_file, ports, options), inherited);
    for (port& p : ports.lines)
        p.theirs.reset();
    ports.monitor.theirs.reset();
    errors.theirs.reset();
    return follower(ports, std::move(errors.ours), signals, machine, options).follow();
}

} // namespace gangway::lab
