// SPDX-License-Identifier: MIT
//
// What is said when a module that uses Gangway was not built.
#include "advice.hpp"
#include "scratch.hpp"

#include <cstdlib>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gangway::lab {
namespace {

using testing::HasSubstr;

constexpr const char* by_pkg_config = "obj-m := a.o\na-y := a_kern.o a_kern.gw.o\n"
                                      "include $(shell pkg-config --variable=kbuild gangway)\n";

// What is said after a failure in the folder, by a make that knew one table of symbols.
std::string advice_in(const fs::path& folder) {
    const std::vector<fs::path> symbols{folder / "Module.symvers"};
    return advice_on(folder / "Kbuild", folder / "results", symbols);
}

TEST(advice, a_module_without_a_description_needs_none) {
    const scratch_folder scratch;
    write_file(scratch.path / "Kbuild", "obj-m := a.o\n");
    write_file(scratch.path / "other.yaml", "name: interface\n");
    EXPECT_EQ(advice_in(scratch.path), "");
    EXPECT_THAT(advice_on_kbuild(scratch.path), HasSubstr("one line will do: obj-m += NAME.o"));
    EXPECT_THAT(advice_on_kbuild(scratch.path / "none"), HasSubstr("one line will do"));
}

TEST(advice, lines_were_forgotten) {
    const scratch_folder scratch;
    write_file(scratch.path / "a.yaml", "# mine\ninterface: a\n");
    EXPECT_THAT(advice_on_kbuild(scratch.path), HasSubstr("a-y := a_kern.o a_kern.gw.o\n"));
    for (const char* lines : {"obj-m := a.o\n", "a-y := a_kern.o a_kern.gw.o\n",
                              "obj-m := a.o\ninclude /src/kernel/provider.kbuild\n"}) {
        write_file(scratch.path / "Kbuild", lines);
        EXPECT_THAT(advice_in(scratch.path), HasSubstr("a-y := a_kern.o a_kern.gw.o\n"));
        EXPECT_THAT(advice_in(scratch.path), HasSubstr("pkg-config --variable=kbuild"));
    }
    write_file(scratch.path / "Kbuild",
               "a-y := a_kern.gw.o\ninclude /src/kernel/provider.kbuild\n");
    EXPECT_EQ(advice_in(scratch.path), "");
}

TEST(advice, pkg_config_does_not_know_gangway) {
    const scratch_folder scratch;
    write_file(scratch.path / "a.yaml", "interface: a\n");
    write_file(scratch.path / "Kbuild", by_pkg_config);
    ::setenv("PKG_CONFIG_LIBDIR", scratch.path.c_str(), 1);
    ::unsetenv("PKG_CONFIG_PATH");
    EXPECT_THAT(advice_in(scratch.path), HasSubstr("PKG_CONFIG_PATH"));
    write_file(scratch.path / "gangway.pc", "Name: gangway\nDescription: d\nVersion: 1\n");
    EXPECT_EQ(advice_in(scratch.path), "");
}

TEST(advice, nobody_named_where_gangway_was_built) {
    const scratch_folder scratch;
    write_file(scratch.path / "a.yaml", "interface: a\n");
    write_file(scratch.path / "Kbuild",
               "a-y := a_kern.gw.o\ninclude /src/kernel/provider.kbuild\n");
    fs::create_directory(scratch.path / "results");
    EXPECT_EQ(advice_in(scratch.path), ""); // not yet compiled
    write_file(scratch.path / "results/modules.order", "a.o\n");
    EXPECT_THAT(advice_in(scratch.path), HasSubstr("--uses"));
    write_file(scratch.path / "Module.symvers",
               "0x1\tgw_register_all\tother\tEXPORT_SYMBOL_GPL\t\n");
    EXPECT_THAT(advice_in(scratch.path), HasSubstr("--uses"));
    write_file(scratch.path / "Module.symvers", "0x1\tgw_register\tgangway\tEXPORT_SYMBOL_GPL\t\n");
    EXPECT_EQ(advice_in(scratch.path), "");
}

TEST(files, that_open_but_cannot_be_read_are_failures) {
    const scratch_folder scratch;
    write_file(scratch.path / "a", "1\n");
    EXPECT_EQ(read_file(scratch.path / "a"), "1\n");
    EXPECT_THROW((void)read_file(scratch.path), failure);
    EXPECT_THROW((void)read_file(scratch.path / "none"), failure);
}

} // namespace
} // namespace gangway::lab
