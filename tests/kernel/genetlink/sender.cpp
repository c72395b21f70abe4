// SPDX-License-Identifier: MIT
//
// Requests that their senders run themselves: in order; not for who does not want to wait; begun
// again after a signal with which system calls are; and nobody depends on a sender that never comes
// to it. Structures as they are in memory are served like attributes.
#include "genl.hpp"
#include "stalled_memory.hpp"

#include <csignal>
#include <cstring>

#include <sys/syscall.h>
#include <sys/uio.h>

namespace {

constexpr std::uint32_t forever_ms = 600'000;

/// A request, with an acknowledgment, as a message.
test::bytes message(const test::genl& to, std::uint8_t command, std::uint32_t number,
                    const test::bytes& data = {}) {
    const nlmsghdr head{static_cast<std::uint32_t>(NLMSG_LENGTH(GENL_HDRLEN) + data.size()),
                        static_cast<std::uint16_t>(to.family()), NLM_F_REQUEST | NLM_F_ACK, number,
                        0};
    const genlmsghdr generic{command, 1, 0};
    test::bytes all(head.nlmsg_len);
    std::memcpy(all.data(), &head, sizeof head);
    std::memcpy(&all[NLMSG_HDRLEN], &generic, sizeof generic);
    std::copy(data.begin(), data.end(), all.begin() + NLMSG_LENGTH(GENL_HDRLEN));
    return all;
}

/// Several requests in one datagram are answered one after the other, the last one last.
void together() {
    test::genl by;
    test::bytes all;
    constexpr unsigned n = 20;
    for (unsigned i = 0; i < n; ++i) {
        const auto one = message(by, ALL_TYPES_LEVEL | GW_GENL_SET, 1000 + i,
                                 test::only(static_cast<std::uint8_t>(10 + i)));
        all.insert(all.end(), one.begin(), one.end());
    }
    by.send_all(all);
    for (unsigned next = 1000; next < 1000 + n;)
        for (const auto& m : by.receive()) {
            CHECK_EQ(m.error, 0);
            CHECK_EQ(m.head.nlmsg_seq, next++);
        }
    const auto last = by.ask(ALL_TYPES_LEVEL);
    CHECK_EQ(test::as<std::uint8_t>(last.messages.at(0).data().at(1)), 10 + n - 1);
}

/// With O_NONBLOCK send() returns although the handler goes on.
void at_once() {
    test::child other{[] {
        test::genl by{"all_types", SOCK_NONBLOCK};
        by.send(by.family(), ALL_TYPES_SLOW, test::slow(forever_ms, false), 0);
        test::wait_until_slow();
    }};
    other.join();
}

/// Without it, send() is what takes so long.
class sender : public test::child {
public:
    sender(int flags, int error)
        : test::child{[=] {
            struct sigaction action{};
            action.sa_handler = [](int) {};
            action.sa_flags = flags;
            CHECK_OK(sigaction(SIGUSR1, &action, nullptr));
            CHECK_EQ(test::genl{}.ask(ALL_TYPES_SLOW, test::slow(forever_ms, false)).error, error);
        }} {
        test::wait_until_slow();
        wait_until_in(SYS_sendto);
        CHECK_OK(::kill(pid(), SIGUSR1));
    }
};

/// In a worker, which answers: here since the module goes.
void begun_again() {
    test::module all_types{"all_types"};
    sender caller{SA_RESTART, ENODEV};
    caller.wait_until_in(SYS_poll);
    test::wait_until_slow();
    all_types.unload();
    caller.join();
}

/// A sender that has sent a request and never comes to it: the next one's memory is not there.
void never_comes(test::module& all_types) {
    if (const int fd = test::open_userfaultfd(); fd >= 0) {
        close(fd);
    } else {
        std::printf("without a sender that never comes: there is no userfaultfd\n");
        return;
    }
    test::child stopped{[] {
        test::genl by;
        auto first = message(by, ALL_TYPES_NOTHING, 1);
        std::array<iovec, 2> parts{iovec{first.data(), first.size()},
                                   iovec{test::memory_that_never_comes(), first.size()}};
        std::array<mmsghdr, 2> both{};
        for (std::size_t i = 0; i < both.size(); ++i) {
            both[i].msg_hdr.msg_iov = &parts[i];
            both[i].msg_hdr.msg_iovlen = 1;
        }
        sendmmsg(by.fd(), both.data(), both.size(), 0);
    }};
    stopped.wait_until_in(SYS_sendmmsg);

    test::genl other;
    CHECK_EQ(other.ask(ALL_TYPES_NOTHING).error, 0);
    CHECK_EQ(other.ask(ALL_TYPES_LEVEL).error, 0);
    all_types.unload();
    stopped.kill9();
}

test::bytes structure(std::span<const std::byte> bytes) {
    return test::attributes{}.raw(GW_GENL_A_RAW, bytes).data();
}

/// GW_GENL_A_RAW grows as in an ioctl.
void structures() {
    test::genl by;
    const std::array<std::byte, 4> longer{std::byte{33}};
    const std::array<std::byte, 4> unknown{std::byte{34}, std::byte{1}};
    constexpr auto set = ALL_TYPES_LEVEL | GW_GENL_SET;
    CHECK_EQ(by.ask(set, structure(std::span{longer}.first(1))).error, 0);
    CHECK_EQ(by.ask(set, structure(longer)).error, 0);
    CHECK_EQ(by.ask(set, structure(unknown)).error, E2BIG);
    CHECK_EQ(by.ask(set, structure({})).error, EINVAL);
    auto both = test::only(std::uint8_t{35});
    const auto more = structure(longer);
    both.insert(both.end(), more.begin(), more.end());
    CHECK_EQ(by.ask(set, both).error, EINVAL);
    CHECK_EQ(by.ask(ALL_TYPES_LEVEL, structure(longer)).error, ERANGE);
    const auto got = by.ask(ALL_TYPES_LEVEL, structure({}));
    CHECK_EQ(got.error, 0);
    const auto& found = got.messages.at(0).found;
    CHECK(!found.contains(GW_GENL_A_DATA));
    CHECK_EQ(test::as<std::uint8_t>(found.at(GW_GENL_A_RAW)), 33);
}

} // namespace

int main() {
    begun_again();
    test::module all_types{"all_types"};
    together();
    at_once();
    sender{0, EINTR}.join();
    structures();
    never_comes(all_types);
}
