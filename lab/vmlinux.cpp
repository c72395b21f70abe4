// SPDX-License-Identifier: MIT
#include "vmlinux.hpp"

#include "process.hpp"

#include <array>
#include <cstdint>
#include <cstring>
#include <fmt/core.h>

namespace gangway::lab {

namespace {

// Offsets in the x86 boot protocol's header (Documentation/arch/x86/boot.rst), protocol 2.08 on.
constexpr std::size_t setup_sectors_at = 0x1f1;
constexpr std::size_t payload_offset_at = 0x248;
constexpr std::size_t payload_length_at = 0x24c;
constexpr std::size_t sector = 512;

struct packer {
    std::string_view magic;
    std::string_view program;
};

using namespace std::string_view_literals;
constexpr std::array packers{
    packer{"\x1f\x8b"sv, "gzip"},
    packer{"\xfd"
           "7zXZ\0"sv,
           "xz"},
    packer{"\x28\xb5\x2f\xfd"sv, "zstd"},
    packer{"\x02\x21\x4c\x18"sv, "lz4"},
    packer{"BZh"sv, "bzip2"},
};

std::uint32_t word(std::string_view image, std::size_t at) {
    std::uint32_t value = 0;
    std::memcpy(&value, image.data() + at, sizeof value);
    return value;
}

std::string_view payload(std::string_view image) {
    if (image.size() < payload_length_at + 4)
        return {};
    const std::size_t sectors = static_cast<unsigned char>(image[setup_sectors_at]);
    const std::size_t start = (sectors + 1) * sector + word(image, payload_offset_at);
    const std::size_t length = word(image, payload_length_at);
    if (start > image.size() || length > image.size() - start)
        return {};
    return image.substr(start, length);
}

} // namespace

void extract_vmlinux(const fs::path& image, const fs::path& to) {
    const std::string whole = read_file(image);
    const std::string_view packed = payload(whole);
    for (const auto& [magic, program] : packers) {
        if (!packed.starts_with(magic) || find_program(program).empty())
            continue;
        const fs::path scratch = to.native() + ".packed";
        write_file(scratch, packed);
        // The length of the unpacked kernel follows the stream; what unpacks complains of it,
        // and is right, so look at what came out.
        const captured out = capture({std::string(program), "-dc", scratch});
        fs::remove(scratch);
        if (out.out.starts_with("\x7f"
                                "ELF"))
            write_file(to, out.out);
        return;
    }
}

} // namespace gangway::lab
