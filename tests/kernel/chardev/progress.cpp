// SPDX-License-Identifier: MIT
//
// How far `gangway read` and `gangway write` are: told to somebody at a terminal, again and again
// while there is more, and nothing of it is left behind; told to nobody else, and not in the middle
// of the content.
#include <chrono>
#include <thread>

#include <sys/ioctl.h>

#include "command.hpp"
#include "stream.hpp"

namespace {

using namespace std::chrono_literals;

const std::string gangway = test::folder() + "/gangway ";

/// A terminal, and a command that has it for standard error, and perhaps something for input.
class on_terminal {
public:
    explicit on_terminal(const std::string& line, int input = STDIN_FILENO)
        : child_{[&] {
            const int unlocked = 0;
            CHECK_OK(ioctl(terminal_, TIOCSPTLCK, &unlocked));
            const int end = CHECK_OK(ioctl(terminal_, TIOCGPTPEER, O_RDWR | O_NOCTTY));
            CHECK_OK(dup2(input, STDIN_FILENO));
            CHECK_OK(dup2(end, STDERR_FILENO));
            execl("/bin/sh", "sh", "-c", line.c_str(), nullptr);
            _exit(127);
        }} {}
    /// What comes next.
    std::string says() {
        test::await(terminal_, POLLIN);
        char said[200];
        const auto n = CHECK_OK(read(terminal_, said, sizeof said));
        return {said, static_cast<std::size_t>(n)};
    }
    /// All that is left when it has ended.
    std::string end() {
        child_.join();
        std::string all;
        char said[200];
        ssize_t n = 0;
        while ((n = read(terminal_, said, sizeof said)) > 0)
            all.append(said, static_cast<std::size_t>(n));
        CHECK_EQ(errno, EIO); // nobody has it open
        return all;
    }

private:
    test::file terminal_{"/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC};
    test::child child_;
};

constexpr auto* erased = "\r\033[K";

void once() {
    const auto expected = std::string{"\r6 bytes"} + erased;
    CHECK_EQ(on_terminal{"echo again | " + gangway + "write kept.content"}.end(), expected);
    CHECK_EQ(on_terminal{gangway + "read kept.content >/tmp/content"}.end(), expected);
    CHECK_EQ(test::read_file("/tmp/content"), std::string{"again\n"});
    CHECK_EQ(on_terminal{gangway + "read kept.content >&2"}.end(), std::string{"again\r\n"});
}

/// `put` has the command copy more. It speaks when it copies, but not more often than each 200 ms.
template <typename Put>
void again_and_again(on_terminal& command, Put put) {
    std::uint64_t before = 0;
    for (int i = 0; i < 3; ++i) {
        put();
        std::string said;
        while (!said.ends_with(" bytes"))
            said += command.says();
        std::printf("%s\n", said.substr(1).c_str());
        const auto now = std::stoull(said.substr(said.rfind('\r') + 1));
        CHECK(now > before);
        before = now;
        std::this_thread::sleep_for(300ms);
    }
}

void of_much() {
    const std::string some(60'000, 'm');
    int ends[2];
    CHECK_OK(pipe2(ends, O_CLOEXEC));
    on_terminal writer{gangway + "write filed.data", ends[0]};
    again_and_again(writer, [&] { test::put(ends[1], some); });
    CHECK_OK(close(ends[1]));
    CHECK(writer.end().ends_with(erased));
    CHECK_OK(close(ends[0]));

    const test::file piped{"/dev/gangway/piped", O_WRONLY};
    on_terminal reader{gangway + "read piped.pipe --bytes 9001 >/dev/null"};
    again_and_again(reader, [&] { test::put(piped, some.substr(0, 3000)); });
    test::put(piped, "m");
    CHECK(reader.end().ends_with(erased));
}

void to_nobody_else() {
    const auto written = test::run("head -c 180000 /dev/zero | " + gangway + "write filed.data");
    CHECK_EQ(written.status, 0);
    CHECK_EQ(written.err, std::string{});
    const auto got = test::run(gangway + "read filed.data");
    CHECK_EQ(got.status, 0);
    CHECK_EQ(got.out, std::string(180'000, '\0'));
    CHECK_EQ(got.err, std::string{});
}

} // namespace

int main() {
    const test::module streams{"streams"};
    once();
    of_much();
    to_nobody_else();
}
