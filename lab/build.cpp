// SPDX-License-Identifier: MIT
// kbuild builds a module where its sources are, unless MO= names another folder, which it knows
// since 6.13. Before, it is pointed at FOLDER/KERNEL, with a Kbuild of ours: it tells kbuild that
// the sources ($(src)) are somewhere else than the objects ($(obj)), includes the real Kbuild, and
// adds the rules that kbuild lacks because there both are the same: for sources, and for generated
// ones. It puts itself into every folder that the real one sends kbuild to, and into no other: what
// else is among the sources is ignored. Paths relative to a source or to $(src) work as they do in
// place, and incremental builds are kbuild's own.
#include "build.hpp"

#include "advice.hpp"
#include "process.hpp"
#include "tools.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fmt/format.h>
#include <fstream>
#include <optional>
#include <unistd.h>
#include <utility>

namespace gangway::lab {

namespace {

std::optional<fs::path> kbuild_file(const fs::path& folder) {
    for (const char* name : {"Kbuild", "Makefile"}) {
        if (fs::is_regular_file(folder / name))
            return folder / name;
    }
    return {};
}

// A file that is as it should be keeps its time, or kbuild would rebuild everything.
void update_file(const fs::path& path, const std::string& content) {
    if (!fs::exists(path) || read_file(path) != content)
        write_file(path, content);
}

bool is_results(const fs::path& folder) {
    return fs::exists(folder / ".gangway-lab");
}

// kbuild keeps in .NAME.o.cmd which source an object was made of: "source_NAME.o := PATH".
std::optional<fs::path> source_of(const fs::path& command_file) {
    std::ifstream in(command_file);
    for (std::string line; std::getline(in, line);) {
        constexpr std::string_view sign = " := ";
        if (const std::size_t at = line.find(sign);
            line.starts_with("source_") && at != std::string::npos)
            return line.substr(at + sign.size());
    }
    return {};
}

// kbuild lists in modules.order what it made.
std::vector<fs::path> modules_of(const fs::path& results) {
    std::vector<fs::path> modules;
    std::ifstream order(results / "modules.order");
    for (std::string line; std::getline(order, line);)
        modules.push_back((results / fs::path(line).lexically_normal()).replace_extension(".ko"));
    return modules;
}

// Modules that the folder no longer makes.
void drop_stale_modules(const fs::path& results, const std::vector<fs::path>& made) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(results)) {
        if (entry.is_regular_file() && entry.path().extension() == ".ko" &&
            std::ranges::find(made, entry.path()) == made.end())
            fs::remove(entry);
    }
}

std::string read_if_there(const fs::path& path) {
    return fs::exists(path) ? read_file(path) : "";
}

void require_programs(const kernel& target) {
    require_program("make", "make");
    if (has_own_tools(target.headers))
        return;
    // It makes the modules' BTF, for which a tree's vmlinux is needed.
    if (read_if_there(target.headers / ".config").find("CONFIG_DEBUG_INFO_BTF_MODULES=y") !=
        std::string::npos)
        require_program("pahole", "pahole");
    // Debian's headers say with which compiler the kernel was built: "CC = … gcc-12".
    const std::string text = read_if_there(target.headers / ".kernelvariables");
    const std::size_t at = text.find("gcc-");
    if (at == std::string::npos)
        return;
    const std::string name = text.substr(at, text.find_first_not_of("0123456789", at + 4) - at);
    require_program(name, name);
}

// Versions of symbols are compiled in, and the kernel's make does not look whether those of other
// modules have changed: what it made of them is deleted.
void drop_old_versions(const std::vector<fs::path>& tables, const fs::path& results) {
    const fs::path own = results / "Module.symvers";
    if (fs::exists(own) && std::ranges::any_of(tables, [&](const fs::path& table) {
            return fs::last_write_time(table) > fs::last_write_time(own);
        }))
        fs::remove(own);
}

// The tables of what those export that it uses.
std::vector<fs::path> symbol_tables(const kernel& target, const build_request& request) {
    std::vector<fs::path> tables;
    for (const fs::path& folder : request.uses) {
        const fs::path table = fs::canonical(folder) / target.name / "Module.symvers";
        if (!fs::exists(table))
            throw failure(fmt::format("{0} is missing: gangway-lab build {1} --kernel {2}",
                                      table.native(), folder.native(), target.name));
        tables.push_back(table);
    }
    return tables;
}

// Whether kbuild itself can put results into another folder than the sources'.
bool separates(const kernel& target) {
    int major = 0;
    int minor = 0;
    return std::sscanf(target.release.c_str(), "%d.%d", &major, &minor) == 2 &&
           std::pair(major, minor) >= std::pair(6, 13);
}

std::string shadow_kbuild(const fs::path& sources, const fs::path& results) {
    return fmt::format(R"(# Made by gangway-lab build.
src := $(subst {1},{0},$(abspath $(obj)))
override M := {0}
include $(or $(wildcard $(src)/Kbuild),$(src)/Makefile)
$(foreach folder,$(subdir-y) $(subdir-m) $(filter %/,$(obj-y) $(obj-m)),\
	$(shell mkdir -p $(obj)/$(folder) && ln -sf {1}/Kbuild $(obj)/$(folder)/Kbuild))
$(obj)/%.o: $(src)/%.c $(recordmcount_source) FORCE
	$(call if_changed_rule,cc_o_c)
	$(call cmd,force_checksrc)
$(obj)/%.o: $(obj)/%.c $(recordmcount_source) FORCE
	$(call if_changed_rule,cc_o_c)
	$(call cmd,force_checksrc)
$(obj)/%.o: $(src)/%.S FORCE
	$(call if_changed_rule,as_o_S)
)",
                       sources.native(), results.native());
}

// Deletes the objects whose source is gone, so that what still names them fails.
void drop_orphans(const fs::path& results) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(results)) {
        const std::string name = entry.path().filename();
        if (!entry.is_regular_file() || !name.starts_with('.') || !name.ends_with(".o.cmd"))
            continue;
        const auto source = source_of(entry);
        // A relative source is the kernel's own, beneath its headers.
        if (!source || source->is_relative() || fs::exists(*source))
            continue;
        fs::remove(entry.path().parent_path() / name.substr(1, name.size() - 5));
        fs::remove(entry);
    }
}

} // namespace

std::vector<fs::path> build(const kernel& target, const build_request& request) {
    const fs::path folder = fs::is_directory(request.folder) ? fs::canonical(request.folder) : "";
    const auto kbuild = folder.empty() ? std::nullopt : kbuild_file(folder);
    if (!kbuild)
        throw failure(fmt::format("{} is not a folder with a Kbuild (or a Makefile); {}",
                                  request.folder.native(), advice_on_kbuild(request.folder)));
    if (folder.native().find_first_of(" ,:#$") != std::string::npos)
        throw failure(
            fmt::format("make cannot build in \"{}\": its name has a space, ',', ':', '#' or "
                        "'$' in it",
                        folder.native()));
    require_programs(target);
    const fs::path results = folder / target.name;
    if (fs::exists(results) && !is_results(results) && !fs::is_empty(results))
        throw failure(fmt::format("{} has files that gangway-lab did not make; move them away",
                                  results.native()));
    fs::create_directories(results);
    update_file(results / ".gangway-lab", "Made by gangway-lab build; may be deleted.\n");
    const unique_fd alone = lock(results / ".lock", lock_kind::exclusive);
    update_file(results / ".gitignore", "*\n");
    const bool separate = separates(target);
    if (!separate)
        update_file(results / "Kbuild", shadow_kbuild(folder, results));
    drop_orphans(results);

    arguments command{"make",
                      "-C",
                      target.headers,
                      "M=" + (separate ? folder : results).native(),
                      fmt::format("-j{}", std::max(1L, ::sysconf(_SC_NPROCESSORS_ONLN))),
                      "--no-print-directory"};
    if (separate) // with absolute paths in what the compiler says, wherever one calls it
        command.insert(command.end(), {"MO=" + results.native(), "KBUILD_ABS_SRCTREE=1"});
    if (target.uml)
        command.emplace_back("ARCH=um");
    std::vector<fs::path> symbols = symbol_tables(target, request);
    if (!symbols.empty()) {
        drop_old_versions(symbols, results);
        std::string list = "KBUILD_EXTRA_SYMBOLS=";
        for (const fs::path& table : symbols)
            list += " " + table.native();
        command.push_back(list);
    }
    symbols.push_back(target.headers / "Module.symvers");
    // Whose description a provider.kbuild makes into code; what --make or the environment says
    // wins.
    if (const fs::path beside = program_beside("gangway-gen");
        !beside.empty() && std::getenv("GANGWAY_GEN") == nullptr)
        command.push_back("GANGWAY_GEN=" + beside.native());
    command.insert(command.end(), request.make.begin(), request.make.end());
    command.emplace_back("modules");
    fmt::print(stderr, "gangway-lab: building {} for {} ({})\n", folder.native(), target.name,
               target.release);
    if (run_program(command) != 0)
        throw failure(fmt::format("building {} for {} failed; make's output above says why{}",
                                  folder.native(), target.name,
                                  advice_on(*kbuild, results, symbols)));
    std::vector<fs::path> modules = modules_of(results);
    drop_stale_modules(results, modules);
    if (modules.empty())
        throw failure(fmt::format("{} makes no module for {}: its obj-m is empty; a line of it "
                                  "should say obj-m += NAME.o",
                                  kbuild->native(), target.name));
    return modules;
}

} // namespace gangway::lab
