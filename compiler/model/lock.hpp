// SPDX-License-Identifier: MIT
//
// NAME.lock: what was promised to clients and modules that are already built. Written by the
// compiler, committed next to the description, compared with every later one.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/diagnostics.hpp"
#include "model/model.hpp"

namespace gangway::compiler {

struct locked_field {
    std::string name;
    std::string type; // as field::type_name()
    std::uint32_t offset = 0;
    std::uint32_t size = 0;
    std::uint32_t count = 0; // 0: no fixed array
    std::uint32_t max = 0;   // 0: not bounded
    bool operator==(const locked_field&) const = default;
};

struct locked_struct {
    std::uint32_t size = 0;
    bool nested = false; // in another struct: frozen
    std::vector<locked_field> fields;
};

struct locked_payload {
    std::string type; // a struct of the lock
    std::uint32_t min = 0;
};

struct locked_element {
    std::string kind;
    std::uint32_t number = 0;
    std::string access;           // of a property: r, w, rw, load; of a stream: r, w, rw
    std::string parameter;        // of a property: its name as one
    bool inverted = false;        // and whether it says the opposite
    bool notify = false;          // of a property: notifies of changes
    std::vector<std::string> key; // of a table: fields of its row, in order
    bool positioned = false;      // of a stream
    std::string frames;           // of a stream: none, records, lines
    std::uint32_t store = 0;      // of a stream that Gangway keeps: bytes
    std::vector<std::string> via;
    std::map<std::string, locked_payload>
        payloads; // by "value", "request", "reply", "record", "row"
};

struct locked_value {
    std::string name;
    std::uint64_t value = 0;
};

struct locked_enum {
    std::string kind; // enum, flags
    std::string base;
    std::vector<locked_value> values;
    std::vector<locked_value> removed;
};

struct lock {
    std::string interface;
    std::string instances; // one, many
    std::map<std::string, locked_element> elements;
    std::map<std::string, tombstone> removed;
    std::map<std::string, locked_enum> enums;
    std::map<std::string, locked_struct> structs;
};

/// "r", "w", "rw" or "load".
std::string_view access_of(const property& p) noexcept;
std::string_view access_of(const stream& s) noexcept;

/// The names of the fields of a table's key.
std::vector<std::string> key_of(const table& t);

locked_field locked(const field& f);

/// What a finished model promises, on top of the enum values that were removed before.
lock make_lock(const model& m, const std::map<std::string, locked_enum>& enums);

/// JSON, the same bytes for the same lock.
std::string print_lock(const lock& l);

/// Nothing, and an error in the log, when the text was not made by print_lock().
std::optional<lock> parse_lock(std::string_view text, diagnostics& log);

} // namespace gangway::compiler
