// SPDX-License-Identifier: MIT
//
// The manual and the completions have every verb and every option that --help has.
#include <algorithm>
#include <cstdio>
#include <fstream>
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

// As bash asks for it; a function stands for the command.
std::string completed(const std::string& line) {
    const auto script = R"(
gangway() {
	if [ "$2" = --elements ]; then
		printf '%s\n' 'random.poolsize property' 'random.reseed call' 'disk@sd:a.size property'
	else
		printf '%s\n' 'random  [kernel] x' 'disk@sd:a  x'
	fi
}
COMP_LINE=')" + line + R"(' COMP_POINT=${#COMP_LINE} COMP_WORDS=($COMP_LINE)
[[ $COMP_LINE != *' ' ]] || COMP_WORDS+=('')
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_gangway
echo "${COMPREPLY[*]}")";
    const auto path = testing::TempDir() + "/gangway-completion.bash";
    std::ofstream{path} << printed({"pages", "bash"}) << script;
    std::FILE* const pipe = popen(("bash " + path + " 2>&1").c_str(), "r");
    std::string out;
    for (int c = 0; pipe != nullptr && (c = std::fgetc(pipe)) != EOF;)
        out += static_cast<char>(c);
    return pipe != nullptr && pclose(pipe) == 0 ? out : "failed: " + out;
}

TEST(pages, complete_behind_the_interface_too) {
    EXPECT_EQ(completed("gangway wat"), "watch\n");
    EXPECT_EQ(completed("gangway get ran"), "random random.poolsize\n");
    EXPECT_EQ(completed("gangway get random."), "random.poolsize\n");
    EXPECT_EQ(completed("gangway call random."), "random.reseed\n");
    EXPECT_EQ(completed("gangway describe random."), "random.poolsize random.reseed\n");
    EXPECT_EQ(completed("gangway doctor random."), "\n");
    // The shell replaces what follows the last of its separators.
    EXPECT_EQ(completed("gangway get disk@sd:a.s"), "a.size\n");
    EXPECT_EQ(completed("gangway get random.poolsize --via se"), "seq_file\n");
    EXPECT_EQ(completed("gangway choose --context n"), "nmi\n");
    EXPECT_EQ(completed("gangway choose --what value --who "), "root group everybody\n");
    EXPECT_EQ(completed("gangway gen "), "\n"); // files, by default
}

} // namespace
} // namespace gangway::tool
