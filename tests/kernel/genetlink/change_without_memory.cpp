// SPDX-License-Identifier: MIT
// Sample: 6.12-cloud
//
// Wherever telling of a change finds no memory, whoever listens gets the new value all the same, or
// is told that it was lost: by a message, or by the socket. So are later changes.
#include <array>

#include "genl.hpp"
#include "no_memory.gw.h"

namespace {

constexpr std::array<std::uint32_t, 2> elements{NO_MEMORY_ARMED, NO_MEMORY_BEHIND};

/// What a listener got to know of a round's change of each.
struct round {
    std::array<bool, 2> values{}; // the new one
    std::array<bool, 2> losses{};
    bool overrun = false; // the socket's: of either

    void listen(test::genl& listener, std::uint32_t value) {
        const auto some = listener.receive(MSG_DONTWAIT);
        overrun = overrun || (some.empty() && errno == ENOBUFS);
        for (const auto& m : some)
            for (std::size_t i = 0; i < elements.size(); ++i) {
                if (m.command == elements[i] && test::as<std::uint32_t>(m.data().at(1)) == value)
                    values[i] = true;
                if (m.command == GW_GENL_STATUS &&
                    test::as<std::uint32_t>(m.found.at(GW_GENL_A_ELEMENT)) == elements[i])
                    losses[i] = true;
            }
    }
    [[nodiscard]] bool knows(std::size_t i) const { return values[i] || losses[i] || overrun; }
};

/// Of both changes one cannot be told so, and there is no other. False: both could be.
bool told(const test::file& fd, test::genl& listener, std::uint32_t nth) {
    const auto last = std::array{listener.status(elements[0]), listener.status(elements[1])};
    no_memory_gw_change_request request{.value = nth, .nth = nth};
    CHECK_OK(ioctl(fd, NO_MEMORY_IOC_CHANGE, &request));
    round heard;
    const bool all = test::eventually([&] {
        heard.listen(listener, nth);
        return heard.knows(0) && heard.knows(1);
    });
    no_memory_gw_calm_reply reply{};
    CHECK_OK(ioctl(fd, NO_MEMORY_IOC_CALM, &reply));
    if (!all)
        std::printf("without allocation %u\n", nth);
    CHECK(all);
    for (std::size_t i = 0; i < elements.size(); ++i)
        CHECK(listener.status(elements[i]) > last[i]); // so asking shows what was lost
    CHECK(reply.failed || (heard.values[0] && heard.values[1]));
    return reply.failed;
}

} // namespace

int main() {
    const test::file module{test::folder() + "/no_memory.ko", O_RDONLY};
    if (syscall(SYS_finit_module, static_cast<int>(module), "changes=1", 0) != 0) {
        CHECK_EQ(errno, EOPNOTSUPP);
        test::skip("this kernel has no kprobes, by which allocations fail");
    }
    {
        const test::file fd{NO_MEMORY_NODE};
        test::genl listener{"no_memory"};
        CHECK_OK(listener.join(NO_MEMORY_GENL_GROUP_ARMED));
        CHECK_OK(listener.join(NO_MEMORY_GENL_GROUP_BEHIND));
        std::uint32_t nth = 1;
        while (told(fd, listener, nth))
            ++nth;
        std::printf("%u allocations\n", nth - 1);
        CHECK(nth > 4); // of each two at least, a message and its header
    }
    CHECK_OK(syscall(SYS_delete_module, "no_memory", O_NONBLOCK));
}
