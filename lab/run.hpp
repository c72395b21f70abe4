// SPDX-License-Identifier: MIT
// Runs a command in a guest and determines the result.
#pragma once

#include "guest.hpp"
#include "image.hpp"
#include "modules.hpp"

#include <string>
#include <vector>

namespace gangway::lab {

// The lab's own exit statuses; any other is the command's.
enum exit_status : int {
    impossible_here = 124, // this machine cannot run that kernel, whatever the command
    lab_failed = 125,      // no verdict: the lab, the guest's boot, a module, a timeout
    log_condemned = 126,   // the kernel's log has a report, whatever the command returned
    command_missing = 127  // the command was not found or could not be executed
};

// In `modules`, `files` and `log`, {kernel} stands for the kernel's name.
struct run_request {
    std::vector<std::string> modules;   // as for parse_module()
    std::vector<std::string> files;     // PATH or PATH:GUESTPATH
    std::vector<std::string> variables; // NAME=VALUE
    std::vector<std::string> command;
    fs::path log;        // empty: one in the cache
    bool tcg = false;    // emulate even if KVM works
    bool icount = false; // emulate, and count instructions
    guest_options guest;
};

// A signal stopped the lab; the guest is gone.
struct interrupted : failure {
    explicit interrupted(int which);
    int signal;
};

// Returns the exit status for the lab. Throws a failure for what is wrong before anything boots,
// and interrupted.
[[nodiscard]] int run(const kernel& target, const run_request& request);

// "PATH:GUESTPATH" or "PATH", which then is the same in the guest.
struct file_request {
    fs::path from;
    fs::path to;
};
[[nodiscard]] file_request parse_file(std::string_view text);

} // namespace gangway::lab
