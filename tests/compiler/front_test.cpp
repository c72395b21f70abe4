// SPDX-License-Identifier: MIT
//
// The front end against folders of descriptions:
//
//   errors/NAME.yaml     must be refused with exactly the text of NAME.errors, in which
//                        {carriers: …} stands for names of carriers: carrier_lists.hpp
//   accepted/NAME.yaml   must be accepted; NAME.expected is the lock it leaves, after any warnings
//                        (of an existing interface, which has none, its JSON)
//   …/NAME.1.yaml, .2    earlier versions, which leave the lock that the next one meets
//   …/NAME.lock          a lock file to start from
//
// GANGWAY_UPDATE=1 in the environment rewrites the expected files; read the diff.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "carrier_lists.hpp"
#include "compile.hpp"
#include "emit/emit.hpp"
#include "frontend/yaml.hpp"

namespace {

namespace fs = std::filesystem;
using namespace gangway::compiler;

const fs::path here = GANGWAY_TEST_FOLDER;

std::string read(const fs::path& path) {
    std::ifstream in{path, std::ios::binary};
    EXPECT_TRUE(in) << path;
    return {std::istreambuf_iterator<char>{in}, {}};
}

/// Compares with what is expected, or rewrites that if it differs.
void expect_golden(const std::string& text, const fs::path& golden) {
    const auto same = [&] { return text == gangway::test::expand_carriers(read(golden)); };
    if (std::getenv("GANGWAY_UPDATE") != nullptr && !(fs::exists(golden) && same()))
        std::ofstream{golden, std::ios::binary} << text;
    ASSERT_TRUE(fs::exists(golden)) << golden << " is missing; it would say:\n" << text;
    EXPECT_EQ(text, gangway::test::expand_carriers(read(golden)));
}

struct outcome {
    diagnostics log;
    std::optional<compilation> done;
};

/// Compiles the earlier versions, then the description itself.
outcome compile_case(const fs::path& description) {
    std::optional<std::string> lock;
    const auto beside = [&](const std::string& suffix) {
        return fs::path{description}.replace_extension(suffix);
    };
    if (fs::exists(beside(".lock")))
        lock = read(beside(".lock"));
    for (int version = 1; fs::exists(beside("." + std::to_string(version) + ".yaml")); ++version) {
        const auto path = beside("." + std::to_string(version) + ".yaml");
        diagnostics log;
        auto done = compile(read(path), lock, log);
        EXPECT_TRUE(done) << log.print(path.filename().string(), "lock");
        if (done)
            lock = std::move(done->lock);
    }
    outcome result;
    result.done = compile(read(description), lock, result.log);
    return result;
}

std::string print(const diagnostics& log, const fs::path& description) {
    const auto name = description.filename().string();
    return log.print(name, fs::path{name}.replace_extension(".lock").string());
}

std::vector<fs::path> cases(const std::string& folder) {
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator{here / folder}) {
        const auto& path = entry.path();
        const bool earlier = path.stem().has_extension(); // NAME.1.yaml
        if (path.extension() == ".yaml" && !earlier)
            found.push_back(path);
    }
    std::ranges::sort(found);
    return found;
}

/// Too large for a file: what each repeats is in its name.
std::string many(const std::string& head, int count, const std::string& line) {
    std::string text = head;
    for (int i = 0; i < count; ++i) {
        auto one = line;
        one.replace(one.find('#'), 1, std::to_string(i));
        text += one;
    }
    return text;
}

struct generated_case {
    std::string name;
    std::string text;
};

std::vector<generated_case> generated_cases() {
    const std::string calls = "interface: x\ncalls:\n";
    return {
        {"file_too_large", many("", 1, "interface: x#\n" + std::string(yaml_max_bytes, '#'))},
        {"too_many_types",
         many("interface: x\ncalls: {c: {}}\ntypes:\n", 513, "  t#: {enum: [a]}\n")},
        {"too_many_elements", many(calls, 128, "  c#: {}\n")},
    };
}

TEST(existing, has_as_many_elements_as_the_kernel) {
    const std::string head = "interface: x\nprovider: kernel\nproperties:\n";
    const auto text = many(head, 1000, "  p#: {type: u8, at: {path: /proc/x}}\n");
    diagnostics log;
    const auto done = compile(text, std::nullopt, log);
    ASSERT_TRUE(done) << log.print("x.yaml", "x.lock");
    EXPECT_EQ(done->made.elements.back().number, 1000U);
}

std::string name_of(const testing::TestParamInfo<fs::path>& info) {
    return info.param.stem().string();
}

class refused : public testing::TestWithParam<fs::path> {};

TEST_P(refused, with_the_expected_errors) {
    const auto result = compile_case(GetParam());
    EXPECT_TRUE(result.log.failed());
    EXPECT_FALSE(result.done);
    expect_golden(print(result.log, GetParam()), fs::path{GetParam()}.replace_extension(".errors"));
}

INSTANTIATE_TEST_SUITE_P(errors, refused, testing::ValuesIn(cases("errors")), name_of);

class accepted : public testing::TestWithParam<fs::path> {};

TEST_P(accepted, with_the_expected_lock) {
    const auto result = compile_case(GetParam());
    const auto said = print(result.log, GetParam());
    ASSERT_TRUE(result.done) << said;
    const auto& made = result.done->made;
    const auto left = made.existing ? emit_json(made).text : result.done->lock;
    expect_golden(said + left, fs::path{GetParam()}.replace_extension(".expected"));
}

TEST_P(accepted, again_with_its_own_lock_and_nothing_changes) {
    const auto first = compile_case(GetParam());
    ASSERT_TRUE(first.done);
    auto text = read(GetParam());
    diagnostics log;
    const auto second = compile(text, first.done->lock, log);
    ASSERT_TRUE(second) << print(log, GetParam());
    EXPECT_EQ(second->lock, first.done->lock);
}

// What the layout promises, of every struct here: no hole without a name, natural alignment.
TEST_P(accepted, with_layouts_without_holes) {
    const auto result = compile_case(GetParam());
    ASSERT_TRUE(result.done);
    for (const auto& type : result.done->made.structs) {
        SCOPED_TRACE(type->name);
        std::uint32_t end = 0;
        for (const auto& m : type->members) {
            EXPECT_EQ(m.offset, end) << m.c_name;
            end = m.offset + m.size;
        }
        EXPECT_EQ(end, type->size);
        EXPECT_EQ(type->size % type->align, 0U);
        for (const auto& f : type->fields) {
            EXPECT_EQ(f.offset % f.align, 0U) << f.name;
            EXPECT_GE(type->align, f.align) << f.name;
            EXPECT_LE(f.data_offset, f.offset + f.size) << f.name;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(good, accepted, testing::ValuesIn(cases("accepted")), name_of);

/// What only says `removed:` wrongly breaks nobody.
bool is_about_growth(const std::string& name) {
    return name != "removed_but_there" && name != "removed_unknown";
}

// Each error that a lock draws says whom it breaks, for gangway diff.
TEST(breakages, are_known_of_each_error_of_growth) {
    for (const auto& path : cases("errors")) {
        const auto first = fs::path{path}.replace_extension(".1.yaml");
        if (!fs::exists(first) || fs::exists(fs::path{path}.replace_extension(".2.yaml")) ||
            !is_about_growth(path.stem()))
            continue;
        diagnostics log;
        const auto before = compile(read(first), std::nullopt, log);
        ASSERT_TRUE(before) << first;
        const auto list = breakages(read(path), *before, log);
        ASSERT_TRUE(list) << path;
        EXPECT_FALSE(list->empty()) << path;
    }
}

TEST(generated, is_refused_with_the_expected_errors) {
    for (const auto& one : generated_cases()) {
        diagnostics log;
        EXPECT_FALSE(compile(one.text, std::nullopt, log)) << one.name;
        const auto name = one.name + ".yaml";
        expect_golden(print(log, name), here / "errors" / (one.name + ".errors"));
    }
}

// --- the table of diagnostics ------------------------------------------------------------------

TEST(every_diagnostic, is_drawn_by_some_case) {
    std::set<diag> drawn;
    const auto note = [&](const diagnostics& log) {
        for (const auto& d : log.sorted())
            drawn.insert(d.id);
    };
    for (const std::string folder : {"errors", "accepted"})
        for (const auto& path : cases(folder))
            note(compile_case(path).log);
    for (const auto& one : generated_cases()) {
        diagnostics log;
        compile(one.text, std::nullopt, log);
        note(log);
    }
    for (std::size_t i = 0; i < diag_table.size(); ++i)
        EXPECT_TRUE(drawn.contains(static_cast<diag>(i))) << diag_table[i].name;
}

TEST(every_diagnostic, says_what_would_be_right) {
    for (const auto& d : diag_table) {
        EXPECT_NE(d.text.find("; "), d.text.npos) << d.name;
        EXPECT_FALSE(d.text.ends_with('.')) << d.name;
    }
}

TEST(diagnostics, are_sorted_by_place_and_said_once) {
    diagnostics log;
    log.add<diag::bad_name>({7, 2}, "B");
    log.add<diag::bad_name>({2, 9}, "A");
    log.add<diag::bad_name>({7, 2}, "B");
    log.add<diag::empty_file>({2, 1});
    const auto all = log.sorted();
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].at, (position{2, 1}));
    EXPECT_EQ(all[1].at, (position{2, 9}));
    EXPECT_EQ(all[2].at, (position{7, 2}));
}

TEST(diagnostics, fail_on_errors_but_not_on_warnings) {
    diagnostics log;
    log.add<diag::unused_type>({}, "t");
    EXPECT_FALSE(log.failed());
    log.add<diag::empty_file>({});
    EXPECT_TRUE(log.failed());
}

} // namespace
