// SPDX-License-Identifier: MIT
//
// Real ICMP for the tests of icmpmon, and what icmpmon says of it.
#pragma once

#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <netinet/ip_icmp.h>
#include <sys/socket.h>

#include "icmpmon.gw.h"
#include "ring.hpp"

namespace test {

inline constexpr std::uint32_t localhost = 0x7f000001;

inline void set_loopback_up() {
    const int fd = CHECK_OK(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    ifreq lo{};
    std::strcpy(lo.ifr_name, "lo");
    lo.ifr_flags = IFF_UP;
    CHECK_OK(ioctl(fd, SIOCSIFFLAGS, &lo));
    close(fd);
}

/// Sends echo requests to this host and waits for each reply. Each of the two comes in once, so
/// icmpmon sees two packets for each.
inline void ping(unsigned count, std::uint32_t address = localhost) {
    const int fd = CHECK_OK(socket(AF_INET, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_ICMP));
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_addr.s_addr = htonl(address);
    for (unsigned i = 0; i < count; ++i) {
        icmphdr echo{};
        echo.type = ICMP_ECHO;
        echo.checksum = htons(static_cast<std::uint16_t>(~(ICMP_ECHO << 8)));
        CHECK_EQ(sendto(fd, &echo, sizeof echo, 0, reinterpret_cast<sockaddr*>(&to), sizeof to),
                 sizeof echo);
        for (unsigned char packet[128]{}; packet[20] != ICMP_ECHOREPLY || packet[0] == 0;) {
            await(fd, POLLIN);
            CHECK(read(fd, packet, sizeof packet) >= 28);
        }
    }
    close(fd);
}

/// A property's file: of the caller's network namespace.
inline std::string icmpmon_file(const std::string& property) {
    return "/sys/class/gangway/icmpmon/" + property;
}

inline std::uint64_t seen() {
    return std::stoull(read_file(icmpmon_file("seen")));
}

/// The packets that address has sent here; -1 and errno if it is no talker.
inline std::int64_t count(int fd, std::uint32_t address) {
    union icmpmon_gw_count buffer{};
    buffer.request.saddr = htonl(address);
    if (ioctl(fd, ICMPMON_IOC_COUNT, &buffer) != 0)
        return -1;
    return static_cast<std::int64_t>(buffer.reply.packets);
}

class icmp_listener : public subscriber {
public:
    icmp_listener()
        : subscriber{bit(ICMPMON_PACKET), 0, 0, ICMPMON_NODE} {}
    /// How many packets have come.
    std::uint64_t heard() {
        drain();
        return received();
    }
};

} // namespace test
