// SPDX-License-Identifier: MIT
//
// The sub-rings of a subscription, read as one. <gangway/ring_reader.h> reads each;
// here they are mapped as they appear, merged, and released.
#include <gangway/raw.hpp>

#include <algorithm>
#include <cerrno>
#include <functional>
#include <utility>

#include <gangway/ring_reader.h>

#include "description/explain.hpp"
#include "raw/map_shared.hpp"

namespace gangway::raw {

namespace {

// A run is as long as this many records, or it does not pay; and no longer than this part of the
// ring, or this many records: the kernel gets its space back only when all have been taken.
constexpr std::uint64_t run_least = 8;
constexpr std::uint64_t run_part = 8;
constexpr std::uint64_t run_usual = 64;

std::uint64_t word_at(const std::byte* at) noexcept {
    return __atomic_load_n(reinterpret_cast<const std::uint64_t*>(at), __ATOMIC_RELAXED);
}

std::uint64_t time_at(const std::byte* record) noexcept {
    return word_at(record + offsetof(gw_record, time));
}

// The reader of one sub-ring, and the step it found last.
struct cursor {
    gw_reader reader{};
    gw_reader_item next{};
    gw_reader_status found = GW_READER_EMPTY;
    std::uint64_t time = 0; // of the last record found, which places a loss
    std::uint32_t cpu = 0;

    [[nodiscard]] bool has_step() const noexcept {
        return found == GW_READER_ITEM || found == GW_READER_LOST;
    }
    void advance() noexcept {
        found = gw_reader_next(&reader, &next);
        if (found == GW_READER_ITEM)
            time = next.time;
    }
    [[nodiscard]] record shown(const gw_reader_item& item) const noexcept {
        return {.data = static_cast<const std::byte*>(item.payload),
                .size = item.size,
                .event = item.event,
                .cpu = cpu,
                .time = item.time};
    }
    [[nodiscard]] record step() const noexcept {
        return found == GW_READER_LOST ? record{.cpu = cpu, .lost = next.lost} : shown(next);
    }
    // A fast path for advance() and step(), as long as the steps are plain records.
    [[nodiscard]] std::size_t take_plain(std::span<record> into) noexcept {
        std::size_t filled = 0;
        for (gw_reader_item item; filled < into.size() && gw_reader_plain(&reader, &item);
             ++filled) {
            into[filled] = shown(item);
            time = item.time;
        }
        return filled;
    }
    // Records in place, from the step it found last; a sketch of them is enough to decide.
    [[nodiscard]] raw::run in_place(std::uint64_t until) const noexcept {
        if (found != GW_READER_ITEM || reader.block != 0)
            return {};
        const auto* const at = static_cast<const std::byte*>(next.payload) - sizeof(gw_record);
        const std::uint64_t whole = next.end - next.begin;
        const auto room = std::min<std::uint64_t>(
            reader.head - next.begin,
            std::max<std::uint64_t>(reader.bytes / run_part, run_usual * whole));
        const auto head = word_at(at);
        const auto* const later = at + (run_least - 1) * whole;
        if (room < run_least * whole || word_at(at + whole) != head || word_at(later) != head ||
            time_at(later) > until)
            return {};
        return {.at = at,
                .beyond = at + (room - whole) + 1,
                .head = head,
                .until = until,
                .whole = whole,
                .first = step()};
    }
    // So many of the run.
    void skip(std::uint64_t count, std::uint64_t bytes, std::uint64_t last_time) noexcept {
        reader.position = next.begin + bytes;
        reader.expected += count - 1; // the first was counted when it was found
        reader.received += count - 1;
        time = last_time;
        advance();
    }
};

// One CPU's. The cursor is always one step ahead of what was returned.
struct sub_ring {
    mapping memory;
    std::vector<std::uint64_t> copy; // overwrite mode
    cursor at;
    std::uint64_t done = 0;  // position after what was returned
    std::uint64_t known = 0; // of losses, after it, too

    [[nodiscard]] bool present() const noexcept { return memory.data() != nullptr; }
};

bool is_sane(const gw_subscribe_ring& s) {
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
    gw_subscribe_ring made{};
    options how;
    mapping control_memory;
    std::vector<sub_ring> cpus;
    std::vector<sub_ring*> heap; // those with a next step in this pass, the earliest in front
    std::vector<std::vector<std::uint64_t>> copies; // overwrite mode: of what was returned
    std::uint32_t generation = 0;
    std::uint64_t lost_elsewhere = 0;
    sub_ring* running = nullptr; // in none of the above
    raw::run current;
    bool bad = false;

    [[nodiscard]] gw_ring_control* control() const noexcept {
        return reinterpret_cast<gw_ring_control*>(control_memory.data());
    }
    [[nodiscard]] bool overwrites() const noexcept { return (how.flags & GW_RING_OVERWRITE) != 0; }
    [[nodiscard]] std::size_t payload_max() const noexcept {
        return GW_RING_PAYLOAD_MAX(made.ring_size, how.flags);
    }

    // Is `a` later than `b`? So the front of the heap is the earliest.
    [[nodiscard]] bool later(const cursor& a, const cursor& b) const noexcept {
        if (how.by_time && a.time != b.time)
            return a.time > b.time;
        return a.cpu > b.cpu;
    }

    result<void> map_new();
    void push(sub_ring& from);
    sub_ring& pop();
    void settle(sub_ring& from);
    void begin_pass();
    [[nodiscard]] bool has_news() const noexcept;
    [[nodiscard]] std::uint64_t until(const cursor& of) const noexcept;
    std::size_t run(std::span<record> into, std::size_t filled);
    void release();
    std::size_t take_lost_elsewhere(std::span<record> into);
    void keep_copy(record& handed_out, std::size_t slot);
};

// Maps the sub-rings added since the last look.
result<void> ring::state::map_new() {
    generation = __atomic_load_n(&control()->generation, __ATOMIC_ACQUIRE);
    for (auto& sub : cpus) {
        if (sub.present())
            continue;
        auto memory = map_shared(fd, GW_RING_OFFSET(made.ring_size, sub.at.cpu),
                                 GW_RING_MAP_SIZE(made.page_size, made.ring_size), PROT_READ);
        if (!memory && memory.error().is(ENXIO))
            continue; // that CPU has none yet
        if (!memory)
            return std::move(memory).error();
        sub.memory = *std::move(memory);
        if (overwrites())
            sub.copy.resize((payload_max() + 7) / 8);
        const auto* at = sub.memory.data();
        auto* tail = reinterpret_cast<gw_ring_tail*>(control_memory.data() +
                                                     GW_RING_TAIL_OFFSET(sub.at.cpu));
        gw_reader_init(&sub.at.reader, reinterpret_cast<const gw_ring_producer*>(at),
                       at + made.page_size, made.ring_size, tail, how.flags, sub.copy.data());
    }
    return {};
}

void ring::state::push(sub_ring& from) {
    heap.push_back(&from);
    std::push_heap(heap.begin(), heap.end(),
                   [this](auto* a, auto* b) { return later(a->at, b->at); });
}

sub_ring& ring::state::pop() {
    std::pop_heap(heap.begin(), heap.end(),
                  [this](auto* a, auto* b) { return later(a->at, b->at); });
    auto& first = *heap.back();
    heap.pop_back();
    return first;
}

// After its cursor moved: puts the sub-ring back among those with a step, if it has one.
void ring::state::settle(sub_ring& from) {
    const auto& at = from.at;
    bad = bad || at.found == GW_READER_BAD;
    from.done = at.has_step() ? at.next.begin : at.reader.position;
    if (at.has_step())
        push(from);
    else
        from.known = gw_reader_knows(&at.reader);
}

void ring::state::begin_pass() {
    for (auto& sub : cpus)
        if (sub.present())
            gw_reader_snapshot(&sub.at.reader);
    for (auto& sub : cpus) {
        if (!sub.present())
            continue;
        sub.at.advance();
        settle(sub);
    }
}

// Anything that only read() sees to?
bool ring::state::has_news() const noexcept {
    return bad || overwrites() ||
           generation != __atomic_load_n(&control()->generation, __ATOMIC_ACQUIRE) ||
           lost_elsewhere < __atomic_load_n(&control()->lost_elsewhere, __ATOMIC_ACQUIRE);
}

// The last time at which a record of this one, which is not on the heap, is before those that are.
std::uint64_t ring::state::until(const cursor& of) const noexcept {
    if (!how.by_time || heap.empty())
        return UINT64_MAX;
    const auto& rival = heap.front()->at;
    return rival.cpu > of.cpu || rival.time == 0 ? rival.time : rival.time - 1;
}

// Takes steps from the sub-ring with the earliest, until another is earlier or there is no room.
// The slots before `filled` are used; returns the new number of used slots.
std::size_t ring::state::run(std::span<record> into, std::size_t filled) {
    auto& from = pop();
    const auto* const rival = heap.empty() ? nullptr : &heap.front()->at;
    auto& at = from.at;
    do {
        auto& to = into[filled];
        to = at.step();
        if (overwrites() && to.data != nullptr)
            keep_copy(to, filled);
        ++filled;
        if (rival == nullptr)
            filled += at.take_plain(into.subspan(filled));
        at.advance();
    } while (at.has_step() && filled < into.size() && (rival == nullptr || !later(at, *rival)));
    settle(from);
    return filled;
}

void ring::state::release() {
    for (auto& sub : cpus)
        if (sub.present())
            gw_reader_release_known(&sub.at.reader, sub.done, sub.known);
}

// Records for CPUs without a sub-ring: a loss on no particular CPU.
std::size_t ring::state::take_lost_elsewhere(std::span<record> into) {
    const auto now = __atomic_load_n(&control()->lost_elsewhere, __ATOMIC_ACQUIRE);
    if (now <= lost_elsewhere || into.empty())
        return 0;
    into[0] = {.cpu = no_cpu, .lost = now - lost_elsewhere};
    lost_elsewhere = now;
    __atomic_store_n(&control()->known_elsewhere, now, __ATOMIC_RELEASE);
    return 1;
}

// Overwrite mode: the reader's own copy goes with its next step.
void ring::state::keep_copy(record& handed_out, std::size_t slot) {
    auto& kept = copies[slot];
    kept.resize((handed_out.size + 7) / 8);
    std::copy_n(handed_out.data, handed_out.size, reinterpret_cast<std::byte*>(kept.data()));
    handed_out.data = reinterpret_cast<const std::byte*>(kept.data());
}

ring::ring(std::unique_ptr<state> s) noexcept
    : state_{std::move(s)} {}
ring::ring(ring&&) noexcept = default;
ring& ring::operator=(ring&&) noexcept = default;
ring::~ring() = default;

result<ring> ring::map(int fd, const gw_subscribe_ring& subscribed, options how) {
    if (!is_sane(subscribed))
        return corrupt();
    auto control = map_shared(fd, GW_RING_CONTROL, subscribed.control_size, PROT_READ | PROT_WRITE);
    if (!control)
        return std::move(control).error();
    auto s = std::make_unique<state>();
    s->fd = fd;
    s->made = subscribed;
    s->how = how;
    s->control_memory = *std::move(control);
    s->cpus.resize(subscribed.nr_cpus);
    for (std::uint32_t cpu = 0; cpu < subscribed.nr_cpus; ++cpu)
        s->cpus[cpu].at.cpu = cpu;
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
    while (filled < into.size() && !s.heap.empty())
        filled = s.run(into, filled);
    if (filled == 0 && s.bad)
        return corrupt();
    return filled;
}

run ring::in_place() {
    auto& s = *state_;
    s.release();
    if (s.heap.empty()) {
        if (s.has_news())
            return {};
        s.begin_pass();
    }
    if (s.heap.empty() || s.overwrites())
        return {};
    auto& from = s.pop();
    s.current = from.at.in_place(s.until(from.at));
    if (s.current.at == nullptr)
        s.push(from);
    else
        s.running = &from;
    return s.current;
}

void ring::took(const std::byte* upto) {
    auto& s = *state_;
    auto& from = *std::exchange(s.running, nullptr);
    const auto bytes = static_cast<std::uint64_t>(upto - s.current.at);
    if (bytes != 0)
        from.at.skip(bytes / s.current.whole, bytes, time_at(upto - s.current.whole));
    s.settle(from);
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
               return sub.present() && gw_reader_pending(&sub.at.reader);
           });
}

} // namespace gangway::raw
