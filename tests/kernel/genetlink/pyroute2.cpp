// SPDX-License-Identifier: MIT
//
// An independent witness: python3-pyroute2 makes a call, a set and a get of generic netlink by the
// numbers of the headers.
#include "pyroute2.hpp"

int main() {
    test::by_pyroute2("witness_pyroute2.py", "all_types.gw.h genetlink.h");
}
