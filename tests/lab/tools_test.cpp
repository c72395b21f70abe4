// SPDX-License-Identifier: MIT
// What came with a kernel of another suite runs with its own loader and libraries.
#include "closure.hpp"
#include "process.hpp"
#include "scratch.hpp"
#include "tools.hpp"

#include <gmock/gmock.h>

namespace gangway::lab {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;

// As Debian's packages leave it, with this machine's loader, libraries and programs for the
// suite's; then moved to where it stays.
class tools : public ::testing::Test {
protected:
    tools() {
        fs::create_directories(root / "usr/lib/x86_64-linux-gnu");
        for (const fs::path& needed : needs("/bin/echo"))
            fs::copy_file(needed, root / "usr/lib/x86_64-linux-gnu" / needed.filename());
        for (const char* file : {"usr/bin/x86_64-linux-gnu-as", "usr/bin/pahole",
                                 "usr/libexec/gcc/x86_64-linux-gnu/14/cc1",
                                 "usr/lib/linux-kbuild-9.9/scripts/mod/modpost"}) {
            fs::create_directories((root / file).parent_path());
            fs::copy_file(fs::canonical("/bin/echo"), root / file);
        }
        fs::create_directories(headers);
        write_file(headers / ".kernelvariables",
                   "CC = $(CROSS_COMPILE)gcc-14\noverride CROSS_COMPILE = x86_64-linux-gnu-\n");
    }

    void adopt() {
        adopt_tools(root, headers, place);
        fs::rename(root, place);
    }

    scratch_folder scratch;
    fs::path root = scratch.path / "partial";
    fs::path headers = root / "usr/src/headers";
    fs::path place = scratch.path / "final";
};

TEST_F(tools, RunWithTheirOwnLoader) {
    adopt();
    const fs::path loader = place / "usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2";
    for (const char* file : {"usr/bin/pahole", "usr/libexec/gcc/x86_64-linux-gnu/14/cc1",
                             "usr/lib/linux-kbuild-9.9/scripts/mod/modpost",
                             // where the compiler looks for the assembler
                             "usr/libexec/gcc/x86_64-linux-gnu/14/as"}) {
        EXPECT_EQ(capture({place / file, "a  b", ""}).out, "a  b \n") << file;
    }
    fs::remove(loader);
    EXPECT_NE(capture({place / "usr/bin/pahole", "x"}).status, 0);
}

TEST_F(tools, AreNamedByTheHeaders) {
    EXPECT_FALSE(has_own_tools(headers));
    adopt();
    const fs::path moved = place / "usr/src/headers";
    EXPECT_TRUE(has_own_tools(moved));
    const std::string text = read_file(moved / ".kernelvariables");
    EXPECT_THAT(text,
                HasSubstr("CROSS_COMPILE = " + (place / "usr/bin/x86_64-linux-gnu-").native()));
    EXPECT_THAT(text, EndsWith("PAHOLE = " + (place / "usr/bin/pahole").native() + "\n"));
}

TEST_F(tools, MustHaveACompiler) {
    fs::remove_all(root / "usr/libexec/gcc/x86_64-linux-gnu");
    EXPECT_THAT([&] { adopt(); }, ::testing::ThrowsMessage<failure>(HasSubstr("a compiler")));
}

} // namespace
} // namespace gangway::lab
