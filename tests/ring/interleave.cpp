// SPDX-License-Identifier: MIT
// Producer and reader on two CPUs with weak memory, the producer interrupted
// at any access, the reader going to sleep: small cases, in every possible way.
// machine.hpp says what kind of machine that is, and what it leaves out. Bounds:
// two or three records, one or two interruptions, a ring nearly full or a lap
// old. Order of loads and stores that the machine leaves out is stress.cpp's.
#define GW_RING_MACROS "interleave_macros.hpp"
#define GW_READER_MACROS "interleave_macros.hpp"
#include "machine.hpp"
#include "sub_ring.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <gangway/ring_core.h>
#include <gangway/ring_reader.h>
#include <initializer_list>
#include <vector>

namespace {

struct scenario {
    const char* name;
    __u32 flags;
    __u32 bytes;       // of data; overwrite mode does not need them mapped twice
    __u32 before;      // records of this size are there already,
    int count;         // so many
    int skip;          // of which so many were read
    __u32 size;        // of the records
    int records;       // in a row
    int interruptions; // each a record
    int steps;         // of the reader beside the producer; 0: to the end, asleep between
};

constexpr __u32 page = 4096;
constexpr __u32 overwrite = GW_RING_OVERWRITE;

struct world {
    const scenario* test = nullptr;
    gw_ring ring{};
    gw_reader reader{};
    std::array<__u64, page / 8> copy{};
    std::vector<__u64> sequence;
    std::vector<__u64> active;
    __u64 begun = 0;
    int interruptions = 0;
    __u64 now = 0;
};

ring_test::machine cpus;
world w;

ring_test::sub_ring& memory() {
    static ring_test::sub_ring it{page};
    return it;
}

void require(bool holds, const char* what) {
    if (!holds) {
        std::printf("FAILED: %s\n  scenario: %s\n  ", what, w.test->name);
        cpus.decisions().print();
        std::fflush(stdout);
        std::_Exit(1);
    }
}

void emit(__u32 size) {
    const __u64 id = w.begun++;
    w.active.push_back(id);
    gw_ring_handle handle{};
    auto* words = static_cast<__u64*>(gw_ring_reserve(&w.ring, &handle, 1, size));
    if (words != nullptr) {
        GW_RING_PUT(&words[0], id);
        GW_RING_PUT(&words[1], ~id);
        gw_ring_commit(&w.ring, &handle);
    }
    w.active.pop_back();
    if (handle.published && gw_ring_take_wake(&memory().wake)) {
        cpus.wake();
    }
}

__u64 hash_of(std::initializer_list<__u64> parts) {
    __u64 hash = 0;
    for (const __u64 part : parts) {
        hash = (hash + part) * 0x9e3779b97f4a7c15U;
        hash ^= hash >> 32;
    }
    return hash;
}

void produce() {
    for (int i = 0; i < w.test->records; ++i) {
        emit(w.test->size);
        const auto& r = w.ring;
        __u64 order = 0;
        for (const __u64 id : w.sequence) {
            order = order * 31 + id;
        }
        cpus.settle(hash_of({r.word, r.limit, r.told, r.head, r.seq, r.dropped, r.bad_position,
                             r.nest, order, static_cast<__u64>(w.interruptions), w.begun}));
    }
    if (w.test->steps != 0) {
        cpus.full_barrier();
        cpus.wake();
    }
}

void check(const gw_reader_item& item) {
    const auto* words = static_cast<const __u64*>(item.payload);
    const __u64 nth = w.test->flags == 0 ? w.reader.received - 1 : item.sequence;
    require(nth < w.sequence.size(), "no number is invented");
    const __u64 id = w.sequence[nth];
    if (w.test->flags == 0) {
        require(GW_READER_GET(&words[0]) == id && GW_READER_GET(&words[1]) == ~id,
                "contents in place are intact");
    } else {
        require(words[0] == id && words[1] == ~id, "copies are intact");
    }
}

void settle_reader(__u64 where) {
    const auto& r = w.reader;
    cpus.settle(
        hash_of({where, r.position, r.released, r.expected, r.head, r.seq, r.received, r.lost}));
}

gw_reader_status step() {
    gw_reader_item item{};
    const auto what = gw_reader_next(&w.reader, &item);
    require(what != GW_READER_BAD, "the ring is sound");
    if (what == GW_READER_ITEM) {
        check(item);
    }
    settle_reader(1);
    return what;
}

void pass() {
    settle_reader(0);
    gw_reader_snapshot(&w.reader);
    while (step() != GW_READER_EMPTY) {
    }
    gw_reader_release(&w.reader, w.reader.position);
}

// A few steps beside the producer, the rest when that is done.
void consume_some() {
    gw_reader_snapshot(&w.reader);
    for (int i = 0; i < w.test->steps; ++i) {
        step();
    }
    cpus.sleep();
    cpus.full_barrier();
    pass();
    pass(); // floor was ahead of the first one's head, perhaps
}

void consume() {
    const auto total = static_cast<__u64>(w.test->count) + static_cast<__u64>(w.test->records);
    for (;;) {
        pass();
        const auto& r = w.reader;
        // How many interruptions there will be is known when all is done.
        if (r.received + r.lost >= total + static_cast<__u64>(w.test->interruptions)) {
            return;
        }
        gw_reader_ask_wake(&memory().wake);
        if (!gw_reader_pending(&w.reader)) {
            cpus.sleep();
        }
    }
}

void set_up(const scenario& test) {
    w.test = &test;
    w.sequence.clear();
    w.active.clear();
    w.begun = 0;
    w.now = 0;
    *memory().producer() = {};
    memory().tail = {};
    memory().wake = 0;
    gw_ring_init(&w.ring, memory().producer(), memory().data(), test.bytes, &memory().tail,
                 test.flags);
    gw_reader_init(&w.reader, memory().producer(), memory().data(), test.bytes, &memory().tail,
                   test.flags, w.copy.data());
    w.interruptions = 0;
    for (int i = 0; i < test.count; ++i) {
        emit(test.before);
    }
    gw_reader_item item{};
    gw_reader_snapshot(&w.reader);
    for (int i = 0; i < test.skip; ++i) {
        gw_reader_next(&w.reader, &item);
    }
    gw_reader_release(&w.reader, w.reader.position);
    w.interruptions = test.interruptions;
}

void settle_accounts(ring_test::machine::outcome end) {
    const auto& r = w.reader;
    if (end == ring_test::machine::outcome::stuck) {
        // The reader sleeps and nobody will wake it. It may, if it has all.
        require(r.received + r.lost == w.begun, "no wake-up is lost");
    }
    require(r.received + r.lost == w.begun, "sent = received + lost");
    require(w.ring.bad_position == 0, "no rightful tail is refused");
    if (w.test->flags == 0) {
        require(r.lost == w.ring.dropped, "lost = dropped");
    }
}

const scenario scenarios[] = {
    {"room for all", 0, page, 0, 0, 0, 16, 2, 1, 0},
    {"room for none, a loss to mark", 0, page, 992, 5, 0, 1008, 2, 1, 0},
    {"too large for any room", 0, page, 32, 1, 1, page, 2, 1, 0},
    {"overwrite, reader at the oldest block", overwrite, 512, 32, 8, 0, 32, 1, 1, 2},
    {"overwrite, reader in the oldest block", overwrite, 1024, 16, 24, 1, 16, 1, 1, 2},
    {"overwrite, reader has all", overwrite, 512, 32, 9, 9, 32, 1, 1, 0},
    {"room for one", 0, page, 1008, 3, 0, 1008, 2, 1, 0},
    {"room for all, two interruptions", 0, page, 0, 0, 0, 16, 1, 2, 0},
    {"room for one, two interruptions", 0, page, 1008, 3, 0, 960, 1, 2, 0},
    {"room for none, two interruptions", 0, page, 992, 5, 0, 1008, 1, 2, 0},
    {"overwrite, two interruptions", overwrite, 1024, 16, 24, 0, 16, 1, 2, 1},
};

} // namespace

ring_test::machine& ring_test::the_machine() {
    return cpus;
}

bool ring_test::is_private(const void* address) {
    const auto* ring = reinterpret_cast<const std::byte*>(&w.ring);
    return address >= ring && address < ring + sizeof(w.ring);
}

void ring_test::interruptible() {
    if (w.interruptions > 0 && cpus.choose(2) == 1) {
        --w.interruptions;
        emit(w.test->size);
    }
}

// In drop-newest mode only what has a place takes a number here; what is dropped has none.
void ring_test::reserved(const __u64* word, __u64 next) {
    if (word == &w.ring.word &&
        (w.ring.block != 0 || (next & ~__u64{GW_RING_LOW}) > (*word & ~__u64{GW_RING_LOW}))) {
        w.sequence.push_back(w.active.back());
    }
}

__u64 ring_test::clock() {
    return ++w.now;
}

int main() {
    for (const scenario& test : scenarios) {
        unsigned long runs = 0;
        cpus.forget();
        do {
            set_up(test);
            const auto end = cpus.run(produce, test.steps == 0 ? consume : consume_some);
            if (end != ring_test::machine::outcome::pruned) {
                settle_accounts(end);
            }
            ++runs;
        } while (cpus.next());
        std::printf("%-44s %9lu runs %9zu states\n", test.name, runs, cpus.states());
        std::fflush(stdout);
    }
}
