// SPDX-License-Identifier: MIT
//
// The one model. The front end fills it, checks it and computes every layout; the back ends only
// print it. A model that reaches a back end is free of errors, so a back end never has to refuse.
//
// Everything here is deterministic: it depends on the description and its lock file alone.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "model/carriers.hpp"

namespace gangway::compiler {

/// A place in the description; both count from 1, columns in bytes.
struct position {
    std::uint32_t line = 1;
    std::uint32_t column = 1;
    auto operator<=>(const position&) const = default;
};

// ---------------------------------------------------------------------------------------------
// Types
// ---------------------------------------------------------------------------------------------

/// What one value is: boolean, u8 … le64, string, bytes, which are those of types.def, or what the
/// description declares. An enum or flags value is stored as its base. Never in an array: string,
/// char[max + 1], NUL-terminated, zero-padded; and bytes, a __u32 length, then __u8[max].
enum class basic : std::uint8_t {
#define GW_TYPE(NAME, id, name, ...) name,
#include <gangway/types.def>
    enumeration, // field::enumeration says which
    flags,       // field::enumeration says which
    structure,   // field::structure says which
};

/// The word that the description, the lock and the JSON use: "bool", "u8" … "string", "bytes".
/// For enumeration, flags and structure it is "enum", "flags", "struct"; see field::type_name().
std::string_view to_string(basic type) noexcept;

/// "__u8": one value in NAME.gw.h; of string and bytes, a unit. Empty: the description declares it.
std::string_view c_type(basic type) noexcept;

/// Bytes of one value of a scalar type (bool … le64); 0 for the others.
std::uint32_t scalar_size(basic type) noexcept;

bool is_integer(basic type) noexcept; // u8 … le64: not bool, enum, flags
bool is_signed(basic type) noexcept;

struct enum_value {
    std::string name;     // of what a kernel already offers also "write back"
    std::string cpp_name; // the same as an identifier: write_back
    std::string c_name;   // ICMPMON_MODE_FAST: unique in the whole header
    std::string doc;
    std::uint64_t value = 0; // of a flag: the bit itself (4, not 2)
    position at;
};

/// An enum or a set of flags. In C it is a value of its base plus untagged constants (so that a
/// property may be called as its type is: `mode: {type: mode}`).
struct enum_type {
    std::string name;
    std::string doc;
    bool is_flags = false;
    basic base = basic::u32;        // u8, u16, u32 or u64
    std::vector<enum_value> values; // as declared; at least one
    std::uint64_t mask = 0;         // flags: all known bits
    position at;
};

struct struct_type;

enum class shape : std::uint8_t {
    single,
    fixed,   // count: N → T x[N]
    bounded, // max: N   → __u32 x_count; (padding); T x[N]; (padding)
};

/// One field as its author wrote it: a unit that may take several C members (see member).
struct field {
    std::string name;
    std::string doc;
    std::string unit;   // "ns"; empty: none
    std::string format; // "ipv4", "ipv6", "mac", "uuid", "hex"; empty: as the type is
    basic type = basic::u32;
    const enum_type* enumeration = nullptr; // when type is enumeration or flags
    const struct_type* structure = nullptr; // when type is structure
    std::optional<std::uint16_t> attribute; // of a kernel's own message
    std::optional<std::uint16_t>
        item;              // the same, within each of the nests that address::each names
    bool optional = false; // a kernel's own message may leave it out
    bool repeated = false; // of an array: its attribute comes once for each value
    std::optional<std::uint16_t> first; // of an array that is a nest: the number of its first value
    shape form = shape::single;
    std::uint32_t bound = 0; // N of count:, of max:, also of string and bytes; else 0

    std::uint32_t offset = 0;      // of the unit, from the start of the struct
    std::uint32_t size = 0;        // of the whole unit, its own padding included
    std::uint32_t align = 1;       // of the unit
    std::uint32_t data_offset = 0; // of the values, from the start of the struct (after a count)
    std::uint32_t elem_size = 0;   // of one value (string and bytes: 1)
    std::uint32_t given = 0;       // of an optional one: where it says whether it is there
    position at;

    /// "be32", "string", or the name of the enum, flags or struct.
    [[nodiscard]] std::string_view type_name() const noexcept;
};

/// What a C member is there for.
enum class role : std::uint8_t {
    value,   // the field's value, or the array of them
    count,   // __u32 NAME_count of a bounded array, __u32 NAME_len of bytes
    given,   // __u8 NAME_given of an optional field
    padding, // __u8 __padN[size], always zero
};

/// One member of the C struct. The members, printed in order, leave no hole: each starts where
/// the one before it ends, and the last ends at struct_type::size.
struct member {
    role purpose = role::value;
    std::string c_name;          // "saddr", "data_len", "__pad0"
    std::uint32_t offset = 0;    // from the start of the struct
    std::uint32_t size = 0;      // of the whole member
    std::uint32_t extent = 0;    // 0: no array; else N of `c_name[N]` (string: max + 1)
    std::size_t field_index = 0; // into struct_type::fields; of no meaning for padding
};

/// A struct, named under `types:` or written in place.
struct struct_type {
    std::string name; // "packet"; in place: "count_request", "count_reply", event or property name
    std::string c_name; // "icmpmon_packet": the tag, without `struct`
    std::string doc;
    std::vector<field> fields;   // never empty
    std::vector<member> members; // fields and padding, laid out
    std::uint32_t size = 0;      // a multiple of align
    std::uint32_t align = 1;
    bool named = false;  // declared under `types:`
    bool nested = false; // part of another struct somewhere, where it cannot grow
    position at;
};

// ---------------------------------------------------------------------------------------------
// Elements
// ---------------------------------------------------------------------------------------------

/// An outermost struct, which may grow at its end.
struct payload {
    const struct_type* type = nullptr; // null: empty (a call without request or reply)
    std::uint32_t min = 0;             // the size it had when it first appeared (from the lock)

    [[nodiscard]] bool empty() const noexcept { return type == nullptr; }
    [[nodiscard]] std::uint32_t size() const noexcept { return type ? type->size : 0; }
};

/// A default. An enum's is its number, flags' their bits (both as uint64_t).
using constant = std::variant<bool, std::int64_t, std::uint64_t, std::string>;

/// Both ends included. Held as the property's type is: signed → int64_t, else uint64_t.
struct value_range {
    constant low;
    constant high;
};

struct property {
    bool readable = true;
    bool writable = false;
    payload value;                   // a struct of one field, "value"
    std::optional<constant> initial; // `default:`; absent: all zero
    std::optional<value_range> range;
    bool notify = false; // at least one of its carriers notifies of changes

    bool load_only = false; // `access: load`: given with the module, or never
    std::string parameter;  // its name as a parameter of the module; empty: it is none
    bool inverted = false;  // as a parameter it says the opposite

    /// Is its value a struct, which then may grow as outermost ones do?
    [[nodiscard]] bool is_one_struct() const noexcept;
    /// Does anybody but the provider give it a value?
    [[nodiscard]] bool is_given() const noexcept { return writable || !parameter.empty(); }
};

struct declared_error {
    std::string name;   // "ENOENT"
    std::string c_name; // "ICMPMON_COUNT_ENOENT": unique in the whole header
    std::string doc;
    position at;
};

struct call {
    payload request;
    payload reply;
    std::string union_name;             // "icmpmon_count": the tag of the buffer's union
    std::vector<declared_error> errors; // as declared
    /// Bytes of the buffer of the union, and what its first version had. 0: `_IO`, no buffer.
    [[nodiscard]] std::uint32_t size() const noexcept;
    [[nodiscard]] std::uint32_t min() const noexcept;
};

struct event {
    payload record;
    context deepest = context::process; // the most restrictive it may be sent from
};

struct table {
    payload request; // of what a kernel has: what a dump asks for
    payload row;
    std::vector<std::size_t> key; // indices into the row's fields; at least one
};

/// What a stream promises of its bytes.
enum class framing : std::uint8_t {
    none,
    records, // each read and each write is one record
    lines,   // text, in lines
};

std::string_view to_string(framing what) noexcept;

/// Bytes that Gangway keeps for one stream, at most.
inline constexpr std::uint32_t max_store = 1U << 24U;

struct stream {
    bool readable = true;
    bool writable = false;
    bool positioned = false; // each byte has a place, as in a file
    framing frames = framing::none;
    std::uint32_t store = 0; // bytes that Gangway keeps
    bool elsewhere = false;  // its carrier keeps it

    [[nodiscard]] bool has_handlers() const noexcept { return store == 0 && !elsewhere; }
};

/// How a carrier divides what it keeps.
struct parts {
    std::uint32_t size = 0;  // bytes of each
    std::uint32_t count = 0; // 0: it keeps nothing
    bool overwrite = false;  // when all are full, the oldest one begins anew
};

/// What a field is as an event of an input device.
struct input_code {
    std::string field;
    std::string word; // "ABS_X"
    std::uint16_t type = 0;
    std::uint16_t code = 0;
    std::optional<std::pair<std::int32_t, std::int32_t>> range; // of an axis with positions
    position at;
};

/// Where the kernel has an element of an interface that is not Gangway's (`at:`). Empty and 0: not
/// said, or of no meaning for the carrier.
struct address {
    std::string node; // of ioctl
    std::uint32_t number = 0;
    std::uint32_t set = 0;
    bool by_value = false; // what is passed is the argument itself, not where it is
    bool returned = false; // what comes back is what ioctl() returns
    std::string family;    // of genetlink
    std::string group;
    std::uint32_t command = 0;
    std::optional<std::uint16_t> each; // the attribute whose nests are a record or row each
    std::string path;                  // of sysfs, sysctl, procfs
    std::string action;                // of uevent
};

/// What a module's element says to one carrier alone, `CARRIER: {…}`.
struct carrier_options {
    std::uint32_t number = 0;         // syscall: of its own
    std::vector<std::string> program; // umh: and its arguments
    std::string device;               // input
    std::vector<input_code> codes;
    parts divided; // relay and file
};

struct element {
    std::string name;
    std::string doc;
    std::uint32_t number = 0; // 1 … 127, from the lock; for ever
    std::string requires_;    // "CAP_NET_ADMIN"; empty: no capability beyond opening the node
    std::vector<const carrier*> via; // at least one, most wanted first
    address place;                   // of an existing interface only
    carrier_options options;         // of a module's only
    std::variant<property, call, event, table, stream> body;
    position at;

    /// "property", "call", "event", "table", "stream".
    [[nodiscard]] std::string_view kind() const noexcept;
    /// `id`: GW_CARRIER_NAME.
    [[nodiscard]] bool carried_by(unsigned id) const noexcept;
};

/// What used to exist: its number is never given again.
struct tombstone {
    std::string name;
    std::string kind;
    std::uint32_t number = 0;
};

struct access {
    std::uint32_t mode = 0600; // of the device node; bits of 0666 only
    std::string group;         // empty: none
    bool is_public = false;    // all may read what a carrier lets them read
};

/// One interface. Pointers between its parts stay valid as long as it lives, also when moved.
struct model {
    std::string name;      // "icmpmon"
    std::string cpp_space; // its namespace: the name, or "random_" where C has a function random()
    std::string doc;
    bool existing = false; // `provider: kernel`: only clients are made, and there is no lock
    bool netns_each = false;
    bool instances_many = false;
    bool concurrent = false;            // handlers of an instance are not serialised
    std::uint32_t sessions_max = 256;   // open sessions per instance
    std::uint32_t subscribers_max = 16; // of them, subscriptions
    struct access access;

    std::vector<std::unique_ptr<enum_type>> enums;     // as declared
    std::vector<std::unique_ptr<struct_type>> structs; // every one; a nested before its users
    std::vector<element> elements;                     // by number
    std::vector<tombstone> removed;                    // by number

    model() = default;
    model(model&&) noexcept = default;
    model& operator=(model&&) noexcept = default;
    model(const model&) = delete;
    model& operator=(const model&) = delete;
    ~model() = default;
};

/// The payloads of an element with the names they have in the lock, empty ones left out.
std::vector<std::pair<std::string_view, payload*>> payloads_of(element& e);
std::vector<std::pair<std::string_view, const payload*>> payloads_of(const element& e);

element_kind kind_of(const element& e) noexcept;

/// The structs that some carrier writes so, nested ones included, in the model's order.
std::vector<const struct_type*> structs_by(const model& m, encoding written);

/// "icmpmon" → "ICMPMON".
std::string upper(std::string_view name);

} // namespace gangway::compiler
