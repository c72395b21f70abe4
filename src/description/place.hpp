// SPDX-License-Identifier: MIT
//
// Where an interface is, and where its elements are in the file system.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include <gangway/description.hpp>
#include <gangway/result.hpp>

namespace gangway {

/// Where an instance of an interface is.
struct place {
    std::string interface; ///< "icmpmon"
    std::string instance;  ///< "eth0" or empty
    std::string name;      ///< "icmpmon@eth0": its name, and its device's
    std::filesystem::path root;
    std::filesystem::path node;   ///< /dev/gangway/icmpmon/eth0
    std::filesystem::path device; ///< /sys/class/gangway/icmpmon@eth0

    /// Errors: EINVAL not a valid name of an interface or an instance.
    static result<place> of(std::string_view interface, std::string_view instance,
                            const std::string& root);
    /// From "icmpmon@eth0".
    static result<place> of(std::string_view name, const std::string& root);

    /// A path of carriers.def, with its {placeholders} replaced, below the root.
    [[nodiscard]] std::filesystem::path filled(std::string_view path,
                                               const dynamic::element& what = {}) const;
};

} // namespace gangway
