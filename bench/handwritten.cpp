// SPDX-License-Identifier: MIT
//
// The peer: bare system calls, as a careful author would write them for handwritten.ko.
#include "cells.hpp"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <netinet/in.h>
#include <poll.h>
#include <stdexcept>
#include <string>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <libmnl/libmnl.h>
#include <linux/genetlink.h>

#include "handwritten/handwritten.h"

namespace bench {

namespace {

[[noreturn]] void fail(const std::string& what) {
    throw std::runtime_error{what + ": " + std::strerror(errno)};
}

int check(long result, const char* what) {
    if (result < 0)
        fail(what);
    return static_cast<int>(result);
}

// ---------------------------------------------------------------------------------------------
// ioctl, and files
// ---------------------------------------------------------------------------------------------

template <typename Message>
figure ioctl_calls(int fd, unsigned long number) {
    return measure([&](std::uint32_t n) {
        for (; n != 0; --n) {
            Message m{};
            m.data[0] = n;
            check(::ioctl(fd, number, &m), "ioctl");
        }
    });
}

figure ioctl_value(int fd, unsigned long number) {
    return measure([&](std::uint32_t n) {
        for (; n != 0; --n) {
            std::uint64_t value = n;
            check(::ioctl(fd, number, &value), "ioctl");
        }
    });
}

template <typename Message>
figure option_gets(int fd, unsigned long request) {
    return measure([&](std::uint32_t n) {
        for (; n != 0; --n) {
            Message m{};
            std::memcpy(&m, &n, sizeof n);
            socklen_t size = sizeof m;
            check(getsockopt(fd, IPPROTO_IP, static_cast<int>(HW_OPTION(_IOC_NR(request))), &m,
                             &size),
                  "getsockopt");
        }
    });
}

figure option_sets(int fd) {
    return measure([&](std::uint32_t n) {
        for (; n != 0; --n) {
            const std::uint64_t value = n;
            check(setsockopt(fd, IPPROTO_IP, static_cast<int>(HW_OPTION(_IOC_NR(HW_SET))), &value,
                             sizeof value),
                  "setsockopt");
        }
    });
}

figure file_gets(int fd) {
    return measure([&](std::uint32_t n) {
        for (; n != 0; --n) {
            std::array<char, 32> text{};
            check(pread(fd, text.data(), text.size() - 1, 0), "pread");
            if (std::strtoull(text.data(), nullptr, 10) == ~0ULL)
                fail("value");
        }
    });
}

figure file_sets(int fd) {
    return measure([&](std::uint32_t n) {
        for (; n != 0; --n) {
            const auto text = std::to_string(n);
            check(pwrite(fd, text.data(), text.size(), 0), "pwrite");
        }
    });
}

// ---------------------------------------------------------------------------------------------
// The ring
// ---------------------------------------------------------------------------------------------

class ring {
public:
    explicit ring(int fd)
        : producer_{map<const hw_producer>(fd, 4096 + 2 * HW_RING_BYTES, PROT_READ, 0)}
        , consumer_{map<hw_consumer>(fd, 4096, PROT_READ | PROT_WRITE, HW_TAIL)}
        , data_{reinterpret_cast<const char*>(producer_) + 4096} {}

    /// Shows take(data, lost) what there is; how many.
    template <typename Take>
    std::uint32_t drain(Take take) {
        const auto head = __atomic_load_n(&producer_->head, __ATOMIC_ACQUIRE);
        std::uint32_t got = 0;
        for (; tail_ != head; ++got) {
            hw_record record{};
            std::memcpy(&record, data_ + (tail_ & (HW_RING_BYTES - 1)), sizeof record);
            take(data_ + (tail_ & (HW_RING_BYTES - 1)) + sizeof record, record.lost);
            tail_ += sizeof record + (record.size + std::uint64_t{15}) / 16 * 16;
        }
        __atomic_store_n(&consumer_->tail, tail_, __ATOMIC_RELEASE);
        return got;
    }

private:
    template <typename T>
    static T* map(int fd, std::size_t size, int protection, off_t offset) {
        void* const at = mmap(nullptr, size, protection, MAP_SHARED, fd, offset);
        if (at == MAP_FAILED)
            fail("mmap");
        return static_cast<T*>(at);
    }

    const hw_producer* producer_;
    hw_consumer* consumer_;
    const char* data_;
    std::uint64_t tail_ = 0;
};

figure page_gets(int fd) {
    void* const at = mmap(nullptr, 4096, PROT_READ, MAP_SHARED, fd, HW_PAGE);
    if (at == MAP_FAILED)
        fail("mmap");
    const auto* const page = static_cast<const hw_page*>(at);
    std::uint64_t sum = 0;
    const auto figure = measure([&](std::uint32_t n) {
        for (; n != 0; --n) {
            std::uint64_t before = 0;
            std::uint64_t value = 0;
            do {
                before = __atomic_load_n(&page->sequence, __ATOMIC_ACQUIRE);
                value = __atomic_load_n(&page->value, __ATOMIC_ACQUIRE);
                if (before == HW_GONE)
                    fail("page");
            } while (before % 2 != 0 ||
                     before != __atomic_load_n(&page->sequence, __ATOMIC_ACQUIRE));
            sum += value;
        }
    });
    if (sum == ~0ULL)
        fail("value");
    return figure;
}

figure ring_records(int fd, ring& from, std::uint32_t what) {
    std::uint64_t sum = 0;
    return measure([&](std::uint32_t n) {
        hw_emit emit{n, what};
        check(::ioctl(fd, HW_EMIT, &emit), "emit");
        const auto got = from.drain([&](const char* data, std::uint32_t lost) {
            std::uint64_t first = 0;
            std::memcpy(&first, data, sizeof first);
            sum += first;
            if (lost != 0)
                throw std::runtime_error{"records were lost"};
        });
        if (got != n)
            throw std::runtime_error{"records are missing"};
    });
}

// ---------------------------------------------------------------------------------------------
// Generic netlink
// ---------------------------------------------------------------------------------------------

struct close_socket {
    void operator()(mnl_socket* s) const { mnl_socket_close(s); }
};

class genl {
public:
    genl()
        : socket_{mnl_socket_open(NETLINK_GENERIC)} {
        if (!socket_ || mnl_socket_bind(socket_.get(), 0, MNL_SOCKET_AUTOPID) < 0)
            fail("netlink socket");
        constexpr int room = 64 << 20;
        check(setsockopt(fd(), SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof room), "SO_RCVBUFFORCE");
        resolve();
    }

    template <typename Message>
    figure calls(std::uint8_t command) {
        return measure([&](std::uint32_t n) {
            for (; n != 0; --n) {
                Message m{};
                m.data[0] = n;
                auto* const header = begin(family_, command);
                mnl_attr_put(header, HW_A_DATA, sizeof m, &m);
                exchange(header, [&](const nlattr* a) {
                    if (mnl_attr_get_type(a) == HW_A_DATA)
                        std::memcpy(&m, mnl_attr_get_payload(a), sizeof m);
                });
                if (m.data[0] != n)
                    throw std::runtime_error{"not what was asked"};
            }
        });
    }

    figure records(int node, std::uint32_t what) {
        check(mnl_socket_setsockopt(socket_.get(), NETLINK_ADD_MEMBERSHIP, &group_, sizeof group_),
              "group");
        std::uint64_t sum = 0;
        const auto figure = measure([&](std::uint32_t n) {
            for (std::uint32_t i = 0; i < n; ++i) {
                hw_emit emit{messages_at_once, what};
                if (i % messages_at_once == 0)
                    check(::ioctl(node, HW_EMIT, &emit), "emit");
                receive([&](const nlattr* a) {
                    if (mnl_attr_get_type(a) == HW_A_DATA)
                        sum += *static_cast<const std::uint64_t*>(mnl_attr_get_payload(a));
                    else
                        follow(mnl_attr_get_u64(a));
                });
            }
        });
        check(mnl_socket_setsockopt(socket_.get(), NETLINK_DROP_MEMBERSHIP, &group_, sizeof group_),
              "group");
        return figure;
    }

private:
    [[nodiscard]] int fd() const { return mnl_socket_get_fd(socket_.get()); }

    nlmsghdr* begin(std::uint16_t family, std::uint8_t command) {
        auto* const header = mnl_nlmsg_put_header(out_.data());
        header->nlmsg_type = family;
        header->nlmsg_flags = NLM_F_REQUEST;
        header->nlmsg_seq = ++sequence_;
        auto* const extra =
            static_cast<genlmsghdr*>(mnl_nlmsg_put_extra_header(header, sizeof(genlmsghdr)));
        extra->cmd = command;
        extra->version = 1;
        return header;
    }

    template <typename Take>
    void exchange(const nlmsghdr* header, Take take) {
        if (mnl_socket_sendto(socket_.get(), header, header->nlmsg_len) < 0)
            fail("send");
        receive(take);
    }

    template <typename Take>
    void receive(Take take) {
        const auto size = mnl_socket_recvfrom(socket_.get(), in_.data(), in_.size());
        if (size < 0)
            fail("receive");
        const auto* const header = reinterpret_cast<const nlmsghdr*>(in_.data());
        if (header->nlmsg_type == NLMSG_ERROR)
            throw std::runtime_error{"netlink error"};
        for_each(mnl_nlmsg_get_payload_offset(header, sizeof(genlmsghdr)),
                 mnl_nlmsg_get_payload_tail(header), take);
    }

    // libmnl's own loops are C's.
    template <typename Take>
    static void for_each(const void* from, const void* to, Take take) {
        const auto* const end = static_cast<const char*>(to);
        for (const auto* a = static_cast<const nlattr*>(from);
             mnl_attr_ok(a, static_cast<int>(end - reinterpret_cast<const char*>(a)));
             a = mnl_attr_next(a))
            take(a);
    }
    template <typename Take>
    static void for_each_in(const nlattr* nest, Take take) {
        const auto* const from = static_cast<const char*>(mnl_attr_get_payload(nest));
        for_each(from, from + mnl_attr_get_payload_len(nest), take);
    }

    void follow(std::uint64_t number) {
        if (last_ != 0 && number != last_ + 1)
            throw std::runtime_error{"messages were lost"};
        last_ = number;
    }

    void resolve() {
        auto* const header = begin(GENL_ID_CTRL, CTRL_CMD_GETFAMILY);
        mnl_attr_put_strz(header, CTRL_ATTR_FAMILY_NAME, HW_FAMILY);
        exchange(header, [&](const nlattr* a) {
            if (mnl_attr_get_type(a) == CTRL_ATTR_FAMILY_ID)
                family_ = mnl_attr_get_u16(a);
            if (mnl_attr_get_type(a) != CTRL_ATTR_MCAST_GROUPS)
                return;
            for_each_in(a, [&](const nlattr* group) {
                for_each_in(group, [&](const nlattr* part) {
                    if (mnl_attr_get_type(part) == CTRL_ATTR_MCAST_GRP_ID)
                        group_ = mnl_attr_get_u32(part);
                });
            });
        });
    }

    std::unique_ptr<mnl_socket, close_socket> socket_;
    alignas(8) std::array<char, 8192> out_{};
    alignas(8) std::array<char, 8192> in_{};
    std::uint32_t sequence_ = 0;
    std::uint16_t family_ = 0;
    std::uint32_t group_ = 0;
    std::uint64_t last_ = 0;
};

} // namespace

void measure_handwritten(std::vector<cell>& into) {
    const int node = check(open(HW_NODE, O_RDWR | O_CLOEXEC), HW_NODE);
    ring records{node};
    genl messages;
    const auto add = [&](const char* carrier, const char* metric, std::uint32_t size, figure f) {
        into.push_back({carrier, "handwritten", metric, size, f});
    };
    add("ioctl", "call", 64, ioctl_calls<hw_small>(node, HW_SMALL));
    add("ioctl", "call", 1024, ioctl_calls<hw_large>(node, HW_LARGE));
    add("genetlink", "call", 64, messages.calls<hw_small>(HW_CMD_SMALL));
    add("genetlink", "call", 1024, messages.calls<hw_large>(HW_CMD_LARGE));
    const int options = check(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), "socket");
    add("sockopt", "call", 64, option_gets<hw_small>(options, HW_SMALL));
    add("sockopt", "call", 1024, option_gets<hw_large>(options, HW_LARGE));
    add("sockopt", "get", 8, option_gets<std::uint64_t>(options, HW_GET));
    add("sockopt", "set", 8, option_sets(options));
    close(options);
    const auto add_file = [&](const char* carrier, const char* path) {
        const int value = check(open(path, O_RDWR | O_CLOEXEC), path);
        add(carrier, "get", 8, file_gets(value));
        add(carrier, "set", 8, file_sets(value));
        close(value);
    };
    add_file("sysfs", HW_SYSFS);
    add_file("procfs", HW_PROCFS);
    add_file("sysctl", HW_SYSCTL);
    add_file("debugfs", HW_DEBUGFS);
    add_file("param", HW_PARAM);
    add("ioctl", "get", 8, ioctl_value(node, HW_GET));
    add("ioctl", "set", 8, ioctl_value(node, HW_SET));
    add("page", "get", 8, page_gets(node));
    add("ring", "record", 64, ring_records(node, records, 0));
    add("ring", "record", 1024, ring_records(node, records, 1));
    add("genetlink", "record", 64, messages.records(node, 2));
    add("genetlink", "record", 1024, messages.records(node, 3));
    close(node);
}

} // namespace bench
