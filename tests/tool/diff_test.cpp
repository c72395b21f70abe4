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
    EXPECT_TRUE(says("new.yaml breaks nobody: ")) << out_;
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

constexpr auto promising = R"(interface: tiny
netns: each
sessions: {max: 9}
subscribers: {max: 5}
access: {mode: "0664", group: tinies}
properties:
  speed: {type: u32, access: rw, range: [1, 100], default: 5, unit: Hz, notify: true,
          via: [ioctl, genetlink]}
  count: {type: s64, access: rw, via: [ioctl]}
  shown: {type: u32, format: hex, via: [sysfs]}
events:
  e: {record: {when: {type: u64, unit: ns}}, via: [ring]}
tables:
  t: {key: a, row: {a: u32, b: u32}, via: [genetlink]}
)";

TEST_F(diff_command, tells_of_promises_that_no_layout_shows) {
    struct change {
        std::string what;
        std::string by;
        std::string said;
    };
    const std::vector<change> changes{
        {"[1, 100]", "[1, 99]", "breaks clients: 'speed' could be set to 1 to 100"},
        {"[1, 100]", "[2, 100]", "now only to 2 to 100"},
        {"{type: s64, ", "{type: s64, range: [-5, 5], ", "anything that its type holds"},
        {"{type: s64, ", "{type: s64, range: [-9223372036854775807, 9223372036854775807], ",
         "anything that its type holds"},
        {"access: rw, via: [ioctl]", "access: rw, requires: CAP_NET_RAW, via: [ioctl]",
         "breaks clients: 'count' required nothing"},
        {"0664", "0660", "breaks clients: the device had mode 0664"},
        {"tinies", "others", "breaks clients: the device belonged to group 'tinies'"},
        {"netns: each\n", "", "breaks clients: each network namespace had"},
        {"{max: 9}", "{max: 8}", "breaks clients: there could be 9 sessions"},
        {"{max: 5}", "{max: 4}", "breaks clients: there could be 5 subscribers"},
        {"unit: Hz", "unit: kHz", "breaks clients and modules: 'speed' had unit 'Hz'"},
        {", unit: ns", "", "field 'when' of struct 'e' had unit 'ns'"},
        {"format: hex, ", "", "breaks clients and modules: 'shown' had format 'hex'"},
        {"notify: true,", "", "breaks clients: 'speed' notified of changes"},
        {"key: a", "key: b", "breaks clients and modules: the key of 't'"},
    };
    write("old.yaml", promising);
    for (const auto& [what, by, said] : changes) {
        std::string text = promising;
        text.replace(text.find(what), what.size(), by);
        EXPECT_EQ(diff(text), 1) << what << err_;
        EXPECT_TRUE(says(said)) << what << '\n' << out_;
    }
}

// git show v1:NAME.yaml has its lock not beside it, and may say what an older version had.
TEST_F(diff_command, believes_a_lone_old_description_what_it_removed) {
    const std::string removed = "removed: [mode.medium, stop]\n";
    write("old.yaml", old_text + removed);
    EXPECT_EQ(diff(old_text + removed), 0) << err_ << out_;
    EXPECT_EQ(diff(old_text + std::string{"  stop: {via: [ioctl]}\n"}), 1) << err_;
    EXPECT_TRUE(says("breaks clients and modules: 'stop' was removed; choose another name"))
        << out_;
    auto gone = changed("  go: {via: [ioctl]}\n", "removed: [mode.medium, stop, go]\n");
    EXPECT_EQ(diff(gone), 1) << err_;
    EXPECT_TRUE(says("breaks clients: call 'go' is removed")) << out_;
    EXPECT_EQ(diff(old_text + std::string{"removed: [nothing]\n"}), 2);
}

constexpr auto reporting = R"(interface: tiny
events:
  e:
    record: {x: s32, pressed: bool}
    via: [input]
    input: {device: pad, codes: {x: [ABS_X, 0, 100], pressed: BTN_A}}
)";

TEST_F(diff_command, tells_of_what_an_input_device_reports) {
    const std::vector<std::pair<std::vector<std::string>, std::string>> changes{
        {{"ABS_X", "ABS_Y"},
         "breaks clients: field 'x' of 'e' was reported as ABS_X from 0 to 100"},
        {{"0, 100]", "0, 99]"}, "now as ABS_X from 0 to 99"},
        {{"BTN_A", "KEY_A"}, "field 'pressed' of 'e' was reported as BTN_A"},
        {{"device: pad", "device: tablet"}, "by the input device 'pad'"},
        {{"device: pad, ", ""}, "now by 'tiny'"},
    };
    write("old.yaml", reporting);
    EXPECT_EQ(diff(reporting), 0) << err_;
    for (const auto& [change, said] : changes) {
        std::string text = reporting;
        text.replace(text.find(change[0]), change[0].size(), change[1]);
        EXPECT_EQ(diff(text), 1) << change[0] << err_;
        EXPECT_TRUE(says(said)) << change[0] << '\n' << out_;
    }
    std::string same = reporting; // another word for the same code
    EXPECT_EQ(diff(same.replace(same.find("BTN_A"), 5, "BTN_SOUTH")), 0) << out_;
}

TEST_F(diff_command, takes_what_opens_more) {
    const std::vector<std::pair<std::string, std::string>> changes{
        {"[1, 100]", "[0, 101]"},
        {"range: [1, 100], ", ""},
        {"0664", "0666"},
        {"{max: 9}", "{max: 10}"},
        {"{type: s64, ", "{type: s64, range: [-9223372036854775808, 9223372036854775807], "}};
    write("old.yaml", promising);
    for (const auto& [what, by] : changes) {
        std::string text = promising;
        text.replace(text.find(what), what.size(), by);
        EXPECT_EQ(diff(text), 0) << what << out_ << err_;
    }
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
