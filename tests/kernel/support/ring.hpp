// SPDX-License-Identifier: MIT
//
// A subscriber made of bare system calls and the freestanding reader, for the tests: everything is
// at hand, nothing is hidden.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <memory>
#include <sys/mman.h>
#include <vector>

#include <gangway/ring_reader.h>

#include "all_types.gw.h"
#include "test.hpp"

namespace test {

constexpr std::uint64_t bit(unsigned number) {
    return std::uint64_t{1} << number;
}

class subscriber {
public:
    explicit subscriber(std::uint64_t events, std::uint32_t flags = 0, std::uint32_t size = 0,
                        const char* node = ALL_TYPES_NODE)
        : fd_{node} {
        info_.head.carrier = GW_CARRIER_ring;
        info_.version = GW_RING_VERSION;
        info_.head.events[0] = events;
        info_.flags = flags;
        info_.ring_size = size;
        CHECK_OK(ioctl(fd_, GW_RING_SUBSCRIBE, &info_));
        control_ = static_cast<gw_ring_control*>(
            CHECK_OK(mmap(nullptr, info_.control_size, PROT_READ | PROT_WRITE, MAP_SHARED, fd_,
                          static_cast<off_t>(GW_RING_CONTROL))));
        sub_rings_.resize(info_.nr_cpus);
        map_new();
    }
    subscriber(const subscriber&) = delete;
    subscriber& operator=(const subscriber&) = delete;
    ~subscriber() {
        for (auto& sub : sub_rings_)
            if (sub.base != nullptr)
                munmap(sub.base, map_size());
        munmap(control_, info_.control_size);
    }

    [[nodiscard]] int fd() const noexcept { return fd_; }
    [[nodiscard]] const gw_subscribe_ring& info() const noexcept { return info_; }
    [[nodiscard]] gw_ring_control& control() const noexcept { return *control_; }
    [[nodiscard]] gw_ring_tail& tail(unsigned cpu) const noexcept {
        return reinterpret_cast<gw_ring_tail*>(control_ + 1)[cpu];
    }
    [[nodiscard]] bool has(unsigned cpu) const noexcept { return sub_rings_[cpu].base != nullptr; }
    [[nodiscard]] gw_reader& reader(unsigned cpu) noexcept { return sub_rings_[cpu].reader; }
    [[nodiscard]] std::size_t map_size() const noexcept {
        return GW_RING_MAP_SIZE(info_.page_size, info_.ring_size);
    }

    /// Shows take(cpu, item, status) everything that is there and gives it back; how many steps.
    template <typename Take>
    std::size_t drain(Take take) {
        std::size_t steps = 0;
        map_new();
        const auto elsewhere = __atomic_load_n(&control_->lost_elsewhere, __ATOMIC_ACQUIRE);
        __atomic_store_n(&control_->known_elsewhere, elsewhere, __ATOMIC_RELEASE);
        for (unsigned cpu = 0; cpu < info_.nr_cpus; ++cpu) {
            if (!has(cpu))
                continue;
            auto& r = reader(cpu);
            gw_reader_snapshot(&r);
            gw_reader_item item{};
            for (auto status = gw_reader_next(&r, &item); status != GW_READER_EMPTY;
                 status = gw_reader_next(&r, &item)) {
                CHECK(status != GW_READER_BAD);
                take(cpu, item, status);
                ++steps;
            }
            gw_reader_release(&r, r.position);
        }
        return steps;
    }
    std::size_t drain() {
        return drain([](unsigned, const gw_reader_item&, gw_reader_status) {});
    }

    /// Asks to be woken. False: do not sleep, there is something.
    bool arm() {
        gw_reader_ask_wake(&control_->wake);
        if (__atomic_load_n(&control_->generation, __ATOMIC_SEQ_CST) != generation_)
            return false;
        for (auto& sub : sub_rings_)
            if (sub.base != nullptr && gw_reader_pending(&sub.reader))
                return false;
        return true;
    }
    /// Sleeps until there is something; gives what poll says, POLLIN without asking it.
    short wait(const std::source_location& where = std::source_location::current()) {
        return arm() ? await(fd_, POLLIN, where) : short{POLLIN};
    }
    /// Reads until a record has come.
    void wait_for_one(const std::source_location& where = std::source_location::current()) {
        for (drain(); received() == 0; drain())
            CHECK_EQ(wait(where), POLLIN);
    }

    /// What the records seen so far come to.
    [[nodiscard]] std::uint64_t received() const { return sum(&gw_reader::received); }
    [[nodiscard]] std::uint64_t discarded() const { return sum(&gw_reader::discarded); }
    [[nodiscard]] std::uint64_t lost() const {
        return sum(&gw_reader::lost) + __atomic_load_n(&control_->lost_elsewhere, __ATOMIC_ACQUIRE);
    }
    /// What the kernel says it did for this subscription.
    [[nodiscard]] gw_counters counters() const {
        gw_counters c{};
        c.carrier = GW_CARRIER_ring;
        CHECK_OK(ioctl(fd_, GW_IOC_COUNTERS, &c));
        return c;
    }

private:
    struct sub_ring {
        void* base = nullptr;
        gw_reader reader{};
        std::unique_ptr<std::byte[]> copy;
    };

    void map_new() {
        const auto now = __atomic_load_n(&control_->generation, __ATOMIC_ACQUIRE);
        if (mapped_ && now == generation_)
            return;
        mapped_ = true;
        generation_ = now;
        for (unsigned cpu = 0; cpu < info_.nr_cpus; ++cpu)
            if (!has(cpu))
                map(cpu);
    }
    void map(unsigned cpu) {
        void* const at = mmap(nullptr, map_size(), PROT_READ, MAP_SHARED, fd_,
                              static_cast<off_t>(GW_RING_OFFSET(info_.ring_size, cpu)));
        if (at == MAP_FAILED && errno == ENXIO)
            return;
        auto& sub = sub_rings_[cpu];
        sub.base = CHECK_OK(at);
        const auto* const producer = static_cast<const gw_ring_producer*>(at);
        const auto* const data = static_cast<const std::byte*>(at) + info_.page_size;
        if ((info_.flags & GW_RING_OVERWRITE) != 0)
            sub.copy = std::make_unique<std::byte[]>(info_.ring_size);
        gw_reader_init(&sub.reader, producer, data, info_.ring_size, &tail(cpu), info_.flags,
                       sub.copy.get());
    }
    [[nodiscard]] std::uint64_t sum(__u64 gw_reader::* what) const {
        std::uint64_t all = 0;
        for (const auto& sub : sub_rings_)
            if (sub.base != nullptr)
                all += sub.reader.*what;
        return all;
    }

    file fd_;
    gw_subscribe_ring info_{};
    gw_ring_control* control_ = nullptr;
    std::vector<sub_ring> sub_rings_;
    std::uint32_t generation_ = 0;
    bool mapped_ = false;
};

/// Watches over ticks: none is damaged, on the wrong CPU, out of its origin's order, or twice.
class tick_order {
public:
    explicit tick_order(unsigned event = ALL_TYPES_TICK)
        : event_{event} {}

    void see(unsigned cpu, const gw_reader_item& item) {
        CHECK_EQ(item.event, event_);
        CHECK_EQ(item.size, sizeof(all_types_gw_tick));
        all_types_gw_tick t{};
        std::memcpy(&t, item.payload, sizeof t);
        CHECK_EQ(t.cpu, cpu);
        CHECK(t.from < 4);
        CHECK_EQ(t.check,
                 (((t.nr + 1) * 0x9e3779b97f4a7c15U) ^ t.cpu ^ (std::uint64_t{t.from} << 32)));
        auto& next = next_[{cpu, t.from}];
        CHECK(t.nr >= next);
        next = t.nr + 1;
        ++seen_[t.from];
    }
    [[nodiscard]] const std::array<std::uint64_t, 4>& seen() const noexcept { return seen_; }

private:
    unsigned event_;
    std::map<std::pair<unsigned, unsigned>, std::uint64_t> next_;
    std::array<std::uint64_t, 4> seen_{};
};

/// Has all_types send this many ticks on this CPU.
inline void emit(int fd, std::uint32_t count, unsigned from = ALL_TYPES_ORIGIN_THREAD,
                 unsigned how = ALL_TYPES_MANNER_IN_PLACE) {
    union all_types_gw_emit buffer{};
    buffer.request.count = count;
    buffer.request.from = static_cast<std::uint8_t>(from);
    buffer.request.how = static_cast<std::uint8_t>(how);
    CHECK_OK(ioctl(fd, ALL_TYPES_IOC_EMIT, &buffer));
    CHECK_EQ(buffer.reply.sent, count);
}

} // namespace test
