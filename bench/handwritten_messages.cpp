// SPDX-License-Identifier: MIT
//
// The peer's messages: generic netlink, and a netlink protocol of its own.
#include <cstring>
#include <sys/ioctl.h>

#include "netlink_line.hpp"

namespace bench::peer {

namespace {

/// Numbered records, of which none may be missing.
class numbered {
public:
    void follow(std::uint64_t number) {
        if (last_ != 0 && number != last_ + 1)
            throw std::runtime_error{"messages were lost"};
        last_ = number;
    }
    void add(std::uint64_t data) { sum_ += data; }

private:
    std::uint64_t last_ = 0;
    std::uint64_t sum_ = 0; // of what records say
};

/// So many are sent in a row; receive() takes one.
template <typename Receive>
figure records_of(int node, std::uint32_t what, std::uint32_t in_a_row, Receive receive) {
    return measure([&](std::uint32_t n) {
        for (std::uint32_t i = 0; i < n; ++i) {
            hw_emit emit{in_a_row, what};
            if (i % in_a_row == 0)
                check(::ioctl(node, HW_EMIT, &emit), "emit");
            receive();
        }
    });
}

class genl : private genl_line {
public:
    genl()
        : genl_line{HW_FAMILY} {}

    template <typename Message>
    figure calls(std::uint8_t command) {
        return measure([&](std::uint32_t n) {
            for (; n != 0; --n) {
                Message m{};
                m.data[0] = n;
                auto* const header = begin_for(family_, command);
                mnl_attr_put(header, HW_A_DATA, sizeof m, &m);
                for_each_of(exchange(header), [&](const nlattr* a) {
                    if (mnl_attr_get_type(a) == HW_A_DATA)
                        std::memcpy(&m, mnl_attr_get_payload(a), sizeof m);
                });
                if (m.data[0] != n)
                    throw std::runtime_error{"not what was asked"};
            }
        });
    }

    figure records(int node, std::uint32_t what, std::uint32_t in_a_row = messages_at_once) {
        join(group_);
        const auto figure = records_of(node, what, in_a_row, [&] {
            for_each_of(receive(), [&](const nlattr* a) {
                if (mnl_attr_get_type(a) == HW_A_DATA)
                    numbers_.add(*static_cast<const std::uint64_t*>(mnl_attr_get_payload(a)));
                else
                    numbers_.follow(mnl_attr_get_u64(a));
            });
        });
        leave(group_);
        return figure;
    }

private:
    numbered numbers_;
};

class own : private line {
public:
    own()
        : line{HW_NL_PROTOCOL} {}

    template <typename Message>
    figure calls(std::uint16_t type) {
        return measure([&](std::uint32_t n) {
            for (; n != 0; --n) {
                Message m{};
                m.data[0] = n;
                take(exchange(with(begin(type), m)), m);
                if (m.data[0] != n)
                    throw std::runtime_error{"not what was asked"};
            }
        });
    }

    figure gets() {
        return measure([&](std::uint32_t n) {
            for (; n != 0; --n) {
                std::uint64_t value = 0;
                take(exchange(begin(HW_NL_GET)), value);
                numbers_.add(value);
            }
        });
    }

    figure sets() {
        return measure([&](std::uint32_t n) {
            for (; n != 0; --n)
                exchange(with(begin(HW_NL_SET, NLM_F_ACK), std::uint64_t{n}));
        });
    }

    template <typename Message>
    figure records(int node, std::uint32_t what, std::uint32_t in_a_row = messages_at_once) {
        struct record {
            std::uint64_t number;
            Message message;
        };
        join(HW_NL_GROUP);
        const auto figure = records_of(node, what, in_a_row, [&] {
            record got{};
            take(receive(), got);
            numbers_.follow(got.number);
            numbers_.add(got.message.data[0]);
        });
        leave(HW_NL_GROUP);
        return figure;
    }

private:
    template <typename Data>
    static nlmsghdr* with(nlmsghdr* header, const Data& data) {
        std::memcpy(mnl_nlmsg_put_extra_header(header, sizeof data), &data, sizeof data);
        return header;
    }
    // The kernel's may be longer than what is known here.
    template <typename Data>
    static void take(const nlmsghdr* header, Data& data) {
        if (mnl_nlmsg_get_payload_len(header) < sizeof data)
            throw std::runtime_error{"an answer is too short"};
        std::memcpy(&data, mnl_nlmsg_get_payload(header), sizeof data);
    }

    numbered numbers_;
};

} // namespace

void measure_messages(std::vector<cell>& into, int node) {
    genl family;
    add(into, "genetlink", "call", 64, family.calls<hw_small>(HW_CMD_SMALL));
    add(into, "genetlink", "call", 1024, family.calls<hw_large>(HW_CMD_LARGE));
    add(into, "genetlink", "record", 64, family.records(node, 2));
    add(into, "genetlink", "record", 1024, family.records(node, 3));
    add(into, "genetlink", "single record", 64, family.records(node, 2, 1));
    own protocol;
    add(into, "netlink", "call", 64, protocol.calls<hw_small>(HW_NL_SMALL));
    add(into, "netlink", "call", 1024, protocol.calls<hw_large>(HW_NL_LARGE));
    add(into, "netlink", "get", 8, protocol.gets());
    add(into, "netlink", "set", 8, protocol.sets());
    add(into, "netlink", "record", 64, protocol.records<hw_small>(node, 4));
    add(into, "netlink", "record", 1024, protocol.records<hw_large>(node, 5));
    add(into, "netlink", "single record", 64, protocol.records<hw_small>(node, 4, 1));
}

} // namespace bench::peer
