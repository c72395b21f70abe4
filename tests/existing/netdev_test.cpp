// SPDX-License-Identifier: MIT
//
// The family netdev, in which the first queue has the number 0 and receiving is type 0.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <gangway/dynamic.hpp>

#include "netdv.gw.hpp"

namespace gangway {
namespace {

class netdev_test : public testing::Test {
protected:
    void SetUp() override {
        if (const auto why = there.devs.rows(); !why && why.error().is(ENODEV))
            GTEST_SKIP() << "this kernel has no family netdev";
    }
    netdv::client there = netdv::client::connect().value();
};

TEST_F(netdev_test, what_a_dump_shows_can_be_asked_for_one_by_one) {
    const auto queues = there.queues.rows();
    if (!queues && queues.error().is(EOPNOTSUPP))
        GTEST_SKIP() << "this kernel's family netdev has no queues";
    ASSERT_TRUE(queues) << queues.error().message;
    bool zero = false;
    for (const auto& queue : queues.value()) {
        zero |= queue.id == 0 && queue.type == netdv::qtype::rx;
        const auto one =
            there.queue_get({.id = queue.id, .ifindex = queue.ifindex, .type = queue.type});
        ASSERT_TRUE(one) << one.error().message;
        EXPECT_EQ(one.value(), queue);
    }
    if (queues.value().empty())
        GTEST_SKIP() << "no network device is up";
    const auto& first = queues.value()[0];
    for (const auto& queue : there.queues_of.rows({.ifindex = first.ifindex}).value())
        EXPECT_EQ(queue.ifindex, first.ifindex);
    EXPECT_EQ(there.queues_of.rows({}).value().size(), queues.value().size());
    EXPECT_TRUE(zero);
}

TEST_F(netdev_test, what_the_kernel_refuses_it_names) {
    const auto why = there.dynamic().call("dev_get", {{"ifindex", 0}}).error();
    EXPECT_TRUE(why.is(ERANGE));
    EXPECT_NE(why.message.find("netdv.dev_get: ifindex: "), std::string::npos) << why.message;
    EXPECT_NE(why.message.find("allowed: "), std::string::npos) << why.message;
}

} // namespace
} // namespace gangway
