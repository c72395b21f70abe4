// SPDX-License-Identifier: MIT
//
// Properties that are the kernel's text files, wherever they are.
#pragma once

#include <cerrno>
#include <memory>
#include <string_view>

#include "carriers/carrier.hpp"

namespace gangway {

/// A kind of file system, and the properties of its files.
struct text_file_system {
    std::string_view carrier;
    int gone = ENODEV;       ///< what reading fails with when the file was removed while open
    bool notifies = false;   ///< a file that was read reports POLLPRI when there is a new value
    bool parameters = false; ///< named and inverted as element::parameter says
};

/// A file for each property: where carriers.def says, or element::at.path for what a kernel has.
/// Each is opened once, on first use; so after a module was unloaded and loaded again, an old
/// client does not mistake the new one's files for the old one's: ENODEV. Errors: those of
/// open(2).
result<std::unique_ptr<carriers::carrier>> open_text_files(const text_file_system& as,
                                                           const carriers::endpoint& at);

} // namespace gangway
