// SPDX-License-Identifier: MIT
//
// The top of a description: the interface itself, who may use it, how many at once.
#include "frontend/builder.hpp"

#include "carriers/mechanism.hpp"

#include <algorithm>
#include <array>

namespace gangway::compiler {

namespace {

constexpr auto top_keys = std::to_array<std::string_view>(
    {"interface", "doc", "provider", "netns", "instances", "concurrent", "sessions", "subscribers",
     "access", "types", "properties", "calls", "events", "streams", "tables", "removed"});

constexpr auto netns_words = std::to_array<std::string_view>({"init", "each"});
constexpr auto instances_words = std::to_array<std::string_view>({"one", "many"});
constexpr auto provider_words = std::to_array<std::string_view>({"module", "kernel"});

constexpr std::uint32_t most_sessions = 65536;
constexpr std::uint32_t most_subscribers = 1024;

/// "0660" → 0660: three octal digits, read and write bits only.
std::optional<std::uint32_t> parse_mode(std::string_view text) {
    if (text.size() != 4 || text[0] != '0')
        return std::nullopt;
    std::uint32_t mode = 0;
    for (const char digit : text.substr(1)) {
        if (digit != '0' && digit != '2' && digit != '4' && digit != '6')
            return std::nullopt;
        mode = mode * 8 + static_cast<std::uint32_t>(digit - '0');
    }
    return mode;
}

} // namespace

draft builder::build(const node& root) {
    if (!read_.is_map(root, "a description", top_keys))
        return std::move(draft_);
    read_provider(root);
    read_interface(root);
    if (const node* const types = root.find("types"))
        declare_types(*types);
    read_types();
    read_section(root, "properties", &builder::read_property);
    read_section(root, "calls", &builder::read_call);
    read_section(root, "events", &builder::read_event);
    read_section(root, "tables", &builder::read_table);
    read_section(root, "streams", &builder::read_stream);
    if (const node* const removed = root.find("removed"))
        read_removed(*removed);
    warn_of_unused_types();
    claim_for_carriers();
    check_numbers();
    // In the order of the text: so are they numbered, whatever the order of the sections.
    std::ranges::sort(draft_.made.elements, {}, &element::at);
    if (elements_.empty() && !log_.failed())
        log_.add<diag::nothing_offered>(root.at, draft_.made.name);
    return std::move(draft_);
}

void builder::read_interface(const node& root) {
    auto& m = draft_.made;
    const node* const name = root.find("interface");
    if (name == nullptr)
        log_.add<diag::missing_key>(root.at, "the description", "interface", "`interface: NAME`");
    else if (const auto word = read_.word(*name, "the name of the interface"))
        if (read_.name(*name, m.existing ? name_use::existing : name_use::interface))
            m.name = *word;
    m.cpp_space = is_library_function(m.name) ? m.name + "_" : m.name;
    claim_cpp_name("client", "the interface", root.at);
    if (!m.existing)
        claim_for_provider(root.at);
    m.doc = read_.doc(root);
    if (const node* const n = root.find("netns"))
        m.netns_each = read_.choice(*n, "netns", "a way to share namespaces", netns_words) == 1U;
    if (const node* const n = root.find("instances"))
        m.instances_many =
            read_.choice(*n, "instances", "a number of instances", instances_words) == 1U;
    if (const node* const n = root.find("concurrent"))
        m.concurrent = read_.boolean(*n, "concurrent").value_or(false);
    if (const node* const n = root.find("access"))
        read_access(*n);
    read_limits(root);
}

/// What the two sides of a module are made of.
void builder::claim_for_provider(position at) {
    const auto& name = draft_.made.name;
    for (const std::string_view part :
         {"", "_session", "_ops", "_register()", "_unregister()", "_priv()", "_dying()",
          "_wait_queue()", "_session_priv()", "_session_set_priv()", "_gw_elements()",
          "_gw_interface()", "_ops.open", "_ops.close"})
        names_.claim_c(fmt::format("{}{}", name, part), "the interface", at);
    for (const std::string_view part : {"_NODE", "_NODE_DIR"})
        names_.claim_c(fmt::format("{}{}", upper(name), part), "the interface", at);
}

void builder::read_provider(const node& root) {
    auto& existing = draft_.made.existing;
    if (const node* const n = root.find("provider"))
        existing = read_.choice(*n, "provider", "a provider", provider_words) == 1U;
    if (existing)
        for (const std::string_view key :
             {"netns", "instances", "concurrent", "sessions", "subscribers", "access", "removed"})
            refuse_for_existing(root, key);
}

/// What only a provider of Gangway's decides.
void builder::refuse_for_existing(const node& n, std::string_view key) {
    const auto found = std::ranges::find(
        n.entries, key, [](const auto& e) -> std::string_view { return e.key.text; });
    if (found != n.entries.end())
        log_.add<diag::kernel_decides>(found->key.at, key);
}

void builder::read_access(const node& n) {
    if (!read_.is_map(n, "access", {"mode", "group"}))
        return;
    auto& access = draft_.made.access;
    if (const node* const mode = n.find("mode")) {
        const auto text = read_.text(*mode, "mode");
        const auto bits = text ? parse_mode(*text) : std::nullopt;
        if (text && (!bits || mode->plain))
            log_.add<diag::bad_mode>(mode->at, *text);
        access.mode = bits.value_or(access.mode);
    }
    const node* const group = n.find("group");
    if (group == nullptr)
        return;
    const auto name = read_.word(*group, "group");
    if (!name)
        return;
    auto letters = *name; // groups of users may hold what names of C cannot
    std::ranges::replace(letters, '-', '_');
    constexpr std::size_t most = 15;
    if (!is_name(letters))
        log_.add<diag::bad_name>(group->at, *name);
    else if (name->size() > most)
        log_.add<diag::long_name>(group->at, *name, name->size(), "the name of a group", most);
    else if ((access.mode & 0060U) == 0)
        log_.add<diag::group_without_bits>(group->at, access.mode, *name);
    access.group = *name;
}

void builder::read_limits(const node& root) {
    auto& m = draft_.made;
    const auto read_max = [&](const node& n, std::string_view what, std::uint32_t most,
                              std::uint32_t& into) {
        if (!read_.is_map(n, what, {"max"}))
            return;
        if (const node* const max = n.find("max"))
            into = read_.bounded(*max, fmt::format("{} max", what), 1, most).value_or(1);
        else
            log_.add<diag::missing_key>(n.at, what, "max", "`max: N`");
    };
    const node* const sessions = root.find("sessions");
    const node* const subscribers = root.find("subscribers");
    if (sessions != nullptr)
        read_max(*sessions, "sessions", most_sessions, m.sessions_max);
    if (subscribers != nullptr)
        read_max(*subscribers, "subscribers", most_subscribers, m.subscribers_max);
    else
        m.subscribers_max = std::min(m.subscribers_max, m.sessions_max);
    if (sessions == nullptr)
        m.sessions_max = std::max(m.sessions_max, m.subscribers_max);
    else if (m.subscribers_max > m.sessions_max)
        log_.add<diag::too_many_subscribers>(subscribers->at, m.subscribers_max, m.sessions_max);
}

void builder::read_removed(const node& n) {
    if (n.is != node::kind::list) {
        log_.add<diag::wrong_shape>(n.at, "removed", n.describe(), "a list of names");
        return;
    }
    for (const auto& item : n.items)
        if (const auto name = read_.word(item, "a removed name"))
            draft_.removed.push_back({*name, item.at});
}

void builder::claim_for_carriers() {
    if (!draft_.made.existing)
        for (const auto* const c : carriers_of(draft_.made))
            mechanism_of(*c).claim_names(draft_.made, names_);
}

void builder::claim_cpp_name(const std::string& name, std::string what, position at) {
    names_.claim_cpp(draft_.made.name, name, std::move(what), at);
}

} // namespace gangway::compiler
