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

std::string head(const fs::path& file) {
    std::array<char, 256> bytes{};
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
    const captured ldd = capture({"ldd", program});
    // A static program: ldd says so, and fails or not depending on how it was linked.
    if (ldd.err.find("not a dynamic executable") != std::string::npos ||
        ldd.out.find("statically linked") != std::string::npos)
        return {};
    if (ldd.status != 0)
        throw failure(fmt::format("ldd {}: {}", program.native(), ldd.err));
    return parse_ldd(ldd.out, program);
}

} // namespace gangway::lab
