// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <gangway/carriers.h>

#include "arguments.hpp"
#include "command.hpp"
#include "interfaces.hpp"

namespace gangway::tool {

namespace {

using dynamic::kind;

bool is_file(const std::string& what) {
    return what.find('/') != what.npos ||
           std::ranges::any_of(std::array{".ko", ".json", ".yaml", ".yml"},
                               [&](const char* ending) { return what.ends_with(ending); });
}

std::string fields_text(const dynamic::layout& type) {
    std::vector<std::string> fields;
    fields.reserve(type.fields.size());
    for (const auto& f : type.fields)
        fields.push_back(fmt::format("{}: {}", f.name, type_text(f)));
    return fmt::format("{}", fmt::join(fields, "; "));
}

std::string property_text(const dynamic::element& e) {
    auto text = type_text(e.out.fields.front());
    text += e.load_only   ? "; given when the module is loaded"
            : !e.writable ? "; get"
            : e.readable  ? "; get and set"
                          : "; set";
    if (e.notify)
        text += "; notifies of changes";
    if (e.range)
        text += fmt::format("; from {} to {}", e.range->first, e.range->second);
    if (!e.initial.empty())
        text += fmt::format("; at first {}", e.initial);
    return text;
}

std::string stream_text(const dynamic::element& e) {
    std::string text = !e.writable ? "read" : e.readable ? "read and write" : "write";
    if (e.positioned)
        text += "; with positions";
    if (e.frames == "records")
        text += "; in records";
    else if (e.frames == "lines")
        text += "; in lines";
    if (e.store != 0)
        text += fmt::format("; kept, at most {} bytes", e.store);
    return text;
}

std::string signature(const dynamic::element& e) {
    switch (e.kind) {
    case kind::property:
        return fmt::format("{}  {}", e.name, property_text(e));
    case kind::call:
        return fmt::format("{}({}){}", e.name, fields_text(e.in),
                           e.out.fields.empty() ? "" : fmt::format(" -> {}", fields_text(e.out)));
    case kind::stream:
        return fmt::format("{}  {}", e.name, stream_text(e));
    default:
        return fmt::format("{}{}  {}", e.name,
                           e.in.fields.empty() ? "" : fmt::format("({})", fields_text(e.in)),
                           fields_text(e.out));
    }
}

// Texts of several lines stay below what they are about.
std::string indented(std::string_view text) {
    std::string all = "    ";
    for (const char c : text) {
        all += c;
        if (c == '\n')
            all += "    ";
    }
    return all;
}

// By which carriers, and where each has it: icmpmon.packet is in two places.
void print_places(const dynamic::element& e, const std::string& name) {
    if (!e.parameter.empty())
        fmt::print("    parameter {}{}\n", e.parameter,
                   e.inverted ? ", which says the opposite" : "");
    for (const auto& carrier : e.via) {
        const auto place = where(e, carrier, name);
        fmt::print("    by {}{}{}\n", carrier, place.empty() ? "" : ": ", place);
    }
    if (!e.needs.empty())
        fmt::print("    takes {}\n", e.needs);
}

// The structs that a message is made of, each once, the outermost first.
void print_structs(const dynamic::layout& in, std::set<std::string>& known) {
    for (const auto& f : in.fields)
        if (f.layout && known.insert(f.type).second) {
            fmt::print("    {} has {}\n", f.type, fields_text(*f.layout));
            print_structs(*f.layout, known);
        }
}

void print_element(const dynamic::element& e, const std::string& name, const counters* counted) {
    fmt::print("\n{} {}\n", to_string(e.kind), signature(e));
    if (!e.doc.empty())
        fmt::print("{}\n", indented(e.doc));
    for (const auto& f : e.in.fields)
        if (e.kind != kind::property && !f.doc.empty())
            fmt::print("    {}: {}\n", f.name, f.doc);
    for (const auto& f : e.out.fields)
        if (e.kind != kind::property && !f.doc.empty())
            fmt::print("    {}: {}\n", f.name, f.doc);
    std::set<std::string> known;
    print_structs(e.in, known);
    print_structs(e.out, known);
    for (const auto& declared : e.errors)
        fmt::print("    fails with {}: {}\n", declared.name, declared.doc);
    if (!e.key.empty())
        fmt::print("    a row for each {}\n", fmt::join(e.key, ", "));
    print_places(e, name);
    if (counted != nullptr && e.kind == kind::event)
        fmt::print("    emitted {}, lost {}, subscribers {}\n", counted->used, counted->lost,
                   counted->subscribers);
    else if (counted != nullptr)
        fmt::print("    used {}, failed {}\n", counted->used, counted->failed);
}

// What was counted of each element; of those that have nothing, why is said on stderr, once.
class counted_elements {
public:
    counted_elements() = default;
    counted_elements(const dynamic::description& d, const dynamic::client& by) {
        std::set<std::string> said;
        for (const auto& e : d.elements) {
            all_.push_back(by.counters(e.name));
            if (all_.back() || !said.insert(all_.back().error().message).second)
                continue;
            std::fflush(stdout);
            fmt::print(stderr, "gangway: {}\n", all_.back().error().message);
        }
        failed_ = !said.empty();
    }

    [[nodiscard]] const counters* of(std::size_t place) const {
        return place < all_.size() && all_[place] ? &*all_[place] : nullptr;
    }
    [[nodiscard]] bool failed() const noexcept { return failed_; }

private:
    std::vector<result<counters>> all_;
    bool failed_ = false;
};

void print_text(const dynamic::description& d, const std::string& name,
                const std::vector<std::string>& instances, const std::string& only,
                const counted_elements& counted) {
    fmt::print("{}: {}\n", d.interface, d.doc);
    if (d.existing)
        fmt::print("    the kernel itself provides it; no Gangway module is needed\n");
    else
        fmt::print("    node {}/{}{}, mode {}{}{}\n",
                   std::filesystem::path{GW_PATH_NODE}.parent_path().string(), d.interface,
                   d.instances_many ? "/INSTANCE" : "", d.mode,
                   d.group.empty() ? "" : ", group " + d.group,
                   d.netns_each ? "; one in each network namespace" : "");
    if (!instances.empty())
        fmt::print("    instances: {}\n", fmt::join(instances, ", "));
    for (std::size_t i = 0; i < d.elements.size(); ++i)
        if (only.empty() || d.elements[i].name == only)
            print_element(d.elements[i], name, counted.of(i));
}

void print_as_json(const dynamic::description& d, const std::string& only,
                   const counted_elements& counted) {
    auto json = dynamic::value::parse(d.json);
    for (std::size_t i = 0; i < d.elements.size(); ++i)
        if (const auto* const of = counted.of(i))
            json["elements"][i]["counters"] = {{"used", of->used},
                                               {"failed", of->failed},
                                               {"lost", of->lost},
                                               {"subscribers", of->subscribers}};
    for (std::size_t i = 0; !only.empty() && i < d.elements.size(); ++i)
        if (d.elements[i].name == only)
            return print_json(json["elements"][i]);
    print_json(json);
}

// Of a file, of what is loaded, or of what the kernel has; the element, if there is one.
struct described {
    std::shared_ptr<const dynamic::description> what;
    std::string name; // for its paths
    std::vector<std::string> instances;
    std::string only;
};

described look_up(const std::string& what, const options& all) {
    if (is_file(what)) {
        auto d = file_description(what).value();
        auto name = d->interface + (d->instances_many ? "@INSTANCE" : "");
        return {std::move(d), std::move(name), {}, {}};
    }
    const auto one = parse_target(what, all, false);
    described found{known_description(one.interface, all).value(), one.interface,
                    instances_of(one.interface, all.root), one.element};
    if (found.what->instances_many && one.interface.find('@') == one.interface.npos)
        found.name += "@INSTANCE";
    if (!one.element.empty() && found.what->find(one.element) == nullptr)
        throw exception{{.number = ENOENT,
                         .message = fmt::format(
                             "{}: there is no {}; gangway describe {} shows all that there is",
                             one.interface, one.element, one.interface)}};
    return found;
}

} // namespace

int describe(const std::string& what, bool want_counters, const options& all) {
    if (is_file(what) && want_counters)
        throw usage_error{"--counters are those of a loaded interface"};
    const auto found = look_up(what, all);
    const auto& d = *found.what;
    counted_elements counted;
    if (want_counters)
        counted = {d, connect(parse_target(what, all, false), all)};
    if (all.json)
        print_as_json(d, found.only, counted);
    else
        print_text(d, found.name, found.instances, found.only, counted);
    return counted.failed() ? 1 : 0;
}

} // namespace gangway::tool
