// SPDX-License-Identifier: MIT
//
// uapi/gangway/carriers.def as a table: what each of Linux's mechanisms can carry.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include <gangway/carriers.h>

namespace gangway::compiler {

/// Contexts from the least to the most restrictive: a carrier that serves one serves those before
/// it.
enum class context : std::uint8_t { none, process, atomic, hardirq, nmi };

std::string_view to_string(context where) noexcept; // "process"; none: "no context"

/// One bit each, as GW_KIND_* of carriers.def.
enum class element_kind : std::uint8_t {
    property = 1,
    call = 2,
    event = 4,
    stream = 8,
    table = 16
};

std::string_view to_string(element_kind what) noexcept; // "property"
std::string_view plural(element_kind what) noexcept;    // "properties"

/// What decides who may read: GW_GUARD_* of carriers.def.
enum class guard : std::uint8_t { node, file, socket, open };

/// How messages look: GW_ENCODING_* of carriers.def.
enum class encoding : std::uint8_t { binary = 1, attributes = 2, text = 4 };

struct carrier {
    std::string_view name;
    unsigned id = 0;
    unsigned kinds = 0; // bits of element_kind, and GW_KIND_CHANGE
    context deepest =
        context::none;         // the most restrictive it takes an event from, also on PREEMPT_RT
    unsigned encodings = 0;    // bits of encoding
    std::size_t max_bytes = 0; // of one message; 0: no bound of its own
    guard guarded_by = guard::node;
    bool runtime = false;    // false: build-time, lives in the provider's own translation unit
    bool ready = false;      // for modules; false: known, but not in this version
    bool existing = false;   // clients can be made for what a kernel already offers by it
    bool has_client = false; // false: there is no place that a client could go to
    bool by_name = false;    // true: only where `via` names it
    std::string_view path;   // of carriers.def; may be empty
    std::string_view doc;

    [[nodiscard]] bool carries(element_kind what) const noexcept {
        return (kinds & static_cast<unsigned>(what)) != 0;
    }
    /// The first that it has.
    [[nodiscard]] encoding writes() const noexcept;
    /// Of the provider's build time: does it give a property its value before any client can?
    [[nodiscard]] bool gives_parameters() const noexcept {
        return !runtime && carries(element_kind::property);
    }
    /// Does it notify clients of a property's changes?
    [[nodiscard]] bool tells_of_changes() const noexcept;
};

/// All of carriers.def, in its order. The entries live for ever: pointers to them may be kept.
std::span<const carrier> carriers() noexcept;

/// Null when there is no such carrier.
const carrier* find_carrier(std::string_view name) noexcept;

} // namespace gangway::compiler
