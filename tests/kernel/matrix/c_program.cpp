// SPDX-License-Identifier: MIT
// Each carrier: ENCODING_BINARY !BUILD_TIME ![(]file, ![(]input,
//
// (Not files of the kernel's own: of them nothing is laid out by Gangway.)
//
// A C program that includes the generated headers alone; the same built for 32 bits sees the same
// layout, and the kernel takes it.
#include "carriers.hpp"
#include "command.hpp"

namespace {

constexpr int cannot_execute = 126; // of sh

/// Gives why it cannot be tried.
std::string for_32_bits(const std::string& carrier) {
    const auto program = test::folder() + "/witness32";
    if (access(program.c_str(), X_OK) != 0)
        return "the compiler makes no programs for 32 bits (gcc-multilib)";
    const auto done = test::run(program + " " + carrier);
    std::printf("%s%s", done.out.c_str(), done.err.c_str());
    if (done.status == cannot_execute)
        return "this kernel runs no programs for 32 bits";
    CHECK_EQ(done.status, 0);
    return {};
}

} // namespace

int main(int argc, char** argv) {
    const std::string carrier = test::carrier_asked_for(argc, argv).name;
    std::string why;
    {
        const test::module all_types{"all_types"};
        const test::module streams{"streams"};
        test::witness(test::folder() + "/witness " + carrier);
        why = for_32_bits(carrier);
    }
    if (!why.empty())
        test::skip("for 64 bits it works; " + why);
}
