// SPDX-License-Identifier: MIT
//
// What is installed with the command, generated from the table that it parses with.
#pragma once

#include <string>

#include <CLI/CLI.hpp>

namespace gangway::tool {

/// kind: man, bash, zsh or fish.
std::string page(const std::string& kind, const CLI::App& app);

} // namespace gangway::tool
