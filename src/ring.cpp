// SPDX-License-Identifier: MIT
//
// The sub-rings of a subscription, read as one. What lies in a sub-ring is
// <gangway/ring_reader.h>'s to say; here they are mapped as they appear, merged, and given back.
#include <gangway/raw.hpp>

#include <algorithm>
#include <cerrno>
#include <functional>

#include <sys/mman.h>

#include <gangway/ring_reader.h>

#include "explain.hpp"

namespace gangway::raw {

namespace {

static_assert(GW_SUBSCRIBE_OVERWRITE == GW_RING_OVERWRITE &&
              GW_SUBSCRIBE_NO_TIME == GW_RING_NO_TIME);

// One CPU's. The reader is always one step ahead of what was handed out.
struct sub_ring {
    mapping memory;
    std::vector<std::uint64_t> copy; // overwrite mode
    gw_reader reader{};
    gw_reader_item next{}; // valid when it is in the heap
    bool is_loss = false;
    std::uint64_t done = 0; // position behind what was handed out
    std::uint64_t time = 0; // of the last record seen, which places a loss
    std::uint32_t cpu = 0;

    [[nodiscard]] bool present() const noexcept { return memory.data() != nullptr; }
};

result<mapping> map_shared(int fd, std::uint64_t offset, std::size_t size, int protection) {
    void* at = mmap(nullptr, size, protection, MAP_SHARED, fd, static_cast<off_t>(offset));
    if (at == MAP_FAILED)
        return errno_error(errno, "mmap");
    return mapping{at, size};
}

bool is_sane(const gw_subscribe& s) {
    const auto power_of_two = [](std::uint64_t n) { return n != 0 && (n & (n - 1)) == 0; };
    constexpr std::uint32_t max_cpus = 1U << 16;
    return power_of_two(s.ring_size) && power_of_two(s.page_size) &&
           s.ring_size >= GW_RING_BYTES_MIN && s.ring_size <= GW_RING_BYTES_MAX &&
           s.page_size >= sizeof(gw_ring_producer) && s.nr_cpus > 0 && s.nr_cpus <= max_cpus &&
           s.control_size >= GW_RING_CONTROL_SIZE(s.nr_cpus);
}

error corrupt() {
    return errno_error(EBADMSG, "ring");
}

} // namespace

struct ring::state {
    int fd = -1;
    gw_subscribe made{};
    options how;
    mapping control_memory;
    std::vector<sub_ring> cpus;
    std::vector<sub_ring*> heap; // those with a next step in this pass, the earliest in front
    std::vector<std::vector<std::uint64_t>> copies; // overwrite mode: of what was handed out
    std::uint32_t generation = 0;
    std::uint64_t lost_elsewhere = 0;
    bool bad = false;

    [[nodiscard]] gw_ring_control* control() const noexcept {
        return reinterpret_cast<gw_ring_control*>(control_memory.data());
    }
    [[nodiscard]] bool overwrites() const noexcept { return (how.flags & GW_RING_OVERWRITE) != 0; }
    [[nodiscard]] std::size_t payload_max() const noexcept {
        return GW_RING_PAYLOAD_MAX(made.ring_size, how.flags);
    }

    // Of two steps, the later: what a heap has in front is the one that is later than none.
    [[nodiscard]] bool later(const sub_ring* a, const sub_ring* b) const noexcept {
        if (how.by_time && a->time != b->time)
            return a->time > b->time;
        return a->cpu > b->cpu;
    }

    result<void> map_new();
    void advance(sub_ring& from);
    void begin_pass();
    void release();
    std::size_t take_lost_elsewhere(std::span<record> into);
    record hand_out(const sub_ring& from, std::size_t slot);
};

// Maps the sub-rings that have come into being since the last look.
result<void> ring::state::map_new() {
    generation = __atomic_load_n(&control()->generation, __ATOMIC_ACQUIRE);
    for (auto& sub : cpus) {
        if (sub.present())
            continue;
        auto memory = map_shared(fd, GW_RING_OFFSET(sub.cpu),
                                 GW_RING_MAP_SIZE(made.page_size, made.ring_size), PROT_READ);
        if (!memory && memory.error().is(ENXIO))
            continue; // that CPU has none yet
        if (!memory)
            return std::move(memory).error();
        sub.memory = *std::move(memory);
        if (overwrites())
            sub.copy.resize((payload_max() + 7) / 8);
        const auto* at = sub.memory.data();
        auto* tail =
            reinterpret_cast<gw_ring_tail*>(control_memory.data() + GW_RING_TAIL_OFFSET(sub.cpu));
        gw_reader_init(&sub.reader, reinterpret_cast<const gw_ring_producer*>(at),
                       at + made.page_size, made.ring_size, tail, how.flags, sub.copy.data());
    }
    return {};
}

// Puts the next step of a sub-ring into the heap, if this pass has one.
void ring::state::advance(sub_ring& from) {
    switch (gw_reader_next(&from.reader, &from.next)) {
    case GW_READER_ITEM:
        from.is_loss = false;
        from.time = from.next.time;
        break;
    case GW_READER_LOST:
        from.is_loss = true;
        break;
    case GW_READER_BAD:
        bad = true;
        return;
    case GW_READER_EMPTY:
        from.done = from.reader.position;
        return;
    }
    heap.push_back(&from);
    std::push_heap(heap.begin(), heap.end(), [this](auto* a, auto* b) { return later(a, b); });
}

void ring::state::begin_pass() {
    for (auto& sub : cpus)
        if (sub.present())
            gw_reader_snapshot(&sub.reader);
    for (auto& sub : cpus)
        if (sub.present())
            advance(sub);
}

void ring::state::release() {
    for (auto& sub : cpus)
        if (sub.present())
            gw_reader_release(&sub.reader, sub.done);
}

// Records that had no sub-ring to go to: a loss of no CPU in particular.
std::size_t ring::state::take_lost_elsewhere(std::span<record> into) {
    const auto now = __atomic_load_n(&control()->lost_elsewhere, __ATOMIC_ACQUIRE);
    if (now <= lost_elsewhere || into.empty())
        return 0;
    into[0] = {.cpu = no_cpu, .lost = now - lost_elsewhere};
    lost_elsewhere = now;
    return 1;
}

record ring::state::hand_out(const sub_ring& from, std::size_t slot) {
    const auto& next = from.next;
    if (from.is_loss)
        return {.cpu = from.cpu, .lost = next.lost};
    const auto* data = static_cast<const std::byte*>(next.payload);
    if (overwrites()) { // the reader's own copy goes with its next step
        auto& kept = copies[slot];
        kept.resize((next.size + 7) / 8);
        std::copy_n(data, next.size, reinterpret_cast<std::byte*>(kept.data()));
        data = reinterpret_cast<const std::byte*>(kept.data());
    }
    return {
        .data = data, .size = next.size, .event = next.event, .cpu = from.cpu, .time = next.time};
}

ring::ring(std::unique_ptr<state> s) noexcept
    : state_{std::move(s)} {}
ring::ring(ring&&) noexcept = default;
ring& ring::operator=(ring&&) noexcept = default;
ring::~ring() = default;

result<ring> ring::map(int fd, const gw_subscribe& subscribed, options how) {
    if (!is_sane(subscribed))
        return corrupt();
    auto control = map_shared(fd, 0, subscribed.control_size, PROT_READ | PROT_WRITE);
    if (!control)
        return std::move(control).error();
    auto s = std::make_unique<state>();
    s->fd = fd;
    s->made = subscribed;
    s->how = how;
    s->control_memory = *std::move(control);
    s->cpus.resize(subscribed.nr_cpus);
    for (std::uint32_t cpu = 0; cpu < subscribed.nr_cpus; ++cpu)
        s->cpus[cpu].cpu = cpu;
    s->heap.reserve(subscribed.nr_cpus);
    if (auto mapped = s->map_new(); !mapped)
        return std::move(mapped).error();
    return ring{std::move(s)};
}

result<std::size_t> ring::read(std::span<record> into) {
    auto& s = *state_;
    s.release();
    if (s.overwrites())
        s.copies.resize(std::max(s.copies.size(), into.size()));
    std::size_t filled = 0;
    if (s.heap.empty()) {
        if (s.bad)
            return corrupt();
        if (s.generation != __atomic_load_n(&s.control()->generation, __ATOMIC_ACQUIRE))
            if (auto mapped = s.map_new(); !mapped)
                return std::move(mapped).error();
        filled = s.take_lost_elsewhere(into);
        s.begin_pass();
    }
    const auto later = [&s](auto* a, auto* b) { return s.later(a, b); };
    while (filled < into.size() && !s.heap.empty()) {
        std::pop_heap(s.heap.begin(), s.heap.end(), later);
        auto& from = *s.heap.back();
        s.heap.pop_back();
        into[filled] = s.hand_out(from, filled);
        ++filled;
        from.done = from.next.end;
        s.advance(from);
    }
    if (filled == 0 && s.bad)
        return corrupt();
    return filled;
}

bool ring::arm() {
    auto& s = *state_;
    s.release();
    gw_reader_ask_wake(&s.control()->wake);
    const bool changed =
        s.generation != __atomic_load_n(&s.control()->generation, __ATOMIC_SEQ_CST) ||
        s.lost_elsewhere < __atomic_load_n(&s.control()->lost_elsewhere, __ATOMIC_SEQ_CST);
    return !changed && s.heap.empty() &&
           std::none_of(s.cpus.begin(), s.cpus.end(), [](const sub_ring& sub) {
               return sub.present() && gw_reader_pending(&sub.reader);
           });
}

} // namespace gangway::raw
