// SPDX-License-Identifier: MIT
//
// Netlink, and generic netlink: a message for each record, or 32 that are sent and received as one.
#include "netlink_line.hpp"
#include "peers.hpp"

namespace bench::peers {

namespace {

constexpr std::uint32_t batch = 32;

// Listens to one group, and shows what each message that comes has behind `header` bytes.
class listener {
public:
    listener(const char* name, mnl_socket* socket, std::size_t header)
        : node_{name}
        , socket_{socket}
        , header_{header} {}

    figure listen(std::uint32_t size, std::uint32_t at_once) {
        const auto before = at_once == 1 ? messages_at_once : many;
        return records(
            before, [&](std::uint32_t n) { node_.emit(size, n, at_once); },
            [&](std::uint32_t n, tally& into) {
                while (into.count() < n)
                    receive(into);
            });
    }

private:
    void receive(tally& into) {
        int left = check(mnl_socket_recvfrom(socket_, buffer_.data(), buffer_.size()), "receive");
        for (const auto* at = reinterpret_cast<const nlmsghdr*>(buffer_.data());
             mnl_nlmsg_ok(at, left); at = mnl_nlmsg_next(at, &left))
            into.take(reinterpret_cast<const char*>(at) + header_);
    }

    node node_;
    mnl_socket* socket_;
    std::size_t header_;
    std::vector<char> buffer_ = std::vector<char>(65536);
};

class protocol : peer::line {
public:
    protocol()
        : line{PEER_NL_PROTOCOL} {
        join(PEER_NL_GROUP);
    }
    listener listens() { return {"netlink", socket(), sizeof(nlmsghdr)}; }
};

class family : peer::genl_line {
public:
    family()
        : genl_line{PEER_FAMILY} {
        join(group_);
    }
    // There is one attribute, and the module is ours.
    listener listens() {
        return {"genetlink", socket(), sizeof(nlmsghdr) + sizeof(genlmsghdr) + sizeof(nlattr)};
    }
};

} // namespace

void measure_netlink(std::vector<cell>& into) {
    protocol raw;
    family generic;
    auto by_raw = raw.listens();
    auto by_generic = generic.listens();
    for (const auto size : sizes) {
        add(into, "netlink", size, by_raw.listen(size, 1));
        add(into, "netlink batch", size, by_raw.listen(size, batch));
        add(into, "genetlink", size, by_generic.listen(size, 1));
        add(into, "genetlink batch", size, by_generic.listen(size, batch));
    }
}

} // namespace bench::peers
