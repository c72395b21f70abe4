// SPDX-License-Identifier: MIT
//
// The random number generator: values by ioctl and by sysctl, and what takes a capability.
#include <cerrno>

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <gangway/dynamic.hpp>

#include "machine.hpp"
#include "random.gw.hpp"

namespace gangway {
namespace {

const std::string folder = "/proc/sys/kernel/random/";

class random_test : public testing::Test {
protected:
    dynamic::client there = dynamic::client::connect("random").value();
};

TEST_F(random_test, values_are_what_cat_prints) {
    for (const auto* name : {"poolsize", "write_wakeup_threshold", "urandom_min_reseed_secs"})
        EXPECT_EQ(there.get(name).value().dump(), test::read_file(folder + name)) << name;
    EXPECT_EQ(there.get("boot_id").value(), test::read_file(folder + "boot_id"));
    EXPECT_EQ(std::to_string(random_::client::connect().value().poolsize.get().value()),
              test::read_file(folder + "poolsize"));
}

TEST_F(random_test, the_ioctl_and_the_file_agree) {
    // Programs in between may take some; the pool is full again before long, or has always been.
    bool same = false;
    for (int i = 0; i < 1000 && !same; ++i)
        same = there.get("entropy").value().dump() == test::read_file(folder + "entropy_avail");
    EXPECT_TRUE(same);
}

TEST_F(random_test, a_file_that_is_kept_open_is_read_anew) {
    EXPECT_NE(there.get("uuid").value(), there.get("uuid").value());
}

TEST_F(random_test, what_takes_a_capability_says_so) {
    {
        const test::somebody nobody;
        if (!nobody)
            GTEST_SKIP() << "this user cannot become another";
        const auto why = there.call("reseed").error();
        EXPECT_TRUE(why.is(EPERM));
        EXPECT_EQ(why.message, "random.reseed: the caller may not (EPERM)");
        EXPECT_TRUE(there.get("poolsize"));
    }
    if (geteuid() == 0) {
        const auto reseeded = there.call("reseed");
        if (!reseeded && reseeded.error().is(EPERM))
            GTEST_SKIP() << "root may not do this here (CAP_SYS_ADMIN): a container";
        EXPECT_TRUE(reseeded) << reseeded.error().message;
        const auto done = there.call("add_entropy", {{"entropy_count", 0}, {"data", "0102030405"}});
        EXPECT_TRUE(done) << done.error().message;
        const auto bad = there.call("add_entropy", {{"entropy_count", -1}, {"data", ""}});
        EXPECT_EQ(bad.error().message, "random.add_entropy: entropy_count is negative (EINVAL)");
    }
}

} // namespace
} // namespace gangway
