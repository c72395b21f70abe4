// SPDX-License-Identifier: MIT
// One guest, from power-on to its end.
#pragma once

#include "kernels.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace gangway::lab {

// counting: emulate one processor, whose clock advances by a nanosecond with each instruction.
// uml: nothing is emulated, the image is a User-Mode Linux kernel.
enum class accelerator { kvm, tcg, counting, uml };

struct guest_options {
    accelerator accel = accelerator::tcg;
    int cpus = 2;
    int memory = 512; // MiB
    std::string append;
    std::vector<std::string> devices = {}; // as QEMU's -device has them
    std::chrono::seconds timeout{300};
    std::chrono::seconds silence{0}; // how long the command may print nothing; 0: no limit
};

struct guest_end {
    bool booted = false;       // PID 1 was about to load the user's modules
    bool started = false;      // the command was about to start
    std::optional<int> status; // of the command, and all of its output has been passed on
    std::string module_error;  // "NAME: why"
    std::string exec_error;
    std::string emulator_error; // what QEMU or User-Mode Linux itself printed
    bool timed_out = false;
    bool powered_off = false; // it ended by itself
    int signal = 0;           // the signal that stopped us
};

// Boots `image` with the archive `initrd`, passes the command's output on to our standard output
// and error as it comes, and writes the kernel's log to `log`. The guest is gone when this returns.
[[nodiscard]] guest_end run_guest(const fs::path& image, const std::string& initrd,
                                  const fs::path& log, const guest_options& options);

// Whether this machine's KVM really boots `image`: /dev/kvm can be there and not work. The answer
// is kept in the cache until the machine reboots.
[[nodiscard]] bool kvm_works(const fs::path& image);

} // namespace gangway::lab
