// SPDX-License-Identifier: MIT
// Carriers: ioctl
//
// The library's side: replies are waited for alone or with others, from several threads; a wait
// that ends early leaves the request on its way; what is cancelled or forgotten ends; a ring of
// one's own.
#include <array>
#include <memory>
#include <thread>

#include <liburing.h>

#include "all_types.gw.hpp"
#include "system_call.hpp"
#include "test.hpp"

namespace {

using namespace std::chrono_literals;
using client = all_types::client;

constexpr std::chrono::milliseconds patience{test::patience_ms};

client connect(bool only_uring = false) {
    return client::connect({.via = only_uring ? std::vector<std::string>{"io_uring"}
                                              : std::vector<std::string>{}})
        .value();
}

gangway::pending<void> hold(const client& by) {
    auto held = by.slow.submit({.ms = 600'000}).value();
    test::wait_until_slow();
    return held;
}

void waits(const client& by) {
    auto held = hold(by);
    auto asked = by.ask.submit().value();
    CHECK(!held.done() && !asked.done());
    CHECK(held.wait({.deadline = 10ms}).error().is(ETIMEDOUT));
    const auto stop = std::make_unique<std::stop_source>();
    std::jthread stopper{[&] {
        asked.wait({.deadline = 10ms}).error();
        stop->request_stop();
    }};
    const auto stopped = held.wait({.deadline = patience, .stop = stop->get_token()});
    CHECK(stopped.error().is(ECANCELED));
    CHECK(stopped.error().message.find("still on its way") != std::string::npos);
    stopper.join();
    CHECK(asked.wait({.deadline = patience, .stop = stop->get_token()}).error().is(ECANCELED));
    pollfd any{asked.native_handle(), POLLIN, 0};
    CHECK_EQ(poll(&any, 1, 0), 0);

    held.cancel();
    const auto cancelled = held.wait({.deadline = patience}).error();
    CHECK(cancelled.is(EINTR));
    CHECK_EQ(
        cancelled.message,
        std::string{"all_types.slow: it was cancelled; it may have taken effect all the same"});
    CHECK(held.done());
    while (!asked.done())
        test::await(asked.native_handle(), POLLIN);
    CHECK_EQ(asked.wait().value().answer, 42U);
    CHECK_EQ(asked.wait().value().answer, 42U); // the same each time
    test::await(asked.native_handle(), POLLIN);
}

// Each takes out what belongs to the others, too.
void threads(const client& by) {
    std::array<std::jthread, 4> all;
    for (std::uint64_t t = 0; t < all.size(); ++t)
        all[t] = std::jthread{[&by, t] {
            for (std::uint64_t i = 0; i < 50; ++i) {
                all_types::all one{};
                one.a64 = t << 32 | i;
                auto other = by.nothing.submit().value();
                CHECK_EQ(by.echo.submit(one).value().wait({.deadline = patience}).value().a64,
                         one.a64);
                other.wait({.deadline = patience}).value();
            }
        }};
}

void forgotten(const client& by) {
    (void)hold(by); // cancelled here
    by.nothing().value();
    {
        const auto other = connect(true);
        auto held = hold(other);
        const auto outlived = std::move(held);
    }
    auto outlives = [] { return hold(connect(true)); }();
    CHECK(!outlives.done());
    outlives.cancel();
    CHECK(outlives.wait({.deadline = patience}).error().is(EINTR));
    by.nothing().value();
}

void on_ring_of_ones_own(const client& by) {
    io_uring ring{};
    CHECK_EQ(io_uring_queue_init(8, &ring, 0), 0);
    auto asked = by.ask.prepare().value();
    auto failing = by.fail.prepare({.error = -EBUSY}).value();
    auto* sqe = io_uring_get_sqe(&ring);
    asked.fill(*sqe);
    sqe->user_data = 1;
    sqe = io_uring_get_sqe(&ring);
    failing.fill(*sqe);
    sqe->user_data = 2;
    CHECK_EQ(io_uring_submit_and_wait(&ring, 2), 2);
    for (int i = 0; i < 2; ++i) {
        io_uring_cqe* cqe = nullptr;
        CHECK_EQ(io_uring_wait_cqe(&ring, &cqe), 0);
        if (cqe->user_data == 1)
            CHECK_EQ(asked.reply(cqe->res).value().answer, 42U);
        else
            CHECK(failing.reply(cqe->res).error().is(EBUSY));
        io_uring_cqe_seen(&ring, cqe);
    }
    io_uring_queue_exit(&ring);
}

} // namespace

int main() {
    test::need_uring();
    const test::module all_types{"all_types"};
    const auto by = connect();
    waits(by);
    threads(by);
    forgotten(by);
    on_ring_of_ones_own(by);

    // Waited for in place, with a deadline.
    const auto uring = connect(true);
    CHECK(uring.slow({.ms = 600'000}, {.deadline = 20ms}).error().is(ETIMEDOUT));
    uring.level.set(77).value();
    CHECK_EQ(uring.level.get().value(), 77U);

    // By what answers in place nothing can be submitted.
    const auto ioctl = client::connect({.via = {"ioctl"}}).value();
    const auto refused = ioctl.ask.submit();
    CHECK(refused.error().is(EOPNOTSUPP));
    CHECK(ioctl.ask.prepare().error().is(EOPNOTSUPP));
    std::printf("%s\n", refused.error().message.c_str());
}
