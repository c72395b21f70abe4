// SPDX-License-Identifier: MIT
// Producers interrupted by real signals, at any instruction, three deep, with
// a reader on another thread.
#include "traffic.hpp"

#include <algorithm>
#include <atomic>
#include <csignal>
#include <ctime>
#include <sys/syscall.h>
#include <thread>
#include <unistd.h>

namespace {

using ring_test::bed;
using ring_test::cpu;
using ring_test::deadline;
using ring_test::require;

constexpr __u64 records = 1'000'000;
constexpr __u64 enough = 100; // interruptions in the middle of a record
constexpr int sources = 3;

cpu* own = nullptr;
bed* reader_bed = nullptr;
volatile std::sig_atomic_t depth = 0;
std::atomic<__u64> offered{0};
std::atomic<__u64> in_the_middle{0};
std::atomic<__u64> deep{0};

void emit(__u64 number) {
    offered.fetch_add(1, std::memory_order_relaxed);
    reader_bed->after(own->emit(number));
}

std::array<timer_t, sources> timers{};

long now() { // ns
    timespec t{};
    ::clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1'000'000'000 + t.tv_nsec;
}

// Again after its period, or later: where a signal costs more than that, nothing else would run.
void set_timer(int source, long took) {
    const long period = std::clamp(2 * took, 200'000 + 70'000L * source, 10'000'000L); // ns
    const itimerspec times{{}, {0, period}};
    require(::timer_settime(timers[source], 0, &times, nullptr) == 0, "timer_settime");
}

void interrupt(int signal) {
    const long begin = now();
    depth = depth + 1;
    if (own->in_the_middle()) {
        in_the_middle.fetch_add(1, std::memory_order_relaxed);
    }
    if (depth > 1) {
        deep.fetch_add(1, std::memory_order_relaxed);
    }
    for (__u64 i = 1; i < 30; ++i) {
        emit(i);
    }
    depth = depth - 1;
    set_timer(signal - SIGRTMIN, now() - begin);
}

void start_timer(int source) {
    struct sigaction action{};
    action.sa_handler = interrupt; // itself blocked, the others not
    action.sa_flags = SA_RESTART;
    require(::sigaction(SIGRTMIN + source, &action, nullptr) == 0, "sigaction");
    sigevent event{};
    event.sigev_notify = SIGEV_THREAD_ID;
    event.sigev_signo = SIGRTMIN + source;
    event._sigev_un._tid = static_cast<pid_t>(::syscall(SYS_gettid));
    require(::timer_create(CLOCK_MONOTONIC, &event, &timers[source]) == 0, "timer_create");
    set_timer(source, 0);
}

void run(__u32 flags) {
    cpu c{flags};
    bed b;
    own = &c;
    reader_bed = &b;
    offered = in_the_middle = deep = 0;
    std::atomic<bool> done{false};
    std::thread producer{[&] {
        for (int i = 0; i < sources; ++i) {
            start_timer(i);
        }
        for (__u64 number = 1; number < records; ++number) {
            emit(number);
        }
        for (const deadline end; in_the_middle < enough || deep == 0; emit(1)) {
            end.require_more_time("records are interrupted, and interruptions");
        }
        sigset_t all;
        ::sigfillset(&all);
        ::pthread_sigmask(SIG_BLOCK, &all, nullptr);
        for (const timer_t timer : timers) {
            ::timer_delete(timer);
        }
        done = true;
        emit(1); // so that the reader wakes up once more
    }};
    while (!done || c.accounted() < offered) {
        c.read();
        b.ask();
        if ((!done || c.accounted() < offered) && !gw_reader_pending(&c.reader)) {
            b.sleep();
        }
    }
    producer.join();
    c.read();
    require(c.accounted() == offered && c.offered() == offered, "sent = received + lost");
    require(c.ring.bad_position == 0 && !c.in_the_middle(), "nothing is left over");
    if (flags == 0) {
        require(c.reader.lost == c.ring.dropped, "lost = dropped");
    }
    std::printf("%s: %llu offered, %llu lost, %llu interruptions of a record, %llu deep\n",
                flags == 0 ? "drop-newest" : "overwrite", offered.load(), c.reader.lost,
                in_the_middle.load(), deep.load());
}

} // namespace

int main() {
    run(0);
    run(GW_RING_OVERWRITE);
}
