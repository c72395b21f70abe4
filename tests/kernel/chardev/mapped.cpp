// SPDX-License-Identifier: MIT
//
// The content of a stream that Gangway keeps, mapped: both sides see what the other stores, at
// once; it has no more rights than its file; and it outlives truncation and its module.
#include <sys/mman.h>

#include "kept.gw.h"
#include "stream.hpp"

namespace {

constexpr std::size_t size = 12288; // of the store, in whole pages

volatile char* map(int fd, int protection, int flags = MAP_SHARED, std::size_t bytes = size,
                   off_t at = 0) {
    void* const made = mmap(nullptr, bytes, protection, flags, fd, at);
    return made == MAP_FAILED ? nullptr : static_cast<volatile char*>(made);
}

#define CHECK_MAP_ERRNO(mapped, e)                                                                 \
    do {                                                                                           \
        CHECK((mapped) == nullptr);                                                                \
        CHECK_EQ(errno, e);                                                                        \
    } while (false)

unsigned peek(int fd, std::uint64_t position) {
    kept_gw_peek_request request{position};
    union kept_gw_peek buffer{};
    buffer.request = request;
    CHECK_OK(ioctl(fd, KEPT_IOC_PEEK, &buffer));
    return buffer.reply.byte;
}

void poke(int fd, std::uint64_t position, std::uint8_t byte) {
    union kept_gw_poke buffer{};
    buffer.request.position = position;
    buffer.request.byte = byte;
    CHECK_OK(ioctl(fd, KEPT_IOC_POKE, &buffer));
}

void is_seen_by_both(int fd) {
    auto* const mapped = map(fd, PROT_READ | PROT_WRITE);
    CHECK(mapped != nullptr);
    CHECK(mapped[0] == 0);
    test::put(fd, "abc");
    CHECK(mapped[1] == 'b');
    mapped[1] = 42;
    CHECK_EQ(peek(fd, 1), 42);
    CHECK_EQ(test::content(fd), std::string{"a*c"});
    poke(fd, 2, 43);
    CHECK(mapped[2] == 43);

    mapped[5] = 'x'; // past the end: no content
    CHECK_EQ(test::stream_size(fd, KEPT_CONTENT), 3);
    CHECK_OK(test::truncate_stream(fd, KEPT_CONTENT, 6));
    CHECK_EQ(peek(fd, 5), 0); // and it does not become any
    CHECK_OK(test::truncate_stream(fd, KEPT_CONTENT, 1));
    CHECK(mapped[1] == 0);
    mapped[1] = 'y';
    CHECK_EQ(test::content(fd), std::string{"a"});
    CHECK_OK(munmap(const_cast<char*>(mapped), size));
}

void has_the_rights_of_its_file(int fd) {
    const test::file reader{KEPT_NODE, O_RDONLY};
    const test::file writer{KEPT_NODE, O_WRONLY};
    CHECK_MAP_ERRNO(map(reader, PROT_READ | PROT_WRITE), EACCES);
    CHECK_MAP_ERRNO(map(writer, PROT_WRITE), EACCES);
    auto* const mapped = map(reader, PROT_READ);
    CHECK(mapped != nullptr);
    CHECK_ERRNO(mprotect(const_cast<char*>(mapped), size, PROT_READ | PROT_WRITE), EACCES);
    CHECK_OK(munmap(const_cast<char*>(mapped), size));
    CHECK_MAP_ERRNO(map(fd, PROT_READ, MAP_PRIVATE), EINVAL);
    CHECK_MAP_ERRNO(map(fd, PROT_READ, MAP_SHARED, size + 1), EINVAL);
    CHECK_MAP_ERRNO(map(fd, PROT_READ, MAP_SHARED, size, 4096), EINVAL);
    CHECK(map(fd, PROT_READ, MAP_SHARED, 4096, 8192) != nullptr);
    CHECK_MAP_ERRNO(map(fd, PROT_READ, MAP_SHARED, 4096, off_t{1} << 37), EINVAL);
}

void dies_with_its_owner() {
    test::baton there;
    test::child other{[&] {
        const test::file fd{KEPT_NODE};
        auto* const mapped = map(fd, PROT_READ | PROT_WRITE);
        CHECK(mapped != nullptr);
        mapped[0] = 'k';
        there.pass();
        pause();
    }};
    there.take();
    other.kill9();
    const test::file fd{KEPT_NODE};
    CHECK(peek(fd, 0) == 'k');
}

} // namespace

int main() {
    test::module streams{"streams"};
    const test::file fd{KEPT_NODE};
    is_seen_by_both(fd);
    has_the_rights_of_its_file(fd);
    dies_with_its_owner();

    auto* const mapped = map(fd, PROT_READ | PROT_WRITE);
    CHECK(mapped != nullptr);
    streams.unload();
    CHECK(mapped[0] == 'k');
    mapped[0] = 'l';
    CHECK(mapped[0] == 'l');
    CHECK_MAP_ERRNO(map(fd, PROT_READ), ENODEV);
    char byte = 0;
    CHECK_ERRNO(read(fd, &byte, 1), ENODEV);
    CHECK_ERRNO(write(fd, &byte, 1), ENODEV);
    CHECK_ERRNO(lseek(fd, 0, SEEK_END), ENODEV);
    CHECK_ERRNO(test::truncate_stream(fd, KEPT_CONTENT, 0), ENODEV);

    const test::module again{"streams"};
    const test::file fresh{KEPT_NODE};
    CHECK_EQ(test::content(fresh), std::string{}); // another instance, another store
    CHECK(mapped[0] == 'l');
}
