// SPDX-License-Identifier: MIT
#include "carriers/mechanism.hpp"
#include "emit/c_code.hpp"

namespace gangway::compiler {

namespace {

class ring final : public mechanism {
public:
    [[nodiscard]] bool emits_inline() const override { return true; }

    [[nodiscard]] std::string_view uapi_header() const override { return "gangway/ring.h"; }

    [[nodiscard]] std::vector<std::string> usage(const model& m, const element& e) const override {
        return {fmt::format("Subscribe with bit {} in the events of GW_RING_SUBSCRIBE; each record "
                            "is a struct {}; see <gangway/ring.h> for how to read it.",
                            number_constant(m, e), as_event(e)->record.type->c_name)};
    }

    [[nodiscard]] std::vector<std::string> c_example(const model& m,
                                                     const element& e) const override {
        const std::string asking =
            "struct gw_subscribe_ring s = {.head.carrier = GW_CARRIER_ring, .version = "
            "GW_RING_VERSION};";
        return {
            asking, "",
            fmt::format("s.head.events[{0} / 64] |= 1ULL << ({0} % 64);", number_constant(m, e)),
            "err = ioctl(fd, GW_RING_SUBSCRIBE, &s);",
            fmt::format("/* then map the rings: see <gangway/ring.h>; records are struct {} */",
                        as_event(e)->record.type->c_name)};
    }
};

} // namespace

const mechanism& ring_mechanism() {
    static const ring it;
    return it;
}

} // namespace gangway::compiler
