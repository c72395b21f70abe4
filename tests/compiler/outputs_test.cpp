// SPDX-License-Identifier: MIT
//
// What the back ends write: compared with the outputs committed in golden/, which
//
//     GANGWAY_UPDATE=1 ctest --test-dir BUILD -R compiler-outputs
//
// writes anew; and against texts that try to break out of where they are put.
#include <cstdlib>

#include <nlohmann/json.hpp>

#include <gangway/description.hpp>

#include "emit/writer.hpp"
#include "model/lock.hpp"
#include "support.hpp"

namespace {

using namespace gangway::test;
using namespace gangway::compiler;

void compare_with_golden(const model& m) {
    const auto folder = here / "golden" / m.name;
    const auto files = emit_all(m);
    if (std::getenv("GANGWAY_UPDATE") != nullptr)
        for (const auto& file : files)
            write(folder / file.name, file.text);
    std::size_t there = 0;
    for (const auto& entry : fs::directory_iterator{folder})
        there += entry.is_regular_file() ? 1 : 0;
    EXPECT_EQ(there, files.size()) << "left over in " << folder;
    for (const auto& file : files) {
        ASSERT_TRUE(fs::exists(folder / file.name)) << folder / file.name;
        EXPECT_TRUE(file.text == read(folder / file.name))
            << file.name
            << " has changed. Run: GANGWAY_UPDATE=1 ctest --test-dir BUILD -R compiler-outputs, "
            << "and read the difference.";
    }
}

TEST(golden, everything) {
    compare_with_golden(everything());
}

TEST(golden, icmpmon) {
    compare_with_golden(icmpmon());
}

TEST(golden, params) {
    compare_with_golden(params());
}

TEST(golden, others) {
    for (const auto* const name : {"kept", "handled", "traced"})
        compare_with_golden(model_of(here / "golden" / fmt::format("{}.yaml", name)));
}

TEST(golden, details_of_carriers) {
    compare_with_golden(model_of(here / "golden" / "outward.yaml"));
}

TEST(golden, existing) {
    compare_with_golden(existing());
}

TEST(outputs, are_the_same_each_time) {
    const auto first = emit_all(everything());
    const auto second = emit_all(everything());
    ASSERT_EQ(first.size(), second.size());
    for (std::size_t i = 0; i < first.size(); ++i) {
        EXPECT_EQ(first[i].name, second[i].name);
        EXPECT_EQ(first[i].text, second[i].text);
        EXPECT_TRUE(first[i].text.ends_with('\n')) << first[i].name;
        EXPECT_EQ(first[i].text.find(" \n"), std::string::npos) << first[i].name;
    }
}

// ---- the description, as libgangway reads it --------------------------------------------------

void expect_same(const struct_type& type, const gangway::dynamic::layout& layout) {
    EXPECT_EQ(layout.size, type.size) << type.name;
    ASSERT_EQ(layout.fields.size(), type.fields.size()) << type.name;
    for (std::size_t i = 0; i < type.fields.size(); ++i) {
        const auto& ours = type.fields[i];
        const auto& theirs = layout.fields[i];
        EXPECT_EQ(theirs.name, ours.name);
        EXPECT_EQ(theirs.doc, ours.doc);
        EXPECT_EQ(theirs.unit, ours.unit);
        EXPECT_EQ(theirs.offset, ours.offset) << ours.name;
        EXPECT_EQ(theirs.size, ours.size) << ours.name;
        EXPECT_EQ(theirs.offset + theirs.data, ours.data_offset) << ours.name;
        if (ours.structure != nullptr) {
            ASSERT_TRUE(theirs.layout) << ours.name;
            expect_same(*ours.structure, *theirs.layout);
        }
        if (ours.enumeration != nullptr) {
            ASSERT_TRUE(theirs.names) << ours.name;
            ASSERT_EQ(theirs.names->values.size(), ours.enumeration->values.size());
            for (std::size_t v = 0; v < ours.enumeration->values.size(); ++v)
                EXPECT_EQ(theirs.names->values[v].value, ours.enumeration->values[v].value);
        }
    }
}

void expect_same(const payload& ours, const gangway::dynamic::layout& theirs) {
    if (ours.empty())
        EXPECT_EQ(theirs.size, 0U);
    else
        expect_same(*ours.type, theirs);
}

void expect_library_understands(const model& m) {
    auto parsed = gangway::dynamic::description::parse(emit_json(m).text);
    ASSERT_TRUE(parsed) << parsed.error().message;
    const auto& read = **parsed;
    EXPECT_EQ(read.interface, m.name);
    EXPECT_EQ(read.doc, m.doc);
    EXPECT_EQ(read.netns_each, m.netns_each);
    EXPECT_EQ(read.instances_many, m.instances_many);
    EXPECT_EQ(read.group, m.access.group);
    ASSERT_EQ(read.elements.size(), m.elements.size());
    for (const auto& e : m.elements) {
        const auto* const found = read.find(e.name);
        ASSERT_NE(found, nullptr) << e.name;
        EXPECT_EQ(found->number, e.number);
        EXPECT_EQ(found->doc, e.doc);
        EXPECT_EQ(found->needs, e.requires_);
        if (const auto* p = std::get_if<property>(&e.body)) {
            expect_same(p->value, found->out);
            EXPECT_EQ(found->readable, p->readable);
            EXPECT_EQ(found->writable, p->writable);
            EXPECT_EQ(found->notify, p->notify);
            EXPECT_EQ(found->range.has_value(), p->range.has_value()) << e.name;
            EXPECT_EQ(!found->initial.empty(), p->initial.has_value()) << e.name;
        } else if (const auto* c = std::get_if<call>(&e.body)) {
            expect_same(c->request, found->in);
            expect_same(c->reply, found->out);
            EXPECT_EQ(found->errors.size(), c->errors.size());
        } else if (const auto* ev = std::get_if<event>(&e.body)) {
            expect_same(ev->record, found->out);
            EXPECT_EQ(found->context, to_string(ev->deepest));
        } else if (const auto* t = std::get_if<table>(&e.body)) {
            expect_same(t->row, found->out);
            EXPECT_EQ(found->key, key_of(*t));
        }
    }
}

TEST(description, is_what_the_library_reads) {
    expect_library_understands(everything());
    expect_library_understands(icmpmon());
    expect_library_understands(existing());
}

TEST(description, keeps_any_text) {
    auto m = everything();
    set_docs(m, hostile);
    expect_library_understands(m);
    EXPECT_EQ(nlohmann::json::parse(emit_json(m).text).at("doc").get<std::string>(), hostile);
}

TEST(description, survives_what_is_not_utf8) {
    auto m = icmpmon();
    set_docs(m, "a\xff\xc0\xafz\xe6\xbc");
    const auto doc = nlohmann::json::parse(emit_json(m).text).at("doc").get<std::string>();
    EXPECT_EQ(doc, "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz\xEF\xBF\xBD\xEF\xBF\xBD");
}

// ---- texts -------------------------------------------------------------------------------------

TEST(text, cannot_end_a_comment_or_open_another) {
    for (const std::string_view text : {"*/", "/*", "*/*/", "/*/", "*//*", "**//**", "/**/"}) {
        const auto safe = in_comment(text);
        EXPECT_EQ(safe.find("*/"), std::string::npos) << safe;
        EXPECT_EQ(safe.find("/*"), std::string::npos) << safe;
    }
    EXPECT_EQ(in_comment("a?\?/b"), "a?? /b");
    EXPECT_EQ(in_comment("a\x01\x7f\xe2\x80\xae z"), "a    z");
    EXPECT_EQ(in_comment("\xc3\xa4\n"), "\xc3\xa4\n");
}

TEST(text, stays_within_a_string) {
    EXPECT_EQ(in_c_string("a\"b\\c\n\t"), R"("a\"b\\c\n\t")");
    EXPECT_EQ(in_c_string("?\?/?\?\?="), R"("?\?/?\?\?=")");
    EXPECT_EQ(in_c_string("\x01"
                          "7"),
              R"("\0017")");
    EXPECT_EQ(in_json("a\"b\\c\n\x1f\xe2\x80\xae"), R"("a\"b\\c\n\u001f\u202e")");
}

TEST(text, is_no_markup) {
    EXPECT_EQ(in_markdown("a|b *c* _d_ `e` <f> [g](h)"),
              R"(a\|b \*c\* \_d\_ \`e\` \<f\> \[g\](h))");
    EXPECT_EQ(in_markdown("- 1. 2) === x-y"), R"(\- 1\. 2\) ==\= x-y)");
}

TEST(text, is_wrapped_between_words) {
    writer out;
    out.wrapped("one two three four", "// ", "//   ", 10);
    out.wrapped("ends with \\", "// ", "// ", 80);
    out.wrapped("", " * ", " * ", 80);
    EXPECT_EQ(std::move(out).take(), "// one two\n//   three\n//   four\n// ends with \\.\n *\n");
}

TEST(text, is_cut_into_paragraphs) {
    EXPECT_EQ(paragraphs("a\nb\n\n\n c \n"), (std::vector<std::string>{"a b", "c"}));
    EXPECT_TRUE(paragraphs(" \n\n").empty());
}

TEST(text, aligns_arguments_as_the_kernel_does) {
    EXPECT_EQ(arguments("\tf(", {"a", "b"}, ");"), "\tf(a, b);");
    const std::string name(40, 'n');
    EXPECT_EQ(prototype("static int ", name, {"int first", "int second", "int third"}, ")"),
              "static int " + name + "(int first, int second,\n" + std::string(6, '\t') +
                  "    int third)");
    EXPECT_EQ(prototype("struct x *", std::string(70, 'n'), {"int a"}, ")"),
              "struct x *\n" + std::string(70, 'n') + "(int a)");
}

} // namespace
