// SPDX-License-Identifier: MIT
//
// The ELF reader: a good file, and that file broken in every place.
#include <cerrno>
#include <cstring>
#include <string>
#include <vector>

#include <elf.h>
#include <gtest/gtest.h>

#include "elf.hpp"

namespace gangway::tool {
namespace {

// Three sections: none, the one that is looked for, and the names.
struct sample {
    Elf64_Ehdr header{};
    Elf64_Shdr sections[3]{};
    char names[32] = "\0.gangway\0.shstrtab";
    char contents[8] = "{json}";

    sample() {
        std::memcpy(header.e_ident, ELFMAG, SELFMAG);
        header.e_ident[EI_CLASS] = ELFCLASS64;
        header.e_ident[EI_DATA] = ELFDATA2LSB;
        header.e_shoff = offsetof(sample, sections);
        header.e_shentsize = sizeof(Elf64_Shdr);
        header.e_shnum = 3;
        header.e_shstrndx = 2;
        sections[1].sh_name = 1;
        sections[1].sh_type = SHT_PROGBITS;
        sections[1].sh_offset = offsetof(sample, contents);
        sections[1].sh_size = 6;
        sections[2].sh_name = 10;
        sections[2].sh_type = SHT_STRTAB;
        sections[2].sh_offset = offsetof(sample, names);
        sections[2].sh_size = sizeof(names);
    }

    [[nodiscard]] std::string_view file() const {
        return {reinterpret_cast<const char*>(this), sizeof(*this)};
    }
};

int error_of(const sample& s) {
    const auto found = elf_section(s.file(), ".gangway");
    return found ? 0 : found.error().number;
}

TEST(elf, finds_the_section) {
    const sample s;
    EXPECT_EQ(elf_section(s.file(), ".gangway").value(), "{json}");
    EXPECT_TRUE(elf_section(s.file(), ".gangwa").error().is(ENOENT));
    EXPECT_TRUE(elf_section(s.file(), ".text").error().is(ENOENT));
}

TEST(elf, refuses_what_lies_outside_the_file) {
    constexpr std::uint64_t huge = ~std::uint64_t{0};
    sample s;
    s.sections[1].sh_offset = huge;
    EXPECT_EQ(error_of(s), EINVAL);
    s = {};
    s.sections[1].sh_size = huge;
    EXPECT_EQ(error_of(s), EINVAL);
    s = {};
    s.sections[1].sh_name = UINT32_MAX;
    EXPECT_EQ(error_of(s), EINVAL);
    s = {};
    s.sections[1].sh_type = SHT_NOBITS;
    EXPECT_EQ(error_of(s), EINVAL);
    s = {};
    s.sections[2].sh_offset = sizeof(sample) - 1;
    EXPECT_EQ(error_of(s), EINVAL);
    s = {};
    s.header.e_shoff = huge - 8;
    EXPECT_EQ(error_of(s), EINVAL);
    s = {};
    s.header.e_shoff = sizeof(sample) - 1;
    EXPECT_EQ(error_of(s), EINVAL);
    s = {};
    s.header.e_shstrndx = 3;
    EXPECT_EQ(error_of(s), EINVAL);
    s = {};
    s.header.e_shnum = 0xffff;
    s.sections[1].sh_name = 0; // not found among the good ones
    EXPECT_EQ(error_of(s), EINVAL);
    s = {};
    s.header.e_shentsize = 1;
    EXPECT_EQ(error_of(s), EINVAL);
    s = {};
    s.header.e_ident[EI_CLASS] = ELFCLASS32;
    EXPECT_EQ(error_of(s), EINVAL);
    std::memset(s.names, 'x', sizeof(s.names)); // a name without an end
    s.header.e_ident[EI_CLASS] = ELFCLASS64;
    EXPECT_EQ(error_of(s), ENOENT);
}

TEST(elf, survives_every_shorter_file_and_every_wrong_byte) {
    const sample s;
    const auto whole = s.file();
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const std::vector<char> part(whole.begin(), whole.begin() + size); // its end is watched
        (void)elf_section({part.data(), part.size()}, ".gangway");
    }
    for (std::size_t at = 0; at < whole.size(); ++at)
        for (const unsigned char wrong : {0x00, 0x7f, 0x80, 0xff}) {
            std::vector<char> bytes(whole.begin(), whole.end());
            bytes[at] = static_cast<char>(wrong);
            const auto found = elf_section({bytes.data(), bytes.size()}, ".gangway");
            EXPECT_LE(found ? found->size() : 0, bytes.size());
        }
}

} // namespace
} // namespace gangway::tool
