// SPDX-License-Identifier: MIT
// Writes seeds for fuzz_reader.cpp into the folder named: what real producers
// leave behind, with gaps, discards, PADs and overruns.
#include "sub_ring.hpp"

#include <cstring>
#include <fstream>
#include <gangway/ring_core.h>
#include <string>

namespace {

constexpr __u32 bytes = 4096;

template <typename T>
void put(std::ofstream& out, const T& value) {
    out.write(reinterpret_cast<const char*>(&value), sizeof(value));
}

void seed(const std::string& path, __u32 flags, int records, __u32 size) {
    ring_test::sub_ring memory{bytes};
    gw_ring ring{};
    gw_ring_init(&ring, memory.producer(), memory.data(), bytes, &memory.tail, flags);
    std::ofstream out{path, std::ios::binary};
    put(out, static_cast<char>(flags));
    for (int pass = 0; pass < 2; ++pass) {
        for (int i = 0; i < records; ++i) {
            gw_ring_handle handle{};
            void* to = gw_ring_reserve(&ring, &handle, static_cast<__u16>(i % 3 + 1),
                                       size + static_cast<__u32>(i) % 40);
            if (to == nullptr) {
                continue;
            }
            std::memset(to, i, handle.size);
            if (i % 5 == 0) {
                gw_ring_discard(&ring, &handle);
            } else {
                gw_ring_commit(&ring, &handle);
            }
        }
        put(out, memory.producer()->head);
        put(out, memory.producer()->seq + memory.producer()->lost); // one of them is 0
        put(out, memory.producer()->floor);
        const __u64 used = memory.producer()->head < bytes ? memory.producer()->head : bytes - 16;
        put(out, static_cast<unsigned char>(used / 16));
        out.write(reinterpret_cast<const char*>(memory.data()), static_cast<std::streamsize>(used));
        memory.tail.tail = memory.producer()->head;
    }
}

} // namespace

int main(int argc, char** argv) {
    const std::string folder = argc > 1 ? argv[1] : ".";
    seed(folder + "/few", 0, 3, 8);
    seed(folder + "/full", 0, 40, 100);
    seed(folder + "/blocks", GW_RING_OVERWRITE, 5, 200);
    seed(folder + "/overrun", GW_RING_OVERWRITE, 60, 90);
}
