// SPDX-License-Identifier: MIT
#include "carriers/mechanism.hpp"
#include "emit/c_code.hpp"

namespace gangway::compiler {

namespace {

class eventfd final : public mechanism {
public:
    [[nodiscard]] std::string_view uapi_header() const override { return "gangway/eventfd.h"; }
    [[nodiscard]] int runtime_abi() const override { return 7; }

    [[nodiscard]] std::vector<std::string> usage(const model& m, const element& e) const override {
        return {fmt::format("Pass an eventfd with bit {} in the events of GW_EVENTFD_SUBSCRIBE; "
                            "each event adds 1 to it, and the record does not cross: "
                            "<gangway/eventfd.h>.",
                            number_constant(m, e))};
    }

    [[nodiscard]] std::vector<std::string> c_example(const model& m,
                                                     const element& e) const override {
        const std::string asking =
            "struct gw_subscribe_eventfd s = {.head.carrier = GW_CARRIER_eventfd, "
            ".fd = eventfd(0, 0)};";
        return {
            asking, "",
            fmt::format("s.head.events[{0} / 64] |= 1ULL << ({0} % 64);", number_constant(m, e)),
            "err = ioctl(fd, GW_EVENTFD_SUBSCRIBE, &s);",
            "size = read(s.fd, &count, sizeof(count)); /* how many there were */"};
    }
};

} // namespace

const mechanism& eventfd_mechanism() {
    static const eventfd it;
    return it;
}

} // namespace gangway::compiler
