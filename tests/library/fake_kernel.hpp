// SPDX-License-Identifier: MIT
//
// The kernel's side of a subscription, in this process: its rings in a memfd, written by the very
// producer that gangway.ko compiles, and a pipe in place of the session's descriptor.
#pragma once

#include <atomic>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <gangway/raw.hpp>

#include "../../src/carriers/carrier.hpp"

namespace gangway::test {

// What the producer takes for the time. Atomic, for producers run on several threads.
inline std::atomic<std::uint64_t> now{0};

} // namespace gangway::test

#define GW_RING_NOW() gangway::test::now.load(std::memory_order_relaxed)
#include <gangway/ring_core.h>

namespace gangway::test {

constexpr std::uint32_t page = 4096;

inline void check(bool good, const char* what) {
    if (!good)
        throw std::system_error{errno, std::generic_category(), what};
}

class fake_kernel {
public:
    explicit fake_kernel(unsigned cpus = 1, std::uint32_t bytes = GW_RING_BYTES_MIN,
                         std::uint32_t flags = 0)
        : memory_{memfd_create("ring", MFD_CLOEXEC)} {
        made_.flags = flags;
        made_.ring_size = bytes;
        made_.nr_cpus = cpus;
        made_.page_size = page;
        made_.control_size =
            static_cast<std::uint32_t>((GW_RING_CONTROL_SIZE(cpus) + page - 1) / page * page);
        const auto end = GW_RING_OFFSET(bytes, cpus);
        check(memory_.get() >= 0 && ftruncate(memory_.get(), static_cast<off_t>(end)) == 0,
              "memfd");
        control_memory_ = map(GW_RING_CONTROL, made_.control_size);
        rings_.resize(cpus);
        for (unsigned cpu = 0; cpu < cpus; ++cpu) {
            auto& r = rings_[cpu];
            r.memory = map(GW_RING_OFFSET(bytes, cpu), GW_RING_MAP_SIZE(page, bytes));
            gw_ring_init(
                &r.ring, &producer(cpu), r.memory.data() + page, bytes,
                reinterpret_cast<gw_ring_tail*>(control_memory_.data() + GW_RING_TAIL_OFFSET(cpu)),
                flags);
        }
        int ends[2];
        check(pipe2(ends, O_CLOEXEC | O_NONBLOCK) == 0, "pipe");
        read_end_ = raw::descriptor{ends[0]};
        write_end_ = raw::descriptor{ends[1]};
    }

    // True if it was stored.
    bool emit(unsigned cpu, std::uint16_t event, std::span<const std::byte> record,
              std::uint64_t time = 0) {
        if (time != 0)
            now = time;
        gw_ring_handle handle{};
        const bool stored = gw_ring_copy(&rings_[cpu].ring, &handle, event, record.data(),
                                         static_cast<std::uint32_t>(record.size()));
        if (handle.published && gw_ring_take_wake(&control().wake))
            wake();
        return stored;
    }

    template <typename T>
    bool emit(unsigned cpu, std::uint16_t event, const T& record, std::uint64_t time = 0) {
        return emit(cpu, event, std::as_bytes(std::span{&record, 1}), time);
    }

    // The module goes: the descriptor hangs up.
    void revoke() { write_end_ = raw::descriptor{}; }

    void wake() { check(write(write_end_.get(), "", 1) == 1, "wake"); }

    // Returns once the consumer is about to sleep.
    void await_sleeper() {
        while (__atomic_load_n(&control().wake, __ATOMIC_SEQ_CST) == 0)
            sched_yield();
    }

    gw_ring_control& control() {
        return *reinterpret_cast<gw_ring_control*>(control_memory_.data());
    }
    gw_ring_producer& producer(unsigned cpu) {
        return *reinterpret_cast<gw_ring_producer*>(rings_[cpu].memory.data());
    }
    [[nodiscard]] const gw_subscribe_ring& made() const { return made_; }
    [[nodiscard]] int fd() const { return memory_.get(); }

    result<raw::ring> map_ring(bool by_time = true) const {
        return raw::ring::map(fd(), made_, {.flags = made_.flags, .by_time = by_time});
    }

    // What a carrier would open.
    std::unique_ptr<carriers::source> open(bool by_time = true) {
        return std::make_unique<source>(read_end_.get(), map_ring(by_time).value());
    }

private:
    class source final : public carriers::source {
    public:
        source(int fd, raw::ring ring)
            : fd_{fd}
            , ring_{std::move(ring)} {}

        result<std::size_t> read(std::span<raw::record> into) override {
            char wakes[16];
            while (::read(fd_, wakes, sizeof(wakes)) > 0)
                ;
            return ring_.read(into);
        }
        raw::run in_place() override { return ring_.in_place(); }
        void took(const std::byte* upto) override { ring_.took(upto); }
        bool arm() override { return ring_.arm(); }
        [[nodiscard]] int native_handle() const noexcept override { return fd_; }

    private:
        int fd_;
        raw::ring ring_;
    };

    raw::mapping map(std::uint64_t offset, std::size_t size) {
        void* at = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, memory_.get(),
                        static_cast<off_t>(offset));
        check(at != MAP_FAILED, "mmap");
        return {at, size};
    }

    struct one_cpu {
        raw::mapping memory;
        gw_ring ring{};
    };

    gw_subscribe_ring made_{};
    raw::descriptor memory_;
    raw::mapping control_memory_;
    std::vector<one_cpu> rings_;
    raw::descriptor read_end_;
    raw::descriptor write_end_;
};

} // namespace gangway::test
