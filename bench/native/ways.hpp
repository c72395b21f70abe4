// SPDX-License-Identifier: MIT
//
// Ways for records from one CPU to another, each filled and read alike.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace native {

inline constexpr std::size_t record_bytes = 64;
using record = std::array<std::uint64_t, record_bytes / 8>;

struct cpus {
    int producer;
    int consumer;
};

/// Two that this process may run on; throws if there is only one.
cpus two_cpus();

struct way {
    std::string name;
    bool processes;      // or threads
    std::uint32_t count; // records in a run
    /// Makes what is between the two, in memory that both share, and gives what each does with
    /// `count` records. The consumer returns the sum of their first words.
    std::function<void(std::function<void(std::uint32_t)>& produce,
                       std::function<std::uint64_t(std::uint32_t)>& consume)>
        make;
};

/// The ring's first, of threads and of processes.
std::vector<way> all_ways();

/// Of one record, in one run. Throws if records were lost or changed.
double nanoseconds(const way& by, cpus on);

} // namespace native
