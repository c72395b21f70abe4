// SPDX-License-Identifier: MIT
#include "interfaces.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <gangway/carriers.h>

#include "elf.hpp"
#include "files.hpp"

namespace gangway::tool {

namespace fs = std::filesystem;

namespace {

error refuse(const std::string& path, std::string_view why) {
    return {.number = EINVAL, .message = fmt::format("{}: {}", path, why)};
}

bool is_compressed(std::string_view file) {
    return file.starts_with("\xfd"
                            "7zXZ") ||
           file.starts_with("\x1f\x8b") || file.starts_with("\x28\xb5\x2f\xfd");
}

} // namespace

namespace {

error not_loaded(const std::string& name, const std::string& root) {
    const auto interface = name.substr(0, name.find('@'));
    const auto others = instances_of(interface, root);
    return {.number = ENOENT,
            .message = others.empty()
                           ? fmt::format("{}: not loaded; try modprobe {}", name, interface)
                           : fmt::format("{}: no such instance; there is: {}", name,
                                         fmt::join(others, ", "))};
}

} // namespace

result<std::string> read_file(const fs::path& path) {
    constexpr auto most = SIZE_MAX - 1; // a module may be large
    std::string text;
    auto why = compiler::read_file(path, most, text);
    if (!why.empty())
        return error{.number = ENOENT, .message = std::move(why)};
    return text;
}

fs::path class_folder(const std::string& root) {
    return fs::path{root} / fs::path{GW_PATH_DEVICE}.parent_path().relative_path();
}

std::vector<std::string> loaded_interfaces(const std::string& root) {
    std::vector<std::string> names;
    std::error_code failed;
    for (fs::directory_iterator at{class_folder(root), failed}, end; !failed && at != end;
         at.increment(failed))
        names.push_back(at->path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

std::vector<std::string> instances_of(const std::string& interface, const std::string& root) {
    auto names = loaded_interfaces(root);
    std::erase_if(names,
                  [&](const std::string& name) { return !name.starts_with(interface + "@"); });
    return names;
}

result<std::shared_ptr<const dynamic::description>> loaded_description(const std::string& name,
                                                                       const std::string& root) {
    const auto plain = name.find('/') == name.npos && !name.starts_with('.');
    const auto text_of = [&](const std::string& device) {
        return read_file(class_folder(root) / device / "description");
    };
    auto text = plain ? text_of(name) : not_loaded(name, root);
    if (const auto many = instances_of(name, root); !text && plain && !many.empty())
        text = text_of(many.front());
    if (!text)
        return not_loaded(name, root);
    return dynamic::description::parse(*text);
}

std::shared_ptr<const dynamic::description> given_description(const std::string& name,
                                                              const options& all) {
    for (const auto& path : all.descriptions)
        if (auto d = file_description(path).value(); d->interface == name.substr(0, name.find('@')))
            return d;
    return nullptr;
}

result<std::shared_ptr<const dynamic::description>> known_description(const std::string& name,
                                                                      const options& all) {
    if (auto given = given_description(name, all))
        return given;
    auto loaded = loaded_description(name, all.root);
    if (!loaded && loaded.error().is(ENOENT))
        for (const auto& d : dynamic::shipped())
            if (d->interface == name)
                return d;
    return loaded;
}

std::vector<std::shared_ptr<const dynamic::description>>
existing_interfaces(const std::vector<std::string>& loaded, const options& all) {
    std::vector<std::shared_ptr<const dynamic::description>> found;
    auto taken = loaded;
    const auto add = [&](const std::shared_ptr<const dynamic::description>& d) {
        if (std::find(taken.begin(), taken.end(), d->interface) != taken.end())
            return;
        taken.push_back(d->interface);
        found.push_back(d);
    };
    for (const auto& path : all.descriptions)
        if (const auto d = file_description(path).value(); d->existing)
            add(d);
    for (const auto& d : dynamic::shipped())
        add(d);
    return found;
}

result<std::shared_ptr<const dynamic::description>> file_description(const std::string& path) {
    const auto file = read_file(path);
    if (!file)
        return file.error();
    if (is_compressed(*file))
        return refuse(path, "is compressed; decompress it first (unxz, gunzip or unzstd)");
    if (!is_elf(*file)) {
        auto parsed = dynamic::description::parse(*file);
        if (parsed)
            return parsed;
        const bool is_yaml = path.ends_with(".yaml") || path.ends_with(".yml");
        return refuse(path, parsed.error().message +
                                (is_yaml ? "; gangway gen makes NAME.gw.json of it" : ""));
    }
    auto section = elf_section(*file, ".gangway");
    if (!section)
        return refuse(path, section.error().message);
    // The linker may have padded the section.
    return dynamic::description::parse(section->substr(0, section->find_last_not_of('\0') + 1));
}

} // namespace gangway::tool
