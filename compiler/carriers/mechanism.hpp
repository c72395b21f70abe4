// SPDX-License-Identifier: MIT
//
// What the compiler must know of a carrier beyond its row in carriers.def, as questions that any
// stage asks. Each has a neutral answer, so that a carrier's file says only what it has to say.
//
// To add a carrier: write carriers/NAME.cpp that defines NAME_mechanism(), and say READY or
// EXISTING in its row. The table of them is made from there.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "emit/emit.hpp"
#include "emit/writer.hpp"
#include "model/diagnostics.hpp"
#include "model/model.hpp"

namespace gangway::compiler {

class at_value;
class name_registry;

/// A key of `at:`.
struct at_key {
    std::string_view name;
    std::string_view example; // for who left it out; empty: it may be
    bool (*fits)(const element& e);
    void (*read)(at_value& value, address& into);
};

/// A key of what a module's element says to one of its carriers, under that one's name.
struct option_key {
    std::string_view name;
    std::string_view example; // for who left it out; empty: it may be
    void (*read)(at_value& value, carrier_options& into);
};

/// An element by one of its carriers, while it is being checked.
struct carried {
    const model& m;
    const element& e;
    const carrier& by;
    position at; // where the carrier is named, or the element that needs no name for it
    diagnostics& log;

    /// Those of the other carriers for this kind of element that fit, for a message.
    [[nodiscard]] std::string others(const std::function<bool(const carrier&)>& fit) const;
};

/// The longest message of an element as a carrier sends it.
struct message {
    std::string name; // "the record of 'packet'"
    std::uint64_t size = 0;
};

class mechanism {
public:
    // -- The description -------------------------------------------------------------------------

    /// Are the provider's handlers asked, and a caller's capability? False: there is only the
    /// stored value, for everybody who gets that far.
    [[nodiscard]] virtual bool has_handlers() const { return true; }
    /// What this carrier in particular requires of an element, whether a module's or the kernel's
    /// own.
    virtual void check_fields(const carried& what) const;
    /// What it requires of a module's element.
    virtual void check(const carried& /*what*/) const {}
    /// Bytes of a message, at most.
    [[nodiscard]] virtual std::uint64_t message_size(const struct_type& type,
                                                     encoding written) const;
    /// A message that is within max_bytes.
    virtual void check_size(const carried& /*what*/, const message& /*longest*/) const {}
    /// Does it keep a stream by itself, and ask no handler?
    [[nodiscard]] virtual bool keeps_streams() const { return false; }
    /// What a module's element may say to it, `NAME: {KEY: …}`.
    [[nodiscard]] virtual std::span<const option_key> option_keys() const { return {}; }
    /// What holds where the element says nothing.
    virtual void usual_options(carrier_options& /*into*/) const {}
    /// What of it programs know an element by, and is not the same any more: sentences.
    [[nodiscard]] virtual std::vector<std::string> options_changed(const model& /*before*/,
                                                                   const element& /*then*/,
                                                                   const model& /*after*/,
                                                                   const element& /*now*/) const {
        return {};
    }
    /// The options as JSON, for who reads the description at run time. Empty: nothing was said.
    [[nodiscard]] virtual std::string options_json(const element& /*e*/) const { return {}; }
    /// Claims what the generated code has only for this carrier.
    virtual void claim_names(const model& /*m*/, name_registry& /*names*/) const {}

    // -- What a kernel already offers ------------------------------------------------------------

    [[nodiscard]] virtual std::span<const at_key> at_keys() const { return {}; }
    /// The folder that paths under `at:` are in, with a trailing slash.
    [[nodiscard]] virtual std::string_view root() const { return {}; }
    /// Does it tell of changes of what is not Gangway's?
    [[nodiscard]] virtual bool tells_of_existing() const { return false; }
    virtual void check_existing(const carried& /*what*/) const {}
    /// The address against the layout.
    virtual void check_address(const element& /*e*/, diagnostics& /*log*/) const {}
    /// "ioctl on /dev/random: get with 0x80045200", without a full stop: for those who write a
    /// client by hand, and for the reference.
    [[nodiscard]] virtual std::string place(const element& /*e*/) const { return {}; }

    // -- The UAPI header -------------------------------------------------------------------------

    /// "gangway/ring.h"; empty: no header of its own.
    [[nodiscard]] virtual std::string_view uapi_header() const { return {}; }
    /// What the C form of a value has to do with what the kernel itself sends, in a sentence.
    [[nodiscard]] virtual std::string_view form_of_existing() const { return {}; }
    /// Its paragraph of the protocol.
    [[nodiscard]] virtual std::string protocol(const model& /*m*/) const { return {}; }
    /// How to use an element, in sentences.
    [[nodiscard]] virtual std::vector<std::string> usage(const model& /*m*/,
                                                         const element& /*e*/) const {
        return {};
    }
    virtual void write_constants(writer& /*out*/, const model& /*m*/) const {}
    /// After the structs.
    virtual void write_types(writer& /*out*/, const model& /*m*/) const {}
    /// Does the reply of a call replace its request, in a union of both?
    [[nodiscard]] virtual bool has_buffer() const { return false; }
    virtual void write_requests(writer& /*out*/, const model& /*m*/, const element& /*e*/) const {}

    // -- The provider's glue ---------------------------------------------------------------------

    /// Does generated code emit events by itself, as far as it can? See <gangway/emit.h>.
    [[nodiscard]] virtual bool emits_inline() const { return false; }
    /// What the header and the source of the glue have at their beginning.
    virtual void write_includes(writer& /*out*/, const model& /*m*/) const {}
    virtual void write_source(writer& /*out*/, const model& /*m*/) const {}
    /// Files beside those.
    [[nodiscard]] virtual std::vector<output_file> files(const model& /*m*/) const { return {}; }
    /// A statement for the function that emits `record` from the instance `m`, with a carrier that
    /// gangway.ko knows nothing of. Such an event is always copied. Empty: nothing.
    [[nodiscard]] virtual std::string on_emit(const model& /*m*/, const element& /*e*/) const {
        return {};
    }
    /// Functions that the provider may call, for the header.
    virtual void write_functions(writer& /*out*/, const model& /*m*/, const element& /*e*/) const {}
    /// The kernel's header for write_detail().
    [[nodiscard]] virtual std::string_view kernel_header() const { return {}; }
    /// What the carrier has to know of the element beyond the table of elements: writes it, under
    /// this name.
    virtual void write_detail(writer& /*out*/, const model& /*m*/, const element& /*e*/,
                              std::string_view /*name*/) const {}
    /// For a carrier of module parameters: declares this one to the kernel.
    virtual void write_parameter(writer& /*out*/, const model& /*m*/, const element& /*e*/) const {}

    // -- The client ------------------------------------------------------------------------------

    /// The least gangway::runtime_abi that has all that the client needs.
    [[nodiscard]] virtual int runtime_abi() const { return 2; }
    /// The class template of the client's member for a property; empty: as with all others.
    [[nodiscard]] virtual std::string_view property_class() const { return {}; }

    // -- The reference ---------------------------------------------------------------------------

    /// Where an element is found: "File: `/sys/…`".
    [[nodiscard]] virtual std::vector<std::string> facts(const model& /*m*/,
                                                         const element& /*e*/) const {
        return {};
    }
    /// Lines of C that use an element, `fd` being the open device node.
    [[nodiscard]] virtual std::vector<std::string> c_example(const model& /*m*/,
                                                             const element& /*e*/) const {
        return {};
    }
    /// Shell commands that read a table, besides gangway.
    [[nodiscard]] virtual std::vector<std::string> table_commands(const model& /*m*/,
                                                                  const element& /*e*/) const {
        return {};
    }

    mechanism(const mechanism&) = delete;
    mechanism& operator=(const mechanism&) = delete;
    mechanism(mechanism&&) = delete;
    mechanism& operator=(mechanism&&) = delete;
    virtual ~mechanism() = default;

protected:
    mechanism() = default;
};

#define GW_CARRIER(name, ...) const mechanism& name##_mechanism();
#include <gangway/carriers.def>

/// Of a carrier that this version cannot use: all neutral.
const mechanism& mechanism_of(const carrier& c);

/// Those that carry anything of this interface, in the order of carriers.def.
std::vector<const carrier*> carriers_of(const model& m);

/// Is any handler asked for this element?
bool has_handlers(const element& e);

/// The names of the carriers that fit: those of this version, else those planned.
std::string names_of(const model& m, const std::function<bool(const carrier&)>& fit);

} // namespace gangway::compiler
