// SPDX-License-Identifier: MIT
#include "kernels.hpp"

#include "process.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace gangway::lab {

namespace {

// A version is a folder of this name inside the kernel's cache: VERSION,RELEASE.
constexpr char separator = ',';

struct dependency {
    std::string package;
    std::string version; // if the dependency is on exactly one
};

// "Depends: a (= 1), b | c" -> {a, 1}, {b}: the first of alternatives.
std::vector<dependency> dependencies(const std::string& package) {
    const captured shown = capture({"apt-cache", "show", "--no-all-versions", package});
    constexpr std::string_view label = "\nDepends: ";
    std::vector<dependency> found;
    std::string_view rest = shown.out;
    if (const std::size_t at = rest.find(label); at != std::string_view::npos)
        rest = rest.substr(at + label.size(), rest.find('\n', at + 1) - at - label.size());
    else
        return found;
    while (!rest.empty()) {
        const std::size_t comma = std::min(rest.find(", "), rest.size());
        const std::string_view entry = rest.substr(0, comma);
        const std::size_t equals = std::min(entry.find("(= "), entry.size());
        const std::string_view version = entry.substr(std::min(equals + 3, entry.size()));
        found.push_back({std::string(entry.substr(0, entry.find_first_of(" :"))),
                         std::string(version.substr(0, version.find(')')))});
        rest.remove_prefix(std::min(comma + 2, rest.size()));
    }
    return found;
}

// dpkg knows how Debian's versions compare.
bool newer(const std::string& a, const std::string& b) {
    return capture({"dpkg", "--compare-versions", a, "gt", b}).status == 0;
}

} // namespace

std::span<const kernel> known_kernels() {
    static const std::array table{
        kernel{.name = "6.12-cloud", .package = "6.12-cloud", .modules = {}},
    };
    return table;
}

const kernel& find_kernel(std::string_view name) {
    const auto all = known_kernels();
    const auto found = std::ranges::find(all, name, &kernel::name);
    if (found != all.end())
        return *found;
    std::vector<std::string_view> names;
    for (const kernel& k : all)
        names.push_back(k.name);
    throw failure(
        fmt::format("there is no kernel \"{}\"; known: {}", name, fmt::join(names, ", ")));
}

std::optional<offer> ask_apt(const kernel& which) {
    constexpr std::string_view image_prefix = "linux-image-";
    const auto image = dependencies(fmt::format("linux-image-{}-amd64", which.package));
    if (image.empty() || !image.front().package.starts_with(image_prefix))
        return {};
    return offer{.version = image.front().version,
                 .release = image.front().package.substr(image_prefix.size())};
}

std::vector<std::string> packages(const offer& what) {
    const std::string headers = "linux-headers-" + what.release;
    std::vector<std::string> wanted{"linux-image-" + what.release, headers};
    for (const dependency& needed : dependencies(headers)) {
        if (needed.package.starts_with("linux-headers-") ||
            needed.package.starts_with("linux-kbuild-"))
            wanted.push_back(needed.package);
    }
    return wanted;
}

fs::path cached_kernel::image() const {
    const fs::path boot = root / "boot";
    const fs::path plain = boot / ("vmlinux-" + release);
    return fs::exists(plain) ? plain : boot / ("vmlinuz-" + release);
}

fs::path cached_kernel::headers() const {
    return root / "usr/src" / ("linux-headers-" + release);
}

fs::path cached_kernel::modules() const {
    return root / "lib/modules" / release;
}

fs::path kernel_cache(const kernel& which) {
    fs::path path = cache_dir() / "kernels" / which.name;
    fs::create_directories(path);
    return path;
}

std::optional<cached_kernel> find_cached(const kernel& which) {
    const fs::path cache = kernel_cache(which);
    cached_kernel best;
    best.in_use = lock(cache / ".in-use", lock_kind::shared);
    for (const fs::directory_entry& entry : fs::directory_iterator(cache)) {
        const std::string name = entry.path().filename();
        const std::size_t comma = name.find(separator);
        if (name.starts_with('.') || comma == std::string::npos)
            continue;
        std::string version = name.substr(0, comma);
        if (!best.version.empty() && !newer(version, best.version))
            continue;
        best.version = std::move(version);
        best.release = name.substr(comma + 1);
        best.root = entry.path();
    }
    if (best.version.empty())
        return {};
    best.which = &which;
    return best;
}

} // namespace gangway::lab
