// SPDX-License-Identifier: MIT
//
// Another module has one of Gangway's options: Gangway loads, and so does what needs none of them;
// what does is refused, in words, until the other has gone.
#include <memory>

#include "all_types.gw.h"
#include "sockopt.hpp"

namespace {

bool log_says(int log, const std::string& what) {
    std::string all;
    char record[8192];
    for (ssize_t size = 0; (size = read(log, record, sizeof record)) > 0;)
        all.append(record, static_cast<std::size_t>(size));
    return all.find(what) != all.npos;
}

long try_load(const std::string& name) {
    const test::file module{test::folder() + "/" + name + ".ko", O_RDONLY};
    return syscall(SYS_finit_module, static_cast<int>(module), "", 0);
}

} // namespace

int main() {
    if (test::built_in())
        test::skip("Gangway is built into this kernel, and has its options already");
    CHECK(test::eventually([&] { return syscall(SYS_delete_module, "gangway", O_NONBLOCK) == 0; }));
    const test::file log{"/dev/kmsg", O_RDONLY | O_NONBLOCK};
    CHECK_OK(lseek(log, 0, SEEK_END));
    auto taker = std::make_unique<test::module>("option_taker");
    auto* const gangway = new test::module{"gangway"};
    static_cast<void>(gangway); // stays: the other tests need it
    CHECK_ERRNO(try_load("all_types"), EBUSY);
    CHECK(log_says(log, "all_types: another module has some of the socket options 0x67000000 to "
                        "0x67ffffff"));
    const test::module parameters{"parameters"};
    taker.reset();
    const test::module all_types{"all_types"};
    CHECK_OK(test::options{}.call(ALL_TYPES_NOTHING));
    CHECK_ERRNO(try_load("option_taker"), EBUSY);
}
