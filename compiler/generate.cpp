// SPDX-License-Identifier: MIT
#include "generate.hpp"

#include <filesystem>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "compile.hpp"
#include "emit/emit.hpp"
#include "files.hpp"
#include "frontend/yaml.hpp"

namespace gangway::compiler {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_lock_bytes = std::size_t{16} << 20U;

std::string failure(std::string_view what) {
    return fmt::format("gangway-gen: {}\n", message_line(what));
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

std::string depfile_text(std::span<const pending_file> made, const generate_options& given,
                         const fs::path& lock) {
    std::string text;
    for (const auto& file : made)
        text += make_word(file.path) + " ";
    text += fmt::format(": {}", make_word(given.description));
    return lock.empty() ? text + "\n" : fmt::format("{} {}\n", text, make_word(lock));
}

/// For continuous integration: says which of the files are not what would be written now.
generate_result check(const std::vector<pending_file>& files) {
    generate_result result{true, {}};
    for (const auto& file : files) {
        std::optional<std::string> there;
        auto error = read_own_file(file.path, file.text.size(), there);
        if (error.empty() && there == file.text)
            continue;
        if (error.empty())
            error = fmt::format("{}; run gangway-gen and commit the result",
                                there ? "out of date" : "missing");
        result.ok = false;
        result.said +=
            fmt::format("{}: error: {}\n", message_line(file.path.string()), message_line(error));
    }
    return result;
}

/// What is read: the description, and the lock if there is one.
struct inputs {
    std::string description;
    fs::path lock_path; // empty when there is no name to look for it by
    std::optional<std::string> lock;
};

std::string read_inputs(const generate_options& given, inputs& in) {
    if (auto error = read_file(given.description, yaml_max_bytes, in.description); !error.empty())
        return error;
    in.lock_path = given.lock;
    const auto name = interface_name(in.description);
    if (given.lock.empty() && name)
        in.lock_path = fs::path{given.description}.replace_filename(*name + ".lock");
    return in.lock_path.empty() ? "" : read_own_file(in.lock_path, most_lock_bytes, in.lock);
}

/// Why these cannot be written: nothing that was read is written over.
std::string why_not(std::span<const pending_file> outputs, const generate_options& given,
                    const fs::path& lock) {
    const auto make_knows = given.description + given.out + lock.string();
    if (!given.depfile.empty() && make_knows.find('\n') != std::string::npos)
        return fmt::format("cannot write {}: make knows no names with line breaks", given.depfile);
    std::error_code none;
    for (const auto& file : outputs)
        for (const auto& [path, what] :
             {std::pair{fs::path{given.description}, "description"}, {lock, "lock"}})
            if (fs::equivalent(file.path, path, none))
                return fmt::format("cannot write {}: it is the {}", file.path.string(), what);
    return {};
}

/// When nothing but the lock is against it.
std::string lock_note(const inputs& in) {
    diagnostics alone;
    if (!in.lock || !compile(in.description, std::nullopt, alone))
        return {};
    return fmt::format("{}: note: it keeps all that was generated, released or not; before the "
                       "first release delete it, later take the committed one (git checkout) to "
                       "change what is not released\n",
                       message_line(in.lock_path.string()));
}

std::string write_all(const std::vector<pending_file>& files, const std::string& out) {
    std::error_code error;
    fs::create_directories(out, error);
    if (error)
        return fmt::format("cannot make folder {}: {}", out, error.message());
    return write_files(files);
}

} // namespace

generate_result generate(const generate_options& given) {
    inputs in;
    if (const auto error = read_inputs(given, in); !error.empty())
        return {false, failure(error)};
    diagnostics log;
    const auto done = compile(in.description, in.lock, log);
    const auto said =
        log.print(message_line(given.description), message_line(in.lock_path.string()));
    if (!done)
        return {false, said + lock_note(in)};

    std::vector<pending_file> files;
    if (done->made.existing)
        in.lock_path.clear();
    else if (in.lock != done->lock)
        files.push_back({in.lock_path, done->lock}); // first: what follows must be newer
    const auto locks = files.size();
    std::size_t always = 0; // first; a build knows these before it knows the description
    for (auto& file : emit_all(done->made)) {
        files.push_back({fs::path{given.out} / file.name, std::move(file.text)});
        always += file.always ? 1 : 0;
    }
    if (given.check) {
        const auto result = check(files);
        return {result.ok, said + result.said};
    }
    if (!given.depfile.empty()) {
        const auto made = std::span{files}.subspan(locks, always);
        files.push_back({given.depfile, depfile_text(made, given, in.lock_path)});
    }
    auto error = why_not(std::span{files}.subspan(locks), given, in.lock_path);
    if (error.empty())
        error = write_all(files, given.out);
    return {error.empty(), said + (error.empty() ? "" : failure(error))};
}

} // namespace gangway::compiler
