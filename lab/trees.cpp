// SPDX-License-Identifier: MIT
// Kernels that the lab did not bring here: a built tree, and the one this machine runs.
#include "kernels.hpp"
#include "process.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <initializer_list>
#include <sys/utsname.h>

namespace gangway::lab {

namespace {

// The first of these that is there; empty if none is.
fs::path first_of(std::initializer_list<fs::path> candidates) {
    const auto* const found =
        std::ranges::find_if(candidates, [](const fs::path& p) { return fs::exists(p); });
    return found == candidates.end() ? fs::path{} : *found;
}

std::string first_line(const fs::path& file) {
    const std::string text = read_file(file);
    return text.substr(0, text.find('\n'));
}

bool is_uml(const fs::path& tree) {
    const fs::path config = tree / ".config";
    return fs::exists(config) && read_file(config).find("\nCONFIG_UML=y\n") != std::string::npos;
}

} // namespace

kernel open_tree(const fs::path& root) {
    const auto refuse = [&](std::string_view lacks, std::string_view cure) {
        throw failure(fmt::format("{} is not a built kernel tree: it has no {} ({})", root.native(),
                                  lacks, cure));
    };
    if (!fs::is_directory(root))
        throw failure(fmt::format("there is no folder {}", root.native()));
    const fs::path release = root / "include/config/kernel.release";
    const bool uml = is_uml(root);
    const fs::path image = uml ? first_of({root / "linux", root / "vmlinux"})
                               : first_of({root / "arch/x86/boot/bzImage", root / "vmlinux"});
    if (!fs::exists(release))
        refuse("include/config/kernel.release", "make olddefconfig, then make bzImage modules");
    if (image.empty() && uml)
        refuse("linux", "make ARCH=um");
    if (image.empty())
        refuse("arch/x86/boot/bzImage nor vmlinux", "make bzImage");
    if (!fs::exists(root / "Module.symvers"))
        refuse("Module.symvers", "make modules; CONFIG_MODULES must be set");
    if (!fs::exists(root / "scripts/mod/modpost"))
        refuse("scripts/mod/modpost", "make modules_prepare");
    const fs::path here = fs::canonical(root);
    return {.name = first_line(release),
            .version = "a built tree",
            .release = first_line(release),
            .image = fs::canonical(image),
            .headers = here,
            .modules = here,
            .in_use = {},
            .uml = uml};
}

kernel open_host(const fs::path& root, const std::string& release) {
    const auto refuse = [&](std::string_view why) {
        throw failure(fmt::format("this machine's kernel, {}, cannot be used: {}", release, why));
    };
    if (!fs::exists(root / "proc/modules"))
        refuse("it does not take modules (CONFIG_MODULES is not set)");
    const fs::path modules = root / "lib/modules" / release;
    const fs::path headers = modules / "build";
    if (!fs::exists(headers / "Module.symvers"))
        refuse(fmt::format("its headers are not in {} (apt-get install linux-headers-{})",
                           headers.native(), release));
    const fs::path image = first_of({root / "boot" / ("vmlinuz-" + release), modules / "vmlinuz"});
    if (image.empty())
        refuse(fmt::format("its image is not in {}", (root / "boot").native()));
    return {.name = "host",
            .version = "running",
            .release = release,
            .image = image,
            .headers = fs::canonical(headers),
            .modules = modules,
            .in_use = {}};
}

kernel open_host() {
    utsname running{};
    ::uname(&running);
    return open_host("/", running.release);
}

} // namespace gangway::lab
