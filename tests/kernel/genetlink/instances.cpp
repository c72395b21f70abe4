// SPDX-License-Identifier: MIT
//
// Several instances of one generic netlink family: a request must name one; each has its
// values, its rows, its numbers of records, and its end.
#include "genl.hpp"
#include "many_instances.gw.h"

namespace {

test::attributes of(const char* instance) {
    return test::attributes{}.put(GW_GENL_A_INSTANCE, std::string_view{instance});
}

test::genl::answer ask(test::genl& by, std::uint8_t command, const char* instance) {
    return by.ask(command, of(instance).data());
}

std::uint32_t value_of(test::genl& by, const char* instance) {
    const auto a = ask(by, MANY_INSTANCES_VALUE, instance);
    CHECK_EQ(a.error, 0);
    return test::as<std::uint32_t>(a.messages.at(0).data().at(1));
}

std::string instance(const test::message& m) {
    return reinterpret_cast<const char*>(m.found.at(GW_GENL_A_INSTANCE).data());
}

std::uint64_t status(test::genl& by, const char* instance) {
    const auto a =
        by.ask(GW_GENL_STATUS,
               of(instance).put(GW_GENL_A_ELEMENT, std::uint32_t{MANY_INSTANCES_PONG}).data());
    CHECK_EQ(a.error, 0);
    CHECK_EQ(::instance(a.messages.at(0)), std::string{instance});
    return a.messages.at(0).sequence();
}

// Adds or drops beta; nobody may do that who would wait for it by generic netlink.
void change(unsigned long request) {
    const test::file alpha{"/dev/gangway/many_instances/alpha"};
    union many_instances_gw_add buffer{};
    std::strcpy(buffer.request.name, "beta");
    CHECK_OK(ioctl(alpha, request, &buffer));
}

} // namespace

int main() {
    const test::module many_instances{"many_instances"};
    test::genl by{MANY_INSTANCES_GENL_FAMILY};
    test::genl listener{MANY_INSTANCES_GENL_FAMILY};
    CHECK_OK(listener.join(MANY_INSTANCES_GENL_GROUP_PONG));

    for (const auto command : {MANY_INSTANCES_VALUE, MANY_INSTANCES_PING}) {
        const auto anyone = by.ask(command);
        CHECK_EQ(anyone.error, EINVAL);
        CHECK_EQ(anyone.text, std::string{"several instances exist: specify one"});
        CHECK_EQ(ask(by, command, "nobody").error, ENODEV);
        CHECK_EQ(ask(by, command, "").error, ENODEV);
    }
    auto seven = of("alpha");
    seven.nest(GW_GENL_A_DATA, test::attributes{}.put(1, 7U));
    CHECK_EQ(by.ask(MANY_INSTANCES_VALUE | GW_GENL_SET, seven.data()).error, 0);
    CHECK_EQ(value_of(by, "alpha"), 7U);
    CHECK_EQ(value_of(by, "beta"), 0U);

    const auto rows = by.ask(MANY_INSTANCES_SELF, of("alpha").data(), NLM_F_DUMP);
    CHECK_EQ(rows.error, 0);
    CHECK_EQ(rows.messages.size(), 1U);
    CHECK_EQ(instance(rows.messages[0]), std::string{"alpha"});
    CHECK_EQ(test::as<std::uint32_t>(rows.messages[0].data().at(2)), 7U);
    CHECK_EQ(by.ask(MANY_INSTANCES_SELF, {}, NLM_F_DUMP).error, EINVAL);

    // One group for all; the numbers are each one's own.
    for (const char* const each : {"alpha", "beta", "alpha"})
        CHECK_EQ(ask(by, MANY_INSTANCES_PING, each).error, 0);
    CHECK_EQ(status(by, "alpha"), 2U);
    CHECK_EQ(status(by, "beta"), 1U);
    std::map<std::string, std::uint64_t> last;
    for (unsigned heard = 0; heard < 3;)
        for (const auto& m : listener.receive()) {
            CHECK_EQ(m.command, MANY_INSTANCES_PONG);
            CHECK_EQ(m.sequence(), ++last[instance(m)]);
            ++heard;
        }
    CHECK(last["alpha"] == 2 && last["beta"] == 1);

    // One goes, and says so; the family stays, and what is left need not be named.
    change(MANY_INSTANCES_IOC_DROP);
    const auto end = listener.receive();
    CHECK_EQ(end.size(), 1U);
    CHECK(end[0].command == GW_GENL_STATUS && end[0].found.contains(GW_GENL_A_GONE));
    CHECK_EQ(instance(end[0]), std::string{"beta"});
    CHECK_EQ(end[0].sequence(), 1U);
    CHECK_EQ(ask(by, MANY_INSTANCES_VALUE, "beta").error, ENODEV);
    CHECK_EQ(value_of(by, "alpha"), 7U);
    CHECK_EQ(by.ask(MANY_INSTANCES_PING).error, 0);
    CHECK_EQ(status(by, "alpha"), 3U);

    change(MANY_INSTANCES_IOC_ADD); // another of that name
    CHECK_EQ(status(by, "beta"), 0U);
    CHECK_EQ(by.ask(MANY_INSTANCES_PING).error, EINVAL);
}
