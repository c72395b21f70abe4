// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>

#include "carriers/numbered.hpp"
#include "emit/c_code.hpp"
#include "frontend/place.hpp"

namespace gangway::compiler {

namespace {

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

class ioctl final : public numbered {
public:
    [[nodiscard]] std::span<const at_key> at_keys() const override { return keys; }
    [[nodiscard]] std::string_view root() const override { return "/"; }
    [[nodiscard]] std::string_view form_of_existing() const override {
        return "By ioctl, a struct is passed as it is.";
    }
    void check_address(const element& e, diagnostics& log) const override;
    [[nodiscard]] std::string place(const element& e) const override;

    [[nodiscard]] std::vector<std::string> usage(const model& m, const element& e) const override {
        return is_first_of(e) ? numbered::usage(m, e) : std::vector<std::string>{"By ioctl, too."};
    }

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
