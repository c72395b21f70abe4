// SPDX-License-Identifier: MIT
#include "carriers/parameter.hpp"

#include <algorithm>
#include <array>

#include "emit/c_code.hpp"

namespace gangway::compiler {

namespace {

/// What modinfo says of a parameter's type: the kernel's words where it has one.
std::string type_word(const property& p) {
    struct words {
        basic type;
        std::string_view kernels;
    };
    constexpr auto known = std::to_array<words>({
        {basic::boolean, "bool"},
        {basic::u8, "byte"},
        {basic::s16, "short"},
        {basic::u16, "ushort"},
        {basic::s32, "int"},
        {basic::u32, "uint"},
        {basic::s64, "long"},
        {basic::u64, "ulong"},
        {basic::string, "charp"},
    });
    const auto& f = value_of(p);
    if (p.inverted)
        return "invbool";
    const auto found = std::ranges::find(known, f.type, &words::type);
    const bool is_plain = f.format.empty() || f.format == "hex";
    const std::string one{!is_plain                  ? std::string_view{f.format}
                          : found != known.end()     ? found->kernels
                          : f.enumeration == nullptr ? to_string(f.type)
                          : f.enumeration->is_flags  ? "flags"
                                                     : "enum"};
    const bool is_address = f.format == "ipv6" || f.format == "mac" || f.format == "uuid";
    return f.form == shape::single || is_address ? one : "array of " + one;
}

/// The file that one of the element's carriers has for the parameter; empty: none has.
std::string file_of(const model& m, const element& e) {
    for (const auto* const c : e.via)
        if (c->gives_parameters() && c->has_client && !as_property(e)->load_only)
            return path_of(m, e, *c);
    return {};
}

std::string in_words(const model& m, const element& e) {
    const auto& p = *as_property(e);
    const auto file = file_of(m, e);
    return fmt::format("Module parameter {0} (MODULE.{0}= on the kernel command line){1}{2}",
                       p.parameter, file.empty() ? "" : ", text in " + file,
                       p.inverted ? "; inverted" : "");
}

} // namespace

std::vector<std::string> parameter::usage(const model& m, const element& e) const {
    if (parameter_carrier(e) != &by_)
        return {};
    return {in_words(m, e) + "."};
}

std::vector<std::string> parameter::facts(const model& m, const element& e) const {
    if (parameter_carrier(e) != &by_)
        return {};
    return {in_words(m, e)};
}

void declare_parameter(writer& out, const model& m, const element& e, std::uint32_t mode) {
    const auto& p = *as_property(e);
    const auto& f = value_of(p);
    const bool is_bool = f.type == basic::boolean && f.form == shape::single;
    out.line("{}", arguments("module_param_cb(",
                             {p.parameter, is_bool ? "&gw_param_bool_ops" : "&gw_param_ops",
                              parameter_entry(m, e), mode == 0 ? "0" : fmt::format("{:04o}", mode)},
                             ");"));
    out.line("__MODULE_PARM_TYPE({}, \"{}\");", p.parameter, type_word(p));
    if (!e.doc.empty())
        out.line("{}", arguments("MODULE_PARM_DESC(",
                                 {p.parameter, in_c_string(without_stop(one_line(e.doc)))}, ");"));
}

} // namespace gangway::compiler
