// SPDX-License-Identifier: MIT
//
// Interfaces as they can be found without opening anything.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <gangway/description.hpp>

#include "command.hpp"

namespace gangway::tool {

/// All of a file. Errors: ENOENT it cannot be read.
result<std::string> read_file(const std::filesystem::path& path);

/// Of the devices of class "gangway", below `root`.
std::filesystem::path class_folder(const std::string& root);

/// Names of all devices of class "gangway", sorted: "icmpmon", "disk@sda".
std::vector<std::string> loaded_interfaces(const std::string& root);

/// Those of an interface that has several: "disk@sda" of "disk".
std::vector<std::string> instances_of(const std::string& interface, const std::string& root);

/// The description of a loaded interface, from sysfs; of one that has several instances, of the
/// first. Errors: ENOENT not loaded.
result<std::shared_ptr<const dynamic::description>> loaded_description(const std::string& name,
                                                                       const std::string& root);

/// Of the files of --description the one of that interface; null when there is none. Throws
/// gangway::exception when one cannot be read.
std::shared_ptr<const dynamic::description> given_description(const std::string& name,
                                                              const options& all);

/// As connect() would take it: given, loaded, or of what the kernel itself has. Errors: ENOENT.
result<std::shared_ptr<const dynamic::description>> known_description(const std::string& name,
                                                                      const options& all);

/// What needs no module, given by a file or shipped, less the names that loaded interfaces have.
/// Throws gangway::exception when a file cannot be read.
std::vector<std::shared_ptr<const dynamic::description>>
existing_interfaces(const std::vector<std::string>& loaded, const options& all);

/// From a module that is not loaded, or a .gw.json. Errors: ENOENT, EINVAL neither of the two.
result<std::shared_ptr<const dynamic::description>> file_description(const std::string& path);

} // namespace gangway::tool
