// SPDX-License-Identifier: MIT
// Carriers: io_uring
// Sample: 6.12-uml
//
// A million requests that nobody in his right mind makes, or what a slow machine can, but never
// less than a tenth of that: options, lengths and contents at random, from a seed that is printed.
// Each is served or refused, writes nowhere but into its buffer, and leaves the next good one its
// answer.
#include <array>
#include <random>

#include "all_types.gw.h"
#include "seed.hpp"
#include "sockopt.hpp"
#include "trying.hpp"
#include "uring.hpp"

namespace {

// What takes a time, or a number of rounds, from its request.
constexpr unsigned takes_its_time[] = {ALL_TYPES_EMIT,   ALL_TYPES_STORM, ALL_TYPES_BOOM,
                                       ALL_TYPES_FILL,   ALL_TYPES_EMPTY, ALL_TYPES_SLOW,
                                       ALL_TYPES_TICKING};

constexpr std::size_t room = 512;
constexpr unsigned char guard = 0xa5;

// It is system calls that take the time: with io_uring (Linux 6.7) one is enough for so many.
constexpr std::size_t sets_each = 64;
constexpr std::size_t gets_each = 8;   // of which each needs one
constexpr unsigned char uring_set = 3; // SOCKET_URING_OP_SETSOCKOPT, which liburing may not know

class fuzzer {
public:
    explicit fuzzer(std::uint32_t seed)
        : random_{seed} {
        const all_types_gw_level good{77};
        queue({sockets_[0].fd(), SOL_IP, sockets_[0].option(ALL_TYPES_LEVEL), &good, sizeof good});
        submit(1, [&](int error) {
            by_ring_ = error != EOPNOTSUPP;
            CHECK(!by_ring_ || error == 0);
        });
        std::printf("sets by %s\n", by_ring_ ? "io_uring" : "setsockopt");
    }

    void some() {
        for (auto& each : buffers_)
            set_one(each);
        if (by_ring_)
            submit(sets_each, [&](int error) { judge(error); });
        for (std::size_t i = 0; i < gets_each; ++i)
            get_one(buffers_[0]);
    }

    void good_one() {
        for (const auto& by : sockets_) {
            const all_types_gw_level level{static_cast<std::uint8_t>(10 + random_() % 190)};
            all_types_gw_level got{};
            CHECK_OK(by.set(ALL_TYPES_LEVEL, level));
            CHECK_OK(by.get(ALL_TYPES_LEVEL, got));
            CHECK_EQ(got.value, level.value);
        }
    }

    [[nodiscard]] unsigned tried() const noexcept { return served_ + refused_; }
    [[nodiscard]] unsigned served() const noexcept { return served_; }
    [[nodiscard]] unsigned refused() const noexcept { return refused_; }

private:
    using buffer = std::array<unsigned char, room + 64>; // and the guards behind it
    struct setting {
        int fd;
        int level;
        int option;
        const void* value;
        socklen_t size;
    };

    void set_one(buffer& at) {
        const auto& by = sockets_[random_() % sockets_.size()];
        setting one{by.fd(), by.level(), an_option(by), nullptr, a_length()};
        fill(at, one.size);
        one.value = a_place(at);
        if (by_ring_)
            return queue(one);
        const int result = setsockopt(one.fd, one.level, one.option, one.value, one.size);
        judge(result == 0 ? 0 : errno);
    }

    void get_one(buffer& at) {
        const auto& by = sockets_[random_() % sockets_.size()];
        const int option = an_option(by);
        auto size = a_length();
        fill(at, size);
        const auto before = size;
        const int result = getsockopt(by.fd(), by.level(), option, a_place(at), &size);
        judge(result == 0 ? 0 : errno);
        CHECK(size <= before);
        for (std::size_t i = room; i < at.size(); ++i)
            CHECK_EQ(at[i], guard);
    }

    void queue(const setting& one) {
        auto& sqe = ring_.entry(0);
        sqe.opcode = IORING_OP_URING_CMD;
        sqe.fd = one.fd;
        sqe.cmd_op = uring_set;
        const auto level = static_cast<std::uint32_t>(one.level);
        const auto option = static_cast<std::uint32_t>(one.option);
        sqe.addr = std::uint64_t{option} << 32 | level;
        sqe.file_index = one.size;
        const auto value = reinterpret_cast<std::uintptr_t>(one.value);
        std::memcpy(sqe.cmd, &value, sizeof value);
    }

    template <typename Done>
    void submit(unsigned count, Done done) {
        CHECK_EQ(io_uring_submit_and_wait(ring_.get(), count), static_cast<int>(count));
        for (; count != 0; --count) {
            io_uring_cqe* cqe = nullptr;
            CHECK_EQ(io_uring_peek_cqe(ring_.get(), &cqe), 0);
            done(-cqe->res);
            io_uring_cqe_seen(ring_.get(), cqe);
        }
    }

    void judge(int error) {
        if (error != 0 && !is_an_answer(error))
            test::fail(__FILE__, __LINE__, std::strerror(error));
        ++(error == 0 ? served_ : refused_);
    }

    void* a_place(buffer& at) {
        return random_() % 64 == 0 ? reinterpret_cast<void*>(random_() % 4096) : at.data();
    }

    int an_option(const test::options& by) {
        if (random_() % 16 == 0) // any of the range
            return GW_SOCKOPT_FIRST +
                   static_cast<int>(random_() % (GW_SOCKOPT_LAST + 1 - GW_SOCKOPT_FIRST));
        if (random_() % 16 == 0)
            return GW_SOCKOPT_FIND;
        const auto element = random_() % (ALL_TYPES_TOLD + 2);
        const bool leave = std::ranges::find(takes_its_time, element) != std::end(takes_its_time);
        return by.option(leave ? 0U : static_cast<unsigned>(element));
    }

    socklen_t a_length() {
        switch (random_() % 16) {
        case 0:
            return static_cast<socklen_t>(GW_SOCKOPT_MAX + 1 +
                                          random_() % (INT32_MAX - GW_SOCKOPT_MAX));
        case 1:
            return static_cast<socklen_t>(-static_cast<int>(random_() % 4096));
        case 2:
            return 0;
        default:
            return static_cast<socklen_t>(1 + random_() % room);
        }
    }

    // Zeros, and something at random among them: most of it would be refused at once.
    void fill(buffer& at, socklen_t size) {
        std::memset(at.data(), 0, room);
        std::memset(at.data() + room, guard, at.size() - room);
        const auto n = std::min<std::size_t>(size, room);
        for (auto left = random_() % 5; left != 0 && n != 0; --left)
            at[random_() % n] = static_cast<unsigned char>(random_());
    }

    static bool is_an_answer(int error) {
        constexpr int answers[] = {EFAULT, EINVAL, E2BIG, ERANGE,  ENOPROTOOPT, ENODEV,
                                   ENOENT, EBUSY,  EDOM,  ENODATA, EPROTO,      ENOMEM};
        return std::ranges::find(answers, error) != std::end(answers);
    }

    std::mt19937 random_;
    std::array<test::options, 3> sockets_{test::options{},
                                          test::options{"all_types", AF_INET, SOCK_STREAM},
                                          test::options{"all_types", AF_INET6}};
    test::uring ring_{sets_each};
    std::array<buffer, sets_each> buffers_{};
    bool by_ring_ = false;
    unsigned served_ = 0;
    unsigned refused_ = 0;
};

} // namespace

int main() {
    const test::module all_types{"all_types"};
    fuzzer random{test::seed()};
    const test::trying trying{1'000'000};
    do {
        for (int i = 0; i < 16; ++i)
            random.some();
        random.good_one();
    } while (trying.goes_on(random.tried()));
    trying.say(random.tried());
    std::printf("%u served, %u refused\n", random.served(), random.refused());
    CHECK(random.served() > 0 && random.refused() > 0);
}
