// SPDX-License-Identifier: MIT
//
// Prints all processes as a tree, parents above their children.
#include <cstdio>
#include <cstdlib>
#include <map>
#include <vector>

#include <fmt/format.h>

#include "process_list.gw.hpp"

namespace {

using process = process_list::processes;
using families = std::map<std::int32_t, std::vector<process>>; // by the parent's number

void print(const families& all, std::int32_t parent, int depth) {
    const auto children = all.find(parent);
    if (children == all.end())
        return;
    for (const auto& child : children->second) {
        fmt::print("{:{}}{} {}\n", "", 2 * depth, child.pid, child.name);
        print(all, child.pid, depth + 1);
    }
}

} // namespace

int main() try {
    const auto list = process_list::client::connect().value();
    const auto rows = list.processes.rows().value();
    families all;
    for (const auto& row : rows)
        all[row.ppid].push_back(row);
    print(all, 0, 0);
} catch (const gangway::exception& e) {
    fmt::print(stderr, "{}\n", e.what());
    return EXIT_FAILURE;
}
