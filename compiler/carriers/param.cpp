// SPDX-License-Identifier: MIT
#include "carriers/parameter.hpp"

#include "emit/c_code.hpp"

namespace gangway::compiler {

namespace {

/// The bits of its file under /sys/module, 0 for none. The kernel wants whom it lets in to be less
/// and less from user to others, and nobody else to write.
std::uint32_t file_mode(const model& m, const property& p) {
    const auto use = (p.readable ? 0444U : 0U) | (p.writable ? 0220U : 0U);
    auto mode = m.access.mode & use;
    mode |= (mode & 0004U) << 3;
    return mode | (mode & 0060U) << 3;
}

class param final : public parameter {
public:
    param()
        : parameter{*find_carrier("param")} {}

    void write_parameter(writer& out, const model& m, const element& e) const override {
        declare_parameter(out, m, e, file_mode(m, *as_property(e)));
    }
};

} // namespace

const mechanism& param_mechanism() {
    static const param it;
    return it;
}

} // namespace gangway::compiler
