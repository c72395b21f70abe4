// SPDX-License-Identifier: MIT
#include <gangway/types.hpp>

#include <arpa/inet.h>
#include <netinet/in.h>

namespace gangway {

namespace {

// inet_pton requires a NUL after the text, and accepts no text longer than this.
template <std::size_t Size>
std::optional<std::array<std::uint8_t, Size>> parse_address(int family, std::string_view text) {
    std::array<char, INET6_ADDRSTRLEN> copy{};
    std::array<std::uint8_t, Size> octets{};
    if (text.size() >= copy.size() || text.find('\0') != text.npos)
        return std::nullopt;
    std::copy(text.begin(), text.end(), copy.begin());
    if (inet_pton(family, copy.data(), octets.data()) != 1)
        return std::nullopt;
    return octets;
}

int digit(char c) noexcept {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

// Two digits for each octet, with `separator` in front of those in `separated`.
template <std::size_t Size, typename Separated>
std::optional<std::array<std::uint8_t, Size>> parse_hex(std::string_view text, char separator,
                                                        Separated separated) {
    std::array<std::uint8_t, Size> octets{};
    for (std::size_t i = 0; i < Size; ++i) {
        if (separated(i)) {
            if (text.empty() || text.front() != separator)
                return std::nullopt;
            text.remove_prefix(1);
        }
        if (text.size() < 2 || digit(text[0]) < 0 || digit(text[1]) < 0)
            return std::nullopt;
        octets[i] = static_cast<std::uint8_t>(digit(text[0]) << 4 | digit(text[1]));
        text.remove_prefix(2);
    }
    return text.empty() ? std::optional{octets} : std::nullopt;
}

bool separated_in_mac(std::size_t i) noexcept {
    return i != 0;
}

bool separated_in_uuid(std::size_t i) noexcept {
    return i == 4 || i == 6 || i == 8 || i == 10;
}

template <std::size_t Size, typename Separated>
std::string hex_text(const std::array<std::uint8_t, Size>& octets, char separator,
                     Separated separated) {
    std::string text;
    for (std::size_t i = 0; i < Size; ++i) {
        if (separated(i))
            text += separator;
        text += fmt::format("{:02x}", octets[i]);
    }
    return text;
}

} // namespace

std::optional<ipv4> ipv4::parse(std::string_view text) noexcept {
    const auto octets = parse_address<4>(AF_INET, text);
    if (!octets)
        return std::nullopt;
    return ipv4{(*octets)[0], (*octets)[1], (*octets)[2], (*octets)[3]};
}

template <>
std::optional<ipv6> ipv6::parse(std::string_view text) noexcept {
    const auto octets = parse_address<16>(AF_INET6, text);
    return octets ? std::optional{ipv6{*octets}} : std::nullopt;
}

template <>
std::optional<mac> mac::parse(std::string_view text) noexcept {
    const auto octets = parse_hex<6>(text, ':', separated_in_mac);
    return octets ? std::optional{mac{*octets}} : std::nullopt;
}

template <>
std::optional<uuid> uuid::parse(std::string_view text) noexcept {
    const auto octets = parse_hex<16>(text, '-', separated_in_uuid);
    return octets ? std::optional{uuid{*octets}} : std::nullopt;
}

std::string to_string(const ipv4& address) {
    return fmt::format("{}", fmt::join(address.octets(), "."));
}

std::string to_string(const ipv6& address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    return inet_ntop(AF_INET6, address.octets().data(), text.data(), text.size());
}

std::string to_string(const mac& address) {
    return hex_text(address.octets(), ':', separated_in_mac);
}

std::string to_string(const uuid& id) {
    return hex_text(id.octets(), '-', separated_in_uuid);
}

} // namespace gangway
