// SPDX-License-Identifier: MIT
#include "run.hpp"

#include "klog.hpp"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <ranges>
#include <string_view>
#include <unistd.h>

namespace gangway::lab {

namespace {

constexpr std::size_t kept_logs = 50;

template <typename... Args>
void say(fmt::format_string<Args...> text, Args&&... args) {
    fmt::print(stderr, "gangway-lab: {}\n", fmt::format(text, std::forward<Args>(args)...));
}

// One command line serves several kernels: {kernel} in it is the kernel's name.
std::string for_kernel(std::string text, const kernel& target) {
    constexpr std::string_view place = "{kernel}";
    for (std::size_t at = text.find(place); at != std::string::npos; at = text.find(place))
        text.replace(at, place.size(), target.name);
    return text;
}

// What PID 1 is to do; init.c says what the letters mean.
class plan {
public:
    void add(char what, std::string_view value) {
        text_ += what;
        text_ += value;
        text_ += '\0';
    }
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    std::string text_;
};

void add_modules(guest_image& image, plan& to_do, const kernel& target,
                 const run_request& request) {
    const module_tree tree(target);
    const auto add = [&](char what, const loadable& module) {
        const std::string content = module_content(module.file);
        check_release(module.file, content, target);
        const std::string path = fmt::format("/lab/modules/{}.ko", module_name(module.file));
        image.add_content(path, content);
        to_do.add(what, path);
        if (!module.parameters.empty())
            to_do.add('p', module.parameters);
    };
    std::vector<module_request> own{{"virtio_pci", ""}, {"virtio_console", ""}};
    if (target.uml)
        own.clear();
    for (const module_request& needed : own) {
        if (!tree.knows(needed.name))
            throw failure(fmt::format("kernel {} has no {}: the lab talks to its guests with "
                                      "CONFIG_VIRTIO_PCI and CONFIG_VIRTIO_CONSOLE",
                                      target.release, needed.name));
    }
    for (const loadable& module : tree.order(own))
        add('l', module);
    std::vector<module_request> wanted;
    for (const std::string& text : request.modules)
        wanted.push_back(parse_module(for_kernel(text, target)));
    for (const loadable& module : tree.order(wanted))
        add('m', module);
}

// The command's program in the guest; empty if it is nowhere.
fs::path add_program(guest_image& image, const std::string& name) {
    const bool is_path = name.find('/') != std::string::npos;
    const fs::path wanted = is_path ? fs::absolute(name).lexically_normal() : fs::path(name);
    if (fs::path brought = image.find_program(wanted); !brought.empty())
        return brought;
    fs::path ours = find_program(name);
    if (!ours.empty())
        image.add(ours, ours);
    return ours;
}

// Of a list of folders: as the files in them were packed, without the folders that ".." leaves
// again, which the guest may not have.
std::string normal(const char* list) {
    std::vector<std::string> folders;
    for (const auto folder : std::views::split(std::string_view(list), ':'))
        folders.push_back(fs::path(folder.begin(), folder.end()).lexically_normal());
    return fmt::format("{}", fmt::join(folders, ":"));
}

void add_environment(plan& to_do, const run_request& request) {
    to_do.add('e', guest_image::path_variable);
    to_do.add('e', "HOME=/root");
    to_do.add('e', "TERM=dumb");
    // It is part of how this machine finds the libraries that were packed.
    if (const char* libraries = std::getenv("LD_LIBRARY_PATH"))
        to_do.add('e', "LD_LIBRARY_PATH=" + normal(libraries));
    for (const std::string& variable : request.variables)
        to_do.add('e', variable);
}

// The archive to boot with; empty if the command was not found.
std::string prepare(const kernel& target, const run_request& request) {
    guest_image image;
    plan to_do;
    add_modules(image, to_do, target, request);
    for (const std::string& text : request.files) {
        const file_request file = parse_file(for_kernel(text, target));
        image.add(file.from, file.to);
    }
    fs::path program = add_program(image, request.command.front());
    image.add_base_system();
    if (program.empty())
        program = image.find_program(request.command.front());
    if (program.empty())
        return {};
    image.add_folder(fs::current_path());
    to_do.add('d', fs::current_path().native());
    to_do.add('x', program.native());
    for (const std::string& argument : request.command)
        to_do.add('a', argument);
    add_environment(to_do, request);
    image.add_content("/lab/plan", to_do.text());
    return image.pack();
}

fs::path log_path(const run_request& request, const kernel& target) {
    if (!request.log.empty()) {
        const fs::path log = fs::absolute(for_kernel(request.log, target));
        if (fs::exists(log) && !fs::is_regular_file(log)) // it is read again, and may be renamed
            throw failure(fmt::format("--log {}: is there, and is no regular file", log.native()));
        return log;
    }
    const fs::path folder = cache_dir() / "logs";
    fs::create_directories(folder);
    std::vector<fs::path> old;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder))
        old.push_back(entry.path());
    std::ranges::sort(old); // by time
    for (std::size_t i = 0; i + kept_logs <= old.size(); i++)
        fs::remove(old[i]);
    const std::time_t now = std::time(nullptr);
    return folder / fmt::format("{:%Y%m%d-%H%M%S}-{}.log", fmt::gmtime(now), ::getpid());
}

// A guest that dies before any of the user's code ran gets a second chance: QEMU's emulation
// rarely, but verifiably, kills a kernel in its early boot. Later than that nothing is excused.
guest_end boot(const kernel& target, const std::string& initrd, const fs::path& log,
               const guest_options& options) {
    guest_end end = run_guest(target.image, initrd, log, options);
    if (end.booted || end.timed_out || end.signal)
        return end;
    const fs::path first = log.native() + ".first";
    fs::rename(log, first);
    say("the guest died before it was up; trying once more (its log: {})", first.native());
    return run_guest(target.image, initrd, log, options);
}

// How a guest ended that brought no status.
std::string_view how_it_ended(const guest_end& end) {
    if (end.timed_out)
        return "did not finish in time and was killed (--timeout, --silence); where it stood is "
               "at the end of its log";
    if (end.status)
        return "ran the command, but did not power off and was killed";
    if (!end.module_error.empty())
        return "could not load a module";
    if (end.started)
        return "died during the command";
    return end.booted ? "died while it loaded the modules" : "died before it was up";
}

void explain(const guest_end& end, std::string_view log) {
    say("the guest {}", how_it_ended(end));
    if (!end.module_error.empty())
        say("module {}", end.module_error);
    fmt::print(stderr, "{}", end.emulator_error);
    say("the last of the kernel's log:\n{}", tail(log, 10));
}

int judge(const guest_end& end, std::string_view whole_log, const fs::path& path) {
    const auto [log, whole] = between_marks(whole_log);
    const std::string found = reports(log);
    const bool orderly =
        end.powered_off && !end.timed_out && (end.status || !end.exec_error.empty());
    const bool condemned = !found.empty() || (orderly && !whole);
    int status = lab_failed;
    if (!orderly)
        explain(end, end.booted ? log : whole_log);
    else
        status = end.status.value_or(command_missing);
    if (!end.exec_error.empty())
        say("the command cannot be executed: {}", end.exec_error);
    else if (orderly && (condemned || (status >= impossible_here && status <= command_missing)))
        say("the command itself ended with {}", status);

    if (!found.empty())
        say("the kernel's log fails this run:\n{}", found);
    else if (condemned)
        say("the kernel's log is truncated, so the result is unknown");
    if (!orderly || condemned)
        say("the kernel's log is in {}", path.native());
    return condemned && !end.timed_out ? static_cast<int>(log_condemned) : status;
}

accelerator choose(const kernel& target, const run_request& request) {
    if (target.uml && request.icount)
        throw failure("--icount needs QEMU: User-Mode Linux runs on this machine's processor");
    if (target.uml && !request.guest.devices.empty())
        throw failure(fmt::format("--device {} needs QEMU: User-Mode Linux emulates nothing",
                                  request.guest.devices.front()));
    if (target.uml)
        return accelerator::uml;
    require_program("qemu-system-x86_64", "qemu-system-x86");
    if (request.icount)
        return accelerator::counting;
    return !request.tcg && kvm_works(target.image) ? accelerator::kvm : accelerator::tcg;
}

} // namespace

file_request parse_file(std::string_view text) {
    const std::size_t colon = text.find(':');
    const fs::path from = fs::absolute(text.substr(0, colon)).lexically_normal();
    if (colon == std::string_view::npos)
        return {from, from};
    const fs::path to = text.substr(colon + 1);
    if (!to.is_absolute())
        throw failure(fmt::format("--file {}: the path in the guest must begin with /", text));
    return {from, to.lexically_normal()};
}

interrupted::interrupted(int which)
    : failure(fmt::format("stopped by signal {}", which))
    , signal(which) {}

int run(const kernel& target, const run_request& request) {
    const accelerator accel = choose(target, request);
    const std::string initrd = prepare(target, request);
    if (initrd.empty()) {
        say("{}: not found on this machine nor among the --file", request.command.front());
        return command_missing;
    }
    guest_options options = request.guest;
    options.accel = accel;
    const fs::path log = log_path(request, target);
    const guest_end end = boot(target, initrd, log, options);
    if (end.signal)
        throw interrupted(end.signal);
    return judge(end, read_file(log), log);
}

} // namespace gangway::lab
