// SPDX-License-Identifier: MIT
//
// The peer's requests, files and memory.
#include "handwritten.hpp"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdexcept>
#include <string>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace bench {

using peer::add;
using peer::check;
using peer::fail;

namespace {

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

// From its beginning each time. The device is that of examples/char_device, by hand.
void streams(std::vector<cell>& into, std::uint32_t size) {
    constexpr auto path = "/dev/by_hand/char_device";
    const int fd = check(open(path, O_RDWR | O_CLOEXEC), path);
    std::vector<char> buffer(size);
    add(into, "chardev", "write", size, measure([&](std::uint32_t n) {
            for (; n != 0; --n) {
                check(lseek(fd, 0, SEEK_SET), "lseek");
                for (std::size_t done = 0; done < size;) {
                    const auto wrote = write(fd, buffer.data() + done, size - done);
                    if (wrote < 0 && errno != EINTR)
                        fail("write");
                    done += wrote > 0 ? static_cast<std::size_t>(wrote) : 0;
                }
            }
        }));
    add(into, "chardev", "read", size, measure([&](std::uint32_t n) {
            for (; n != 0; --n) {
                check(lseek(fd, 0, SEEK_SET), "lseek");
                if (check(read(fd, buffer.data(), size), "read") != static_cast<int>(size))
                    throw std::runtime_error{"not all was read"};
            }
        }));
    close(fd);
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

} // namespace

void measure_handwritten(std::vector<cell>& into) {
    const int node = check(open(HW_NODE, O_RDWR | O_CLOEXEC), HW_NODE);
    ring records{node};
    add(into, "ioctl", "call", 64, ioctl_calls<hw_small>(node, HW_SMALL));
    add(into, "ioctl", "call", 1024, ioctl_calls<hw_large>(node, HW_LARGE));
    const int options = check(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), "socket");
    add(into, "sockopt", "call", 64, option_gets<hw_small>(options, HW_SMALL));
    add(into, "sockopt", "call", 1024, option_gets<hw_large>(options, HW_LARGE));
    add(into, "sockopt", "get", 8, option_gets<std::uint64_t>(options, HW_GET));
    add(into, "sockopt", "set", 8, option_sets(options));
    close(options);
    const auto add_file = [&](const char* carrier, const char* path) {
        const int value = check(open(path, O_RDWR | O_CLOEXEC), path);
        add(into, carrier, "get", 8, file_gets(value));
        add(into, carrier, "set", 8, file_sets(value));
        close(value);
    };
    add_file("sysfs", HW_SYSFS);
    add_file("procfs", HW_PROCFS);
    add_file("sysctl", HW_SYSCTL);
    add_file("debugfs", HW_DEBUGFS);
    add_file("param", HW_PARAM);
    add(into, "ioctl", "get", 8, ioctl_value(node, HW_GET));
    add(into, "ioctl", "set", 8, ioctl_value(node, HW_SET));
    add(into, "page", "get", 8, page_gets(node));
    add(into, "ring", "record", 16, ring_records(node, records, 6));
    add(into, "ring", "record", 64, ring_records(node, records, 0));
    add(into, "ring", "record", 256, ring_records(node, records, 7));
    add(into, "ring", "record", 1024, ring_records(node, records, 1));
    peer::measure_messages(into, node);
    peer::measure_ring(into, node);
    for (const std::uint32_t size : {64U, 4096U, 65536U})
        streams(into, size);
    close(node);
}

} // namespace bench
