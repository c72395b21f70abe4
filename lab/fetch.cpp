// SPDX-License-Identifier: MIT
// Brings a kernel from Debian's archive into the cache: whole, or not at all.
#include "apt.hpp"
#include "kernels.hpp"
#include "process.hpp"
#include "vmlinux.hpp"

#include <fmt/format.h>

namespace gangway::lab {

namespace {

offer current_offer(const known_kernel& which) {
    require_program("apt-cache", "apt");
    auto found = ask_apt(which);
    if (!found) {
        refresh_lists(fmt::format("apt's lists do not have a kernel {}", which.name));
        found = ask_apt(which);
    }
    if (!found)
        throw failure(fmt::format(
            "apt does not know a kernel {} (linux-image-{}-amd64); this needs Debian 12 "
            "with its security archive in /etc/apt/sources.list",
            which.name, which.metapackage));
    return *found;
}

// The headers' Makefile names the common headers by an absolute path under /usr/src.
void relocate_headers(const fs::path& headers, const fs::path& final_root) {
    constexpr std::string_view include = "include /usr/src/";
    std::string text = read_file(headers / "Makefile");
    const std::size_t at = text.find(include);
    if (at == std::string::npos)
        throw failure(fmt::format("{}/Makefile is not as Debian makes it", headers.native()));
    text.replace(at, include.size(), "include " + (final_root / "usr/src/").native());
    write_file(headers / "Makefile", text);
}

void unpack(const offer& what, const fs::path& downloads, const fs::path& into,
            const fs::path& final_root) {
    for (const fs::directory_entry& package : fs::directory_iterator(downloads))
        unpack_package(package, into);
    relocate_headers(unpacked_kernel(into, what.release).headers, final_root);
    fmt::print(stderr, "gangway-lab: listing what its modules depend on\n");
    if (run_program({require_program("depmod", "kmod"), "-b", into, what.release}) != 0)
        throw failure(fmt::format("depmod failed for {}", what.release));
    extract_vmlinux(into / "boot" / ("vmlinuz-" + what.release),
                    into / "boot" / ("vmlinux-" + what.release));
}

// Older versions are removed, unless a process still builds with them or runs them.
void prune(const known_kernel& which, const fs::path& keep) {
    const unique_fd alone = lock(kernel_cache(which) / ".in-use", lock_kind::try_exclusive);
    if (!alone)
        return;
    for (const fs::directory_entry& entry : fs::directory_iterator(kernel_cache(which))) {
        if (entry.is_directory() && entry.path() != keep)
            fs::remove_all(entry.path());
    }
}

void fetch_into_cache(const known_kernel& which, offer what) {
    const fs::path cache = kernel_cache(which);
    const fs::path scratch = cache / ".partial";
    fs::remove_all(scratch);
    fs::create_directories(scratch / "downloads");
    const auto fetch_packages = [&] {
        fmt::print(stderr, "gangway-lab: downloading {} {} (apt verifies the checksums)\n",
                   which.name, what.version);
        return download(packages(what), scratch / "downloads");
    };
    if (!fetch_packages()) {
        refresh_lists("the download failed; apt's lists may be out of date");
        what = current_offer(which);
        if (!fetch_packages())
            throw failure("apt-get download failed; its output above says why");
    }
    const fs::path final_root = cache / fmt::format("{},{}", what.version, what.release);
    unpack(what, scratch / "downloads", scratch / "root", final_root);
    fs::rename(scratch / "root", final_root);
    fs::remove_all(scratch);
    prune(which, final_root);
}

} // namespace

kernel fetch(const known_kernel& which, bool any) {
    if (any) {
        if (auto cached = find_cached(which))
            return std::move(*cached);
        fmt::print(stderr, "gangway-lab: kernel {} is not in the cache yet\n", which.name);
    }
    const unique_fd alone = lock(kernel_cache(which) / ".fetching", lock_kind::exclusive);
    if (auto cached = any ? find_cached(which) : std::nullopt)
        return std::move(*cached); // another process fetched it while we waited
    const offer current = current_offer(which);
    const auto at = fmt::format("{},{}", current.version, current.release);
    if (!fs::exists(kernel_cache(which) / at))
        fetch_into_cache(which, current);
    auto cached = find_cached(which);
    if (!cached)
        throw failure(fmt::format("kernel {} vanished from the cache", which.name));
    return std::move(*cached);
}

} // namespace gangway::lab
