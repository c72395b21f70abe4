// SPDX-License-Identifier: MIT
// Each carrier: KIND_PROPERTY ENCODING_TEXT !BUILD_TIME
//
// The provider goes while its file is open, and while another reads and writes it all the time: it
// may, and an old file that is still open reports that it is gone, also when a new module is there.
#include <memory>

#include "text_files.hpp"

namespace {

void is_gone(const test::text_carrier& by, int fd) {
    char text[16];
    CHECK_ERRNO(pread(fd, text, sizeof text, 0), by.gone);
    CHECK_ERRNO(pwrite(fd, "50", 2, 0), by.gone);
}

void open_and_idle(const test::text_carrier& by) {
    auto all_types = std::make_unique<test::module>("all_types");
    const test::file level{by.folder + "level"};
    char text[16];
    CHECK_EQ(pread(level, text, sizeof text, 0), 4);
    all_types->unload();
    CHECK_ERRNO(open((by.folder + "level").c_str(), O_RDONLY), ENOENT);
    is_gone(by, level);
    all_types = std::make_unique<test::module>("all_types");
    is_gone(by, level);
    CHECK_EQ(test::take("level", by), std::string{"100"});
}

/// Opens, reads and writes until it is killed; what is not there, is gone or says a number.
void use(const test::text_carrier& by) {
    char text[16];
    for (;;) {
        const int fd = open((by.folder + "level").c_str(), O_RDWR | O_CLOEXEC);
        if (fd < 0) {
            CHECK(errno == ENOENT || errno == ENODEV);
            continue;
        }
        for (;;) {
            const auto n = pread(fd, text, sizeof text, 0);
            if (n < 0) {
                CHECK(errno == by.gone || errno == ENODEV);
                break;
            }
            CHECK(n >= 3 && text[n - 1] == '\n');
            if (pwrite(fd, "77\n", 3, 0) != 3)
                CHECK(errno == by.gone || errno == ENODEV);
        }
        close(fd);
    }
}

void busy(const test::text_carrier& by) {
    test::child user{[&] { use(by); }};
    for (int i = 0; i < (test::many() ? 15 : 5); ++i) {
        test::module all_types{"all_types"};
        CHECK(test::eventually([] { return test::take("level") == "77"; }));
    }
    user.kill9(); // it would have ended by itself if something was wrong
}

} // namespace

int main(int argc, char** argv) {
    const auto& by = test::text_carrier_asked_for(argc, argv);
    open_and_idle(by);
    busy(by);
}
