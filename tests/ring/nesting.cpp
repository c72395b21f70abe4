// SPDX-License-Identifier: MIT
// Producers interrupted by producers, at every memory access of the core, in
// every combination up to a bound, three deep. At every access somebody also
// reads the ring from scratch: what it shows must be whole, in order, and
// exact. The reader itself may come in between, too, and release what it read.
//
// This assumes that memory accesses happen in program order (they do, seen
// from the same CPU). interleave.cpp adds what another CPU sees.
#define GW_RING_MACROS "nesting_macros.hpp"
#include "choices.hpp"
#include "sub_ring.hpp"

#include <algorithm>
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
    __u32 before;          // records of this size fill the ring first,
    int count;             // so many
    int read;              // of which so many are read and released
    __u32 outer;           // size of the two records that get interrupted
    __u32 nested;          // and of the records of interrupters
    int interruptions;     // in all
    bool discards = false; // interrupters may also abandon records
    bool reads = false;    // the reader may come in between
};

enum class fate { open, stored, dropped, discarded };

constexpr unsigned max_depth = 3;
constexpr __u32 page = 4096;

// Everything one run changes.
struct world {
    const scenario* test = nullptr;
    gw_ring ring{};
    gw_reader reader{};
    std::array<__u64, page / 8> copy{};
    std::array<__u64, page / 8> watcher_copy{};
    std::vector<fate> fates;     // by record, in the order they were begun
    std::vector<__u64> sequence; // which record took a number; in drop-newest mode, a place
    std::vector<__u64> active;   // records begun, innermost last
    int interruptions = 0;
    bool watching = false;
    bool changed = false; // shared memory, since it was watched
    __u64 now = 0;
    __u64 head = 0;
    __u64 seq = 0;
    __u64 floor = 0;
    __u64 lost = 0;
};

ring_test::choices decisions;
world w;

ring_test::sub_ring& memory() {
    static ring_test::sub_ring it{page};
    return it;
}

void require(bool holds, const char* what) {
    if (!holds) {
        std::printf("FAILED: %s\n  scenario: %s\n  ", what, w.test->name);
        decisions.print();
        std::fflush(stdout);
        std::_Exit(1);
    }
}

// Nobody is in the middle of a record.
bool is_idle() {
    return w.ring.block != 0 ? w.ring.nest == 0 : (w.ring.word & GW_RING_NEST) == 0;
}

__u64 dropped_so_far() {
    return static_cast<__u64>(std::ranges::count(w.fates, fate::dropped));
}

// Whose record the reader has just stepped to.
__u64 id_of(const gw_reader& reader, const gw_reader_item& item) {
    const __u64 nth = reader.block != 0 ? item.sequence : reader.received + reader.discarded - 1;
    require(nth < w.sequence.size(), "no number is invented");
    return w.sequence[nth];
}

// Reads to the end of a pass and checks each record against its fate.
void read_all(gw_reader& reader) {
    gw_reader_item item{};
    __u64 time = 0;
    gw_reader_snapshot(&reader);
    for (;;) {
        const auto what = gw_reader_next(&reader, &item);
        if (what == GW_READER_EMPTY) {
            return;
        }
        require(what != GW_READER_BAD, "the ring is sound");
        if (what == GW_READER_LOST) {
            require(reader.block != 0 || reader.lost <= dropped_so_far(),
                    "what is lost was dropped");
            continue;
        }
        const auto* words = static_cast<const __u64*>(item.payload);
        const __u64 id = id_of(reader, item);
        require(words[0] == id && words[item.size / 8 - 1] == ~id, "contents are intact");
        require(w.fates[id] == fate::stored, "only finished records are seen");
        require(item.time > time, "time goes forward");
        time = item.time;
    }
}

void watch() {
    const auto& producer = *memory().producer();
    require(producer.head >= w.head && producer.seq >= w.seq && producer.floor >= w.floor &&
                producer.lost >= w.lost,
            "what is published only grows");
    w.head = producer.head;
    w.seq = producer.seq;
    w.floor = producer.floor;
    w.lost = producer.lost;
    gw_reader watcher = w.reader;
    watcher.copy = w.watcher_copy.data();
    read_all(watcher);
}

void emit(__u32 size, bool discard) {
    const __u64 id = w.fates.size();
    const bool outermost = is_idle(); // so far, or again already
    w.fates.push_back(fate::open);
    w.active.push_back(id);
    gw_ring_handle handle{};
    auto* words = static_cast<__u64*>(gw_ring_reserve(&w.ring, &handle, 1, size));
    if (words != nullptr) {
        GW_RING_PUT(&words[0], id);
        GW_RING_PUT(&words[size / 8 - 1], ~id);
        // Nobody may see it before its publication, which is later than this.
        w.fates[id] = discard ? fate::discarded : fate::stored;
        if (discard) {
            gw_ring_discard(&w.ring, &handle);
        } else {
            gw_ring_commit(&w.ring, &handle);
        }
    }
    w.active.pop_back();
    require(handle.published == outermost, "the outermost publishes, and only it");
    if (outermost && (w.ring.block != 0 || w.active.empty())) { // else a drop is under way
        const auto& shown = *memory().producer();
        require(w.ring.block != 0 ? shown.seq == w.sequence.size()
                                  : shown.lost == w.ring.dropped &&
                                        shown.head == w.ring.word - (w.ring.word & GW_RING_LOW),
                "all of it");
    }
}

void run(const scenario& test) {
    w.test = &test;
    w.fates.clear();
    w.sequence.clear();
    w.interruptions = 0;
    w.head = w.seq = w.floor = w.lost = 0;
    *memory().producer() = {};
    memory().tail = {};
    gw_ring_init(&w.ring, memory().producer(), memory().data(), page, &memory().tail, test.flags);
    gw_reader_init(&w.reader, memory().producer(), memory().data(), page, &memory().tail,
                   test.flags, w.copy.data());
    for (int i = 0; i < test.count; ++i) {
        emit(test.before, false);
    }
    gw_reader_item item{};
    gw_reader_snapshot(&w.reader);
    for (int i = 0; i < test.read; ++i) {
        gw_reader_next(&w.reader, &item);
    }
    gw_reader_release(&w.reader, w.reader.position);

    w.interruptions = test.interruptions;
    emit(test.outer, false);
    emit(test.outer, false);
    w.interruptions = 0;

    watch();
    read_all(w.reader);
    const auto& r = w.reader;
    require(r.received + r.discarded + r.lost == w.fates.size(), "sent = received + lost");
    require(is_idle() && w.ring.bad_position == 0, "nothing is left over");
    if (test.flags == 0) {
        require(r.lost == w.ring.dropped, "lost = dropped");
    }
}

const scenario scenarios[] = {
    {"room for all", 0, 32, 2, 1, 16, 32, 3},
    {"room for all, some abandoned", 0, 32, 2, 1, 16, 32, 2, true},
    {"room for three of five", 0, 1008, 1, 0, 1008, 1008, 3},
    {"room for one, the reader makes more", 0, 1008, 3, 0, 1008, 1008, 2, false, true},
    {"room for none, the reader makes some", 0, 1008, 4, 0, 480, 1008, 2, true, true},
    {"full, with a loss to mark, and then read", 0, 992, 5, 0, 480, 32, 2, false, true},
    {"room for none, and none comes", 0, 1008, 4, 0, 1008, 1008, 3},
    {"room for the first of several", 0, 1008, 3, 0, 960, 1008, 3},
    {"around the end", 0, 1008, 3, 3, 1008, 1008, 3},
    {"overwrite, from the start", GW_RING_OVERWRITE, 480, 0, 0, 480, 480, 3},
    {"overwrite, a lap old, a block each", GW_RING_OVERWRITE, 480, 9, 0, 480, 480, 3},
    {"overwrite, into a begun block", GW_RING_OVERWRITE, 224, 17, 0, 224, 224, 3},
    {"overwrite, at the end of a block", GW_RING_OVERWRITE, 224, 18, 0, 32, 224, 3},
    {"overwrite, with a reader", GW_RING_OVERWRITE, 224, 17, 3, 224, 480, 2, true, true},
    {"overwrite, too large", GW_RING_OVERWRITE, 224, 17, 0, 488, 224, 2, true},
};

} // namespace

void ring_test::interruptible() {
    if (w.watching) {
        return;
    }
    if (w.changed && decisions.fresh()) { // else an earlier run has watched here
        w.changed = false;
        w.watching = true;
        watch();
        w.watching = false;
    }
    if (w.interruptions == 0 || w.active.size() >= max_depth + 1) {
        return;
    }
    enum kind : unsigned { nothing, record, abandoned, reading };
    std::array<kind, 4> kinds{nothing, record};
    unsigned count = 2;
    if (w.test->discards) {
        kinds[count++] = abandoned;
    }
    if (w.test->reads) {
        kinds[count++] = reading;
    }
    const kind chosen = kinds[decisions.choose(count)];
    if (chosen == nothing) {
        return;
    }
    --w.interruptions;
    if (chosen == reading) {
        read_all(w.reader);
        gw_reader_release(&w.reader, w.reader.position);
    } else {
        emit(w.test->nested, chosen == abandoned);
    }
}

void ring_test::written(const void* address) {
    const auto* private_state = reinterpret_cast<const std::byte*>(&w.ring);
    w.changed |= address < private_state || address >= private_state + sizeof(w.ring);
}

void ring_test::exchanged(const __u64* address, __u64 old) {
    written(address);
    if (address != &w.ring.word) {
        return;
    }
    if (w.ring.block == 0) {
        if ((*address ^ old) > GW_RING_LOW) { // a place was reserved
            w.sequence.push_back(w.active.back());
        }
        return;
    }
    w.sequence.push_back(w.active.back());
    if (GW_RING_NUMBERED_GAP & w.ring.word) {
        w.fates[w.active.back()] = fate::dropped;
    }
}

void ring_test::counted(const __u64* address) {
    written(address);
    if (address == &w.ring.dropped && w.ring.block == 0) {
        w.fates[w.active.back()] = fate::dropped;
    }
}

__u64 ring_test::clock() {
    interruptible();
    return ++w.now;
}

int main() {
    for (const scenario& test : scenarios) {
        unsigned long runs = 0;
        do {
            run(test);
            ++runs;
        } while (decisions.next());
        std::printf("%-44s %9lu runs\n", test.name, runs);
        std::fflush(stdout);
    }
}
