// SPDX-License-Identifier: MIT
//
// What the carriers have in common that give a property its value before any client is there.
#pragma once

#include "carriers/mechanism.hpp"

namespace gangway::compiler {

class parameter : public mechanism {
public:
    explicit parameter(const carrier& by)
        : by_{by} {}

    /// What a property is as a parameter of the module, or of a kernel that has it built in: once,
    /// by parameter_carrier().
    [[nodiscard]] std::vector<std::string> usage(const model& m, const element& e) const override;
    [[nodiscard]] std::vector<std::string> facts(const model& m, const element& e) const override;

private:
    const carrier& by_;
};

/// The parameter of a module, with its file's bits, 0 for no file.
void declare_parameter(writer& out, const model& m, const element& e, std::uint32_t mode);

} // namespace gangway::compiler
