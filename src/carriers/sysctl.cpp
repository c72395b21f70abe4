// SPDX-License-Identifier: MIT
//
// sysctl: values below /proc/sys, ours or the kernel's.
#include "text/files.hpp"

namespace gangway::carriers {

namespace {

std::filesystem::path folder(const place& of) {
    return of.root / "proc/sys/gangway" / of.name;
}

} // namespace

std::string where_sysctl(const dynamic::element& what, const place& of) {
    return (folder(of) / what.name).string();
}

result<std::unique_ptr<carrier>> open_sysctl(const endpoint& at) {
    return open_text_files({.carrier = "sysctl", .gone = ENOENT}, at, folder(at.where));
}

} // namespace gangway::carriers
