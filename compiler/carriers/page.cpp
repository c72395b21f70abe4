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
        return "Values in the page are read, and new ones requested, without a system call; see "
               "<gangway/page.h>.";
    }
    [[nodiscard]] std::vector<std::string> usage(const model& m, const element& e) const override {
        return {fmt::format("In the page: struct {}, number {}{}.",
                            as_property(e)->value.type->c_name, number_constant(m, e),
                            is_writable(e) ? "; can be requested there" : "")};
    }
    [[nodiscard]] std::vector<std::string> facts(const model& m, const element& e) const override {
        return {fmt::format("Page: number `{}`{}", number_constant(m, e),
                            is_writable(e) ? ", can be requested there" : "")};
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
    doc_entry(out, fmt::format("{}() - take the value that clients request for {}", name, e.name));
    doc_entry(out, "@m: the instance; NULL or an error pointer: there is none");
    out.line(" *");
    doc_text(out, "Clients request it in the page, without a system call. If it is valid, it "
                  "becomes the stored value.");
    out.line(" *");
    doc_text(out, "Context: process or softirq, locks may be held; not hardirq or NMI.");
    doc_text(out,
             "Return: 1 if there is a new value, 0 if not; -EINVAL or -ERANGE if it was refused; "
             "-EAGAIN if it is being written.");
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
