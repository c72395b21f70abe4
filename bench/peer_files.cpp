// SPDX-License-Identifier: MIT
//
// What is read, or mapped, as a file: relay, a kfifo behind a node, ftrace's ring buffer.
#include "ftrace_page.hpp"
#include "peers.hpp"

namespace bench::peers {

namespace {

constexpr std::size_t chunk = 65536;

// Calls take(bytes read) until all have come.
template <typename Take>
void read_all(const file& from, std::vector<char>& buffer, std::uint32_t n, const tally& into,
              Take take) {
    while (into.count() < n) {
        const auto bytes = from.read(buffer.data(), buffer.size());
        if (bytes == 0)
            throw std::runtime_error{"records are missing"};
        take(bytes);
    }
}

class relay {
public:
    figure mapped(std::uint32_t size) {
        const auto* const start =
            file_.map<const char>(std::size_t{PEER_RELAY_SUBBUFS} * subbuf, PROT_READ);
        auto consumed = flush().produced;
        tell(PEER_RELAY_SUBBUFS);
        return records(
            many, [&](std::uint32_t n) { node_.emit(size, n); },
            [&](std::uint32_t, tally& into) {
                const auto now = flush();
                const auto before = consumed;
                for (; consumed != now.produced; ++consumed) {
                    const auto* at = start + consumed % PEER_RELAY_SUBBUFS * subbuf;
                    const auto* const end = at + (consumed + 1 == now.produced ? now.last : subbuf);
                    for (; at < end; at += size)
                        into.take(at);
                }
                tell(consumed - before);
            });
    }

    figure read(std::uint32_t size) {
        std::vector<char> buffer(chunk);
        flush();
        tell(PEER_RELAY_SUBBUFS);
        return records(
            many, [&](std::uint32_t n) { node_.emit(size, n); },
            [&](std::uint32_t n, tally& into) {
                flush();
                read_all(file_, buffer, n, into, [&](std::size_t bytes) {
                    for (std::size_t at = 0; at < bytes; at += size)
                        into.take(&buffer[at]);
                });
            });
    }

private:
    static constexpr std::size_t subbuf = PEER_RELAY_SUBBUF;

    peer_relay flush() const {
        peer_relay now{};
        check(ioctl(node_.fd(), PEER_RELAY_FLUSH, &now), "flush");
        return now;
    }
    void tell(std::uint32_t consumed) const {
        check(ioctl(node_.fd(), PEER_RELAY_CONSUMED, &consumed), "consumed");
    }

    node node_{"relay"};
    file file_{PEER_RELAY_FILE, O_RDONLY};
};

figure kfifo(std::uint32_t size, std::size_t at_a_time) {
    const node from{"kfifo"};
    std::vector<char> buffer(at_a_time);
    return records(
        many, [&](std::uint32_t n) { from.emit(size, n); },
        [&](std::uint32_t n, tally& into) {
            read_all(from, buffer, n, into, [&](std::size_t bytes) {
                for (std::size_t at = 0; at < bytes; at += size)
                    into.take(&buffer[at]);
            });
        });
}

figure ftrace(std::uint32_t size) {
    const node from{"ftrace"};
    std::vector<char> buffer(chunk);
    return records(
        many, [&](std::uint32_t n) { from.emit(size, n); },
        [&](std::uint32_t n, tally& into) {
            read_all(from, buffer, n, into, [&](std::size_t bytes) {
                for (std::size_t at = 0; at < bytes; at += ftrace_page_bytes)
                    for_each_event(&buffer[at], [&](const char* data) { into.take(data); });
            });
        });
}

} // namespace

void measure_files(std::vector<cell>& into) {
    relay channel;
    for (const auto size : sizes) {
        add(into, "relay mmap", size, channel.mapped(size));
        add(into, "relay read", size, channel.read(size));
        add(into, "kfifo", size, kfifo(size, size));
        add(into, "kfifo batch", size, kfifo(size, chunk));
        add(into, "ftrace", size, ftrace(size));
    }
}

} // namespace bench::peers
