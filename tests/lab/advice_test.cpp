// SPDX-License-Identifier: MIT
//
// What is said when a module that uses Gangway was not built.
#include "advice.hpp"
#include "scratch.hpp"

#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gangway::lab {
namespace {

using testing::HasSubstr;

constexpr const char* by_pkg_config = "obj-m := a.o\n"
                                      "include $(shell pkg-config --variable=kbuild gangway)\n";

TEST(advice, a_module_without_a_description_needs_none) {
    const scratch_folder scratch;
    write_file(scratch.path / "Kbuild", "obj-m := a.o\n");
    write_file(scratch.path / "other.yaml", "name: interface\n");
    EXPECT_EQ(advice_on(scratch.path / "Kbuild"), "");
}

TEST(advice, the_include_was_forgotten) {
    const scratch_folder scratch;
    write_file(scratch.path / "a.yaml", "# mine\ninterface: a\n");
    write_file(scratch.path / "Kbuild", "obj-m := a.o\n");
    EXPECT_THAT(advice_on(scratch.path / "Kbuild"), HasSubstr("pkg-config --variable=kbuild"));
    write_file(scratch.path / "Kbuild", "obj-m := a.o\ninclude /src/kernel/provider.kbuild\n");
    EXPECT_EQ(advice_on(scratch.path / "Kbuild"), "");
}

TEST(advice, pkg_config_does_not_know_gangway) {
    const scratch_folder scratch;
    write_file(scratch.path / "a.yaml", "interface: a\n");
    write_file(scratch.path / "Kbuild", by_pkg_config);
    ::setenv("PKG_CONFIG_LIBDIR", scratch.path.c_str(), 1);
    ::unsetenv("PKG_CONFIG_PATH");
    EXPECT_THAT(advice_on(scratch.path / "Kbuild"), HasSubstr("PKG_CONFIG_PATH"));
    write_file(scratch.path / "gangway.pc", "Name: gangway\nDescription: d\nVersion: 1\n");
    EXPECT_EQ(advice_on(scratch.path / "Kbuild"), "");
}

} // namespace
} // namespace gangway::lab
