// SPDX-License-Identifier: MIT
//
// uring_calls: one thread with 32 calls in flight, on the library's ring and on one of its own;
// each call returns only because the others are there at the same time.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <vector>

#include <fmt/format.h>
#include <liburing.h>
#include <poll.h>

#include "uring_calls.gw.hpp"

using namespace std::chrono_literals;

namespace {

using reply = uring_calls::meet_reply;
constexpr unsigned guests = 32;
constexpr auto patience = 60s;

// The library's ring: each is waited for as one likes.
void together(const uring_calls::client& table) {
    std::vector<gangway::pending<reply>> all;
    for (unsigned i = 0; i < guests; ++i)
        all.push_back(table.meet.submit({.guests = guests}).value());
    std::vector<unsigned> places;
    for (auto& one : all)
        places.push_back(one.wait({.deadline = patience}).value().place);
    std::ranges::sort(places);
    fmt::print("the library's ring: {} met, the first at place {}, the last at {}\n", places.size(),
               places.front(), places.back());
}

// Whoever waits may stop to do so, or end the call.
void alone(const uring_calls::client& table) {
    auto one = table.meet.submit({.guests = 2}).value();
    fmt::print("{}\n", one.wait({.deadline = 10ms}).error().message);
    one.cancel();
    fmt::print("{}\n", one.wait({.deadline = patience}).error().message);
}

// Among other descriptors.
void among_others(const uring_calls::client& table) {
    auto one = table.meet.submit({.guests = 2}).value();
    auto other = table.meet.submit({.guests = 2}).value();
    while (!one.done() || !other.done()) {
        // poll() leaves out what is negative: those that have ended.
        pollfd fds[] = {{one.done() ? -1 : one.native_handle(), POLLIN, 0},
                        {other.done() ? -1 : other.native_handle(), POLLIN, 0}};
        if (poll(fds, 2, 60'000) == 0)
            return;
    }
    fmt::print("polled: {} met\n", one.wait().value().place + other.wait().value().place - 1);
}

// A ring of one's own: submissions and completions are its owner's business.
void own_ring(const uring_calls::client& table) {
    io_uring ring{};
    if (const int why = io_uring_queue_init(guests, &ring, 0); why != 0)
        throw std::runtime_error{"io_uring_queue_init failed"};
    unsigned workers[] = {guests, 0}; // who may sleep at the same time; by itself, 4 for each CPU
    io_uring_register_iowq_max_workers(&ring, workers);
    std::vector<gangway::prepared<reply>> all;
    for (unsigned i = 0; i < guests; ++i)
        all.push_back(table.meet.prepare({.guests = guests}).value());
    for (auto& one : all) {
        io_uring_sqe* const sqe = io_uring_get_sqe(&ring);
        one.fill(*sqe);
        io_uring_sqe_set_data(sqe, &one);
    }
    io_uring_submit_and_wait(&ring, guests); // one system call
    unsigned met = 0;
    io_uring_cqe* cqe = nullptr;
    for (; met < guests && io_uring_wait_cqe(&ring, &cqe) == 0; ++met) {
        const auto& one = *static_cast<gangway::prepared<reply>*>(io_uring_cqe_get_data(cqe));
        one.reply(cqe->res).value();
        io_uring_cqe_seen(&ring, cqe);
    }
    io_uring_queue_exit(&ring);
    fmt::print("a ring of one's own: {} met\n", met);
}

} // namespace

int main() try {
    const auto table = uring_calls::client::connect().value();
    together(table);
    alone(table);
    among_others(table);
    own_ring(table);
} catch (const std::exception& e) {
    fmt::print(stderr, "{}\n", e.what());
    return EXIT_FAILURE;
}
