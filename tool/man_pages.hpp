// SPDX-License-Identifier: MIT
//
// What is installed beside the command, made from the one table of words that it parses by.
#pragma once

#include <string>

#include <CLI/CLI.hpp>

namespace gangway::tool {

/// kind: man, bash, zsh or fish.
std::string page(const std::string& kind, const CLI::App& app);

} // namespace gangway::tool
