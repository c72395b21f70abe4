// SPDX-License-Identifier: MIT
#include <array>

#include "carriers/mechanism.hpp"
#include "emit/c_code.hpp"
#include "frontend/fields.hpp"
#include "frontend/place.hpp"
#include "model/encodings.hpp"

namespace gangway::compiler {

namespace {

constexpr auto actions = std::to_array<std::string_view>(
    {"add", "remove", "change", "move", "online", "offline", "bind", "unbind"});

constexpr auto keys =
    std::to_array<at_key>({{"action", "", [](const element&) { return true; },
                            [](at_value& value, address& into) {
                                value.choice("an action of uevents", actions, into.action);
                            }}});

/// The kernel has room for 64 keys, its own among them.
constexpr std::size_t most_fields = 40;

/// Beside the fields: GANGWAY_EVENT, GANGWAY_SEQUENCE and GANGWAY_TIME.
constexpr std::uint64_t fixed_bytes = 128;

class uevent final : public mechanism {
public:
    /// What a kernel says of itself is KEY=VALUE, each a single value.
    void check_fields(const carried& what) const override {
        if (!what.m.existing)
            return mechanism::check_fields(what);
        for (const auto& [part, p] : payloads_of(what.e))
            for (const auto& f : p->type->fields)
                if (f.form != shape::single || (!is_integer(f.type) && f.type != basic::string &&
                                                f.type != basic::enumeration))
                    what.log.add<diag::uevent_field>(f.at, f.name, spell(f));
    }

    void check(const carried& what) const override;
    [[nodiscard]] std::uint64_t message_size(const struct_type& type,
                                             encoding /*written*/) const override {
        return fixed_bytes + environment_bytes(type);
    }

    [[nodiscard]] std::vector<std::string> usage(const model& /*m*/,
                                                 const element& e) const override {
        return {fmt::format("Sent as a uevent \"change\" of the device, with GANGWAY_EVENT={} and "
                            "GW_FIELD=VALUE for each field of the record.",
                            e.name)};
    }
    [[nodiscard]] std::vector<std::string> facts(const model& /*m*/,
                                                 const element& e) const override {
        return {fmt::format("Uevent: `ACTION=change`, `GANGWAY_EVENT={}`", e.name)};
    }

    [[nodiscard]] std::span<const at_key> at_keys() const override { return keys; }
    [[nodiscard]] std::string_view form_of_existing() const override {
        return "In a uevent, a member is the value of the key of the same name in upper case.";
    }
    [[nodiscard]] std::string place(const element& e) const override {
        const auto& action = e.place.action;
        return fmt::format("uevents{}", action.empty() ? "" : " with ACTION=" + action);
    }
};

void uevent::check(const carried& what) const {
    const auto& e = what.e;
    const auto others = what.others([](const carrier&) { return true; });
    if (!e.requires_.empty())
        what.log.add<diag::uevent_capability>(what.at, e.name, e.requires_);
    if (what.m.netns_each)
        what.log.add<diag::uevent_netns>(what.at, e.name, others);
    const auto& fields = as_event(e)->record.type->fields;
    if (fields.size() > most_fields)
        what.log.add<diag::uevent_keys>(what.at, e.name, fields.size(), most_fields, others);
    constexpr unsigned others_read = 0004;
    if ((what.m.access.mode & others_read) == 0)
        what.log.add<diag::uevent_access>(what.at, e.name, others);
}

} // namespace

const mechanism& uevent_mechanism() {
    static const uevent it;
    return it;
}

} // namespace gangway::compiler
