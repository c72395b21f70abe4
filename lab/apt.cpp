// SPDX-License-Identifier: MIT
#include "apt.hpp"

#include "process.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <unistd.h>

namespace gangway::lab {

std::string package_version(const std::string& package) {
    const captured shown = capture({"apt-cache", "show", "--no-all-versions", package});
    constexpr std::string_view label = "\nVersion: ";
    const std::size_t at = shown.out.find(label);
    if (at == std::string::npos)
        return {};
    const std::size_t start = at + label.size();
    return shown.out.substr(start, shown.out.find('\n', start) - start);
}

void refresh_lists(std::string_view why) {
    if (::geteuid() != 0)
        throw failure(fmt::format("{}; as root: apt-get update", why));
    fmt::print(stderr, "gangway-lab: {}: running apt-get update\n", why);
    if (run_program({"apt-get", "-q", "update"}) != 0)
        throw failure("apt-get update failed; its output above says why");
}

bool download(const std::vector<std::string>& packages, const fs::path& into) {
    // _apt, the user that apt downloads as, cannot write into our cache.
    arguments command{"apt-get", "-q", "-o", "APT::Sandbox::User=root", "download"};
    std::ranges::copy(packages, std::back_inserter(command));
    return run_program(command, {.descriptors = {}, .directory = into}) == 0;
}

void unpack_package(const fs::path& package, const fs::path& into) {
    fmt::print(stderr, "gangway-lab: unpacking {}\n", package.filename().native());
    if (run_program({"dpkg", "-x", package, into}) != 0)
        throw failure(fmt::format("dpkg could not unpack {}", package.native()));
}

} // namespace gangway::lab
