// SPDX-License-Identifier: MIT
#include "carriers/mechanism.hpp"
#include "emit/c_code.hpp"

namespace gangway::compiler {

namespace {

class netlink final : public mechanism {
public:
    [[nodiscard]] std::string_view uapi_header() const override { return "gangway/netlink.h"; }
    [[nodiscard]] std::string protocol(const model& /*m*/) const override {
        return "See <gangway/netlink.h> for messages of netlink: behind struct gw_netlink, which "
               "has the number of an element, is its structure.";
    }
    [[nodiscard]] std::vector<std::string> usage(const model& m, const element& e) const override;
    [[nodiscard]] std::vector<std::string> facts(const model& m, const element& e) const override {
        return {fmt::format("Netlink: device `{}`, element {}", device(m), e.number)};
    }

private:
    static std::string device(const model& m) {
        return m.instances_many ? m.name + "@INSTANCE" : m.name;
    }
};

std::vector<std::string> netlink::usage(const model& m, const element& e) const {
    const auto number = number_constant(m, e);
    if (const auto* const p = as_property(e))
        return {fmt::format("Netlink, struct {}, of {}: {}.", p->value.type->c_name, number,
                            get_and_set(*p, "GW_NETLINK_GET", "GW_NETLINK_SET"))};
    if (const auto* const c = as_call(e))
        return {fmt::format(
            "Netlink: GW_NETLINK_CALL of {}{}{}.", number,
            c->request.empty() ? "" : fmt::format(" with struct {}", c->request.type->c_name),
            c->reply.empty() ? "" : fmt::format(", answered by struct {}", c->reply.type->c_name))};
    if (const auto* const ev = as_event(e))
        return {fmt::format("Netlink: GW_NETLINK_STATUS of {} says the group, whose messages are "
                            "each a struct {}.",
                            number, ev->record.type->c_name)};
    return {fmt::format("Netlink: GW_NETLINK_ROWS of {} with NLM_F_DUMP; each message is a row, "
                        "struct {}.",
                        number, as_table(e)->row.type->c_name)};
}

} // namespace

const mechanism& netlink_mechanism() {
    static const netlink it;
    return it;
}

} // namespace gangway::compiler
