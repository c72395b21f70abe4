// SPDX-License-Identifier: MIT
//
// gangway-gen: a description in, all that is generated from it out.
#include <filesystem>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "compile.hpp"
#include "emit/emit.hpp"
#include "files.hpp"
#include "frontend/yaml.hpp"

namespace {

namespace fs = std::filesystem;
using namespace gangway::compiler;

constexpr int failed = 1;
constexpr int misused = 2;
constexpr std::size_t most_lock_bytes = std::size_t{16} << 20U;

struct options {
    std::string description;
    std::string out;
    std::string lock;
    std::string depfile;
    bool check = false;
};

int fail(const std::string& what) {
    fmt::print(stderr, "gangway-gen: {}\n", what);
    return failed;
}

/// Make's way to quote a name.
std::string make_word(const fs::path& path) {
    std::string text;
    for (const char c : path.string()) {
        if (c == ' ' || c == '#' || c == '\\')
            text += '\\';
        text += c == '$' ? "$$" : std::string(1, c);
    }
    return text;
}

std::string depfile_text(const std::vector<pending_file>& made, const options& given,
                         const fs::path& lock) {
    std::string text;
    for (const auto& file : made)
        text += make_word(file.path) + " ";
    text += fmt::format(": {}", make_word(given.description));
    return lock.empty() ? text + "\n" : fmt::format("{} {}\n", text, make_word(lock));
}

/// For continuous integration: says which of the files are not what would be written now.
int check(const std::vector<pending_file>& files) {
    int status = 0;
    for (const auto& file : files) {
        const auto there = read_if_there(file.path);
        if (there == file.text)
            continue;
        fmt::print(stderr, "{}: error: {}; run gangway-gen and commit the result\n",
                   file.path.string(), there ? "out of date" : "missing");
        status = failed;
    }
    return status;
}

int run(const options& given) {
    std::string description;
    if (auto error = read_file(given.description, yaml_max_bytes, description); !error.empty())
        return fail(error);
    // Without a name there is no lock to find; compile() will say what is wrong with it.
    fs::path lock_path = given.lock;
    const auto name = interface_name(description);
    if (given.lock.empty() && name)
        lock_path = fs::path{given.description}.replace_filename(*name + ".lock");
    std::optional<std::string> lock;
    if (!lock_path.empty() && fs::exists(lock_path)) {
        lock.emplace();
        if (auto error = read_file(lock_path, most_lock_bytes, *lock); !error.empty())
            return fail(error);
    }

    diagnostics log;
    const auto done = compile(description, lock, log);
    fmt::print(stderr, "{}", log.print(given.description, lock_path.string()));
    if (!done)
        return failed;

    std::vector<pending_file> files;
    if (done->made.existing)
        lock_path.clear();
    else if (lock != done->lock)
        files.push_back({lock_path, done->lock}); // first: what follows must be newer
    std::vector<pending_file> made;
    for (auto& file : emit_all(done->made))
        made.push_back({fs::path{given.out} / file.name, std::move(file.text)});
    files.insert(files.end(), made.begin(), made.end());
    if (given.check)
        return check(files);
    if (!given.depfile.empty())
        files.push_back({given.depfile, depfile_text(made, given, lock_path)});
    std::error_code error;
    fs::create_directories(given.out, error);
    if (auto what = write_files(files); !what.empty())
        return fail(what);
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    options given;
    CLI::App app{"Generates both sides of an interface from its description."};
    app.name("gangway-gen");
    app.add_option("FILE", given.description, "the description, NAME.yaml")->required();
    app.add_option("--out", given.out, "directory for what is generated")->required();
    app.add_option("--lock", given.lock,
                   "the lock file (default: NAME.lock beside FILE; none with provider: kernel)");
    app.add_flag("--check", given.check,
                 "write nothing; exit 1 if the lock or an output is not up to date");
    app.add_option("--depfile", given.depfile, "also write the dependencies, for make and ninja");
    app.footer("Exit status: 0 done, 1 errors in the description or files, 2 wrong usage.\n"
               "Example: gangway-gen icmpmon.yaml --out generated");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : misused;
    }
    return run(given);
}
