// SPDX-License-Identifier: MIT
//
// What a kernel already offers: `at:` of an element, and the numbers of fields in the kernel's own
// messages.
#include <algorithm>
#include <array>
#include <set>

#include "carriers/mechanism.hpp"
#include "frontend/builder.hpp"
#include "frontend/place.hpp"

namespace gangway::compiler {

namespace {

constexpr std::size_t most_path = 255;

bool is_graphic(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7f; });
}

/// Whole, in one way only, and below the folder.
bool is_path_below(std::string_view path, std::string_view folder) {
    const auto in_parts = fmt::format("{}/", path);
    return path.starts_with(folder) && path.size() > folder.size() && path.size() <= most_path &&
           !path.ends_with('/') && is_graphic(path) && in_parts.find("//") == in_parts.npos &&
           in_parts.find("/./") == in_parts.npos && in_parts.find("/../") == in_parts.npos;
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

/// The carrier that the keys belong to: where several share a key, the one whose folder tells most
/// of the value. Null: none of them says.
const carrier* implied_by(const node* at) {
    const auto known = all_keys();
    const auto said = std::ranges::find_if(
        known, [&](auto key) { return at != nullptr && at->find(key) != nullptr; });
    const bool is_bare = at == nullptr || at->entries.empty();
    const carrier* best = nullptr;
    std::size_t most = 0;
    for (const auto& c : carriers()) {
        if (said == known.end() ? !is_bare || !needs_no_key(c) : !has_key(c, *said))
            continue;
        const auto root = mechanism_of(c).root();
        const bool lies_there = said != known.end() && at->find(*said)->text.starts_with(root);
        const auto fit = lies_there ? root.size() : 0;
        if (best == nullptr || fit > most) {
            best = &c;
            most = fit;
        }
    }
    return best;
}

} // namespace

void at_value::path(std::string& into) {
    const auto text = read_.text(value_, key_);
    if (text && !is_path_below(*text, root_))
        log_.add<diag::bad_path>(value_.at, *text, root_);
    into = text.value_or("");
}

void at_value::name(std::size_t most, std::string& into) {
    const auto text = read_.word(value_, key_);
    if (text && (text->empty() || text->size() > most || !is_graphic(*text)))
        log_.add<diag::bad_genl_name>(value_.at, *text, key_, most);
    into = text.value_or("");
}

void at_value::number(std::uint32_t most, std::uint32_t& into) {
    into = read_.bounded(value_, key_, 1, most).value_or(1);
}

void at_value::choice(std::string_view noun, std::span<const std::string_view> words,
                      std::string& into) {
    if (const auto i = read_.choice(value_, key_, noun, words))
        into = words[*i];
}

/// `via:` and `at:`, of which the one may follow from the other.
void builder::read_place(element& e, const node& n) {
    const node* const via = n.find("via");
    const node* const at = n.find("at");
    const auto what = fmt::format("{} '{}'", e.kind(), e.name);
    if (at != nullptr && !read_.is_map(*at, "at", all_keys()))
        return;
    auto where = e.at;
    if (via == nullptr) {
        const auto* const by = implied_by(at);
        if (by == nullptr || !by->carries(kind_of(e))) {
            log_.add<diag::no_place>(at != nullptr ? at->at : e.at, what);
            return;
        }
        e.via.push_back(by);
    } else if (via->is != node::kind::list) {
        log_.add<diag::wrong_shape>(via->at, "via", via->describe(), "a list such as [ioctl]");
        return;
    } else {
        const auto places = read_carriers(e, *via);
        if (via->items.size() != 1)
            log_.add<diag::one_carrier>(via->at, what, via->items.size());
        if (places.size() != 1 || via->items.size() != 1)
            return;
        where = places[0];
    }
    const auto& by = *e.via[0];
    if (check_existing(e, by, where))
        read_address(e, by, at);
}

/// Can it be had so at all?
bool builder::check_existing(const element& e, const carrier& by, position at) {
    const auto fits = [&](const carrier& c) { return c.existing && c.carries(kind_of(e)); };
    if (!by.carries(kind_of(e))) {
        log_.add<diag::carrier_wrong_kind>(at, by.name, plural(kind_of(e)),
                                           names_of(draft_.made, fits));
        return false;
    }
    if (!fits(by)) {
        log_.add<diag::carrier_not_existing>(at, by.name, names_of(draft_.made, fits));
        return false;
    }
    const auto tells = [](const carrier& c) { return mechanism_of(c).tells_of_existing(); };
    const auto* const p = std::get_if<property>(&e.body);
    if (p != nullptr && p->notify && !tells(by))
        log_.add<diag::notify_untold>(at, fmt::format("'{}'", by.name),
                                      names_of(draft_.made, tells));
    const carried what{draft_.made, e, by, at, log_};
    mechanism_of(by).check_existing(what);
    mechanism_of(by).check_fields(what);
    return true;
}

void builder::read_address(element& e, const carrier& by, const node* at) {
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
            at_value read{read_, log_, value, key.text, its.root()};
            if (found != keys.end())
                found->read(read, e.place);
            else if (std::ranges::find(all, key.text) != all.end())
                log_.add<diag::unknown_key>(key.at, what, key.text, suggest(key.text, known));
        }
    }
    for (const auto& key : keys)
        if (!key.example.empty() && (at == nullptr || at->find(key.name) == nullptr))
            log_.add<diag::missing_key>(at != nullptr ? at->at : e.at, what, key.name, key.example);
}

/// `attribute:` and `item:` of a field, or of a property's value.
void builder::read_numbers(field& f, const node& n) {
    const auto read = [&](std::string_view key, std::uint16_t& into) {
        const node* const number = n.find(key);
        if (number == nullptr)
            return;
        if (!draft_.made.existing)
            log_.add<diag::number_without_provider>(number->at, key);
        const auto what = fmt::format("{} of '{}'", key, f.name);
        into =
            static_cast<std::uint16_t>(read_.bounded(*number, what, 1, most_attribute).value_or(1));
    };
    read("attribute", f.attribute);
    read("item", f.item);
}

/// Each field of what is written as attributes is one of them, and no other field is.
void builder::check_numbers() {
    const auto& m = draft_.made;
    if (!m.existing)
        return;
    const auto in_attributes = structs_by(m, encoding::attributes);
    const std::set<const struct_type*> numbered{in_attributes.begin(), in_attributes.end()};
    for (const auto& s : m.structs)
        for (const auto& f : s->fields)
            if (!numbered.contains(s.get()) && (f.attribute != 0 || f.item != 0))
                log_.add<diag::number_elsewhere>(f.at, f.name, f.item != 0 ? "item" : "attribute");
    std::set<const struct_type*> outermost;
    for (const auto& e : m.elements)
        if (std::ranges::find(e.via, encoding::attributes, &carrier::writes) != e.via.end())
            for (const auto& [part, p] : payloads_of(e)) {
                const bool in_nests = e.place.each != 0 && (part == "row" || part == "record");
                check_numbers(*p->type, in_nests ? &e : nullptr);
                outermost.insert(p->type);
            }
    for (const auto* const s : in_attributes)
        if (!outermost.contains(s) || s->nested)
            check_numbers(*s, nullptr);
}

/// `with_items`: the element whose `each:` has nests for this struct; null: there is none.
void builder::check_numbers(const struct_type& type, const element* with_items) {
    std::map<std::pair<bool, std::uint32_t>, std::string> taken; // by "is item" and number
    if (with_items != nullptr) {
        taken.emplace(std::pair{false, with_items->place.each}, "each");
        if (std::ranges::all_of(type.fields, [](const field& f) { return f.item == 0; }))
            log_.add<diag::each_without_item>(with_items->at, with_items->name);
    }
    for (const auto& f : type.fields) {
        const std::string_view key = f.item != 0 ? "item" : "attribute";
        if (f.attribute == 0 && f.item == 0)
            log_.add<diag::number_missing>(f.at, f.name,
                                           with_items != nullptr ? "`attribute: N` or `item: N`"
                                                                 : "`attribute: N`");
        else if (f.attribute != 0 && f.item != 0)
            log_.add<diag::attribute_and_item>(f.at, f.name);
        else if (f.item != 0 && with_items == nullptr)
            log_.add<diag::item_without_each>(f.at, f.name);
        else if (const auto [first, fresh] = taken.emplace(
                     std::pair{f.item != 0, f.item != 0 ? f.item : f.attribute}, f.name);
                 !fresh)
            log_.add<diag::number_taken>(f.at, key, first->first.second, first->second);
    }
}

} // namespace gangway::compiler
