// SPDX-License-Identifier: MIT
//
// The generated headers before real compilers: each compiles alone, says nothing under the
// strictest warnings, and lays everything out as the model has it, in every mode. What sizeof,
// offsetof and ioctl numbers must be is asserted as it is compiled: nothing is run, so that a
// machine need not be able to run what it can compile.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <ostream>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include "emit/c_code.hpp"
#include "support.hpp"

namespace {

using namespace gangway::test;
using namespace gangway::compiler;

struct mode {
    std::string name; // of the test
    std::string compiler;
    std::string language; // "c" or "c++"
    std::string bits;     // "-m32"

    [[nodiscard]] bool is_cpp() const { return language == "c++"; }
    [[nodiscard]] std::string command() const {
        return fmt::format("{} {} -x {} -std={} -Wall -Wextra -Wpedantic -Wshadow -Werror",
                           compiler, bits, language, is_cpp() ? "c++20" : "c11");
    }
    friend void PrintTo(const mode& m, std::ostream* out) { *out << m.name; }
};

const std::vector<mode> modes{
    {"gcc_c_m64", "gcc", "c", "-m64"},        {"gcc_cpp_m64", "g++", "c++", "-m64"},
    {"gcc_c_m32", "gcc", "c", "-m32"},        {"gcc_cpp_m32", "g++", "c++", "-m32"},
    {"clang_c_m64", "clang-19", "c", "-m64"}, {"clang_cpp_m64", "clang++-19", "c++", "-m64"},
    {"clang_c_m32", "clang-19", "c", "-m32"}, {"clang_cpp_m32", "clang++-19", "c++", "-m32"},
};

struct outcome {
    int status = -1;
    std::string output;
};

outcome run(const std::string& command) {
    outcome result;
    std::FILE* const pipe = popen((command + " 2>&1").c_str(), "r");
    if (pipe == nullptr)
        return result;
    std::array<char, 4096> buffer{};
    for (std::size_t n = 0; (n = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
        result.output.append(buffer.data(), n);
    result.status = pclose(pipe);
    return result;
}

/// Lines of a program that does not compile if one of them is not so.
struct assertions {
    std::string lines;

    void number(const std::string& what, const std::string& expression, std::uint64_t value) {
        lines +=
            fmt::format("static_assert((unsigned long long)({0}) == {1}ULL, \"{2} is not {1}\");\n",
                        expression, value, what);
    }
};

class headers : public testing::TestWithParam<mode> {
protected:
    void SetUp() override {
        const auto pattern = (fs::temp_directory_path() / "gangway-headers-XXXXXX").string();
        std::vector<char> name(pattern.c_str(), pattern.c_str() + pattern.size() + 1);
        ASSERT_NE(mkdtemp(name.data()), nullptr);
        folder_ = name.data();
        if (make("#include <stdio.h>\nint main(void) { return 0; }\n").status != 0)
            GTEST_SKIP() << "skipped: " << GetParam().compiler << " " << GetParam().bits
                         << " does not work here (packages gcc-multilib, g++-multilib, clang-19)";
    }
    void TearDown() override { fs::remove_all(folder_); }

    void write_outputs(const model& m) {
        for (const auto& file : emit_all(m))
            write(folder_ / file.name, file.text);
    }
    /// Compiles `source` to a program.
    outcome make(const std::string& source, std::string_view flags = "") {
        write(folder_ / "source", source);
        return run(fmt::format("{} {} -DFMT_HEADER_ONLY -I{} -I{} -I{} {} -o {}",
                               GetParam().command(), flags, folder_.string(),
                               (top / "uapi").string(), (top / "include").string(),
                               (folder_ / "source").string(), (folder_ / "program").string()));
    }
    /// The header first and alone: it must bring all that it needs.
    outcome make(const std::string& header, const assertions& all) {
        return make(fmt::format("#include \"{}\"\n#include <assert.h>\n#include <signal.h>\n"
                                "#include <stddef.h>\n{}int main(void) {{ return 0; }}\n",
                                header, all.lines));
    }
    void expect(const std::string& header, const assertions& all) {
        const auto made = make(header, all);
        EXPECT_EQ(made.status, 0) << made.output;
    }

    fs::path folder_;
};

/// As <asm-generic/ioctl.h> puts it together.
std::uint64_t ioctl_number(unsigned direction, unsigned number, unsigned size) {
    return std::uint64_t{direction} << 30U | std::uint64_t{size} << 16U | 0xE6U << 8U | number;
}

/// Numbers of attributes count the fields.
void expect_attributes(const model& m, assertions& x) {
    for (const auto* const type : structs_by(m, encoding::attributes)) {
        std::uint64_t number = 1;
        for (const auto& f : type->fields) {
            const auto name = fmt::format("{}_A_{}", upper(type->c_name), upper(f.name));
            x.number(name, name, number++);
        }
    }
}

void expect_ioctls(const model& m, const element& e, assertions& x) {
    constexpr unsigned takes = 1; // _IOC_WRITE: the kernel takes
    constexpr unsigned gives = 2;
    const auto add = [&](std::string_view verb, unsigned direction, unsigned size) {
        const auto name = fmt::format("{}_IOC_{}{}", upper(m.name), verb, upper(e.name));
        x.number(name, name, ioctl_number(direction, e.number, size));
    };
    x.number(number_constant(m, e), number_constant(m, e), e.number);
    const auto* c = as_call(e);
    if (c != nullptr)
        for (const auto& error : c->errors)
            x.number(error.c_name, fmt::format("({} == {})", error.c_name, error.name), 1);
    if (!e.carried_by(GW_CARRIER_ioctl))
        return;
    if (const auto* p = as_property(e)) {
        if (p->readable)
            add("GET_", gives, p->value.size());
        if (p->writable)
            add("SET_", takes, p->value.size());
    } else if (c != nullptr) {
        add("", c->size() == 0 ? 0 : takes | gives, buffer_size(*c));
    }
}

assertions expect_uapi(const model& m) {
    assertions x;
    for (const auto& type : m.structs) {
        const auto tag = fmt::format("struct {}", type->c_name);
        x.number(tag, fmt::format("sizeof({})", tag), type->size);
        for (const auto& part : type->members)
            x.number(part.c_name, fmt::format("offsetof({}, {})", tag, part.c_name), part.offset);
        for (const auto& f : type->fields)
            x.number(f.name, fmt::format("offsetof({}, {})", tag, f.name), f.data_offset);
    }
    for (const auto& type : m.enums)
        for (const auto& v : type->values)
            x.number(v.c_name, v.c_name, v.value);
    if (m.existing)
        return x;
    for (const auto& e : m.elements)
        expect_ioctls(m, e, x);
    expect_attributes(m, x);
    return x;
}

/// Of the client's structs, offsets of whole units: a count and its values are one member.
assertions expect_client(const model& m) {
    assertions x;
    for (const auto& type : m.structs) {
        const auto role = role_of(m, *type);
        if (role.starts_with("value of property"))
            continue;
        const auto name = fmt::format("{}::{}", m.cpp_space, type->name);
        x.number(name, fmt::format("sizeof({})", name), type->size);
        x.number("align", fmt::format("alignof({})", name), type->align);
        for (const auto& f : type->fields) {
            x.number(f.name, fmt::format("offsetof({}, {})", name, f.name), f.offset);
            x.number(f.name, fmt::format("sizeof({}::{})", name, f.name), f.size);
        }
    }
    for (const auto& type : m.enums) {
        const auto name = fmt::format("{}::{}", m.cpp_space, type->name);
        x.number(name, fmt::format("sizeof({})", name), scalar_size(type->base));
        for (const auto& v : type->values)
            x.number(v.name, fmt::format("{}::{}", name, v.cpp_name), v.value);
    }
    return x;
}

TEST_P(headers, of_everything_are_laid_out_as_described) {
    const auto m = everything();
    write_outputs(m);
    expect("everything.gw.h", expect_uapi(m));
    if (GetParam().is_cpp())
        expect("everything.gw.hpp", expect_client(m));
}

TEST_P(headers, of_icmpmon_are_laid_out_as_described) {
    const auto m = icmpmon();
    write_outputs(m);
    expect("icmpmon.gw.h", expect_uapi(m));
}

TEST_P(headers, of_what_exists_already_are_laid_out_as_described) {
    const auto m = existing();
    write_outputs(m);
    expect("signal.gw.h", expect_uapi(m));
    if (!GetParam().is_cpp())
        return;
    auto client = expect_client(m);
    client.number("signal", "sizeof(&signal) == sizeof(void *)", 1); // C's own is still there
    expect("signal.gw.hpp", client);
}

TEST_P(headers, of_plain_words_are_laid_out_as_described) {
    const auto m = model_of(here / "accepted/plain_words.yaml");
    write_outputs(m);
    expect("n.gw.h", expect_uapi(m));
    if (GetParam().is_cpp())
        expect("n.gw.hpp", expect_client(m));
}

TEST_P(headers, of_words_that_no_identifier_is_are_laid_out_as_described) {
    const auto m = model_of(here / "accepted/words_of_a_kernel.yaml");
    write_outputs(m);
    expect("x.gw.h", expect_uapi(m));
    if (GetParam().is_cpp())
        expect("x.gw.hpp", expect_client(m));
}

// What a program uses of the library is compiled in that program, with its warnings.
TEST_P(headers, say_nothing_where_they_are_used) {
    if (!GetParam().is_cpp())
        return;
    write_outputs(icmpmon());
    const auto made = make("#include \"icmpmon.gw.hpp\"\n"
                           "void use(const icmpmon::client& mon) {\n"
                           "    (void)mon.count({});\n    (void)mon.reset();\n"
                           "    (void)mon.enabled.set(true);\n    (void)mon.talkers.rows();\n}\n",
                           "-c");
    EXPECT_EQ(made.status, 0) << made.output;
}

TEST_P(headers, are_not_broken_by_any_text) {
    auto m = everything();
    set_docs(m, hostile);
    write_outputs(m);
    expect("everything.gw.h", expect_uapi(m));
    if (!GetParam().is_cpp())
        return;
    assertions client;
    client.number("everything", "gangway::generated::everything.size()",
                  emit_json(m).text.size() - 1);
    expect("everything.gw.hpp", client);
}

// Or all of the above would say nothing.
TEST_P(headers, are_refused_where_one_number_is_another) {
    const auto m = icmpmon();
    write_outputs(m);
    auto wrong = expect_uapi(m);
    const auto& type = *m.structs.front();
    wrong.number("its size", fmt::format("sizeof(struct {})", type.c_name), type.size + 1);
    const auto made = make("icmpmon.gw.h", wrong);
    EXPECT_NE(made.status, 0);
    EXPECT_NE(made.output.find(fmt::format("its size is not {}", type.size + 1)), std::string::npos)
        << made.output;
}

INSTANTIATE_TEST_SUITE_P(all, headers, testing::ValuesIn(modes),
                         [](const auto& each) { return each.param.name; });

} // namespace
