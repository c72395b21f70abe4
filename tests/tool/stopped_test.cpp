// SPDX-License-Identifier: MIT
//
// Copying a stream when SIGTERM comes: the exit status that the manual promises. A pipe stands for
// the node; the command is run by a process of its own, as the signal is its end.
#include <csignal>
#include <cstdlib>
#include <string>
#include <thread>

#include <sys/stat.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "../library/fake_module.hpp"
#include "command_line.hpp"

namespace gangway::tool {
namespace {

constexpr auto described = R"({"gangway":1,"interface":"pipe","elements":[
    {"name":"bytes","kind":"stream","number":1,"via":["chardev"],"access":"rw","frames":"none"}]})";

class stopped : public testing::Test {
protected:
    stopped() {
        root.load("pipe", described, false);
        root.write("dev/gangway/other", "");
        mkfifo((root.path() + "/dev/gangway/pipe").c_str(), 0600);
    }

    // Does not return. The signal comes once the command handles it.
    [[noreturn]] void run_and_stop(const char* verb) const {
        std::thread{[] {
            struct sigaction now{};
            do
                sigaction(SIGTERM, nullptr, &now);
            while (now.sa_handler == SIG_DFL);
            kill(getpid(), SIGTERM);
        }}.detach();
        int ends[2];
        if (pipe(ends) == 0) // which gives nothing, and does not end
            dup2(ends[0], STDIN_FILENO);
        std::string words[] = {"gangway", "--root", root.path(), verb, "pipe.bytes"};
        char* argv[] = {words[0].data(), words[1].data(), words[2].data(),
                        words[3].data(), words[4].data(), nullptr};
        std::_Exit(run(5, argv));
    }

    test::fake_root root;
};

TEST_F(stopped, reading_was_enough) {
    EXPECT_EXIT(run_and_stop("read"), testing::ExitedWithCode(0), "^$");
}

TEST_F(stopped, writing_was_not) {
    EXPECT_EXIT(run_and_stop("write"), testing::ExitedWithCode(1), "pipe.bytes: was stopped");
}

} // namespace
} // namespace gangway::tool
