// SPDX-License-Identifier: MIT
// Carriers: ioctl ring
//
// No user can take all sessions, subscriptions or locked memory: by however many processes, one has
// as many as are left to others, and memory up to one limit. Root has what it wants.
#include <vector>

#include <sys/resource.h>

#include "careless.gw.h"
#include "ring.hpp"

namespace {

constexpr std::size_t sessions = 24; // as careless.yaml says
constexpr std::size_t subscribers = 8;

void become(unsigned user) {
    CHECK_OK(setgid(user));
    CHECK_OK(setuid(user));
}

int subscribe(int fd, std::uint32_t size) {
    gw_subscribe_ring wanted{};
    wanted.head.carrier = GW_CARRIER_ring;
    wanted.version = GW_RING_VERSION;
    wanted.head.events[0] = test::bit(CARELESS_MUMBLED);
    wanted.ring_size = size;
    return ioctl(fd, GW_RING_SUBSCRIBE, &wanted);
}

/// Opens files and subscribes with them until it is refused; how often that was so.
std::size_t take_sessions(std::vector<int>& taken) {
    for (int fd = 0; (fd = open(CARELESS_NODE, O_RDWR | O_CLOEXEC)) >= 0;)
        taken.push_back(fd);
    CHECK_EQ(errno, EUSERS);
    return taken.size();
}

std::size_t take_subscriptions(const std::vector<int>& with) {
    std::size_t n = 0;
    while (n < with.size() && subscribe(with[n], 4096) == 0)
        ++n;
    CHECK(n == with.size() || errno == EUSERS);
    return n;
}

/// A process of that user, which takes what it gets and keeps it.
class taker {
public:
    explicit taker(unsigned user)
        : child_{[this, user] {
            if (user != 0)
                become(user);
            std::vector<int> taken;
            took_.pass(take_sessions(taken));
            took_.pass(take_subscriptions(taken));
            end_.take();
        }}
        , sessions_{took_.take()}
        , subscriptions_{took_.take()} {}
    taker(const taker&) = delete;
    taker& operator=(const taker&) = delete;
    ~taker() {
        end_.pass();
        child_.join();
    }
    [[nodiscard]] std::size_t sessions() const { return sessions_; }
    [[nodiscard]] std::size_t subscriptions() const { return subscriptions_; }

private:
    test::baton took_;
    test::baton end_;
    test::child child_;
    std::size_t sessions_;
    std::size_t subscriptions_;
};

void shares() {
    const taker first{1001};
    CHECK_EQ(first.sessions(), sessions / 2);
    CHECK_EQ(first.subscriptions(), subscribers / 2);
    const taker again{1001}; // another process is no other user
    CHECK_EQ(again.sessions(), 0U);
    const taker second{1002};
    CHECK_EQ(second.sessions(), sessions / 4);
    CHECK_EQ(second.subscriptions(), subscribers / 4);
    const taker root{0};
    CHECK_EQ(root.sessions(), sessions / 4);
    CHECK_EQ(root.subscriptions(), subscribers / 4);
}

/// What a process may lock is what its user may: others that are alive have used it up.
void memory() {
    test::baton locked;
    test::baton end;
    // One subscription of four pages for each CPU, and a page before each and before all; not two.
    const auto cpus = static_cast<rlim_t>(CHECK_OK(sysconf(_SC_NPROCESSORS_ONLN)));
    const rlim_t enough = (5 * cpus + 1) * 4096 * 3 / 2;
    const rlimit little{enough, enough};
    test::child one{[&] {
        CHECK_OK(setrlimit(RLIMIT_MEMLOCK, &little));
        become(1003);
        const test::file fd{CARELESS_NODE};
        CHECK_OK(subscribe(fd, 16384));
        locked.pass();
        end.take();
    }};
    locked.take();
    const auto try_in = [&](unsigned user, int error) {
        test::child other{[&] {
            CHECK_OK(setrlimit(RLIMIT_MEMLOCK, &little));
            if (user != 0)
                become(user);
            const test::file fd{CARELESS_NODE};
            CHECK_ERRNO(subscribe(fd, 16384), error);
        }};
        other.join();
    };
    try_in(1003, ENOMEM);
    try_in(1004, 0);
    try_in(0, 0); // with CAP_IPC_LOCK
    end.pass();
    one.join();
    try_in(1003, 0);
}

} // namespace

int main() {
    const test::module careless{"careless"};
    shares();
    memory();
}
