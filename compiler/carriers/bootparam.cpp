// SPDX-License-Identifier: MIT
#include "carriers/parameter.hpp"

#include "emit/c_code.hpp"

namespace gangway::compiler {

namespace {

class bootparam final : public parameter {
public:
    bootparam()
        : parameter{*find_carrier("bootparam")} {}

    void write_parameter(writer& out, const model& m, const element& e) const override;
};

/// The kernel leaves parameters of modules on its command line to modprobe.
void bootparam::write_parameter(writer& out, const model& m, const element& e) const {
    const auto function = fmt::format("{}_gw_boot_{}", m.name, e.name);
    out.line("#ifdef MODULE");
    declare_parameter(out, m, e, 0);
    out.line("#else");
    out.line("static int __init {}(char *rest)", function);
    out.line("{{");
    out.line("{}", arguments("\treturn gw_bootparam_set(",
                             {"KBUILD_MODNAME", parameter_entry(m, e), "rest"}, ");"));
    out.line("}}");
    out.line("__setup(KBUILD_MODNAME \".{}\", {});", as_property(e)->parameter, function);
    out.line("#endif");
}

} // namespace

const mechanism& bootparam_mechanism() {
    static const bootparam it;
    return it;
}

} // namespace gangway::compiler
