// SPDX-License-Identifier: MIT
#include "carriers/mechanism.hpp"
#include "emit/c_code.hpp"
#include "emit/kern_function.hpp"
#include "frontend/name_registry.hpp"

namespace gangway::compiler {

namespace {

bool is_writable(const element& e) {
    const auto* const p = as_property(e);
    return p != nullptr && p->writable;
}

class page final : public mechanism {
public:
    [[nodiscard]] bool has_handlers() const override { return false; }
    void check(const carried& what) const override {
        if (!what.e.requires_.empty())
            what.log.add<diag::page_capability>(what.at, what.e.name, what.e.requires_,
                                                what.others([](const carrier&) { return true; }));
    }
    void claim_names(const model& m, name_registry& names) const override {
        for (const auto& e : m.elements)
            if (e.carried_by(GW_CARRIER_page) && is_writable(e))
                names.claim_c(fmt::format("{}_refresh_{}()", m.name, e.name),
                              fmt::format("{} '{}'", e.kind(), e.name), e.at);
    }

    [[nodiscard]] std::string_view uapi_header() const override { return "gangway/page.h"; }
    [[nodiscard]] std::string protocol(const model& /*m*/) const override {
        return "What is shown in the page, and wished for there, crosses without a request: "
               "<gangway/page.h> tells how.";
    }
    [[nodiscard]] std::vector<std::string> usage(const model& m, const element& e) const override {
        return {fmt::format("Shown in the page, struct {}, place {}{}.",
                            as_property(e)->value.type->c_name, number_constant(m, e),
                            is_writable(e) ? "; wished for there" : "")};
    }

    void write_functions(writer& out, const model& m, const element& e) const override;

    [[nodiscard]] int runtime_abi() const override { return 4; }
    [[nodiscard]] std::string_view property_class() const override { return "page_property"; }
};

void page::write_functions(writer& out, const model& m, const element& e) const {
    if (!is_writable(e))
        return;
    const auto name = fmt::format("{}_refresh_{}", m.name, e.name);
    out.gap();
    out.line("/**");
    doc_entry(out, fmt::format("{}() - look at what clients want {} to be", name, e.name));
    doc_entry(out, "@m: the instance");
    out.line(" *");
    doc_text(out, "They say so without a system call. What is valid becomes the stored value.");
    out.line(" *");
    doc_text(out, "Context: process or softirq, locks may be held; not hardirq or NMI.");
    doc_text(out, "Return: 1 it is new, 0 nothing is; -EINVAL or -ERANGE it was refused, -EAGAIN "
                  "it is being written.");
    out.line(" */");
    inline_function(
        out, "int ", name, {fmt::format("struct {} *m", m.name)},
        arguments("\treturn gw_refresh(", {"(struct gw_instance *)m", element_entry(m, e)}, ");") +
            "\n");
}

} // namespace

const mechanism& page_mechanism() {
    static const page it;
    return it;
}

} // namespace gangway::compiler
