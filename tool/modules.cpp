// SPDX-License-Identifier: MIT
#include "modules.hpp"

#include <filesystem>
#include <fstream>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

#include "interfaces.hpp"

namespace gangway::tool {

namespace {

namespace fs = std::filesystem;

std::string content(const fs::path& path) {
    return read_file(path).value_or("");
}

bool is_there(const fs::path& path) {
    std::error_code ignored;
    return fs::exists(path, ignored);
}

constexpr std::string_view instead =
    "what serves: gangway-lab runs modules in a kernel of its own, and what the kernel itself "
    "offers needs none (gangway list)";

// "none [integrity] confidentiality"
std::string lockdown(const fs::path& root) {
    const auto all = content(root / "sys/kernel/security/lockdown");
    const auto open = all.find('[');
    const auto close = all.find(']', open);
    return close == all.npos ? "none" : all.substr(open + 1, close - open - 1);
}

bool secure_boot(const fs::path& root) {
    // Four bytes of attributes, and then the value.
    const auto value = content(root / "sys/firmware/efi/efivars/"
                                      "SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c");
    return value.size() == 5 && value[4] == 1;
}

// Why are unsigned modules refused? Empty: they are not.
std::string who_wants_signatures(const fs::path& root) {
    if (content(root / "sys/module/module/parameters/sig_enforce").starts_with('Y'))
        return "it takes signed modules only (sig_enforce)";
    if (const auto mode = lockdown(root); mode != "none")
        return fmt::format("it is locked down ({}), which takes signed modules only", mode);
    return {};
}

} // namespace

std::string why_no_modules(const std::string& root) {
    const fs::path top{root};
    if (!is_there(top / "proc/self") && !is_there(top / "proc/modules"))
        return {}; // without /proc nothing is known
    if (!is_there(top / "proc/modules"))
        return fmt::format("this kernel was built without modules (CONFIG_MODULES); {}", instead);
    if (content(top / "proc/sys/kernel/modules_disabled").starts_with('1'))
        return fmt::format("this kernel loads no module until the next boot (modules_disabled); {}",
                           instead);
    return {};
}

std::vector<std::string> module_needs(const std::string& root, const std::string& release) {
    const fs::path top{root};
    std::vector<std::string> needs;
    if (is_there(top / "proc/net/dev") && !is_there(top / "proc/net/netfilter"))
        needs.push_back("this kernel was built without CONFIG_NETFILTER, which gangway.ko needs to "
                        "be loaded; take a kernel that has it");
    if (!is_there(top / "lib/modules" / release / "build"))
        needs.push_back(fmt::format("to build modules, the kernel's headers are missing: "
                                    "/lib/modules/{0}/build (package linux-headers-{0})",
                                    release));
    if (const auto why = who_wants_signatures(top); !why.empty())
        needs.push_back(fmt::format(
            "{}: sign gangway.ko and your module with a key that it knows{}", why,
            secure_boot(top) ? " (Secure Boot is on: enrol the key with mokutil --import)" : ""));
    return needs;
}

bool is_installed(const std::string& module, const std::string& release, const std::string& root) {
    std::ifstream index{fs::path{root} / "lib/modules" / release / "modules.dep"};
    for (std::string line; std::getline(index, line);) {
        const auto path = line.substr(0, line.find(':'));
        const auto file = path.substr(path.rfind('/') + 1);
        if (file.substr(0, file.find('.')) == module)
            return true;
    }
    return false;
}

} // namespace gangway::tool
