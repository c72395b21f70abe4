// SPDX-License-Identifier: MIT
//
// A file that the kernel creates, writes, reads back, cuts off and extends: what programs see of
// it, and its rotation.
#include "logged.hpp"

namespace {

void written_and_read_back(const test::logger& by) {
    std::string text;
    CHECK_EQ(by.measure(), 0); // there is none yet
    CHECK_EQ(by.take(0, text), 0);
    CHECK_ERRNO(access(test::log_path.c_str(), F_OK), ENOENT);

    CHECK_EQ(by.put(0, "Hello, file"), 11);
    CHECK_EQ(by.take(7, text), 4);
    CHECK_EQ(text, std::string{"file"});
    CHECK_EQ(test::read_file(test::log_path), std::string{"Hello, file"});
    CHECK_EQ(by.put(7, "again"), 5);
    CHECK_EQ(by.measure(), 12);
    CHECK_EQ(by.take(100, text), 0);
    CHECK_EQ(by.fill(100000), 100000);
    CHECK_EQ(by.measure(), 100012);
    CHECK_EQ(by.cut(5), 0);
    CHECK_EQ(test::read_file(test::log_path), std::string{"Hello"});
    CHECK_EQ(by.put(8, "!"), 1);
    CHECK_EQ(test::read_file(test::log_path), (std::string{"Hello\0\0\0!", 9}));
    CHECK_EQ(by.cut(std::uint64_t{1} << 63U), -EFBIG);
    CHECK_EQ(by.put(~std::uint64_t{1}, "!"), -EFBIG);

    // What a program writes there, the kernel reads.
    test::write_file(test::log_path, "by a program");
    CHECK_EQ(by.take(0, text), 12);
    CHECK_EQ(text, std::string{"by a program"});
    struct stat now{};
    CHECK_OK(stat(test::log_path.c_str(), &now));
    CHECK_EQ(now.st_uid, 0U);
    CHECK_EQ(now.st_mode & 0777U, 0644U); // of the interface's 0666, what the kernel's umask leaves
}

void rotated(const test::logger& by) {
    const auto path = test::log_folder + "/logged.rotated";
    std::string all;
    for (int i = 0; i < 600; ++i) { // four files' worth
        const auto line = "line " + std::to_string(i) + " of the log of a kernel\n";
        CHECK_EQ(by.line(line), line.size());
        all += line;
    }
    std::string kept;
    for (const char* number : {".2", ".1", ""}) {
        const auto text = test::read_file(path + number);
        std::printf("%s%s: %zu bytes\n", path.c_str(), number, text.size());
        CHECK(!text.empty() && text.size() <= 4096);
        CHECK(text.ends_with('\n'));
        kept += text;
    }
    CHECK(all.ends_with(kept));
    CHECK(kept.size() > 8000);
    CHECK_ERRNO(access((path + ".3").c_str(), F_OK), ENOENT);
}

} // namespace

int main() {
    const test::module streams{"streams"};
    const test::log_files files;
    const test::logger by;
    written_and_read_back(by);
    rotated(by);
}
