// SPDX-License-Identifier: MIT
//
// The names of the generated code, of which no two may be the same.
#pragma once

#include <map>
#include <string>

#include "model/diagnostics.hpp"

namespace gangway::compiler {

class name_registry {
public:
    explicit name_registry(diagnostics& log)
        : log_{log} {}

    /// `x_packet` for tags, `X_MODE_FAST` for constants, `x_emit_packet()` for functions. `what`
    /// has it: "event 'packet'".
    void claim_c(const std::string& name, std::string what, position at) {
        const auto [first, fresh] = taken_.emplace(name, claim{std::move(what), at});
        if (!fresh)
            log_.add<diag::generated_clash>(at, first->second.what, first->second.at.line, name);
    }
    /// In the namespace of the interface: `x::packet`.
    void claim_cpp(std::string_view space, std::string_view name, std::string what, position at) {
        claim_c(fmt::format("{}::{}", space, name), std::move(what), at);
    }

private:
    struct claim {
        std::string what;
        position at;
    };

    diagnostics& log_;
    std::map<std::string, claim> taken_;
};

} // namespace gangway::compiler
