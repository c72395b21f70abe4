// SPDX-License-Identifier: MIT
//
// The manual and the completions have every verb and every option that --help has.
#include <algorithm>
#include <regex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "run_command.hpp"

namespace gangway::tool {
namespace {

std::string printed(std::vector<std::string> words) {
    const auto done = run_command(std::move(words));
    EXPECT_EQ(done.status, 0) << done.err;
    return done.out;
}

std::set<std::string> matches(const std::string& text, const char* pattern) {
    const std::regex expression{pattern, std::regex::multiline};
    std::set<std::string> all;
    for (std::sregex_iterator it{text.begin(), text.end(), expression}, end; it != end; ++it)
        all.insert((*it)[1]);
    return all;
}

TEST(pages, have_every_verb_and_option) {
    const auto help = printed({"--help"});
    const auto verbs = matches(help.substr(help.find("Subcommands:")), "^  ([a-z]+) ");
    ASSERT_GE(verbs.size(), 11U);
    auto options = matches(help, "(--[a-z-]+)");
    for (const auto& verb : verbs)
        if (verb != "gen" && verb != "lab") // programs of their own
            options.merge(matches(printed({verb, "--help"}), "^  (?:-[a-z],)?(--[a-z-]+)"));
    ASSERT_TRUE(options.contains("--per-cpu"));
    for (const std::string kind : {"man", "bash", "zsh", "fish"}) {
        auto page = printed({"pages", kind});
        if (kind == "man")
            std::erase(page, '\\');
        for (const auto& verb : verbs)
            EXPECT_TRUE(std::regex_search(page, std::regex{"\\b" + verb + "\\b"}))
                << verb << " is not in " << kind;
        for (const auto& option : options)
            EXPECT_NE(page.find(kind == "fish" ? "-l " + option.substr(2) : option), page.npos)
                << option << " is not in " << kind;
    }
}

} // namespace
} // namespace gangway::tool
