// SPDX-License-Identifier: MIT
//
// Real-time signals with a number each, taken from a signalfd: one, or many, in a read.
#include <csignal>
#include <sys/resource.h>
#include <sys/signalfd.h>

#include "peers.hpp"

namespace bench::peers {

namespace {

figure signals(std::size_t at_a_time) {
    const node from{"signal"};
    sigset_t ours{};
    sigemptyset(&ours);
    sigaddset(&ours, PEER_SIGNAL);
    check(sigprocmask(SIG_BLOCK, &ours, nullptr), "sigprocmask");
    const int fd = check(signalfd(-1, &ours, SFD_CLOEXEC), "signalfd");
    std::vector<signalfd_siginfo> buffer(at_a_time);
    const auto figure = records(
        many, [&](std::uint32_t n) { from.emit(sizes[0], n); },
        [&](std::uint32_t n, tally& into) {
            while (into.count() < n) {
                const auto bytes =
                    check(read(fd, buffer.data(), buffer.size() * sizeof buffer[0]), "read");
                for (std::size_t i = 0; i < bytes / sizeof buffer[0]; ++i) {
                    const std::uint64_t number = static_cast<std::uint32_t>(buffer[i].ssi_int);
                    into.take(&number);
                }
            }
        });
    close(fd);
    return figure;
}

} // namespace

void measure_signal(std::vector<cell>& into) {
    constexpr rlim_t room = many;
    constexpr rlimit enough{2 * room, 2 * room};
    check(setrlimit(RLIMIT_SIGPENDING, &enough), "RLIMIT_SIGPENDING");
    add(into, "signal", sizeof(int), signals(1));
    add(into, "signal batch", sizeof(int), signals(64));
}

} // namespace bench::peers
