// SPDX-License-Identifier: MIT
// Which kernel modules to load, and in which order.
#pragma once

#include "kernels.hpp"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace gangway::lab {

// What --module names: a file, or a module of the kernel's own, and its parameters.
struct module_request {
    std::string name;
    std::string parameters;
};

// "veth", "./mine.ko", "mine.ko depth=4 verbose"
[[nodiscard]] module_request parse_module(std::string_view text);

struct loadable {
    fs::path file; // may be compressed (.ko.xz)
    std::string parameters;
};

// The modules of a kernel: name -> file and what must be loaded before it, in order.
class module_tree {
public:
    explicit module_tree(const kernel& from);
    // From texts like modules.dep and modules.builtin; their files are below `folder`.
    module_tree(const fs::path& folder, std::string_view dependencies, std::string_view built_in);

    // Whether the kernel has the module, built in or not.
    [[nodiscard]] bool knows(std::string_view name) const;

    // Everything to load for the requests, each once, dependencies first. A file's own
    // dependencies count unless another request brings them. Throws a failure for an unknown name.
    [[nodiscard]] std::vector<loadable> order(const std::vector<module_request>& requests) const;

private:
    struct entry {
        fs::path file;
        std::vector<std::string> before; // names
    };
    std::map<std::string, entry, std::less<>> modules_;
    std::set<std::string, std::less<>> built_in_;
};

// "a-b.ko.xz" -> "a_b"
[[nodiscard]] std::string module_name(const fs::path& file);

// The content of a .ko, decompressed if necessary.
[[nodiscard]] std::string module_content(const fs::path& file);

// The value of NAME=… in a module's .modinfo; empty if it is not there.
[[nodiscard]] std::string module_info(std::string_view content, std::string_view name);

// Throws a failure if a module was built for another kernel.
void check_release(const fs::path& file, std::string_view content, const kernel& target);

} // namespace gangway::lab
