// SPDX-License-Identifier: MIT
#include "places.hpp"

#include <fmt/format.h>

namespace gangway::tool {

namespace {

std::string node_of(std::string name) {
    if (const auto at = name.find('@'); at != name.npos)
        name[at] = '/';
    return "/dev/gangway/" + name;
}

std::string family_of(const dynamic::element& what, const std::string& name) {
    auto text = fmt::format("family {}, command {}", name.substr(0, name.find('@')), what.number);
    if (what.kind == dynamic::kind::event || what.notify)
        text += ", group " + what.name;
    return text;
}

} // namespace

std::string place_of(const dynamic::element& what, std::string_view carrier,
                     const std::string& name) {
    if (carrier == "ioctl" || carrier == "ring")
        return node_of(name);
    if (carrier == "sysfs")
        return fmt::format("/sys/class/gangway/{}/{}", name, what.name);
    if (carrier == "seq_file")
        return fmt::format("/proc/gangway/{}/{}", name, what.name);
    return carrier == "genetlink" ? family_of(what, name) : "";
}

} // namespace gangway::tool
