// SPDX-License-Identifier: MIT
// A producer and a reader over one sub-ring, for tests in one thread.
#pragma once

#include "sub_ring.hpp"

#include <algorithm>
#include <cstring>
#include <gangway/ring_core.h>
#include <gangway/ring_reader.h>
#include <gtest/gtest.h>
#include <span>
#include <vector>

namespace ring_test {

struct channel {
    explicit channel(std::uint32_t bytes, std::uint32_t flags = 0)
        : memory{bytes}
        , copy(bytes / sizeof(__u64)) {
        gw_ring_init(&ring, memory.producer(), memory.data(), bytes, &memory.tail, flags);
        gw_reader_init(&reader, memory.producer(), memory.data(), bytes, &memory.tail, flags,
                       copy.data());
    }

    // Starts both sides late in life: at a position in units and a number.
    void age(__u64 units, __u64 seq) {
        const __u64 at = units * GW_RING_UNIT;
        first = seq;
        reader.position = reader.released = reader.head = at;
        reader.expected = seq;
        memory.producer()->head = memory.tail.tail = at;
        if (ring.block == 0) {
            ring.word = at;
            ring.limit = at + memory.bytes;
            return;
        }
        ring.word = units << 32 | static_cast<__u32>(seq << 1);
        ring.head = units;
        ring.seq = reader.seq = memory.producer()->seq = seq;
        if (units > ring.units) {
            memory.producer()->floor =
                (units - ring.units) / ring.block * ring.block * GW_RING_UNIT;
        }
    }

    // How many records were, as far as the kernel has published it.
    [[nodiscard]] __u64 offered() const {
        return ring.block != 0 ? memory.producer()->seq
                               : first + ring.stored + memory.producer()->lost;
    }

    bool emit(std::uint32_t size, std::uint16_t event = 1) {
        gw_ring_handle handle{};
        void* to = gw_ring_reserve(&ring, &handle, event, size);
        if (to == nullptr) {
            EXPECT_TRUE(handle.published) << "a drop in the outermost context is published too";
            return false;
        }
        std::memset(to, static_cast<int>(size), size);
        EXPECT_TRUE(gw_ring_commit(&ring, &handle));
        return true;
    }

    void discard(std::uint32_t size) {
        gw_ring_handle handle{};
        ASSERT_NE(gw_ring_reserve(&ring, &handle, 1, size), nullptr);
        EXPECT_TRUE(gw_ring_discard(&ring, &handle));
    }

    gw_reader_status next() { return gw_reader_next(&reader, &item); }

    // Expects one record as emit() makes it.
    void expect_item(std::uint32_t size, __u64 sequence) {
        ASSERT_EQ(next(), GW_READER_ITEM);
        EXPECT_EQ(item.size, size);
        EXPECT_EQ(item.sequence, sequence);
        EXPECT_EQ(reinterpret_cast<std::uintptr_t>(item.payload) % 8, 0U);
        const std::span bytes{static_cast<const unsigned char*>(item.payload), item.size};
        EXPECT_TRUE(std::ranges::all_of(
            bytes, [&](unsigned char byte) { return byte == static_cast<unsigned char>(size); }));
    }

    void expect_lost(__u64 count) {
        ASSERT_EQ(next(), GW_READER_LOST);
        EXPECT_EQ(item.lost, count);
    }

    void expect_empty() { EXPECT_EQ(next(), GW_READER_EMPTY); }
    void snapshot() { gw_reader_snapshot(&reader); }
    void release() { gw_reader_release(&reader, reader.position); }

    // Reads and releases all there is.
    void drain() {
        snapshot();
        gw_reader_status what{};
        while ((what = next()) != GW_READER_EMPTY) {
            ASSERT_NE(what, GW_READER_BAD);
        }
        release();
    }

    [[nodiscard]] __u64 accounted() const {
        return reader.received + reader.skipped + reader.discarded + reader.lost;
    }

    sub_ring memory;
    std::vector<__u64> copy;
    gw_ring ring{};
    gw_reader reader{};
    gw_reader_item item{};
    __u64 first = 0;
};

} // namespace ring_test
