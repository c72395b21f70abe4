// SPDX-License-Identifier: MIT
//
// The file of a session that has subscribed to a ring, without a kernel: the memory of its CPUs,
// and their producers.
#pragma once

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <sys/mman.h>
#include <unistd.h>

#include <gangway/raw.hpp>

namespace bench {
/// The time of the next record.
inline std::uint64_t ring_time = 0;
} // namespace bench
#define GW_RING_NOW() (++bench::ring_time)
#include <gangway/ring_core.h>

namespace bench {

class ring_file {
public:
    /// Each CPU's sub-ring has `bytes`; a writer must not come to its end.
    ring_file(std::uint32_t cpus, std::uint32_t bytes, std::uint32_t flags)
        : flags_{flags}
        , fd_{memfd_create("ring", MFD_CLOEXEC)} {
        made_.ring_size = bytes;
        made_.nr_cpus = cpus;
        made_.page_size = static_cast<std::uint32_t>(sysconf(_SC_PAGESIZE));
        made_.control_size =
            (GW_RING_CONTROL_SIZE(cpus) + made_.page_size - 1) / made_.page_size * made_.page_size;
        if (!fd_ || ftruncate(fd_.get(), static_cast<off_t>(GW_RING_OFFSET(bytes, cpus))) != 0)
            fail("a file for the ring");
        auto* const control = static_cast<char*>(map(GW_RING_CONTROL, made_.control_size));
        producers_.resize(cpus);
        for (std::uint32_t cpu = 0; cpu < cpus; ++cpu) {
            auto* const area =
                static_cast<char*>(map(GW_RING_OFFSET(bytes, cpu), made_.page_size + bytes));
            gw_ring_init(
                &producers_[cpu], reinterpret_cast<gw_ring_producer*>(area), area + made_.page_size,
                bytes, reinterpret_cast<gw_ring_tail*>(control + GW_RING_TAIL_OFFSET(cpu)), flags);
        }
    }

    [[nodiscard]] gw_ring& producer(std::uint32_t cpu) { return producers_[cpu]; }

    [[nodiscard]] gangway::raw::ring reader(bool by_time) const {
        return gangway::raw::ring::map(fd_.get(), made_, {.flags = flags_, .by_time = by_time})
            .value();
    }

private:
    [[noreturn]] static void fail(const char* what) {
        throw std::runtime_error{std::string{what} + ": " + std::strerror(errno)};
    }

    // For as long as the program runs.
    [[nodiscard]] void* map(std::uint64_t from, std::size_t bytes) const {
        void* const at = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd_.get(),
                              static_cast<off_t>(from));
        if (at == MAP_FAILED)
            fail("the ring's memory");
        return at;
    }

    std::uint32_t flags_;
    gangway::raw::descriptor fd_;
    gw_subscribe_ring made_{};
    std::vector<gw_ring> producers_;
};

} // namespace bench
