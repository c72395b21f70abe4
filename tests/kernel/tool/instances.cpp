// SPDX-License-Identifier: MIT
// Carriers: ioctl ring
//
// Who watches one of several instances as JSON is told in each line which one it is, be the line a
// record or a loss.
#include <csignal>
#include <sstream>

#include "command.hpp"
#include "many_instances.gw.h"

namespace {

unsigned subscribers(int fd) {
    gw_counters counters{};
    counters.element = MANY_INSTANCES_PONG;
    CHECK_OK(ioctl(fd, GW_IOC_COUNTERS, &counters));
    return counters.subscribers;
}

bool is_stopped(pid_t pid) {
    return test::has(test::read_file("/proc/" + std::to_string(pid) + "/stat"), ") T ");
}

} // namespace

int main() {
    const test::module many_instances{"many_instances"};
    const test::file alpha{"/dev/gangway/many_instances/alpha"};
    test::command watcher{"echo $$; exec " + test::folder() +
                          "/gangway --json watch many_instances@alpha.pong --depth 16"};
    CHECK(test::eventually([&] { return subscribers(alpha) == 1; }));
    const auto pid = static_cast<pid_t>(std::stol(watcher.out()));
    CHECK_OK(ioctl(alpha, MANY_INSTANCES_IOC_PING));
    CHECK(test::eventually([&] { return test::has(watcher.out(), "\"record\""); }));

    // While it is stopped, more than there is room for.
    CHECK_OK(kill(pid, SIGSTOP));
    CHECK(test::eventually([&] { return is_stopped(pid); }));
    constexpr int many = 10000;
    for (int i = 0; i < many; ++i)
        CHECK_OK(ioctl(alpha, MANY_INSTANCES_IOC_PING));
    CHECK_OK(kill(pid, SIGCONT));
    CHECK(test::eventually([&] { return test::has(watcher.out(), "\"lost\""); }));
    CHECK_OK(kill(pid, SIGTERM));
    const auto r = watcher.end();
    CHECK_EQ(r.status, 0);

    std::istringstream lines{r.out};
    std::string line;
    std::getline(lines, line); // its number
    while (std::getline(lines, line))
        if (line.rfind(R"({"instance":"alpha",)", 0) != 0)
            test::fail(__FILE__, __LINE__, line);
}
