// SPDX-License-Identifier: MIT
#include "carriers/mechanism.hpp"
#include "emit/c_code.hpp"

namespace gangway::compiler {

namespace {

class sockopt final : public mechanism {
public:
    [[nodiscard]] std::string_view uapi_header() const override { return "gangway/sockopt.h"; }
    [[nodiscard]] std::string protocol(const model& m) const override {
        return fmt::format(
            "As options of an IPv4 or IPv6 socket: GW_SOCKOPT_FIND, asked with the name of the "
            "device, {}, tells the first of them. The number of an element, added to that, is the "
            "element's option; see <gangway/sockopt.h>.",
            m.instances_many ? m.name + "@INSTANCE" : m.name);
    }
    [[nodiscard]] std::vector<std::string> usage(const model& m, const element& e) const override;
    [[nodiscard]] bool has_buffer() const override { return true; }

    [[nodiscard]] std::vector<std::string> facts(const model& /*m*/,
                                                 const element& e) const override {
        return {fmt::format("Socket option: the device's first + {}", e.number)};
    }
};

std::vector<std::string> sockopt::usage(const model& m, const element& e) const {
    const auto number = number_constant(m, e);
    if (const auto* const p = as_property(e))
        return {fmt::format("Socket option + {}, struct {}: {}.", number, p->value.type->c_name,
                            get_and_set(*p, "getsockopt()", "setsockopt()"))};
    const auto& c = *as_call(e);
    return {fmt::format("Socket option + {}: getsockopt() with {}.", number,
                        c.size() == 0 ? "a length of 0" : "union " + c.union_name)};
}

} // namespace

const mechanism& sockopt_mechanism() {
    static const sockopt it;
    return it;
}

} // namespace gangway::compiler
