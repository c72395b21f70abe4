// SPDX-License-Identifier: MIT
#include <array>
#include <charconv>
#include <chrono>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <sys/utsname.h>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "command.hpp"
#include "interfaces.hpp"
#include "modules.hpp"

namespace gangway::tool {

namespace {

namespace fs = std::filesystem;

// The oldest kernel that gangway.ko is made for.
constexpr std::array<unsigned, 2> oldest_kernel{6, 1};

// For each trial: a handler that is stuck is a problem, and not the doctor's.
constexpr std::chrono::seconds patience{5};

class report {
public:
    explicit report(bool json)
        : as_json_{json} {}

    void good(const std::string& what) { add("ok", what); }
    /// Nothing that can be put right here.
    void note(const std::string& what) { add("note", what); }
    void bad(const std::string& what) {
        add("PROBLEM", what);
        status_ = 1;
    }
    [[nodiscard]] int finish() const {
        if (as_json_)
            print_json(json_);
        return status_;
    }

private:
    void add(std::string_view kind, const std::string& what) {
        json_.push_back({{"ok", kind != "PROBLEM"}, {"message", what}});
        if (!as_json_)
            fmt::print("{:<8}{}\n", kind, what);
    }

    bool as_json_;
    int status_ = 0;
    dynamic::value json_ = dynamic::value::array();
};

std::array<unsigned, 2> version_of(std::string_view release) {
    std::array<unsigned, 2> version{};
    const auto* at = release.data();
    const auto* end = at + release.size();
    for (auto& number : version) {
        at = std::from_chars(at, end, number).ptr;
        at += at != end && *at == '.' ? 1 : 0;
    }
    return version;
}

bool check_kernel(report& to, const std::string& release) {
    const bool new_enough = version_of(release) >= oldest_kernel;
    if (new_enough)
        to.good(fmt::format("Linux {}", release));
    else
        to.bad(fmt::format("Linux {} is too old for gangway.ko; it takes {}.{} or newer", release,
                           oldest_kernel[0], oldest_kernel[1]));
    return new_enough;
}

// Is gangway.ko there, or can it be?
bool check_core(report& to, const std::string& release, const options& all) {
    std::error_code ignored;
    const auto ours = class_folder(all.root);
    if (fs::exists(ours, ignored)) {
        to.good("gangway.ko is loaded");
        return true;
    }
    if (const auto why = why_no_modules(all.root); !why.empty()) {
        to.note(why);
        return false;
    }
    if (!fs::exists(ours.parent_path(), ignored))
        to.bad("sysfs is not mounted; mount -t sysfs sysfs /sys");
    else if (is_installed("gangway", release, all.root))
        to.bad("gangway.ko is not loaded; try modprobe gangway");
    else
        to.bad(
            fmt::format("gangway.ko is not loaded, nor installed for Linux {}; build it for that "
                        "kernel and load it (insmod gangway.ko, then your module)",
                        release));
    for (const auto& need : module_needs(all.root, release))
        to.note(need);
    return true;
}

// Of what the kernel itself has, is it there in this one?
void check_values(report& to, const dynamic::client& client) {
    for (const auto& e : client.description().elements)
        if (e.kind == dynamic::kind::property && e.readable)
            if (const auto trial = client.get(e.name, {.deadline = patience}); !trial)
                to.bad(trial.error().message);
}

std::string without_carrier(std::string_view why) {
    const auto colon = why.find(": ");
    return std::string{colon == why.npos ? why : why.substr(colon + 2)};
}

std::string_view cure_of(std::string_view why, bool existing) {
    return !existing && why.find("(EACCES)") != why.npos
               ? "; run as root, or let a group in: access: {mode, group} in its description"
               : "";
}

// One cause is told once, with all that it concerns, which is returned.
std::set<std::string> check_carriers(report& to, const std::string& name,
                                     const dynamic::client& client) {
    std::map<std::string, std::vector<std::string>> causes;
    std::set<std::string> without;
    for (const auto& choice : client.carriers())
        if (choice.carrier.empty() && without.insert(choice.element).second)
            causes[without_carrier(choice.why)].push_back(choice.element);
    for (const auto& [why, elements] : causes)
        to.bad(fmt::format("{}: no carrier can be used of {}: {}{}", name,
                           fmt::join(elements, ", "), why,
                           cure_of(why, client.description().existing)));
    return without;
}

// What its rows are asked for by, nobody but the user knows.
void check_table(report& to, const std::string& name, const dynamic::element& e,
                 const dynamic::client& client) {
    for (const auto& f : e.in.fields)
        if (f.given == 0)
            return to.note(
                fmt::format("{}.{}: not tried, as it takes {}=VALUE", name, e.name, f.name));
    if (const auto trial = client.rows(e.name, {.deadline = patience}); !trial)
        to.bad(trial.error().message);
}

void check_interface(report& to, const std::string& name, const options& all) {
    const auto client = try_connect({name, {}}, all, patience);
    if (!client)
        return to.bad(client.error().message);
    to.good(fmt::format("{}: connected", name));
    if (client->description().existing)
        check_values(to, *client);
    const auto without = check_carriers(to, name, *client);
    for (const auto& e : client->description().elements)
        if ((e.kind == dynamic::kind::event || e.notify) && !without.contains(e.name))
            if (const auto trial = client->subscribe({e.name}, {.depth = 1, .deadline = patience});
                !trial)
                to.bad(trial.error().message);
    for (const auto& e : client->description().elements)
        if (e.kind == dynamic::kind::table && !without.contains(e.name))
            check_table(to, name, e, *client);
}

} // namespace

int doctor(const std::string& interface, const options& all) {
    report to{all.json};
    utsname system{};
    uname(&system);
    if (const auto known = known_description(interface, all); known && (*known)->existing) {
        check_interface(to, interface, all); // which needs nothing of ours
        return to.finish();
    }
    check_kernel(to, system.release);
    const bool takes_modules = check_core(to, system.release, all);
    auto wanted =
        interface.empty() ? loaded_interfaces(all.root) : instances_of(interface, all.root);
    if (wanted.empty() && !interface.empty())
        wanted.push_back(interface);
    if (wanted.empty() && takes_modules)
        to.bad("no interface is loaded; load a module that offers one (modprobe)");
    for (const auto& name : wanted)
        check_interface(to, name, all);
    return to.finish();
}

} // namespace gangway::tool
