// SPDX-License-Identifier: MIT
#include <array>

#include "carriers/mechanism.hpp"
#include "frontend/fields.hpp"
#include "frontend/place.hpp"

namespace gangway::compiler {

namespace {

constexpr auto actions = std::to_array<std::string_view>(
    {"add", "remove", "change", "move", "online", "offline", "bind", "unbind"});

constexpr auto keys =
    std::to_array<at_key>({{"action", "", [](const element&) { return true; },
                            [](at_value& value, address& into) {
                                value.choice("an action of uevents", actions, into.action);
                            }}});

class uevent final : public mechanism {
public:
    /// KEY=VALUE, each a single value.
    void check_fields(const carried& what) const override {
        for (const auto& [part, p] : payloads_of(what.e))
            for (const auto& f : p->type->fields)
                if (f.form != shape::single || (!is_integer(f.type) && f.type != basic::string &&
                                                f.type != basic::enumeration))
                    what.log.add<diag::uevent_field>(f.at, f.name, spell(f));
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

} // namespace

const mechanism& uevent_mechanism() {
    static const uevent it;
    return it;
}

} // namespace gangway::compiler
