// SPDX-License-Identifier: MIT
//
// Independent witnesses: a shell reads and writes a property with cat and echo, and wakes a bare C
// program that polls the file.
#include "command.hpp"
#include "text_files.hpp"

int main() {
    const test::module all_types{"all_types"};
    const auto level = test::sysfs("level");
    const auto shell = [&](const std::string& script) {
        return test::run("cd /sys/class/gangway/all_types && " + script).status;
    };
    test::command poller{"exec " + test::folder() + "/witness_poll " + level};
    poller.wait_until_in(SYS_poll);
    CHECK(shell("echo 5 >level 2>/dev/null") != 0); // out of its range, and no change
    CHECK_EQ(shell("echo 60 >level && test \"$(cat level)\" = 60"), 0);
    const auto polled = poller.end();
    CHECK_EQ(polled.status, 0);
    CHECK_EQ(polled.out, std::string{"60\n"});
    CHECK_EQ(shell("echo green >hue && echo 'two words' >label && test \"$(cat hue label)\" = "
                   "\"$(printf 'green\\ntwo words')\""),
             0);
}
