// SPDX-License-Identifier: MIT
#include "carriers/mechanism.hpp"
#include "emit/c_code.hpp"

namespace gangway::compiler {

namespace {

class signal final : public mechanism {
public:
    [[nodiscard]] std::string_view uapi_header() const override { return "gangway/signal.h"; }
    [[nodiscard]] int runtime_abi() const override { return 7; }

    [[nodiscard]] std::vector<std::string> usage(const model& m, const element& e) const override {
        return {fmt::format("Register a thread and a real-time signal with bit {} in the events of "
                            "GW_SIGNAL_SUBSCRIBE; each signal has a struct {} in si_int: "
                            "<gangway/signal.h>.",
                            number_constant(m, e), as_event(e)->record.type->c_name)};
    }

    [[nodiscard]] std::vector<std::string> c_example(const model& m,
                                                     const element& e) const override {
        const std::string asking =
            "struct gw_subscribe_signal s = {.head.carrier = GW_CARRIER_signal, "
            ".signal = SIGRTMIN};";
        return {
            asking, "",
            fmt::format("s.head.events[{0} / 64] |= 1ULL << ({0} % 64);", number_constant(m, e)),
            "err = ioctl(fd, GW_SIGNAL_SUBSCRIBE, &s); /* SIGRTMIN is blocked */",
            fmt::format("sigwaitinfo(&set, &info); /* info.si_int: struct {} */",
                        as_event(e)->record.type->c_name)};
    }
};

} // namespace

const mechanism& signal_mechanism() {
    static const signal it;
    return it;
}

} // namespace gangway::compiler
