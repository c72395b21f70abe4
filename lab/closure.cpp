// SPDX-License-Identifier: MIT
#include "closure.hpp"

#include "process.hpp"

#include <array>
#include <cstddef>
#include <cstring>
#include <elf.h>
#include <fmt/format.h>
#include <fstream>
#include <sstream>

namespace gangway::lab {

namespace {

// Where a program has its headers, and a script its first line.
std::string head(const fs::path& file) {
    std::array<char, 4096> bytes{};
    std::ifstream in(file, std::ios::binary);
    in.read(bytes.data(), bytes.size());
    return {bytes.data(), static_cast<std::size_t>(in.gcount())};
}

void add_program(std::set<fs::path>& found, const fs::path& program) {
    if (found.insert(program).second)
        found.merge(needs(program));
}

// "#!/usr/bin/env NAME" needs both env and NAME.
std::set<fs::path> script_needs(const fs::path& script, const std::string& start) {
    std::istringstream words(start.substr(2, start.find('\n') - 2));
    std::string interpreter;
    std::string argument;
    words >> interpreter >> argument;
    std::set<fs::path> found;
    const fs::path program = find_program(interpreter);
    if (interpreter.find('/') == std::string::npos || program.empty())
        throw failure(fmt::format("{}: its interpreter \"{}\" is not on this machine",
                                  script.native(), interpreter));
    add_program(found, program);
    if (program.filename() == "env" && !argument.empty() && !argument.starts_with('-')) {
        const fs::path named = find_program(argument);
        if (named.empty())
            throw failure(fmt::format("{}: its interpreter \"{}\" is not on this machine",
                                      script.native(), argument));
        add_program(found, named);
    }
    return found;
}

// The loader that it names, if that is one of the system's, which any program may be given to.
template <typename Header, typename Segment>
fs::path loader_in(std::string_view start) {
    Header header{};
    if (!peek(start, 0, header))
        return {};
    for (std::size_t i = 0; i < header.e_phnum; ++i) {
        Segment segment{};
        if (!peek(start, header.e_phoff + i * sizeof segment, segment))
            return {};
        if (segment.p_type != PT_INTERP || segment.p_offset >= start.size())
            continue;
        const auto text = start.substr(segment.p_offset, segment.p_filesz);
        const fs::path loader = text.substr(0, text.find('\0'));
        const bool of_system = loader.native().starts_with("/lib") &&
                               loader == loader.lexically_normal() &&
                               loader.filename().native().starts_with("ld-");
        return of_system && fs::exists(loader) ? loader : fs::path{};
    }
    return {};
}

// What ldd prints. It is a script, which takes ten times as long as the loader that it asks.
captured ask_loader(const fs::path& program, std::string_view start) {
    const bool wide = start[EI_CLASS] == ELFCLASS64;
    const fs::path loader =
        wide ? loader_in<Elf64_Ehdr, Elf64_Phdr>(start) : loader_in<Elf32_Ehdr, Elf32_Phdr>(start);
    if (!loader.empty()) // it is no library, say
        if (captured listed = capture({loader, "--list", program}); listed.status == 0)
            return listed;
    return capture({"ldd", program}); // which also lists what is missing
}

} // namespace

std::set<fs::path> parse_ldd(std::string_view printed, const fs::path& program) {
    std::set<fs::path> found;
    std::istringstream lines{std::string(printed)};
    for (std::string line; std::getline(lines, line);) {
        if (line.find("=> not found") != std::string::npos) {
            std::istringstream words(line);
            std::string library;
            words >> library;
            throw failure(fmt::format("{} needs {}, which is not on this machine; install it, or "
                                      "name its folder in LD_LIBRARY_PATH",
                                      program.native(), library));
        }
        // "name => /path (address)", or "/loader (address)"; the vdso has no path
        const std::size_t from = line.find('/');
        const std::size_t to = line.rfind(" (0x");
        if (from != std::string::npos && to != std::string::npos && from < to)
            found.insert(fs::path(line.substr(from, to - from)).lexically_normal());
    }
    return found;
}

std::set<fs::path> needs(const fs::path& program) {
    const std::string start = head(program);
    if (start.starts_with("#!"))
        return script_needs(program, start);
    if (!start.starts_with("\x7f"
                           "ELF") ||
        start.size() < sizeof(Elf32_Ehdr))
        return {};
    Elf64_Half type = 0; // at the same place in both classes
    std::memcpy(&type, start.data() + offsetof(Elf64_Ehdr, e_type), sizeof type);
    if (type != ET_EXEC && type != ET_DYN)
        return {};
    const captured ldd = ask_loader(program, start);
    // A static program: ldd says so, and fails or not depending on how it was linked.
    if (ldd.err.find("not a dynamic executable") != std::string::npos ||
        ldd.out.find("statically linked") != std::string::npos)
        return {};
    if (ldd.status != 0)
        throw failure(fmt::format("ldd {}: {}", program.native(), ldd.err));
    return parse_ldd(ldd.out, program);
}

} // namespace gangway::lab
