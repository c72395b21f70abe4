// SPDX-License-Identifier: MIT
//
// A command line as a shell would run it, in this process.
#pragma once

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "command_line.hpp"

namespace gangway::tool {

struct outcome {
    int status;
    std::string out;
    std::string err;
};

/// `words` do not begin with the command's own name.
inline outcome run_command(std::vector<std::string> words) {
    words.insert(words.begin(), "gangway");
    std::vector<char*> argv;
    for (auto& word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    const int status = run(static_cast<int>(words.size()), argv.data());
    return {status, testing::internal::GetCapturedStdout(), testing::internal::GetCapturedStderr()};
}

} // namespace gangway::tool
