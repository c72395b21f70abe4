// SPDX-License-Identifier: MIT
#include "kernels.hpp"

#include "apt.hpp"
#include "own_kernels.hpp"
#include "process.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sstream>

namespace gangway::lab {

namespace {

constexpr std::string_view image_prefix = "linux-image-";

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

bool is_release_of(std::string_view release, const known_kernel& which) {
    return release.starts_with(fmt::format("{}.", which.series)) &&
           release.ends_with(fmt::format("-{}-amd64", which.flavour));
}

// For when the metapackage is gone, or has gone on to another series.
std::optional<offer> newest_package(const known_kernel& which) {
    std::istringstream names(
        capture({"apt-cache", "pkgnames", fmt::format("{}{}.", image_prefix, which.series)}).out);
    std::optional<offer> best;
    for (std::string name; std::getline(names, name);) {
        offer found{.version = {}, .release = name.substr(image_prefix.size())};
        if (!is_release_of(found.release, which))
            continue;
        found.version = package_version(name);
        if (!found.version.empty() && (!best || newer(found.version, best->version)))
            best = std::move(found);
    }
    return best;
}

} // namespace

std::span<const known_kernel> known_kernels() {
    static constexpr std::array table{
        known_kernel{"6.1-cloud", "6.1", "cloud", "cloud"},
        known_kernel{"6.1-rt", "6.1", "rt", "rt"},
        known_kernel{"6.12-cloud", "6.12", "cloud", "6.12-cloud"},
        known_kernel{"6.12-rt", "6.12", "rt", "6.12-rt"},
    };
    return table;
}

const known_kernel& find_kernel(std::string_view name) {
    const auto all = known_kernels();
    const auto found = std::ranges::find(all, name, &known_kernel::name);
    if (found != all.end())
        return *found;
    std::vector<std::string_view> names;
    for (const known_kernel& k : all)
        names.push_back(k.name);
    for (const own_kernel& k : own_kernels())
        names.push_back(k.name);
    throw failure(fmt::format("there is no kernel \"{}\"; known: {}, host, or the path of a built "
                              "tree (./{})",
                              name, fmt::join(names, ", "), name));
}

std::optional<offer> ask_apt(const known_kernel& which) {
    const auto image = dependencies(fmt::format("{}{}-amd64", image_prefix, which.metapackage));
    if (image.empty() || !image.front().package.starts_with(image_prefix))
        return newest_package(which);
    offer found{.version = image.front().version,
                .release = image.front().package.substr(image_prefix.size())};
    return is_release_of(found.release, which) ? found : newest_package(which);
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

kernel unpacked_kernel(const fs::path& root, const std::string& release) {
    const fs::path plain = root / "boot" / ("vmlinux-" + release);
    return {.name = {},
            .version = {},
            .release = release,
            .image = fs::exists(plain) ? plain : root / "boot" / ("vmlinuz-" + release),
            .headers = root / "usr/src" / ("linux-headers-" + release),
            .modules = root / "lib/modules" / release,
            .in_use = {}};
}

fs::path kernel_cache(const known_kernel& which) {
    fs::path path = cache_dir() / "kernels" / which.name;
    fs::create_directories(path);
    return path;
}

std::optional<kernel> find_cached(const known_kernel& which) {
    const fs::path cache = kernel_cache(which);
    unique_fd in_use = lock(cache / ".in-use", lock_kind::shared);
    offer best;
    for (const fs::directory_entry& entry : fs::directory_iterator(cache)) {
        const std::string name = entry.path().filename();
        const std::size_t comma = name.find(separator);
        if (name.starts_with('.') || comma == std::string::npos)
            continue;
        std::string version = name.substr(0, comma);
        if (best.version.empty() || newer(version, best.version))
            best = {.version = std::move(version), .release = name.substr(comma + 1)};
    }
    if (best.version.empty())
        return {};
    kernel found = unpacked_kernel(cache / (best.version + separator + best.release), best.release);
    found.name = which.name;
    found.version = best.version;
    found.in_use = std::move(in_use);
    return found;
}

kernel open_kernel(std::string_view text) {
    if (text.find('/') != std::string_view::npos)
        return open_tree(text);
    if (const own_kernel* own = find_own(text))
        return open_own(*own);
    return text == "host" ? open_host() : fetch(find_kernel(text), true);
}

} // namespace gangway::lab
