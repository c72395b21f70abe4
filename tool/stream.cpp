// SPDX-License-Identifier: MIT
//
// The verbs read and write: a stream to stdout, stdin to a stream.
#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <functional>
#include <span>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <gangway/raw.hpp>
#include <gangway/stop.hpp>

#include "command.hpp"

namespace gangway::tool {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t chunk = 65536;

// How far it is, for a person who waits.
class progress {
public:
    explicit progress(bool shown)
        : shown_{shown && isatty(STDERR_FILENO) != 0} {}
    progress(const progress&) = delete;
    progress& operator=(const progress&) = delete;
    ~progress() {
        if (last_ != clock::time_point{})
            std::fputs("\r\033[K", stderr);
    }

    void add(std::size_t bytes) {
        bytes_ += bytes;
        const auto now = clock::now();
        if (!shown_ || now - last_ < 200ms)
            return;
        last_ = now;
        fmt::print(stderr, "\r{} bytes", bytes_);
    }
    [[nodiscard]] std::uint64_t bytes() const noexcept { return bytes_; }

private:
    using clock = std::chrono::steady_clock;

    bool shown_;
    std::uint64_t bytes_ = 0;
    clock::time_point last_{};
};

[[noreturn]] void fail(const char* what) {
    throw std::runtime_error{fmt::format("{}: {}", what, std::generic_category().message(errno))};
}

void write_out(std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const auto n = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
        if (n < 0 && errno != EINTR)
            fail("stdout cannot be written");
        bytes = bytes.subspan(static_cast<std::size_t>(std::max<ssize_t>(n, 0)));
    }
}

// Standard input, until it ends or a stop is requested.
class input {
public:
    explicit input(const std::stop_token& stop)
        : stopped_{eventfd(0, EFD_CLOEXEC)}
        , ring_{stop, [this] { eventfd_write(stopped_.get(), 1); }} {}

    // How many bytes: 0 at the end; -1: a stop was requested.
    ssize_t read(std::span<std::byte> into) {
        for (;;) {
            pollfd fds[] = {{STDIN_FILENO, POLLIN, 0}, {stopped_.get(), POLLIN, 0}};
            if (poll(fds, 2, -1) < 0 && errno != EINTR)
                fail("stdin cannot be waited for");
            if (fds[1].revents != 0)
                return -1;
            if (fds[0].revents == 0)
                continue;
            const auto n = ::read(STDIN_FILENO, into.data(), into.size());
            if (n >= 0)
                return n;
            if (errno != EINTR && errno != EAGAIN)
                fail("stdin cannot be read");
        }
    }

private:
    raw::descriptor stopped_;
    std::stop_callback<std::function<void()>> ring_;
};

std::string stopped_at(const error& why, std::uint64_t bytes, const dynamic::element& what) {
    const auto kept = what.store == 0 ? "" : fmt::format("; {} are kept at most", what.store);
    return fmt::format("{}; {} bytes were written{}", why.message, bytes, kept);
}

request_options limits(double timeout, const stop_on_signals& stop) {
    return {.deadline =
                timeout > 0 ? deadline{std::chrono::duration<double>{timeout}} : deadline::never(),
            .stop = stop.token()};
}

} // namespace

int read(const std::string& name, const copy_options& how, const options& all) {
    const auto one = parse_target(name, all);
    const auto client = connect(one, all);
    find_element(client, one, dynamic::kind::stream);
    const stop_on_signals stop{SIGINT, SIGTERM};
    const auto limit = limits(how.timeout, stop);
    auto opened = client.open(one.element, {.deadline = limit.deadline, .stop = limit.stop});
    if (!opened && opened.error().is(ECANCELED))
        return 0;
    auto stream = std::move(opened).value();
    progress done{isatty(STDOUT_FILENO) == 0};
    std::vector<std::byte> buffer(chunk);
    while (how.bytes == 0 || done.bytes() < how.bytes) {
        const auto most = how.bytes == 0 ? chunk : std::min(chunk, how.bytes - done.bytes());
        const auto got = stream.read(std::span{buffer}.first(most), limits(how.timeout, stop));
        if (!got && got.error().is(ECANCELED))
            return 0;
        if (got.value() == 0)
            break;
        write_out(std::span{buffer}.first(*got));
        done.add(*got);
    }
    return 0;
}

int write(const std::string& name, const copy_options& how, const options& all) {
    const auto one = parse_target(name, all);
    const auto client = connect(one, all);
    const auto& what = find_element(client, one, dynamic::kind::stream);
    const stop_on_signals stop{SIGINT, SIGTERM};
    const auto limit = limits(how.timeout, stop);
    auto stream = client
                      .open(one.element, {.append = how.append && what.positioned,
                                          .truncate = !how.append && what.store != 0,
                                          .deadline = limit.deadline,
                                          .stop = limit.stop})
                      .value();
    progress done{true};
    std::vector<std::byte> buffer(chunk);
    input from{stop.token()};
    for (;;) {
        const auto n = from.read(buffer);
        if (n == 0)
            return 0;
        if (n < 0) // stdin did not come to its end
            throw exception{{.number = ECANCELED,
                             .message = fmt::format("{}: was stopped; {} bytes were written", name,
                                                    done.bytes())}};
        // The timeout is for each bit of progress.
        for (std::span<const std::byte> left{buffer.data(), static_cast<std::size_t>(n)};
             !left.empty();) {
            const auto taken = stream.write(left, limits(how.timeout, stop));
            if (!taken)
                throw std::runtime_error{stopped_at(taken.error(), done.bytes(), what)};
            left = left.subspan(*taken);
            done.add(*taken);
        }
    }
}

} // namespace gangway::tool
