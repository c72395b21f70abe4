// SPDX-License-Identifier: MIT
//
// debugfs: values for developers, where debugfs is mounted.
#include "text/files.hpp"

namespace gangway::carriers {

namespace {

std::filesystem::path folder(const place& of) {
    return of.root / "sys/kernel/debug/gangway" / of.name;
}

} // namespace

std::string where_debugfs(const dynamic::element& what, const place& of) {
    return (folder(of) / what.name).string();
}

result<std::unique_ptr<carrier>> open_debugfs(const endpoint& at) {
    return open_text_files({.carrier = "debugfs", .gone = EIO}, at, folder(at.where));
}

} // namespace gangway::carriers
