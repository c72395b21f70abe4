// SPDX-License-Identifier: MIT
// The kernels the lab knows, and the copies of them in the user's cache.
#pragma once

#include "files.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gangway::lab {

struct kernel {
    std::string_view name;    // on the command line and in the cache
    std::string_view package; // Debian's metapackages are linux-{image,headers}-PACKAGE-amd64
    // Modules that the lab's own channels need there, in order; none if they are built in.
    std::vector<std::string_view> modules;
};

[[nodiscard]] std::span<const kernel> known_kernels();

// Throws a failure that lists the known names.
[[nodiscard]] const kernel& find_kernel(std::string_view name);

// What apt offers for a kernel at present.
struct offer {
    std::string version; // Debian's, e.g. 6.12.117-1~deb12u1
    std::string release; // what uname -r will say
};

// Nothing if apt does not know the kernel.
[[nodiscard]] std::optional<offer> ask_apt(const kernel& which);

// The image, the headers, and what these need for building modules.
[[nodiscard]] std::vector<std::string> packages(const offer& what);

// A kernel in the cache, unpacked; held there as long as this lives.
struct cached_kernel {
    const kernel* which = nullptr;
    std::string version;
    std::string release;
    fs::path root; // as if it were /
    unique_fd in_use;

    [[nodiscard]] fs::path image() const; // what to boot
    [[nodiscard]] fs::path headers() const;
    [[nodiscard]] fs::path modules() const;
};

[[nodiscard]] fs::path kernel_cache(const kernel& which);

// The newest copy in the cache, if there is one.
[[nodiscard]] std::optional<cached_kernel> find_cached(const kernel& which);

// Downloads and unpacks the current version, unless the cache has it. With `any`, whatever
// version the cache has will do. Prints its progress on stderr.
[[nodiscard]] cached_kernel fetch(const kernel& which, bool any);

} // namespace gangway::lab
