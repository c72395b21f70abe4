// SPDX-License-Identifier: MIT
// Carriers: ioctl ring
//
// A provider is loaded, used and unloaded again and again, now and then under a client that has its
// rings mapped: no slab cache and no vmalloc area grows with it. A thousand times, or a hundred
// where few repetitions will do.
#include <filesystem>
#include <map>
#include <memory>
#include <set>

#include "many_instances.gw.h"
#include "ring.hpp"

namespace {

const unsigned warm_up = test::many() ? 100 : 20;
constexpr unsigned mapped_each = 10;
const unsigned cycles = test::many() ? 1000 : 100;
// Half of one object for each cycle with a mapped client of a thousand, or for each of a hundred:
// a slab is taken as a whole, and all of it counts as in use.
constexpr unsigned tolerance = 50;

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
    const std::string node = "/dev/gangway/many_instances/alpha";
    const test::file fd{node};
    many_instances_gw_value value{1};
    CHECK_OK(ioctl(fd, MANY_INSTANCES_IOC_SET_VALUE, &value));
    if (!mapped)
        return;
    test::subscriber sub{test::bit(MANY_INSTANCES_PONG), 0, 4096, node.c_str()};
    CHECK_OK(ioctl(fd, MANY_INSTANCES_IOC_PING));
    sub.drain();
    CHECK_EQ(sub.received(), 1U);
}

void cycle(unsigned i) {
    const bool mapped = i % mapped_each == 0;
    if (i % 2 != 0) {
        test::module many_instances{"many_instances"};
        use(mapped);
        return;
    }
    auto many_instances = std::make_unique<test::module>("many_instances");
    std::unique_ptr<test::subscriber> left; // it lives longer than the provider
    if (mapped)
        left = std::make_unique<test::subscriber>(test::bit(MANY_INSTANCES_PONG), 0, 4096,
                                                  "/dev/gangway/many_instances/beta");
    use(mapped);
    many_instances.reset();
    if (left)
        CHECK_EQ(left->wait(), POLLHUP | POLLERR);
}

using counts = std::map<std::string, std::uint64_t>;

/// Which of `suspects` (all, when there are none yet) are more than before.
std::set<std::string> grown_since(const counts& before, const std::set<std::string>& suspects) {
    std::set<std::string> grown;
    for (const auto& [name, objects] : in_use()) {
        const auto had = before.contains(name) ? before.at(name) : 0;
        if (objects <= had + tolerance || (!suspects.empty() && !suspects.contains(name)))
            continue;
        std::printf("%s: %llu, then %llu\n", name.c_str(), static_cast<unsigned long long>(had),
                    static_cast<unsigned long long>(objects));
        grown.insert(name);
    }
    return grown;
}

/// Which of them grew during the cycles, and stay so when what is freed late has been. In the end
/// that may take as long as it likes on a busy machine.
std::set<std::string> grown_by_cycles(const std::set<std::string>& suspects, bool in_the_end) {
    const auto before = in_use();
    for (unsigned i = 0; i < cycles; ++i)
        cycle(i);
    std::printf("%zu caches watched over %u cycles\n", before.size(), cycles);
    auto grown = grown_since(before, suspects);
    const auto enough = test::now_ms() + (in_the_end ? test::patience_ms : 2000);
    while (!grown.empty() && test::now_ms() < enough) {
        const timespec pause{0, 100'000'000};
        nanosleep(&pause, nullptr);
        grown = grown_since(before, suspects);
    }
    return grown;
}

} // namespace

int main() {
    for (unsigned i = 0; i < warm_up; ++i)
        cycle(i);
    // What is leaked grows each time. A slab that a CPU has just taken counts as in use as well,
    // whatever it is for, but does not come again and again.
    std::set<std::string> grown = grown_by_cycles({}, false);
    for (int again = 0; again < 2 && !grown.empty(); ++again)
        grown = grown_by_cycles(grown, again == 1);
    CHECK(grown.empty());
}
