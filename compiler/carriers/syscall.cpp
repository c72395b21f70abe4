// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>

#include "carriers/numbered.hpp"
#include "emit/c_code.hpp"
#include "frontend/place.hpp"

#include <gangway/syscall.h>

namespace gangway::compiler {

namespace {

bool is_one_int(const payload& p) {
    return !p.empty() && p.type->fields.size() == 1 && p.type->fields[0].form == shape::single &&
           p.type->fields[0].enumeration == nullptr && p.type->fields[0].type == basic::s32;
}

bool is_int_to_int(const element& e) {
    const auto* const c = as_call(e);
    return c != nullptr && is_one_int(c->request) && is_one_int(c->reply);
}

constexpr auto keys = std::to_array<option_key>({
    {"number", "",
     [](at_value& value, carrier_options& into) {
         value.number(GW_SYSCALL_FIRST, GW_SYSCALL_LAST, into.number);
     }},
});

class syscall final : public numbered {
public:
    [[nodiscard]] std::span<const option_key> option_keys() const override { return keys; }
    [[nodiscard]] std::string options_json(const element& e) const override {
        return e.options.number == 0 ? std::string{}
                                     : fmt::format("{{\"number\":{}}}", e.options.number);
    }
    [[nodiscard]] int runtime_abi() const override { return 7; }
    void check(const carried& what) const override;
    [[nodiscard]] std::string_view uapi_header() const override { return "gangway/syscall.h"; }
    [[nodiscard]] std::string protocol(const model& m) const override {
        return fmt::format(
            "As a system call, in a kernel that Gangway was built into: GW_SYSCALL_FIND with the "
            "name of the device, {}, tells its number. Then syscall(GW_SYSCALL, that number, "
            "request, argument) makes the same requests; see <gangway/syscall.h>.",
            m.instances_many ? m.name + "@INSTANCE" : m.name);
    }
    [[nodiscard]] std::string_view kernel_header() const override { return "gangway/own_number.h"; }
    void write_detail(writer& out, const model& /*m*/, const element& e,
                      std::string_view name) const override {
        out.line("static const struct gw_own_number {} = {{ .number = {} }};", name,
                 e.options.number);
    }
    [[nodiscard]] std::vector<std::string> usage(const model& m, const element& e) const override;
    [[nodiscard]] std::vector<std::string> facts(const model& m, const element& e) const override;
};

void syscall::check(const carried& what) const {
    const auto number = what.e.options.number;
    if (number == 0)
        return;
    if (!is_int_to_int(what.e))
        what.log.add<diag::own_number_misfit>(what.at, what.e.name);
    if (what.m.instances_many || what.m.netns_each)
        what.log.add<diag::own_number_of_many>(
            what.at, what.e.name, what.m.instances_many ? "instances: many" : "netns: each");
    const auto taken = std::ranges::find_if(
        what.m.elements, [&](const element& other) { return other.options.number == number; });
    if (taken != what.m.elements.end())
        what.log.add<diag::own_number_taken>(what.at, number, taken->name);
}

std::vector<std::string> syscall::usage(const model& m, const element& e) const {
    std::vector<std::string> said;
    if (is_first_of(e))
        said = numbered::usage(m, e);
    said.emplace_back(is_first_of(e) ? "By system call." : "By system call, too.");
    if (e.options.number != 0)
        said.push_back(fmt::format("Or syscall({}, request), which returns the reply; from -4095 "
                                   "to -1 is an error.",
                                   e.options.number));
    return said;
}

std::vector<std::string> syscall::facts(const model& m, const element& e) const {
    std::vector<std::string> said{fmt::format(
        "System call: {}, of the device's number, with {}", GW_SYSCALL,
        as_call(e) != nullptr ? request_constant(m, e, "") : "the requests of its header")};
    if (e.options.number != 0)
        said.push_back(
            fmt::format("System call of its own: `syscall({}, request)`", e.options.number));
    return said;
}

} // namespace

const mechanism& syscall_mechanism() {
    static const syscall it;
    return it;
}

} // namespace gangway::compiler
