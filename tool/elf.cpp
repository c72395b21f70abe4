// SPDX-License-Identifier: MIT
#include "elf.hpp"

#include <bit>
#include <cerrno>
#include <cstring>
#include <optional>

#include <elf.h>

#include <fmt/format.h>

namespace gangway::tool {

namespace {

constexpr unsigned char native_order =
    std::endian::native == std::endian::little ? ELFDATA2LSB : ELFDATA2MSB;

error broken() {
    return {.number = EINVAL, .message = "is a broken ELF file"};
}

// Part of the file, if all of it is there.
std::optional<std::string_view> part(std::string_view file, std::uint64_t at, std::uint64_t size) {
    if (at > file.size() || size > file.size() - at)
        return std::nullopt;
    return file.substr(at, size);
}

template <typename T>
std::optional<T> load(std::string_view file, std::uint64_t at) {
    const auto bytes = part(file, at, sizeof(T));
    if (!bytes)
        return std::nullopt;
    T value;
    // NOLINTNEXTLINE(bugprone-suspicious-stringview-data-usage): part() gave as many bytes
    std::memcpy(&value, bytes->data(), sizeof(T));
    return value;
}

std::optional<Elf64_Shdr> header(std::string_view file, const Elf64_Ehdr& elf, unsigned index) {
    const std::uint64_t skip = std::uint64_t{index} * sizeof(Elf64_Shdr);
    if (elf.e_shentsize != sizeof(Elf64_Shdr) || index >= elf.e_shnum || elf.e_shoff > file.size())
        return std::nullopt;
    return load<Elf64_Shdr>(file, elf.e_shoff + skip);
}

} // namespace

bool is_elf(std::string_view file) noexcept {
    return file.starts_with(std::string_view{ELFMAG, SELFMAG});
}

result<std::string_view> elf_section(std::string_view file, std::string_view name) {
    const auto elf = load<Elf64_Ehdr>(file, 0);
    if (!is_elf(file) || !elf)
        return broken();
    if (elf->e_ident[EI_CLASS] != ELFCLASS64 || elf->e_ident[EI_DATA] != native_order)
        return error{.number = EINVAL, .message = "is for another kind of machine"};
    const auto names = header(file, *elf, elf->e_shstrndx);
    const auto words = names ? part(file, names->sh_offset, names->sh_size) : std::nullopt;
    if (!words)
        return broken();
    for (unsigned index = 0; index < elf->e_shnum; ++index) {
        const auto section = header(file, *elf, index);
        if (!section || section->sh_name > words->size())
            return broken();
        const auto word = words->substr(section->sh_name);
        if (word.substr(0, word.find('\0')) != name)
            continue;
        const auto contents = part(file, section->sh_offset, section->sh_size);
        if (!contents || section->sh_type == SHT_NOBITS)
            return broken();
        return *contents;
    }
    return error{.number = ENOENT,
                 .message = fmt::format("has no section {}: it offers no Gangway interface", name)};
}

} // namespace gangway::tool
