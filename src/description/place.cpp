// SPDX-License-Identifier: MIT
#include "description/place.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>

#include <fmt/format.h>

#include <gangway/carriers.h>

#include "description/explain.hpp"

namespace gangway {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t max_interface_name = 15;
constexpr std::size_t max_instance_name = 47;

bool is_interface_name(std::string_view name) {
    const auto ok = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    };
    return !name.empty() && name.size() <= max_interface_name && name[0] >= 'a' && name[0] <= 'z' &&
           std::all_of(name.begin(), name.end(), ok);
}

bool is_instance_name(std::string_view name) {
    return !name.empty() && name.size() <= max_instance_name && name != "." && name != ".." &&
           name.find_first_of(std::string_view{"/@\0", 3}) == name.npos;
}

// From the device: the module's name need not be the interface's.
std::string module_of(const place& of) {
    std::string name;
    std::ifstream file{of.device / "module"};
    return file >> name ? name : of.interface;
}

// The value of a {placeholder}.
std::string value_of(std::string_view word, const place& of, const dynamic::element& what) {
    if (word == "node")
        return of.instance.empty() ? of.interface : of.interface + "/" + of.instance;
    if (word == "device")
        return of.name;
    if (word == "module")
        return module_of(of);
    return word == "parameter" ? what.parameter : what.name;
}

} // namespace

result<place> place::of(std::string_view interface, std::string_view instance,
                        const std::string& root) {
    if (!is_interface_name(interface))
        return error{.number = EINVAL,
                     .message = in_quotes(interface) + " is not the name of an interface"};
    if (!instance.empty() && !is_instance_name(instance))
        return error{.number = EINVAL,
                     .message = in_quotes(instance) + " is not the name of an instance"};
    place p;
    p.interface = interface;
    p.instance = instance;
    p.name = instance.empty() ? p.interface : p.interface + "@" + p.instance;
    p.root = root;
    p.node = p.filled(GW_PATH_NODE);
    p.device = p.filled(GW_PATH_DEVICE);
    return p;
}

result<place> place::of(std::string_view name, const std::string& root) {
    const auto at = name.find('@');
    if (at == name.npos)
        return of(name, {}, root);
    if (at + 1 == name.size())
        return error{.number = EINVAL,
                     .message = in_quotes(name) + ": an instance's name follows the @"};
    return of(name.substr(0, at), name.substr(at + 1), root);
}

fs::path place::filled(std::string_view path, const dynamic::element& what) const {
    std::string text;
    while (!path.empty()) {
        const auto open = path.find('{');
        text += path.substr(0, open);
        if (open == path.npos)
            break;
        const auto close = path.find('}', open);
        text += value_of(path.substr(open + 1, close - open - 1), *this, what);
        path.remove_prefix(close + 1);
    }
    return root / fs::path{text}.relative_path();
}

} // namespace gangway
