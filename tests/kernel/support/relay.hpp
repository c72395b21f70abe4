// SPDX-License-Identifier: MIT
//
// The files of a relay channel, read without the library.
#pragma once

#include <cstddef>
#include <cstring>
#include <string>
#include <vector>

#include <sys/mman.h>

#include <gangway/relay.h>

#include "ring.hpp"

namespace test {

inline std::string relay_path(const std::string& event, unsigned cpu) {
    return "/sys/kernel/debug/gangway/all_types/" + event + "." + std::to_string(cpu);
}

/// The file of one CPU, and what was read of it.
class relay_file {
public:
    relay_file(const std::string& event, unsigned number, unsigned cpu, int flags = O_RDONLY)
        : file_{relay_path(event, cpu), flags}
        , cpu_{cpu}
        , order_{number} {}

    [[nodiscard]] int fd() const noexcept { return file_; }
    [[nodiscard]] std::uint64_t received() const noexcept { return received_; }
    [[nodiscard]] std::uint64_t lost() const noexcept { return lost_; }
    [[nodiscard]] const tick_order& order() const noexcept { return order_; }
    /// Sub-buffers that told of a loss, and of nothing else.
    [[nodiscard]] unsigned empty() const noexcept { return empty_; }

    [[nodiscard]] gw_relay_state state() const {
        gw_relay_state now{};
        CHECK_OK(ioctl(file_, GW_RELAY_STATE, &now));
        return now;
    }

    /// Takes what there is, so many bytes at a time.
    void drain(std::size_t at_once = 65536) {
        for (;;) {
            const auto old = bytes_.size();
            bytes_.resize(old + at_once);
            const auto n = CHECK_OK(read(file_, bytes_.data() + old, at_once));
            bytes_.resize(old + static_cast<std::size_t>(n));
            if (n == 0)
                break;
            take_whole();
        }
        CHECK(bytes_.empty()); // it ends with a whole one
    }

    /// A sub-buffer, wherever it is.
    void take(const std::byte* at) {
        gw_relay_subbuf head{};
        std::memcpy(&head, at, sizeof head);
        CHECK_EQ(head.header_bytes, sizeof head);
        CHECK_EQ(head.cpu, cpu_);
        CHECK(head.first >= expected_);
        CHECK(head.number >= number_);
        number_ = head.number + 1;
        lost_ += head.first - expected_;
        empty_ += head.records == 0 ? 1U : 0U;
        std::uint32_t records = 0;
        for (std::size_t i = sizeof head; i < head.bytes; ++records) {
            gw_record record{};
            std::memcpy(&record, at + i, sizeof record);
            CHECK(record.time >= head.time && record.time >= time_);
            time_ = record.time;
            gw_reader_item item{};
            item.payload = at + i + sizeof record;
            item.size = record.size;
            item.event = record.event;
            order_.see(cpu_, item);
            i += GW_RELAY_ROOM(std::size_t{record.size});
        }
        CHECK_EQ(records, head.records);
        received_ += records;
        expected_ = head.first + records;
    }

    /// After a reset, numbers of sub-buffers begin again.
    void begin_again() noexcept { number_ = 0; }

private:
    void take_whole() {
        gw_relay_subbuf head{};
        std::size_t at = 0;
        while (bytes_.size() - at >= sizeof head) {
            std::memcpy(&head, bytes_.data() + at, sizeof head);
            CHECK(head.bytes >= sizeof head);
            if (head.bytes > bytes_.size() - at)
                break;
            take(bytes_.data() + at);
            at += head.bytes;
        }
        bytes_.erase(bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(at));
    }

    file file_;
    unsigned cpu_;
    tick_order order_;
    std::vector<std::byte> bytes_;
    std::uint64_t received_ = 0;
    std::uint64_t lost_ = 0;
    std::uint64_t expected_ = 0;
    std::uint64_t number_ = 0;
    std::uint64_t time_ = 0;
    unsigned empty_ = 0;
};

/// Of all CPUs.
class relay_files {
public:
    relay_files(const std::string& event, unsigned number) {
        for (unsigned cpu = 0; access(relay_path(event, cpu).c_str(), F_OK) == 0; ++cpu)
            files_.emplace_back(event, number, cpu);
        CHECK(!files_.empty());
    }
    void drain() {
        for (auto& one : files_)
            one.drain();
    }
    [[nodiscard]] std::uint64_t received() const {
        std::uint64_t sum = 0;
        for (const auto& one : files_)
            sum += one.received();
        return sum;
    }
    [[nodiscard]] std::uint64_t lost() const {
        std::uint64_t sum = 0;
        for (const auto& one : files_)
            sum += one.lost();
        return sum;
    }
    /// Of records that the kernel knows to be lost.
    [[nodiscard]] std::uint64_t found_no_room() const {
        std::uint64_t sum = 0;
        for (const auto& one : files_)
            sum += one.state().lost;
        return sum;
    }
    [[nodiscard]] std::uint64_t seen(unsigned from) const {
        std::uint64_t sum = 0;
        for (const auto& one : files_)
            sum += one.order().seen().at(from);
        return sum;
    }

private:
    std::vector<relay_file> files_;
};

/// Has all_types send so many by each of its channels on this CPU.
inline void relay(int fd, std::uint32_t count, unsigned from = ALL_TYPES_ORIGIN_THREAD) {
    emit(fd, count, from, ALL_TYPES_MANNER_RELAYED);
}

} // namespace test
