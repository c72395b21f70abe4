// SPDX-License-Identifier: MIT
//
// Properties by sysfs and tables by seq_file, out of a folder that stands for /: what the kernel's
// text is made into, what of it is refused, and who may use what.
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include <unistd.h>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <gangway/dynamic.hpp>

#include "../../src/description/explain.hpp"
#include "fake_module.hpp"
#include "icmpmon.gw.hpp"

namespace gangway::dynamic {
namespace {

namespace fs = std::filesystem;

// An interface with one of each that text can carry.
constexpr std::string_view shop = R"({"gangway":1,"interface":"shop","types":{
    "mode":{"kind":"enum","base":"u8","values":{"off":0,"slow":1,"fast":2}},
    "on":{"kind":"flags","base":"u16","values":{"rx":1,"tx":2}}},"elements":[
    {"name":"level","kind":"property","number":1,"access":"rw","via":["sysfs"],
     "value":{"size":4,"align":4,"fields":[{"name":"value","type":"s32","offset":0,"size":4}]}},
    {"name":"mode","kind":"property","number":2,"access":"rw","via":["sysfs"],
     "value":{"size":1,"fields":[{"name":"value","type":"mode","offset":0,"size":1}]}},
    {"name":"on","kind":"property","number":3,"access":"rw","via":["sysfs"],
     "value":{"size":2,"align":2,"fields":[{"name":"value","type":"on","offset":0,"size":2}]}},
    {"name":"label","kind":"property","number":4,"access":"rw","via":["sysfs"],
     "value":{"size":9,"fields":[{"name":"value","type":"string","max":8,"offset":0,"size":9}]}},
    {"name":"ports","kind":"property","number":5,"access":"rw","via":["sysfs"],
     "value":{"size":12,"align":4,"fields":[
      {"name":"value","type":"u16","max":4,"offset":0,"size":12}]}},
    {"name":"goods","kind":"table","number":6,"key":["id"],"via":["seq_file"],
     "row":{"size":52,"align":4,"fields":[
      {"name":"id","type":"u32","offset":0,"size":4},
      {"name":"name","type":"string","max":15,"offset":4,"size":16},
      {"name":"code","type":"bytes","max":8,"offset":20,"size":12},
      {"name":"sizes","type":"u16","max":4,"offset":32,"size":12},
      {"name":"price","type":"s16","offset":44,"size":2},
      {"name":"mode","type":"mode","offset":46,"size":1},
      {"name":"sold","type":"bool","offset":47,"size":1},
      {"name":"on","type":"on","offset":48,"size":2}]}}]})";
constexpr std::string_view columns = "id name code sizes price mode sold on\n";

class text_carriers : public testing::Test {
protected:
    text_carriers() { root.load("shop", shop); }

    [[nodiscard]] client connect() const {
        return client::connect("shop", {.root = root.path()}).value();
    }
    [[nodiscard]] result<value> get(const std::string& property, std::string_view text) {
        root.attribute("shop/" + property, text);
        return connect().get(property);
    }
    std::string refusal(const std::string& property, std::string_view text) {
        const auto got = get(property, text);
        EXPECT_TRUE(!got && got.error().is(EPROTO)) << property << ": " << text;
        return got ? "" : got.error().message;
    }
    // What is written to the kernel.
    [[nodiscard]] std::string set(const std::string& property, const value& to) {
        root.attribute("shop/" + property, "");
        const auto done = connect().set(property, to);
        return done ? root.attribute("shop/" + property) : done.error().message;
    }
    // The rows of a table of which the kernel says this.
    [[nodiscard]] result<row_values> rows(const std::string& text) {
        root.write("proc/gangway/shop/goods", text);
        return connect().rows("goods");
    }
    std::string bad_row(const std::string& line) {
        const auto got = rows(std::string{columns} + line);
        EXPECT_TRUE(!got && got.error().is(EPROTO)) << line;
        return got ? "" : got.error().message;
    }

    test::fake_root root;
};

// ---------------------------------------------------------------------------------------------
// sysfs
// ---------------------------------------------------------------------------------------------

TEST_F(text_carriers, properties_are_read) {
    EXPECT_EQ(get("level", "-7\n").value(), -7);
    EXPECT_EQ(get("level", "0x10\n").value(), 16);
    EXPECT_EQ(get("mode", "fast\n").value(), "fast");
    EXPECT_EQ(get("mode", "9\n").value(), 9); // of a newer module
    EXPECT_EQ(get("on", "rx|tx\n").value(), value::parse(R"(["rx","tx"])"));
    EXPECT_EQ(get("on", "0\n").value(), value::array());
    EXPECT_EQ(get("label", "a \"b\"\n").value(), "a \"b\""); // alone, a string is as it is
    EXPECT_EQ(get("label", "a\n\n").value(), "a\n");
    EXPECT_EQ(get("label", "\n").value(), "");
    EXPECT_EQ(get("ports", "80,443\n").value(), value::parse("[80,443]"));
    EXPECT_EQ(get("ports", "\n").value(), value::array());
}

TEST_F(text_carriers, properties_are_written) {
    EXPECT_EQ(set("level", -7), "-7\n");
    EXPECT_EQ(set("mode", "slow"), "slow\n");
    EXPECT_EQ(set("on", {"tx", "rx"}), "rx|tx\n");
    EXPECT_EQ(set("on", value::array()), "0\n");
    EXPECT_EQ(set("label", "a\n"), "a\n\n"); // the kernel drops one
    EXPECT_EQ(set("ports", {80, 443}), "80,443\n");
    EXPECT_EQ(set("ports", value::array()), "\n");
    // Nothing unintended is written to the kernel.
    EXPECT_NE(set("label", "far too long").find("too many"), std::string::npos);
    EXPECT_EQ(root.attribute("shop/label"), "");
}

TEST_F(text_carriers, bad_text_of_the_kernel_is_an_error) {
    EXPECT_EQ(refusal("level", "many\n"), "shop.level: the kernel says \"many\", which is not "
                                          "understood: not an integer: \"many\"");
    for (const auto* text : {"", "\n", "-", "0x", "1 2", "1\n2\n", " 1", "+1", "1.5", "2147483648",
                             "-2147483649", "99999999999999999999999999"})
        refusal("level", text);
    for (const auto* text : {"fas", "256", "-1", ""})
        refusal("mode", text);
    for (const auto* text : {"rx|", "|", "rx|no", "65536"})
        refusal("on", text);
    for (const auto* text : {"1,", ",", "65536", "1,2,3,4,5", "[1"})
        refusal("ports", text);
    EXPECT_NE(refusal("label", "nine char\n").find("9 bytes are too many"), std::string::npos);
    refusal("label", std::string_view{"a\0b\n", 4});
    refusal("label", std::string(100000, 'x'));
}

TEST_F(text_carriers, a_file_that_is_not_there_is_a_module_that_is_gone) {
    const auto mon = connect();
    EXPECT_EQ(mon.get("level").error().message,
              "shop: the module was unloaded; load it again and reconnect");
    EXPECT_TRUE(mon.set("level", 1).error().is(ENODEV));
    EXPECT_FALSE(fs::exists(fs::path{root.path()} / "sys/class/gangway/shop/level"));
    EXPECT_TRUE(mon.rows("goods").error().is(ENODEV));
}

TEST_F(text_carriers, who_was_there_before_does_not_take_the_files_of_another_load) {
    root.attribute("shop/level", "1\n");
    const auto before = connect();
    fs::remove_all(fs::path{root.path()} / "sys/class/gangway/shop");
    root.load("shop", shop);
    root.attribute("shop/level", "2\n");
    EXPECT_TRUE(before.get("level").error().is(ENODEV));
    EXPECT_TRUE(before.set("level", 3).error().is(ENODEV));
    EXPECT_TRUE(before.subscribe({"label"}).error().is(EOPNOTSUPP));
    EXPECT_EQ(root.attribute("shop/level"), "2\n");
    EXPECT_EQ(connect().get("level").value(), 2);
}

TEST_F(text_carriers, a_file_is_opened_once_by_however_many_threads) {
    root.attribute("shop/level", "1\n");
    const auto mon = connect();
    const auto open_files = [] {
        return std::distance(fs::directory_iterator{"/proc/self/fd"}, fs::directory_iterator{});
    };
    const auto before = open_files();
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&] {
                for (int n = 0; n < 100; ++n)
                    EXPECT_EQ(mon.get("level").value(), 1);
            });
    }
    EXPECT_EQ(open_files(), before + 1);
    EXPECT_TRUE(mon.set("level", 1));
    EXPECT_TRUE(mon.set("level", 1));
    EXPECT_EQ(open_files(), before + 2);
}

TEST_F(text_carriers, a_long_value_is_read_whole) {
    root.load("essay", R"({"gangway":1,"interface":"essay","elements":[
        {"name":"text","kind":"property","number":1,"access":"r","via":["sysfs"],"value":
         {"size":10001,"fields":[
          {"name":"value","type":"string","max":10000,"offset":0,"size":10001}]}}]})");
    for (const std::size_t size : {4095U, 4096U, 4097U, 9999U}) {
        const std::string text(size, 'x');
        root.attribute("essay/text", text + "\n");
        EXPECT_EQ(client::connect("essay", {.root = root.path()}).value().get("text").value(),
                  text);
    }
}

TEST_F(text_carriers, what_the_kernel_refuses_is_told) {
    const auto device = fs::path{root.path()} / "sys/class/gangway/shop";
    fs::create_symlink("/dev/full", device / "level");
    const auto why = connect().set("level", 1).error();
    EXPECT_EQ(why.message, "shop.level: No space left on device (ENOSPC)");
    EXPECT_EQ(why.carrier, "sysfs");
    fs::create_directory(device / "mode");
    EXPECT_TRUE(connect().get("mode").error().is(EISDIR));
}

// ---------------------------------------------------------------------------------------------
// procfs, sysctl, debugfs
// ---------------------------------------------------------------------------------------------

struct kernel_folder {
    const char* carrier;
    const char* folder;
};

class in_folders : public testing::TestWithParam<kernel_folder> {
protected:
    in_folders() {
        root.load("shop", fmt::format(R"({{"gangway":1,"interface":"shop","elements":[
            {{"name":"open","kind":"property","number":1,"access":"rw","via":["{}"],
             "value":{{"size":1,"fields":[{{"name":"value","type":"bool","offset":0,"size":1}}]}}}}]}})",
                                      GetParam().carrier));
    }
    [[nodiscard]] fs::path file() const {
        return fs::path{root.path()} / GetParam().folder / "gangway/shop/open";
    }
    void say(const std::string& text) {
        root.write(fmt::format("{}/gangway/shop/open", GetParam().folder), text);
    }
    [[nodiscard]] std::string read_back() const {
        std::ifstream in{file()};
        return {std::istreambuf_iterator<char>{in}, {}};
    }
    [[nodiscard]] client connect() const {
        return client::connect("shop", {.root = root.path()}).value();
    }

    test::fake_root root;
};

TEST_P(in_folders, values_are_read_and_written) {
    for (const auto* yes : {"1\n", "Y\n"}) {
        say(yes);
        EXPECT_EQ(connect().get("open").value(), true);
    }
    say("N\n");
    EXPECT_EQ(connect().get("open").value(), false);
    for (const auto* odd : {"y\n", "YES\n", "2\n", "\n"}) {
        say(odd);
        EXPECT_TRUE(connect().get("open").error().is(EPROTO)) << odd;
    }
    say("");
    EXPECT_TRUE(connect().set("open", true));
    EXPECT_EQ(read_back(), "1\n");
}

TEST_P(in_folders, where_there_is_no_folder_an_error_says_which) {
    const auto why = connect().get("open").error();
    EXPECT_NE(why.message.find(file().parent_path().string()), std::string::npos) << why.message;
}

INSTANTIATE_TEST_SUITE_P(text_carriers, in_folders,
                         testing::Values(kernel_folder{"procfs", "proc"},
                                         kernel_folder{"sysctl", "proc/sys"},
                                         kernel_folder{"debugfs", "sys/kernel/debug"}));

// ---------------------------------------------------------------------------------------------
// seq_file
// ---------------------------------------------------------------------------------------------

TEST_F(text_carriers, rows_are_read) {
    const auto got = rows(std::string{columns} + "1 soap 00ff 3,4 -5 fast 1 rx|tx\n"
                                                 "2 \"\" - - 0 off 0 0\n")
                         .value();
    EXPECT_TRUE(got.consistent);
    ASSERT_EQ(got.rows.size(), 2U);
    EXPECT_EQ(got.rows[0], value::parse(R"({"id":1,"name":"soap","code":"00ff","sizes":[3,4],
                                 "price":-5,"mode":"fast","sold":true,"on":["rx","tx"]})"));
    EXPECT_EQ(got.rows[1], value::parse(R"({"id":2,"name":"","code":"","sizes":[],
                                 "price":0,"mode":"off","sold":false,"on":[]})"));
    EXPECT_TRUE(rows(std::string{columns}).value().rows.empty());
}

TEST_F(text_carriers, names_in_rows_are_quoted) {
    const auto name = [&](const std::string& cell) {
        return rows("name id\n" + cell + " 7\n").value().rows.at(0).at("name").get<std::string>();
    };
    EXPECT_EQ(name("-"), "-");
    EXPECT_EQ(name(R"("-")"), "-");
    EXPECT_EQ(name(R"("two words")"), "two words");
    EXPECT_EQ(name(R"("\"q\" \\")"), R"("q" \)");
    EXPECT_EQ(name(R"("\x0a\x7f\xc3\xa9")"), "\n\x7f\xc3\xa9");
    EXPECT_EQ(name(R"("\\x41")"), R"(\x41)");
}

TEST_F(text_carriers, columns_may_be_more_fewer_and_elsewhere) {
    const auto got = rows("price colour id\n5 \"dark red\" 7\n").value();
    ASSERT_EQ(got.rows.size(), 1U);
    EXPECT_EQ(got.rows[0], value::parse(R"({"id":7,"name":"","code":"","sizes":[],"price":5,
                                            "mode":"off","sold":false,"on":[]})"));
}

TEST_F(text_carriers, rows_that_are_not_whole_are_refused) {
    const std::string whole = "1 soap 00ff 3,4 -5 fast 1 rx\n";
    ASSERT_TRUE(rows(std::string{columns} + whole));
    // However a line is cut, it is not taken for a row.
    for (std::size_t n = 1; n < whole.size(); ++n) {
        bad_row(whole.substr(0, n));
        bad_row(whole.substr(0, n - 1) + "\n");
    }
    bad_row("\n");
    bad_row(whole + "\n" + whole);
    bad_row("1 soap 00ff 3,4 -5 fast 1 rx more\n");
    bad_row("1 soap 00ff 3,4 -5 fast 1  rx\n");
    bad_row(" 1 soap 00ff 3,4 -5 fast 1 rx\n");
    EXPECT_NE(bad_row("1 \"soap 00ff 3,4 -5 fast 1 rx\n").find("unterminated quote"),
              std::string::npos);
    bad_row("1 \"so\"ap 00ff 3,4 -5 fast 1 rx\n");
    bad_row("1 \"so\\x4\" 00ff 3,4 -5 fast 1 rx\n");
    bad_row("1 \"so\\xzz\" 00ff 3,4 -5 fast 1 rx\n");
    bad_row("1 \"so\\x00\" 00ff 3,4 -5 fast 1 rx\n");
    bad_row("1 \"soap\\");
    EXPECT_TRUE(rows("id").error().is(EPROTO)); // not even its first line
}

TEST_F(text_carriers, absurd_values_in_rows_are_refused) {
    const auto message = bad_row("4294967296 soap 00ff 3,4 -5 fast 1 rx\n");
    EXPECT_NE(message.find("shop.goods: the kernel says"), std::string::npos) << message;
    EXPECT_NE(message.find("4294967296 does not fit into u32"), std::string::npos) << message;
    bad_row("-1 soap 00ff 3,4 -5 fast 1 rx\n");
    bad_row("1 a-name-of-16-byte 00ff 3,4 -5 fast 1 rx\n");
    bad_row("1 soap 0 3,4 -5 fast 1 rx\n");
    bad_row("1 soap 001122334455667788 3,4 -5 fast 1 rx\n");
    bad_row("1 soap 00ff 1,2,3,4,5 -5 fast 1 rx\n");
    bad_row("1 soap 00ff 3,65536 -5 fast 1 rx\n");
    bad_row("1 soap 00ff 3,4 99999999999999999999999 fast 1 rx\n");
    bad_row("1 soap 00ff 3,4 -5 faster 1 rx\n");
    bad_row("1 soap 00ff 3,4 -5 fast 2 rx\n");
    bad_row("1 " + std::string(100000, 'x') + " 00ff 3,4 -5 fast 1 rx\n");
}

TEST_F(text_carriers, typed_rows_are_read) {
    root.load("icmpmon", generated::icmpmon);
    root.write("proc/gangway/icmpmon/talkers", "saddr packets\n10.0.0.1 3\n10.0.0.2 4\n");
    const auto mon = icmpmon::client::connect({.root = root.path()}).value();
    const auto got = mon.talkers.rows().value();
    ASSERT_EQ(got.size(), 2U);
    EXPECT_TRUE(got.consistent());
    EXPECT_EQ(to_string(got.begin()->saddr), "10.0.0.1");
    EXPECT_EQ(got.begin()->packets, 3U);
}

// ---------------------------------------------------------------------------------------------
// Permissions
// ---------------------------------------------------------------------------------------------

// Somebody who is not root, for files refuse root nothing.
class somebody {
public:
    somebody()
        : was_{geteuid()}
        , is_{was_ != 0 || seteuid(65534) == 0} {}
    somebody(const somebody&) = delete;
    somebody& operator=(const somebody&) = delete;
    ~somebody() { EXPECT_EQ(seteuid(was_), 0); }
    explicit operator bool() const noexcept { return is_; }

private:
    uid_t was_;
    bool is_;
};

class permission : public testing::Test {
protected:
    permission() {
        root.load("icmpmon", generated::icmpmon);
        root.attribute("icmpmon/enabled", "1\n");
        root.attribute("icmpmon/seen", "5\n");
        chmod(".", 0755);
        chmod("dev/gangway/icmpmon", 0);
        chmod("sys/class/gangway/icmpmon/enabled", 0444);
    }
    void SetUp() override {
        const somebody nobody;
        if (!nobody)
            GTEST_SKIP() << "root cannot become another here, and files refuse it nothing";
        std::error_code no_error;
        if (!fs::exists(fs::path{root.path()} / "dev", no_error))
            GTEST_SKIP() << "others may not enter the folder for temporary files";
    }
    void chmod(const std::string& file, unsigned mode) {
        fs::permissions(fs::path{root.path()} / file, fs::perms{mode});
    }
    [[nodiscard]] result<client> connect(std::vector<std::string> via = {}) const {
        return client::connect("icmpmon", {.root = root.path(), .via = std::move(via)});
    }

    test::fake_root root;
};

TEST_F(permission, each_element_needs_its_own_carriers_only) {
    const somebody nobody;
    const auto mon = connect().value();
    EXPECT_EQ(mon.get("seen").value(), 5);
    const auto why = mon.call("reset").error();
    EXPECT_TRUE(why.is(EACCES));
    EXPECT_NE(why.message.find("dev/gangway/icmpmon is 0000"), std::string::npos) << why.message;
    EXPECT_TRUE(mon.subscribe({"packet"}).error().is(EACCES)); // and not by genetlink instead
    EXPECT_TRUE(mon.counters("seen").error().is(EACCES));
    for (const auto& choice : mon.carriers())
        if (choice.element == "reset") {
            EXPECT_EQ(choice.carrier, "");
            EXPECT_EQ(choice.why, "ioctl: open: Permission denied (EACCES)");
        }
    EXPECT_TRUE(icmpmon::client::connect({.root = root.path()}).value().reset().error().is(EACCES));
}

TEST_F(permission, of_a_file_names_it_and_its_mode) {
    const somebody nobody;
    const auto why = connect().value().set("enabled", false).error();
    EXPECT_TRUE(why.is(EACCES));
    EXPECT_EQ(why.carrier, "sysfs");
    EXPECT_NE(why.message.find("class/gangway/icmpmon/enabled is 0444"), std::string::npos)
        << why.message;
    EXPECT_EQ(connect().value().get("enabled").value(), true);
}

TEST_F(permission, of_what_has_no_part_in_the_node_names_its_own_file) {
    root.load("it", R"({"gangway":1,"interface":"it","elements":[
        {"name":"log","kind":"stream","number":1,"access":"rw","via":["file"]},
        {"name":"hit","kind":"event","number":2,"via":["relay"]}]})");
    root.write("var/lib/gangway/it.log", "kept");
    root.write("sys/kernel/debug/gangway/it/hit.0", "");
    chmod("var/lib/gangway/it.log", 0444);
    chmod("sys/kernel/debug/gangway/it/hit.0", 0);
    const auto it = client::connect("it", {.root = root.path()}).value();
    const auto is_told = [](const error& why, std::string_view carrier, std::string_view file) {
        EXPECT_TRUE(why.is(EACCES));
        EXPECT_EQ(why.carrier, carrier);
        EXPECT_NE(why.message.find(file), std::string::npos) << why.message;
    };
    const auto refused = [&] {
        const somebody nobody;
        auto log = it.open("log").value(); // to read it is permitted
        is_told(log.write_all("x").error(), "file", "lib/gangway/it.log is 0444");
        is_told(log.truncate(0).error(), "file", "lib/gangway/it.log is 0444");
        is_told(it.open("log", {.append = true}).error(), "file", "lib/gangway/it.log is 0444");
        return it.subscribe({"hit"}).error();
    };
    is_told(refused(), "relay", "gangway/it/hit.0 is 0000");
    chmod("sys/kernel/debug", 0);
    is_told(refused(), "relay", "debug/gangway/it; run as root");

    chmod("sys/kernel/debug", 0755);
    fs::remove_all(fs::path{root.path()} / "sys/kernel/debug");
    const auto why = it.subscribe({"hit"}).error();
    EXPECT_TRUE(why.is(ENOENT));
    EXPECT_NE(why.message.find("gangway/it/hit.CPU: debugfs is not mounted"), std::string::npos)
        << why.message;
}

// A file of debugfs, for instance.
TEST_F(permission, that_root_lacks_may_be_for_lockdown) {
    element level;
    level.name = "level";
    const auto where = place::of("icmpmon", root.path()).value();
    const auto is_told = [&](std::string_view what) {
        for (const auto& why : {explain("it", &level, "debugfs", EPERM), explain_open(where, EPERM),
                                explain_existing("it", level, "debugfs", EPERM)})
            EXPECT_NE(why.message.find(what), std::string::npos) << why.message;
    };
    {
        const somebody nobody;
        is_told("run as root");
    }
    if (geteuid() != 0)
        GTEST_SKIP() << "what root is told, nobody else is";
    is_told("though you are root: lockdown");
}

TEST_F(permission, who_may_nothing_is_not_connected) {
    const somebody nobody;
    const auto why = connect({"ioctl", "ring"}).error();
    EXPECT_TRUE(why.is(EACCES));
    EXPECT_NE(why.message.find("run as root"), std::string::npos) << why.message;
    EXPECT_TRUE(connect({"ioctl", "sysfs"}));
}

TEST_F(permission, only_carriers_that_were_asked_for_are_used) {
    chmod("dev/gangway/icmpmon", 0600);
    const auto mon = connect({"sysfs"}).value();
    EXPECT_EQ(mon.get("seen").value(), 5);
    const auto why = mon.call("reset").error();
    EXPECT_TRUE(why.is(EOPNOTSUPP));
    EXPECT_EQ(why.message, "icmpmon.reset: none of its carriers can be used: ioctl: not among "
                           "those that were asked for");
    for (const auto& choice : mon.carriers())
        EXPECT_EQ(choice.carrier,
                  choice.element == "enabled" || choice.element == "seen" ? "sysfs" : "")
            << choice.element;
    const auto by_ring = connect({"ring", "ioctl"}).value();
    EXPECT_TRUE(by_ring.get("seen").error().is(EOPNOTSUPP));
    EXPECT_TRUE(by_ring.call("reset").error().is(ENOTTY)); // by ioctl, which is asked
}

// --- parameters of a module whose name is another -----------------------------------------------

constexpr std::string_view tuned = R"({"gangway":1,"interface":"shop","elements":[
    {"name":"level","kind":"property","number":1,"access":"rw","via":["bootparam","param"],
     "parameter":"lvl",
     "value":{"size":4,"align":4,"fields":[{"name":"value","type":"s32","offset":0,"size":4}]}},
    {"name":"loud","kind":"property","number":2,"access":"rw","via":["param"],
     "parameter":"quiet","inverted":true,
     "value":{"size":1,"fields":[{"name":"value","type":"bool","offset":0,"size":1}]}},
    {"name":"hidden","kind":"property","number":3,"access":"load","via":["param"],
     "parameter":"hidden",
     "value":{"size":4,"align":4,"fields":[{"name":"value","type":"u32","offset":0,"size":4}]}}
    ]})";

class parameters : public text_carriers {
protected:
    parameters() {
        root.load("shop", tuned);
        root.attribute("shop/module", "shop_mod\n");
        fs::create_directories(folder);
    }
    void write(const std::string& name, std::string_view text) const {
        std::ofstream{folder / name} << text;
    }
    [[nodiscard]] std::string read(const std::string& name) const {
        std::ifstream file{folder / name};
        return {std::istreambuf_iterator<char>{file}, {}};
    }
    fs::path folder = fs::path{root.path()} / "sys/module/shop_mod/parameters";
};

TEST_F(parameters, have_their_own_names_and_may_say_the_opposite) {
    write("lvl", "7\n");
    write("quiet", "Y\n");
    const auto from = connect();
    EXPECT_EQ(from.get("level").value(), 7);
    EXPECT_EQ(from.get("loud").value(), false);
    write("quiet", "");
    write("lvl", "");
    from.set("loud", true).value();
    from.set("level", -3).value();
    EXPECT_EQ(read("quiet"), "0\n");
    EXPECT_EQ(read("lvl"), "-3\n");
}

TEST_F(parameters, that_are_given_at_load_are_no_clients) {
    const auto from = connect();
    for (const auto& why : {from.get("hidden").error(), from.set("hidden", 1).error()}) {
        EXPECT_TRUE(why.is(EOPNOTSUPP));
        EXPECT_NE(why.message.find("modprobe shop_mod hidden=VALUE"), why.message.npos)
            << why.message;
    }
}

TEST_F(parameters, of_the_kernel_are_passed_over) {
    const auto choice = connect().carriers().front();
    EXPECT_EQ(choice.carrier, "param");
    EXPECT_NE(choice.why.find("command line"), choice.why.npos) << choice.why;
}

} // namespace
} // namespace gangway::dynamic
