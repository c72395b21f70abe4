// SPDX-License-Identifier: MIT
//
// What stands between a kernel and a module that somebody built.
#pragma once

#include <string>
#include <vector>

namespace gangway::tool {

/// Why this kernel loads no module at all, with what serves instead; empty: it does.
std::string why_no_modules(const std::string& root);

/// What else a module needs to be built and loaded: headers, a signature. Each a sentence.
std::vector<std::string> module_needs(const std::string& root, const std::string& release);

/// Is one of that name among the modules that are installed for the kernel?
bool is_installed(const std::string& module, const std::string& release, const std::string& root);

} // namespace gangway::tool
