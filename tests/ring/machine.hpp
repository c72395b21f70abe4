// SPDX-License-Identifier: MIT
// Two threads on a machine with weak memory, run in every possible way.
//
// Memory is modelled by views, as the operational models of C11's release and
// acquire do. A location keeps all values it ever had. A thread has a view: how
// far along each location it has seen. A load may return any value not older
// than that. A store adds a value; with release (or after a write barrier) the
// value carries the thread's view along, and a load with acquire takes it over.
// A full barrier exchanges views with a global one, so of two of them the later
// knows all that the earlier did. Hence stores may be seen late and out of
// order, and loads may see old values: what TSO, PSO and more can do.
//
// Not modelled: a store that takes effect before a load in front of it in the
// same thread; two threads that store to one location other than by exchange.
//
// Threads are switched where they load or exchange; elsewhere it would make no
// difference. States are remembered by a 64-bit hash and not explored twice. A
// thread's own state is known by all that it has read and chosen.
#pragma once

#include "choices.hpp"

#include <array>
#include <csetjmp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <ucontext.h>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace ring_test {

enum class order { relaxed, acquire, release };

class machine {
public:
    machine();

    enum class outcome { finished, pruned, stuck };

    // One run, from a memory that holds what the real memory does; next() is
    // false when there is no other. Between scenarios, forget().
    outcome run(const std::function<void()>& first, const std::function<void()>& second);
    bool next() { return decisions_.next(); }
    void forget();

    [[nodiscard]] std::size_t states() const { return seen_.size(); }
    [[nodiscard]] const choices& decisions() const { return decisions_; }

    // What follows is for the threads. Their words are of 32 or 64 bits. Before
    // a run it goes to the real memory.
    template <typename T>
    T load(const T* p, order how) {
        if (!live_) {
            return *p;
        }
        pause();
        return static_cast<T>(load_value(at(p, *p), how));
    }
    template <typename T>
    void store(T* p, std::uint64_t value, order how) {
        if (live_) {
            add_value(at(p, *p), value, how == order::release ? running().seen : running().carried);
        } else {
            *p = static_cast<T>(value);
        }
    }
    // Fully ordered.
    template <typename T>
    T exchange(T* p, std::uint64_t value) {
        if (!live_) {
            return std::exchange(*p, static_cast<T>(value));
        }
        pause();
        return static_cast<T>(exchange_value(at(p, *p), value));
    }
    // As an exchange of what nobody else sees.
    void ordered() {
        if (live_) {
            pause();
            full_barrier();
        }
    }
    // Of a location where this thread alone stores: no choice, no switch.
    template <typename T>
    T own(const T* p) {
        return live_ ? static_cast<T>(at(p, *p).values.back().is) : *p;
    }
    void write_barrier() { running().carried = running().seen; }
    void full_barrier();
    unsigned choose(unsigned count);
    void sleep(); // until wake(), or not at all if that came already
    void wake() { woken_ = true; }
    // The running thread's own state is a function of this, no more.
    void settle(std::uint64_t state) { running().state = state; }

private:
    static constexpr std::size_t max_locations = 160;
    using view = std::array<std::uint8_t, max_locations>; // by location: how far
    struct entry {
        std::uint64_t is;
        view carries;
    };
    struct location {
        std::size_t index = 0;
        std::vector<entry> values;
    };
    struct thread {
        ucontext_t context{}; // where it begins
        std::jmp_buf place{}; // where it goes on
        bool started = false;
        std::vector<std::byte> stack = std::vector<std::byte>(std::size_t{256} * 1024);
        const std::function<void()>* body = nullptr;
        view seen{};
        view carried{}; // what a relaxed store takes along
        std::uint64_t state = 0;
        bool finished = false;
        bool sleeping = false;
    };

    thread& running() { return threads_[turn_]; }
    location& at(const void* p, std::uint64_t initial);
    std::uint64_t load_value(location& where, order how);
    void add_value(location& where, std::uint64_t value, const view& carries);
    std::uint64_t exchange_value(location& where, std::uint64_t value);
    outcome go(const std::function<void()>& first, const std::function<void()>& second);
    void start(std::size_t which, const std::function<void()>& body);
    void pause();
    void resume();
    void note(std::uint64_t what);
    [[nodiscard]] std::uint64_t fingerprint() const;
    static void enter(unsigned high, unsigned low);

    choices decisions_;
    std::unordered_set<std::uint64_t> seen_;
    std::unordered_map<const void*, std::size_t> indices_;
    std::vector<location> locations_;
    view global_{};
    std::jmp_buf scheduler_{};
    std::array<thread, 2> threads_;
    std::size_t turn_ = 0;
    bool live_ = false;
    bool woken_ = false;
};

} // namespace ring_test
