// SPDX-License-Identifier: MIT
//
// The example that uses everything ends with a table of which each line is ok.
#include "command.hpp"

int main() {
    const test::module kitchen_sink{"kitchen_sink"};
    test::witness(test::folder() + "/kitchen_sink");
}
