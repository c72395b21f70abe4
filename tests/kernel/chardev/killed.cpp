// SPDX-License-Identifier: MIT
//
// Readers and writers killed inside a stream's handler and in front of it: the handler ends, the
// next is served, and nothing of what those killed had written or would have read is there or is
// missing.
#include <string>

#include "piped.gw.h"
#include "stream.hpp"

namespace {

void set_slow(bool on) {
    test::write_file("/sys/module/streams/parameters/slow", on ? "1" : "0");
}

struct peer {
    long sleeps_in;
    void (*run)(int fd);
};

void reads(int fd) {
    char byte = 0;
    (void)!read(fd, &byte, 1);
    test::fail(std::source_location::current(), "a read came back");
}

void writes(int fd) {
    (void)!write(fd, "lost\n", 5);
    test::fail(std::source_location::current(), "a write came back");
}

constexpr peer peers[] = {{SYS_read, reads}, {SYS_write, writes}};

void still_works(int fd) {
    test::put(fd, "kept\n");
    char text[16];
    CHECK_EQ(read(fd, text, sizeof text), 5);
    CHECK_EQ(std::string(text, 5), std::string{"kept\n"});
    test::file own{PIPED_NODE, O_RDWR | O_NONBLOCK};
    CHECK_ERRNO(read(own, text, sizeof text), EAGAIN);
}

void killed(int fd, const peer& in, const peer& behind, bool inner_first) {
    set_slow(true);
    const auto run = [](const peer& what) {
        return [&what] { what.run(test::file{PIPED_NODE, O_RDWR}); };
    };
    test::child inside{run(in)};
    inside.wait_until_in(in.sleeps_in);
    test::child in_front{run(behind)};
    in_front.wait_until_in(behind.sleeps_in);
    if (!inner_first)
        in_front.kill9();
    inside.kill9();
    if (inner_first)
        in_front.kill9();
    set_slow(false);
    still_works(fd);
}

} // namespace

int main() {
    const test::module streams{"streams"};
    const test::file fd{PIPED_NODE, O_RDWR};
    for (const auto& in : peers)
        for (const auto& behind : peers)
            for (const bool inner_first : {false, true})
                killed(fd, in, behind, inner_first);
}
