// SPDX-License-Identifier: MIT
#include "walled_buffer.hpp"

#include <cerrno>
#include <utility>

#include <sys/mman.h>
#include <unistd.h>

#include "description/explain.hpp"

namespace gangway::existing {

result<walled_buffer> walled_buffer::make(std::size_t size) {
    const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    const std::size_t inside = (size + page - 1) / page * page;
    const std::size_t whole = page + inside + page;
    void* const at = mmap(nullptr, whole, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (at == MAP_FAILED)
        return errno_error(errno, "mmap");
    const std::span all{static_cast<std::byte*>(at), whole};
    walled_buffer made{all, all.subspan(page + inside - size, size)};
    if (inside != 0 && mprotect(&all[page], inside, PROT_READ | PROT_WRITE) != 0)
        return errno_error(errno, "mprotect");
    return made;
}

walled_buffer::walled_buffer(walled_buffer&& other) noexcept
    : all_{std::exchange(other.all_, {})}
    , bytes_{std::exchange(other.bytes_, {})} {}

walled_buffer::~walled_buffer() {
    if (!all_.empty())
        munmap(all_.data(), all_.size());
}

} // namespace gangway::existing
