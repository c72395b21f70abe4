// SPDX-License-Identifier: MIT
// libFuzzer on the reader: a sub-ring with any contents, which change between
// its passes. No step may leave the mapping (guard pages), none may hand out
// what is outside the data, and each pass must end.
//
// Input: one byte of flags, then per pass head, seq (or lost) and floor (8 bytes each)
// and a length byte with that many units of data, written on from the last.
#include "sub_ring.hpp"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <gangway/ring_reader.h>

namespace {

constexpr __u32 bytes = 4096;

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

class input {
public:
    input(const std::uint8_t* data, std::size_t size)
        : data_{data}
        , size_{size} {}
    [[nodiscard]] bool empty() const { return size_ == 0; }
    void take(void* to, std::size_t count) {
        count = count < size_ ? count : size_;
        std::memcpy(to, data_, count);
        data_ += count;
        size_ -= count;
    }
    template <typename T>
    T take() {
        T value{};
        take(&value, sizeof(value));
        return value;
    }

private:
    const std::uint8_t* data_;
    std::size_t size_;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static ring_test::sub_ring memory{bytes};
    static std::array<__u64, bytes / 8> payload;
    static std::array<std::uint8_t, 2 * bytes> touched;

    input in{data, size};
    const __u32 flags = in.take<std::uint8_t>() % 2 == 0 ? 0 : GW_RING_OVERWRITE;
    const __u32 room = GW_RING_PAYLOAD_MAX(bytes, flags);
    std::memset(memory.data(), 0, bytes);
    memory.tail = {};
    gw_reader reader{};
    gw_reader_init(&reader, memory.producer(), memory.data(), bytes, &memory.tail, flags,
                   payload.data());
    std::size_t unit = 0;
    while (!in.empty()) {
        auto& producer = *memory.producer();
        producer.head = in.take<__u64>();
        producer.seq = producer.lost = in.take<__u64>(); // one of them counts
        producer.floor = in.take<__u64>();
        for (auto count = in.take<std::uint8_t>(); count > 0 && !in.empty(); --count) {
            in.take(&memory.data()[unit++ % (bytes / GW_RING_UNIT)], GW_RING_UNIT);
        }
        gw_reader_snapshot(&reader);
        gw_reader_item item{};
        gw_reader_status what{};
        __u32 steps = 0;
        while ((what = gw_reader_next(&reader, &item)) == GW_READER_ITEM ||
               what == GW_READER_LOST) {
            require(++steps <= 2 * bytes / GW_RING_UNIT + 2);
            require(item.end <= reader.position);
            if (what == GW_READER_LOST) {
                require(item.lost != 0);
                continue;
            }
            const auto* begin = static_cast<const std::uint8_t*>(item.payload);
            const void* area = flags == 0 ? static_cast<const void*>(memory.data())
                                          : static_cast<const void*>(payload.data());
            const std::size_t offset =
                static_cast<std::size_t>(begin - static_cast<const std::uint8_t*>(area));
            require(offset + item.size <= (flags == 0 ? 2 * std::size_t{bytes} : room));
            std::memcpy(touched.data(), begin, item.size);
        }
        gw_reader_release(&reader, reader.position);
        require(flags != 0 || memory.tail.tail == reader.position);
    }
    return 0;
}
