// SPDX-License-Identifier: MIT
// Sample: 6.12-uml
//
// 100000 random operations of two clients on a stream that Gangway keeps, and on one that a module
// has handlers for, beside a string that does the same. GANGWAY_TEST_SEED repeats a run: the same
// seed makes the same operations, with the same results, and another seed others.
#include <random>
#include <sys/mman.h>

#include "filed.gw.h"
#include "kept.gw.h"
#include "seed.hpp"
#include "stream.hpp"

namespace {

struct stream {
    const char* node;
    unsigned element;
    std::size_t most; // bytes
    bool mapped;
};

constexpr stream streams[] = {{KEPT_NODE, KEPT_CONTENT, KEPT_STORE_CONTENT, true},
                              {FILED_NODE, FILED_DATA, 200'000, false}};

/// One that opened it, and where it is.
struct client {
    test::file fd;
    std::size_t position = 0;
};

class run {
public:
    run(const stream& of, std::uint64_t seed)
        : of_{of}
        , random_{seed}
        , clients_{client{test::file{of.node}}, client{test::file{of.node}}} {
        CHECK_OK(test::truncate_stream(clients_[0].fd, of.element, 0));
        if (!of.mapped)
            return;
        void* const made =
            mmap(nullptr, of.most, PROT_READ | PROT_WRITE, MAP_SHARED, clients_[0].fd, 0);
        CHECK(made != MAP_FAILED);
        mapped_ = static_cast<char*>(made);
    }

    void step() {
        auto& by = clients_[below(2)];
        switch (below(of_.mapped ? 8 : 7)) {
        case 0:
        case 1:
            return read_some(by, by.position, false);
        case 2:
            return read_some(by, below(of_.most + 100), true);
        case 3:
            return write_some(by, by.position, false);
        case 4:
            return write_some(by, below(of_.most + 100), true);
        case 5:
            return seek(by);
        case 6:
            return truncate(by);
        default:
            return store();
        }
    }

    /// Gives a number made of all that was done, and what came of it.
    std::uint64_t finish() {
        const auto now = test::content(clients_[0].fd);
        CHECK_EQ(now, model_);
        note(std::hash<std::string>{}(now));
        return digest_;
    }

private:
    std::size_t below(std::size_t n) {
        const auto chosen = random_() % n;
        note(chosen);
        return chosen;
    }
    void note(std::uint64_t what) { digest_ = (digest_ ^ what) * 0x100000001b3; } // FNV-1a
    /// Mostly small.
    std::size_t some() { return below(4) == 0 ? below(of_.most + 100) : below(300); }

    void read_some(client& by, std::size_t at, bool placed) {
        std::string got(some(), '?');
        const auto n = placed ? pread(by.fd, got.data(), got.size(), static_cast<off_t>(at))
                              : read(by.fd, got.data(), got.size());
        const auto expected = at < model_.size() ? model_.substr(at, got.size()) : std::string{};
        CHECK_EQ(n, expected.size());
        got.resize(expected.size());
        CHECK_EQ(got, expected);
        note(std::hash<std::string>{}(got));
        if (!placed)
            by.position += expected.size();
    }

    void write_some(client& by, std::size_t at, bool placed) {
        std::string text(some(), static_cast<char>('a' + below(26)));
        errno = 0;
        const auto n = placed ? pwrite(by.fd, text.data(), text.size(), static_cast<off_t>(at))
                              : write(by.fd, text.data(), text.size());
        note(static_cast<std::uint64_t>(n));
        if (text.empty()) {
            CHECK_EQ(n, 0);
            return;
        }
        if (at >= of_.most) {
            CHECK_EQ(n, -1);
            CHECK_EQ(errno, ENOSPC);
            return;
        }
        text.resize(std::min(text.size(), of_.most - at));
        CHECK_EQ(n, text.size());
        if (model_.size() < at + text.size())
            model_.resize(at + text.size(), '\0');
        model_.replace(at, text.size(), text);
        if (!placed)
            by.position += text.size();
    }

    void seek(client& by) {
        const bool from_end = below(2) == 0;
        const auto to = from_end ? below(model_.size() + 1) : below(of_.most + 1);
        const auto expected = from_end ? model_.size() - to : to;
        CHECK_EQ(lseek(by.fd, from_end ? -static_cast<off_t>(to) : static_cast<off_t>(to),
                       from_end ? SEEK_END : SEEK_SET),
                 expected);
        by.position = expected;
    }

    void truncate(client& by) {
        const auto to = some();
        const int result = test::truncate_stream(by.fd, of_.element, to);
        CHECK_EQ(result, to > of_.most ? -1 : 0);
        if (result == 0)
            model_.resize(to, '\0');
        CHECK_EQ(test::stream_size(by.fd, of_.element), model_.size());
    }

    /// By way of the mapping, also past the end, where it has no effect.
    void store() {
        const auto at = below(of_.most);
        const auto value = static_cast<char>('A' + below(26));
        mapped_[at] = value;
        if (at < model_.size())
            model_[at] = value;
        const auto look = below(of_.most);
        if (look < model_.size())
            CHECK(mapped_[look] == model_[look]);
    }

    stream of_;
    std::mt19937_64 random_;
    client clients_[2];
    volatile char* mapped_ = nullptr;
    std::string model_;
    std::uint64_t digest_ = 0xcbf29ce484222325;
};

std::uint64_t operate(const stream& on, std::uint64_t seed, int steps) {
    run one{on, seed};
    for (int i = 0; i < steps; ++i)
        one.step();
    return one.finish();
}

} // namespace

int main() {
    const auto seed = test::seed();
    const test::module loaded{"streams"};
    const bool uml = test::origins() == 3;
    const int steps = test::many() || uml ? 100'000 : 10'000;
    for (const auto& each : streams) {
        operate(each, seed, steps);
        const auto digest = operate(each, seed, steps / 20);
        std::printf("%s: %d operations; of the first %d %016lx\n", each.node, steps, steps / 20,
                    digest);
        CHECK_EQ(operate(each, seed, steps / 20), digest);
        CHECK(operate(each, seed + 1, steps / 20) != digest);
    }
}
