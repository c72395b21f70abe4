// SPDX-License-Identifier: MIT
#include "frontend/types.hpp"

#include <algorithm>
#include <array>

namespace gangway::compiler {

namespace {

constexpr std::size_t most_types = 512;

/// The types that can be written without being declared.
constexpr auto built_in = std::to_array<basic>({
#define GW_TYPE(NAME, id, name, ...) basic::name,
#include <gangway/types.def>
});

std::vector<std::string_view> kinds_in(const node& body) {
    std::vector<std::string_view> given;
    for (const std::string_view key : {"struct", "enum", "flags"})
        if (body.find(key) != nullptr)
            given.push_back(key);
    return given;
}

/// Fields, where `struct:` was forgotten.
bool is_of_fields(const node& body) {
    constexpr auto others = std::to_array<std::string_view>({"doc", "base", "type"});
    return kinds_in(body).empty() && std::ranges::any_of(body.entries, [&](const yaml_entry& e) {
               return std::ranges::find(others, e.key.text) == others.end() &&
                      (find_built_in(e.value.text) || e.value.find("type") != nullptr);
           });
}

} // namespace

std::optional<basic> find_built_in(std::string_view name) {
    for (const auto type : built_in)
        if (to_string(type) == name)
            return type;
    return std::nullopt;
}

void type_table::declare(const node& types) {
    if (!w_.read.is_open_map(types, "types", "a map of NAME: {struct: …}, {enum: …} or {flags: …}"))
        return;
    if (types.entries.size() > most_types) {
        w_.log.add<diag::too_many_types>(types.at, most_types);
        return;
    }
    for (const auto& type : types.entries)
        if (w_.read.name(type.key, name_use::type))
            declare(type, types_[type.key.text]);
}

void type_table::declare(const yaml_entry& type, entry& declared) {
    const auto& name = type.key.text;
    const auto what = fmt::format("type '{}'", name);
    if (const auto meant = as_enum(type.value); !meant.empty()) {
        w_.log.add<diag::wrong_shape>(type.value.at, what, type.value.describe(),
                                      fmt::format("a map: write {}", meant));
        return;
    }
    if (is_of_fields(type.value)) { // told once, and not of each that it is no key
        w_.log.add<diag::type_is_nothing>(type.key.at, name, "put its fields under struct:");
        return;
    }
    if (!w_.read.is_map(type.value, what, {"doc", "struct", "enum", "flags", "base"}))
        return;
    const auto given = kinds_in(type.value);
    if (given.empty()) {
        w_.log.add<diag::type_is_nothing>(type.key.at, name, "add one of them");
        return;
    }
    if (given.size() > 1) {
        w_.log.add<diag::type_is_one_thing>(type.key.at, name, join(given));
        return;
    }
    declared.body = type.value.find(given[0]);
    w_.claim_cpp(name, what, type.key.at);
    if (given[0] != "struct") {
        declare_enum(type, given[0], declared);
        return;
    }
    declared.structure = w_.new_struct(name, what, type.key.at);
    declared.structure->named = true;
    declared.structure->doc = w_.read.doc(type.value);
    if (const node* const base = type.value.find("base"))
        w_.log.add<diag::base_of_struct>(base->at, name);
}

void type_table::declare_enum(const yaml_entry& type, std::string_view kind, entry& declared) {
    constexpr auto bases = std::to_array<std::string_view>({"u8", "u16", "u32", "u64"});
    constexpr auto types = std::to_array({basic::u8, basic::u16, basic::u32, basic::u64});
    auto& made = *w_.made.enums.emplace_back(std::make_unique<enum_type>());
    declared.enumeration = &made;
    made.name = type.key.text;
    made.doc = w_.read.doc(type.value);
    made.is_flags = kind == "flags";
    made.at = type.key.at;
    if (const node* const base = type.value.find("base"))
        if (const auto i = w_.read.choice(*base, "base", "a base of enum and flags", bases))
            made.base = types[*i];
}

void type_table::warn_of_unused() const {
    for (const auto& [name, type] : types_) {
        if (!type.used && type.enumeration != nullptr)
            w_.log.add<diag::unused_type>(type.enumeration->at, name);
        if (!type.used && type.structure != nullptr)
            w_.log.add<diag::unused_type>(type.structure->at, name);
    }
}

std::vector<std::string_view> type_table::names() const {
    std::vector<std::string_view> names;
    names.reserve(types_.size() + built_in.size());
    for (const auto& [name, type] : types_)
        names.push_back(name);
    for (const auto type : built_in)
        names.push_back(to_string(type));
    return names;
}

std::vector<std::string_view> type_table::struct_names() const {
    std::vector<std::string_view> names;
    for (const auto& [name, type] : types_)
        if (type.structure != nullptr)
            names.push_back(name);
    return names;
}

const type_table::entry* type_table::find(const std::string& name) {
    const auto found = types_.find(name);
    if (found == types_.end())
        return nullptr;
    found->second.used = true;
    return &found->second;
}

} // namespace gangway::compiler
