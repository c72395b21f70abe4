// SPDX-License-Identifier: MIT
//
// A provider is loaded, used and unloaded again and again, now and then under a client that has its
// rings mapped: no slab cache and no vmalloc area grows with it. A thousand times, or a hundred
// where few repetitions will do.
#include <filesystem>
#include <map>
#include <memory>
#include <set>

#include "gwm.gw.h"
#include "ring.hpp"

namespace {

constexpr unsigned warm_up = 100;
constexpr unsigned mapped_each = 10;
const unsigned cycles = test::many() ? 1000 : 100;

/// Objects in use by slab cache, and what else there is to count.
std::map<std::string, std::uint64_t> in_use() {
    test::write_file("/proc/sys/vm/drop_caches", "3");
    // What each CPU holds in reserve counts as in use; give it back.
    for (const auto& cache : std::filesystem::directory_iterator{"/sys/kernel/slab"})
        test::write_file(cache.path() / "shrink", "1");
    std::map<std::string, std::uint64_t> all;
    std::istringstream slabs{test::read_file("/proc/slabinfo")};
    for (std::string line; std::getline(slabs, line);) {
        std::istringstream words{line};
        std::string name;
        std::uint64_t objects = 0;
        if (words >> name >> objects)
            all[name] = objects;
    }
    CHECK(all.contains("kmalloc-64"));
    const auto areas = test::read_file("/proc/vmallocinfo");
    all["vmalloc areas"] = static_cast<std::uint64_t>(std::count(areas.begin(), areas.end(), '\n'));
    std::istringstream memory{test::read_file("/proc/meminfo")};
    for (std::string line; std::getline(memory, line);)
        if (line.starts_with("Percpu:"))
            all["per-CPU memory (8 bytes)"] = std::stoull(line.substr(7)) * 128;
    return all;
}

void use(bool mapped) {
    const std::string node = "/dev/gangway/gwm/alpha";
    const test::file fd{node};
    gwm_value value{1};
    CHECK_OK(ioctl(fd, GWM_IOC_SET_VALUE, &value));
    if (!mapped)
        return;
    test::subscriber sub{test::bit(GWM_PONG), 0, 4096, node.c_str()};
    CHECK_OK(ioctl(fd, GWM_IOC_PING));
    sub.drain();
    CHECK_EQ(sub.received(), 1U);
}

void cycle(unsigned i) {
    const bool mapped = i % mapped_each == 0;
    if (i % 2 != 0) {
        test::module gwm{"gwm"};
        use(mapped);
        return;
    }
    auto gwm = std::make_unique<test::module>("gwm");
    std::unique_ptr<test::subscriber> left; // it lives longer than the provider
    if (mapped)
        left = std::make_unique<test::subscriber>(test::bit(GWM_PONG), 0, 4096,
                                                  "/dev/gangway/gwm/beta");
    use(mapped);
    gwm.reset();
    if (left)
        CHECK_EQ(left->wait(), POLLHUP | POLLERR);
}

/// Which of `suspects` (all, when there are none yet) grew during the cycles.
std::set<std::string> grown_by_cycles(const std::set<std::string>& suspects) {
    const auto before = in_use();
    for (unsigned i = 0; i < cycles; ++i)
        cycle(i);
    const auto after = in_use();
    std::set<std::string> grown;
    for (const auto& [name, objects] : after) {
        const auto had = before.contains(name) ? before.at(name) : 0;
        // One object for each cycle with a mapped client would be twice as many.
        const bool grew = objects > had + cycles / mapped_each / 2;
        if (grew && (suspects.empty() || suspects.contains(name)))
            grown.insert(name);
        if (objects > had + 10)
            std::printf("%s: %llu, then %llu%s\n", name.c_str(),
                        static_cast<unsigned long long>(had),
                        static_cast<unsigned long long>(objects), grew ? ": it grew" : "");
    }
    std::printf("%zu caches watched over %u cycles\n", after.size(), cycles);
    return grown;
}

} // namespace

int main() {
    // Each unloading waits for several grace periods of RCU; they need not take their leisure.
    test::write_file("/sys/kernel/rcu_expedited", "1");
    for (unsigned i = 0; i < warm_up; ++i)
        cycle(i);
    // What is leaked grows each time. A slab that a CPU has just taken counts as in use as well,
    // whatever it is for, but does not come again and again.
    std::set<std::string> grown = grown_by_cycles({});
    for (int again = 0; again < 2 && !grown.empty(); ++again)
        grown = grown_by_cycles(grown);
    test::write_file("/sys/kernel/rcu_expedited", "0");
    CHECK(grown.empty());
}
