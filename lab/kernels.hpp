// SPDX-License-Identifier: MIT
// The kernels the lab builds for and boots: Debian's, by name, with copies in the user's cache; any
// built kernel tree; the one that runs here.
#pragma once

#include "files.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gangway::lab {

// A local kernel, ready to be built for and booted.
struct kernel {
    std::string name; // of the folder that builds go to
    std::string version;
    std::string release; // what uname -r says
    fs::path image;      // what to boot
    fs::path headers;    // KERNELDIR for building modules
    fs::path modules;    // its own; the folder may be missing
    unique_fd in_use;    // keeps it in the cache as long as this lives
    bool uml = false;    // User-Mode Linux: the image is a program that runs here
};

// What --kernel says: a known name, "host", or the path of a built tree (it has a slash in it).
// For Debian's, any cached version will do; if there is none, it is fetched. Throws a failure that
// says what is wrong.
[[nodiscard]] kernel open_kernel(std::string_view text);

// A Debian kernel that has a name here.
struct known_kernel {
    std::string_view name;
    std::string_view series;      // its releases begin with this and a dot
    std::string_view flavour;     // and end with a dash and this
    std::string_view metapackage; // linux-image-METAPACKAGE-amd64 may know the newest of them
    std::string_view suite = {};  // of Debian's; empty: of the machine's own sources
};

[[nodiscard]] std::span<const known_kernel> known_kernels();

// Throws a failure that lists the known names.
[[nodiscard]] const known_kernel& find_kernel(std::string_view name);

// What apt currently offers for a kernel.
struct offer {
    std::string version; // Debian's, e.g. 6.12.117-1~deb12u1
    std::string release;
};

// Nothing if apt does not know the kernel.
[[nodiscard]] std::optional<offer> ask_apt(const known_kernel& which);

// The newest that apt knows of its flavour, of whatever series; empty if it knows none.
[[nodiscard]] std::string newest_release(const known_kernel& which);

// The image, the headers, and what these need to build modules: of a suite, the compiler, too.
[[nodiscard]] std::vector<std::string> packages(const known_kernel& which, const offer& what);

[[nodiscard]] fs::path kernel_cache(const known_kernel& which);

// Where in `root` Debian's packages put a release.
[[nodiscard]] kernel unpacked_kernel(const fs::path& root, const std::string& release);

// The newest cached copy, if there is one.
[[nodiscard]] std::optional<kernel> find_cached(const known_kernel& which);

// Downloads and unpacks the current version, unless the cache has it. With `any`, whatever
// version the cache has will do. Prints its progress on stderr.
[[nodiscard]] kernel fetch(const known_kernel& which, bool any);

// A built tree, used in place; builds for it go to a folder named as its release.
[[nodiscard]] kernel open_tree(const fs::path& root);

// The kernel of the machine whose / is at `root` and which runs `release`: its image is booted in
// a guest like any other. Throws a failure if it cannot load modules, or if a file is missing.
[[nodiscard]] kernel open_host(const fs::path& root, const std::string& release);
[[nodiscard]] kernel open_host();

} // namespace gangway::lab
