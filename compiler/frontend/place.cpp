// SPDX-License-Identifier: MIT
#include "frontend/place.hpp"

#include <algorithm>
#include <limits>

#include "carriers/mechanism.hpp"
#include "frontend/via.hpp"

namespace gangway::compiler {

namespace {

constexpr std::size_t most_path = 255;

bool is_graphic(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7f; });
}

bool is_printable(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= ' ' && c < 0x7f; });
}

/// Of an axis.
std::int32_t bound(workbench& w, const node& n, std::string_view what) {
    const auto said = w.read.number(n, what);
    constexpr std::uint64_t most = std::numeric_limits<std::int32_t>::max();
    if (!said)
        return 0;
    if (said->magnitude > most) {
        w.log.add<diag::integer_bounds>(n.at, what, n.text, -static_cast<std::int64_t>(most), most);
        return 0;
    }
    const auto value = static_cast<std::int32_t>(said->magnitude);
    return said->negative ? -value : value;
}

bool is_path_below(std::string_view path, std::string_view folder) {
    return path.starts_with(folder) && path.size() > folder.size() && path.size() <= most_path &&
           is_graphic(path) && is_plain_path(path);
}

/// All keys of `at:`, whatever the carrier.
std::vector<std::string_view> all_keys() {
    std::vector<std::string_view> all;
    for (const auto& c : carriers())
        for (const auto& key : mechanism_of(c).at_keys())
            if (std::ranges::find(all, key.name) == all.end())
                all.push_back(key.name);
    return all;
}

bool has_key(const carrier& c, std::string_view name) {
    const auto keys = mechanism_of(c).at_keys();
    return std::ranges::find(keys, name, &at_key::name) != keys.end();
}

/// Can it do without `at:`?
bool needs_no_key(const carrier& c) {
    const auto keys = mechanism_of(c).at_keys();
    return !keys.empty() && std::ranges::all_of(keys, &std::string_view::empty, &at_key::example);
}

/// Of the carriers with this key, the one whose folder is the longest prefix of the value.
const carrier* nearest(std::string_view key, std::string_view value) {
    const carrier* best = nullptr;
    std::size_t most = 0;
    for (const auto& c : carriers()) {
        if (!has_key(c, key))
            continue;
        const auto root = mechanism_of(c).root();
        const auto fit = value.starts_with(root) ? root.size() : 0;
        if (best == nullptr || fit > most) {
            best = &c;
            most = fit;
        }
    }
    return best;
}

/// The carrier that the keys belong to; null: none of them says.
const carrier* implied_by(const node* at) {
    if (at == nullptr || at->entries.empty()) {
        const auto found = std::ranges::find_if(carriers(), needs_no_key);
        return found == carriers().end() ? nullptr : &*found;
    }
    for (const auto key : all_keys())
        if (const node* const value = at->find(key))
            return nearest(key, value->text);
    return nullptr;
}

/// Can it be had so at all?
bool check_existing(workbench& w, const element& e, const carrier& by, position at) {
    const auto fits = [&](const carrier& c) { return c.existing && c.carries(kind_of(e)); };
    if (!by.carries(kind_of(e))) {
        w.log.add<diag::carrier_wrong_kind>(at, by.name, plural(kind_of(e)),
                                            names_of(w.made, fits));
        return false;
    }
    if (!fits(by)) {
        w.log.add<diag::carrier_not_existing>(at, by.name, names_of(w.made, fits));
        return false;
    }
    const auto tells = [](const carrier& c) { return mechanism_of(c).tells_of_existing(); };
    const auto* const p = std::get_if<property>(&e.body);
    if (p != nullptr && p->notify && !tells(by))
        w.log.add<diag::notify_untold>(at, fmt::format("'{}'", by.name), names_of(w.made, tells));
    const carried what{w.made, e, by, at, w.log};
    mechanism_of(by).check_existing(what);
    mechanism_of(by).check_fields(what);
    return true;
}

void read_address(workbench& w, element& e, const carrier& by, const node* at) {
    const auto what = fmt::format("at of {} '{}' ({})", e.kind(), e.name, by.name);
    const auto& its = mechanism_of(by);
    std::vector<at_key> keys;
    std::ranges::copy_if(its.at_keys(), std::back_inserter(keys),
                         [&](const at_key& key) { return key.fits(e); });
    const auto known = words_of(keys, &at_key::name);
    const auto all = all_keys();
    if (at != nullptr) {
        for (const auto& [key, value] : at->entries) {
            const auto found = std::ranges::find(keys, key.text, &at_key::name);
            at_value read{w, value, key.text, its.root()};
            if (found != keys.end())
                found->read(read, e.place);
            else if (std::ranges::find(all, key.text) != all.end())
                w.log.add<diag::unknown_key>(key.at, what, key.text, suggest(key.text, known));
        }
    }
    for (const auto& key : keys)
        if (!key.example.empty() && (at == nullptr || at->find(key.name) == nullptr))
            w.log.add<diag::missing_key>(at != nullptr ? at->at : e.at, what, key.name,
                                         key.example);
}

/// `options`: what is said to this carrier; null: nothing.
void read_options_of(workbench& w, element& e, const carrier& by, const node* options) {
    const auto what = fmt::format("{} of {} '{}'", by.name, e.kind(), e.name);
    const auto keys = mechanism_of(by).option_keys();
    if (options != nullptr && !w.read.is_map(*options, what, words_of(keys, &option_key::name)))
        return;
    for (const auto& key : keys) {
        if (const node* const value = options != nullptr ? options->find(key.name) : nullptr) {
            at_value read{w, *value, key.name, "/"};
            key.read(read, e.options);
        } else if (!key.example.empty() && options != nullptr) {
            w.log.add<diag::missing_key>(options->at, what, key.name,
                                         fmt::format("`{}: {}`", key.name, key.example));
        } else if (!key.example.empty()) {
            w.log.add<diag::missing_key>(
                e.at, fmt::format("{} '{}'", e.kind(), e.name), by.name,
                fmt::format("`{}: {{{}: {}}}`", by.name, key.name, key.example));
        }
    }
}

} // namespace

bool is_plain_path(std::string_view path) {
    const auto in_parts = fmt::format("{}/", path);
    return !path.ends_with('/') && in_parts.find("//") == in_parts.npos &&
           in_parts.find("/./") == in_parts.npos && in_parts.find("/../") == in_parts.npos;
}

std::vector<std::string_view> carriers_with_options(element_kind kind) {
    std::vector<std::string_view> names;
    for (const auto& c : carriers())
        if (c.carries(kind) && !mechanism_of(c).option_keys().empty())
            names.push_back(c.name);
    return names;
}

void read_options(workbench& w, element& e, const node& n) {
    for (const auto* const c : e.via)
        mechanism_of(*c).usual_options(e.options);
    for (const auto name : carriers_with_options(kind_of(e))) {
        const node* const options = n.find(name);
        const auto* const c = find_carrier(name);
        if (e.carried_by(c->id))
            read_options_of(w, e, *c, options);
        else if (options != nullptr)
            w.log.add<diag::option_of_no_carrier>(options->at, e.name, name);
    }
}

void at_value::path(std::string& into) {
    const auto text = w_.read.text(value_, key_);
    if (text && !is_path_below(*text, root_))
        w_.log.add<diag::bad_path>(value_.at, *text, root_);
    into = text.value_or("");
}

void at_value::name(std::size_t most, std::string& into) {
    const auto text = w_.read.word(value_, key_);
    if (text && (text->empty() || text->size() > most || !is_graphic(*text)))
        w_.log.add<diag::bad_genl_name>(value_.at, *text, key_, most);
    into = text.value_or("");
}

void at_value::number(std::uint32_t least, std::uint32_t most, std::uint32_t& into) {
    into = w_.read.bounded(value_, key_, least, most).value_or(1);
}

void at_value::truth(bool& into) {
    into = w_.read.boolean(value_, key_).value_or(false);
}

void at_value::text(std::string& into) {
    const auto text = w_.read.text(value_, key_);
    if (text && (text->empty() || text->size() > most_path || !is_printable(*text)))
        w_.log.add<diag::at_text>(value_.at, key_, most_path);
    into = text.value_or("");
}

void at_value::texts(std::vector<std::string>& into) {
    if (value_.is != node::kind::list || value_.items.empty()) {
        w_.log.add<diag::wrong_shape>(value_.at, key_, value_.describe(), "a list of texts");
        return;
    }
    for (const auto& item : value_.items)
        at_value{w_, item, key_, root_}.text(into.emplace_back());
}

void at_value::codes(std::vector<input_code>& into) {
    if (!w_.read.is_open_map(value_, key_, "a map of FIELD: CODE"))
        return;
    for (const auto& entry : value_.entries)
        code(entry, into);
}

void at_value::code(const yaml_entry& entry, std::vector<input_code>& into) {
    const auto& [name, said] = entry;
    const bool has_range = said.is == node::kind::list && said.items.size() == 3;
    if (!has_range && said.is != node::kind::scalar) {
        w_.log.add<diag::wrong_shape>(said.at, name.text, said.describe(),
                                      "a code, or [CODE, LEAST, MOST]");
        return;
    }
    auto& made = into.emplace_back();
    made.field = name.text;
    made.at = name.at;
    made.word = w_.read.text(has_range ? said.items[0] : said, name.text).value_or("");
    if (!has_range)
        return;
    const auto low = bound(w_, said.items[1], name.text);
    const auto high = bound(w_, said.items[2], name.text);
    made.range = {low, high};
    if (low >= high)
        w_.log.add<diag::at_range>(said.at, name.text, low, high);
}

void at_value::choice(std::string_view noun, std::span<const std::string_view> words,
                      std::string& into) {
    if (const auto i = w_.read.choice(value_, key_, noun, words))
        into = words[*i];
}

void read_place(workbench& w, element& e, const node& n) {
    const node* const via = n.find("via");
    const node* const at = n.find("at");
    const auto what = fmt::format("{} '{}'", e.kind(), e.name);
    if (at != nullptr && !w.read.is_map(*at, "at", all_keys()))
        return;
    auto where = e.at;
    if (via == nullptr) {
        const auto* const by = implied_by(at);
        if (by == nullptr || !by->carries(kind_of(e))) {
            w.log.add<diag::no_place>(at != nullptr ? at->at : e.at, what);
            return;
        }
        e.via.push_back(by);
    } else if (via->is != node::kind::list) {
        w.log.add<diag::wrong_shape>(via->at, "via", via->describe(), "a list such as [ioctl]");
        return;
    } else {
        const auto places = read_carriers(w, e, *via);
        if (via->items.size() != 1)
            w.log.add<diag::one_carrier>(via->at, what, via->items.size());
        if (places.size() != 1 || via->items.size() != 1)
            return;
        where = places[0];
    }
    const auto& by = *e.via[0];
    if (check_existing(w, e, by, where))
        read_address(w, e, by, at);
}

} // namespace gangway::compiler
