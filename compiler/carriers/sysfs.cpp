// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>

#include "carriers/text_file.hpp"

namespace gangway::compiler {

namespace {

/// What every device of ours, or any device at all, has in its folder.
constexpr auto files_of_devices = std::to_array<std::string_view>(
    {"dev", "device", "driver", "uevent", "power", "subsystem", "description", "module"});

class sysfs final : public existing_text_file {
public:
    sysfs()
        : existing_text_file{*find_carrier("sysfs"), "/sys/"} {}

    void check(const carried& what) const override {
        const auto& e = what.e;
        if (std::ranges::find(files_of_devices, e.name) != files_of_devices.end())
            what.log.add<diag::sysfs_name>(e.at, e.name, e.name + "_value");
    }
    [[nodiscard]] bool tells_of_existing() const override { return true; }
};

} // namespace

const mechanism& sysfs_mechanism() {
    static const sysfs it;
    return it;
}

} // namespace gangway::compiler
