// SPDX-License-Identifier: MIT
//
// libFuzzer: any bytes as a description, and what follows a line of `%lock` as its lock. Whatever
// they are, the compiler neither crashes nor hangs; and what it accepts, it accepts again with the
// lock it wrote, which does not change.
//
// An input may begin with `%files` and four names, each NUL-terminated: of the description,
// of the folder for the outputs, of the lock and of the file of dependencies. Then all that the
// command does is done, below a folder of our own: it ends with a sentence or with its files
// written, and leaves nothing half done.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "compile.hpp"
#include "emit/emit.hpp"
#include "generate.hpp"

namespace {

namespace fs = std::filesystem;
using namespace gangway::compiler;

[[noreturn]] void complain(std::string_view what, std::string_view details) {
    fmt::print(stderr, "{}\n{}\n", what, details);
    std::abort();
}

void check(std::string_view description, const std::optional<std::string>& lock) {
    diagnostics log;
    const auto done = compile(description, lock, log);
    const auto said = log.print("fuzz.yaml", "fuzz.lock");
    if (done.has_value() == log.failed())
        complain("a result in spite of errors, or none without", said);
    if (!done)
        return;
    for (const auto& file : emit_all(done->made))
        if (file.name.empty() || !file.text.ends_with('\n'))
            complain("an output without a name or an end", file.name);
    diagnostics second_log;
    const auto second = compile(description, done->lock, second_log);
    if (!second)
        complain("refused with the lock just written", second_log.print("again", "lock"));
    if (second->lock != done->lock)
        complain("the lock changes without a reason", second->lock);
}

/// An empty folder of this process, gone when it ends.
class scratch_folder {
public:
    scratch_folder() {
        std::string name = (fs::temp_directory_path() / "gangway-fuzz.XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr)
            complain("no folder to write to", name);
        path_ = name;
    }
    ~scratch_folder() { fs::remove_all(path_); }
    scratch_folder(const scratch_folder&) = delete;
    scratch_folder& operator=(const scratch_folder&) = delete;

    void clear() const {
        for (const auto& entry : fs::directory_iterator{path_})
            fs::remove_all(entry.path());
    }
    /// A name within, however it begins.
    [[nodiscard]] std::string within(const std::string& name) const {
        return path_.string() + "/" + name;
    }
    [[nodiscard]] bool holds(std::string_view ending) const {
        return std::ranges::any_of(fs::recursive_directory_iterator{path_}, [&](const auto& entry) {
            return entry.path().string().ends_with(ending);
        });
    }

private:
    fs::path path_;
};

void write(const std::string& path, std::string_view text) {
    std::error_code error; // there may be no such place: that is what is looked for
    fs::create_directories(fs::path{path}.parent_path(), error);
    std::ofstream{path, std::ios::binary} << text;
}

void check_answer(const generate_result& result, const scratch_folder& folder) {
    if (!result.ok && !result.said.ends_with('\n'))
        complain("failed without a word", result.said);
    const auto is_control = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < ' ' && c != '\n') || byte == 0x7f;
    };
    if (std::ranges::any_of(result.said, is_control))
        complain("a message that moves the cursor", result.said);
    if (folder.holds(".new"))
        complain("something is left half done", result.said);
}

void check_files(std::string_view names, std::string_view description,
                 const std::optional<std::string>& lock) {
    static const scratch_folder folder;
    std::array<std::string, 4> parts;
    for (auto& part : parts) {
        const auto end = names.find('\0');
        part = names.substr(0, end);
        names.remove_prefix(end + 1);
        if (fs::path{part}.lexically_normal().string().starts_with("..") ||
            part.find("..") != part.npos || part.ends_with(".new"))
            return; // it would leave the folder; or be taken for something half done
    }
    folder.clear();
    generate_options options;
    options.description = folder.within(parts[0]);
    options.out = folder.within(parts[1]);
    options.lock = parts[2].empty() ? "" : folder.within(parts[2]);
    options.depfile = parts[3].empty() ? "" : folder.within(parts[3]);
    write(options.description, description);
    if (lock && !options.lock.empty())
        write(options.lock, *lock);
    options.check = lock.has_value() && options.depfile.empty();
    const auto result = generate(options);
    check_answer(result, folder);
    options.check = true;
    const auto again = generate(options);
    check_answer(again, folder);
    if (result.ok != again.ok)
        complain("not what was written just now", again.said);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    std::string_view input{reinterpret_cast<const char*>(data), size};
    constexpr std::string_view divider = "\n%lock\n";
    const auto end = input.find(divider);
    std::optional<std::string> lock;
    if (end != input.npos) {
        lock = std::string{input.substr(end + divider.size())};
        input = input.substr(0, end);
    }
    constexpr std::string_view files = "%files";
    if (!input.starts_with(files) || std::ranges::count(input, '\0') < 4) {
        check(input, lock);
        return 0;
    }
    input.remove_prefix(files.size());
    std::size_t names = 0;
    for (int i = 0; i < 4; ++i)
        names = input.find('\0', names) + 1;
    check_files(input.substr(0, names), input.substr(names), lock);
    return 0;
}
