// SPDX-License-Identifier: MIT
//
// Properties, calls, events, tables and streams, and the carriers they name.
#include "frontend/builder.hpp"

#include <algorithm>
#include <array>

namespace gangway::compiler {

namespace {

/// Answers that the core gives by itself, so that they would mean two things.
struct own_answer {
    std::string_view name;
    std::string_view meaning;
};
constexpr auto own_answers = std::to_array<own_answer>({
    {"E2BIG", "the caller is newer and says what this module does not know"},
    {"EFAULT", "the caller's buffer cannot be read or written"},
    {"ENODEV", "the provider is gone"},
    {"ENOTTY", "there is no such element"},
});

} // namespace

void builder::read_section(const node& root, std::string_view section, element_reader read) {
    const node* const n = root.find(section);
    if (n == nullptr || !read_.is_open_map(*n, section, "a map of NAME: {…}"))
        return;
    for (const auto& [name, body] : n->entries) {
        if (!read_.name(name, name_use::element))
            continue;
        const auto what = fmt::format("an entry of {}", section);
        const auto [first, fresh] = elements_.emplace(name.text, std::pair{what, name.at});
        if (!fresh) {
            const auto& [other, at] = first->second;
            log_.add<diag::name_taken>(name.at, name.text, other, at.line);
            continue;
        }
        element e;
        e.name = name.text;
        e.at = name.at;
        (this->*read)(e, body);
        claim_names(e);
        draft_.made.elements.push_back(std::move(e));
    }
}

/// What the generated code calls after the element: its number, its ioctls, functions of the
/// provider, an enum of errors.
void builder::claim_names(const element& e) {
    const auto& x = draft_.made.name;
    const auto what = fmt::format("{} '{}'", e.kind(), e.name);
    const auto* const c = std::get_if<call>(&e.body);
    if (c != nullptr && !c->errors.empty())
        claim_cpp_name(e.name + "_error", fmt::format("the errors of {}", what), e.at);
    if (draft_.made.existing)
        return;
    const auto claim_constant = [&](std::string_view middle) {
        names_.claim_c(upper(fmt::format("{}{}{}", x, middle, e.name)), what, e.at);
    };
    const auto claim_function = [&](std::string_view middle) {
        names_.claim_c(fmt::format("{}{}{}()", x, middle, e.name), what, e.at);
    };
    const auto claim_handler = [&](std::string_view verb) {
        names_.claim_c(fmt::format("{}_ops.{}{}", x, verb, e.name), what, e.at);
    };
    claim_constant("_");
    if (const auto* const p = std::get_if<property>(&e.body)) {
        if (p->readable) {
            claim_constant("_ioc_get_");
            claim_handler("get_");
        }
        if (p->writable)
            claim_constant("_ioc_set_");
        if (p->is_given())
            claim_handler("set_");
        if (!p->parameter.empty())
            names_.claim_c(fmt::format("module_param({})", p->parameter), what, e.at);
        claim_function("_");
        claim_function("_set_");
        if (p->notify)
            claim_function("_changed_");
    } else if (c != nullptr) {
        claim_constant("_ioc_");
        claim_handler("");
    } else if (std::holds_alternative<event>(e.body)) {
        for (const std::string_view verb : {"_emit_", "_reserve_", "_commit_", "_discard_"})
            claim_function(verb);
    } else if (std::holds_alternative<table>(e.body)) {
        claim_function("_changed_");
        claim_handler("next_");
    }
}

void builder::read_common(element& e, const node& n) {
    e.doc = read_.doc(n);
    if (const node* const cap = n.find("requires"))
        if (const auto i =
                read_.choice(*cap, "requires", "a capability of Linux", capability_names()))
            e.requires_ = capability_names()[*i];
    if (draft_.made.existing) {
        for (const std::string_view key : {"default", "context", "param"})
            refuse_for_existing(n, key);
        read_place(e, n);
        return;
    }
    if (const node* const at = n.find("at"))
        log_.add<diag::at_without_provider>(at->at);
    read_via(e, n);
}

void builder::read_property(element& e, const node& n) {
    auto& p = e.body.emplace<property>();
    const auto what = fmt::format("property '{}'", e.name);
    if (!read_.is_map(n, what,
                      {"type", "doc", "access", "default", "range", "format", "unit", "count",
                       "max", "attribute", "item", "notify", "param", "requires", "via", "at"}))
        return;
    if (const node* const access = n.find("access")) {
        constexpr auto words = std::to_array<std::string_view>({"r", "w", "rw", "load"});
        const auto i = read_.choice(*access, "access", "an access", words).value_or(0);
        p.readable = i == 0 || i == 2;
        p.writable = i == 1 || i == 2;
        p.load_only = i == 3;
    }
    field f;
    f.name = "value";
    f.at = e.at;
    if (read_unit(f, n, what)) {
        read_value_rules(p, f, n);
        f.doc = {}; // the element has it
        auto* const value = new_struct(e.name, what, e.at);
        value->fields.push_back(std::move(f));
        p.value.type = value;
    }
    if (const node* const notify = n.find("notify")) {
        p.notify = read_.boolean(*notify, "notify").value_or(false);
        if (p.notify && !p.readable)
            log_.add<diag::notify_write_only>(notify->at, e.name);
    }
    read_common(e, n);
    read_parameter(e, p, n);
}

void builder::read_call(element& e, const node& n) {
    auto& c = e.body.emplace<call>();
    c.union_name = fmt::format("{}_{}", draft_.made.name, e.name);
    const auto what = fmt::format("call '{}'", e.name);
    static const node nothing = [] {
        node empty;
        empty.is = node::kind::map;
        return empty;
    }();
    const node& body = n.is == node::kind::null ? nothing : n; // `reset:` says all there is
    if (!read_.is_map(body, what, {"doc", "request", "reply", "errors", "requires", "via", "at"}))
        return;
    if (const node* const request = body.find("request"))
        c.request =
            read_payload(*request, fmt::format("the request of {}", what), e.name + "_request");
    if (const node* const reply = body.find("reply"))
        c.reply = read_payload(*reply, fmt::format("the reply of {}", what), e.name + "_reply");
    if (!c.request.empty() || !c.reply.empty())
        names_.claim_c(c.union_name, what, e.at);
    if (const node* const errors = body.find("errors"))
        read_errors(e, c, *errors);
    read_common(e, body);
}

void builder::read_errors(const element& e, call& c, const node& n) {
    if (!read_.is_open_map(n, "errors", "a map of ERRNO: WHEN"))
        return;
    for (const auto& [name, text] : n.entries) {
        const auto own = std::ranges::find(own_answers, name.text, &own_answer::name);
        if (!is_errno(name.text)) {
            log_.add<diag::unknown_word>(name.at, name.text, "an error of Linux",
                                         suggest(name.text, errno_names()));
        } else if (own != own_answers.end() && !draft_.made.existing) {
            log_.add<diag::own_errno>(name.at, own->name, own->meaning);
        } else {
            declared_error error{name.text, upper(c.union_name + "_" + name.text),
                                 read_.doc_text(text), name.at};
            names_.claim_c(error.c_name, fmt::format("an error of call '{}'", e.name), name.at);
            c.errors.push_back(std::move(error));
        }
    }
}

void builder::read_event(element& e, const node& n) {
    auto& v = e.body.emplace<event>();
    const auto what = fmt::format("event '{}'", e.name);
    if (!read_.is_map(n, what, {"record", "doc", "context", "requires", "via", "at"}))
        return;
    if (const node* const record = n.find("record"))
        v.record = read_payload(*record, fmt::format("the record of {}", what), e.name);
    else
        log_.add<diag::missing_key>(e.at, what, "record", "the name of a struct, or its fields");
    if (const node* const where = n.find("context")) {
        constexpr auto words =
            std::to_array<std::string_view>({"process", "atomic", "hardirq", "nmi"});
        if (const auto i = read_.choice(*where, "context", "a context", words))
            v.deepest = static_cast<context>(*i + 1);
    }
    read_common(e, n);
}

void builder::read_table(element& e, const node& n) {
    auto& t = e.body.emplace<table>();
    const auto what = fmt::format("table '{}'", e.name);
    if (!read_.is_map(n, what, {"key", "row", "doc", "requires", "via", "at"}))
        return;
    if (const node* const row = n.find("row"))
        t.row = read_payload(*row, fmt::format("the row of {}", what), e.name);
    else
        log_.add<diag::missing_key>(e.at, what, "row", "the name of a struct, or its fields");
    const node* const key = n.find("key");
    if (key == nullptr || (key->is == node::kind::list && key->items.empty()))
        log_.add<diag::missing_key>(key != nullptr ? key->at : e.at, what, "key",
                                    "the field that tells rows apart");
    else if (key->is != node::kind::list)
        read_key(e, t, *key);
    else
        for (const auto& item : key->items)
            read_key(e, t, item);
    read_common(e, n);
}

void builder::read_key(const element& e, table& t, const node& n) {
    const auto name = read_.word(n, fmt::format("the key of '{}'", e.name));
    if (!name || t.row.empty())
        return;
    const auto& fields = t.row.type->fields;
    const auto found = std::ranges::find(fields, *name, &field::name);
    if (found == fields.end()) {
        log_.add<diag::key_not_in_row>(n.at, *name, suggest(*name, words_of(fields, &field::name)));
        return;
    }
    if (found->form == shape::bounded || found->type == basic::bytes)
        log_.add<diag::key_not_fixed>(
            n.at, *name, found->form == shape::bounded ? "an array with max" : "bytes");
    const auto index = static_cast<std::size_t>(found - fields.begin());
    if (std::ranges::find(t.key, index) != t.key.end())
        log_.add<diag::key_twice>(n.at, *name);
    t.key.push_back(index);
}

void builder::read_stream(element& e, const node& n) {
    auto& s = e.body.emplace<stream>();
    const auto what = fmt::format("stream '{}'", e.name);
    if (!read_.is_map(n, what, {"direction", "doc", "requires", "via", "at"}))
        return;
    log_.add<diag::kind_not_yet>(e.at, plural(element_kind::stream), e.name);
    constexpr auto words = std::to_array<std::string_view>({"read", "write", "both"});
    if (const node* const direction = n.find("direction")) {
        const auto i = read_.choice(*direction, "direction", "a direction", words).value_or(0);
        s.reads = i != 1;
        s.writes = i != 0;
    } else {
        log_.add<diag::missing_key>(e.at, what, "direction", "read, write or both");
    }
    read_common(e, n);
}

payload builder::read_payload(const node& n, std::string_view what,
                              const std::string& struct_name) {
    if (n.is != node::kind::scalar) {
        auto* const type = new_struct(struct_name, std::string{what}, n.at);
        claim_cpp_name(struct_name, std::string{what}, n.at);
        read_fields(*type, n, what);
        return {type, 0};
    }
    const auto name = read_.word(n, what);
    if (!name)
        return {};
    const auto* const type = find_type(*name);
    if (type != nullptr && type->structure != nullptr)
        return {type->structure, 0};
    const auto known = type_names();
    if (type != nullptr && type->enumeration != nullptr)
        log_.add<diag::not_a_struct>(n.at, *name, type->enumeration->is_flags ? "flags" : "an enum",
                                     what);
    else if (type == nullptr && std::ranges::find(known, *name) != known.end())
        log_.add<diag::not_a_struct>(n.at, *name, "built in", what);
    else if (type == nullptr)
        log_.add<diag::unknown_type>(n.at, *name, suggest(*name, known));
    return {};
}

} // namespace gangway::compiler
