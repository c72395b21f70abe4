// SPDX-License-Identifier: MIT
//
// libFuzzer: any bytes as a description, and what follows a line of `%lock` as its lock. Whatever
// they are, the compiler neither crashes nor hangs; and what it accepts, it accepts again with the
// lock it wrote, which does not change.
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "compile.hpp"
#include "emit/emit.hpp"

namespace {

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

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view input{reinterpret_cast<const char*>(data), size};
    constexpr std::string_view divider = "\n%lock\n";
    const auto end = input.find(divider);
    std::optional<std::string> lock;
    if (end != input.npos)
        lock = std::string{input.substr(end + divider.size())};
    check(input.substr(0, end), lock);
    return 0;
}
