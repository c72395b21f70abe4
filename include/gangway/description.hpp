// SPDX-License-Identifier: MIT
//
// An interface's description as a program sees it: parsed from the JSON that the compiler embeds in
// modules and clients. Nothing in it is trusted: parse() refuses what would make a later decode or
// encode overrun its buffer, so users of a description need not check again.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gangway/result.hpp>

namespace gangway::dynamic {

/// boolean, u8 … le64, string, bytes: those of types.def. Then what a description declares.
enum class scalar : std::uint8_t {
#define GW_TYPE(NAME, id, name, ...) name,
#include <gangway/types.def>
    enumerate, // field::names
    flags,     // field::names
    structure, // field::fields
};

struct named_value {
    std::string name;
    std::uint64_t value = 0;
};

/// An enum or a set of flags.
struct names {
    std::string name;
    scalar base = scalar::u32; // u8 … u64
    std::vector<named_value> values;
};

struct layout;

struct field {
    std::string name;
    std::string doc;
    std::string format; ///< "ipv4", "ipv6", "mac", "uuid", "hex" or empty
    std::string unit;   ///< "ns" or empty
    std::string type;   ///< as the description writes it
    scalar kind = scalar::u32;
    std::uint32_t offset = 0;
    std::uint32_t size = 0;      ///< of the whole unit
    std::uint32_t elem_size = 0; ///< of one value; of string and bytes: 1
    std::uint32_t count = 0;     ///< length of a fixed array; 0: none
    std::uint32_t max = 0;       ///< most values of a bounded array, string or bytes; 0: none
    std::uint32_t data = 0;      ///< where the values begin, relative to `offset`
    std::uint32_t given = 0; ///< where in the unit a byte says that it is there; 0: it always is
    /// Of what a kernel has: the number of its netlink attribute.
    std::optional<std::uint16_t> attribute;
    std::optional<std::uint16_t> item; ///< the same, inside each nest of address::each
    bool repeated = false;             ///< of an array: the attribute comes once for each value
    /// Of an array that is a nest, as one of structs always is: the number of its first value,
    /// which is 1 if it is not said.
    std::optional<std::uint16_t> first;
    std::shared_ptr<const dynamic::names> names;   ///< of an enum or flags
    std::shared_ptr<const dynamic::layout> layout; ///< of a struct

    [[nodiscard]] bool is_array() const noexcept {
        return count != 0 || (max != 0 && kind != scalar::string && kind != scalar::bytes);
    }
};

/// A struct: every field is within size, none overlaps another.
struct layout {
    std::string type; ///< its name, if it has one
    std::uint32_t size = 0;
    std::uint32_t align = 1;
    std::vector<field> fields;
};

enum class kind : std::uint8_t { property, call, event, table, stream };

std::string_view to_string(kind what) noexcept;

struct declared_error {
    int number = 0;
    std::string name; ///< "ENOENT"
    std::string doc;
};

/// Where the kernel has an element that is not Gangway's; empty and 0 where that does not apply.
struct address {
    bool existing = false;    ///< else it is a module's, and the rest does not apply
    std::string node;         ///< of ioctl: "/dev/random"
    std::string path;         ///< of a file: "/proc/sys/kernel/random/boot_id"
    std::string family;       ///< of generic netlink
    std::string group;        ///< its multicast group for events
    std::string action;       ///< of uevents: only those
    std::uint32_t number = 0; ///< of the ioctl that gets, or calls
    std::uint32_t set = 0;    ///< of the one that sets
    bool by_value = false;    ///< what is passed to it is its argument itself: one integer
    bool returned = false;    ///< what comes back is what ioctl() returns: one integer
    unsigned command = 0;     ///< of the family
    /// Attribute that contains a nest for each row or record.
    std::optional<std::uint16_t> each;
};

struct element {
    std::string name;
    std::string doc;
    dynamic::kind kind = kind::property;
    unsigned number = 0;
    std::string needs;            ///< "CAP_NET_ADMIN" or empty
    std::vector<std::string> via; ///< carriers, in order of preference
    std::string context;          ///< of an event

    // property: `out` is its value, and `in` the same; call: request and reply; event: `out`;
    // table: `out` is a row
    layout in;
    layout out;
    bool readable = false;
    bool writable = false;
    bool notify = false;    ///< watchers of a property are notified of changes
    bool load_only = false; ///< set when the module is loaded, or never
    std::string parameter;  ///< of a property: its name as a parameter of the module, or empty
    bool inverted = false;  ///< the parameter has the opposite value
    std::vector<std::string> key;                             ///< of a table: fields of its row
    std::optional<std::pair<std::string, std::string>> range; ///< as text, both ends included
    bool positioned = false;                                  ///< of a stream
    std::string frames;      ///< of a stream: "none", "records", "lines"
    std::uint32_t store = 0; ///< of a stream that Gangway keeps: bytes that it can have
    std::string initial;     ///< default as JSON text, or empty
    std::vector<declared_error> errors;
    address at; ///< of what a kernel has
};

/// A parsed description. Immutable; shared by everything that uses it.
class description {
public:
    /// Errors: EINVAL, saying where and what is wrong; ENOTSUP made by a newer compiler.
    static result<std::shared_ptr<const description>> parse(std::string_view json);

    /// Null if no element has that name or number.
    [[nodiscard]] const element* find(std::string_view name) const noexcept;
    [[nodiscard]] const element* find(unsigned number) const noexcept;

    std::string interface;
    std::string doc;
    bool netns_each = false;
    bool instances_many = false;
    bool existing = false; ///< `provider: kernel`: no Gangway module provides it
    std::string mode;      ///< of the node: "0600"
    std::string group;
    std::vector<element> elements;
    std::string json; ///< as it was parsed
};

/// The library's descriptions of what kernels already offer, by name.
const std::vector<std::shared_ptr<const description>>& shipped();

/// Where an element can be found without Gangway: what one would pass to cat, genl or strace.
/// "/sys/class/gangway/icmpmon/enabled"; empty for a carrier without a path. `name`: the
/// interface's, with its instance, "icmpmon@eth0".
std::string where(const element& what, std::string_view carrier, std::string_view name);

} // namespace gangway::dynamic
