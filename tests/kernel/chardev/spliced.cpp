// SPDX-License-Identifier: MIT
//
// Streams by splice() and sendfile(): as reads and writes do, positions, short counts and errors
// included; and what the kernel splices in no file.
#include <sys/sendfile.h>
#include <sys/utsname.h>

#include "command.hpp"
#include "framed.gw.h"
#include "kept.gw.h"
#include "piped.gw.h"
#include "stream.hpp"

namespace {

constexpr std::size_t page = 4096;

struct tube {
    tube() { CHECK_OK(pipe2(ends, O_CLOEXEC | O_NONBLOCK)); }
    ~tube() {
        close(ends[0]);
        close(ends[1]);
    }
    int ends[2]{};
};

std::string taken(const tube& from) {
    std::string text(1 << 17, '\0');
    const auto n = read(from.ends[0], text.data(), text.size());
    text.resize(n < 0 ? 0 : static_cast<std::size_t>(n));
    return text;
}

std::string numbered(std::size_t size) {
    std::string text;
    for (unsigned i = 0; text.size() < size; ++i)
        text += std::to_string(i) + ' ';
    text.resize(size);
    return text;
}

void with_positions() {
    const test::file fd{KEPT_NODE};
    const tube by;
    const auto text = numbered(2 * page + 100);
    test::put(by.ends[1], text);
    CHECK_EQ(splice(by.ends[0], nullptr, fd, nullptr, text.size(), 0), text.size());
    CHECK_EQ(test::content(fd), text);
    CHECK_EQ(lseek(fd, 0, SEEK_CUR), text.size());

    loff_t at = 5;
    CHECK_EQ(splice(fd, &at, by.ends[1], nullptr, page, 0), page);
    CHECK_EQ(at, 5 + page);
    CHECK_EQ(taken(by), text.substr(5, page));
    CHECK_OK(lseek(fd, -10, SEEK_END));
    CHECK_EQ(splice(fd, nullptr, by.ends[1], nullptr, page, 0), 10);
    CHECK_EQ(splice(fd, nullptr, by.ends[1], nullptr, page, 0), 0); // the end
    CHECK_EQ(taken(by), text.substr(text.size() - 10));

    test::put(by.ends[1], "abc");
    at = KEPT_STORE_CONTENT - 1;
    CHECK_EQ(splice(by.ends[0], nullptr, fd, &at, 3, 0), 1); // there is room for
    CHECK_ERRNO(splice(by.ends[0], nullptr, fd, &at, 2, 0), ENOSPC);
    CHECK_EQ(taken(by), std::string{"bc"}); // still there
    CHECK_OK(test::truncate_stream(fd, KEPT_CONTENT, 0));

    const test::file appends{KEPT_NODE, O_WRONLY | O_APPEND};
    test::put(by.ends[1], "x");
    CHECK_ERRNO(splice(by.ends[0], nullptr, appends, nullptr, 1, 0), EINVAL);
    const test::file reads{KEPT_NODE, O_RDONLY};
    CHECK_ERRNO(splice(by.ends[0], nullptr, reads, nullptr, 1, 0), EBADF);
}

void from_files_and_to_them() {
    const test::scratch scratch;
    const auto path = scratch.path() + "/file";
    const auto text = numbered(KEPT_STORE_CONTENT);
    test::write_file(path, text);
    const test::file fd{KEPT_NODE};
    const test::file file{path};
    CHECK_EQ(sendfile(fd, file, nullptr, 1 << 20), text.size());
    CHECK_EQ(test::content(fd), text);
    CHECK_EQ(lseek(file, 0, SEEK_CUR), text.size());

    CHECK_OK(lseek(fd, 1, SEEK_SET));
    const auto sent = sendfile(file, fd, nullptr, 1 << 20);
    if (sent < 0) { // of files that are no regular ones
        CHECK_EQ(errno, EINVAL);
        utsname kernel{};
        CHECK_OK(uname(&kernel));
        CHECK(std::string{kernel.release}.starts_with("6.1."));
    } else {
        CHECK_EQ(sent, text.size() - 1);
        CHECK_EQ(test::read_file(path), text + text.substr(1));
    }
}

void without_positions() {
    const test::file fd{PIPED_NODE, O_RDWR}; // and yet it never waits
    const tube by;
    CHECK_ERRNO(splice(fd, nullptr, by.ends[1], nullptr, page, 0), EAGAIN);
    const auto text = numbered(2 * page);
    test::put(by.ends[1], text);
    // The module has room for a page.
    CHECK_EQ(splice(by.ends[0], nullptr, fd, nullptr, text.size(), 0), page);
    CHECK_ERRNO(splice(by.ends[0], nullptr, fd, nullptr, page, 0), EAGAIN);
    loff_t at = 0;
    CHECK_ERRNO(splice(fd, &at, by.ends[1], nullptr, page, 0), EINVAL);
    const tube out;
    CHECK_EQ(splice(fd, nullptr, out.ends[1], nullptr, page / 2, 0), page / 2);
    CHECK_EQ(splice(fd, nullptr, out.ends[1], nullptr, page, 0), page / 2);
    CHECK_EQ(taken(out), text.substr(0, page));
    CHECK_EQ(splice(by.ends[0], nullptr, fd, nullptr, page, 0), page); // the rest was kept
    CHECK_EQ(splice(fd, nullptr, out.ends[1], nullptr, 2 * page, 0), page);
    CHECK_EQ(taken(out), text.substr(page));
}

void records() {
    const test::file fd{FRAMED_NODE, O_RDWR | O_NONBLOCK};
    const tube by;
    test::put(by.ends[1], "one record");
    CHECK_EQ(splice(by.ends[0], nullptr, fd, nullptr, 100, 0), 10);
    CHECK_ERRNO(splice(fd, nullptr, by.ends[1], nullptr, 9, 0), EMSGSIZE); // and it stays
    CHECK_EQ(splice(fd, nullptr, by.ends[1], nullptr, 100, 0), 10);
    CHECK_EQ(taken(by), std::string{"one record"});
}

void no_stream_at_all() {
    const test::module icmpmon{"icmpmon"};
    const test::file fd{"/dev/gangway/icmpmon"};
    const tube by;
    test::put(by.ends[1], "x");
    CHECK_ERRNO(splice(by.ends[0], nullptr, fd, nullptr, 1, 0), EINVAL);
    CHECK_ERRNO(splice(fd, nullptr, by.ends[1], nullptr, 1, 0), EINVAL);
}

} // namespace

int main() {
    const test::module streams{"streams"};
    with_positions();
    from_files_and_to_them();
    without_positions();
    records();
    no_stream_at_all();
}
