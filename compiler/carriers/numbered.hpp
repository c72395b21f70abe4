// SPDX-License-Identifier: MIT
//
// Carriers of requests that have the number of an ioctl, however they get to the kernel.
#pragma once

#include "carriers/mechanism.hpp"

namespace gangway::compiler {

/// "GET_", "SET_" or "" → ICMPMON_IOC_GET_ENABLED.
std::string request_constant(const model& m, const element& e, std::string_view verb);

class numbered : public mechanism {
public:
    void check_size(const carried& what, const message& longest) const override;
    [[nodiscard]] std::vector<std::string> usage(const model& m, const element& e) const override;
    [[nodiscard]] bool has_buffer() const override { return true; }
    void write_requests(writer& out, const model& m, const element& e) const override;

protected:
    /// The first of the element's carriers of this kind writes for the others, too.
    [[nodiscard]] bool is_first_of(const element& e) const;
};

} // namespace gangway::compiler
