// SPDX-License-Identifier: MIT
//
// BPF's ring buffer, read by libbpf, which gives back each record's room by itself, and by a reader
// that gives back the room of all at once; and libbpf's perf buffer.
#include <bit>
#include <limits>
#include <memory>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <linux/perf_event.h>

#include "peers.hpp"

namespace bench::peers {

namespace {

constexpr auto programs = "/usr/local/lib/bench-records.bpf.o";
constexpr std::size_t page = 4096;

template <auto Free>
struct freed_by {
    template <typename T>
    void operator()(T* what) const {
        Free(what);
    }
};

class loaded {
public:
    loaded()
        : all_{bpf_object__open_file(programs, nullptr)} {
        if (!all_ || bpf_object__load(all_.get()) != 0)
            fail(programs);
    }

    [[nodiscard]] int map(const char* name) const {
        return check(bpf_object__find_map_fd_by_name(all_.get(), name), name);
    }
    /// Has `name`_`size` send so many.
    void send(const char* name, std::uint32_t size, std::uint32_t n) const {
        const auto program = name + std::to_string(size);
        const auto* const found = bpf_object__find_program_by_name(all_.get(), program.c_str());
        std::uint64_t count = n;
        bpf_test_run_opts options{};
        options.sz = sizeof options;
        options.ctx_in = &count;
        options.ctx_size_in = sizeof count;
        if (found == nullptr || bpf_prog_test_run_opts(bpf_program__fd(found), &options) != 0)
            fail(program);
    }

private:
    std::unique_ptr<bpf_object, freed_by<bpf_object__close>> all_;
};

int take(void* into, void* record, std::size_t) {
    static_cast<tally*>(into)->take(record);
    return 0;
}

figure by_libbpf(const loaded& from, std::uint32_t size) {
    tally* now = nullptr;
    const auto each = [](void* into, void* record, std::size_t bytes) {
        return take(*static_cast<tally**>(into), record, bytes);
    };
    const std::unique_ptr<ring_buffer, freed_by<ring_buffer__free>> ring{
        ring_buffer__new(from.map("ring"), each, static_cast<void*>(&now), nullptr)};
    if (!ring)
        fail("ring_buffer__new");
    return records(
        many, [&](std::uint32_t n) { from.send("ring_", size, n); },
        [&](std::uint32_t, tally& into) {
            now = &into;
            check(ring_buffer__consume(ring.get()), "ring_buffer__consume");
        });
}

/// The positions of both sides, and the records, twice in a row.
class mapped_ring {
public:
    explicit mapped_ring(int map)
        : tail_{at<std::uint64_t>(map, page, PROT_READ | PROT_WRITE, 0)}
        , head_{at<const char>(map, page + 2 * bytes, PROT_READ, page)} {}

    void read(tally& into) {
        const auto head =
            __atomic_load_n(reinterpret_cast<const std::uint64_t*>(head_), __ATOMIC_ACQUIRE);
        auto tail = *tail_;
        while (tail < head) {
            const auto* const record = head_ + page + (tail & (bytes - 1));
            const auto length =
                __atomic_load_n(reinterpret_cast<const std::uint32_t*>(record), __ATOMIC_ACQUIRE);
            if ((length & BPF_RINGBUF_BUSY_BIT) != 0)
                break;
            const auto size = length & ~BPF_RINGBUF_DISCARD_BIT;
            if (size == length)
                into.take(record + BPF_RINGBUF_HDR_SZ);
            tail += (size + BPF_RINGBUF_HDR_SZ + std::uint64_t{7}) / 8 * 8;
        }
        __atomic_store_n(tail_, tail, __ATOMIC_RELEASE);
    }

private:
    static constexpr std::size_t bytes = 1 << 20;

    template <typename T>
    static T* at(int map, std::size_t size, int protection, off_t offset) {
        void* const where = mmap(nullptr, size, protection, MAP_SHARED | MAP_POPULATE, map, offset);
        if (where == MAP_FAILED)
            fail("mmap");
        return static_cast<T*>(where);
    }

    std::uint64_t* tail_;
    const char* head_;
};

figure by_batch(const loaded& from, std::uint32_t size) {
    mapped_ring ring{from.map("ring")};
    return records(
        many, [&](std::uint32_t n) { from.send("ring_", size, n); },
        [&](std::uint32_t, tally& into) { ring.read(into); });
}

// The size of a sample is before its data.
bpf_perf_event_ret sample(void* into, int, perf_event_header* event) {
    if (event->type == PERF_RECORD_SAMPLE)
        (*static_cast<tally**>(into))
            ->take(reinterpret_cast<const char*>(event + 1) + sizeof(std::uint32_t));
    return LIBBPF_PERF_EVENT_CONT;
}

figure by_perf(const loaded& from, std::uint32_t size) {
    // Few, so that each is mapped before anything is measured.
    const auto pages = std::bit_ceil(many * (size + std::size_t{64}) / page);
    perf_event_attr wanted{};
    wanted.size = sizeof wanted;
    wanted.type = PERF_TYPE_SOFTWARE;
    wanted.config = PERF_COUNT_SW_BPF_OUTPUT;
    wanted.sample_type = PERF_SAMPLE_RAW;
    wanted.sample_period = 1;
    wanted.watermark = 1; // nobody is to be woken
    wanted.wakeup_watermark = std::numeric_limits<std::uint32_t>::max();
    tally* now = nullptr;
    const std::unique_ptr<perf_buffer, freed_by<perf_buffer__free>> buffer{perf_buffer__new_raw(
        from.map("perf"), pages, &wanted, sample, static_cast<void*>(&now), nullptr)};
    if (!buffer)
        fail("perf_buffer__new_raw");
    return records(
        many, [&](std::uint32_t n) { from.send("perf_", size, n); },
        [&](std::uint32_t, tally& into) {
            now = &into;
            check(perf_buffer__consume(buffer.get()), "perf_buffer__consume");
        });
}

} // namespace

void measure_bpf(std::vector<cell>& into) {
    libbpf_set_strict_mode(LIBBPF_STRICT_ALL);
    const loaded from;
    for (const auto size : sizes) {
        add(into, "bpf libbpf", size, by_libbpf(from, size));
        add(into, "bpf batch", size, by_batch(from, size));
        add(into, "perf", size, by_perf(from, size));
    }
}

} // namespace bench::peers
