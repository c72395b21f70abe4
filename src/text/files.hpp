// SPDX-License-Identifier: MIT
//
// Properties that are text files of the kernel's, wherever these are.
#pragma once

#include <cerrno>
#include <memory>
#include <string_view>

#include "carriers/carrier.hpp"

namespace gangway {

/// A kind of file system, and what is said of a file in it.
struct text_file_system {
    std::string_view carrier;
    int gone = ENODEV;     ///< what reading fails with when the file went while it was open
    bool notifies = false; ///< a file that was read is POLLPRI once there is something new to read
    bool parameters = false; ///< called and inverted as element::parameter says
};

/// A file for each property: where carriers.def says, or element::at.path for what a kernel has.
/// Each is opened once, when it is used first; so, who was there before a module was unloaded and
/// loaded again does not take the new one's files for the old one's: ENODEV. Errors: those of
/// open(2).
result<std::unique_ptr<carriers::carrier>> open_text_files(const text_file_system& as,
                                                           const carriers::endpoint& at);

} // namespace gangway
