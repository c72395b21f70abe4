// SPDX-License-Identifier: MIT
#include "ways.hpp"

#include <cerrno>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#ifdef GANGWAY_BENCH_BOOST
#include <boost/lockfree/spsc_queue.hpp>
#endif
#ifdef GANGWAY_BENCH_READERWRITERQUEUE
#include <readerwriterqueue/readerwriterqueue.h>
#endif

#include <gangway/ring_core.h>
#include <gangway/ring_reader.h>

namespace native {

namespace {

constexpr std::uint32_t ring_bytes = 1U << 18; // as deep as a subscription is by itself
constexpr std::uint32_t page = 4096;
constexpr std::uint32_t plenty = 1'000'000;
constexpr std::uint32_t few = 50'000; // by system calls

using producer = std::function<void(std::uint32_t)>;
using consumer = std::function<std::uint64_t(std::uint32_t)>;

[[noreturn]] void fail(const char* what) {
    throw std::runtime_error{std::string{what} + ": " + std::strerror(errno)};
}

void pause_a_little() {
#ifdef __x86_64__
    for (int i = 0; i < 32; ++i)
        __builtin_ia32_pause();
#endif
}

record filled(std::uint64_t first) {
    record made;
    made.fill(first);
    return made;
}

// Memory that a child shares; its data area is mapped twice in a row.
class ring_memory {
public:
    ring_memory() {
        constexpr std::size_t size = 2 * page + ring_bytes;
        const int fd = memfd_create("ring", MFD_CLOEXEC);
        if (fd < 0 || ftruncate(fd, size) != 0)
            fail("memfd");
        void* const at =
            mmap(nullptr, size + ring_bytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        if (at == MAP_FAILED)
            fail("mmap");
        at_ = static_cast<char*>(at);
        if (mmap(at_ + size, ring_bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, fd,
                 off_t{2} * page) == MAP_FAILED)
            fail("mmap");
        close(fd);
        gw_ring_init(&ring, shared(), data(), ring_bytes, tail(), GW_RING_NO_TIME);
        gw_reader_init(&reader, shared(), data(), ring_bytes, tail(), GW_RING_NO_TIME, nullptr);
    }
    ring_memory(const ring_memory&) = delete;
    ring_memory& operator=(const ring_memory&) = delete;
    ~ring_memory() { munmap(at_, 2 * std::size_t{page} + 2 * std::size_t{ring_bytes}); }

    gw_ring ring{};     // the producer's
    gw_reader reader{}; // the consumer's

private:
    [[nodiscard]] gw_ring_tail* tail() const { return reinterpret_cast<gw_ring_tail*>(at_); }
    [[nodiscard]] gw_ring_producer* shared() const {
        return reinterpret_cast<gw_ring_producer*>(at_ + page);
    }
    [[nodiscard]] void* data() const { return at_ + 2 * std::size_t{page}; }

    char* at_;
};

// Where the kernel has instructions of the CPU alone, these are locked: see ring_core.h.
void make_ring(producer& produce, consumer& consume) {
    const auto memory = std::make_shared<ring_memory>();
    produce = [memory](std::uint32_t count) {
        for (std::uint64_t i = 0; i < count; ++i) {
            gw_ring_handle handle{};
            void* at = nullptr;
            while ((at = gw_ring_try(&memory->ring, &handle, 1, record_bytes)) == nullptr)
                pause_a_little();
            *static_cast<record*>(at) = filled(i);
            gw_ring_commit(&memory->ring, &handle);
        }
    };
    consume = [memory](std::uint32_t count) {
        std::uint64_t sum = 0;
        auto& reader = memory->reader;
        while (count != 0) {
            gw_reader_item item{};
            gw_reader_snapshot(&reader);
            for (; gw_reader_next(&reader, &item) == GW_READER_ITEM; --count)
                sum += *static_cast<const std::uint64_t*>(item.payload);
            gw_reader_release(&reader, reader.position);
            pause_a_little();
        }
        return sum;
    };
}

// `push(r)` and `pop(r)` say whether they could.
template <typename Queue, typename Push, typename Pop>
void make_queue(std::shared_ptr<Queue> queue, Push push, Pop pop, producer& produce,
                consumer& consume) {
    produce = [queue, push](std::uint32_t count) {
        for (std::uint64_t i = 0; i < count; ++i)
            while (!push(*queue, filled(i)))
                pause_a_little();
    };
    consume = [queue, pop](std::uint32_t count) {
        std::uint64_t sum = 0;
        for (record got{}; count != 0; --count) {
            while (!pop(*queue, got))
                pause_a_little();
            sum += got[0];
        }
        return sum;
    };
}

constexpr std::size_t slots = ring_bytes / (record_bytes + 16);

#ifdef GANGWAY_BENCH_BOOST
void make_boost(producer& produce, consumer& consume) {
    using queue = boost::lockfree::spsc_queue<record, boost::lockfree::capacity<slots>>;
    void* const at =
        mmap(nullptr, sizeof(queue), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (at == MAP_FAILED)
        fail("mmap");
    make_queue(
        std::shared_ptr<queue>{new (at) queue, [](queue* q) { munmap(q, sizeof *q); }},
        [](queue& q, const record& r) { return q.push(r); },
        [](queue& q, record& r) { return q.pop(r); }, produce, consume);
}
#endif

#ifdef GANGWAY_BENCH_READERWRITERQUEUE
void make_readerwriterqueue(producer& produce, consumer& consume) {
    using queue = moodycamel::ReaderWriterQueue<record>;
    make_queue(
        std::make_shared<queue>(slots), [](queue& q, const record& r) { return q.try_enqueue(r); },
        [](queue& q, record& r) { return q.try_dequeue(r); }, produce, consume);
}
#endif

struct pair {
    int to;
    int from;
    ~pair() {
        close(to);
        close(from);
    }
};

template <std::size_t Size>
void make_descriptors(int to, int from, producer& produce, consumer& consume) {
    const auto ends = std::shared_ptr<pair>{new pair{to, from}};
    produce = [ends](std::uint32_t count) {
        for (std::uint64_t i = 0; i < count; ++i) {
            auto made = filled(i);
            if (write(ends->to, made.data(), Size) != static_cast<ssize_t>(Size))
                fail("write");
        }
    };
    consume = [ends](std::uint32_t count) {
        std::uint64_t sum = 0;
        for (; count != 0; --count) {
            record got{};
            if (read(ends->from, got.data(), Size) != static_cast<ssize_t>(Size))
                fail("read");
            sum += got[0];
        }
        return sum;
    };
}

void make_pipe(producer& produce, consumer& consume) {
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0)
        fail("pipe");
    make_descriptors<record_bytes>(ends[1], ends[0], produce, consume);
}

void make_socket(producer& produce, consumer& consume) {
    std::array<int, 2> ends{};
    if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends.data()) != 0)
        fail("socketpair");
    make_descriptors<record_bytes>(ends[1], ends[0], produce, consume);
}

// It adds up what is written: of a record it carries no more than a number.
void make_eventfd(producer& produce, consumer& consume) {
    const int fd = eventfd(0, 0);
    if (fd < 0)
        fail("eventfd");
    produce = [fd](std::uint32_t count) {
        for (std::uint64_t i = 0; i < count; ++i) {
            const std::uint64_t one = i + 1;
            if (write(fd, &one, sizeof one) != sizeof one)
                fail("write");
        }
    };
    consume = [fd](std::uint32_t count) {
        const auto all = std::uint64_t{count} * (count + 1) / 2;
        std::uint64_t sum = 0;
        for (std::uint64_t got = 0; sum < all; sum += got)
            if (read(fd, &got, sizeof got) != sizeof got)
                fail("read");
        close(fd);
        return sum - count;
    };
}

} // namespace

std::vector<way> all_ways() {
    std::vector<way> all;
    for (const bool processes : {false, true}) {
        all.push_back({"ring", processes, plenty, make_ring});
#ifdef GANGWAY_BENCH_BOOST
        all.push_back({"boost spsc_queue", processes, plenty, make_boost});
#endif
#ifdef GANGWAY_BENCH_READERWRITERQUEUE
        if (!processes) // its memory is its own
            all.push_back({"readerwriterqueue", processes, plenty, make_readerwriterqueue});
#endif
        all.push_back({"pipe", processes, few, make_pipe});
        all.push_back({"UNIX socket", processes, few, make_socket});
        all.push_back({"eventfd", processes, few, make_eventfd});
    }
    return all;
}

} // namespace native
