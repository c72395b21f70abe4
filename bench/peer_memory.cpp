// SPDX-License-Identifier: MIT
//
// Memory that is shared with the module: without any protocol, and with two positions.
#include "peers.hpp"

namespace bench::peers {

namespace {

class shared {
public:
    explicit shared(const char* name)
        : node_{name}
        , area_{node_.map<char>(PEER_RING_DATA + PEER_RING_BYTES, PROT_READ | PROT_WRITE)} {}

    [[nodiscard]] const node& sender() const { return node_; }
    [[nodiscard]] std::uint64_t* position(std::size_t at) const {
        return reinterpret_cast<std::uint64_t*>(area_ + at);
    }
    [[nodiscard]] const char* record(std::uint64_t byte) const {
        return area_ + PEER_RING_DATA + (byte & (PEER_RING_BYTES - 1));
    }

private:
    node node_;
    char* area_;
};

figure control(std::uint32_t size) {
    const shared memory{"control"};
    return records(
        many, [&](std::uint32_t n) { memory.sender().emit(size, n); },
        [&](std::uint32_t n, tally& into) {
            for (std::uint32_t i = 0; i < n; ++i)
                into.take(memory.record(std::uint64_t{i} * size));
        });
}

figure spsc(std::uint32_t size) {
    const shared memory{"spsc"};
    auto* const tail_shown = memory.position(PEER_RING_TAIL);
    std::uint64_t tail = *tail_shown;
    return records(
        many, [&](std::uint32_t n) { memory.sender().emit(size, n); },
        [&](std::uint32_t, tally& into) {
            const auto head = __atomic_load_n(memory.position(PEER_RING_HEAD), __ATOMIC_ACQUIRE);
            for (; tail != head; ++tail)
                into.take(memory.record(tail * size));
            __atomic_store_n(tail_shown, tail, __ATOMIC_RELEASE);
        });
}

} // namespace

void measure_memory(std::vector<cell>& into) {
    for (const auto size : sizes) {
        add(into, "control", size, control(size));
        add(into, "spsc", size, spsc(size));
    }
}

} // namespace bench::peers
