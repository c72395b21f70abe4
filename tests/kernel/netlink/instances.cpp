// SPDX-License-Identifier: MIT
//
// Several instances of one interface, by their names: each has its values, its rows, its numbers of
// records, and its end. They share the groups.
#include "many_instances.gw.h"
#include "netlink.hpp"

namespace {

void drop_beta() {
    const test::file alpha{"/dev/gangway/many_instances/alpha"};
    union many_instances_gw_drop buffer{};
    std::strcpy(buffer.request.name, "beta");
    CHECK_OK(ioctl(alpha, MANY_INSTANCES_IOC_DROP, &buffer));
}

std::uint32_t value_of(test::own::socket& by) {
    const auto got = by.ask(GW_NETLINK_GET, MANY_INSTANCES_VALUE);
    CHECK_EQ(got.error, 0);
    return got.messages.at(0).as<many_instances_gw_value>().value;
}

} // namespace

int main() {
    const test::module many_instances{"many_instances"};
    test::own::socket alpha{"many_instances@alpha"};
    test::own::socket beta{"many_instances@beta"};
    test::own::socket listener{"many_instances@alpha"};
    for (const char* const name : {"many_instances", "many_instances@", "many_instances@0"})
        CHECK_EQ(test::own::socket{name}.ask(GW_NETLINK_GET, MANY_INSTANCES_VALUE).error, ENODEV);

    const auto set = [](test::own::socket& by, std::uint32_t value) {
        CHECK_EQ(by.ask(GW_NETLINK_SET, MANY_INSTANCES_VALUE, test::bytes_of(value)).error, 0);
    };
    set(alpha, 7);
    set(beta, 8);
    CHECK_EQ(value_of(alpha), 7U);
    CHECK_EQ(value_of(beta), 8U);
    const auto rows = beta.ask(GW_NETLINK_ROWS, MANY_INSTANCES_SELF, {}, NLM_F_DUMP);
    CHECK_EQ(rows.error, 0);
    CHECK_EQ(rows.messages.size(), 1U);
    CHECK_EQ(std::string{rows.messages[0].what.device}, std::string{"many_instances@beta"});
    CHECK_EQ(rows.messages[0].as<many_instances_gw_self>().value, 8U);

    const auto group = alpha.status(MANY_INSTANCES_PONG).group;
    CHECK_EQ(beta.status(MANY_INSTANCES_PONG).group, group);
    CHECK_OK(listener.join(group));
    for (auto* const each : {&alpha, &beta, &beta})
        CHECK_EQ(each->ask(GW_NETLINK_CALL, MANY_INSTANCES_PING).error, 0);
    CHECK_EQ(alpha.status(MANY_INSTANCES_PONG).sequence, 1U);
    CHECK_EQ(beta.status(MANY_INSTANCES_PONG).sequence, 2U);
    drop_beta();
    unsigned from_alpha = 0;
    unsigned from_beta = 0;
    for (bool gone = false; !gone;)
        for (const auto& m : listener.receive()) {
            const bool is_alpha = std::string{m.what.device} == "many_instances@alpha";
            gone = m.head.nlmsg_type == GW_NETLINK_GONE;
            CHECK(!gone || !is_alpha);
            from_alpha += is_alpha ? 1 : 0;
            from_beta += is_alpha || gone ? 0 : 1;
            CHECK_EQ(m.what.sequence, gone ? 2U : is_alpha ? from_alpha : from_beta);
        }
    CHECK_EQ(from_alpha, 1U);
    CHECK_EQ(from_beta, 2U);
    CHECK_EQ(beta.ask(GW_NETLINK_GET, MANY_INSTANCES_VALUE).error, ENODEV);
    CHECK_EQ(value_of(alpha), 7U);
}
