// SPDX-License-Identifier: MIT
#include "machine.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace ring_test {

namespace {

std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
    hash = (hash ^ value) * 0x9e3779b97f4a7c15U;
    hash ^= hash >> 29;
    hash *= 0xbf58476d1ce4e5b9U;
    return hash ^ (hash >> 32);
}

template <typename View>
void join(View& into, const View& from) {
    std::ranges::transform(into, from, into.begin(), [](auto a, auto b) { return std::max(a, b); });
}

} // namespace

machine::machine() {
    locations_.reserve(max_locations);
}

void machine::forget() {
    seen_.clear();
    indices_.clear();
    locations_.clear();
}

machine::location& machine::at(const void* p, std::uint64_t initial) {
    const auto [found, added] = indices_.try_emplace(p, locations_.size());
    if (added) {
        if (locations_.size() == max_locations) {
            std::abort();
        }
        locations_.push_back({found->second, {}});
    }
    location& where = locations_[found->second];
    if (where.values.empty()) {
        where.values.push_back({initial, {}});
    }
    return where;
}

void machine::note(std::uint64_t what) {
    running().state = mix(running().state, what);
}

std::uint64_t machine::load_value(location& where, order how) {
    auto& newest_seen = running().seen[where.index];
    const auto choices = static_cast<unsigned>(where.values.size() - newest_seen);
    // The newest first.
    newest_seen = static_cast<std::uint8_t>(where.values.size() - 1 - decisions_.choose(choices));
    const entry& chosen = where.values[newest_seen];
    if (how == order::acquire) {
        join(running().seen, chosen.carries);
    }
    note(chosen.is);
    return chosen.is;
}

void machine::add_value(location& where, std::uint64_t value, const view& carries) {
    const auto stamp = static_cast<std::uint8_t>(where.values.size());
    if (stamp == 255) {
        std::abort();
    }
    running().seen[where.index] = stamp;
    where.values.push_back({value, carries});
    where.values.back().carries[where.index] = stamp;
}

void machine::full_barrier() {
    join(running().seen, global_);
    global_ = running().seen;
    running().carried = running().seen;
}

std::uint64_t machine::exchange_value(location& where, std::uint64_t value) {
    full_barrier();
    const std::uint64_t old = where.values.back().is;
    join(running().seen, where.values.back().carries);
    add_value(where, value, running().seen);
    full_barrier();
    note(old);
    return old;
}

unsigned machine::choose(unsigned count) {
    const unsigned chosen = decisions_.choose(count);
    note(chosen);
    return chosen;
}

void machine::sleep() {
    running().sleeping = true;
    pause();
    running().sleeping = woken_ = false;
    note(0);
}

// By setjmp because swapcontext() makes a system call each time.
void machine::pause() {
    if (_setjmp(running().place) == 0) {
        std::longjmp(scheduler_, 1);
    }
}

void machine::resume() {
    thread& t = running();
    if (_setjmp(scheduler_) != 0) {
        return;
    }
    if (std::exchange(t.started, true)) {
        std::longjmp(t.place, 1);
    }
    ::setcontext(&t.context);
}

// makecontext() passes int arguments only.
void machine::enter(unsigned high, unsigned low) {
    auto* self = reinterpret_cast<machine*>(std::uintptr_t{high} << 32 | low); // NOLINT
    (*self->running().body)();
    self->running().finished = true;
    self->pause();
}

void machine::start(std::size_t which, const std::function<void()>& body) {
    thread& t = threads_[which];
    t.body = &body;
    t.seen = t.carried = {};
    t.state = which;
    t.started = t.finished = t.sleeping = false;
    ::getcontext(&t.context);
    t.context.uc_stack.ss_sp = t.stack.data();
    t.context.uc_stack.ss_size = t.stack.size();
    t.context.uc_link = nullptr;
    const auto self = reinterpret_cast<std::uintptr_t>(this);
    ::makecontext(&t.context, reinterpret_cast<void (*)()>(&machine::enter), 2,
                  static_cast<unsigned>(self >> 32), static_cast<unsigned>(self));
}

// All that decides what can happen from here on.
std::uint64_t machine::fingerprint() const {
    std::uint64_t hash = woken_ ? 1 : 2;
    for (const thread& t : threads_) {
        hash = mix(hash, t.state);
        hash = mix(hash, (t.finished ? 1 : 0) | (t.sleeping ? 2 : 0));
    }
    const auto hash_view = [&](const view& v) {
        for (std::size_t i = 0; i < locations_.size(); i += sizeof(std::uint64_t)) {
            std::uint64_t stamps = 0;
            std::memcpy(&stamps, &v[i], sizeof(stamps));
            hash = mix(hash, stamps);
        }
    };
    hash_view(global_);
    for (const thread& t : threads_) {
        hash_view(t.seen);
        hash_view(t.carried);
    }
    for (const location& where : locations_) {
        // What both threads have passed can no longer be read.
        const auto oldest = std::min(threads_[0].seen[where.index], threads_[1].seen[where.index]);
        hash = mix(hash, where.values.size());
        for (std::size_t i = oldest; i < where.values.size(); ++i) {
            hash = mix(hash, where.values[i].is);
            if (where.values.size() - oldest > 1) {
                hash_view(where.values[i].carries);
            }
        }
    }
    return hash;
}

machine::outcome machine::run(const std::function<void()>& first,
                              const std::function<void()>& second) {
    for (location& where : locations_) {
        where.values.clear();
    }
    global_ = {};
    woken_ = false;
    live_ = true;
    const auto end = go(first, second);
    live_ = false;
    return end;
}

machine::outcome machine::go(const std::function<void()>& first,
                             const std::function<void()>& second) {
    start(0, first);
    start(1, second);
    for (;;) {
        std::array<std::size_t, 2> ready{};
        unsigned count = 0;
        for (std::size_t i = 0; i < threads_.size(); ++i) {
            if (!threads_[i].finished && (!threads_[i].sleeping || woken_)) {
                ready[count++] = i;
            }
        }
        if (count == 0) {
            return threads_[0].finished && threads_[1].finished ? outcome::finished
                                                                : outcome::stuck;
        }
        if (decisions_.fresh() && !seen_.insert(fingerprint()).second) {
            return outcome::pruned;
        }
        turn_ = ready[decisions_.choose(count)];
        resume();
    }
}

} // namespace ring_test
