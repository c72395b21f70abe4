// SPDX-License-Identifier: MIT
//
// `types:`: the names that an author gives to structs, enums and flags.
#pragma once

#include <map>

#include "frontend/workbench.hpp"

namespace gangway::compiler {

class type_table {
public:
    /// Known before any of the types is read, so that they may use one another in any order.
    struct entry {
        enum_type* enumeration = nullptr; // one of the two; neither when it was declared wrongly
        struct_type* structure = nullptr;
        const node* body = nullptr;
        bool used = false;
    };

    explicit type_table(workbench& w)
        : w_{w} {}

    void declare(const node& types);
    /// Marks it as used. Null: nobody declared it.
    const entry* find(const std::string& name);
    [[nodiscard]] const std::map<std::string, entry>& entries() const noexcept { return types_; }
    /// With those that are built in; for suggestions.
    [[nodiscard]] std::vector<std::string_view> names() const;
    [[nodiscard]] std::vector<std::string_view> struct_names() const;
    void warn_of_unused() const;

private:
    void declare(const yaml_entry& type, entry& declared);
    void declare_enum(const yaml_entry& type, std::string_view kind, entry& declared);

    workbench& w_;
    std::map<std::string, entry> types_;
};

/// A type that can be written without being declared.
std::optional<basic> find_built_in(std::string_view name);

} // namespace gangway::compiler
