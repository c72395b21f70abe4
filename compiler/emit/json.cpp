// SPDX-License-Identifier: MIT
//
// NAME.gw.json: the description as programs read it, embedded in the module and in the client.
// No spaces, but a line for each type, element and field, so that versions can be compared.
#include "carriers/mechanism.hpp"
#include "emit/c_code.hpp"
#include "emit/emit.hpp"
#include "model/lock.hpp"

namespace gangway::compiler {

namespace {

/// `"key":value,` pairs of one object; the text is complete with its braces.
class object {
public:
    void raw(std::string_view key, std::string_view value) {
        text_ += fmt::format("{}{}:{}", text_.empty() ? "" : ",", in_json(key), value);
    }
    void text(std::string_view key, std::string_view value) { raw(key, in_json(value)); }
    void number(std::string_view key, std::uint64_t value) { raw(key, fmt::format("{}", value)); }
    void text_if_any(std::string_view key, std::string_view value) {
        if (!value.empty())
            text(key, value);
    }
    void number_if_any(std::string_view key, std::uint64_t value) {
        if (value != 0)
            number(key, value);
    }
    [[nodiscard]] bool empty() const { return text_.empty(); }
    [[nodiscard]] std::string str() const { return "{" + text_ + "}"; }

private:
    std::string text_;
};

std::string to_json(const constant& c) {
    if (const auto* text = std::get_if<std::string>(&c))
        return in_json(*text);
    if (const auto* truth = std::get_if<bool>(&c))
        return *truth ? "true" : "false";
    if (const auto* number = std::get_if<std::int64_t>(&c))
        return fmt::format("{}", *number);
    return fmt::format("{}", std::get<std::uint64_t>(c));
}

std::string to_json(const field& f) {
    object o;
    o.text("name", f.name);
    o.text("type", f.type_name());
    o.number("offset", f.offset);
    o.number("size", f.size);
    o.text_if_any("format", f.format);
    o.text_if_any("unit", f.unit);
    o.text_if_any("doc", f.doc);
    if (f.form == shape::fixed)
        o.number("count", f.bound);
    else if (f.bound > 0)
        o.number("max", f.bound);
    if (f.form != shape::single)
        o.number("elem_size", f.elem_size);
    if (f.attribute)
        o.number("attribute", *f.attribute);
    if (f.item)
        o.number("item", *f.item);
    if (f.optional)
        o.number("given", f.given - f.offset);
    if (f.repeated)
        o.raw("repeated", "true");
    if (f.first)
        o.number("first", *f.first);
    return o.str();
}

std::string fields_of(const struct_type& type) {
    std::vector<std::string> fields;
    for (const auto& f : type.fields)
        fields.push_back("\n" + to_json(f));
    return fmt::format("[{}]", fmt::join(fields, ","));
}

std::string to_json(const payload& p) {
    object o;
    if (p.type->named)
        o.text("type", p.type->name);
    o.number("size", p.size());
    o.raw("fields", fields_of(*p.type));
    return o.str();
}

std::string to_json(const struct_type& type) {
    object o;
    o.text("kind", "struct");
    o.text_if_any("doc", type.doc);
    o.number("size", type.size);
    o.number("align", type.align);
    o.raw("fields", fields_of(type));
    return o.str();
}

std::string to_json(const enum_type& type) {
    object values;
    for (const auto& v : type.values)
        values.number(v.name, v.value);
    object o;
    o.text("kind", type.is_flags ? "flags" : "enum");
    o.text_if_any("doc", type.doc);
    o.text("base", to_string(type.base));
    o.raw("values", values.str());
    return o.str();
}

void add_body(object& o, const property& p) {
    o.text("access", access_of(p));
    if (!p.parameter.empty())
        o.text("parameter", p.parameter);
    if (p.inverted)
        o.raw("inverted", "true");
    if (p.notify)
        o.raw("notify", "true");
    o.raw("value", to_json(p.value));
    if (p.initial)
        o.raw("default", to_json(*p.initial));
    if (p.range)
        o.raw("range", fmt::format("[{},{}]", to_json(p.range->low), to_json(p.range->high)));
}

void add_body(object& o, const call& c) {
    if (!c.request.empty())
        o.raw("request", to_json(c.request));
    if (!c.reply.empty())
        o.raw("reply", to_json(c.reply));
    if (c.errors.empty())
        return;
    object errors;
    for (const auto& error : c.errors)
        errors.text(error.name, error.doc);
    o.raw("errors", errors.str());
}

void add_body(object& o, const event& ev) {
    o.raw("record", to_json(ev.record));
    o.text("context", to_string(ev.deepest));
}

void add_body(object& o, const table& t) {
    std::vector<std::string> key;
    for (const auto& name : key_of(t))
        key.push_back(in_json(name));
    o.raw("key", fmt::format("[{}]", fmt::join(key, ",")));
    if (!t.request.empty())
        o.raw("request", to_json(t.request));
    o.raw("row", to_json(t.row));
}

void add_body(object& o, const stream& s) {
    o.text("access", access_of(s));
    if (s.positioned)
        o.raw("positioned", "true");
    o.text("frames", to_string(s.frames));
    o.number_if_any("store", s.store);
}

object to_json(const address& at) {
    object o;
    o.text_if_any("node", at.node);
    o.number_if_any("number", at.number);
    o.number_if_any("set", at.set);
    if (at.by_value)
        o.raw("by_value", "true");
    if (at.returned)
        o.raw("returned", "true");
    o.text_if_any("family", at.family);
    if (!at.family.empty())
        o.number("command", at.command);
    o.text_if_any("group", at.group);
    if (at.each)
        o.number("each", *at.each);
    o.text_if_any("path", at.path);
    o.text_if_any("action", at.action);
    return o;
}

std::string to_json(const element& e) {
    object o;
    o.text("name", e.name);
    o.text("kind", e.kind());
    o.number("number", e.number);
    o.text_if_any("doc", e.doc);
    o.text_if_any("requires", e.requires_);
    std::vector<std::string> via;
    for (const auto* c : e.via)
        via.push_back(in_json(c->name));
    o.raw("via", fmt::format("[{}]", fmt::join(via, ",")));
    if (const auto at = to_json(e.place); !at.empty())
        o.raw("at", at.str());
    for (const auto* c : e.via)
        if (const auto options = mechanism_of(*c).options_json(e); !options.empty())
            o.raw(c->name, options);
    if (const auto* p = as_property(e))
        add_body(o, *p);
    else if (const auto* c = as_call(e))
        add_body(o, *c);
    else if (const auto* ev = as_event(e))
        add_body(o, *ev);
    else if (const auto* t = as_table(e))
        add_body(o, *t);
    else if (const auto* s = as_stream(e))
        add_body(o, *s);
    return "\n" + o.str();
}

} // namespace

output_file emit_json(const model& m) {
    object access;
    access.text("mode", fmt::format("{:04o}", m.access.mode));
    access.text_if_any("group", m.access.group);

    std::vector<std::string> types;
    for (const auto& type : m.enums)
        types.push_back(fmt::format("\n{}:{}", in_json(type->name), to_json(*type)));
    for (const auto& type : m.structs)
        if (type->named)
            types.push_back(fmt::format("\n{}:{}", in_json(type->name), to_json(*type)));

    std::vector<std::string> elements;
    for (const auto& e : m.elements)
        elements.push_back(to_json(e));

    object o;
    o.number("gangway", 1);
    o.text("interface", m.name);
    o.text_if_any("doc", m.doc);
    if (m.existing) {
        o.text("provider", "kernel");
    } else {
        o.text("netns", m.netns_each ? "each" : "init");
        o.text("instances", m.instances_many ? "many" : "one");
        o.raw("access", access.str());
    }
    o.raw("types", fmt::format("{{{}\n}}", fmt::join(types, ",")));
    o.raw("elements", fmt::format("[{}\n]", fmt::join(elements, ",")));
    return {fmt::format("{}.gw.json", m.name), o.str() + "\n"};
}

} // namespace gangway::compiler
