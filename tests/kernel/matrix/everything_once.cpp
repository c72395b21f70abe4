// SPDX-License-Identifier: MIT
// Each carrier: !BUILD_TIME !page !GUARD_OPEN ![(]file, ![(]input,
//
// (Not those that everybody hears: kitchen_sink is for root. Nor the file of a stream, whose bytes
// are as the provider wrote them: file/. Nor input devices, which carry no more than keys and
// axes.)
//
// The example that uses everything ends with a table of a carrier's elements of which each line is
// ok.
#include "carriers.hpp"
#include "command.hpp"

int main(int argc, char** argv) {
    const auto& carrier = test::carrier_asked_for(argc, argv);
    const test::module kitchen_sink{"kitchen_sink"};
    test::witness(test::folder() + "/kitchen_sink " + carrier.name);
}
