// SPDX-License-Identifier: MIT
//
// An independent witness: python3-pyroute2 makes a call, a set and a get of generic netlink by the
// numbers of the headers.
#include "command.hpp"

int main() {
    const auto file = [](const char* name) { return test::folder() + "/" + name; };
    if (access(file("python").c_str(), F_OK) != 0)
        test::skip(test::many() ? "python3-pyroute2 is not installed" : "one kernel is enough");
    const test::module all_types{"all_types"};
    const auto command = "PYTHONHOME=/nowhere PYTHONPATH=" + file("python") + " " +
                         file("python3") + " -SB " + file("python/witness_pyroute2.py") + " " +
                         file("all_types.gw.h") + " " + file("genetlink.h");
    test::witness(command);
}
