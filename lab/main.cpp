// SPDX-License-Identifier: MIT
// gangway-lab: builds kernel modules for real kernels, boots those, and runs things in them.
#include "../common/command_line.hpp"
#include "build.hpp"
#include "own_kernels.hpp"
#include "run.hpp"
#include "uml.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <exception>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <string>

namespace gangway::lab {

namespace {

constexpr const char* default_kernel = "6.12-cloud";

struct options {
    std::vector<std::string> kernels{default_kernel};
    bool json = false;
    std::vector<fs::path> providers;
    build_request build;
    run_request run;
};

struct row {
    std::string name, version, release, cached, state;
};

std::vector<row> survey() {
    std::vector<row> rows;
    for (const known_kernel& k : known_kernels()) {
        const auto current = ask_apt(k);
        const auto cached = find_cached(k);
        row r{.name = std::string(k.name),
              .version = current  ? current->version
                         : cached ? cached->version
                                  : "",
              .release = current  ? current->release
                         : cached ? cached->release
                                  : "",
              .cached = cached ? cached->version : "",
              .state = "cached"};
        if (!cached)
            r.state = "not cached";
        else if (r.cached != r.version)
            r.state += ": " + r.cached;
        rows.push_back(std::move(r));
    }
    for (const own_kernel& k : own_kernels()) {
        const std::string built = built_version(k);
        rows.push_back({.name = std::string(k.name),
                        .version = built,
                        .release = "",
                        .cached = built,
                        .state = built.empty() ? "not built" : "built"});
    }
    row host{.name = "host", .version = "", .release = "", .cached = "", .state = "usable"};
    try {
        host.release = open_host().release;
        host.version = host.release;
    } catch (const failure& why) {
        host.state = why.what();
    }
    rows.push_back(std::move(host));
    return rows;
}

int list_kernels(const options& o) {
    std::vector<std::string> lines;
    for (const row& r : survey()) {
        if (o.json)
            lines.push_back(
                fmt::format(R"({{"name":"{}","version":"{}","release":"{}","cached":"{}"}})",
                            r.name, r.version, r.release, r.cached));
        else
            lines.push_back(fmt::format("{:<12} {:<24} {}", r.name,
                                        r.version.empty() ? "unknown" : r.version, r.state));
    }
    if (o.json)
        fmt::print("[{}]\n", fmt::join(lines, ","));
    else
        fmt::print("{}\n{:<12} a built kernel tree, used in place (PATH has a slash in it)\n",
                   fmt::join(lines, "\n"), "PATH");
    return 0;
}

// Works for one kernel after the other; a failure does not stop the next. Of several, says in the
// end how each went. Returns the first failure's status; `failed` stands for an exception.
template <typename Work>
int for_each_kernel(const options& o, int failed, Work work) {
    const bool several = o.kernels.size() > 1;
    std::string summary;
    int first = 0;
    for (const std::string& name : o.kernels) {
        const auto begin = std::chrono::steady_clock::now();
        int status = failed;
        if (several)
            fmt::print(stderr, "gangway-lab: --- kernel {}\n", name);
        try {
            status = work(name);
        } catch (const interrupted&) {
            throw;
        } catch (const not_here& why) {
            status = impossible_here;
            fmt::print(stderr, "gangway-lab: {}\n", why.what());
        } catch (const std::exception& error) {
            fmt::print(stderr, "gangway-lab: {}\n", error.what());
        }
        (void)std::fflush(stdout);
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
        summary += fmt::format("gangway-lab: {:<12} {:<8} {:>6.1f} s{}\n", name,
                               status == 0 ? "ok" : "FAILED", took.count(),
                               status == 0 ? "" : fmt::format(", exit status {}", status));
        first = first == 0 ? status : first;
    }
    if (several)
        fmt::print(stderr, "{}", summary);
    return first;
}

int fetch_kernels(const options& o) {
    return for_each_kernel(o, 1, [](const std::string& name) {
        if (name == "host" || name.find('/') != std::string::npos)
            throw failure(fmt::format("{} is used in place; there is nothing to fetch", name));
        if (find_own(name) != nullptr)
            throw failure(fmt::format("{0} is built here: gangway-lab build-kernel {0}", name));
        const kernel got = fetch(find_kernel(name), false);
        fmt::print("{} {} {}\n", got.name, got.version,
                   got.image.parent_path().parent_path().native());
        return 0;
    });
}

int build_kernels(const options& o) {
    return for_each_kernel(o, 1, [&](const std::string& name) {
        const own_kernel* const which = find_own(name);
        if (which == nullptr)
            throw failure(fmt::format("{} is none of those that are built here: gangway-lab "
                                      "kernels lists them",
                                      name));
        fmt::print("{}\n", build_own(*which, o.providers).image.native());
        return 0;
    });
}

int build_modules(const options& o) {
    return for_each_kernel(o, 1, [&](const std::string& name) {
        for (const fs::path& module : build(open_kernel(name), o.build))
            fmt::print("{}\n", module.native());
        return 0;
    });
}

int run_command(const options& o) {
    if (o.kernels.size() > 1 && !o.run.log.empty() &&
        o.run.log.native().find("{kernel}") == std::string::npos)
        throw failure("with several kernels, --log needs {kernel} in it: a log for each");
    return for_each_kernel(o, lab_failed,
                           [&](const std::string& name) { return run(open_kernel(name), o.run); });
}

void add_kernel_option(CLI::App& verb, options& o) {
    verb.add_option("--kernel", o.kernels,
                    "which kernel: a name that gangway-lab kernels lists, or the path of a built "
                    "tree; given again, one after the other (default 6.12-cloud)")
        ->type_name("KERNEL")
        ->allow_extra_args(false);
}

CLI::App* add_build(CLI::App& app, options& o) {
    CLI::App* verb = app.add_subcommand("build", "Build the modules of a folder");
    verb->add_option("folder", o.build.folder,
                     "a folder with a Kbuild; results go to FOLDER/KERNEL")
        ->type_name("FOLDER")
        ->required();
    add_kernel_option(*verb, o);
    verb->add_option("--make", o.build.make, "passed on to make; may be repeated")
        ->type_name("VAR=VALUE")
        ->allow_extra_args(false);
    verb->add_option("--uses", o.build.uses,
                     "a folder built before, whose exported symbols this one uses")
        ->type_name("FOLDER")
        ->allow_extra_args(false);
    verb->footer("Examples:\n"
                 "  gangway-lab build mymodule --kernel 6.12-cloud\n"
                 "  gangway-lab build mymodule --make W=1 --make ccflags-y=-DDEBUG\n"
                 "  gangway-lab build user --uses provider\n"
                 "  gangway-lab build mymodule --kernel 6.1-rt --kernel ~/src/linux\n");
    return verb;
}

CLI::App* add_build_kernel(CLI::App& app, options& o) {
    CLI::App* verb = app.add_subcommand("build-kernel", "Build a kernel that has Gangway built in");
    verb->add_option("kernel", o.kernels,
                     "6.12-gangway or 6.12-gangway-rt, for QEMU, or 6.12-uml: a kernel that is "
                     "an ordinary process and boots almost instantly")
        ->type_name("KERNEL")
        ->required();
    verb->add_option("--provider", o.providers,
                     "a folder with a description and a Kbuild, built into all of these kernels; "
                     "may be repeated")
        ->type_name("FOLDER")
        ->allow_extra_args(false);
    verb->footer(
        "From Debian's linux-source; minutes at first, and seconds when it is built again.\n"
        "build and run do so by themselves.\n\n"
        "Examples:\n"
        "  gangway-lab build-kernel 6.12-uml\n"
        "  gangway-lab build-kernel 6.12-gangway --provider examples/boot_params\n");
    return verb;
}

CLI::App* add_run(CLI::App& app, options& o) {
    CLI::App* verb = app.add_subcommand("run", "Boot a kernel and run a command in it");
    add_kernel_option(*verb, o);
    const auto add_list = [&](const char* name, auto& to, const char* type, const char* what) {
        return verb->add_option(name, to, what)->type_name(type)->allow_extra_args(false);
    };
    add_list("--module", o.run.modules, "MODULE",
             "load FILE.ko, or a module of the kernel's own by its name, with parameters after a "
             "space; in order, may be repeated; {kernel} is the kernel's name");
    add_list("--file", o.run.files, "PATH[:GUESTPATH]",
             "bring a file or a folder along; may be repeated");
    add_list("--env", o.run.variables, "NAME=VALUE", "set a variable; may be repeated")
        ->check([](const std::string& text) {
            const auto equals = text.find('=');
            return equals != text.npos && equals != 0
                       ? std::string{}
                       : fmt::format("expected NAME=VALUE, not {}", text);
        });
    add_list("--device", o.run.guest.devices, "DEVICE",
             "add a device that QEMU emulates, as its own -device has it, such as edu; may be "
             "repeated");
    verb->add_option("--append", o.run.guest.append, "arguments for the kernel")->type_name("ARGS");
    verb->add_option("--smp", o.run.guest.cpus, "processors, 1 to 64")
        ->type_name("N")
        ->transform(whole_number(1, 64))
        ->capture_default_str();
    verb->add_option("--memory", o.run.guest.memory, "memory, at least 64")
        ->type_name("MiB")
        ->transform(whole_number(64, 1 << 20))
        ->capture_default_str();
    verb->add_option_function<long>(
            "--timeout", [&](long s) { o.run.guest.timeout = std::chrono::seconds(s); },
            "seconds that the guest may take, boot included (default 300)")
        ->type_name("S")
        ->transform(whole_number(1, 86400));
    verb->add_option_function<long>(
            "--silence", [&](long s) { o.run.guest.silence = std::chrono::seconds(s); },
            "seconds without output after which it is considered stuck")
        ->type_name("S")
        ->transform(whole_number(1, 86400));
    verb->add_option("--log", o.run.log, "keep the kernel's log here")->type_name("FILE");
    verb->add_flag("--tcg", o.run.tcg, "emulate, even if KVM works");
    verb->add_flag("--icount", o.run.icount,
                   "count instructions: one processor, whose clock advances by 1 ns with each");
    verb->footer("Exit status: the command's own (128 + N if signal N killed it), or\n"
                 "  124  this machine cannot run such a kernel\n"
                 "  125  no verdict: the boot, a module, a timeout, the lab itself\n"
                 "  126  the kernel's log has a warning, an oops, a leak…\n"
                 "  127  the command was not found or cannot be executed\n\n"
                 "Examples:\n"
                 "  gangway-lab run -- uname -a\n"
                 "  gangway-lab run --module mymodule/6.12-cloud/mymodule.ko -- ./test --fast\n"
                 "  gangway-lab run --kernel 6.1-rt --kernel 6.12-rt \\\n"
                 "      --module mymodule/{kernel}/mymodule.ko -- ./test\n"
                 "  gangway-lab run --module veth --file /usr/bin/ip -- sh -c 'ip link'\n");
    return verb;
}

// Everything after the first "--" is the command, verbatim.
int parse_and_run(std::vector<std::string> args) {
    options o;
    const auto dashes = std::ranges::find(args, "--");
    if (dashes != args.end()) {
        o.run.command.assign(dashes + 1, args.end());
        args.erase(dashes, args.end());
    }
    CLI::App app{"Builds kernel modules for Debian's kernels or your own, boots those in QEMU, and "
                 "runs a command in them.",
                 "gangway-lab"};
    app.require_subcommand(1);
    add_version(app);
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
    const CLI::App* building_kernels = add_build_kernel(app, o);
    const CLI::App* running = add_run(app, o);
    try {
        std::ranges::reverse(args); // as CLI11 wants them
        app.parse(std::move(args));
        if (running->parsed() && o.run.command.empty())
            throw CLI::RequiredError("-- COMMAND…");
        if (!running->parsed() && !o.run.command.empty())
            throw CLI::ParseError("only run takes a command behind --",
                                  CLI::ExitCodes::ExtrasError);
    } catch (const CLI::ParseError& error) {
        const int status = answer(app, error);
        return status != 0 && running->parsed() ? static_cast<int>(lab_failed) : status;
    }
    try {
        return kernels->parsed()            ? list_kernels(o)
               : fetching->parsed()         ? fetch_kernels(o)
               : building->parsed()         ? build_modules(o)
               : building_kernels->parsed() ? build_kernels(o)
                                            : run_command(o);
    } catch (const interrupted& why) {
        fmt::print(stderr, "gangway-lab: {}\n", why.what());
        return 128 + why.signal;
    } catch (const std::exception& error) {
        fmt::print(stderr, "gangway-lab: {}\n", error.what());
        return running->parsed() ? static_cast<int>(lab_failed) : 1;
    }
}

} // namespace

} // namespace gangway::lab

int main(int argc, char** argv) {
    std::signal(SIGCHLD, SIG_DFL); // ignored, as it may be inherited, it keeps no child's status
    return gangway::lab::parse_and_run({argv + 1, argv + argc});
}
