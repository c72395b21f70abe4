// SPDX-License-Identifier: MIT
//
// gangway diff: what breaks which side, and exit statuses.
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "run_command.hpp"

namespace gangway::tool {
namespace {

namespace fs = std::filesystem;
using json = nlohmann::ordered_json;

constexpr auto old_text = R"(interface: tiny
types:
  mode: {enum: {slow: 0, fast: 1}}
properties:
  mode: {type: mode, access: rw, via: [ioctl]}
calls:
  ask: {reply: {answer: u32}, via: [ioctl]}
  go: {via: [ioctl]}
)";

class diff_command : public testing::Test {
protected:
    void SetUp() override {
        std::string name = (fs::temp_directory_path() / "gangway-diff.XXXXXX").string();
        ASSERT_NE(mkdtemp(name.data()), nullptr);
        folder_ = name;
        write("old.yaml", old_text);
    }
    void TearDown() override { fs::remove_all(folder_); }

    void write(const std::string& name, const std::string& text) const {
        std::ofstream{folder_ / name} << text;
    }

    /// The old description with `what` in it replaced.
    static std::string changed(const std::string& what, const std::string& by) {
        std::string text = old_text;
        return text.replace(text.find(what), what.size(), by);
    }

    /// Exit status; `out_` and `err_` are what it printed.
    int diff(const std::string& new_text, std::vector<std::string> more = {}) {
        write("new.yaml", new_text);
        std::vector<std::string> words{"diff", folder_ / "old.yaml", folder_ / "new.yaml"};
        words.insert(words.end(), more.begin(), more.end());
        const auto done = run_command(std::move(words));
        out_ = done.out;
        err_ = done.err;
        return done.status;
    }

    [[nodiscard]] bool says(const std::string& text) const {
        return out_.find(text) != std::string::npos;
    }

    fs::path folder_;
    std::string out_;
    std::string err_;
};

TEST_F(diff_command, growth_breaks_nobody) {
    EXPECT_EQ(diff(old_text), 0);
    EXPECT_EQ(diff(changed("answer: u32", "answer: u32, why: u8")), 0) << out_ << err_;
    EXPECT_EQ(out_, "");
    EXPECT_EQ(diff(old_text, {"--json"}), 0);
    EXPECT_EQ(out_, "[]\n");
}

TEST_F(diff_command, tells_whom_it_breaks) {
    EXPECT_EQ(diff(changed("answer: u32", "answer: u64")), 1);
    EXPECT_TRUE(says("new.yaml:7:")) << out_;
    EXPECT_TRUE(says(": breaks clients and modules: field 'answer'")) << out_;
    EXPECT_EQ(diff(changed("access: rw", "access: r")), 1);
    EXPECT_TRUE(says(": breaks clients: 'mode' could be written")) << out_;
    EXPECT_EQ(diff(changed("  go: {via: [ioctl]}\n", "")), 1);
    EXPECT_TRUE(says(": breaks clients: call 'go'")) << out_;
}

TEST_F(diff_command, tells_of_what_is_removed_on_purpose) {
    const auto text = "removed: [go, mode.fast]\n" + changed("  go: {via: [ioctl]}\n", "");
    ASSERT_EQ(diff(std::string{text}.replace(text.find(", fast: 1"), 9, ""), {"--json"}), 1)
        << err_;
    const auto list = json::parse(out_);
    ASSERT_EQ(list.size(), 2U);
    EXPECT_EQ(list[0].at("rule"), "removed");
    EXPECT_EQ(list[0].at("line"), 1);
    EXPECT_EQ(list[0].at("breaks"), json::array({"clients"}));
    EXPECT_EQ(list[1].at("breaks"), json::array({"clients", "modules"}));
}

TEST_F(diff_command, says_when_it_cannot_compare) {
    EXPECT_EQ(diff(changed("u32", "u33")), 2);
    EXPECT_NE(err_.find("new.yaml:7:"), std::string::npos) << err_;
    EXPECT_EQ(diff(changed("interface: tiny", "interface: other")), 2);
    EXPECT_NE(err_.find("two interfaces"), std::string::npos) << err_;
    EXPECT_EQ(diff("interface: tiny\nprovider: kernel\n"
                   "properties: {p: {type: u8, at: {path: /proc/p}}}\n"),
              2);
    EXPECT_NE(err_.find("a kernel already offers"), std::string::npos) << err_;
    EXPECT_EQ(diff(old_text, {"--lock", folder_ / "none"}), 2);
    write("tiny.lock", "no lock"); // beside the old one, so its own
    EXPECT_EQ(diff(old_text), 2);
    EXPECT_NE(err_.find("not a lock file"), std::string::npos) << err_;
}

} // namespace
} // namespace gangway::tool
