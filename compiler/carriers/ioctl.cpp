// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>

#include "carriers/mechanism.hpp"
#include "emit/c_code.hpp"
#include "frontend/place.hpp"

namespace gangway::compiler {

namespace {

constexpr std::uint64_t portable = 8191; // bytes: what mips, powerpc, sparc and alpha take

/// "GET_", "SET_" or "" → ICMPMON_IOC_GET_ENABLED.
std::string request_constant(const model& m, const element& e, std::string_view verb) {
    return fmt::format("{}_IOC_{}{}", upper(m.name), verb, upper(e.name));
}

const payload* unless_empty(const payload& p) {
    return p.empty() ? nullptr : &p;
}

/// What a request is given, and what comes back from it; null: nothing.
const payload* passed_by(const element& e) {
    if (const auto* const c = as_call(e))
        return unless_empty(c->request);
    const auto* const p = as_property(e);
    return p != nullptr && p->writable ? &p->value : nullptr;
}

const payload* returned_by(const element& e) {
    if (const auto* const c = as_call(e))
        return unless_empty(c->reply);
    const auto* const p = as_property(e);
    return p != nullptr && p->readable ? &p->value : nullptr;
}

/// Is it an integer alone, which fits into a register?
bool is_one_integer(const payload& p) {
    const auto& fields = p.type->fields;
    return fields.size() == 1 && fields[0].form == shape::single &&
           (fields[0].enumeration != nullptr ||
            (is_integer(fields[0].type) && !to_string(fields[0].type).starts_with("be") &&
             !to_string(fields[0].type).starts_with("le")));
}

constexpr auto keys = std::to_array<at_key>({
    {"node", "`node: /dev/NAME`", [](const element&) { return true; },
     [](at_value& value, address& into) { value.path(into.node); }},
    {"number", "`number: 0x…`, the request",
     [](const element& e) {
         const auto* const p = as_property(e);
         return p == nullptr || p->readable;
     },
     [](at_value& value, address& into) { value.number(1, UINT32_MAX, into.number); }},
    {"set", "`set: 0x…`, the request that sets it",
     [](const element& e) {
         const auto* const p = as_property(e);
         return p != nullptr && p->writable;
     },
     [](at_value& value, address& into) { value.number(1, UINT32_MAX, into.set); }},
    {"by_value", "", [](const element& e) { return passed_by(e) != nullptr; },
     [](at_value& value, address& into) { value.truth(into.by_value); }},
    {"returned", "", [](const element& e) { return returned_by(e) != nullptr; },
     [](at_value& value, address& into) { value.truth(into.returned); }},
});

class ioctl final : public mechanism {
public:
    void check_size(const carried& what, const message& longest) const override {
        if (longest.size > portable)
            what.log.add<diag::large_ioctl>(what.at, longest.name, longest.size, portable);
    }

    [[nodiscard]] std::span<const at_key> at_keys() const override { return keys; }
    [[nodiscard]] std::string_view root() const override { return "/"; }
    [[nodiscard]] std::string_view form_of_existing() const override {
        return "By ioctl, a struct is passed as it is.";
    }
    void check_address(const element& e, diagnostics& log) const override;
    [[nodiscard]] std::string place(const element& e) const override;

    [[nodiscard]] std::vector<std::string> usage(const model& m, const element& e) const override;
    [[nodiscard]] bool has_buffer() const override { return true; }
    void write_requests(writer& out, const model& m, const element& e) const override;

    [[nodiscard]] std::vector<std::string> c_example(const model& m,
                                                     const element& e) const override;
};

/// The kernel moves as many bytes as it said in the number of a request, whatever is described.
void ioctl::check_address(const element& e, diagnostics& log) const {
    const auto& at = e.place;
    if ((at.by_value && !is_one_integer(*passed_by(e))) ||
        (at.returned && !is_one_integer(*returned_by(e))))
        log.add<diag::ioctl_one_integer>(e.at, e.name);
    if (at.by_value && !at.returned && as_call(e) != nullptr && returned_by(e) != nullptr)
        log.add<diag::ioctl_no_buffer>(e.at, e.name);
    if (at.by_value || at.returned) // then no size in the number is one of a buffer described here
        return;
    std::uint32_t described = 0;
    for (const auto& [part, p] : payloads_of(e))
        described = std::max(described, p->size());
    for (const auto number : {e.place.number, e.place.set}) {
        constexpr unsigned size_shift = 16; // _IOC_SIZE of all but mips, powerpc, sparc, alpha
        constexpr std::uint32_t size_mask = 0x3fff;
        const auto moved = number >> size_shift & size_mask;
        if (moved > described)
            log.add<diag::ioctl_overruns>(e.at, number, fmt::format("{} '{}'", e.kind(), e.name),
                                          moved, described);
    }
}

std::string ioctl::place(const element& e) const {
    const auto& at = e.place;
    const auto how = fmt::format("{}{}", at.by_value ? ", its argument by value" : "",
                                 at.returned ? ", which returns the result" : "");
    if (as_property(e) == nullptr)
        return fmt::format("ioctl {:#x} on {}{}", at.number, at.node, how);
    return fmt::format("ioctl on {}: {}{}{}{}", at.node,
                       at.number != 0 ? fmt::format("get with {:#x}", at.number) : "",
                       at.number != 0 && at.set != 0 ? ", " : "",
                       at.set != 0 ? fmt::format("set with {:#x}", at.set) : "", how);
}

std::vector<std::string> ioctl::usage(const model& m, const element& e) const {
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

void ioctl::write_requests(writer& out, const model& m, const element& e) const {
    if (const auto* const p = as_property(e))
        write_property_requests(out, m, e, *p);
    else if (const auto* const c = as_call(e))
        write_call_request(out, m, e, *c);
}

std::vector<std::string> call_example(const model& m, const element& e, const call& c) {
    const auto request = request_constant(m, e, "");
    if (c.size() == 0)
        return {fmt::format("err = ioctl(fd, {});", request)};
    std::vector<std::string> lines{fmt::format("union {} v;", c.union_name), "",
                                   "memset(&v, 0, sizeof(v));"};
    if (!c.request.empty())
        lines.emplace_back("/* fill in v.request */");
    lines.push_back(fmt::format("err = ioctl(fd, {}, &v);", request));
    if (!c.reply.empty())
        lines.emplace_back("/* if err is 0, v.reply holds the reply */");
    return lines;
}

std::vector<std::string> ioctl::c_example(const model& m, const element& e) const {
    if (const auto* const c = as_call(e))
        return call_example(m, e, *c);
    const auto& p = *as_property(e);
    std::vector<std::string> lines{fmt::format("struct {} v = {{0}};", p.value.type->c_name), ""};
    if (p.readable)
        lines.push_back(fmt::format("err = ioctl(fd, {}, &v);", request_constant(m, e, "GET_")));
    if (p.writable)
        lines.push_back(fmt::format("err = ioctl(fd, {}, &v);", request_constant(m, e, "SET_")));
    return lines;
}

} // namespace

const mechanism& ioctl_mechanism() {
    static const ioctl it;
    return it;
}

} // namespace gangway::compiler
