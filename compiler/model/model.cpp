// SPDX-License-Identifier: MIT
#include "model/model.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace gangway::compiler {

namespace {

struct basic_info {
    std::string_view word;
    std::uint32_t size;
    std::string_view c_type;
};

constexpr auto basics = std::to_array<basic_info>({
#define GW_TYPE(NAME, id, name, word, size, form, c_type) {word, size, c_type},
#include <gangway/types.def>
    {"enum", 0, {}},
    {"flags", 0, {}},
    {"struct", 0, {}},
});

const basic_info& info(basic type) noexcept {
    return basics[static_cast<std::size_t>(type)];
}

} // namespace

std::string_view to_string(basic type) noexcept {
    return info(type).word;
}

std::string_view c_type(basic type) noexcept {
    return info(type).c_type;
}

std::uint32_t scalar_size(basic type) noexcept {
    return type < basic::string ? info(type).size : 0;
}

bool is_integer(basic type) noexcept {
    return type >= basic::u8 && type <= basic::le64;
}

bool is_signed(basic type) noexcept {
    return type >= basic::s8 && type <= basic::s64;
}

std::string_view field::type_name() const noexcept {
    if (structure != nullptr)
        return structure->name;
    if (enumeration != nullptr)
        return enumeration->name;
    return to_string(type);
}

bool property::is_one_struct() const noexcept {
    return !value.empty() && value.type->fields.front().structure != nullptr &&
           value.type->fields.front().form == shape::single;
}

std::uint32_t call::size() const noexcept {
    return std::max(request.size(), reply.size());
}

std::uint32_t call::min() const noexcept {
    return std::max(request.min, reply.min);
}

std::string_view to_string(framing what) noexcept {
    constexpr std::array<std::string_view, 3> names{"none", "records", "lines"};
    return names[static_cast<std::size_t>(what)];
}

std::string_view element::kind() const noexcept {
    constexpr std::array<std::string_view, 5> names{"property", "call", "event", "table", "stream"};
    return names[body.index()];
}

bool element::carried_by(unsigned id) const noexcept {
    return std::ranges::find(via, id, &carrier::id) != via.end();
}

element_kind kind_of(const element& e) noexcept {
    constexpr auto kinds =
        std::to_array({element_kind::property, element_kind::call, element_kind::event,
                       element_kind::table, element_kind::stream});
    return kinds[e.body.index()];
}

std::vector<std::pair<std::string_view, payload*>> payloads_of(element& e) {
    std::vector<std::pair<std::string_view, payload*>> all;
    if (auto* const p = std::get_if<property>(&e.body))
        all = {{"value", &p->value}};
    else if (auto* const c = std::get_if<call>(&e.body))
        all = {{"request", &c->request}, {"reply", &c->reply}};
    else if (auto* const v = std::get_if<event>(&e.body))
        all = {{"record", &v->record}};
    else if (auto* const t = std::get_if<table>(&e.body))
        all = {{"request", &t->request}, {"row", &t->row}};
    std::erase_if(all, [](const auto& entry) { return entry.second->empty(); });
    return all;
}

std::vector<std::pair<std::string_view, const payload*>> payloads_of(const element& e) {
    std::vector<std::pair<std::string_view, const payload*>> all;
    for (const auto& [name, p] : payloads_of(const_cast<element&>(e))) // reads only
        all.emplace_back(name, p);
    return all;
}

namespace {

void add_with_nested(const struct_type& type, std::set<const struct_type*>& into) {
    if (into.insert(&type).second)
        for (const auto& f : type.fields)
            if (f.structure != nullptr)
                add_with_nested(*f.structure, into);
}

} // namespace

std::vector<const struct_type*> structs_by(const model& m, encoding written) {
    std::set<const struct_type*> found;
    for (const auto& e : m.elements)
        if (std::ranges::find(e.via, written, &carrier::writes) != e.via.end())
            for (const auto& [part, p] : payloads_of(e))
                add_with_nested(*p->type, found);
    std::vector<const struct_type*> ordered;
    for (const auto& type : m.structs)
        if (found.contains(type.get()))
            ordered.push_back(type.get());
    return ordered;
}

std::string upper(std::string_view name) {
    std::string text{name};
    for (char& c : text)
        if (c >= 'a' && c <= 'z')
            c = static_cast<char>(c - 'a' + 'A');
    return text;
}

} // namespace gangway::compiler
