// SPDX-License-Identifier: MIT
//
// A stream without positions, whose module has nothing to read now and then, or no room: who waits
// is woken, O_NONBLOCK does not wait, a signal ends it, a large write is taken bit by bit, nothing
// is read twice, and unloading ends all waits.
#include <csignal>
#include <string>
#include <vector>

#include "piped.gw.h"
#include "stream.hpp"

namespace {

constexpr std::size_t room = 4096; // in the module

void has_no_positions(int fd) {
    char byte = 0;
    CHECK_ERRNO(lseek(fd, 0, SEEK_SET), ESPIPE);
    CHECK_ERRNO(pread(fd, &byte, 1, 0), ESPIPE);
    CHECK_ERRNO(pwrite(fd, &byte, 1, 0), ESPIPE);
    gw_stream_size size{PIPED_PIPE, 0, 0};
    CHECK_ERRNO(ioctl(fd, GW_IOC_STREAM_SIZE, &size), EOPNOTSUPP);
    CHECK_ERRNO(test::truncate_stream(fd, PIPED_PIPE, 0), EOPNOTSUPP);
}

short ready(int fd) {
    pollfd now{fd, POLLIN | POLLOUT, 0};
    CHECK_OK(poll(&now, 1, 0));
    return now.revents;
}

void does_not_wait() {
    const test::file fd{PIPED_NODE, O_RDWR | O_NONBLOCK};
    char byte = 0;
    CHECK_ERRNO(read(fd, &byte, 1), EAGAIN);
    CHECK_EQ(ready(fd), POLLOUT);
    test::put(fd, "abc");
    CHECK_EQ(ready(fd), POLLIN | POLLOUT);
    const std::string much(room, 'x');
    CHECK_EQ(write(fd, much.data(), much.size()), room - 3); // what there is room for
    CHECK_ERRNO(write(fd, "y", 1), EAGAIN);
    CHECK_EQ(ready(fd), POLLIN);
    std::vector<char> all(2 * room);
    CHECK_EQ(read(fd, all.data(), all.size()), room);
    CHECK_EQ(std::string(all.data(), 4), std::string{"abcx"});
    CHECK_ERRNO(read(fd, &byte, 1), EAGAIN);
    CHECK_EQ(ready(fd), POLLOUT);
}

void is_woken() {
    const test::file fd{PIPED_NODE};
    test::child reader{[&] {
        const test::file own{PIPED_NODE};
        char text[8];
        CHECK_EQ(read(own, text, sizeof text), 5);
        CHECK_EQ(std::string(text, 5), std::string{"hello"});
    }};
    reader.wait_until_in(SYS_read);
    test::put(fd, "hello");
    reader.join();

    test::child poller{[&] {
        const test::file own{PIPED_NODE, O_RDWR | O_NONBLOCK};
        char byte = 0;
        CHECK_ERRNO(read(own, &byte, 1), EAGAIN);
        CHECK_EQ(test::await(own, POLLIN), POLLIN);
        CHECK_EQ(read(own, &byte, 1), 1);
    }};
    poller.wait_until_in(SYS_poll);
    test::put(fd, "!");
    poller.join();
}

/// What tells bytes apart, in whichever order they are added up: a number for each value.
std::uint64_t sum_of(std::string_view bytes) {
    std::uint64_t sum = 0;
    for (const char byte : bytes)
        sum += 1 +
               static_cast<unsigned char>(byte) * std::uint64_t{0x9e3779b97f4a7c15} % 0x100000001b3;
    return sum;
}

/// Two readers and a writer of much: each byte is read by one of them.
void no_byte_is_read_twice() {
    constexpr std::size_t total = 1 << 20;
    test::baton sums;
    const auto take_until_none = [&] {
        const test::file own{PIPED_NODE};
        std::uint64_t sum = 0;
        char buffer[1000];
        for (;;) {
            const auto n = CHECK_OK(read(own, buffer, 1 + sum % sizeof buffer));
            if (n == 0)
                break;
            sum += sum_of({buffer, static_cast<std::size_t>(n)});
        }
        sums.pass(sum);
    };
    test::child one{take_until_none};
    test::child two{take_until_none};
    const test::file fd{PIPED_NODE};
    std::string text(total, 0);
    for (std::size_t i = 0; i < total; ++i)
        text[i] = static_cast<char>(i * 2654435761U >> 13);
    for (std::size_t written = 0; written < total;) // each is short: of what there was room for
        written += static_cast<std::size_t>(CHECK_OK(write(fd, &text[written], total - written)));
    CHECK_OK(ioctl(fd, PIPED_IOC_FINISH));
    CHECK_EQ(sums.take() + sums.take(), sum_of(text));
    one.join();
    two.join();
}

void is_interrupted() {
    for (const bool restarts : {false, true}) {
        test::child reader{[&] {
            struct sigaction action{};
            action.sa_handler = [](int) {};
            action.sa_flags = restarts ? SA_RESTART : 0;
            CHECK_OK(sigaction(SIGUSR1, &action, nullptr));
            const test::file own{PIPED_NODE};
            char byte = 0;
            if (restarts)
                CHECK_EQ(read(own, &byte, 1), 1);
            else
                CHECK_ERRNO(read(own, &byte, 1), EINTR);
        }};
        reader.wait_until_in(SYS_read);
        CHECK_OK(kill(reader.pid(), SIGUSR1));
        if (restarts) {
            const test::file fd{PIPED_NODE};
            test::put(fd, "r");
        }
        reader.join();
    }
}

/// All that there is now, and no more.
std::string taken() {
    const test::file fd{PIPED_NODE, O_RDWR | O_NONBLOCK};
    std::vector<char> all(2 * room);
    const auto n = read(fd, all.data(), all.size());
    CHECK(n > 0);
    char byte = 0;
    CHECK_ERRNO(read(fd, &byte, 1), EAGAIN);
    return {all.data(), static_cast<std::size_t>(n)};
}

/// A reader that waits takes nothing along; of a writer, what was taken from it stays, whether it
/// was at work or waited for room. Who comes next is served.
void can_be_killed() {
    test::child reader{[] {
        const test::file own{PIPED_NODE};
        char byte = 0;
        [[maybe_unused]] const auto n = read(own, &byte, 1);
    }};
    reader.wait_until_in(SYS_read);
    reader.kill9();
    const test::file fd{PIPED_NODE};
    test::put(fd, "for the next");
    CHECK_EQ(taken(), std::string{"for the next"});

    test::baton between;
    test::child idle{[&] {
        const test::file own{PIPED_NODE};
        test::put(own, "begun");
        between.pass();
        pause();
    }};
    between.take();
    idle.kill9();
    CHECK_EQ(taken(), std::string{"begun"});

    test::child writer{[&] {
        const test::file own{PIPED_NODE};
        const std::string much(room, 'x');
        test::put(own, much);
        between.pass();
        test::put(own, "never taken");
    }};
    between.take();
    writer.wait_until_in(SYS_write);
    writer.kill9();
    CHECK_EQ(taken(), std::string(room, 'x'));
    test::put(fd, "next");
    CHECK_EQ(taken(), std::string{"next"});
}

void ends() {
    const test::file fd{PIPED_NODE};
    test::put(fd, "last");
    CHECK_OK(ioctl(fd, PIPED_IOC_FINISH));
    char text[8];
    CHECK_EQ(read(fd, text, sizeof text), 4);
    CHECK_EQ(read(fd, text, sizeof text), 0);
    CHECK_EQ(read(fd, text, sizeof text), 0);
    CHECK_ERRNO(write(fd, "x", 1), EPIPE);
}

void is_unloaded() {
    test::module streams{"streams"};
    test::child reader{[] {
        const test::file own{PIPED_NODE};
        char byte = 0;
        CHECK_ERRNO(read(own, &byte, 1), ENODEV);
        CHECK_ERRNO(read(own, &byte, 1), ENODEV);
        CHECK_ERRNO(write(own, &byte, 1), ENODEV);
    }};
    test::child poller{[] {
        const test::file own{PIPED_NODE, O_RDWR | O_NONBLOCK};
        char byte = 0;
        CHECK_ERRNO(read(own, &byte, 1), EAGAIN);
        CHECK((test::await(own, POLLIN) & POLLHUP) != 0);
    }};
    reader.wait_until_in(SYS_read);
    poller.wait_until_in(SYS_poll);
    streams.unload();
    reader.join();
    poller.join();
}

} // namespace

int main() {
    {
        const test::module streams{"streams"};
        const test::file fd{PIPED_NODE};
        has_no_positions(fd);
        does_not_wait();
        is_woken();
        is_interrupted();
        can_be_killed();
        ends();
    }
    {
        const test::module streams{"streams"};
        no_byte_is_read_twice();
    }
    is_unloaded();
}
