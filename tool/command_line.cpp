// SPDX-License-Identifier: MIT
//
// The command line: which words there are. What the verbs do is in files of their own.
#include "command_line.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <limits>
#include <memory>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "../common/command_line.hpp"
#include "command.hpp"
#include "man_pages.hpp"

namespace gangway::tool {

namespace {

constexpr auto examples = R"(Examples:
  gangway list                                 what is loaded, and what the kernel has itself
  gangway describe icmpmon                     what it offers
  gangway get icmpmon.enabled
  gangway set icmpmon.enabled=false
  gangway call icmpmon.count saddr=10.0.0.1
  gangway watch icmpmon.packet --count 10
  gangway dump icmpmon.talkers
  gangway dump nlctrl.families                 needs no module at all
  gangway doctor icmpmon                       why does it not work?
  gangway choose --what event                  which carrier suits what I have?
An instance is named after an @: icmpmon@eth0.enabled)";

// Everything that a command line can say.
struct words {
    options all;
    std::string one;
    std::string two;
    std::string lock;
    std::vector<std::string> more;
    bool counters = false;
    bool elements = false;
    bool per_cpu = false;
    bool no_time = false;
    watch_options watching;
    copy_options streaming;
    needs have;
    int status = 0;
};

// For the verbs that use elements. Which carriers there are, connect() knows better.
void add_via(CLI::App* verb, words& w) {
    verb->add_option("--via", w.all.via, "Use only this carrier; repeat for more")
        ->type_name("CARRIER")
        ->allow_extra_args(false);
}

CLI::Validator one_of(const std::vector<std::string>& words) {
    return {[words](const std::string& text) {
                return std::ranges::find(words, text) != words.end()
                           ? std::string{}
                           : fmt::format("expected one of {}, not {}", fmt::join(words, ", "),
                                         text);
            },
            ""};
}

CLI::Validator seconds() {
    static constexpr double most = 1e9; // thirty years
    return {[](const std::string& text) {
                double n = 0;
                const auto* const end = text.data() + text.size();
                const auto [stop, failed] = std::from_chars(text.data(), end, n);
                const bool good = failed == std::errc{} && stop == end && n > 0 && n <= most;
                return good ? std::string{}
                            : fmt::format("expected seconds, more than 0 and at most {}, not {}",
                                          most, text);
            },
            ""};
}

void add_list(CLI::App& app, words& w) {
    auto* verb = app.add_subcommand(
        "list", "List the interfaces that are loaded, and those of the kernel itself");
    verb->add_flag("--elements", w.elements, "A line for each element, and its kind");
    verb->callback([&w] { w.status = list(w.elements, w.all); });
}

void add_describe(CLI::App& app, words& w) {
    auto* verb = app.add_subcommand("describe", "Describe what an interface offers");
    verb->add_option("WHAT", w.one,
                     "INTERFACE, INTERFACE.ELEMENT, or a FILE.ko that need not be loaded")
        ->required();
    verb->add_flag("--counters", w.counters, "Also show each element's counters");
    verb->footer("Examples:\n  gangway describe icmpmon --counters\n"
                 "  gangway describe --json ./icmpmon.ko\n"
                 "What cannot be counted is told on stderr; then the exit status is 1.");
    verb->callback([&w] { w.status = describe(w.one, w.counters, w.all); });
}

void add_get(CLI::App& app, words& w) {
    auto* verb = app.add_subcommand("get", "Print the values of properties");
    verb->add_option("PROPERTY", w.more, "INTERFACE.PROPERTY, or INTERFACE for all it has")
        ->required();
    add_via(verb, w);
    verb->footer(
        "Examples:\n  gangway get icmpmon.enabled\n  gangway get --json icmpmon\n"
        "What cannot be read is told on stderr, with --json also as \"errors\" beside the\n"
        "values; then the exit status is 1.");
    verb->callback([&w] { w.status = get(w.more, w.all); });
}

void add_set(CLI::App& app, words& w) {
    auto* verb = app.add_subcommand("set", "Change the values of properties");
    verb->add_option("ASSIGNMENT", w.more, "INTERFACE.PROPERTY=VALUE")->required();
    add_via(verb, w);
    verb->footer("Examples:\n  gangway set icmpmon.enabled=false\n"
                 "What get prints, set takes. Flags are written read|write, lists 1,2,3, bytes\n"
                 "0a1bff, structs {x=1 y=2} or as JSON, texts as they are, or as JSON in quotes.\n"
                 "Nothing is set when one of them is not written as it must be. When one is\n"
                 "refused, those behind it are not set: each is told on stderr, with --json also\n"
                 "as \"errors\" beside what was set; then the exit status is 1.");
    verb->callback([&w] { w.status = set(w.more, w.all); });
}

void add_call(CLI::App& app, words& w) {
    auto* verb = app.add_subcommand("call", "Make a call and print its reply");
    verb->add_option("CALL", w.one, "INTERFACE.CALL")->required();
    verb->add_option("ARGUMENT", w.more, "FIELD=VALUE, FIELD.FIELD=VALUE");
    add_via(verb, w);
    verb->footer(
        "Examples:\n  gangway call icmpmon.count saddr=10.0.0.1\n"
        "  gangway call icmpmon.reset\n"
        "Values are written as set takes them. Exit status 2: what is given is not as the\n"
        "call takes it, and nothing was sent; 1: the call failed.");
    verb->callback([&w] { w.status = call(w.one, w.more, w.all); });
}

void add_dump(CLI::App& app, words& w) {
    auto* verb = app.add_subcommand("dump", "Print the rows of a table");
    verb->add_option("TABLE", w.one, "INTERFACE.TABLE")->required();
    verb->add_option("ARGUMENT", w.more, "FIELD=VALUE, of a table that can be asked for some rows");
    add_via(verb, w);
    verb->footer(
        "Examples:\n  gangway dump icmpmon.talkers\n"
        "  gangway dump --json icmpmon.talkers | jq .saddr\n"
        "With --json each line is a row. It is said on stderr when the table changed while\n"
        "it was read. Rows that do not fit their description are left out, which is said\n"
        "there, too; then the exit status is 1.");
    verb->callback([&w] { w.status = dump(w.one, w.more, w.all); });
}

void add_watch(CLI::App& app, words& w) {
    auto* verb = app.add_subcommand(
        "watch", "Print events as they come in and what was lost, or a property's changes");
    auto& how = w.watching;
    verb->add_option("ELEMENT", how.targets,
                     "INTERFACE.EVENT; INTERFACE.PROPERTY, if it has notify; INTERFACE for all "
                     "its events")
        ->required();
    add_via(verb, w);
    verb->add_option("-n,--count", how.count, "Stop after this many records")
        ->transform(whole_number(1, std::numeric_limits<std::uint64_t>::max()));
    verb->add_option("-t,--timeout", how.timeout, "Stop after this many seconds")->check(seconds());
    verb->add_option("--depth", how.subscription.depth,
                     "Room for this many records per CPU (default: what is usual)")
        ->transform(whole_number(1, std::numeric_limits<std::uint32_t>::max()));
    verb->add_flag("--overwrite", how.subscription.overwrite,
                   "When full, drop the oldest records instead of the newest");
    verb->add_flag("--per-cpu", w.per_cpu, "Do not merge the CPUs by time");
    verb->add_flag("--no-time", w.no_time, "Do not have the kernel read the clock");
    verb->footer(
        "Examples:\n  gangway watch icmpmon.packet\n"
        "  gangway watch --json icmpmon --count 100 --timeout 10\n"
        "  gangway watch icmpmon.enabled              its value, and then each change\n"
        "Several elements, of one carrier, are printed in the order in which they come.\n"
        "With --json each line is an object: {\"event\":…,\"record\":{…}}, {\"lost\":3} or\n"
        "{\"property\":…,\"value\":…}; of one of several instances also \"instance\".\n"
        "Exit status 0: also after Ctrl-C or SIGTERM; 1: the module went, or --count was not\n"
        "reached by --timeout.");
    verb->callback([&w, &how] {
        how.subscription.order = w.per_cpu ? order::per_cpu : order::by_time;
        how.subscription.timestamps = !w.no_time;
        w.status = watch(how, w.all);
    });
}

void add_read(CLI::App& app, words& w) {
    auto* verb = app.add_subcommand("read", "Copy a stream to stdout");
    verb->add_option("STREAM", w.one, "INTERFACE.STREAM")->required();
    add_via(verb, w);
    verb->add_option("-c,--bytes", w.streaming.bytes, "Stop after this many bytes")
        ->transform(whole_number(1, std::numeric_limits<std::uint64_t>::max()));
    verb->add_option("-t,--timeout", w.streaming.timeout,
                     "Give up when nothing comes for this many seconds")
        ->check(seconds());
    verb->footer(
        "Examples:\n  gangway read char_device.content >copy\n"
        "Until its end, or until Ctrl-C or SIGTERM, which are no failure: exit status 0. Progress\n"
        "is shown on stderr, if that is a terminal and stdout is not.");
    verb->callback([&w] { w.status = read(w.one, w.streaming, w.all); });
}

void add_write(CLI::App& app, words& w) {
    auto* verb = app.add_subcommand("write", "Copy stdin to a stream");
    verb->add_option("STREAM", w.one, "INTERFACE.STREAM")->required();
    add_via(verb, w);
    verb->add_flag("-a,--append", w.streaming.append,
                   "Add to the end of what Gangway keeps, which is dropped otherwise");
    verb->add_option("-t,--timeout", w.streaming.timeout,
                     "Give up when there is no room for this many seconds")
        ->check(seconds());
    verb->footer("Examples:\n  gangway write char_device.content <file\n"
                 "Of a stream of records, each 64 KiB at most of what stdin gives at once is one.\n"
                 "Until stdin ends. Exit status 1: Ctrl-C or SIGTERM came before that; what had\n"
                 "been written stays.");
    verb->callback([&w] { w.status = write(w.one, w.streaming, w.all); });
}

void add_carriers(CLI::App& app, words& w) {
    auto* verb = app.add_subcommand("carriers", "List the carriers, or those an interface uses");
    verb->add_option("INTERFACE", w.one, "Show the carrier of each element, and why");
    verb->footer(
        "The columns: name, state, what it carries, most restrictive context that it sends from.");
    verb->callback([&w] { w.status = carriers(w.one, w.all); });
}

void add_doctor(CLI::App& app, words& w) {
    auto* verb = app.add_subcommand("doctor", "Find out why something does not work");
    verb->add_option("INTERFACE", w.one, "The one to look at; all that are loaded by default");
    verb->footer(
        "Looks at the kernel, gangway.ko, and whether the interface lets you in; opens the\n"
        "node, subscribes for a moment, reads tables and, of what the kernel itself has, values,\n"
        "and changes nothing. Exit status 1: a problem.");
    verb->callback([&w] { w.status = doctor(w.one, w.all); });
}

void add_choose(CLI::App& app, words& w) {
    auto* verb = app.add_subcommand(
        "choose", "Find the carrier for what you have: ranked, with reasons, cost and an example");
    auto& have = w.have;
    const auto word = [verb](const char* name, std::string& into, const char* doc,
                             const std::vector<std::string>& words) {
        verb->add_option(name, into, doc)
            ->type_name(fmt::format("{}", fmt::join(words, "|")))
            ->check(one_of(words));
    };
    const auto number = [verb](const char* name, std::uint64_t& into, const char* doc) {
        verb->add_option(name, into, doc)
            ->type_name("N")
            ->transform(whole_number(1, std::numeric_limits<std::uint32_t>::max()));
    };
    word("--what", have.what, "What there is to be carried",
         {"value", "request", "event", "stream", "list"});
    word("--context", have.context, "Where the event, or the new value, comes from",
         {"process", "atomic", "hardirq", "nmi"});
    number("--bytes", have.bytes, "How long it may be");
    number("--often", have.often, "How many of them in a second");
    word("--who", have.who, "Who may read it", {"root", "group", "everybody"});
    word("--reader", have.reader, "What reads it", {"program", "script"});
    word("--abi", have.abi, "Whether users may rely on it", {"yes", "no"});
    verb->footer("Example:\n  gangway choose --what event --context hardirq --bytes 64 --often "
                 "100000\n"
                 "Without options, on a terminal, it asks. What you do not say does not matter.\n"
                 "Exit status: 1 if nothing fits.");
    verb->callback([&w] { w.status = choose(std::move(w.have), w.all); });
}

void add_diff(CLI::App& app, words& w) {
    auto* verb = app.add_subcommand(
        "diff", "Show what a new description breaks for existing clients and modules");
    verb->add_option("OLD", w.one, "The description that clients and modules were built from")
        ->required();
    verb->add_option("NEW", w.two, "The one that is to follow it")->required();
    verb->add_option("--lock", w.lock, "The lock of OLD (default: NAME.lock beside it, if any)")
        ->type_name("FILE");
    verb->footer("Example:\n  git show v1:icmpmon.yaml >old.yaml && "
                 "gangway diff old.yaml icmpmon.yaml\n"
                 "Exit status: 0 nothing breaks, 1 something does, 2 they cannot be compared.");
    verb->callback([&w] { w.status = diff(w.one, w.two, w.lock, w.all); });
}

void add_pages(CLI::App& app, words& w) {
    auto* verb = app.add_subcommand("pages", "Print the manual or a shell's completions");
    verb->group(""); // for the build of this program: not shown
    verb->add_option("KIND", w.one)
        ->required()
        ->check(CLI::IsMember({"man", "bash", "zsh", "fish"}));
    verb->callback([&] { fmt::print("{}", page(w.one, app)); });
}

void add_forwarded(CLI::App& app) {
    // Only for --help: run() hands them on before anything is parsed, where they come first.
    for (auto* verb :
         {app.add_subcommand("gen",
                             "Generate module and client code from a description (gangway-gen)"),
          app.add_subcommand("lab", "Boot a kernel and run modules in it (gangway-lab)")})
        verb->preparse_callback([verb](std::size_t /*words*/) {
            throw usage_error{
                fmt::format("{0} comes before all options: gangway {0} …", verb->get_name())};
        });
}

int parse_and_run(CLI::App& app, words& w, int argc, char* argv[]) {
    try {
        app.parse(argc, argv);
        return w.status;
    } catch (const CLI::ParseError& e) {
        return answer(app, e);
    } catch (const usage_error& e) {
        fmt::print(stderr, "gangway: {}\n", e.what());
        return 2;
    } catch (const std::exception& e) {
        fmt::print(stderr, "gangway: {}\n", e.what());
        return 1;
    }
}

} // namespace

int run(int argc, char* argv[]) {
    if (argc > 1)
        for (const std::string verb : {"gen", "lab"})
            if (verb == argv[1])
                return forward(verb, argv + 1);

    CLI::App app{"Typed channels between Linux kernel modules and programs", "gangway"};
    words w;
    app.require_subcommand(1);
    app.fallthrough(); // the options below are accepted after the verb, too
    app.footer(examples);
    add_version(app);
    app.add_flag("--json", w.all.json, "Print JSON");
    app.add_option("--root", w.all.root, "Take /dev, /proc and /sys from under this directory")
        ->capture_default_str();
    app.add_option("--description", w.all.descriptions,
                   "Use the description in FILE.gw.json; repeat for another interface")
        ->type_name("FILE")
        ->allow_extra_args(false);
    for (auto* add :
         {add_list, add_describe, add_get, add_set, add_call, add_dump, add_watch, add_read,
          add_write, add_carriers, add_choose, add_doctor, add_diff, add_pages})
        add(app, w);
    add_forwarded(app);

    const int status = parse_and_run(app, w, argc, argv);
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
        fmt::print(stderr, "gangway: stdout cannot be written\n");
        return 1;
    }
    return status;
}

} // namespace gangway::tool
