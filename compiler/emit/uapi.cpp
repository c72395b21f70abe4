// SPDX-License-Identifier: MIT
//
// NAME.gw.h: what crosses the border, for C, C++ and the kernel. Its opening comment is enough to
// write a client with open and ioctl alone.
#include <algorithm>
#include <limits>
#include <set>

#include "carriers/mechanism.hpp"
#include "emit/c_code.hpp"
#include "emit/emit.hpp"

namespace gangway::compiler {

namespace {

class uapi_header {
public:
    explicit uapi_header(const model& m)
        : m_{m}
        , ours_{m.existing ? std::vector<const carrier*>{} : carriers_of(m)}
        , upper_{upper(m.name)} {}

    std::string text() && {
        opening();
        if (!m_.existing)
            numbers();
        for (const auto* const c : ours_)
            mechanism_of(*c).write_constants(out_, m_);
        for (const auto& type : m_.enums)
            constants(*type);
        for (const auto& type : m_.structs)
            structure(*type);
        for (const auto* const c : ours_)
            mechanism_of(*c).write_types(out_, m_);
        for (const auto& e : m_.elements) {
            if (const auto* const c = call_with_buffer(e))
                buffer(e, *c);
            if (!m_.existing)
                for (const auto* const c : e.via)
                    mechanism_of(*c).write_requests(out_, m_, e);
            if (const auto* c = as_call(e); c != nullptr && !c->errors.empty())
                errors(e, *c);
        }
        assertions();
        out_.gap();
        out_.line("#endif /* _UAPI_{}_GW_H */", upper_);
        return std::move(out_).take();
    }

private:
    void opening();
    void tell_place(const element& e);
    void protocol();
    void tell(const element& e);
    void tell_usage(const element& e);
    void tell_errors(const call& c);
    void numbers();
    void constants(const enum_type& type);
    void structure(const struct_type& type);
    [[nodiscard]] const call* call_with_buffer(const element& e) const;
    void buffer(const element& e, const call& c);
    void errors(const element& e, const call& c);
    void assertions();
    void paragraph(std::string_view text) { out_.wrapped(in_comment(text), " * ", " * "); }
    void item(std::string_view text) { out_.wrapped(in_comment(text), " *\t", " *\t"); }

    const model& m_;
    std::vector<const carrier*> ours_; // those of a module of Gangway's that it uses
    std::string upper_;
    writer out_;
};

/// Is there an answer to who sets the value?
bool has_requests(const element& e) {
    return std::ranges::any_of(e.via,
                               [](const carrier* c) { return mechanism_of(*c).has_handlers(); });
}

/// The path of the device: X_NODE, unless that is the number of an element `node`.
std::string node_constant(const model& m) {
    const bool is_taken = std::ranges::find(m.elements, "node", &element::name) != m.elements.end();
    return upper(m.name) + (is_taken ? "_GW_NODE" : "_NODE");
}

bool declares_errors(const model& m) {
    return std::ranges::any_of(m.elements, [](const element& e) {
        const auto* c = as_call(e);
        return c != nullptr && !c->errors.empty();
    });
}

void uapi_header::opening() {
    out_.line("/* SPDX-License-Identifier: (GPL-2.0-only WITH Linux-syscall-note) OR MIT */");
    out_.line("/*");
    out_.line(" * {}", generated_line(m_));
    out_.line(" *");
    const auto docs = paragraphs(m_.doc);
    paragraph(docs.empty() ? m_.name : fmt::format("{}: {}", m_.name, docs.front()));
    for (std::size_t i = 1; i < docs.size(); ++i) {
        out_.line(" *");
        paragraph(docs[i]);
    }
    protocol();
    out_.line(" */");
    out_.line("#ifndef _UAPI_{}_GW_H", upper_);
    out_.line("#define _UAPI_{}_GW_H", upper_);
    out_.line();
    if (declares_errors(m_))
        out_.line("#include <linux/errno.h>");
    out_.line("#include <linux/types.h>");
    out_.line();
    std::set<std::string_view> headers{"gangway/layout.h"};
    if (!m_.existing)
        headers.insert("gangway/session.h");
    for (const auto* const c : ours_)
        if (const auto header = mechanism_of(*c).uapi_header(); !header.empty())
            headers.insert(header);
    for (const auto header : headers)
        out_.line("#include <{}>", header);
}

/// How the structs relate to what the kernel sends: each sentence once.
std::string forms_of_existing(const model& m) {
    std::vector<std::string_view> said{"The kernel itself offers all this; no Gangway module is "
                                       "involved. The structs are the C form of its values."};
    for (const auto* const c : carriers_of(m))
        if (const auto form = mechanism_of(*c).form_of_existing();
            !form.empty() && std::ranges::find(said, form) == said.end())
            said.push_back(form);
    return fmt::format("{}", fmt::join(said, " "));
}

void uapi_header::protocol() {
    out_.line(" *");
    out_.line(" * The protocol");
    if (m_.existing) {
        out_.line(" *");
        paragraph(forms_of_existing(m_));
    }
    if (std::ranges::find(ours_, guard::node, &carrier::guarded_by) != ours_.end()) {
        out_.line(" *");
        paragraph(fmt::format(
            "Open {}: one open file is one session.{} Values are in the byte order of the machine "
            "unless their type says be or le. Padding is zero. Structures may grow at their end; "
            "the size in a request says which version the caller has, and <gangway/session.h> "
            "states the rules for both sides, and the errors that every request may end with.",
            node_of(m_),
            m_.netns_each ? " It belongs to the network namespace of the process that opened it."
                          : ""));
    }
    for (const auto* const c : ours_) {
        const auto text = mechanism_of(*c).protocol(m_);
        if (text.empty())
            continue;
        out_.line(" *");
        paragraph(text);
    }
    for (const auto& e : m_.elements) {
        out_.line(" *");
        paragraph(fmt::format("{} ({}){}{}", e.name, e.kind(), e.doc.empty() ? "" : ": ",
                              one_line(e.doc)));
        tell(e);
    }
}

void uapi_header::tell(const element& e) {
    if (m_.existing)
        tell_place(e);
    else
        tell_usage(e);
    if (const auto* c = as_call(e))
        tell_errors(*c);
    if (!e.requires_.empty())
        item(fmt::format("Requires {}.", e.requires_));
}

void uapi_header::tell_place(const element& e) {
    std::string text = mechanism_of(*e.via.front()).place(e);
    for (const auto& [part, p] : payloads_of(e))
        text += fmt::format("; {}: struct {}", part, p->type->c_name);
    item(text + ".");
    if (const auto* p = as_property(e); p != nullptr && p->range)
        item(fmt::format("Range: {}.", in_words(*p->range, value_of(*p))));
}

/// Of a property in one paragraph, of all else a line for each carrier.
void uapi_header::tell_usage(const element& e) {
    std::vector<std::string> said;
    for (const auto* const c : e.via)
        std::ranges::move(mechanism_of(*c).usage(m_, e), std::back_inserter(said));
    const auto* const p = as_property(e);
    if (p == nullptr) {
        for (const auto& line : said)
            item(line);
        return;
    }
    const auto& f = value_of(*p);
    if (p->range)
        said.push_back(fmt::format("Range: {}, else {}.", in_words(*p->range, f),
                                   has_requests(e) ? "ERANGE" : "it is ignored"));
    if (p->initial)
        said.push_back(fmt::format("Initially {}.", in_words(*p->initial, f)));
    item(fmt::format("{}", fmt::join(said, " ")));
}

void uapi_header::tell_errors(const call& c) {
    for (const auto& error : c.errors)
        item(fmt::format("{}: {}.", error.name, without_stop(one_line(error.doc))));
}

void uapi_header::numbers() {
    out_.gap();
    if (m_.instances_many)
        out_.line("#define {}_NODE_DIR \"{}\"\t/* of the instances' nodes */", upper_,
                  node_of(m_, ""));
    else
        out_.line("#define {} \"{}\"", node_constant(m_), node_of(m_));
    out_.line();
    out_.line("/* Numbers of the elements, recorded in {}.lock. */", m_.name);
    const auto head = [&](const element& e) {
        return fmt::format("#define {} {}", number_constant(m_, e), e.number);
    };
    std::size_t widest = 0;
    for (const auto& e : m_.elements)
        widest = std::max(widest, columns(head(e)));
    for (const auto& e : m_.elements) {
        auto text = head(e);
        while (columns(text) <= widest)
            text += '\t';
        out_.line("{}/* {} */", text, e.kind());
    }
    for (const auto& r : m_.removed)
        out_.line("/* {} was {} {}. */", r.number, r.kind, r.name);
}

void uapi_header::constants(const enum_type& type) {
    out_.gap();
    const auto doc = one_line(type.doc);
    comment(out_,
            fmt::format("{}: {}{}{} a __{}.", type.name, without_stop(doc), doc.empty() ? "" : "; ",
                        type.is_flags ? "bits of" : "stored in", to_string(type.base)));
    constexpr auto most = std::numeric_limits<std::int32_t>::max(); // of an enumerator in C11
    const bool as_enum = !type.is_flags && std::ranges::all_of(type.values, [](const auto& v) {
        return v.value <= std::uint64_t{most};
    });
    if (as_enum)
        out_.line("enum {{");
    for (const auto& v : type.values) {
        if (!v.doc.empty())
            comment(out_, v.doc, as_enum ? "\t" : "");
        if (as_enum)
            out_.line("\t{} = {},", v.c_name, v.value);
        else if (type.is_flags)
            out_.line("#define {} {:#x}{}", v.c_name, v.value,
                      type.base == basic::u64 ? "ULL" : "U");
        else
            out_.line("#define {} {}", v.c_name, unsigned_literal(v.value, type.base));
    }
    if (as_enum)
        out_.line("}};");
}

void uapi_header::structure(const struct_type& type) {
    out_.gap();
    const auto docs = paragraphs(type.doc);
    const auto role = role_of(m_, type);
    auto summary = !docs.empty() ? docs.front() : !role.empty() ? role : "part of other structs";
    out_.line("/**");
    out_.wrapped(in_comment(fmt::format("struct {} - {}", type.c_name, summary)), " * ", " *\t");
    for (const auto& part : type.members)
        out_.wrapped(in_comment(fmt::format("@{}: {}", part.c_name, describe(m_, type, part))),
                     " * ", " *\t");
    for (std::size_t i = 1; i < docs.size(); ++i) {
        out_.line(" *");
        paragraph(docs[i]);
    }
    out_.line(" */");
    out_.line("struct {} {{", type.c_name);
    for (const auto& part : type.members)
        out_.line("\t{};", declaration(type, part));
    out_.line("}};");
}

void uapi_header::errors(const element& e, const call& c) {
    out_.gap();
    out_.line("/* Errors of call {}. */", e.name);
    out_.line("enum {{");
    for (const auto& error : c.errors) {
        if (!error.doc.empty())
            comment(out_, error.doc, "\t");
        out_.line("\t{} = {},", error.c_name, error.name);
    }
    out_.line("}};");
}

/// Null: no carrier has one for it, or it would be empty.
const call* uapi_header::call_with_buffer(const element& e) const {
    const auto* const c = as_call(e);
    const bool has_one = c != nullptr && !m_.existing && c->size() > 0 &&
                         std::ranges::any_of(e.via, [](const carrier* by) {
                             return mechanism_of(*by).has_buffer();
                         });
    return has_one ? c : nullptr;
}

void uapi_header::buffer(const element& e, const call& c) {
    out_.gap();
    out_.line("/* The buffer of call {}. */", e.name);
    out_.line("union {} {{", c.union_name);
    if (!c.request.empty())
        out_.line("\tstruct {} request;", c.request.type->c_name);
    if (!c.reply.empty())
        out_.line("\tstruct {} reply;", c.reply.type->c_name);
    out_.line("}};");
}

void uapi_header::assertions() {
    out_.gap();
    out_.line("/* The layout is part of the ABI. */");
    const auto statement = [&](std::string_view head, const std::vector<std::string>& args) {
        out_.line("{}", arguments(head, args, ");"));
    };
    for (const auto& type : m_.structs) {
        const auto tag = fmt::format("struct {}", type->c_name);
        statement("GW_ASSERT_SIZE(", {tag, fmt::format("{}", type->size)});
        for (const auto& part : type->members)
            statement("GW_ASSERT_OFFSET(", {tag, part.c_name, fmt::format("{}", part.offset)});
    }
    for (const auto& e : m_.elements)
        if (const auto* const c = call_with_buffer(e))
            statement("GW_ASSERT_SIZE(",
                      {fmt::format("union {}", c->union_name), fmt::format("{}", buffer_size(*c))});
}

} // namespace

output_file emit_uapi(const model& m) {
    return {fmt::format("{}.gw.h", m.name), uapi_header{m}.text()};
}

} // namespace gangway::compiler
