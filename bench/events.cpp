// SPDX-License-Identifier: MIT
//
// The measured side that Gangway generates: each carrier of events that gangway.cpp has not.
#include "cells.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <poll.h>
#include <stdexcept>
#include <sys/mount.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "bench_events.gw.hpp"
#include "ftrace_page.hpp"
#include "handwritten.hpp"
#include "records.hpp"

namespace bench {

namespace {

using ::bench_events::what;
using peer::check;

::bench_events::client connected(const char* carrier) {
    return ::bench_events::client::connect({.via = {carrier}}).value();
}

class sender {
public:
    void send(what of, std::uint32_t count) const {
        control_.emit({.count = count, .what = of}).value();
    }

private:
    ::bench_events::client control_ = connected("ioctl");
};

template <typename Element, typename First>
figure records(const Element& from, what of, std::uint32_t at_once, First first) {
    const sender control;
    return measure_records(from, at_once, [&](std::uint32_t n) { control.send(of, n); }, first);
}

constexpr auto first_field = [](const auto& record) { return record.data[0]; };

// The queue of the carrier holds no more of the largest.
void queued(std::vector<cell>& into, const char* carrier) {
    constexpr std::uint32_t at_once = messages_at_once;
    const auto by = connected(carrier);
    const auto add = [&](std::uint32_t size, const auto& from, what of) {
        into.push_back(
            {carrier, "gangway", "record", size, records(from, of, at_once, first_field)});
    };
    add(16, by.queued_16, what::queued_16);
    add(64, by.queued_64, what::queued_64);
    add(256, by.queued_256, what::queued_256);
    add(1024, by.queued_1024, what::queued_1024);
}

void relay(std::vector<cell>& into) {
    const auto by = connected("relay");
    const auto add = [&](std::uint32_t size, const auto& from, what of) {
        into.push_back({"relay", "gangway", "record", size, records(from, of, many, first_field)});
    };
    add(16, by.relay_16, what::relay_16);
    add(64, by.relay_64, what::relay_64);
    add(256, by.relay_256, what::relay_256);
    add(1024, by.relay_1024, what::relay_1024);
}

void uevents(std::vector<cell>& into) {
    const auto by = connected("uevent");
    const auto add = [&](std::uint32_t size, const auto& from, what of) {
        into.push_back({"uevent", "gangway", "record", size,
                        records(from, of, messages_at_once, first_field)});
    };
    add(16, by.uevent_16, what::uevent_16);
    add(64, by.uevent_64, what::uevent_64);
    add(256, by.uevent_256, what::uevent_256);
}

void numbers(std::vector<cell>& into) {
    for (const std::string carrier : {"signal", "eventfd"}) {
        const bool has_content = carrier != "eventfd"; // which counts
        const auto by = connected(carrier.c_str());
        into.push_back({carrier, "gangway", "record", 4,
                        records(by.number, what::number, messages_at_once,
                                [=](const auto& record) { return has_content ? record.nr : 1U; })});
    }
}

void input(std::vector<cell>& into) {
    constexpr std::uint32_t at_once = 4; // the device's buffer is for few reports
    const auto by = connected("input");
    into.push_back(
        {"input", "gangway", "record", 4,
         records(by.axis_4, what::axis_4, at_once, [](const auto& record) { return record.x; })});
    into.push_back(
        {"input", "gangway", "record", 16,
         records(by.axis_16, what::axis_16, at_once, [](const auto& record) { return record.d; })});
}

// ---------------------------------------------------------------------------------------------
// What no client of ours reads
// ---------------------------------------------------------------------------------------------

constexpr auto tracing = "/sys/kernel/tracing";

void write_to(const std::string& path, const char* text) {
    std::ofstream file{path};
    if (!(file << text << std::flush))
        peer::fail(path);
}

// Recorded by ftrace, and read from its raw file, as trace-cmd does.
figure traced(std::uint32_t size, what of) {
    const sender control;
    const auto event =
        fmt::format("{}/events/bench_events/bench_events_traced_{}/enable", tracing, size);
    const auto raw = fmt::format("{}/per_cpu/cpu0/trace_pipe_raw", tracing);
    write_to(event, "1");
    const int fd = check(open(raw.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC), raw.c_str());
    std::vector<char> buffer(16 * ftrace_page_bytes);
    std::uint64_t sum = 0;
    const auto figure = measure([&](std::uint32_t n) {
        control.send(of, n);
        for (std::uint32_t got = 0; got < n;) {
            const auto bytes =
                static_cast<std::size_t>(check(read(fd, buffer.data(), buffer.size()), "read"));
            for (std::size_t at = 0; at < bytes; at += ftrace_page_bytes)
                for_each_event(&buffer[at], [&](const char* data) {
                    std::uint64_t first = 0;
                    std::memcpy(&first, data + 8, sizeof first); // behind what all events have
                    sum += first;
                    ++got;
                });
        }
    });
    close(fd);
    write_to(event, "0");
    if (sum == 0)
        throw std::runtime_error{"records came without their data"};
    return figure;
}

void tracepoints(std::vector<cell>& into) {
    if (!std::filesystem::exists(std::string{tracing} + "/events"))
        check(mount("none", tracing, "tracefs", 0, nullptr), tracing);
    into.push_back({"tracepoint", "gangway", "record", 16, traced(16, what::traced_16)});
    into.push_back({"tracepoint", "gangway", "record", 64, traced(64, what::traced_64)});
    into.push_back({"tracepoint", "gangway", "record", 256, traced(256, what::traced_256)});
    into.push_back({"tracepoint", "gangway", "record", 1024, traced(1024, what::traced_1024)});
}

// A program for each: ten in a second, and eight at a time, of which two may not quite have ended.
figure helped() {
    constexpr std::uint32_t less = 2;
    constexpr std::uint32_t more = 6;
    constexpr auto path = "/run/bench-helper"; // events/helper.c
    std::filesystem::create_directories("/run");
    check(mkfifo(path, 0600), path);
    const int fifo = check(open(path, O_RDWR | O_CLOEXEC), path);
    const sender control;
    const auto run = [&](std::uint32_t n) {
        control.send(what::helped, n);
        while (n != 0) {
            pollfd ended{.fd = fifo, .events = POLLIN, .revents = 0};
            if (check(poll(&ended, 1, 10'000), "poll") == 0)
                throw std::runtime_error{"the helper program does not end"};
            std::array<char, 16> bytes{};
            n -= static_cast<std::uint32_t>(check(read(fifo, bytes.data(), n), "read"));
        }
    };
    run(1); // into the page cache
    const auto figure = slopes(
        less, more, run, [] { std::this_thread::sleep_for(std::chrono::milliseconds{1100}); });
    close(fifo);
    return figure;
}

} // namespace

void measure_events(std::vector<cell>& into) {
    queued(into, "chardev");
    queued(into, "thread");
    relay(into);
    numbers(into);
    input(into);
    uevents(into);
    tracepoints(into);
    into.push_back({"umh", "gangway", "record", 64, helped()});
}

} // namespace bench
