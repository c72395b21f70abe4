// SPDX-License-Identifier: MIT
//
// The description that the kernel shows is the one that was generated, and so is the one that the
// file of an unloaded module holds.
#include <elf.h>

#include "all_types.gw.h"
#include "test.hpp"

namespace {

std::string elf_section(const std::string& elf, const std::string& wanted) {
    Elf64_Ehdr header{};
    CHECK(elf.size() > sizeof header);
    std::memcpy(&header, elf.data(), sizeof header);
    const auto section = [&](unsigned i) {
        Elf64_Shdr s{};
        std::memcpy(&s, elf.data() + header.e_shoff + i * sizeof s, sizeof s);
        return s;
    };
    const auto names = section(header.e_shstrndx);
    for (unsigned i = 0; i < header.e_shnum; ++i) {
        const auto s = section(i);
        if (wanted == elf.data() + names.sh_offset + s.sh_name)
            return elf.substr(s.sh_offset, s.sh_size);
    }
    return {};
}

} // namespace

int main() {
    const auto generated = test::read_file(test::folder() + "/all_types.gw.json");
    CHECK(generated.starts_with("{\"gangway\":1,\"interface\":\"all_types\""));
    auto in_file = elf_section(test::read_file(test::folder() + "/all_types.ko"), ".gangway");
    while (in_file.ends_with('\0'))
        in_file.pop_back();
    CHECK_EQ(in_file, generated);

    const test::module all_types{"all_types"};
    const std::string attribute = "/sys/class/gangway/all_types/description";
    CHECK_EQ(test::read_file(attribute), generated);
    CHECK_ERRNO(open(attribute.c_str(), O_WRONLY | O_TRUNC), EACCES);
    // In pieces, from anywhere.
    const test::file fd{attribute, O_RDONLY};
    std::string pieces;
    char piece[100];
    for (ssize_t n = 0; (n = read(fd, piece, sizeof piece)) > 0;)
        pieces.append(piece, static_cast<std::size_t>(n));
    CHECK_EQ(pieces, generated);
    CHECK_EQ(pread(fd, piece, 10, 5), 10);
    CHECK_EQ(std::string(piece, 10), generated.substr(5, 10));
    CHECK_EQ(pread(fd, piece, 10, static_cast<off_t>(generated.size())), 0);

    const auto uevent = test::read_file("/sys/class/gangway/all_types/uevent");
    CHECK(uevent.find("GANGWAY_INTERFACE=all_types\n") != std::string::npos);
    CHECK(uevent.find("DEVNAME=gangway/all_types\n") != std::string::npos);
}
