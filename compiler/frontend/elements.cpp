// SPDX-License-Identifier: MIT
#include "frontend/elements.hpp"

#include <algorithm>
#include <array>

#include "carriers/mechanism.hpp"
#include "frontend/params.hpp"
#include "frontend/place.hpp"
#include "frontend/values.hpp"
#include "frontend/via.hpp"

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

/// What the generated code calls after the element: its number, its ioctls, functions of the
/// provider, an enum of errors.
void claim_names(workbench& w, const element& e) {
    const auto& x = w.made.name;
    const auto what = fmt::format("{} '{}'", e.kind(), e.name);
    const auto* const c = std::get_if<call>(&e.body);
    if (c != nullptr && !c->errors.empty())
        w.claim_cpp(e.name + "_error", fmt::format("the errors of {}", what), e.at);
    if (w.made.existing)
        return;
    const auto claim_constant = [&](std::string_view middle) {
        w.names.claim_c(upper(fmt::format("{}{}{}", x, middle, e.name)), what, e.at);
    };
    const auto claim_function = [&](std::string_view middle) {
        w.names.claim_c(fmt::format("{}{}{}()", x, middle, e.name), what, e.at);
    };
    const auto claim_handler = [&](std::string_view verb) {
        w.names.claim_c(fmt::format("{}_ops.{}{}", x, verb, e.name), what, e.at);
    };
    claim_constant("_");
    claim_constant("_gw_at_");
    if (const auto* const p = std::get_if<property>(&e.body)) {
        if (p->readable) {
            claim_constant("_ioc_get_");
            claim_handler("get_");
        }
        if (p->writable)
            claim_constant("_ioc_set_");
        if (p->is_given())
            claim_handler("set_");
        if (!p->parameter.empty()) {
            w.names.claim_c(fmt::format("module_param({})", p->parameter), what, e.at);
            claim_constant("_gw_param_");
        }
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
    } else if (const auto* const s = std::get_if<stream>(&e.body)) {
        if (s->has_handlers()) {
            claim_function("_wake_");
            for (const std::string_view verb : {"read_", "write_", "truncate_", "size_"})
                claim_handler(verb);
        } else {
            claim_constant("_store_");
            for (const std::string_view verb :
                 {"_read_", "_write_", "_append_", "_truncate_", "_size_"})
                claim_function(verb);
        }
    }
}

/// And the names of carriers that it may say something to.
std::vector<std::string_view> with_options(std::vector<std::string_view> keys, element_kind kind) {
    std::ranges::copy(carriers_with_options(kind), std::back_inserter(keys));
    return keys;
}

} // namespace

void element_reader::read_sections(const node& root) {
    read_section(root, "properties", &element_reader::read_property);
    read_section(root, "calls", &element_reader::read_call);
    read_section(root, "events", &element_reader::read_event);
    read_section(root, "tables", &element_reader::read_table);
    if (w_.made.existing)
        w_.refuse_for_existing(root, "streams");
    else
        read_section(root, "streams", &element_reader::read_stream);
}

void element_reader::read_section(const node& root, std::string_view section, read_body read) {
    const node* const n = root.find(section);
    if (n == nullptr || !w_.read.is_open_map(*n, section, "a map of NAME: {…}"))
        return;
    for (const auto& [name, body] : n->entries) {
        if (!w_.read.name(name, name_use::element))
            continue;
        const auto what = fmt::format("an entry of {}", section);
        const auto [first, fresh] = taken_.emplace(name.text, std::pair{what, name.at});
        if (!fresh) {
            const auto& [other, at] = first->second;
            w_.log.add<diag::name_taken>(name.at, name.text, other, at.line);
            continue;
        }
        element e;
        e.name = name.text;
        e.at = name.at;
        (this->*read)(e, body);
        claim_names(w_, e);
        w_.made.elements.push_back(std::move(e));
    }
}

void element_reader::read_requires(element& e, const node& n) {
    const node* const cap = n.find("requires");
    if (cap == nullptr)
        return;
    const auto name = w_.read.text(*cap, "requires");
    if (!name)
        return;
    if (!is_capability(*name)) {
        w_.log.add<diag::unknown_word>(cap->at, *name, "a capability of Linux",
                                       suggest_capability(*name, capability_names()));
        return;
    }
    e.requires_ = *name;
    if (w_.made.netns_each && !e.requires_.starts_with("CAP_NET_"))
        w_.log.add<diag::host_capability>(cap->at, e.name, e.requires_);
}

void element_reader::read_common(element& e, const node& n) {
    e.doc = w_.read.doc(n);
    read_requires(e, n);
    if (w_.made.existing) {
        for (const std::string_view key : {"default", "context", "param"})
            w_.refuse_for_existing(n, key);
        for (const auto carrier : carriers_with_options(kind_of(e)))
            w_.refuse_for_existing(n, carrier);
        read_place(w_, e, n);
        return;
    }
    if (const node* const at = n.find("at"))
        w_.log.add<diag::at_without_provider>(at->at);
    read_via(w_, e, n);
}

std::string element_reader::in_full(const element& e, const node& n) {
    if (n.is == node::kind::scalar && fields_.is_type(n.text)) {
        const bool is_text = n.text == "string" || n.text == "bytes";
        return fmt::format("a map: write {{type: {}{}}}", n.text, is_text ? ", max: N" : "");
    }
    if (const auto type = as_enum(n); !type.empty())
        return fmt::format("a map: declare `{0}: {1}` in types:, and write {{type: {0}}}", e.name,
                           type);
    return {};
}

void element_reader::read_property(element& e, const node& n) {
    auto& p = e.body.emplace<property>();
    const auto what = fmt::format("property '{}'", e.name);
    if (const auto expected = in_full(e, n); !expected.empty()) {
        w_.log.add<diag::wrong_shape>(n.at, what, n.describe(), expected);
        return;
    }
    if (!w_.read.is_map(n, what,
                        {"type", "doc", "access", "default", "range", "format", "unit", "count",
                         "max", "attribute", "item", "notify", "param", "requires", "via", "at"}))
        return;
    if (const node* const access = n.find("access")) {
        constexpr auto words = std::to_array<std::string_view>({"r", "w", "rw", "load"});
        const auto i = w_.read.choice(*access, "access", "an access", words).value_or(0);
        p.readable = i == 0 || i == 2;
        p.writable = i == 1 || i == 2;
        p.load_only = i == 3;
    }
    field f;
    f.name = e.name; // as messages have it
    f.at = e.at;
    if (fields_.read_unit(f, n, what)) {
        f.name = "value";
        read_value_rules(w_, p, f, n);
        f.doc = {}; // the element has it
        auto* const value = w_.new_struct(e.name, what, e.at);
        value->fields.push_back(std::move(f));
        p.value.type = value;
    }
    if (const node* const notify = n.find("notify")) {
        p.notify = w_.read.boolean(*notify, "notify").value_or(false);
        if (p.notify && !p.readable)
            w_.log.add<diag::notify_write_only>(notify->at, e.name);
    }
    read_common(e, n);
    read_parameter(w_, e, p, n);
}

void element_reader::read_call(element& e, const node& n) {
    auto& c = e.body.emplace<call>();
    c.union_name = fmt::format("{}_gw_{}", w_.made.name, e.name);
    const auto what = fmt::format("call '{}'", e.name);
    static const node nothing = [] {
        node empty;
        empty.is = node::kind::map;
        return empty;
    }();
    const node& body = n.is == node::kind::null ? nothing : n; // `reset:` says all there is
    if (!w_.read.is_map(body, what,
                        with_options({"doc", "request", "reply", "errors", "requires", "via", "at"},
                                     kind_of(e))))
        return;
    if (const node* const request = body.find("request"))
        c.request = fields_.read_payload(*request, fmt::format("the request of {}", what),
                                         e.name + "_request");
    if (const node* const reply = body.find("reply"))
        c.reply =
            fields_.read_payload(*reply, fmt::format("the reply of {}", what), e.name + "_reply");
    if (!c.request.empty() || !c.reply.empty())
        w_.names.claim_c(c.union_name, what, e.at);
    if (const node* const errors = body.find("errors"))
        read_errors(e, c, *errors);
    read_common(e, body);
}

void element_reader::read_errors(const element& e, call& c, const node& n) {
    if (!w_.read.is_open_map(n, "errors", "a map of ERRNO: WHEN"))
        return;
    for (const auto& [name, text] : n.entries) {
        const auto own = std::ranges::find(own_answers, name.text, &own_answer::name);
        if (!is_errno(name.text)) {
            w_.log.add<diag::unknown_word>(name.at, name.text, "an error of Linux",
                                           suggest(name.text, errno_names()));
        } else if (own != own_answers.end() && !w_.made.existing) {
            w_.log.add<diag::own_errno>(name.at, own->name, own->meaning);
        } else {
            declared_error error{name.text,
                                 upper(fmt::format("{}_{}_{}", w_.made.name, e.name, name.text)),
                                 w_.read.doc_text(text), name.at};
            w_.names.claim_c(error.c_name, fmt::format("an error of call '{}'", e.name), name.at);
            c.errors.push_back(std::move(error));
        }
    }
}

void element_reader::read_event(element& e, const node& n) {
    auto& v = e.body.emplace<event>();
    const auto what = fmt::format("event '{}'", e.name);
    if (!w_.read.is_map(
            n, what,
            with_options({"record", "doc", "context", "requires", "via", "at"}, kind_of(e))))
        return;
    if (const node* const record = n.find("record"))
        v.record = fields_.read_payload(*record, fmt::format("the record of {}", what), e.name);
    else
        w_.log.add<diag::missing_key>(e.at, what, "record", "the name of a struct, or its fields");
    if (const node* const where = n.find("context")) {
        constexpr auto words =
            std::to_array<std::string_view>({"process", "atomic", "hardirq", "nmi"});
        if (const auto i = w_.read.choice(*where, "context", "a context", words))
            v.deepest = static_cast<context>(*i + 1);
    }
    read_common(e, n);
}

void element_reader::read_table(element& e, const node& n) {
    auto& t = e.body.emplace<table>();
    const auto what = fmt::format("table '{}'", e.name);
    if (!w_.read.is_map(n, what, {"key", "row", "request", "doc", "requires", "via", "at"}))
        return;
    if (const node* const request = n.find("request")) {
        t.request = fields_.read_payload(*request, fmt::format("the request of {}", what),
                                         e.name + "_request");
        if (!w_.made.existing)
            w_.log.add<diag::request_of_table>(request->at, e.name);
    }
    if (const node* const row = n.find("row"))
        t.row = fields_.read_payload(*row, fmt::format("the row of {}", what), e.name);
    else
        w_.log.add<diag::missing_key>(e.at, what, "row", "the name of a struct, or its fields");
    const node* const key = n.find("key");
    if (key == nullptr || (key->is == node::kind::list && key->items.empty()))
        w_.log.add<diag::missing_key>(key != nullptr ? key->at : e.at, what, "key",
                                      "the field that tells rows apart");
    else if (key->is != node::kind::list)
        read_key(e, t, *key);
    else
        for (const auto& item : key->items)
            read_key(e, t, item);
    read_common(e, n);
}

void element_reader::read_key(const element& e, table& t, const node& n) {
    const auto name = w_.read.word(n, fmt::format("the key of '{}'", e.name));
    if (!name || t.row.empty())
        return;
    const auto& fields = t.row.type->fields;
    const auto found = std::ranges::find(fields, *name, &field::name);
    if (found == fields.end()) {
        w_.log.add<diag::key_not_in_row>(n.at, *name,
                                         suggest(*name, words_of(fields, &field::name)));
        return;
    }
    if (found->form == shape::bounded || found->type == basic::bytes)
        w_.log.add<diag::key_not_fixed>(
            n.at, *name, found->form == shape::bounded ? "an array with max" : "bytes");
    const auto index = static_cast<std::size_t>(found - fields.begin());
    if (std::ranges::find(t.key, index) != t.key.end())
        w_.log.add<diag::key_twice>(n.at, *name);
    t.key.push_back(index);
}

void element_reader::read_stream(element& e, const node& n) {
    auto& s = e.body.emplace<stream>();
    const auto what = fmt::format("stream '{}'", e.name);
    if (!w_.read.is_map(
            n, what,
            with_options({"access", "positioned", "frames", "store", "doc", "requires", "via"},
                         kind_of(e))))
        return;
    if (const node* const access = n.find("access")) {
        constexpr auto words = std::to_array<std::string_view>({"r", "w", "rw"});
        const auto i = w_.read.choice(*access, "access", "an access", words).value_or(0);
        s.readable = i != 1;
        s.writable = i != 0;
    }
    if (const node* const frames = n.find("frames")) {
        constexpr auto words = std::to_array<std::string_view>({"none", "records", "lines"});
        s.frames = static_cast<framing>(
            w_.read.choice(*frames, "frames", "a way to divide it", words).value_or(0));
    }
    read_store(e, s, n);
    read_common(e, n);
    s.elsewhere = std::ranges::any_of(
        e.via, [](const carrier* c) { return mechanism_of(*c).keeps_streams(); });
    s.positioned = s.positioned || s.elsewhere;
}

void element_reader::read_store(const element& e, stream& s, const node& n) {
    const node* const store = n.find("store");
    const node* const positioned = n.find("positioned");
    if (positioned != nullptr)
        s.positioned = w_.read.boolean(*positioned, "positioned").value_or(false);
    if (store != nullptr) {
        s.store = w_.read.bounded(*store, "store", 1, max_store).value_or(1);
        if (positioned != nullptr && !s.positioned)
            w_.log.add<diag::store_positions>(positioned->at, e.name);
        s.positioned = true;
    }
    if (s.frames == framing::records && s.positioned)
        w_.log.add<diag::records_without_bounds>(e.at, e.name,
                                                 store != nullptr ? "a store" : "positions");
}

} // namespace gangway::compiler
