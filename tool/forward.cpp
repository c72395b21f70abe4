// SPDX-License-Identifier: MIT
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include <unistd.h>

#include <fmt/format.h>

#include "command.hpp"

namespace gangway::tool {

int forward(const std::string& verb, char* argv[]) {
    const auto name = "gangway-" + verb;
    std::error_code ignored;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", ignored);
    const auto beside = (self.parent_path() / name).string();
    argv[0] = const_cast<char*>(name.c_str()); // execv changes nothing
    execv(beside.c_str(), argv);
    execvp(name.c_str(), argv);
    fmt::print(stderr,
               "gangway: cannot run {}, neither from this program's folder nor from PATH: {}\n",
               name, std::generic_category().message(errno));
    return 127;
}

} // namespace gangway::tool
