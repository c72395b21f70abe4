// SPDX-License-Identifier: MIT
#include "man_pages.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "command.hpp"

namespace gangway::tool {

namespace {

std::vector<const CLI::App*> verbs(const CLI::App& app) {
    return app.get_subcommands([](const CLI::App* verb) { return !verb->get_group().empty(); });
}

/// Those of a verb without what every verb has.
std::vector<const CLI::Option*> flags(const CLI::App& app) {
    const auto* all = app.get_parent();
    return app.get_options([all](const CLI::Option* o) {
        return o->nonpositional() &&
               (all == nullptr || all->get_option_no_throw(o->get_name()) == nullptr);
    });
}

std::vector<const CLI::Option*> operands(const CLI::App& app) {
    return app.get_options([](const CLI::Option* o) { return o->get_positional(); });
}

/// "UINT", without what follows a colon; empty: it is a flag.
std::string value_of(const CLI::Option& o) {
    const auto type = o.get_type_name();
    return o.get_items_expected_max() > 0 ? type.substr(0, type.find(':')) : "";
}

bool takes_value(const CLI::Option& o) {
    return !value_of(o).empty();
}

/// The words that it takes, if these are known, with blanks between them: of "yes|no", of carriers.
std::string choices(const CLI::Option& o) {
    auto words = value_of(o);
    if (words == "CARRIER")
        return fmt::format("{}", fmt::join(carrier_names(), " "));
    if (words.find('|') == words.npos)
        return "";
    std::ranges::replace(words, '|', ' ');
    return words;
}

/// "-n", "--count"
std::vector<std::string> names(const CLI::Option& o) {
    std::vector<std::string> all;
    for (const auto& name : o.get_snames())
        all.push_back("-" + name);
    for (const auto& name : o.get_lnames())
        all.push_back("--" + name);
    return all;
}

// What is completed behind a verb, by `gangway list --elements`: kinds of elements, for egrep;
// "files"; empty: interfaces.
std::string_view words_after(const std::string& verb) {
    if (verb == "get" || verb == "set")
        return "property";
    if (verb == "call")
        return "call";
    if (verb == "dump")
        return "table";
    if (verb == "watch")
        return "event|property";
    if (verb == "read" || verb == "write")
        return "stream";
    if (verb == "describe")
        return "[a-z]+";
    return verb == "gen" || verb == "lab" || verb == "diff" ? "files" : "";
}

std::string replace(std::string_view text, std::string_view what, std::string_view by) {
    std::string all;
    for (const char c : text) {
        if (what.find(c) != what.npos)
            all += by;
        all += c;
    }
    return all;
}

/// The same between single quotes, for every shell.
std::string in_quotes(std::string_view text) {
    std::string all = "'";
    for (const char c : text)
        all += c == '\'' ? std::string{"'\\''"} : std::string{c};
    return all + "'";
}

// ---- man ----

std::string roff(std::string_view text) {
    std::string all;
    bool at_start = true;
    for (const char c : text) {
        if (at_start && (c == '.' || c == '\''))
            all += "\\&";
        all += c == '\\' ? "\\e" : c == '-' ? "\\-" : std::string(1, c);
        at_start = c == '\n';
    }
    return all;
}

std::string man_options(const CLI::App& app) {
    std::string text;
    for (const auto* o : flags(app)) {
        text += fmt::format(".TP\n\\fB{}\\fR", roff(fmt::format("{}", fmt::join(names(*o), ", "))));
        if (takes_value(*o))
            text += fmt::format(" \\fI{}\\fR", roff(value_of(*o)));
        text += fmt::format("\n{}\n", roff(o->get_description()));
    }
    return text;
}

std::string man_verb(const CLI::App& verb) {
    auto text = ".SS gangway " + roff(verb.get_name());
    for (const auto* o : operands(verb))
        text +=
            fmt::format(" {}{}{}{}", o->get_required() ? "" : "[", roff(o->get_name()),
                        o->get_items_expected_max() > 1 ? "…" : "", o->get_required() ? "" : "]");
    text += fmt::format("\n{}.\n", roff(verb.get_description()));
    for (const auto* o : operands(verb))
        text +=
            fmt::format(".TP\n\\fI{}\\fR\n{}\n", roff(o->get_name()), roff(o->get_description()));
    text += man_options(verb);
    if (verb.get_footer() != verb.get_parent()->get_footer()) // which it is by default
        text += fmt::format(".PP\n.nf\n{}\n.fi\n", roff(verb.get_footer()));
    return text;
}

std::string man(const CLI::App& app) {
    auto text = fmt::format(".TH GANGWAY 1\n.SH NAME\ngangway \\- {}\n"
                            ".SH SYNOPSIS\n\\fBgangway\\fR [\\fIoptions\\fR] \\fIverb\\fR …\n"
                            ".SH OPTIONS\nThey are also accepted after the verb.\n{}.SH VERBS\n",
                            roff(app.get_description()), man_options(app));
    for (const auto* verb : verbs(app))
        text += man_verb(*verb);
    return text + fmt::format(".SH EXIT STATUS\n0 success, 1 failure, 2 the command line "
                              "is wrong.\n.SH EXAMPLES\n.nf\n{}\n.fi\n",
                              roff(app.get_footer()));
}

// ---- bash ----

std::string bash(const CLI::App& app) {
    std::vector<std::string> top;
    std::vector<std::string> valued;
    for (const auto* o : flags(app)) {
        const auto all = names(*o);
        top.insert(top.end(), all.begin(), all.end());
        if (takes_value(*o))
            valued.insert(valued.end(), all.begin(), all.end());
    }
    std::vector<std::string> verb_names;
    std::string cases;
    std::map<std::string, std::string> chosen; // by the option that they follow
    for (const auto* verb : verbs(app)) {
        std::vector<std::string> words;
        for (const auto* o : flags(*verb))
            for (auto& name : names(*o)) {
                if (const auto known = choices(*o); !known.empty())
                    chosen[name] = known;
                words.push_back(std::move(name));
            }
        verb_names.push_back(verb->get_name());
        cases += fmt::format("\t{}) words+=' {}' kinds='{}' ;;\n", verb->get_name(),
                             fmt::join(words, " "), words_after(verb->get_name()));
    }
    std::string lists;
    for (const auto& [name, words] : chosen)
        lists += fmt::format("\t{}) chosen='{}' ;;\n", name, words);
    return fmt::format(R"sh(# bash completion of gangway; made by the command itself
_gangway() {{
	local cur=${{COMP_LINE:0:COMP_POINT}} verb= words='{}' kinds= i
	cur=${{cur##*[[:space:]]}} # of an instance's name, the shell's word is only a part
	for ((i = 1; i < COMP_CWORD; i++)); do
		case ${{COMP_WORDS[i]}} in
		{}) ((i++)) ;;
		-*) ;;
		*) verb=${{COMP_WORDS[i]}}; break ;;
		esac
	done
	case $verb in
	'') words+=' {}' ;;
{}	esac
	local chosen=
	case ${{COMP_WORDS[COMP_CWORD - 1]}} in
{}	esac
	if [[ -n $chosen ]]; then
		words=$chosen
	elif [[ -n $verb && $cur != -* ]]; then
		[[ $kinds == files ]] && return
		words=$(gangway list 2>/dev/null | cut -d' ' -f1)
		[[ -z $kinds ]] || words+=" $(gangway list --elements 2>/dev/null |
			grep -E " ($kinds)\$" | cut -d' ' -f1)"
	fi
	mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
	[[ $cur != *[@:]* ]] || COMPREPLY=("${{COMPREPLY[@]#"${{cur%"${{cur##*[@:]}}"}}"}}")
}}
complete -o default -F _gangway gangway
)sh",
                       fmt::join(top, " "), fmt::join(valued, "|"), fmt::join(verb_names, " "),
                       cases, lists);
}

// ---- zsh ----

std::string zsh_values(const CLI::Option& o) {
    const auto words = choices(o);
    return words.empty() ? "_files" : "(" + words + ")";
}

std::string zsh_options(const CLI::App& app) {
    std::string text;
    for (const auto* o : flags(app))
        for (const auto& name : names(*o))
            text += " " + in_quotes(fmt::format(
                              "{}[{}]{}", name, replace(o->get_description(), "[]\\:", "\\"),
                              takes_value(*o) ? ":" + value_of(*o) + ":" + zsh_values(*o) : ""));
    return text;
}

std::string zsh(const CLI::App& app) {
    std::string list;
    std::string cases;
    for (const auto* verb : verbs(app)) {
        list += fmt::format("\t{}\n", in_quotes(verb->get_name() + ":" +
                                                replace(verb->get_description(), ":", "\\")));
        const auto kinds = words_after(verb->get_name());
        // The blank keeps _arguments from giving the function arguments of its own.
        cases +=
            fmt::format("\t{}) _arguments{}{} '*: :{}' ;;\n", verb->get_name(), zsh_options(app),
                        zsh_options(*verb),
                        kinds == "files" ? "_files" : fmt::format(" _gangway_words \"{}\"", kinds));
    }
    return fmt::format(R"zsh(#compdef gangway
# zsh completion of gangway; made by the command itself
_gangway_words() {{
	compadd -- ${{${{(f)"$(gangway list 2>/dev/null)"}}%% *}}
	[[ -z $1 ]] || compadd -- ${{${{(f)"$(gangway list --elements 2>/dev/null |
		grep -E " ($1)\$")"}}%% *}}
	_files
}}
local -a verbs=(
{}	)
local state line
_arguments -C{} '1: :->verb' '*:: :->rest'
case $state in
verb) _describe verb verbs ;;
rest)
	case $words[1] in
{}	esac ;;
esac
)zsh",
                       list, zsh_options(app), cases);
}

// ---- fish ----

std::string fish_options(const CLI::App& app, const std::string& when) {
    std::string text;
    for (const auto* o : flags(app)) {
        text += "complete -c gangway" + when;
        for (const auto& name : o->get_snames())
            text += " -s " + name;
        for (const auto& name : o->get_lnames())
            text += " -l " + name;
        const auto words = choices(*o);
        text += fmt::format("{}{} -d {}\n", takes_value(*o) ? " -r" : "",
                            words.empty() ? "" : fmt::format(" -f -a '{}'", words),
                            in_quotes(o->get_description()));
    }
    return text;
}

std::string fish(const CLI::App& app) {
    std::string text = "# fish completion of gangway; made by the command itself\n" +
                       fish_options(app, "") +
                       "complete -c gangway -n 'not __fish_use_subcommand; and not "
                       "__fish_seen_subcommand_from gen lab diff' -a "
                       "\"(gangway list 2>/dev/null | string split -f 1 ' ')\"\n";
    for (const auto* verb : verbs(app)) {
        text += fmt::format("complete -c gangway -f -n __fish_use_subcommand -a {} -d {}\n",
                            verb->get_name(), in_quotes(verb->get_description()));
        const auto after = " -n '__fish_seen_subcommand_from " + verb->get_name() + "'";
        text += fish_options(*verb, after);
        if (const auto kinds = words_after(verb->get_name()); !kinds.empty() && kinds != "files")
            text += fmt::format("complete -c gangway{} -a \"(gangway list --elements 2>/dev/null | "
                                "string match -r '^\\S+(?= (?:{})\\$)')\"\n",
                                after, kinds);
    }
    return text;
}

} // namespace

std::string page(const std::string& kind, const CLI::App& app) {
    return kind == "man"    ? man(app)
           : kind == "bash" ? bash(app)
           : kind == "zsh"  ? zsh(app)
                            : fish(app);
}

} // namespace gangway::tool
