// SPDX-License-Identifier: MIT
//
// An independent witness: the raw sockets of python3-pyroute2 get, set, call and listen, by the
// numbers of the headers.
#include "pyroute2.hpp"

int main() {
    test::by_pyroute2("witness_pyroute2_raw.py", "all_types.gw.h netlink.h");
}
