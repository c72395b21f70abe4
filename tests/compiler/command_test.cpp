// SPDX-License-Identifier: MIT
//
// gangway-gen as a program: exit statuses, and that it writes all of its files or none.
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include <gtest/gtest.h>

namespace {

namespace fs = std::filesystem;

constexpr auto description = "interface: tiny\ncalls: {ask: {reply: {answer: u32}}}\n";
constexpr auto grown = "interface: tiny\ncalls: {ask: {reply: {answer: u32, why: u8}}}\n";
constexpr auto broken = "interface: tiny\ncalls: {ask: {reply: {question: u32}}}\n";

struct ending {
    int status = -1;
    std::string said; // on both outputs
};

class command : public testing::Test {
protected:
    void SetUp() override {
        std::string name = (fs::temp_directory_path() / "gangway-gen.XXXXXX").string();
        ASSERT_NE(mkdtemp(name.data()), nullptr);
        folder_ = name;
        write("tiny.yaml", description);
    }
    void TearDown() override { fs::remove_all(folder_); }

    [[nodiscard]] ending run(const std::string& arguments) const {
        const auto line =
            "cd '" + folder_.string() + "' && '" GANGWAY_GEN "' " + arguments + " 2>&1";
        ending end;
        FILE* const pipe = popen(line.c_str(), "r");
        if (pipe == nullptr)
            return end;
        std::array<char, 512> block{};
        for (std::size_t n = 0; (n = fread(block.data(), 1, block.size(), pipe)) > 0;)
            end.said.append(block.data(), n);
        const int status = pclose(pipe);
        end.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        return end;
    }

    void write(const std::string& name, const std::string& text) const {
        std::ofstream{folder_ / name, std::ios::binary} << text;
    }

    /// Every file below the folder, and what is in it.
    [[nodiscard]] std::map<std::string, std::string> files() const {
        std::map<std::string, std::string> all;
        for (const auto& entry : fs::recursive_directory_iterator{folder_}) {
            if (!entry.is_regular_file())
                continue;
            std::ifstream in{entry.path(), std::ios::binary};
            all[fs::relative(entry.path(), folder_).string()] = {std::istreambuf_iterator<char>{in},
                                                                 {}};
        }
        return all;
    }

    fs::path folder_;
};

TEST_F(command, writes_the_lock_and_six_files) {
    const auto end = run("tiny.yaml --out made/here");
    EXPECT_EQ(end.status, 0) << end.said;
    EXPECT_EQ(end.said, "");
    const auto all = files();
    EXPECT_EQ(all.size(), 8U);
    for (const auto* const name :
         {"tiny.yaml", "tiny.lock", "made/here/tiny.gw.h", "made/here/tiny_kern.gw.h",
          "made/here/tiny_kern.gw.c", "made/here/tiny.gw.hpp", "made/here/tiny.gw.json",
          "made/here/tiny.gw.md"})
        EXPECT_TRUE(all.contains(name)) << name;
}

TEST_F(command, writes_four_files_and_no_lock_for_what_a_kernel_offers) {
    write("tiny.yaml", "interface: tiny\nprovider: kernel\nproperties:\n"
                       "  load: {type: u8, at: {path: /proc/load}}\n");
    write("tiny.lock", "left over from something else");
    const auto end = run("tiny.yaml --out made --depfile tiny.d");
    EXPECT_EQ(end.status, 0) << end.said;
    EXPECT_EQ(end.said, "");
    auto all = files();
    EXPECT_EQ(all.size(), 7U);
    for (const auto* const name :
         {"made/tiny.gw.h", "made/tiny.gw.hpp", "made/tiny.gw.json", "made/tiny.gw.md"})
        EXPECT_TRUE(all.contains(name)) << name;
    EXPECT_EQ(all["tiny.lock"], "left over from something else");
    EXPECT_TRUE(all["tiny.d"].ends_with(": tiny.yaml\n")) << all["tiny.d"];
    EXPECT_EQ(run("tiny.yaml --out made --check").status, 0);
}

TEST_F(command, writes_the_same_bytes_again) {
    ASSERT_EQ(run("tiny.yaml --out made").status, 0);
    const auto first = files();
    ASSERT_EQ(run("tiny.yaml --out made").status, 0);
    EXPECT_EQ(files(), first);
}

TEST_F(command, writes_nothing_when_the_description_is_wrong) {
    write("tiny.yaml", "interface: tiny\ncalls: {ask: {reply: {answer: u33}}}\n");
    const auto before = files();
    const auto end = run("tiny.yaml --out made");
    EXPECT_EQ(end.status, 1);
    EXPECT_EQ(end.said, "tiny.yaml:2:31: error: no type 'u33'; did you mean 'u32'?\n");
    EXPECT_EQ(files(), before);
    EXPECT_FALSE(fs::exists(folder_ / "made"));
}

TEST_F(command, leaves_all_as_it_was_when_a_change_breaks_old_peers) {
    ASSERT_EQ(run("tiny.yaml --out made").status, 0);
    write("tiny.yaml", broken);
    const auto before = files();
    const auto end = run("tiny.yaml --out made");
    EXPECT_EQ(end.status, 1);
    EXPECT_NE(end.said.find("field 'answer'"), std::string::npos) << end.said;
    EXPECT_EQ(files(), before);
}

TEST_F(command, writes_nothing_when_one_place_cannot_be_written) {
    write("made", "a file where the folder should be");
    const auto before = files();
    const auto end = run("tiny.yaml --out made");
    EXPECT_EQ(end.status, 1);
    EXPECT_NE(end.said.find("cannot write made/"), std::string::npos) << end.said;
    EXPECT_EQ(files(), before);
}

TEST_F(command, keeps_the_lock_where_it_is_told) {
    ASSERT_EQ(run("tiny.yaml --out made --lock elsewhere.lock").status, 0);
    EXPECT_TRUE(files().contains("elsewhere.lock"));
    EXPECT_FALSE(files().contains("tiny.lock"));
}

TEST_F(command, names_the_lock_it_cannot_read) {
    write("tiny.lock", "not a lock");
    const auto end = run("tiny.yaml --out made");
    EXPECT_EQ(end.status, 1);
    EXPECT_EQ(end.said.find("tiny.lock: error: not a lock file"), 0U) << end.said;
}

TEST_F(command, check_names_what_is_missing_and_writes_nothing) {
    const auto before = files();
    const auto end = run("tiny.yaml --out made --check");
    EXPECT_EQ(end.status, 1);
    EXPECT_NE(end.said.find("tiny.lock: error: missing"), std::string::npos) << end.said;
    EXPECT_NE(end.said.find("made/tiny.gw.h: error: missing"), std::string::npos) << end.said;
    EXPECT_EQ(files(), before);
}

TEST_F(command, check_is_content_with_what_was_just_written) {
    ASSERT_EQ(run("tiny.yaml --out made").status, 0);
    const auto end = run("tiny.yaml --out made --check");
    EXPECT_EQ(end.status, 0) << end.said;
    EXPECT_EQ(end.said, "");
}

TEST_F(command, check_names_what_is_out_of_date) {
    ASSERT_EQ(run("tiny.yaml --out made").status, 0);
    write("tiny.yaml", grown);
    const auto before = files();
    const auto end = run("tiny.yaml --out made --check");
    EXPECT_EQ(end.status, 1);
    EXPECT_NE(end.said.find("tiny.lock: error: out of date"), std::string::npos) << end.said;
    EXPECT_NE(end.said.find("made/tiny.gw.h: error: out of date"), std::string::npos) << end.said;
    EXPECT_EQ(files(), before);
}

TEST_F(command, writes_dependencies_for_make) {
    ASSERT_EQ(run("tiny.yaml --out 'made here' --depfile tiny.d").status, 0);
    const auto text = files()["tiny.d"];
    EXPECT_EQ(text.find("made\\ here/tiny.gw.h "), 0U) << text;
    EXPECT_TRUE(text.ends_with(": tiny.yaml tiny.lock\n")) << text;
}

TEST_F(command, tells_wrong_usage_from_errors) {
    EXPECT_EQ(run("").status, 2);
    EXPECT_EQ(run("tiny.yaml").status, 2);
    EXPECT_EQ(run("tiny.yaml --out made --frobnicate").status, 2);
    EXPECT_EQ(run("--help").status, 0);
    const auto end = run("absent.yaml --out made");
    EXPECT_EQ(end.status, 1);
    EXPECT_EQ(end.said, "gangway-gen: cannot read absent.yaml: No such file or directory\n");
    EXPECT_EQ(run(". --out made").said, "gangway-gen: cannot read .: it is a directory\n");
}

} // namespace
