// SPDX-License-Identifier: MIT
#include "advice.hpp"

#include "process.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace gangway::lab {

namespace {

// The name of a description in the folder; empty if there is none.
std::string description_in(const fs::path& folder) {
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.is_regular_file() && entry.path().extension() == ".yaml" &&
            ("\n" + read_file(entry.path())).find("\ninterface:") != std::string::npos)
            return entry.path().stem();
    }
    return {};
}

std::string three_lines(const std::string& name) {
    return fmt::format("\n  obj-m := {0}.o\n  {0}-y := {0}_kern.o {0}_kern.gw.o\n"
                       "  include $(shell pkg-config --variable=kbuild gangway)",
                       name);
}

bool exports_gangway(const fs::path& table) {
    return fs::exists(table) && read_file(table).find("\tgw_register\t") != std::string::npos;
}

} // namespace

std::string advice_on_kbuild(const fs::path& folder) {
    const std::string name = fs::is_directory(folder) ? description_in(folder) : "";
    if (name.empty())
        return "a Kbuild of one line will do: obj-m += NAME.o";
    return fmt::format("the Kbuild beside {}.yaml has three lines:{}", name, three_lines(name));
}

std::string advice_on(const fs::path& kbuild, const fs::path& results,
                      std::span<const fs::path> symbols) {
    const std::string name = description_in(kbuild.parent_path());
    if (name.empty())
        return {};
    const std::string text = read_file(kbuild);
    const bool asks = text.find("--variable=kbuild gangway") != std::string::npos;
    if ((!asks && text.find("provider.kbuild") == std::string::npos) ||
        text.find(".gw.o") == std::string::npos)
        return fmt::format("; {}.yaml beside {} is not compiled unless that says{}", name,
                           kbuild.native(), three_lines(name));
    if (asks && capture({"sh", "-c", "pkg-config --exists gangway"}).status != 0)
        return "; its Kbuild asks pkg-config for Gangway, which does not know it: install "
               "pkg-config "
               "and Gangway, or have PKG_CONFIG_PATH name the folder of gangway.pc";
    // Written when all is compiled, before symbols are looked up.
    if (fs::exists(results / "modules.order") && std::ranges::none_of(symbols, exports_gangway))
        return std::string("; if gw_register is undefined, --uses has to name the folder with ") +
               "gangway.ko's Kbuild, built before" + where_gangway_is_from;
    return {};
}

} // namespace gangway::lab
