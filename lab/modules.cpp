// SPDX-License-Identifier: MIT
#include "modules.hpp"

#include "advice.hpp"
#include "process.hpp"

#include <algorithm>
#include <elf.h>
#include <fmt/format.h>
#include <ranges>
#include <set>
#include <sstream>

namespace gangway::lab {

namespace {

bool is_file(std::string_view name) {
    return name.find('/') != std::string_view::npos || name.find(".ko") != std::string_view::npos;
}

std::vector<std::string> split(std::string_view list, char separator) {
    std::vector<std::string> parts;
    std::istringstream in{std::string(list)};
    for (std::string part; std::getline(in, part, separator);) {
        if (!part.empty())
            parts.push_back(std::move(part));
    }
    return parts;
}

// A section of a 64-bit ELF file; empty if it has none, or is no such file.
std::string_view section(std::string_view content, std::string_view name) {
    Elf64_Ehdr file{};
    Elf64_Shdr names{};
    if (!peek(content, 0, file) ||
        !peek(content, file.e_shoff + file.e_shstrndx * sizeof(Elf64_Shdr), names))
        return {};
    for (std::size_t i = 0; i < file.e_shnum; i++) {
        Elf64_Shdr header{};
        if (!peek(content, file.e_shoff + i * sizeof header, header))
            return {};
        const std::size_t at = names.sh_offset + header.sh_name;
        if (at >= content.size() || header.sh_offset >= content.size())
            continue;
        const std::string_view found = content.substr(at, name.size() + 1);
        if (found.starts_with(name) && found.ends_with('\0'))
            return content.substr(header.sh_offset, header.sh_size);
    }
    return {};
}

struct built_module {
    fs::path file;
    std::vector<std::string> depends; // names
};
using built_modules = std::map<std::string, built_module>;

// Appends what must be loaded before a module, in order, each once.
void add_needed(const built_modules& all, const std::string& name, std::vector<std::string>& to) {
    for (const std::string& needed : all.at(name).depends) {
        if (!all.contains(needed) || std::ranges::find(to, needed) != to.end())
            continue;
        add_needed(all, needed, to);
        to.push_back(needed);
    }
}

built_modules read_built(const fs::path& folder) {
    built_modules all;
    for (const std::string& line : split(read_file(folder / "modules.order"), '\n')) {
        const fs::path file = fs::path(line).replace_extension(".ko"); // kbuild says .o since 6.2
        if (!fs::exists(folder / file))
            continue; // configured, but not built
        built_module module{file, {}};
        for (const std::string& name : split(module_info(read_file(folder / file), "depends"), ','))
            module.depends.push_back(module_name(name));
        all.emplace(module_name(file), std::move(module));
    }
    return all;
}

// A tree in which nothing was installed has no modules.dep, but a list of what was built.
std::string dependencies(const fs::path& folder) {
    if (fs::exists(folder / "modules.dep"))
        return read_file(folder / "modules.dep");
    if (!fs::exists(folder / "modules.order"))
        return {};
    const built_modules all = read_built(folder);
    std::string text;
    for (const auto& [name, module] : all) {
        std::vector<std::string> needed;
        add_needed(all, name, needed);
        text += module.file.native() + ":";
        for (const std::string& one : needed | std::views::reverse)
            text += " " + one;
        text += '\n';
    }
    return text;
}

std::string built_in(const fs::path& folder) {
    const fs::path list = folder / "modules.builtin";
    return fs::exists(list) ? read_file(list) : "";
}

} // namespace

module_request parse_module(std::string_view text) {
    const std::size_t space = std::min(text.find(' '), text.size());
    return {std::string(text.substr(0, space)),
            std::string(text.substr(std::min(space + 1, text.size())))};
}

std::string module_name(const fs::path& file) {
    std::string name = file.filename();
    name.resize(std::min(name.find(".ko"), name.size()));
    std::ranges::replace(name, '-', '_');
    return name;
}

module_tree::module_tree(const kernel& from)
    : module_tree(from.modules, dependencies(from.modules), built_in(from.modules)) {}

module_tree::module_tree(const fs::path& folder, std::string_view dependencies,
                         std::string_view built_in) {
    // "FILE: FILE FILE": of what follows, the last must be loaded first.
    for (const std::string& line : split(dependencies, '\n')) {
        const std::size_t colon = line.find(':');
        entry e{folder / line.substr(0, colon), {}};
        for (const std::string& file : split(std::string_view(line).substr(colon + 1), ' '))
            e.before.push_back(module_name(file));
        std::ranges::reverse(e.before);
        modules_.emplace(module_name(e.file), std::move(e));
    }
    for (const std::string& file : split(built_in, '\n'))
        built_in_.insert(module_name(file));
}

bool module_tree::knows(std::string_view name) const {
    return modules_.contains(name) || built_in_.contains(name);
}

std::vector<loadable> module_tree::order(const std::vector<module_request>& requests) const {
    std::vector<loadable> result;
    std::set<std::string> taken;
    for (const module_request& r : requests) {
        if (is_file(r.name))
            taken.insert(module_name(r.name)); // these come where the user put them
    }
    const auto load = [&](const std::string& name, const std::string& parameters) {
        const auto found = modules_.find(name);
        if (found == modules_.end() || !taken.insert(name).second)
            return;
        for (const std::string& before : found->second.before) {
            if (taken.insert(before).second)
                result.push_back({modules_.at(before).file, ""});
        }
        result.push_back({found->second.file, parameters});
    };
    for (const module_request& r : requests) {
        if (!is_file(r.name)) {
            const std::string name = module_name(r.name);
            if (!knows(name))
                throw failure(fmt::format("the kernel has no module \"{}\"; name a file as a path "
                                          "that ends in .ko",
                                          r.name));
            load(name, r.parameters);
            continue;
        }
        if (!fs::is_regular_file(r.name))
            throw failure(fmt::format("there is no module {}; gangway-lab build makes one from a "
                                      "folder with a Kbuild",
                                      r.name));
        for (const std::string& needed :
             split(module_info(module_content(r.name), "depends"), ',')) {
            const std::string name = module_name(needed);
            load(name, "");
            if (built_in_.contains(name) ||
                std::ranges::any_of(result, [&](const loadable& before) {
                    return module_name(before.file) == name;
                }))
                continue;
            throw failure(fmt::format(
                "{} needs the module {}, which {} --module …/{}.ko before it{}", r.name, name,
                taken.contains(name) ? "comes after it: put"
                                     : "the kernel does not have by itself: add",
                name, name == "gangway" ? where_gangway_is_from : ""));
        }
        result.push_back({r.name, r.parameters});
    }
    return result;
}

std::string module_content(const fs::path& file) {
    if (file.extension() != ".xz")
        return read_file(file);
    captured unpacked = capture({require_program("xz", "xz-utils"), "-dc", file});
    if (unpacked.status != 0)
        throw failure(fmt::format("xz -dc {}: {}", file.native(), unpacked.err));
    return std::move(unpacked.out);
}

std::string module_info(std::string_view content, std::string_view name) {
    // A row of NAME=VALUE strings, each between NULs.
    std::string_view rest = section(content, ".modinfo");
    while (!rest.empty()) {
        const std::string_view entry = rest.substr(0, rest.find('\0'));
        if (entry.size() > name.size() && entry.starts_with(name) && entry[name.size()] == '=')
            return std::string(entry.substr(name.size() + 1));
        rest.remove_prefix(std::min(entry.size() + 1, rest.size()));
    }
    return {};
}

void check_release(const fs::path& file, std::string_view content, const kernel& target) {
    if (!content.starts_with("\x7f"
                             "ELF"))
        throw failure(fmt::format("{} is not a kernel module", file.native()));
    const std::string magic = module_info(content, "vermagic");
    const std::string release = magic.substr(0, magic.find(' '));
    if (release != target.release)
        throw failure(fmt::format("{} was built for kernel {}, not for {}: gangway-lab build "
                                  "FOLDER --kernel {}",
                                  file.native(), release.empty() ? "?" : release, target.release,
                                  target.name));
}

} // namespace gangway::lab
