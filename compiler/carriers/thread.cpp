// SPDX-License-Identifier: MIT
#include "carriers/mechanism.hpp"
#include "emit/c_code.hpp"

namespace gangway::compiler {

namespace {

class thread final : public mechanism {
public:
    [[nodiscard]] std::string_view uapi_header() const override { return "gangway/thread.h"; }
    [[nodiscard]] int runtime_abi() const override { return 7; }
    [[nodiscard]] std::vector<std::string> usage(const model& m, const element& e) const override {
        return {fmt::format("Subscribe with bit {} in the events of GW_THREAD_SUBSCRIBE; then a "
                            "kernel thread sends items, each followed by a struct {}, to a socket "
                            "of yours: <gangway/thread.h>.",
                            number_constant(m, e), as_event(e)->record.type->c_name)};
    }
    [[nodiscard]] std::vector<std::string> c_example(const model& m,
                                                     const element& e) const override {
        const std::string asking =
            "struct gw_subscribe_thread s = {.head.carrier = GW_CARRIER_thread, .socket = "
            "ends[1]};";
        return {
            "socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends);",
            asking,
            "",
            fmt::format("s.head.events[{0} / 64] |= 1ULL << ({0} % 64);", number_constant(m, e)),
            "err = ioctl(fd, GW_THREAD_SUBSCRIBE, &s);",
            fmt::format("size = recv(ends[0], buffer, sizeof(buffer), 0); /* struct gw_item, "
                        "struct {} */",
                        as_event(e)->record.type->c_name)};
    }
};

} // namespace

const mechanism& thread_mechanism() {
    static const thread it;
    return it;
}

} // namespace gangway::compiler
