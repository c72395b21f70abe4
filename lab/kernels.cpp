// SPDX-License-Identifier: MIT
#include "kernels.hpp"

#include "apt.hpp"
#include "own_kernels.hpp"
#include "process.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <initializer_list>
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
std::vector<dependency> dependencies(const archive& from, const std::string& package) {
    const std::string shown = from.show(package);
    constexpr std::string_view label = "\nDepends: ";
    std::vector<dependency> found;
    std::string_view rest = shown;
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

// What the metapackage stands for.
std::optional<offer> newest_of_all(const known_kernel& which) {
    const auto needed = dependencies(archive(which.suite),
                                     fmt::format("{}{}-amd64", image_prefix, which.metapackage));
    const auto image = std::ranges::find_if(
        needed, [](const dependency& one) { return one.package.starts_with(image_prefix); });
    if (image == needed.end())
        return {};
    return offer{.version = image->version, .release = image->package.substr(image_prefix.size())};
}

// For when the metapackage is gone, or has gone on to another series.
std::optional<offer> newest_of_series(const known_kernel& which) {
    const archive from(which.suite);
    std::istringstream names(
        from.ask({"pkgnames", fmt::format("{}{}.", image_prefix, which.series)}));
    std::optional<offer> best;
    for (std::string name; std::getline(names, name);) {
        offer found{.version = {}, .release = name.substr(image_prefix.size())};
        if (!is_release_of(found.release, which))
            continue;
        found.version = from.version(name);
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
        known_kernel{"7.3-cloud", "7.3", "cloud", "cloud", "trixie-backports"},
        known_kernel{"7.3-rt", "7.3", "rt", "rt", "trixie-backports"},
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
    auto found = newest_of_all(which);
    return found && is_release_of(found->release, which) ? found : newest_of_series(which);
}

std::string newest_release(const known_kernel& which) {
    const auto found = newest_of_all(which);
    return found ? found->release : "";
}

std::vector<std::string> packages(const known_kernel& which, const offer& what) {
    const archive from(which.suite);
    std::vector<std::string> wanted;
    const auto add = [&](const std::string& of, std::initializer_list<std::string_view> prefixes) {
        for (const dependency& needed : dependencies(from, of))
            if (std::ranges::any_of(prefixes, [&](std::string_view prefix) {
                    return needed.package.starts_with(prefix);
                }))
                wanted.push_back(needed.package);
    };
    // Since 7.0, the image's package only stands for these.
    const std::string image = std::string(image_prefix) + what.release;
    add(image, {"linux-binary-", "linux-modules-"});
    if (wanted.empty())
        wanted.push_back(image);
    wanted.push_back("linux-headers-" + what.release);
    if (!which.suite.empty())
        return from.closure(wanted);
    add(wanted.back(), {"linux-headers-", "linux-kbuild-"});
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
