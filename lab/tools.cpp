// SPDX-License-Identifier: MIT
// Programs of a newer suite need newer libraries, and those the loader that belongs to them. So
// each program becomes a script of the same name that runs it, now NAME.elf, with its own loader
// and libraries; what it starts in turn is again such a script.
#include "tools.hpp"

#include <fmt/format.h>
#include <fstream>
#include <vector>

namespace gangway::lab {

namespace {

constexpr std::string_view libraries = "usr/lib/x86_64-linux-gnu";
constexpr std::string_view mark = "PAHOLE = /"; // in the headers' .kernelvariables

bool is_program(const fs::directory_entry& entry) {
    if (!entry.is_regular_file() || entry.is_symlink() || entry.path().extension() == ".so" ||
        (entry.status().permissions() & fs::perms::owner_exec) == fs::perms::none)
        return false;
    std::string magic(4, '\0');
    std::ifstream(entry.path(), std::ios::binary).read(magic.data(), 4);
    return magic == "\x7f"
                    "ELF";
}

void wrap(const fs::path& program, const fs::path& root, const fs::path& final_root) {
    const std::string moved = program.native() + ".elf";
    fs::rename(program, moved);
    const fs::path own = final_root / libraries;
    write_file(program,
               fmt::format("#!/bin/sh\n"
                           "exec '{0}/ld-linux-x86-64.so.2' --library-path '{0}' --argv0 \"$0\" "
                           "'{1}' \"$@\"\n",
                           own.native(), (final_root / fs::relative(moved, root)).native()));
    // NOLINTNEXTLINE(*EnumCastOutOfRange): several flags together are no enumerator
    fs::permissions(program, fs::perms(0755));
}

// The compiler, binutils, pahole; and what kbuild runs.
std::vector<fs::path> folders(const fs::path& root) {
    std::vector<fs::path> found{root / "usr/bin", root / "usr/libexec/gcc"};
    for (const fs::directory_entry& entry : fs::directory_iterator(root / "usr/lib"))
        if (entry.path().filename().native().starts_with("linux-kbuild-"))
            found.push_back(entry);
    return found;
}

// The compiler looks for the assembler in its own folder, then in $PATH.
void place_assembler(const fs::path& root) {
    const fs::path assembler = root / "usr/bin/x86_64-linux-gnu-as";
    std::vector<fs::path> compilers;
    for (const fs::directory_entry& entry :
         fs::recursive_directory_iterator(root / "usr/libexec/gcc"))
        if (entry.path().filename() == "cc1")
            compilers.push_back(entry.path().parent_path());
    if (compilers.empty() || !fs::exists(assembler))
        throw failure("the kernel's headers do not depend on a compiler, as Debian's do");
    for (const fs::path& folder : compilers)
        fs::create_symlink(fs::relative(assembler, folder), folder / "as");
}

} // namespace

void adopt_tools(const fs::path& root, const fs::path& headers, const fs::path& final_root) {
    place_assembler(root);
    std::vector<fs::path> programs;
    for (const fs::path& folder : folders(root))
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder))
            if (is_program(entry))
                programs.push_back(entry);
    for (const fs::path& program : programs)
        wrap(program, root, final_root);

    constexpr std::string_view prefix = "CROSS_COMPILE = ";
    std::string text = read_file(headers / ".kernelvariables");
    const std::size_t at = text.find(prefix);
    if (at == std::string::npos)
        throw failure(
            fmt::format("{}/.kernelvariables is not as Debian makes it", headers.native()));
    const std::string bin = (final_root / "usr/bin/").native();
    text.insert(at + prefix.size(), bin);
    write_file(headers / ".kernelvariables", fmt::format("{}PAHOLE = {}pahole\n", text, bin));
}

bool has_own_tools(const fs::path& headers) {
    const fs::path variables = headers / ".kernelvariables";
    return fs::exists(variables) && read_file(variables).find(mark) != std::string::npos;
}

} // namespace gangway::lab
