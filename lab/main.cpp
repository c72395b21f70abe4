// SPDX-License-Identifier: MIT
// gangway-lab: builds kernel modules for real kernels, boots those, and runs things in them.
#include "build.hpp"
#include "run.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <exception>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gangway::lab {

namespace {

constexpr const char* default_kernel = "6.12-cloud";

struct options {
    std::string kernel = default_kernel;
    bool json = false;
    build_request build;
    run_request run;
};

int list_kernels(const options& o) {
    std::vector<std::string> lines;
    for (const kernel& k : known_kernels()) {
        const auto current = ask_apt(k);
        const auto cached = find_cached(k);
        const std::string version = current ? current->version : cached ? cached->version : "";
        const std::string have = cached ? cached->version : "";
        if (o.json)
            lines.push_back(fmt::format(
                R"({{"name":"{}","version":"{}","release":"{}","cached":"{}"}})", k.name, version,
                current  ? current->release
                : cached ? cached->release
                         : "",
                have));
        else
            lines.push_back(fmt::format("{:<12} {:<24} {}", k.name,
                                        version.empty() ? "unknown to apt" : version,
                                        have.empty()      ? "not cached"
                                        : have == version ? "cached"
                                                          : "cached: " + have));
    }
    if (o.json)
        fmt::print("[{}]\n", fmt::join(lines, ","));
    else
        fmt::print("{}\n", fmt::join(lines, "\n"));
    return 0;
}

int fetch_kernel(const options& o) {
    const cached_kernel got = fetch(find_kernel(o.kernel), false);
    fmt::print("{} {} {}\n", got.which->name, got.version, got.root.native());
    return 0;
}

int build_modules(const options& o) {
    const fs::path results = build(fetch(find_kernel(o.kernel), true), o.build);
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(results)) {
        if (entry.path().extension() == ".ko")
            fmt::print("{}\n", entry.path().native());
    }
    return 0;
}

int run_command(const options& o) {
    return run(fetch(find_kernel(o.kernel), true), o.run);
}

void add_kernel_option(CLI::App& verb, options& o) {
    verb.add_option("--kernel", o.kernel, "which kernel; gangway-lab kernels lists them")
        ->type_name("NAME")
        ->capture_default_str();
}

CLI::App* add_build(CLI::App& app, options& o) {
    CLI::App* verb = app.add_subcommand("build", "Build the modules of a folder");
    verb->add_option("folder", o.build.folder, "a folder with a Kbuild; results go to FOLDER/NAME")
        ->type_name("FOLDER")
        ->required();
    add_kernel_option(*verb, o);
    verb->add_option("--make", o.build.make, "passed on to make; may be given again")
        ->type_name("VAR=VALUE")
        ->allow_extra_args(false);
    verb->add_option("--uses", o.build.uses,
                     "a folder built before, whose exported symbols this one uses")
        ->type_name("FOLDER")
        ->allow_extra_args(false);
    verb->footer("Examples:\n"
                 "  gangway-lab build mymodule --kernel 6.12-cloud\n"
                 "  gangway-lab build mymodule --make W=1 --make ccflags-y=-DDEBUG\n"
                 "  gangway-lab build user --uses provider\n");
    return verb;
}

CLI::App* add_run(CLI::App& app, options& o) {
    CLI::App* verb = app.add_subcommand("run", "Boot a kernel and run a command in it");
    add_kernel_option(*verb, o);
    const auto add_list = [&](const char* name, auto& to, const char* type, const char* what) {
        verb->add_option(name, to, what)->type_name(type)->allow_extra_args(false);
    };
    add_list("--module", o.run.modules, "MODULE",
             "load FILE.ko, or a module of the kernel's own by its name, with parameters behind a "
             "space; in order, may be given again");
    add_list("--file", o.run.files, "PATH[:GUESTPATH]",
             "bring a file or a folder along; may be given again");
    add_list("--env", o.run.variables, "NAME=VALUE", "set a variable; may be given again");
    verb->add_option("--append", o.run.guest.append, "arguments for the kernel")->type_name("ARGS");
    verb->add_option("--smp", o.run.guest.cpus, "processors")
        ->type_name("N")
        ->check(CLI::Range(1, 64))
        ->capture_default_str();
    verb->add_option("--memory", o.run.guest.memory, "memory")
        ->type_name("MiB")
        ->check(CLI::Range(64, 1 << 20))
        ->capture_default_str();
    verb->add_option_function<long>(
            "--timeout", [&](long s) { o.run.guest.timeout = std::chrono::seconds(s); },
            "seconds that the guest may take, boot included (default 300)")
        ->type_name("S")
        ->check(CLI::Range(1L, 86400L));
    verb->add_option("--log", o.run.log, "keep the kernel's log here")->type_name("FILE");
    verb->add_flag("--tcg", o.run.tcg, "emulate, even if KVM works");
    verb->footer("Exit status: the command's own (128 + N if signal N killed it), or\n"
                 "  125  no verdict: the boot, a module, a timeout, the lab itself\n"
                 "  126  the kernel's log has a warning, an oops, a leak…\n"
                 "  127  the command was not found or cannot be executed\n\n"
                 "Examples:\n"
                 "  gangway-lab run -- uname -a\n"
                 "  gangway-lab run --module mymodule/6.12-cloud/mymodule.ko -- ./test --fast\n"
                 "  gangway-lab run --module veth --file /usr/bin/ip -- sh -c 'ip link'\n");
    return verb;
}

// Everything behind the first "--" is the command, as it is.
int parse_and_run(std::vector<std::string> args) {
    options o;
    const auto dashes = std::ranges::find(args, "--");
    if (dashes != args.end()) {
        o.run.command.assign(dashes + 1, args.end());
        args.erase(dashes, args.end());
    }
    CLI::App app{"Builds kernel modules for Debian's kernels, boots those in QEMU, and runs a "
                 "command in them.",
                 "gangway-lab"};
    app.require_subcommand(1);
    app.footer("Kernels are kept in ~/.cache/gangway; nothing is installed.\n\nExamples:\n"
               "  gangway-lab kernels\n"
               "  gangway-lab build mymodule\n"
               "  gangway-lab run --module mymodule/6.12-cloud/mymodule.ko -- ./test\n");
    CLI::App* kernels = app.add_subcommand("kernels", "List the kernels, and which are cached");
    kernels->add_flag("--json", o.json, "as JSON");
    kernels->footer("Example:\n  gangway-lab kernels --json\n");
    CLI::App* fetching = app.add_subcommand("fetch", "Bring a kernel's current version here");
    add_kernel_option(*fetching, o);
    fetching->footer("Example:\n  gangway-lab fetch --kernel 6.12-cloud\n");
    const CLI::App* building = add_build(app, o);
    const CLI::App* running = add_run(app, o);
    try {
        std::ranges::reverse(args); // as CLI11 wants them
        app.parse(std::move(args));
        if (running->parsed() && o.run.command.empty())
            throw CLI::RequiredError("-- COMMAND…");
    } catch (const CLI::ParseError& error) {
        const int status = app.exit(error);
        return status == 0 ? 0 : running->parsed() ? static_cast<int>(lab_failed) : 2;
    }
    try {
        return kernels->parsed()    ? list_kernels(o)
               : fetching->parsed() ? fetch_kernel(o)
               : building->parsed() ? build_modules(o)
                                    : run_command(o);
    } catch (const std::exception& error) {
        fmt::print(stderr, "gangway-lab: {}\n", error.what());
        return running->parsed() ? static_cast<int>(lab_failed) : 1;
    }
}

} // namespace

} // namespace gangway::lab

int main(int argc, char** argv) {
    return gangway::lab::parse_and_run({argv + 1, argv + argc});
}
