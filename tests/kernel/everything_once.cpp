// SPDX-License-Identifier: MIT
//
// The example that uses everything ends with a table of which each line is ok.
#include "test.hpp"

int main() {
    const test::module kitchen_sink{"kitchen_sink"};
    CHECK_EQ(std::system((test::folder() + "/kitchen_sink").c_str()), 0);
}
