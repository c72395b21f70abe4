// SPDX-License-Identifier: MIT
#include "carriers/numbered.hpp"

#include "emit/c_code.hpp"

namespace gangway::compiler {

/// "GET_", "SET_" or "" → ICMPMON_IOC_GET_ENABLED.
std::string request_constant(const model& m, const element& e, std::string_view verb) {
    return fmt::format("{}_IOC_{}{}", upper(m.name), verb, upper(e.name));
}

bool numbered::is_first_of(const element& e) const {
    for (const auto* const c : e.via)
        if (const auto* const one = dynamic_cast<const numbered*>(&mechanism_of(*c)))
            return one == this;
    return false;
}

void numbered::check_size(const carried& what, const message& longest) const {
    constexpr std::uint64_t portable = 8191; // bytes: what mips, powerpc, sparc and alpha take
    if (longest.size > portable)
        what.log.add<diag::large_ioctl>(what.at, longest.name, longest.size, portable);
}

std::vector<std::string> numbered::usage(const model& m, const element& e) const {
    if (const auto* const p = as_property(e))
        return {fmt::format(
            "struct {}: {}.", p->value.type->c_name,
            get_and_set(*p, request_constant(m, e, "GET_"), request_constant(m, e, "SET_")))};
    const auto name = request_constant(m, e, "");
    const auto& c = *as_call(e);
    if (c.size() == 0)
        return {fmt::format("{}, without an argument.", name)};
    return {fmt::format("{} with union {}: clear it{}{}.", name, c.union_name,
                        c.request.empty() ? "" : ", fill in its request",
                        c.reply.empty() ? "" : "; the reply replaces it")};
}

namespace {

void write_property_requests(writer& out, const model& m, const element& e, const property& p) {
    const auto request = [&](std::string_view verb, std::string_view macro) {
        define(out, request_constant(m, e, verb),
               fmt::format("{}(GW_IOC_MAGIC, {}, struct {})", macro, number_constant(m, e),
                           p.value.type->c_name));
    };
    out.gap();
    if (p.readable)
        request("GET_", "_IOR");
    if (p.writable)
        request("SET_", "_IOW");
}

void write_call_request(writer& out, const model& m, const element& e, const call& c) {
    const auto name = request_constant(m, e, "");
    const auto number = number_constant(m, e);
    out.gap();
    if (c.size() == 0)
        define(out, name, fmt::format("_IO(GW_IOC_MAGIC, {})", number));
    else
        define(out, name, fmt::format("_IOWR(GW_IOC_MAGIC, {}, union {})", number, c.union_name));
}

} // namespace

void numbered::write_requests(writer& out, const model& m, const element& e) const {
    if (!is_first_of(e))
        return;
    if (const auto* const p = as_property(e))
        write_property_requests(out, m, e, *p);
    else if (const auto* const c = as_call(e))
        write_call_request(out, m, e, *c);
}

} // namespace gangway::compiler
