// SPDX-License-Identifier: MIT
//
// io_uring: ioctl's requests, submitted to a ring of the client. Whoever looks at the ring takes
// out all completions, and tells those that others wait for.
#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <mutex>
#include <vector>

#include <liburing.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "carrier.hpp"
#include "client/limit.hpp"
#include "client/timespec.hpp"

namespace gangway::carriers {

namespace {

constexpr unsigned entries = 64; // of the submission queue, which is never left full
constexpr unsigned workers = 64; // who may sleep in handlers at the same time
constexpr std::size_t spare_bells = 16;

/// A request, while it is the kernel's or somebody waits for it.
struct ticket {
    std::vector<std::byte> buffer;
    std::size_t reply = 0;
    int error = 0;
    std::atomic<bool> done = false;
    raw::descriptor bell;           // readable once it is done, if anybody listens
    unsigned listeners = 0;         // who sleep, or have its descriptor
    std::atomic<bool> rung = false; // and not hushed
    std::shared_ptr<ticket> self;   // while the kernel has it

    void ring() noexcept {
        const std::uint64_t one = 1;
        [[maybe_unused]] const auto written = write(bell.get(), &one, sizeof(one));
        rung = true; // not before: hush() would find nothing, and not look again
    }
    /// Forgets that the bell was rung.
    void hush() noexcept {
        std::uint64_t times = 0;
        if (rung.exchange(false)) [[maybe_unused]]
            // NOLINTNEXTLINE(*BlockInCriticalSection): nor does this block
            const auto n = ::read(bell.get(), &times, sizeof(times));
    }
};

class ring {
public:
    ring() = default;
    ring(const ring&) = delete;
    ring& operator=(const ring&) = delete;
    ~ring();

    int open(); ///< 0 or an errno
    int submit(const raw::command& what, const std::shared_ptr<ticket>& of);
    void cancel(const ticket& which) noexcept;
    void reap() noexcept;      ///< all that is completed
    int listen(ticket& which); ///< gives it a bell; 0 or an errno
    void unlisten(ticket& which) noexcept;
    void give_back(ticket& which) noexcept; ///< its bell, which nobody listens to any more
    [[nodiscard]] int native_handle() const noexcept { return ring_.ring_fd; }

private:
    void reap_locked() noexcept;
    int push(io_uring_sqe& sqe) noexcept;

    std::mutex lock_;
    io_uring ring_{};
    std::vector<raw::descriptor> spare_; // bells that are silent: a new one costs more than a call
    bool open_ = false;
    std::size_t flying_ = 0;
};

int ring::open() {
    spare_.reserve(spare_bells);
    const int why = -io_uring_queue_init(entries, &ring_, 0);
    open_ = why == 0;
    if (open_) { // else there are as many as the kernel thinks right
        std::array<unsigned, 2> most{workers, 0};
        io_uring_register_iowq_max_workers(&ring_, most.data());
    }
    return why;
}

int ring::push(io_uring_sqe& sqe) noexcept {
    int sent = 0;
    do
        sent = io_uring_submit(&ring_);
    while (sent == -EINTR);
    if (sent >= 1)
        return 0;
    io_uring_prep_nop(&sqe); // it stays in the queue, until the next is submitted
    io_uring_sqe_set_data(&sqe, nullptr);
    return sent == 0 ? EAGAIN : -sent;
}

int ring::submit(const raw::command& what, const std::shared_ptr<ticket>& of) {
    const std::lock_guard guard{lock_};
    reap_locked();
    auto* const sqe = io_uring_get_sqe(&ring_);
    if (sqe == nullptr)
        return EAGAIN;
    raw::fill(*sqe, what, of->buffer.data());
    io_uring_sqe_set_data(sqe, of.get());
    const int why = push(*sqe);
    if (why == 0) {
        of->self = of;
        ++flying_;
    }
    return why;
}

void ring::cancel(const ticket& which) noexcept {
    const std::lock_guard guard{lock_};
    reap_locked();
    auto* const sqe = which.done ? nullptr : io_uring_get_sqe(&ring_);
    if (sqe == nullptr)
        return;
    io_uring_prep_cancel(sqe, const_cast<ticket*>(&which), 0);
    io_uring_sqe_set_data(sqe, nullptr);
    push(*sqe);
}

void ring::reap() noexcept {
    const std::lock_guard guard{lock_};
    reap_locked();
}

void ring::reap_locked() noexcept {
    io_uring_cqe* cqe = nullptr;
    while (io_uring_peek_cqe(&ring_, &cqe) == 0) {
        auto* const of = static_cast<ticket*>(io_uring_cqe_get_data(cqe));
        const int result = cqe->res;
        io_uring_cqe_seen(&ring_, cqe);
        if (of == nullptr)
            continue;
        --flying_;
        of->error = result < 0 ? -result : 0;
        of->done = true;
        if (of->listeners != 0)
            of->ring();
        of->self.reset(); // perhaps its end
    }
}

int ring::listen(ticket& which) {
    const std::lock_guard guard{lock_};
    if (!which.bell && !spare_.empty()) {
        which.bell = std::move(spare_.back());
        spare_.pop_back();
    } else if (!which.bell) {
        which.bell = raw::descriptor{eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
    }
    if (!which.bell)
        return errno;
    ++which.listeners;
    if (which.done)
        which.ring();
    return 0;
}

void ring::unlisten(ticket& which) noexcept {
    const std::lock_guard guard{lock_};
    --which.listeners;
}

void ring::give_back(ticket& which) noexcept {
    const std::lock_guard guard{lock_};
    if (!which.bell || which.listeners != 0 || spare_.size() == spare_.capacity())
        return;
    which.hush();
    spare_.push_back(std::move(which.bell));
}

// The kernel still writes into the buffers of what is on its way.
ring::~ring() {
    if (!open_)
        return;
    reap_locked();
    if (auto* const sqe = flying_ != 0 ? io_uring_get_sqe(&ring_) : nullptr; sqe != nullptr) {
        io_uring_prep_cancel(sqe, nullptr, IORING_ASYNC_CANCEL_ANY);
        io_uring_sqe_set_data(sqe, nullptr);
        push(*sqe);
    }
    while (flying_ != 0) {
        io_uring_cqe* cqe = nullptr;
        if (const int why = io_uring_wait_cqe(&ring_, &cqe); why != 0 && why != -EINTR)
            return; // better not freed than written to
        reap_locked();
    }
    io_uring_queue_exit(&ring_);
}

class submitted final : public flight {
public:
    submitted(std::shared_ptr<ring> by, std::shared_ptr<ticket> what) noexcept
        : by_{std::move(by)}
        , what_{std::move(what)} {}
    ~submitted() override {
        if (!what_->done)
            by_->cancel(*what_);
        else
            by_->give_back(*what_);
    }
    submitted(const submitted&) = delete;
    submitted& operator=(const submitted&) = delete;

    bool done() override {
        if (!what_->done)
            by_->reap();
        return what_->done;
    }
    [[nodiscard]] int error() const noexcept override { return what_->error; }
    [[nodiscard]] std::span<const std::byte> reply() const noexcept override {
        return std::span{what_->buffer}.first(what_->reply);
    }
    void cancel() noexcept override { by_->cancel(*what_); }

    int await(deadline until, const std::stop_token& stop) override;
    int native_handle() override;

private:
    /// Until it is done. 0 or an errno.
    int sleep(const deadline& until, const std::stop_token& stop);

    std::shared_ptr<ring> by_;
    std::shared_ptr<ticket> what_;
    raw::descriptor ready_; // readable when the ring or the bell is
};

int submitted::await(deadline until, const std::stop_token& stop) {
    if (done())
        return 0;
    if (const int why = by_->listen(*what_); why != 0)
        return why;
    const int why = sleep(until, stop);
    by_->unlisten(*what_);
    return why;
}

int submitted::sleep(const deadline& until, const std::stop_token& stop) {
    const std::stop_callback wake{stop, [this] { what_->ring(); }};
    while (!done()) {
        if (stop.stop_requested()) {
            what_->hush();
            return ECANCELED;
        }
        if (until.passed())
            return ETIMEDOUT;
        std::array<pollfd, 2> fds{{{.fd = by_->native_handle(), .events = POLLIN, .revents = 0},
                                   {.fd = what_->bell.get(), .events = POLLIN, .revents = 0}}};
        const auto left = until.left();
        const auto timeout = to_timespec(left.value_or(deadline::clock::duration{}));
        if (ppoll(fds.data(), fds.size(), left ? &timeout : nullptr, nullptr) < 0)
            return errno;
        if (fds[1].revents != 0 && !what_->done)
            what_->hush(); // rung by the stop of an earlier wait
    }
    return 0;
}

int submitted::native_handle() {
    if (ready_ || by_->listen(*what_) != 0)
        return ready_.get();
    raw::descriptor both{epoll_create1(EPOLL_CLOEXEC)};
    epoll_event in{.events = EPOLLIN, .data = {}};
    for (const int fd : {by_->native_handle(), what_->bell.get()})
        if (epoll_ctl(both.get(), EPOLL_CTL_ADD, fd, &in) != 0)
            return -1;
    ready_ = std::move(both);
    return ready_.get();
}

class io_uring_carrier final : public carrier {
public:
    io_uring_carrier(std::shared_ptr<const raw::session> session, std::shared_ptr<ring> by) noexcept
        : session_{std::move(session)}
        , ring_{std::move(by)} {}

    [[nodiscard]] result<void> get(const dynamic::element& what,
                                   std::span<std::byte> value) const override {
        return ask(what, _IOC_READ, {}, value);
    }
    [[nodiscard]] result<void> set(const dynamic::element& what,
                                   std::span<const std::byte> value) const override {
        return ask(what, _IOC_WRITE, value, {});
    }
    [[nodiscard]] result<void> call(const dynamic::element& what,
                                    std::span<const std::byte> request,
                                    std::span<std::byte> reply) const override {
        const bool empty = request.empty() && reply.empty();
        return ask(what, empty ? _IOC_NONE : _IOC_READ | _IOC_WRITE, request, reply);
    }

    [[nodiscard]] int submit_handle() const noexcept override { return session_->native_handle(); }
    [[nodiscard]] result<std::unique_ptr<flight>> submit(unsigned number, unsigned direction,
                                                         std::span<const std::byte> request,
                                                         std::size_t reply) const override {
        auto of = std::make_shared<ticket>();
        of->buffer.resize(std::max(request.size(), reply));
        std::copy(request.begin(), request.end(), of->buffer.begin()); // ranges::copy is slower
        of->reply = reply;
        const raw::command what{.fd = session_->native_handle(),
                                .direction = direction,
                                .number = number,
                                .size = of->buffer.size()};
        if (of->buffer.size() > _IOC_SIZEMASK)
            return errno_error(EINVAL, "io_uring");
        if (const int why = ring_->submit(what, of); why != 0)
            return errno_error(why, "io_uring_enter");
        return std::unique_ptr<flight>{std::make_unique<submitted>(ring_, std::move(of))};
    }

private:
    // Submits it, and waits. A signal cancels it.
    result<void> ask(const dynamic::element& what, unsigned direction,
                     std::span<const std::byte> request, std::span<std::byte> reply) const {
        auto sent = submit(what.number, direction, request, reply.size());
        if (!sent)
            return std::move(sent).error();
        auto& on_its_way = **sent;
        bool interrupted = false;
        int why = on_its_way.await(deadline::never(), {});
        for (; why == EINTR; why = on_its_way.await(deadline::never(), {})) {
            interrupted = true;
            on_its_way.cancel(); // it may have been done
        }
        if (why == 0)
            why = on_its_way.error();
        if (interrupted && why == ECANCELED) // no worker had begun it
            why = EINTR;
        if (why != 0)
            return errno_error(why, "io_uring");
        const auto came = on_its_way.reply();
        std::copy(came.begin(), came.end(), reply.begin());
        return {};
    }

    std::shared_ptr<const raw::session> session_;
    std::shared_ptr<ring> ring_;
};

} // namespace

result<std::unique_ptr<carrier>> open_io_uring(const endpoint& at) {
    if (!at.session)
        return errno_error(at.refused, "open");
    auto by = std::make_shared<ring>();
    if (const int why = by->open(); why != 0)
        return errno_error(why, "io_uring_setup");
    return std::unique_ptr<carrier>{std::make_unique<io_uring_carrier>(at.session, std::move(by))};
}

} // namespace gangway::carriers
