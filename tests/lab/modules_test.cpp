// SPDX-License-Identifier: MIT
#include "modules.hpp"
#include "process.hpp"
#include "run.hpp"
#include "scratch.hpp"

#include <cstring>
#include <elf.h>
#include <gmock/gmock.h>

using namespace gangway::lab;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

const module_tree& tree() {
    static const module_tree example("/m",
                                     "net/veth.ko.xz:\n"
                                     "net/nf-tables.ko.xz: net/nfnetlink.ko.xz lib/crc.ko.xz\n"
                                     "net/nfnetlink.ko.xz: lib/crc.ko.xz\n"
                                     "lib/crc.ko.xz:\n",
                                     "kernel/fs/ext4/ext4.ko\n");
    return example;
}

std::vector<std::string> order(const std::vector<module_request>& requests) {
    std::vector<std::string> names;
    for (const loadable& module : tree().order(requests))
        names.push_back(module.file.native() +
                        (module.parameters.empty() ? "" : " " + module.parameters));
    return names;
}

// An ELF file that is nothing but a .modinfo.
std::string module_file(std::string_view modinfo) {
    const std::string names("\0.modinfo\0", 10);
    Elf64_Ehdr file{};
    std::memcpy(file.e_ident, ELFMAG, SELFMAG);
    file.e_type = ET_REL;
    file.e_shoff = sizeof file;
    file.e_shentsize = sizeof(Elf64_Shdr);
    file.e_shnum = 2;
    file.e_shstrndx = 0;
    Elf64_Shdr name_section{};
    name_section.sh_offset = sizeof file + 2 * sizeof(Elf64_Shdr);
    name_section.sh_size = names.size();
    Elf64_Shdr info_section{};
    info_section.sh_name = 1;
    info_section.sh_offset = name_section.sh_offset + names.size();
    info_section.sh_size = modinfo.size();
    std::string bytes;
    bytes.append(reinterpret_cast<const char*>(&file), sizeof file);
    bytes.append(reinterpret_cast<const char*>(&name_section), sizeof name_section);
    bytes.append(reinterpret_cast<const char*>(&info_section), sizeof info_section);
    return bytes + names + std::string(modinfo);
}

constexpr std::string_view info("xdepends=no\0depends=crc,veth\0vermagic=6.12.1 SMP\0", 49);

} // namespace

TEST(modules, names) {
    EXPECT_EQ(module_name("net/nf-tables.ko.xz"), "nf_tables");
    EXPECT_EQ(module_name("veth"), "veth");
}

TEST(modules, dependencies_come_first_and_once) {
    EXPECT_THAT(order({{"nf_tables", ""}, {"veth", "a=1"}, {"crc", ""}}),
                ElementsAre("/m/lib/crc.ko.xz", "/m/net/nfnetlink.ko.xz", "/m/net/nf-tables.ko.xz",
                            "/m/net/veth.ko.xz a=1"));
}

TEST(modules, what_is_built_in_needs_no_loading) {
    EXPECT_TRUE(order({{"ext4", ""}}).empty());
}

TEST(modules, an_unknown_name_is_an_error) {
    EXPECT_THROW(order({{"nonexistent", ""}}), failure);
    EXPECT_THROW(order({{"./nonexistent.ko", ""}}), failure);
}

TEST(modules, a_file_brings_what_it_depends_on) {
    const scratch_folder scratch;
    const fs::path mine = scratch.path / "mine.ko";
    write_file(mine, module_file(info));
    EXPECT_THAT(order({{mine, "x=1 y"}}),
                ElementsAre("/m/lib/crc.ko.xz", "/m/net/veth.ko.xz", mine.native() + " x=1 y"));
    // Unless the user brings a module of that name.
    write_file(scratch.path / "crc.ko", module_file({}));
    EXPECT_THAT(order({{scratch.path / "crc.ko", ""}, {mine, ""}}),
                ElementsAre(scratch.path / "crc.ko", "/m/net/veth.ko.xz", mine.native()));
}

TEST(modules, what_a_file_needs_and_nobody_has_is_named) {
    const scratch_folder scratch;
    const std::string mine = scratch.path / "mine.ko";
    write_file(mine, module_file(std::string_view{"\0depends=gangway\0", 17}));
    try {
        order({{mine, ""}});
        FAIL();
    } catch (const failure& error) {
        EXPECT_THAT(error.what(), HasSubstr("mine.ko needs the module gangway"));
        EXPECT_THAT(error.what(), HasSubstr("from a copy of Gangway's source"));
    }
    write_file(scratch.path / "gangway.ko", module_file(info));
    EXPECT_NO_THROW(order({{scratch.path / "gangway.ko", ""}, {mine, ""}}));
    try {
        order({{mine, ""}, {scratch.path / "gangway.ko", ""}});
        FAIL();
    } catch (const failure& error) {
        EXPECT_THAT(error.what(), HasSubstr("gangway, which comes after it: put --module"));
    }
}

TEST(modules, modinfo) {
    const std::string file = module_file(info);
    EXPECT_EQ(module_info(file, "depends"), "crc,veth");
    EXPECT_EQ(module_info(file, "vermagic"), "6.12.1 SMP");
    EXPECT_EQ(module_info(file, "absent"), "");
}

TEST(modules, a_broken_file_has_no_modinfo) {
    const std::string file = module_file(info);
    for (std::size_t size = 0; size < file.size() - info.size(); size++)
        EXPECT_EQ(module_info(file.substr(0, size), "depends"), "") << size;
}

TEST(modules, built_for_another_kernel) {
    const kernel other{.name = "6.12-cloud",
                       .version = "1",
                       .release = "6.12.2",
                       .image = {},
                       .headers = {},
                       .modules = {},
                       .in_use = {}};
    try {
        check_release("mine.ko", module_file(info), other);
        FAIL();
    } catch (const failure& error) {
        EXPECT_THAT(error.what(), HasSubstr("was built for kernel 6.12.1, not for 6.12.2"));
    }
    EXPECT_THROW(check_release("mine.ko", "text", other), failure);
}

TEST(requests, modules_with_parameters) {
    EXPECT_EQ(parse_module("a.ko").name, "a.ko");
    EXPECT_EQ(parse_module("a.ko").parameters, "");
    EXPECT_EQ(parse_module("a.ko b=1 c").name, "a.ko");
    EXPECT_EQ(parse_module("a.ko b=1 c").parameters, "b=1 c");
}

TEST(requests, files) {
    EXPECT_EQ(parse_file("/a/../b").from, "/b");
    EXPECT_EQ(parse_file("/a/../b").to, "/b");
    EXPECT_EQ(parse_file("x:/y").from, fs::current_path() / "x");
    EXPECT_EQ(parse_file("x:/y").to, "/y");
    EXPECT_THROW((void)parse_file("x:y"), failure);
}

TEST(kernels, an_unknown_one_is_answered_with_the_known) {
    EXPECT_EQ(find_kernel("6.1-rt").metapackage, "rt");
    try {
        (void)find_kernel("2.4");
        FAIL();
    } catch (const failure& error) {
        EXPECT_THAT(error.what(),
                    HasSubstr("known: 6.1-cloud, 6.1-rt, 6.12-cloud, 6.12-rt, "
                              "7.3-cloud, 7.3-rt, 6.12-gangway, 6.12-gangway-rt, 6.12-uml, host"));
    }
}
