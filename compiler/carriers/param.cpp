// SPDX-License-Identifier: MIT
#include "carriers/param.hpp"

#include <algorithm>
#include <array>

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

/// The bits of its file under /sys/module, 0 for none. The kernel wants whom it lets in to be less
/// and less from user to others, and nobody else to write.
std::uint32_t file_mode(const model& m, const property& p) {
    const auto use = (p.readable ? 0444U : 0U) | (p.writable ? 0220U : 0U);
    auto mode = m.access.mode & use;
    mode |= (mode & 0004U) << 3;
    return mode | (mode & 0060U) << 3;
}

class parameters {
public:
    parameters(writer& out, const model& m)
        : out_{out}
        , m_{m} {}

    void write();

private:
    void storage(const element& e, const property& p);
    void entry(const element& e, const property& p, std::size_t of_elements);
    void declare(const element& e, const property& p, std::uint32_t mode);
    void boot(const element& e, const property& p);
    [[nodiscard]] std::string own(std::string_view what, const element& e) const {
        return fmt::format("{}_{}_{}", what, m_.name, e.name);
    }
    /// Calls do(element, property, its index among the elements) for each that is a parameter.
    template <class Do>
    void each(Do what) const {
        for (std::size_t i = 0; i < m_.elements.size(); ++i)
            if (const auto* p = as_property(m_.elements[i]); p != nullptr && !p->parameter.empty())
                what(m_.elements[i], *p, i);
    }

    writer& out_;
    const model& m_;
    std::size_t index_ = 0; // in the table of parameters
};

void parameters::write() {
    out_.gap();
    out_.line("/*");
    out_.wrapped("Parameters. What they are given before there is an instance waits here: built-in "
                 "code gets it too early for memory to be allocated.",
                 " * ", " * ");
    out_.line(" */");
    each([&](const element& e, const property& p, std::size_t /*i*/) { storage(e, p); });
    out_.gap();
    out_.line("static struct gw_param {}_gw_params[] = {{", m_.name);
    each([&](const element& e, const property& p, std::size_t i) { entry(e, p, i); });
    out_.line("}};");
    each([&](const element& e, const property& p, std::size_t /*i*/) {
        out_.gap();
        e.goes_by("param") ? declare(e, p, file_mode(m_, p)) : boot(e, p);
        ++index_;
    });
}

void parameters::storage(const element& e, const property& p) {
    const auto head = fmt::format("static struct {} {}[2]", p.value.type->c_name, own("param", e));
    if (p.initial)
        out_.line("{} = {{ {} }};", head, fmt::format("{{ .value = {} }}", initial_of(p)));
    else
        out_.line("{};", head);
}

void parameters::entry(const element& e, const property& p, std::size_t of_elements) {
    out_.line("\t{{");
    out_.line("\t\t.name = \"{}\",", p.parameter);
    out_.line("\t\t.el = &{}_gw_elements[{}],", m_.name, of_elements);
    if (p.inverted)
        out_.line("\t\t.inverted = true,");
    out_.line("\t\t.value = &{}[0],", own("param", e));
    out_.line("\t\t.scratch = &{}[1],", own("param", e));
    out_.line("\t}},");
}

void parameters::declare(const element& e, const property& p, std::uint32_t mode) {
    const auto& f = value_of(p);
    const bool is_bool = f.type == basic::boolean && f.form == shape::single;
    out_.line("{}", arguments("module_param_cb(",
                              {p.parameter, is_bool ? "&gw_param_bool_ops" : "&gw_param_ops",
                               fmt::format("&{}_gw_params[{}]", m_.name, index_),
                               mode == 0 ? "0" : fmt::format("{:04o}", mode)},
                              ");"));
    out_.line("__MODULE_PARM_TYPE({}, \"{}\");", p.parameter, type_word(p));
    if (!e.doc.empty())
        out_.line("{}", arguments("MODULE_PARM_DESC(",
                                  {p.parameter, in_c_string(without_stop(one_line(e.doc)))}, ");"));
}

/// The kernel leaves parameters of modules on its command line to modprobe.
void parameters::boot(const element& e, const property& p) {
    out_.line("#ifdef MODULE");
    declare(e, p, 0);
    out_.line("#else");
    out_.line("static int __init {}(char *rest)", own("boot", e));
    out_.line("{{");
    out_.line("{}", arguments("\treturn gw_bootparam_set(",
                              {"KBUILD_MODNAME", fmt::format("&{}_gw_params[{}]", m_.name, index_),
                               "rest"},
                              ");"));
    out_.line("}}");
    out_.line("__setup(KBUILD_MODNAME \".{}\", {});", p.parameter, own("boot", e));
    out_.line("#endif");
}

} // namespace

bool has_parameters(const model& m) {
    return std::ranges::any_of(m.elements, [](const element& e) {
        const auto* p = as_property(e);
        return p != nullptr && !p->parameter.empty();
    });
}

void write_parameters(writer& out, const model& m) {
    if (has_parameters(m))
        parameters{out, m}.write();
}

} // namespace gangway::compiler
