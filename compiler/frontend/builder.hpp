// SPDX-License-Identifier: MIT
//
// From the tree to the model: reads what the author wrote and checks each part by itself and
// against its neighbours. Layout, carriers' limits and growth are checked on the finished model.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "frontend/name_registry.hpp"
#include "frontend/reader.hpp"
#include "frontend/yaml.hpp"
#include "model/model.hpp"

namespace gangway::compiler {

/// An entry of `removed:`, an element or TYPE.VALUE.
struct removal {
    std::string name;
    position at;
};

/// A model that still lacks layout and numbers.
struct draft {
    model made;
    std::vector<removal> removed;
};

class builder {
public:
    explicit builder(diagnostics& log)
        : log_{log}
        , read_{log} {}

    /// To be called once. What was wrong is in the log, and then parts of the model are missing.
    draft build(const node& root);

private:
    /// A name under `types:`, known before any of the types is read.
    struct type_entry {
        enum_type* enumeration = nullptr; // one of the two; neither when it was declared wrongly
        struct_type* structure = nullptr;
        const node* body = nullptr;
        bool used = false;
    };
    // interface.cpp
    void read_interface(const node& root);
    void read_access(const node& n);
    void read_provider(const node& root);
    void refuse_for_existing(const node& n, std::string_view key);
    void read_limits(const node& root);
    void read_removed(const node& n);
    void claim_cpp_name(const std::string& name, std::string what, position at);
    void claim_for_provider(position at);
    void claim_for_carriers();

    // types.cpp
    void declare_types(const node& n);
    void declare_type(const yaml_entry& entry, type_entry& declared);
    void read_types();
    void read_enum(enum_type& type, const node& body);
    void read_enum_value(enum_type& type, const node& name, const node* value);
    bool check_enum_value(const enum_type& type, const enum_value& value);
    void warn_of_unused_types();
    std::vector<std::string_view> type_names() const;
    type_entry* find_type(const std::string& name);
    struct_type* new_struct(std::string name, std::string what, position at);
    void read_fields(struct_type& type, const node& fields, std::string_view what);
    std::optional<field> read_field(const node& name, const node& value);
    bool read_unit(field& f, const node& n, std::string_view what);
    bool read_type_name(field& f, const node& n);
    bool read_bounds(field& f, const node& map);
    void read_presentation(field& f, const node& map);

    // elements.cpp
    using element_reader = void (builder::*)(element&, const node&);
    void read_section(const node& root, std::string_view section, element_reader read);
    void read_property(element& e, const node& n);
    void read_call(element& e, const node& n);
    void read_event(element& e, const node& n);
    void read_table(element& e, const node& n);
    void read_stream(element& e, const node& n);
    void claim_names(const element& e);
    void read_common(element& e, const node& n);
    void read_errors(const element& e, call& c, const node& n);
    void read_key(const element& e, table& t, const node& n);
    payload read_payload(const node& n, std::string_view what, const std::string& struct_name);

    // via.cpp
    void read_via(element& e, const node& n);
    std::vector<position> read_carriers(element& e, const node& list);
    void check_carriers(const element& e, const std::vector<position>& places);
    void check_carrier(const element& e, const carrier& c, position at);

    // params.cpp
    void read_parameter(const element& e, property& p, const node& n);
    void read_parameter_key(const element& e, property& p, const node& n);
    void check_build_time(const element& e, const carrier& c, position at);

    // existing.cpp
    void read_place(element& e, const node& n);
    bool check_existing(const element& e, const carrier& by, position at);
    void read_address(element& e, const carrier& by, const node* at);
    void read_numbers(field& f, const node& n);
    void check_numbers();
    void check_numbers(const struct_type& type, const element* with_items);

    // values.cpp
    void read_value_rules(property& p, const field& f, const node& n);
    std::optional<value_range> read_range(const field& f, const node& n);
    std::optional<constant> read_default(const field& f, const node& n);
    std::optional<constant> read_number(const field& f, const node& n);
    std::optional<constant> read_enum_default(const field& f, const node& n);
    std::optional<constant> read_flags_default(const field& f, const node& n);

    diagnostics& log_;
    reader read_;
    draft draft_;
    std::map<std::string, type_entry> types_;
    std::map<std::string, std::pair<std::string, position>> elements_; // what it is, and where
    name_registry names_{log_};
};

} // namespace gangway::compiler
