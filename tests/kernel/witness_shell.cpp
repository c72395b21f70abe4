// SPDX-License-Identifier: MIT
//
// Independent witnesses: a shell reads and writes a property with cat and echo, and wakes a bare C
// program that polls the file.
#include "text_files.hpp"

int main() {
    const test::module gwt{"gwt"};
    const auto level = test::sysfs("level");
    const auto shell = [&](const std::string& script) {
        return std::system(("cd /sys/class/gangway/gwt && " + script).c_str());
    };
    test::child poller{[&] {
        CHECK(std::freopen("/tmp/polled", "w", stdout) != nullptr);
        execl((test::folder() + "/witness_poll").c_str(), "witness_poll", level.c_str(), nullptr);
    }};
    poller.wait_until_in(SYS_poll);
    CHECK(shell("echo 5 >level 2>/dev/null") != 0); // out of its range, and no change
    CHECK_EQ(shell("echo 60 >level && test \"$(cat level)\" = 60"), 0);
    poller.join();
    CHECK_EQ(test::read_file("/tmp/polled"), std::string{"60\n"});
    CHECK_EQ(shell("echo green >hue && echo 'two words' >label && test \"$(cat hue label)\" = "
                   "\"$(printf 'green\\ntwo words')\""),
             0);
}
