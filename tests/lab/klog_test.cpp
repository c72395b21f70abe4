// SPDX-License-Identifier: MIT
#include "klog.hpp"

#include <gtest/gtest.h>
#include <string>

using namespace gangway::lab;

// A line of each kind, as a kernel prints it.
class klog_condemns : public testing::TestWithParam<const char*> {};

TEST_P(klog_condemns, the_line) {
    EXPECT_NE(condemns(std::string("[   12.345678] ") + GetParam()), nullptr);
}

INSTANTIATE_TEST_SUITE_P(
    reports, klog_condemns,
    testing::Values(
        "BUG: kernel NULL pointer dereference, address: 0000000000000008",
        "BUG: KASAN: slab-use-after-free in f+0x12/0x34 [m]", "BUG: KCSAN: data-race in f / g",
        "kernel BUG at mm/slub.c:553!", "WARNING: CPU: 0 PID: 1 at m.c:8 f+0x74/0xff0 [m]",
        "WARNING: possible circular locking dependency detected", "WARNING: suspicious RCU usage",
        "Oops: 0002 [#1] PREEMPT SMP NOPTI",
        "Oops: general protection fault, probably for non-canonical address",
        "general protection fault, probably for non-canonical address 0xdead: 0000 [#1]",
        "Kernel panic - not syncing: Fatal exception", "UBSAN: array-index-out-of-bounds in m.c:9",
        "BUG: scheduling while atomic: insmod/12/0x00000002",
        "BUG: sleeping function called from invalid context at m.c:1",
        "unreferenced object 0xffff888003a5b000 (size 64):",
        "kmemleak: 3 new suspected memory leaks (see /sys/kernel/debug/kmemleak)",
        "refcount_t: underflow; use-after-free.",
        "BUG kmalloc-64 (Tainted: G): Objects remaining on __kmem_cache_shutdown()",
        "rcu: INFO: rcu_preempt detected stalls on CPUs/tasks:",
        "rcu: INFO: rcu_preempt self-detected stall on CPU",
        "INFO: task cat:123 blocked for more than 120 seconds.",
        "watchdog: BUG: soft lockup - CPU#0 stuck for 26s! [cat:12]",
        "unregister_netdevice: waiting for veth0 to become free. Usage count = 2",
        "list_del corruption. prev->next should be ffff", "Call Trace:",
        "sysfs: cannot create duplicate filename '/class/x'", "** 12 printk messages dropped **"));

// What kernels say in a good run too.
class klog_spares : public testing::TestWithParam<const char*> {};

TEST_P(klog_spares, the_line) {
    EXPECT_EQ(condemns(std::string("[   12.345678] ") + GetParam()), nullptr);
}

INSTANTIATE_TEST_SUITE_P(
    everyday_lines, klog_spares,
    testing::Values(
        "hello: loading out-of-tree module taints kernel.",
        "hello: module verification failed: signature and/or required key missing - tainting "
        "kernel",
        "traps: prog[61] general protection fault ip:401136 sp:7ffd error:0 in prog[401000+1000]",
        "prog[60]: segfault at 0 ip 0000000000401136 sp 00007ffd error 6 in prog",
        "clocksource: Switched to clocksource tsc", "Freeing unused kernel image memory: 4024K",
        "gangway-lab: command", "Spectre V2 : WARN_ON is not printed here",
        "warning: `prog' uses wireless extensions"));

TEST(klog, looks_between_the_marks) {
    const auto part = between_marks("[0] WARNING: before\n"
                                    "[1] gangway-lab: start\r\n[2] fine\n[3] gangway-lab: end\n"
                                    "[4] WARNING: after\n");
    EXPECT_EQ(part.text, "[2] fine\n");
    EXPECT_TRUE(part.whole);
}

TEST(klog, a_log_that_breaks_off_is_not_whole) {
    const auto part = between_marks("[1] gangway-lab: start\n[2] Oops: 0");
    EXPECT_EQ(part.text, "[2] Oops: 0");
    EXPECT_FALSE(part.whole);
}

TEST(klog, a_log_without_marks_is_not_whole) {
    EXPECT_FALSE(between_marks("").whole);
    EXPECT_FALSE(between_marks("[1] gangway-lab: end\n").whole);
    EXPECT_EQ(between_marks("[1] gangway-lab: start").text, "");
}

TEST(klog, shows_what_follows_a_condemning_line) {
    EXPECT_EQ(reports("one\nBUG: two\r\nthree\n"), "> BUG: two\n  three\n");
    EXPECT_EQ(reports("one\ntwo\n"), "");
}

TEST(klog, a_flood_is_cut) {
    std::string flood;
    for (int i = 0; i < 10000; i++)
        flood += "WARNING: again\n";
    EXPECT_LT(reports(flood).size(), 10000U);
}

TEST(klog, tail_is_the_last_lines) {
    EXPECT_EQ(tail("a\nb\nc\n", 2), "b\nc\n");
    EXPECT_EQ(tail("a\nb\nc", 2), "b\nc");
    EXPECT_EQ(tail("a\n", 5), "a\n");
    EXPECT_EQ(tail("", 5), "");
}
