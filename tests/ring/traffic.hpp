// SPDX-License-Identifier: MIT
// What stress.cpp and interrupt.cpp share: records that can be checked, and a
// reader that sleeps as a subscriber does.
#pragma once

#include "sub_ring.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <gangway/ring_core.h>
#include <gangway/ring_reader.h>
#include <semaphore.h>
#include <vector>

namespace ring_test {

inline void require(bool holds, const char* what) {
    if (!holds) {
        std::fprintf(stderr, "FAILED: %s\n", what);
        std::_Exit(1);
    }
}

// Far longer than anything takes that works.
constexpr std::time_t patience = 60; // s

// For loops that go on until something has happened.
class deadline {
public:
    void require_more_time(const char* what) const { require(clock::now() < end_, what); }

private:
    using clock = std::chrono::steady_clock;
    clock::time_point end_ = clock::now() + std::chrono::seconds{patience};
};

// The one sleeper, and what wakes it (from a signal handler, too).
class bed {
public:
    bed() { ::sem_init(&semaphore_, 0, 0); }
    bed(const bed&) = delete;
    bed& operator=(const bed&) = delete;
    ~bed() { ::sem_destroy(&semaphore_); }

    void after(bool published) {
        if (published && gw_ring_take_wake(&wake_)) {
            ::sem_post(&semaphore_);
        }
    }
    void ask() { gw_reader_ask_wake(&wake_); }
    void sleep() {
        const std::timespec end{std::time(nullptr) + patience, 0};
        while (::sem_timedwait(&semaphore_, &end) != 0) {
            require(errno == EINTR, "who sleeps is woken");
        }
    }

private:
    ::sem_t semaphore_{};
    __u32 wake_ = 0;
};

// One CPU's sub-ring with its producer and reader.
class cpu {
public:
    static constexpr __u32 bytes = 1U << 16;

    explicit cpu(__u32 flags)
        : memory{bytes}
        , overwrite_{(flags & GW_RING_OVERWRITE) != 0} {
        gw_ring_init(&ring, memory.producer(), memory.data(), bytes, &memory.tail, flags);
        gw_reader_init(&reader, memory.producer(), memory.data(), bytes, &memory.tail, flags,
                       copy_.data());
    }

    // `number` is the payload's first word and decides size and contents.
    bool emit(__u64 number) {
        std::array<__u64, 33> words{};
        const auto count = static_cast<unsigned>(number * 7 % words.size()) + 1;
        for (unsigned i = 0; i < count; ++i) {
            words[i] = number + i;
        }
        const auto size = static_cast<__u32>(count * sizeof(__u64));
        gw_ring_handle handle{};
        if (overwrite_) { // races with the reader, so by atomic words
            gw_ring_copy(&ring, &handle, 1, words.data(), size);
        } else if (void* to = gw_ring_reserve(&ring, &handle, 1, size)) {
            __builtin_memcpy(to, words.data(), size); // plain, so that races show
            if (number % 64 == 0) {
                gw_ring_discard(&ring, &handle);
            } else {
                gw_ring_commit(&ring, &handle);
            }
        }
        return handle.published;
    }

    void read() {
        gw_reader_item item{};
        gw_reader_snapshot(&reader);
        for (;;) {
            const auto what = gw_reader_next(&reader, &item);
            if (what == GW_READER_EMPTY) {
                break;
            }
            require(what != GW_READER_BAD, "the ring is sound");
            if (what == GW_READER_ITEM) {
                check(item);
            }
        }
        gw_reader_release(&reader, reader.position);
    }

    // Is a producer between reserve and commit?
    [[nodiscard]] bool in_the_middle() const {
        return (overwrite_ ? GW_RING_READ(&ring.nest) : GW_RING_READ(&ring.word) & GW_RING_NEST) !=
               0;
    }
    [[nodiscard]] __u64 offered() const {
        return overwrite_ ? memory.producer()->seq : ring.stored + memory.producer()->lost;
    }
    [[nodiscard]] __u64 accounted() const {
        return reader.received + reader.discarded + reader.lost;
    }

    sub_ring memory;
    gw_ring ring{};
    gw_reader reader{};

private:
    static void check(const gw_reader_item& item) {
        const auto* words = static_cast<const __u64*>(item.payload);
        require(item.size % sizeof(__u64) == 0 && item.size > 0, "sizes are intact");
        for (unsigned i = 0; i < item.size / sizeof(__u64); ++i) {
            require(words[i] == words[0] + i, "contents are intact");
        }
    }

    bool overwrite_;
    std::vector<__u64> copy_ = std::vector<__u64>(bytes / sizeof(__u64));
};

} // namespace ring_test
