// SPDX-License-Identifier: MIT
// Brings a kernel from Debian's archive into the cache: whole, or not at all.
#include "apt.hpp"
#include "kernels.hpp"
#include "process.hpp"
#include "tools.hpp"
#include "vmlinux.hpp"

#include <fmt/format.h>

namespace gangway::lab {

namespace {

offer from_suite(const known_kernel& which) {
    archive(which.suite).refresh(fmt::format("looking for kernel {}", which.name));
    if (auto found = ask_apt(which))
        return *found;
    const std::string newest = newest_release(which);
    throw failure(fmt::format("Debian's {} has no kernel {}{}", which.suite, which.name,
                              newest.empty() ? ", nor any other of that kind"
                                             : "; the newest there is " + newest));
}

offer current_offer(const known_kernel& which) {
    require_program("apt-cache", "apt");
    if (!which.suite.empty())
        return from_suite(which);
    auto found = ask_apt(which);
    if (!found) {
        archive().refresh(fmt::format("apt's lists do not have a kernel {}", which.name));
        found = ask_apt(which);
    }
    if (!found)
        throw failure(fmt::format(
            "apt does not know a kernel {} (linux-image-{}-amd64); this needs Debian 12 "
            "with its security archive in /etc/apt/sources.list",
            which.name, which.metapackage));
    return *found;
}

// The headers' Makefile names folders below /usr/src by absolute paths.
void relocate_headers(const fs::path& headers, const fs::path& final_root) {
    constexpr std::string_view sources = "/usr/src/";
    std::string text = read_file(headers / "Makefile");
    std::size_t at = text.find(sources);
    if (at == std::string::npos)
        throw failure(fmt::format("{}/Makefile is not as Debian makes it", headers.native()));
    const std::string moved = (final_root / "usr/src/").native();
    for (; at != std::string::npos; at = text.find(sources, at + moved.size()))
        text.replace(at, sources.size(), moved);
    write_file(headers / "Makefile", text);
}

// Newer packages have everything below /usr, and the image among the modules.
void unify_layout(const fs::path& root, const std::string& release) {
    if (!fs::exists(root / "lib"))
        fs::create_directory_symlink("usr/lib", root / "lib");
    const fs::path image = fs::path("lib/modules") / release / "vmlinuz";
    if (!fs::exists(root / image))
        return;
    fs::create_directories(root / "boot");
    fs::create_symlink(".." / image, root / "boot" / ("vmlinuz-" + release));
}

void unpack(const known_kernel& which, const offer& what, const fs::path& downloads,
            const fs::path& into, const fs::path& final_root) {
    fmt::print(stderr, "gangway-lab: unpacking\n");
    for (const fs::directory_entry& package : fs::directory_iterator(downloads))
        unpack_package(package, into);
    unify_layout(into, what.release);
    const fs::path headers = unpacked_kernel(into, what.release).headers;
    relocate_headers(headers, final_root);
    if (!which.suite.empty())
        adopt_tools(into, headers, final_root);
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
    const archive from(which.suite);
    const auto fetch_packages = [&] {
        const auto wanted = packages(which, what);
        fmt::print(stderr,
                   "gangway-lab: downloading kernel {} {}{}: {} MB, into {} (apt verifies the "
                   "checksums)\n",
                   which.name, what.version,
                   which.suite.empty() ? "" : " and the compiler that it is built with",
                   from.size(wanted) / 1'000'000, cache.native());
        return from.download(wanted, scratch / "downloads");
    };
    if (!fetch_packages()) {
        from.refresh("the download failed; apt's lists may be out of date");
        what = current_offer(which);
        if (!fetch_packages())
            throw failure("apt-get download failed; its output above says why");
    }
    const fs::path final_root = cache / fmt::format("{},{}", what.version, what.release);
    unpack(which, what, scratch / "downloads", scratch / "root", final_root);
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
