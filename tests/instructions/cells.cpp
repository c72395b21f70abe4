// SPDX-License-Identifier: MIT
//
// The kernel's objects, linked into this program, send records to subscriptions of an instance that
// stage.c made; libgangway's objects read them. The ring is never full, nor comes to its end.
#include "cells.hpp"

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <system_error>

#include <asm/prctl.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <gangway/ring.h>

#include "bench.gw.h"
#include "bench.gw.hpp"
#include "client/subscription.hpp"
#include "stage.h"

extern "C" {
// The measured provider's handler: bench/bench_kern.c.
int emit(void* instance, void* session, const ::bench_gw_emit_request* in);
extern const char gw_ring_carrier[];
}

namespace instructions {

namespace {

constexpr std::uint32_t ring_bytes = 1U << 20;
constexpr std::uint32_t page_size = 4096;

constexpr std::uint32_t a_few = 16;
constexpr std::uint32_t a_pass = 64; // of the reader, which takes so many in each

[[noreturn]] void fail(const char* what) {
    throw std::system_error{errno, std::generic_category(), what};
}

template <typename T>
T* made(T* at) {
    if (at == nullptr)
        throw std::runtime_error{"the kernel's structures have outgrown the memory for them"};
    return at;
}

// The file of a session that has subscribed, with one CPU.
class session_file {
public:
    explicit session_file(std::uint32_t flags)
        : flags_{flags}
        , fd_{memfd_create("ring", MFD_CLOEXEC)} {
        if (!fd_ || ftruncate(fd_.get(), static_cast<off_t>(offset() + size())) != 0)
            fail("a file for the ring");
        control_ = map(GW_RING_CONTROL, page_size);
        area_ = map(offset(), page_size + ring_bytes);
    }

    [[nodiscard]] stage_ring memory() const {
        return {.control = control_, .area = area_, .bytes = ring_bytes, .flags = flags_};
    }

    [[nodiscard]] gangway::raw::ring reader() const {
        gw_subscribe_ring made_ring{};
        made_ring.ring_size = ring_bytes;
        made_ring.nr_cpus = 1;
        made_ring.page_size = page_size;
        made_ring.control_size = page_size;
        return gangway::raw::ring::map(fd_.get(), made_ring, {.flags = flags_, .by_time = false})
            .value();
    }

private:
    static std::uint64_t offset() { return GW_RING_OFFSET(ring_bytes, 0); }
    static std::uint64_t size() { return GW_RING_MAP_SIZE(page_size, ring_bytes); }

    [[nodiscard]] void* map(std::uint64_t from, std::size_t bytes) const {
        void* const at = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE,
                              fd_.get(), static_cast<off_t>(from));
        if (at == MAP_FAILED)
            fail("the ring's memory");
        return at; // for as long as the program runs
    }

    std::uint32_t flags_;
    gangway::raw::descriptor fd_;
    void* control_;
    void* area_;
};

class ring_source final : public gangway::carriers::source {
public:
    explicit ring_source(const session_file& from)
        : ring_{from.reader()} {}

    gangway::result<std::size_t> read(std::span<gangway::raw::record> into) override {
        return ring_.read(into);
    }
    gangway::raw::run in_place() override { return ring_.in_place(); }
    void took(const std::byte* upto) override { ring_.took(upto); }
    bool arm() override { return ring_.arm(); }
    [[nodiscard]] int native_handle() const noexcept override { return never_.get(); }

private:
    gangway::raw::ring ring_;
    gangway::raw::descriptor never_{eventfd(0, EFD_CLOEXEC)}; // to be polled
};

const auto& described() {
    static const auto description =
        gangway::dynamic::description::parse(gangway::generated::bench).value();
    return description;
}

const gangway::dynamic::element& event(const char* name) {
    return *described()->find(name);
}

// The only CPU. Its area is as long as the program: variables that the objects define are at their
// own addresses in it.
void begin_cpu() {
    void* const area = mmap(nullptr, STAGE_CPU_AREA_SIZE, PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (area == MAP_FAILED || syscall(SYS_arch_prctl, ARCH_SET_GS, area) != 0)
        fail("the area of a CPU");
    std::memcpy(static_cast<std::byte*>(area) + STAGE_CPU_OFFSET, static_cast<const void*>(&area),
                sizeof area);
}

class stage {
public:
    stage()
        : instance_{made(stage_instance(memory_.data(), memory_.size()))} {}

    void subscribe(const char* name, const session_file& file) {
        auto& memory = subscriptions_.emplace_back(memory_size);
        const auto ring = file.memory();
        made(stage_subscribe(instance_, event(name).number, gw_ring_carrier, &ring, memory.data(),
                             memory.size()));
    }

    void send(::bench::what what, std::uint32_t n) const {
        const ::bench_gw_emit_request request{.count = n, .what = static_cast<std::uint32_t>(what)};
        (void)emit(instance_, nullptr, &request);
    }

private:
    static constexpr std::size_t memory_size = 1U << 16;
    std::vector<std::byte> memory_ = std::vector<std::byte>(memory_size);
    std::vector<std::vector<std::byte>> subscriptions_;
    void* instance_;
};

figure sent(::bench::what what, const char* name, std::uint32_t flags, unsigned subscribers) {
    stage on;
    std::vector<session_file> files;
    for (unsigned i = 0; i < subscribers; ++i)
        on.subscribe(name, files.emplace_back(flags));
    return count(a_few, [&](std::uint32_t n) { on.send(what, n); });
}

// As a program reads: by item, until it has as many as it wants.
figure read() {
    stage on;
    const session_file file{GW_RING_NO_TIME};
    on.subscribe("small_record", file);
    const std::vector<const gangway::dynamic::element*> events{&event("small_record")};
    gangway::subscription<::bench::small> listener{gangway::dynamic::subscription{
        std::make_unique<gangway::dynamic::subscription::impl>("bench", described(), "ring", events,
                                                               std::make_unique<ring_source>(file),
                                                               std::stop_token{})}};
    on.send(::bench::what::small_record, 1024);
    std::uint64_t sum = 0;
    auto figure = count(a_pass, [&](std::uint32_t n) {
        for (const auto& item : listener) {
            if (!item)
                throw std::runtime_error{"records were lost"};
            sum += item->data[1];
            if (--n == 0)
                break;
        }
    });
    if (sum == 0)
        throw std::runtime_error{"records came without their data"};
    return figure;
}

figure control() {
    ::bench::small record{};
    return count(a_few, [&](std::uint32_t n) { (void)stage_control(&record, n); });
}

} // namespace

cells count_all() {
    using ::bench::what;
    begin_cpu();
    return {
        {"control: loop and fill, 64 B", control()},
        {"ring: nobody listens", sent(what::small_record, "small_record", 0, 0)},
        {"ring: reserve and commit, 64 B",
         sent(what::small_record, "small_record", GW_RING_NO_TIME, 1)},
        {"ring: reserve and commit, 64 B, with the time, the clock's own excepted",
         sent(what::small_record, "small_record", 0, 1)},
        {"ring: reserve and commit, 64 B, two subscribers",
         sent(what::small_record, "small_record", GW_RING_NO_TIME, 2)},
        {"ring: emit a copy, 64 B", sent(what::small_message, "small_message", GW_RING_NO_TIME, 1)},
        {"ring: read, by item, 64 B", read()},
    };
}

} // namespace instructions
