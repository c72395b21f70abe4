// SPDX-License-Identifier: MIT
//
// gangway-gen: a description in, all that is generated from it out.
#include <cstdio>
#include <exception>
#include <string>

#include <CLI/CLI.hpp>

#include "../common/command_line.hpp"
#include "generate.hpp"

namespace {

constexpr int failed = 1;

/// Nobody hears it when even the standard error is full.
void say(const std::string& text) {
    std::fwrite(text.data(), 1, text.size(), stderr);
}

std::string not_empty(const std::string& name) {
    return name.empty() ? "no file has an empty name" : "";
}

int run(const gangway::compiler::generate_options& given) {
    try {
        const auto result = generate(given);
        say(result.said);
        return result.ok ? 0 : failed;
    } catch (const std::exception& error) {
        say(std::string{"gangway-gen: "} + error.what() + "\n");
        return failed;
    }
}

} // namespace

int main(int argc, char** argv) {
    gangway::compiler::generate_options given;
    CLI::App app{"Generates both sides of an interface from its description."};
    app.name("gangway-gen");
    gangway::add_version(app);
    app.add_option("FILE", given.description, "the description, NAME.yaml")
        ->required()
        ->check(not_empty);
    app.add_option("--out", given.out, "directory for what is generated")
        ->required()
        ->check(not_empty);
    app.add_option("--lock", given.lock,
                   "the lock file (default: NAME.lock beside FILE; none with provider: kernel)")
        ->check(not_empty);
    app.add_flag("--check", given.check,
                 "write nothing; exit 1 if the lock or an output is not up to date");
    app.add_option("--depfile", given.depfile, "also write the dependencies, for make and ninja")
        ->check(not_empty);
    app.footer("Exit status: 0 done, 1 errors in the description or files, 2 wrong usage.\n"
               "Example: gangway-gen icmpmon.yaml --out generated");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return gangway::answer(app, error);
    }
    return run(given);
}
