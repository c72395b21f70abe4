// SPDX-License-Identifier: MIT
//
// Interfaces as they can be found without opening anything.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <gangway/description.hpp>

namespace gangway::tool {

/// Names of all devices of class "gangway", sorted: "icmpmon", "disk@sda".
std::vector<std::string> loaded_interfaces(const std::string& root);

/// The description of a loaded interface, from sysfs. Errors: ENOENT not loaded.
result<std::shared_ptr<const dynamic::description>> loaded_description(const std::string& name,
                                                                       const std::string& root);

/// From a module that is not loaded, or a .gw.json. Errors: ENOENT, EINVAL neither of the two.
result<std::shared_ptr<const dynamic::description>> file_description(const std::string& path);

} // namespace gangway::tool
