// SPDX-License-Identifier: MIT
#include "carriers/numbered.hpp"

namespace gangway::compiler {

namespace {

class io_uring final : public numbered {
public:
    [[nodiscard]] std::string_view uapi_header() const override { return "gangway/io_uring.h"; }
    [[nodiscard]] std::string protocol(const model& /*m*/) const override {
        return "By io_uring, requests are submitted on the same file as commands whose cmd_op is "
               "the request's number; see <gangway/io_uring.h>.";
    }
    [[nodiscard]] std::vector<std::string> usage(const model& m, const element& e) const override {
        std::vector<std::string> said;
        if (is_first_of(e))
            said = numbered::usage(m, e);
        said.emplace_back(is_first_of(e) ? "By io_uring." : "By io_uring, too.");
        return said;
    }

    [[nodiscard]] int runtime_abi() const override { return 6; }
};

} // namespace

const mechanism& io_uring_mechanism() {
    static const io_uring it;
    return it;
}

} // namespace gangway::compiler
