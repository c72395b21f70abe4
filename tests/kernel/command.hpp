// SPDX-License-Identifier: MIT
//
// The gangway command, run in the guest.
#pragma once

#include "test.hpp"

namespace test {

struct command_result {
    int status;
    std::string out;
    std::string err;
};

/// Runs it to its end.
inline command_result gangway(const std::string& arguments) {
    const auto command = folder() + "/gangway " + arguments + " >/tmp/out 2>/tmp/err";
    const int status = std::system(command.c_str());
    CHECK(WIFEXITED(status));
    return {WEXITSTATUS(status), read_file("/tmp/out"), read_file("/tmp/err")};
}

inline bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

} // namespace test
