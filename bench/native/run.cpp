// SPDX-License-Identifier: MIT
//
// One run: who produces is pinned to one CPU, who consumes to another, as a thread or a process.
#include "ways.hpp"

#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <new>
#include <sched.h>
#include <stdexcept>
#include <sys/mman.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace native {

namespace {

using clock = std::chrono::steady_clock;

[[noreturn]] void fail(const char* what) {
    throw std::runtime_error{std::string{what} + ": " + std::strerror(errno)};
}

void pin(int cpu) {
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(cpu, &one);
    if (sched_setaffinity(0, sizeof one, &one) != 0)
        fail("sched_setaffinity");
}

// What both sides share besides what is between them.
struct meeting {
    std::atomic<bool> ready{false};
    std::atomic<std::uint64_t> sum{0};
    std::atomic<std::int64_t> ended{0}; // of the clock
};

void consume(meeting& at, const std::function<std::uint64_t(std::uint32_t)>& how, int cpu,
             std::uint32_t count) {
    pin(cpu);
    at.ready = true;
    at.sum = how(count);
    at.ended = clock::now().time_since_epoch().count();
}

} // namespace

cpus two_cpus() {
    cpu_set_t allowed;
    CPU_ZERO(&allowed);
    if (sched_getaffinity(0, sizeof allowed, &allowed) != 0)
        fail("sched_getaffinity");
    std::vector<int> found;
    for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu)
        if (CPU_ISSET(cpu, &allowed))
            found.push_back(cpu);
    if (found.size() < 2)
        throw std::runtime_error{"this needs two CPUs, and may run on one"};
    return {found[0], found[1]};
}

double nanoseconds(const way& by, cpus on) {
    void* const memory =
        mmap(nullptr, sizeof(meeting), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        fail("mmap");
    auto& at = *new (memory) meeting;
    std::function<void(std::uint32_t)> produce;
    std::function<std::uint64_t(std::uint32_t)> consumes;
    by.make(produce, consumes);
    pid_t child = 0;
    std::thread other;
    if (by.processes) {
        child = fork();
        if (child < 0)
            fail("fork");
        if (child == 0) {
            consume(at, consumes, on.consumer, by.count);
            _exit(0);
        }
    } else {
        other = std::thread{[&] { consume(at, consumes, on.consumer, by.count); }};
    }
    pin(on.producer);
    while (!at.ready)
        std::this_thread::yield();
    const auto begun = clock::now().time_since_epoch().count();
    produce(by.count);
    int status = 0;
    if (by.processes ? waitpid(child, &status, 0) != child || status != 0 : (other.join(), false))
        throw std::runtime_error{by.name + ": the consumer failed"};
    const double took = static_cast<double>(at.ended - begun);
    const auto sum = at.sum.load();
    munmap(memory, sizeof(meeting));
    if (sum != std::uint64_t{by.count} * (by.count - 1) / 2)
        throw std::runtime_error{by.name + ": records were lost or changed"};
    return took / by.count;
}

} // namespace native
