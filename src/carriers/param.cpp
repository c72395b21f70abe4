// SPDX-License-Identifier: MIT
//
// param: parameters of the provider's module, below /sys/module. What is given when the module is
// loaded is no client's.
#include <fstream>

#include "text/files.hpp"

namespace gangway::carriers {

namespace {

// As the device says; the module's name need not be the interface's.
std::filesystem::path folder(const place& of) {
    std::string module;
    std::ifstream file{of.device / "module"};
    if (!(file >> module))
        module = of.interface;
    return of.root / "sys/module" / module / "parameters";
}

} // namespace

std::string where_param(const dynamic::element& what, const place& of) {
    if (what.load_only)
        return {};
    return (folder(of) / what.parameter).string();
}

result<std::unique_ptr<carrier>> open_param(const endpoint& at) {
    return open_text_files({.carrier = "param", .parameters = true}, at, folder(at.where));
}

} // namespace gangway::carriers
