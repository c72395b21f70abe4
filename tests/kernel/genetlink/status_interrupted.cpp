// SPDX-License-Identifier: MIT
// Sample: 6.12-cloud
//
// The status of a property is told after its changes, for whose value a handler is asked, which may
// take its time. Who waits for it meanwhile, and ends, leaves nothing behind: not even its place
// among those that may wait, while the handler goes on.
#include <csignal>

#include "careless.gw.h"
#include "genl.hpp"

namespace {

/// A request for the status of fickle that takes much room: behind it is a message that says
/// nothing.
test::bytes large_request(const test::genl& to) {
    const auto of =
        test::attributes{}.put(GW_GENL_A_ELEMENT, std::uint32_t{CARELESS_FICKLE}).data();
    const nlmsghdr head{static_cast<std::uint32_t>(NLMSG_LENGTH(GENL_HDRLEN) + of.size()),
                        static_cast<std::uint16_t>(to.family()), NLM_F_REQUEST, 1, 0};
    const genlmsghdr generic{GW_GENL_STATUS, 1, 0};
    const nlmsghdr nothing{NLMSG_LENGTH(100'000), NLMSG_NOOP, NLM_F_REQUEST, 2, 0};
    test::bytes all;
    for (const auto& part : {test::bytes_of(head), test::bytes_of(generic), of,
                             test::bytes_of(nothing), test::bytes(100'000)})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

/// Does it wait, now that it was sent? Or have too many others taken the room?
bool is_taken(test::genl& by) {
    by.send_all(large_request(by));
    const auto refused = by.receive(MSG_DONTWAIT);
    for (const auto& m : refused)
        CHECK_EQ(m.error, EBUSY);
    return refused.empty();
}

void ended_by(int signal) {
    test::baton full;
    test::child waits{[&] {
        test::genl by{"careless"};
        while (is_taken(by))
            ;
        full.pass();
        by.receive();
    }};
    full.take();
    waits.wait_until_in(SYS_poll);
    test::genl another{"careless"};
    CHECK(!is_taken(another));
    CHECK_OK(kill(waits.pid(), signal));
    const int status = waits.wait();
    CHECK(WIFSIGNALED(status) && WTERMSIG(status) == signal);
    CHECK(test::eventually([&] { return is_taken(another); }));
}

} // namespace

int main() {
    const test::module careless{"careless"};
    const test::file fd{CARELESS_NODE};
    test::genl listener{"careless"};
    CHECK_OK(listener.join(CARELESS_GENL_GROUP_FICKLE));
    test::write_file("/sys/module/careless/parameters/naps", "1");
    careless_gw_fickle value{1};
    CHECK_OK(ioctl(fd, CARELESS_IOC_SET_FICKLE, &value));
    for (const int signal : {SIGKILL, SIGINT})
        ended_by(signal);
    CHECK(listener.receive(MSG_DONTWAIT).empty()); // the handler has not ended
}
