// SPDX-License-Identifier: MIT
//
// procfs: values as files of their own below /proc, ours or the kernel's.
#include "text/files.hpp"

namespace gangway::carriers {

namespace {

std::filesystem::path folder(const place& of) {
    return of.root / "proc/gangway" / of.name;
}

} // namespace

std::string where_procfs(const dynamic::element& what, const place& of) {
    return (folder(of) / what.name).string();
}

result<std::unique_ptr<carrier>> open_procfs(const endpoint& at) {
    return open_text_files({.carrier = "procfs", .gone = EIO}, at, folder(at.where));
}

} // namespace gangway::carriers
