// SPDX-License-Identifier: MIT
//
// What the command lines of gangway, gangway-gen and gangway-lab have in common.
#pragma once

#include <charconv>
#include <cstdint>
#include <cstdio>
#include <string>
#include <system_error>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "nearest.hpp"

namespace gangway {

inline void add_version(CLI::App& app) {
    app.set_version_flag("--version", app.get_name() + " " GANGWAY_VERSION, "Print the version");
}

/// In decimal. For transform(), which leaves it without zeros in front: those would make it an
/// octal number to CLI11.
inline CLI::Validator whole_number(std::uint64_t least, std::uint64_t most) {
    return {[=](std::string& text) {
                std::uint64_t n = 0;
                const auto* const end = text.data() + text.size();
                const auto [stop, failed] = std::from_chars(text.data(), end, n);
                if (failed != std::errc{} || stop != end || n < least || n > most)
                    return fmt::format("expected a number from {} to {}, not {}", least, most,
                                       text);
                text = std::to_string(n);
                return std::string{};
            },
            ""};
}

/// Prints the help or the version that was asked for, or what is wrong; returns the exit status.
inline int answer(const CLI::App& app, const CLI::ParseError& why) {
    const auto rest = app.remaining();
    const bool lacks = why.get_exit_code() == static_cast<int>(CLI::ExitCodes::RequiredError);
    if (!lacks || rest.empty() || !app.get_subcommands().empty())
        return app.exit(why) == 0 ? 0 : 2;
    std::vector<std::string> verbs;
    for (const auto* verb : app.get_subcommands([](const CLI::App*) { return true; }))
        if (!verb->get_group().empty()) // else it is not shown
            verbs.push_back(verb->get_name());
    fmt::print(stderr, "{}: there is no verb \"{}\"{}; there is: {}\n", app.get_name(),
               rest.front(), did_you_mean(rest.front(), verbs), fmt::join(verbs, ", "));
    return 2;
}

} // namespace gangway
