// SPDX-License-Identifier: MIT
//
// TUNSETIFF, whose number says 4 bytes, while the kernel moves a whole struct ifreq of 40.
#include <cerrno>

#include <gtest/gtest.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include <gangway/dynamic.hpp>

namespace gangway {
namespace {

TEST(existing_ioctl, what_is_described_too_short_is_refused_by_the_kernel) {
    if (access("/dev/net/tun", R_OK) != 0)
        GTEST_SKIP() << "this machine has no /dev/net/tun for this user";
    const auto tun = dynamic::description::parse(
                         R"({"gangway":1,"interface":"tunx","provider":"kernel","elements":[
        {"name":"set_iff","kind":"call","number":1,"via":["ioctl"],
         "at":{"node":"/dev/net/tun","number":1074025674},
         "request":{"size":18,"align":2,"fields":[
          {"name":"name","type":"string","max":15,"offset":0,"size":16},
          {"name":"flags","type":"u16","offset":16,"size":2}]}}]})")
                         .value();
    const auto there = dynamic::client::connect(tun).value();
    const auto why = there.call("set_iff", {{"name", ""}, {"flags", 0x1002}}).error();
    if (why.is(ENODEV) || why.is(ENXIO))
        GTEST_SKIP() << "this kernel has no tun devices";
    EXPECT_TRUE(why.is(EFAULT)) << why.message;
    EXPECT_EQ(why.message,
              "tunx.set_iff: the kernel reads or writes more than the 18 bytes that are "
              "described, or a pointer in them is wrong (EFAULT)");
}

} // namespace
} // namespace gangway
