// SPDX-License-Identifier: MIT
//
// The provider goes while its files are open, and while others read and write them all the time: it
// may, and who goes on with an old file is told that it is gone, also when a new module is there.
#include <memory>
#include <vector>

#include "text_files.hpp"

namespace {

void is_gone(const test::text_carrier& by, int fd) {
    char text[16];
    CHECK_ERRNO(pread(fd, text, sizeof text, 0), by.gone);
    CHECK_ERRNO(pwrite(fd, "50", 2, 0), by.gone);
}

void open_and_idle() {
    auto all_types = std::make_unique<test::module>("all_types");
    std::vector<test::file> files;
    char text[16];
    for (const auto& by : test::text_carriers) {
        files.emplace_back(by.folder + "level");
        CHECK_EQ(pread(files.back(), text, sizeof text, 0), 4);
    }
    all_types->unload();
    for (std::size_t i = 0; i < files.size(); ++i) {
        CHECK_ERRNO(open((test::text_carriers[i].folder + "level").c_str(), O_RDONLY), ENOENT);
        is_gone(test::text_carriers[i], files[i]);
    }
    all_types = std::make_unique<test::module>("all_types");
    for (std::size_t i = 0; i < files.size(); ++i) {
        is_gone(test::text_carriers[i], files[i]);
        CHECK_EQ(test::take("level", test::text_carriers[i]), std::string{"100"});
    }
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

void busy() {
    std::vector<std::unique_ptr<test::child>> users;
    for (const auto& by : test::text_carriers)
        users.push_back(std::make_unique<test::child>([&] { use(by); }));
    for (int i = 0; i < (test::many() ? 15 : 5); ++i) {
        test::module all_types{"all_types"};
        CHECK(test::eventually([] { return test::take("level") == "77"; }));
    }
    for (auto& user : users)
        user->kill9(); // it would have ended by itself if something was wrong
}

} // namespace

int main() {
    open_and_idle();
    busy();
}
