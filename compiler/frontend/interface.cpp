// SPDX-License-Identifier: MIT
#include "frontend/interface.hpp"

#include <algorithm>
#include <array>

namespace gangway::compiler {

namespace {

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

/// What the two sides of a module are made of.
void claim_for_provider(workbench& w, position at) {
    const auto& name = w.made.name;
    for (const std::string_view part :
         {"", "_session", "_ops", "_register()", "_unregister()", "_priv()", "_dying()",
          "_wait_queue()", "_session_priv()", "_session_set_priv()", "_gw_elements()",
          "_gw_interface()", "_ops.open", "_ops.close"})
        w.names.claim_c(fmt::format("{}{}", name, part), "the interface", at);
    w.names.claim_c(upper(name) + "_NODE_DIR", "the interface", at);
}

void read_provider(workbench& w, const node& root) {
    auto& existing = w.made.existing;
    if (const node* const n = root.find("provider"))
        existing = w.read.choice(*n, "provider", "a provider", provider_words) == 1U;
    if (existing)
        for (const std::string_view key :
             {"netns", "instances", "concurrent", "sessions", "subscribers", "access", "removed"})
            w.refuse_for_existing(root, key);
}

void read_access(workbench& w, const node& n) {
    if (!w.read.is_map(n, "access", {"mode", "group", "public"}))
        return;
    auto& access = w.made.access;
    if (const node* const mode = n.find("mode")) {
        const auto text = w.read.text(*mode, "mode");
        const auto bits = text ? parse_mode(*text) : std::nullopt;
        if (text && (!bits || mode->plain))
            w.log.add<diag::bad_mode>(mode->at, *text);
        access.mode = bits.value_or(access.mode);
    }
    if (const node* const is_public = n.find("public"))
        access.is_public = w.read.boolean(*is_public, "public").value_or(false);
    const node* const group = n.find("group");
    if (group == nullptr)
        return;
    const auto name = w.read.word(*group, "group");
    if (!name)
        return;
    auto letters = *name; // groups of users may hold what names of C cannot
    std::ranges::replace(letters, '-', '_');
    constexpr std::size_t most = 15;
    if (!is_name(letters))
        w.log.add<diag::bad_name>(group->at, *name);
    else if (name->size() > most)
        w.log.add<diag::long_name>(group->at, *name, name->size(), "the name of a group", most);
    else if ((access.mode & 0060U) == 0)
        w.log.add<diag::group_without_bits>(group->at, access.mode, *name);
    access.group = *name;
}

void read_limits(workbench& w, const node& root) {
    auto& m = w.made;
    const auto read_max = [&](const node& n, std::string_view what, std::uint32_t most,
                              std::uint32_t& into) {
        if (!w.read.is_map(n, what, {"max"}))
            return;
        if (const node* const max = n.find("max"))
            into = w.read.bounded(*max, fmt::format("{} max", what), 1, most).value_or(1);
        else
            w.log.add<diag::missing_key>(n.at, what, "max", "`max: N`");
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
        w.log.add<diag::too_many_subscribers>(subscribers->at, m.subscribers_max, m.sessions_max);
}

void read_removed(workbench& w, const node& n) {
    if (n.is != node::kind::list) {
        w.log.add<diag::wrong_shape>(n.at, "removed", n.describe(), "a list of names");
        return;
    }
    for (const auto& item : n.items)
        if (const auto name = w.read.word(item, "a removed name"))
            w.removed.push_back({*name, item.at});
}

} // namespace

void read_interface(workbench& w, const node& root) {
    auto& m = w.made;
    read_provider(w, root);
    const node* const name = root.find("interface");
    if (name == nullptr)
        w.log.add<diag::missing_key>(root.at, "the description", "interface", "`interface: NAME`");
    else if (const auto word = w.read.word(*name, "the name of the interface"))
        if (w.read.name(*name, m.existing ? name_use::existing : name_use::interface))
            m.name = *word;
    m.cpp_space = is_library_function(m.name) ? m.name + "_" : m.name;
    w.claim_cpp("client", "the interface", root.at);
    if (!m.existing)
        claim_for_provider(w, root.at);
    m.doc = w.read.doc(root);
    if (const node* const n = root.find("netns"))
        m.netns_each = w.read.choice(*n, "netns", "a way to share namespaces", netns_words) == 1U;
    if (const node* const n = root.find("instances"))
        m.instances_many =
            w.read.choice(*n, "instances", "a number of instances", instances_words) == 1U;
    if (const node* const n = root.find("concurrent"))
        m.concurrent = w.read.boolean(*n, "concurrent").value_or(false);
    if (const node* const n = root.find("access"))
        read_access(w, *n);
    read_limits(w, root);
    if (const node* const n = root.find("removed"))
        read_removed(w, *n);
}

} // namespace gangway::compiler
