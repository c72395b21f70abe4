// SPDX-License-Identifier: MIT
//
// Other ways from the kernel to a program, beside which the ring is measured: the program's side
// of peers/, and of what needs no module. All are filled and drained in the same way: one thread
// has records sent, and then reads the first field of each.
#pragma once

#include <array>
#include <cstring>
#include <fcntl.h>
#include <stdexcept>
#include <string>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>
#include <vector>

#include <fmt/format.h>

#include "cells.hpp"
#include "handwritten.hpp"
#include "peers/peers.h"

namespace bench::peers {

using peer::check;
using peer::fail;

inline constexpr std::array<std::uint32_t, 4> sizes{16, 64, 256, 1024};

class file {
public:
    explicit file(const std::string& path, int flags = O_RDWR)
        : fd_{check(open(path.c_str(), flags | O_CLOEXEC), path.c_str())} {}
    file(const file&) = delete;
    file& operator=(const file&) = delete;
    ~file() { close(fd_); }

    [[nodiscard]] int fd() const { return fd_; }
    /// From the page at `offset`; until the program ends. Faults are not what is measured.
    template <typename T>
    T* map(std::size_t bytes, int protection, off_t offset = 0) const {
        void* const at = mmap(nullptr, bytes, protection, MAP_SHARED | MAP_POPULATE, fd_, offset);
        if (at == MAP_FAILED)
            fail("mmap");
        return static_cast<T*>(at);
    }
    std::size_t read(void* to, std::size_t bytes) const {
        return static_cast<std::size_t>(check(::read(fd_, to, bytes), "read"));
    }

private:
    int fd_;
};

/// One of the module's.
class node : public file {
public:
    explicit node(const std::string& name)
        : file{"/dev/bench_" + name} {}

    void emit(std::uint32_t size, std::uint32_t count, std::uint32_t batch = 1) const {
        peer_emit wanted{size, count, batch};
        check(ioctl(fd(), PEER_EMIT, &wanted), "emit");
    }
};

/// What was read. The records of one sending have the numbers from 0 on in their first fields.
class tally {
public:
    void take(const void* record) {
        std::uint64_t first = 0;
        std::memcpy(&first, record, sizeof first);
        sum_ += first;
        ++count_;
    }
    [[nodiscard]] std::uint32_t count() const { return count_; }
    void expect(std::uint32_t n) const {
        if (count_ != n || sum_ != std::uint64_t{n} * (n - 1) / 2)
            throw std::runtime_error{
                fmt::format("of {} records {} came, or they are not what was sent", n, count_)};
    }

private:
    std::uint64_t sum_ = 0;
    std::uint32_t count_ = 0;
};

/// send(n) and read(n, into) alternate, `at_once` records at a time.
template <typename Send, typename Read>
figure records(std::uint32_t at_once, Send send, Read read) {
    return measure([&](std::uint32_t n) {
        for (std::uint32_t now = 0; n != 0; n -= now) {
            now = std::min(at_once, n);
            send(now);
            tally got;
            read(now, got);
            got.expect(now);
        }
    });
}

inline void add(std::vector<cell>& into, const char* name, std::uint32_t size, figure f) {
    into.push_back({"ring", name, "record", size, f});
}

void measure_memory(std::vector<cell>& into);  // control, spsc
void measure_files(std::vector<cell>& into);   // relay, kfifo, ftrace
void measure_netlink(std::vector<cell>& into); // and generic netlink
void measure_signal(std::vector<cell>& into);
void measure_bpf(std::vector<cell>& into);  // the ring buffer, and perf's
void measure_dbus(std::vector<cell>& into); // a call to another program

} // namespace bench::peers
