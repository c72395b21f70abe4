// SPDX-License-Identifier: MIT
#include "advice.hpp"

#include "process.hpp"

#include <algorithm>

namespace gangway::lab {

namespace {

constexpr const char* line = "include $(shell pkg-config --variable=kbuild gangway)";

bool has_description(const fs::path& folder) {
    return std::ranges::any_of(fs::directory_iterator(folder), [](const auto& entry) {
        return entry.is_regular_file() && entry.path().extension() == ".yaml" &&
               ("\n" + read_file(entry.path())).find("\ninterface:") != std::string::npos;
    });
}

} // namespace

std::string advice_on(const fs::path& kbuild) {
    if (!has_description(kbuild.parent_path()))
        return {};
    const std::string text = read_file(kbuild);
    const bool asks = text.find("--variable=kbuild gangway") != std::string::npos;
    if (!asks && text.find("provider.kbuild") == std::string::npos)
        return std::string("; the description beside ") + kbuild.native() +
               " is not compiled before its last line is " + line;
    if (asks && capture({"sh", "-c", "pkg-config --exists gangway"}).status != 0)
        return "; its Kbuild asks pkg-config for Gangway, which does not know it: install "
               "pkg-config "
               "and Gangway, or have PKG_CONFIG_PATH name the folder of gangway.pc";
    return {};
}

} // namespace gangway::lab
