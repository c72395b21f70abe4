// SPDX-License-Identifier: MIT
#include "interfaces.hpp"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include <fmt/format.h>

#include "elf.hpp"

namespace gangway::tool {

namespace fs = std::filesystem;

namespace {

const std::string class_directory = "sys/class/gangway";

std::optional<std::string> read_file(const fs::path& path) {
    std::ifstream file{path, std::ios::binary};
    std::string text{std::istreambuf_iterator<char>{file}, {}};
    return file ? std::optional{std::move(text)} : std::nullopt;
}

error refuse(const std::string& path, std::string_view why) {
    return {.number = EINVAL, .message = fmt::format("{}: {}", path, why)};
}

bool is_compressed(std::string_view file) {
    return file.starts_with("\xfd"
                            "7zXZ") ||
           file.starts_with("\x1f\x8b") || file.starts_with("\x28\xb5\x2f\xfd");
}

} // namespace

std::vector<std::string> loaded_interfaces(const std::string& root) {
    std::vector<std::string> names;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator{fs::path{root} / class_directory, ignored})
        names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

result<std::shared_ptr<const dynamic::description>> loaded_description(const std::string& name,
                                                                       const std::string& root) {
    const auto plain = name.find('/') == name.npos && !name.starts_with('.');
    const auto text =
        plain ? read_file(fs::path{root} / class_directory / name / "description") : std::nullopt;
    if (!text)
        return error{.number = ENOENT,
                     .message = fmt::format("{0}: not loaded; try modprobe {0}", name)};
    return dynamic::description::parse(*text);
}

result<std::shared_ptr<const dynamic::description>> file_description(const std::string& path) {
    const auto file = read_file(path);
    if (!file)
        return error{.number = ENOENT,
                     .message =
                         fmt::format("{}: {}", path, std::generic_category().message(errno))};
    if (is_compressed(*file))
        return refuse(path, "is compressed; decompress it first (unxz, gunzip or unzstd)");
    if (!is_elf(*file))
        return dynamic::description::parse(*file);
    auto section = elf_section(*file, ".gangway");
    if (!section)
        return refuse(path, section.error().message);
    // The linker may have padded the section.
    return dynamic::description::parse(section->substr(0, section->find_last_not_of('\0') + 1));
}

} // namespace gangway::tool
