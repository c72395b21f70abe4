// SPDX-License-Identifier: MIT
//
// Properties, calls, events, tables and streams.
#pragma once

#include <map>
#include <utility>

#include "frontend/fields.hpp"

namespace gangway::compiler {

class element_reader {
public:
    element_reader(workbench& w, field_reader& fields)
        : w_{w}
        , fields_{fields} {}

    void read_sections(const node& root);
    [[nodiscard]] bool found_any() const noexcept { return !taken_.empty(); }

private:
    using read_body = void (element_reader::*)(element&, const node&);
    void read_section(const node& root, std::string_view section, read_body read);
    void read_property(element& e, const node& n);
    /// What a property that is no map has to be, where that can be told; else empty.
    std::string in_full(const element& e, const node& n);
    void read_call(element& e, const node& n);
    void read_event(element& e, const node& n);
    void read_table(element& e, const node& n);
    void read_stream(element& e, const node& n);
    void read_requires(element& e, const node& n);
    void read_store(const element& e, stream& s, const node& n);
    void read_common(element& e, const node& n);
    void read_errors(const element& e, call& c, const node& n);
    void read_key(const element& e, table& t, const node& n);

    workbench& w_;
    field_reader& fields_;
    std::map<std::string, std::pair<std::string, position>> taken_; // names: what has it, and where
};

} // namespace gangway::compiler
