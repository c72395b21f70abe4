// SPDX-License-Identifier: MIT
//
// What carriers that divide what they keep have in common.
#pragma once

#include "carriers/mechanism.hpp"

namespace gangway::compiler {

class divided : public mechanism {
public:
    [[nodiscard]] std::string options_json(const element& e) const override {
        const auto& its = e.options.divided;
        if (its.count == 0)
            return {};
        return fmt::format("{{\"size\":{},\"count\":{}{}}}", its.size, its.count,
                           its.overwrite ? ",\"overwrite\":true" : "");
    }
    [[nodiscard]] std::string_view kernel_header() const override { return "gangway/parts.h"; }
    void write_detail(writer& out, const model& /*m*/, const element& e,
                      std::string_view name) const override {
        const auto& its = e.options.divided;
        out.line("static const struct gw_parts {} = {{", name);
        out.line("\t.size = {},", its.size);
        out.line("\t.count = {},", its.count);
        if (its.overwrite)
            out.line("\t.overwrite = true,");
        out.line("}};");
    }
};

} // namespace gangway::compiler
