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
        "WARNING: possible recursive locking detected", "WARNING: inconsistent lock state",
        "WARNING: possible irq lock inversion dependency detected",
        "WARNING: HARDIRQ-safe -> HARDIRQ-unsafe lock order detected",
        "WARNING: bad unlock balance detected!", "WARNING: held lock freed!",
        "WARNING: lock held when returning to user space!",
        "WARNING: test/123 still has locks held!", "[ BUG: Invalid wait context ]",
        "INFO: trying to register non-static key.",
        "turning off the locking correctness validator.", "BUG: MAX_LOCKDEP_CHAINS too low!",
        "BUG: using smp_processor_id() in preemptible [00000000] code: test/123",
        "BUG: sleeping function called from invalid context at kernel/locking/spinlock_rt.c:48",
        "BUG: workqueue leaked atomic, lock or RCU: kworker/0:1[12]",
        "ODEBUG: free active (active state 0) object: 0000000012345678 object type: work_struct "
        "hint: f+0x0/0x20 [m]",
        "rcu: INFO: rcu_preempt detected expedited stalls on CPUs/tasks: { 0-... }",
        "INFO: task cat:123 blocked in I/O wait for more than 120 seconds.",
        "sysfs: cannot create duplicate filename '/class/x'", "** 12 printk messages dropped **"));

// Whole reports, as kernels with debugging options print them: found, and shown to their end.
TEST(klog, a_report_of_kasan) {
    const std::string shown =
        reports("[   41.2] =========================================================\n"
                "[   41.2] BUG: KASAN: slab-use-after-free in bad_read+0x1a/0x30 [bad]\n"
                "[   41.2] Read of size 8 at addr ffff888004a5b000 by task insmod/71\n"
                "[   41.3] CPU: 1 UID: 0 PID: 71 Comm: insmod Tainted: G           O\n"
                "[   41.3] Call Trace:\n[   41.3]  <TASK>\n[   41.3]  kasan_report+0xda/0x110\n"
                "[   41.4] Freed by task 71:\n[   41.4]  kfree+0x9e/0x1f0\n");
    EXPECT_NE(shown.find("> [   41.2] BUG: KASAN"), std::string::npos);
    EXPECT_NE(shown.find("Freed by task 71"), std::string::npos);
}

TEST(klog, a_report_of_lockdep) {
    const std::string shown =
        reports("[   30.1] ======================================================\n"
                "[   30.1] WARNING: possible circular locking dependency detected\n"
                "[   30.1] 6.12.117-dbg #1 Tainted: G           O\n"
                "[   30.1] insmod/63 is trying to acquire lock:\n"
                "[   30.1] ffffffffc0002060 (a){+.+.}-{4:4}, at: bad_init+0x40/0x90 [bad]\n"
                "[   30.1] but task is already holding lock:\n");
    EXPECT_NE(shown.find("> [   30.1] WARNING: possible circular"), std::string::npos);
    EXPECT_NE(shown.find("already holding"), std::string::npos);
}

TEST(klog, a_report_of_kmemleak) {
    const std::string shown = reports(
        "[   52.0] kmemleak: 1 new suspected memory leaks (see /sys/kernel/debug/kmemleak)\n"
        "[   52.0] kmemleak: unreferenced object 0xffff888005d0c000 (size 64):\n"
        "[   52.0] kmemleak:   comm \"insmod\", pid 63, jiffies 4294714921\n"
        "[   52.0] kmemleak:     bad_init+0x2c/0x70 [bad]\n");
    EXPECT_NE(shown.find("bad_init"), std::string::npos);
}

// What is wrong stands before the line that condemns.
TEST(klog, a_report_of_warn) {
    const std::string shown =
        reports("[   12.0] fine\n[   12.1] ------------[ cut here ]------------\n"
                "[   12.1] gangway: event x.e is emitted in hardirq context\n"
                "[   12.1] WARNING: CPU: 0 PID: 71 at core/emit.c:30 gw_check_context+0x1/0x2\n");
    EXPECT_EQ(shown,
              "  [   12.1] ------------[ cut here ]------------\n"
              "  [   12.1] gangway: event x.e is emitted in hardirq context\n"
              "> [   12.1] WARNING: CPU: 0 PID: 71 at core/emit.c:30 gw_check_context+0x1/0x2\n");
    EXPECT_EQ(reports("------------[ cut here ]------------\nfine\n"), "");
}

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
        "gangway-lab: command", "kmemleak: Automatic memory scanning thread started",
        "Running RCU self tests", "Lock dependency validator: Copyright (c) 2006 Red Hat, Inc.",
        "kasan: KernelAddressSanitizer initialized", "Spectre V2 : WARN_ON is not printed here",
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
