// SPDX-License-Identifier: MIT
// A queue's producer that drops some records, and its reader, who sleeps until it
// is woken: that each loss is told, the last one too, in every interleaving on the
// machine with weak memory. As kernel/core/queue.c does; records that found room
// do no more here than wake the reader.
#define GW_LOSS_MACROS "losses_macros.hpp"
#define __percpu // NOLINT(bugprone-reserved-identifier): the kernel's
#include "machine.hpp"

#include <cstdio>
#include <cstdlib>

using u64 = std::uint64_t;

#include <core/loss_core.h>

namespace {

// Who reads: a worker, which looks whenever it is kicked, or a program, which asks
// whether there is anything for it before it sleeps.
enum class reader { worker, program };

struct world {
    gw_loss_signs signs{};
    u64 dropped = 0;
    unsigned records = 0; // of the producer
    u64 drops = 0;        // so many of these found no room
    u64 reported = 0;     // by the reader
};

ring_test::machine cpus;
world w;

u64 dropped() {
    return cpus.load(&w.dropped, ring_test::order::relaxed);
}

void produce() {
    for (unsigned i = 0; i < w.records; ++i) {
        if (cpus.choose(2) == 0) {
            gw_loss_count(&w.signs, &w.dropped);
            ++w.drops;
        }
        if (gw_loss_kick(&w.signs)) {
            cpus.wake();
        }
        cpus.settle(u64{w.records} * i + w.drops);
    }
}

void pass() {
    if (gw_loss_look(&w.signs)) {
        w.reported = dropped();
    }
}

bool pending() {
    gw_loss_awake(&w.signs);
    return dropped() != w.reported;
}

void read(reader who) {
    for (;;) {
        cpus.settle(w.reported);
        if (who == reader::worker) {
            cpus.sleep();
        }
        while (who == reader::program && !pending()) {
            cpus.sleep();
        }
        pass();
    }
}

void check(ring_test::machine::outcome end) {
    if (end == ring_test::machine::outcome::stuck && w.reported == w.drops) {
        return; // the reader sleeps, and knows all
    }
    std::printf("FAILED: of %lu losses %lu are told\n  ", static_cast<unsigned long>(w.drops),
                static_cast<unsigned long>(w.reported));
    cpus.decisions().print();
    std::fflush(stdout);
    std::_Exit(1);
}

void run(const char* name, reader who, unsigned records) {
    unsigned long runs = 0;
    cpus.forget();
    do {
        w = {.records = records};
        const auto end = cpus.run(produce, [who] { read(who); });
        if (end != ring_test::machine::outcome::pruned) {
            check(end);
        }
        ++runs;
    } while (cpus.next());
    std::printf("%-8s %u records %9lu runs %9zu states\n", name, records, runs, cpus.states());
}

} // namespace

ring_test::machine& ring_test::the_machine() {
    return cpus;
}

int main() {
    for (const unsigned records : {1, 2, 3, 4}) {
        run("worker", reader::worker, records);
        run("program", reader::program, records);
    }
}
