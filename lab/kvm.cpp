// SPDX-License-Identifier: MIT
#include "guest.hpp"
#include "image.hpp"

#include <fmt/format.h>
#include <unistd.h>

namespace gangway::lab {

namespace {

bool boots_under_kvm(const fs::path& image) {
    fmt::print(stderr, "gangway-lab: trying whether KVM works here\n");
    guest_image nothing;
    nothing.add_content("/lab/plan", std::string("d/\0", 3));
    const guest_options options{.accel = accelerator::kvm,
                                .cpus = 1,
                                .memory = 256,
                                .append = "quiet",
                                .timeout = std::chrono::seconds(8)};
    const bool works = run_guest(image, nothing.pack(), "/dev/null", options).booted;
    fmt::print(stderr, "gangway-lab: {}\n", works ? "it does" : "it does not: emulating");
    return works;
}

} // namespace

bool kvm_works(const fs::path& image) {
    if (::access("/dev/kvm", R_OK | W_OK) != 0)
        return false;
    const fs::path cache =
        cache_dir() / fmt::format("kvm-{:x}", fs::hash_value(image)); // one for each kernel
    const std::string key =
        fmt::format("{} {} ", image.native(), read_file("/proc/sys/kernel/random/boot_id"));
    for (const char* answer : {"yes", "no"}) {
        if (fs::exists(cache) && read_file(cache) == key + answer)
            return *answer == 'y';
    }
    const bool works = boots_under_kvm(image);
    write_file(cache, key + (works ? "yes" : "no"));
    return works;
}

} // namespace gangway::lab
