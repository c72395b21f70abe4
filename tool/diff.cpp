// SPDX-License-Identifier: MIT
//
// What a new description breaks of what was built from an old one, by the compiler's own rules.
#include <filesystem>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "command.hpp"
#include "compile.hpp"
#include "files.hpp"
#include "frontend/yaml.hpp"

namespace gangway::tool {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_lock_bytes = std::size_t{16} << 20U;

std::string read(const fs::path& path, std::size_t most) {
    std::string text;
    if (auto why = compiler::read_file(path, most, text); !why.empty())
        throw usage_error{why};
    return text;
}

/// The old description with its lock: its own, or a first one.
compiler::compilation compiled(const std::string& path, const std::string& text,
                               std::string lock_path) {
    if (lock_path.empty()) {
        const auto beside =
            fs::path{path}.replace_filename(compiler::interface_name(text).value_or("") + ".lock");
        if (fs::exists(beside))
            lock_path = beside;
    }
    std::optional<std::string> lock;
    if (!lock_path.empty())
        lock = read(lock_path, most_lock_bytes);
    compiler::diagnostics log;
    auto done = lock ? compiler::compile(text, lock, log) : compiler::compile_alone(text, log);
    if (!done)
        throw usage_error{"the old description is not valid:\n" + log.print(path, lock_path)};
    return std::move(*done);
}

std::string_view whom(const compiler::breakage& b) {
    return b.clients && b.modules ? "clients and modules" : b.clients ? "clients" : "modules";
}

dynamic::value as_json(const compiler::breakage& b, const std::string& path) {
    auto breaks = dynamic::value::array();
    if (b.clients)
        breaks.push_back("clients");
    if (b.modules)
        breaks.push_back("modules");
    return {{"file", path},     {"line", b.at.line}, {"column", b.at.column},
            {"breaks", breaks}, {"rule", b.rule},    {"text", b.text}};
}

} // namespace

int diff(const std::string& before, const std::string& after, const std::string& lock,
         const options& all) {
    const auto old_text = read(before, compiler::yaml_max_bytes);
    const auto new_text = read(after, compiler::yaml_max_bytes);
    const auto old_name = compiler::interface_name(old_text);
    const auto new_name = compiler::interface_name(new_text);
    if (old_name && new_name && old_name != new_name)
        throw usage_error{fmt::format("{} describes {}, {} describes {}: two interfaces", before,
                                      *old_name, after, *new_name)};
    for (const auto& [path, text] : {std::pair{&before, &old_text}, {&after, &new_text}})
        if (compiler::is_existing(*text))
            throw usage_error{fmt::format(
                "{} describes what a kernel already offers: no module is built from it, and each "
                "client brings its own description along, so no change of it breaks anyone",
                *path)};
    compiler::diagnostics log;
    const auto list = compiler::breakages(new_text, compiled(before, old_text, lock), log);
    if (!list)
        throw usage_error{"the new description is not valid:\n" + log.print(after, lock)};
    auto json = dynamic::value::array();
    for (const auto& b : *list)
        if (all.json)
            json.push_back(as_json(b, after));
        else
            fmt::print("{}:{}:{}: breaks {}: {}\n", after, b.at.line, b.at.column, whom(b), b.text);
    if (all.json)
        print_json(json);
    else if (list->empty())
        fmt::print("{} breaks nobody: what was built from {} works with what is built from it, and "
                   "the other way round\n",
                   after, before);
    return list->empty() ? 0 : 1;
}

} // namespace gangway::tool
