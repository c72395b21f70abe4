// SPDX-License-Identifier: MIT
//
// Requests by io_uring, as uapi/gangway/io_uring.h says it in words: liburing's rings, and no
// library of ours.
#pragma once

#include <liburing.h>
#include <vector>

#include <gangway/io_uring.h>

#include "system_call.hpp"

namespace test {

class uring {
public:
    explicit uring(unsigned entries = 64, unsigned flags = 0) {
        if (const int why = io_uring_queue_init(entries, &ring_, flags); why != 0)
            fail(__FILE__, __LINE__, std::string{"io_uring_setup: "} + std::strerror(-why));
    }
    uring(const uring&) = delete;
    uring& operator=(const uring&) = delete;
    ~uring() { close(); }
    void close() {
        if (ring_.ring_fd >= 0)
            io_uring_queue_exit(&ring_);
        ring_.ring_fd = -1;
    }
    io_uring* get() noexcept { return &ring_; }

    io_uring_sqe& entry(std::uint64_t tag) {
        auto* const sqe = io_uring_get_sqe(&ring_);
        CHECK(sqe != nullptr);
        std::memset(sqe, 0, sizeof *sqe);
        sqe->user_data = tag;
        return *sqe;
    }
    io_uring_sqe& put(int fd, unsigned long request, const void* data, std::uint64_t tag = 0,
                      std::uint64_t pad = 0) {
        auto& sqe = entry(tag);
        const gw_uring_request where{reinterpret_cast<std::uintptr_t>(data), pad};
        sqe.opcode = IORING_OP_URING_CMD;
        sqe.fd = fd;
        sqe.cmd_op = static_cast<unsigned>(request);
        std::memcpy(sqe.cmd, &where, sizeof where);
        return sqe;
    }
    void cancel(std::uint64_t which, std::uint64_t tag) {
        auto& sqe = entry(tag);
        sqe.opcode = IORING_OP_ASYNC_CANCEL;
        sqe.fd = -1;
        sqe.addr = which;
    }
    void submit(int count, const std::source_location& where = std::source_location::current()) {
        if (const int sent = io_uring_submit(&ring_); sent != count)
            fail(where, "io_uring_submit: " + std::to_string(sent));
    }

    struct completion {
        std::uint64_t tag;
        int result;
    };
    completion take(const std::source_location& where = std::source_location::current()) {
        __kernel_timespec patience{patience_ms / 1000, 0};
        io_uring_cqe* cqe = nullptr;
        const auto end = now_ms() + patience_ms;
        int why = -EINTR;
        while (why == -EINTR || (why == -ETIME && now_ms() < end)) // liburing says so early
            why = io_uring_wait_cqe_timeout(&ring_, &cqe, &patience);
        if (why != 0)
            fail(where, std::string{"no completion: "} + std::strerror(-why));
        const completion got{cqe->user_data, cqe->res};
        io_uring_cqe_seen(&ring_, cqe);
        return got;
    }
    /// The results of tags 0 to count - 1, in whichever order they come.
    std::vector<int> take_all(std::size_t count,
                              const std::source_location& where = std::source_location::current()) {
        std::vector<int> results(count, 1);
        for (std::size_t i = 0; i < count; ++i) {
            const auto got = take(where);
            if (got.tag >= count || results[got.tag] != 1)
                fail(where, "completed twice, or never asked: " + std::to_string(got.tag));
            results[got.tag] = got.result;
        }
        return results;
    }
    /// One request, to its end: an errno.
    int ask(int fd, unsigned long request, const void* data, std::uint64_t pad = 0) {
        put(fd, request, data, 0, pad);
        submit(1);
        return -take().result;
    }

private:
    io_uring ring_{};
};

} // namespace test
