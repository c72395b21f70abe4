// SPDX-License-Identifier: MIT
//
// gangway-gen as a program: exit statuses, and that it writes all of its files or none.
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

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
            "exec 2>&1; cd '" + folder_.string() + "' && '" GANGWAY_GEN "' " + arguments;
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
            std::error_code error; // of a symbolic link to itself
            if (!entry.is_regular_file(error))
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

TEST_F(command, says_which_version_it_is) {
    const auto end = run("--version");
    EXPECT_EQ(end.status, 0);
    EXPECT_EQ(end.said, "gangway-gen " GANGWAY_VERSION "\n");
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
    EXPECT_EQ(end.said, "gangway-gen: cannot make folder made: Not a directory\n");
    EXPECT_EQ(files(), before);
}

/// What may stand where a file should, and what is said of it.
struct odd_name {
    std::string arguments;
    std::string said;
};

const std::string long_word(5000, 'a');

TEST_F(command, ends_with_a_sentence_whatever_files_are_called) {
    ASSERT_EQ(mkfifo((folder_ / "pipe").c_str(), 0600), 0);
    fs::create_directory(folder_ / "folder");
    fs::create_symlink("loop", folder_ / "loop");
    write("plain", "not a lock");
    const std::string long_name(300, 'b');
    const auto before = files();
    for (const auto& [arguments, said] : std::vector<odd_name>{
             {long_word + " --out made", "cannot read aaa"},
             {"loop --out made", "cannot read loop: Too many levels of symbolic links"},
             {"plain/x.yaml --out made", "cannot read plain/x.yaml: Not a directory"},
             {"'a\nb' --out made", "cannot read a b: No such file or directory"},
             {"/proc/self/mem --out made", "cannot read /proc/self/mem: Input/output error"},
             {"tiny.yaml --out " + long_word, "cannot make folder aaa"},
             {"tiny.yaml --out loop", "cannot make folder loop: "},
             {"tiny.yaml --out pipe", "cannot make folder pipe: Not a directory"},
             {"tiny.yaml --out plain/x", "cannot make folder plain/x: Not a directory"},
             {"tiny.yaml --out /dev/full", "cannot make folder /dev/full: Not a directory"},
             {"tiny.yaml --out /proc/x", "cannot make folder /proc/x: No such file or directory"},
             {"tiny.yaml --out . --lock " + long_word, "cannot read aaa"},
             {"tiny.yaml --out . --lock pipe", "cannot read pipe: it is not a regular file"},
             {"tiny.yaml --out . --lock folder", "cannot read folder: it is a directory"},
             {"tiny.yaml --out . --lock loop", "cannot read loop: Too many levels"},
             {"tiny.yaml --out . --lock plain/x", "cannot write plain/x: Not a directory"},
             {"tiny.yaml --out . --lock folder/../" + long_name, "cannot read folder/../bbb"},
             {"tiny.yaml --out . --lock /dev/full", "cannot read /dev/full: it is not a regular"},
             {"tiny.yaml --out . --depfile " + long_word, "cannot write aaa"},
             {"tiny.yaml --out . --depfile /dev/full", "cannot write /dev/full: it is not a reg"},
             {"tiny.yaml --out 'a\nb' --depfile c",
              "cannot write c: make knows no names with line"},
             {"tiny.yaml --out . --depfile ./tiny.yaml", "cannot write ./tiny.yaml: it is the"},
             {"tiny.yaml --out . --depfile ./tiny.lock", "cannot write ./tiny.lock: two files"}}) {
        const auto end = run(arguments);
        EXPECT_EQ(end.status, 1) << arguments;
        EXPECT_EQ(end.said.find("gangway-gen: " + said), 0U) << arguments << "\n" << end.said;
        EXPECT_EQ(end.said.find('\n'), end.said.size() - 1) << end.said;
        EXPECT_LT(end.said.size(), 700U) << end.said;
        EXPECT_EQ(files(), before) << arguments;
    }
}

TEST_F(command, takes_an_empty_name_for_wrong_usage) {
    for (const auto* const arguments :
         {"'' --out made", "tiny.yaml --out ''", "tiny.yaml --out made --lock ''",
          "tiny.yaml --out made --depfile ''"}) {
        const auto end = run(arguments);
        EXPECT_EQ(end.status, 2) << arguments;
        EXPECT_NE(end.said.find("no file has an empty name"), std::string::npos) << end.said;
    }
}

TEST_F(command, takes_names_with_line_breaks_and_none_for_an_option) {
    write("a\nb.yaml", description);
    const auto end = run("'a\nb.yaml' --out '{}\n[]' --lock '{}'");
    EXPECT_EQ(end.status, 0) << end.said;
    EXPECT_TRUE(files().contains("{}\n[]/tiny.gw.h"));
    EXPECT_TRUE(files().contains("{}"));
}

TEST_F(command, refuses_names_of_any_length_in_a_description) {
    for (const auto size : {16, 255, 5000, 100000}) {
        write("tiny.yaml", "interface: " + std::string(size, 'a') + "\ncalls: {c: {}}\n");
        const auto end = run("tiny.yaml --out made");
        EXPECT_EQ(end.status, 1);
        EXPECT_EQ(end.said.find("tiny.yaml:1:12: error: 'aaa"), 0U) << end.said;
        EXPECT_NE(end.said.find("the name of an interface has at most 15"), std::string::npos);
    }
}

TEST_F(command, replaces_regular_files_only) {
    fs::create_directories(folder_ / "made/tiny.gw.md");
    const auto before = files();
    const auto end = run("tiny.yaml --out made");
    EXPECT_EQ(end.status, 1);
    EXPECT_EQ(end.said, "gangway-gen: cannot write made/tiny.gw.md: it is a directory\n");
    EXPECT_EQ(files(), before);
    const auto checked = run("tiny.yaml --out made --check");
    EXPECT_EQ(checked.status, 1);
    EXPECT_NE(checked.said.find("made/tiny.gw.md: error: cannot read made/tiny.gw.md: it is a "),
              std::string::npos)
        << checked.said;
}

TEST_F(command, writes_over_nothing_that_it_read) {
    ASSERT_EQ(run("tiny.yaml --out .").status, 0);
    const auto before = files();
    write("tiny.gw.md", description);
    EXPECT_EQ(run("tiny.gw.md --out .").said,
              "gangway-gen: cannot write ./tiny.gw.md: it is the description\n");
    write("tiny.gw.md", before.at("tiny.gw.md"));
    for (const std::string name : {"tiny.lock", "./tiny.lock"}) {
        const auto end = run("tiny.yaml --out . --depfile " + name);
        EXPECT_EQ(end.status, 1);
        EXPECT_EQ(end.said, "gangway-gen: cannot write " + name + ": it is the lock\n");
        EXPECT_EQ(files(), before);
    }
}

TEST_F(command, reads_a_description_from_a_pipe) {
    ASSERT_EQ(mkfifo((folder_ / "pipe").c_str(), 0600), 0);
    const auto end =
        run("pipe --out made --lock tiny.lock & cat '" + (folder_ / "tiny.yaml").string() + "' >'" +
            (folder_ / "pipe").string() + "'; wait $!");
    EXPECT_EQ(end.status, 0) << end.said;
    EXPECT_EQ(run("/dev/stdin --out made --lock tiny.lock --check <tiny.yaml").status, 0);
}

TEST_F(command, does_not_need_a_standard_error) {
    write("tiny.yaml", "interface: tiny\n");
    EXPECT_EQ(run("tiny.yaml --out made 2>/dev/full").status, 1);
    EXPECT_EQ(run("tiny.yaml --out made 2>&-").status, 1);
}

TEST_F(command, says_which_place_may_not_be_entered) {
    if (geteuid() == 0)
        return; // root may enter any
    fs::create_directory(folder_ / "shut");
    fs::permissions(folder_ / "shut", fs::perms::none);
    for (const std::string arguments :
         {"shut/x.yaml --out .", "tiny.yaml --out shut/x", "tiny.yaml --out . --lock shut/x"}) {
        const auto end = run(arguments);
        EXPECT_EQ(end.status, 1) << arguments;
        EXPECT_NE(end.said.find(": Permission denied\n"), std::string::npos) << end.said;
    }
    fs::permissions(folder_ / "shut", fs::perms::owner_all);
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

TEST_F(command, says_that_the_lock_keeps_what_was_not_released) {
    write("tiny.yaml", "interface: tiny\nproperties: {temp: {type: u32, max: 4}}\n");
    ASSERT_EQ(run("tiny.yaml --out made").status, 0);
    write("tiny.yaml", "interface: tiny\nproperties: {temp: {type: u32, range: [0, 4]}}\n");
    auto end = run("tiny.yaml --out made");
    EXPECT_EQ(end.status, 1);
    EXPECT_NE(end.said.find("property 'temp' was u32 with max: 4, "), std::string::npos)
        << end.said;
    EXPECT_NE(end.said.find("\ntiny.lock: note: it keeps all that was generated, released or not"),
              std::string::npos)
        << end.said;
    write("tiny.yaml", "interface: tiny\nproperties: {temp: {type: u33}}\n");
    end = run("tiny.yaml --out made");
    EXPECT_EQ(end.said.find("note"), std::string::npos) << end.said;
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
