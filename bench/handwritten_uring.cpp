// SPDX-License-Identifier: MIT
//
// The peer's requests by io_uring, one at a time and many on their way. Submitted one by one, as
// the client does: whoever has them all at hand saves the system calls.
#include "handwritten.hpp"

#include <array>
#include <cstdint>
#include <stdexcept>

#include <liburing.h>

namespace bench::peer {

namespace {

constexpr unsigned in_flight = 32;

class uring {
public:
    explicit uring(int node)
        : node_{node} {
        if (io_uring_queue_init(2 * in_flight, &ring_, 0) != 0)
            throw std::runtime_error{"io_uring_queue_init"};
        std::array<unsigned, 2> most{64, 0};
        io_uring_register_iowq_max_workers(&ring_, most.data());
    }
    uring(const uring&) = delete;
    uring& operator=(const uring&) = delete;
    ~uring() { io_uring_queue_exit(&ring_); }

    template <typename Message>
    figure calls(unsigned long number) {
        return measure([&](std::uint32_t n) {
            for (; n != 0; --n) {
                Message m{};
                m.data[0] = n;
                submit(number, &m);
                if (io_uring_submit_and_wait(&ring_, 1) < 0)
                    throw std::runtime_error{"io_uring_submit_and_wait"};
                reap();
            }
        });
    }

    figure many_calls(unsigned long number) {
        std::array<hw_small, in_flight> all{};
        return measure([&](std::uint32_t n) {
            for (std::uint32_t now = 0; n != 0; n -= now) {
                now = std::min(in_flight, n);
                for (std::uint32_t i = 0; i < now; ++i) {
                    all[i] = {.data = {i}};
                    submit(number, &all[i]);
                    if (io_uring_submit(&ring_) != 1)
                        throw std::runtime_error{"io_uring_submit"};
                }
                for (std::uint32_t i = 0; i < now; ++i)
                    reap();
            }
        });
    }

private:
    void submit(unsigned long number, void* data) {
        auto* const sqe = io_uring_get_sqe(&ring_);
        if (sqe == nullptr)
            throw std::runtime_error{"io_uring_get_sqe"};
        const hw_uring request{reinterpret_cast<std::uintptr_t>(data), 0};
        std::memset(sqe, 0, sizeof *sqe);
        sqe->opcode = IORING_OP_URING_CMD;
        sqe->fd = node_;
        sqe->cmd_op = static_cast<std::uint32_t>(number);
        std::memcpy(sqe->cmd, &request, sizeof request);
        io_uring_sqe_set_data(sqe, data);
    }

    void reap() {
        io_uring_cqe* cqe = nullptr;
        if (io_uring_wait_cqe(&ring_, &cqe) != 0 || cqe->res != 0)
            throw std::runtime_error{"a request failed"};
        io_uring_cqe_seen(&ring_, cqe);
    }

    int node_;
    io_uring ring_{};
};

} // namespace

void measure_ring(std::vector<cell>& into, int node) {
    uring ring{node};
    add(into, "io_uring", "call", 64, ring.calls<hw_small>(HW_SMALL));
    add(into, "io_uring", "call", 1024, ring.calls<hw_large>(HW_LARGE));
    add(into, "io_uring", "32 calls", 64, ring.many_calls(HW_SMALL));
}

} // namespace bench::peer
