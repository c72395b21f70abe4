// SPDX-License-Identifier: MIT
//
// Fields, wherever they are written: of a declared struct, of one written in place, and the value
// of a property.
#pragma once

#include "frontend/types.hpp"

namespace gangway::compiler {

class field_reader {
public:
    field_reader(workbench& w, type_table& types)
        : w_{w}
        , types_{types} {}

    void read_fields(struct_type& type, const node& fields, std::string_view what);
    /// Type, bounds and presentation of a field; `n` is a type's name or a map.
    bool read_unit(field& f, const node& n, std::string_view what);
    /// Built in, or declared and now used.
    bool is_type(const std::string& name);
    /// A struct's name, or its fields, which are then a struct of that name.
    payload read_payload(const node& n, std::string_view what, const std::string& struct_name);

private:
    std::optional<field> read_field(const node& name, const node& value);
    bool read_type_name(field& f, const node& n);
    bool read_bounds(field& f, const node& map);
    void read_presentation(field& f, const node& map);

    workbench& w_;
    type_table& types_;
};

/// "u8 with count: 6", as an author would have written it.
std::string spell(const field& f);

} // namespace gangway::compiler
