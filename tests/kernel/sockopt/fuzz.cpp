// SPDX-License-Identifier: MIT
// Sample: 6.12-uml
//
// A million requests that nobody in his right mind makes: options, lengths and contents at random,
// from a seed that is printed. Each is served or refused, writes nowhere but into its buffer, and
// leaves the next good one its answer.
#include <array>
#include <random>

#include "all_types.gw.h"
#include "seed.hpp"
#include "sockopt.hpp"
#include "trying.hpp"

namespace {

// What takes a time, or a number of rounds, from its request.
constexpr unsigned takes_its_time[] = {ALL_TYPES_EMIT,   ALL_TYPES_STORM, ALL_TYPES_BOOM,
                                       ALL_TYPES_FILL,   ALL_TYPES_EMPTY, ALL_TYPES_SLOW,
                                       ALL_TYPES_TICKING};

constexpr std::size_t room = 512;
constexpr unsigned char guard = 0xa5;

class fuzzer {
public:
    explicit fuzzer(std::uint32_t seed)
        : random_{seed} {}

    void one() {
        const auto& by = sockets_[random_() % sockets_.size()];
        const int option = an_option(by);
        auto size = a_length();
        fill(size);
        const bool get = random_() % 2 == 0;
        const auto before = size;
        void* const at = random_() % 64 == 0 ? reinterpret_cast<void*>(random_() % 4096) : buffer_;
        const int result = get ? getsockopt(by.fd(), by.level(), option, at, &size)
                               : setsockopt(by.fd(), by.level(), option, at, size);
        if (result != 0 && !is_an_answer(errno))
            test::fail(__FILE__, __LINE__, std::strerror(errno));
        CHECK(size <= before);
        for (std::size_t i = room; i < sizeof buffer_; ++i)
            CHECK_EQ(buffer_[i], guard);
        ++(result == 0 ? served_ : refused_);
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

    [[nodiscard]] unsigned served() const noexcept { return served_; }
    [[nodiscard]] unsigned refused() const noexcept { return refused_; }

private:
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
    void fill(socklen_t size) {
        std::memset(buffer_, 0, room);
        std::memset(buffer_ + room, guard, sizeof buffer_ - room);
        const auto n = std::min<std::size_t>(size, room);
        for (auto left = random_() % 5; left != 0 && n != 0; --left)
            buffer_[random_() % n] = static_cast<unsigned char>(random_());
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
    unsigned char buffer_[room + 64] = {};
    unsigned served_ = 0;
    unsigned refused_ = 0;
};

} // namespace

int main() {
    const test::module all_types{"all_types"};
    fuzzer random{test::seed()};
    const auto begin = test::now_ms();
    for (unsigned i = 0; i < 1'000'000; ++i) {
        random.one();
        if (i % 1000 != 0)
            continue;
        random.good_one();
        if (test::now_ms() - begin > test::trying_ms)
            break;
    }
    std::printf("%u served, %u refused\n", random.served(), random.refused());
    CHECK(random.served() > 0 && random.refused() > 0);
}
