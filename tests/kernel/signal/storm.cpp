// SPDX-License-Identifier: MIT
//
// A million beats to a thread that takes none until the end, and as many to one that is slow: sent
// = received + lost, to the last one, by what the signals and the counters tell. Nobody waits for
// it.
#include "signal.hpp"

namespace {

const int mine = SIGRTMIN + 3;

/// What one thread has had.
class account {
public:
    account(int fd, const sigset_t& set)
        : fd_{fd}
        , set_{set} {}

    void take_one(const siginfo_t& info) {
        const auto more = (GW_SIGNAL_LOST(info.si_errno) - lost_) & GW_SIGNAL_LOST_MASK;
        CHECK_EQ(GW_SIGNAL_EVENT(info.si_errno), ALL_TYPES_BEAT);
        if (before_) {
            const auto step = static_cast<std::uint64_t>(info.si_int - *before_);
            CHECK(step >= 1);
            // What the kernel's queue has dropped is told after what was sent before it was
            // noticed.
            CHECK(!in_place_ || step == 1 + more);
        }
        before_ = info.si_int;
        lost_ += more;
        ++received_;
    }
    /// Those that are pending; none is sent meanwhile.
    void take_all() {
        for (auto info = test::pending(set_); info; info = test::pending(set_))
            take_one(*info);
    }
    /// From now on so little is sent that each loss is told where it happened.
    void expect_losses_in_place() { in_place_ = true; }
    void settle(std::uint64_t sent) {
        const auto counted = test::counted(fd_);
        take_all();
        CHECK_EQ(counted.used, sent);
        CHECK_EQ(counted.lost + received_, sent);
        CHECK(lost_ <= counted.lost);
        pollfd now{fd_, POLLIN, 0};
        CHECK_EQ(poll(&now, 1, 0), 0); // nothing is untold
        std::printf("sent %lu = received %lu + lost %llu\n", sent, received_, counted.lost);
    }
    [[nodiscard]] std::uint64_t received() const { return received_; }

private:
    int fd_;
    sigset_t set_;
    std::optional<int> before_;
    bool in_place_ = false;
    std::uint64_t received_ = 0;
    std::uint64_t lost_ = 0;
};

constexpr std::uint32_t million = 1'000'000;

void to_one_that_is_stopped() {
    const test::file fd{ALL_TYPES_NODE};
    const auto set = test::block(mine);
    CHECK_OK(test::register_thread(fd, mine));
    account all{fd, set};
    test::beat(fd, million);
    CHECK_EQ(test::await(fd, POLLIN), POLLIN); // there is a loss
    all.settle(million);
    CHECK(all.received() > 0 && all.received() <= 100);
    test::beat(fd, 1);
    all.settle(million + 1);
    all.expect_losses_in_place();
    for (std::uint32_t i = 1; i <= 3; ++i) {
        test::beat(fd, 500);
        all.settle(million + 1 + 500 * i);
    }
}

/// Takes some now and then, while another process has them sent.
void to_one_that_is_slow() {
    const test::file fd{ALL_TYPES_NODE};
    const auto set = test::block(mine);
    CHECK_OK(test::register_thread(fd, mine));
    account all{fd, set};
    test::child sender{[] {
        const test::file own{ALL_TYPES_NODE};
        test::beat(own, million);
    }};
    for (std::uint64_t used = 0; used < million;) {
        const auto before = used;
        CHECK(test::eventually([&] { // unless the sender has died
            for (int i = 0; i < 30; ++i)
                if (const auto info = test::pending(set))
                    all.take_one(*info);
            used = test::counted(fd).used;
            return used != before;
        }));
    }
    sender.join();
    all.settle(million);
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    test::limit_pending(100);
    test::run_on(0); // so that the numbers are one sequence
    to_one_that_is_stopped();
    to_one_that_is_slow();
}
