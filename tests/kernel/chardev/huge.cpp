// SPDX-License-Identifier: MIT
//
// A write of 1 GiB, of which a stream takes what it has room for, with no more memory for that than
// for any other: the guest has less. And 1 GiB through a stream, bit by
// bit, or as much of it as goes in good time.
#include <cstdio>
#include <sys/mman.h>
#include <thread>
#include <vector>

#include "filed.gw.h"
#include "framed.gw.h"
#include "kept.gw.h"
#include "piped.gw.h"
#include "stream.hpp"
#include "trying.hpp"

namespace {

constexpr std::size_t huge = 1UL << 30;
constexpr std::size_t module_room = 4096;
constexpr std::size_t filed_room = 200'000;

// Memory that is only read takes none.
const char* zeros() {
    void* const all =
        mmap(nullptr, huge, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    CHECK(all != MAP_FAILED);
    return static_cast<const char*>(all);
}

void are_short(const char* all) {
    const test::file kept{KEPT_NODE};
    CHECK_EQ(write(kept, all, huge), KEPT_STORE_CONTENT);
    CHECK_ERRNO(write(kept, all, huge), ENOSPC);
    CHECK_EQ(test::content(kept), std::string(KEPT_STORE_CONTENT, '\0'));
    const test::file filed{FILED_NODE};
    CHECK_EQ(write(filed, all, huge), filed_room);
    CHECK_ERRNO(write(filed, all, huge), ENOSPC);
    const test::file framed{FRAMED_NODE};
    CHECK_ERRNO(write(framed, all, huge), EMSGSIZE);
    const test::file piped{PIPED_NODE, O_RDWR | O_NONBLOCK};
    CHECK_EQ(write(piped, all, huge), module_room);
    CHECK_ERRNO(write(piped, all, huge), EAGAIN);
    std::vector<char> some(module_room);
    CHECK_EQ(read(piped, some.data(), some.size()), module_room);
}

void flow(const char* all, std::size_t most) {
    constexpr char last = 1;
    std::size_t taken = 0;
    std::jthread reader{[&taken] {
        const test::file own{PIPED_NODE};
        std::vector<char> some(1 << 16);
        std::size_t got = 0;
        do {
            got = static_cast<std::size_t>(CHECK_OK(read(own, some.data(), some.size())));
            taken += got;
        } while (some[got - 1] != last);
    }};
    const test::file fd{PIPED_NODE};
    std::size_t written = 0;
    for (const auto begin = test::now_ms();
         written < most && test::now_ms() - begin < test::trying_ms;)
        written += static_cast<std::size_t>(CHECK_OK(write(fd, all + written, most - written)));
    CHECK_EQ(write(fd, &last, 1), 1);
    reader.join();
    CHECK_EQ(taken, written + 1);
    std::printf("%zu MiB of %zu went through\n", written >> 20, most >> 20);
}

} // namespace

int main() {
    const test::module streams{"streams"};
    const char* const all = zeros();
    are_short(all);
    flow(all, test::many() ? huge : huge >> 8);
}
