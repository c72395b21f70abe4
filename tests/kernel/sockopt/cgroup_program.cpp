// SPDX-License-Identifier: MIT
//
// A BPF program of the caller's cgroup looks at what is set: so the kernel has copied it, and
// Gangway gets that copy. It is held to the same rules.
#include <linux/bpf.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include "all_types.gw.h"
#include "sockopt.hpp"

namespace {

constexpr const char* cgroups = "/tmp/sockopt-cgroups";

int bpf(bpf_cmd command, bpf_attr& attr) {
    return static_cast<int>(syscall(SYS_bpf, command, &attr, sizeof attr));
}

/// `return 1`: go on, with the copy.
int load_program() {
    const bpf_insn program[] = {
        {.code = BPF_ALU64 | BPF_MOV | BPF_K,
         .dst_reg = BPF_REG_0,
         .src_reg = 0,
         .off = 0,
         .imm = 1},
        {.code = BPF_JMP | BPF_EXIT, .dst_reg = 0, .src_reg = 0, .off = 0, .imm = 0},
    };
    bpf_attr attr{};
    attr.prog_type = BPF_PROG_TYPE_CGROUP_SOCKOPT;
    attr.expected_attach_type = BPF_CGROUP_SETSOCKOPT;
    attr.insns = reinterpret_cast<std::uint64_t>(program);
    attr.insn_cnt = std::size(program);
    attr.license = reinterpret_cast<std::uint64_t>("GPL");
    return bpf(BPF_PROG_LOAD, attr);
}

/// Attached to the group of all processes as long as it lives.
class attached {
public:
    attached(int group, int program) {
        attr_.target_fd = static_cast<std::uint32_t>(group);
        attr_.attach_bpf_fd = static_cast<std::uint32_t>(program);
        attr_.attach_type = BPF_CGROUP_SETSOCKOPT;
        CHECK_OK(bpf(BPF_PROG_ATTACH, attr_));
    }
    attached(const attached&) = delete;
    attached& operator=(const attached&) = delete;
    ~attached() { bpf(BPF_PROG_DETACH, attr_); }

private:
    bpf_attr attr_{};
};

void sets() {
    const test::module all_types{"all_types"};
    const test::options by;
    std::uint8_t value[64] = {20};
    all_types_gw_level now{};
    CHECK_OK(by.set(ALL_TYPES_LEVEL, value, 1));
    CHECK_OK(by.get(ALL_TYPES_LEVEL, now));
    CHECK_EQ(now.value, 20);
    value[0] = 30;
    CHECK_OK(by.set(ALL_TYPES_LEVEL, value, sizeof value));
    CHECK_OK(by.get(ALL_TYPES_LEVEL, now));
    CHECK_EQ(now.value, 30);
    value[0] = 40;
    value[sizeof value - 1] = 1;
    CHECK_ERRNO(by.set(ALL_TYPES_LEVEL, value, sizeof value), E2BIG);
    value[0] = 9;
    CHECK_ERRNO(by.set(ALL_TYPES_LEVEL, value, 1), ERANGE);
    const all_types_gw_wide wide{};
    CHECK_OK(by.set(ALL_TYPES_WIDE, wide));
    CHECK_ERRNO(by.set(ALL_TYPES_WIDE, &wide, sizeof wide - 1), EINVAL);
    CHECK_OK(by.get(ALL_TYPES_LEVEL, now));
    CHECK_EQ(now.value, 30);
    union all_types_gw_ask ask{};
    CHECK_OK(by.get(ALL_TYPES_ASK, ask));
    CHECK_EQ(ask.reply.answer, 42U);
}

} // namespace

int main() {
    const int program = load_program();
    if (program < 0 && errno == EINVAL)
        test::skip("this kernel has no such programs");
    CHECK_OK(program);
    mkdir(cgroups, 0700);
    CHECK_OK(mount("none", cgroups, "cgroup2", 0, nullptr));
    {
        const test::file group{cgroups, O_RDONLY | O_DIRECTORY};
        const attached here{group, program};
        sets();
    }
    CHECK_OK(umount2(cgroups, MNT_DETACH));
    close(program);
}
