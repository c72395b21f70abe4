// SPDX-License-Identifier: MIT
//
// NAME.gw.h: what crosses the border, for C, C++ and the kernel. Its opening comment is enough to
// write a client with open and ioctl alone.
#include <algorithm>
#include <limits>
#include <utility>

#include "emit/c_code.hpp"
#include "emit/emit.hpp"
#include "emit/place.hpp"

namespace gangway::compiler {

namespace {

class uapi_header {
public:
    explicit uapi_header(const model& m)
        : m_{m}
        , upper_{upper(m.name)} {}

    std::string text() && {
        opening();
        if (!m_.existing)
            numbers();
        if (by_ours("genetlink"))
            family();
        for (const auto& type : m_.enums)
            constants(*type);
        for (const auto& type : m_.structs)
            structure(*type);
        if (by_ours("genetlink"))
            for (const auto* const type : structs_by(m_, "genetlink"))
                attributes(*type);
        for (const auto& e : m_.elements) {
            if (e.goes_by("ioctl") && !m_.existing)
                requests(e);
            if (const auto* c = as_call(e); c != nullptr && !c->errors.empty())
                errors(e, *c);
        }
        assertions();
        out_.gap();
        out_.line("#endif /* _UAPI_{}_GW_H */", upper_);
        return std::move(out_).take();
    }

private:
    /// Does any element go by this carrier, in the way of Gangway's modules?
    [[nodiscard]] bool by_ours(std::string_view carrier) const {
        return !m_.existing && has_carrier(m_, carrier);
    }
    void opening();
    void tell_place(const element& e);
    void protocol();
    void tell(const element& e);
    void tell(const element& e, const property& p);
    void tell(const element& e, const call& c);
    void tell(const element& e, const event& ev);
    void tell(const element& e, const table& t);
    void numbers();
    void family();
    void constants(const enum_type& type);
    void structure(const struct_type& type);
    void attributes(const struct_type& type);
    void requests(const element& e);
    void errors(const element& e, const call& c);
    void assertions();
    void paragraph(std::string_view text) { out_.wrapped(in_comment(text), " * ", " * "); }
    void item(std::string_view text) { out_.wrapped(in_comment(text), " *\t", " *\t"); }

    const model& m_;
    std::string upper_;
    writer out_;
};

/// `#define NAME VALUE`, on two lines when one is too long.
void define(writer& out, std::string_view name, std::string_view value) {
    const auto flat = fmt::format("#define {} {}", name, value);
    if (columns(flat) <= 80)
        out.line("{}", flat);
    else
        out.line("#define {} \\\n\t{}", name, value);
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
    const auto docs = paragraphs(m_.doc);
    paragraph(docs.empty() ? m_.name : fmt::format("{}: {}", m_.name, docs.front()));
    for (std::size_t i = 1; i < docs.size(); ++i) {
        out_.line(" *");
        paragraph(docs[i]);
    }
    out_.line(" *");
    out_.line(" * Made by gangway-gen from {}.yaml; change that, not this.", m_.name);
    protocol();
    out_.line(" */");
    out_.line("#ifndef _UAPI_{}_GW_H", upper_);
    out_.line("#define _UAPI_{}_GW_H", upper_);
    out_.line();
    if (declares_errors(m_))
        out_.line("#include <linux/errno.h>");
    out_.line("#include <linux/types.h>");
    out_.line();
    if (by_ours("genetlink"))
        out_.line("#include <gangway/genetlink.h>");
    out_.line("#include <gangway/layout.h>");
    if (by_ours("page"))
        out_.line("#include <gangway/page.h>");
    if (has_carrier(m_, "ring"))
        out_.line("#include <gangway/ring.h>");
    if (!m_.existing)
        out_.line("#include <gangway/session.h>");
}

void uapi_header::protocol() {
    out_.line(" *");
    out_.line(" * The protocol");
    out_.line(" *");
    const bool has_node = by_ours("ioctl") || by_ours("page") || by_ours("ring");
    if (m_.existing)
        paragraph("The kernel itself offers all this; a module of Gangway's has no part in it. By "
                  "ioctl, a structure is what crosses, byte by byte. By all else it is the C form "
                  "of the same values: the numbers of netlink attributes stand at its members, "
                  "items being the attributes within a nest; of a uevent, a member is the key of "
                  "the same name in upper case.");
    if (has_node)
        paragraph(fmt::format(
            "Open {}: one open file is one session.{} Values are in the byte order of the machine "
            "unless their type says be or le. Padding is zero. Structures may grow at their end; "
            "the size in a request says which version the caller has, and <gangway/session.h> "
            "states the rules for both sides, and the errors that every request may end with.",
            node_of(m_),
            m_.netns_each ? " It belongs to the network namespace of the process that opened it."
                          : ""));
    if (by_ours("page")) {
        out_.line(" *");
        paragraph("What is shown in the page, and wished for there, crosses without a request: "
                  "<gangway/page.h> tells how.");
    }
    if (by_ours("genetlink")) {
        if (has_node)
            out_.line(" *");
        paragraph(fmt::format(
            "In generic netlink the family is {}_GENL_FAMILY. <gangway/genetlink.h> tells how to "
            "ask: the number of an element is its command, and the attributes within "
            "GW_GENL_A_DATA are the fields of its structure.",
            upper_));
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
    else if (const auto* p = as_property(e))
        tell(e, *p);
    else if (const auto* c = as_call(e))
        tell(e, *c);
    else if (const auto* ev = as_event(e))
        tell(e, *ev);
    else if (const auto* t = as_table(e))
        tell(e, *t);
    if (!e.requires_.empty())
        item(fmt::format("Requires {}.", e.requires_));
}

void uapi_header::tell_place(const element& e) {
    std::string text = place_in_words(e);
    for (const auto& [part, p] : payloads_of(e))
        text += fmt::format("; {}: struct {}", part, p->type->c_name);
    item(text + ".");
    if (const auto* p = as_property(e); p != nullptr && p->range)
        item(fmt::format("{} to {}.", in_words(p->range->low, value_of(*p)),
                         in_words(p->range->high, value_of(*p))));
    if (const auto* c = as_call(e))
        for (const auto& error : c->errors)
            item(fmt::format("{}: {}.", error.name, without_stop(one_line(error.doc))));
}

void uapi_header::tell(const element& e, const property& p) {
    const auto& f = value_of(p);
    const auto ways = [&](const std::string& get, const std::string& set) {
        return fmt::format("{}{}{}", p.readable ? "get with " + get : "",
                           p.readable && p.writable ? ", " : "",
                           p.writable ? "set with " + set : "");
    };
    std::vector<std::string> said;
    if (e.goes_by("ioctl"))
        said.push_back(
            fmt::format("struct {}: {}.", p.value.type->c_name,
                        ways(ioctl_constant(m_, e, "GET_"), ioctl_constant(m_, e, "SET_"))));
    if (e.goes_by("page"))
        said.push_back(fmt::format("Shown in the page, struct {}, place {}{}.",
                                   p.value.type->c_name, number_constant(m_, e),
                                   p.writable ? "; wished for there" : ""));
    for (const auto* const c : e.via)
        if (const auto path = file_path(m_, e, c->name); !path.empty())
            said.push_back(fmt::format("Text in {}{}.", path,
                                       p.notify && c->tells_of_changes()
                                           ? ", where poll() says POLLPRI after a change"
                                           : ""));
    if (!p.parameter.empty())
        said.push_back(parameter_in_words(e, p) + ".");
    if (e.goes_by("genetlink"))
        said.push_back(fmt::format(
            "Generic netlink, struct {}: {}.", p.value.type->c_name,
            ways("command " + number_constant(m_, e), number_constant(m_, e) + " | GW_GENL_SET")));
    if (has_group(e))
        said.push_back(fmt::format("Each new value goes to the group {}.", group_constant(m_, e)));
    if (p.range)
        said.push_back(
            fmt::format("{} to {}, else {}.", in_words(p.range->low, f), in_words(p.range->high, f),
                        e.via.size() == 1 && e.goes_by("page") ? "it has no effect" : "ERANGE"));
    if (p.initial)
        said.push_back(fmt::format("At first {}.", in_words(*p.initial, f)));
    item(fmt::format("{}", fmt::join(said, " ")));
}

void uapi_header::tell(const element& e, const call& c) {
    const auto name = ioctl_constant(m_, e, "");
    if (e.goes_by("ioctl") && c.size() == 0)
        item(fmt::format("{}, without an argument.", name));
    else if (e.goes_by("ioctl"))
        item(fmt::format("{} with union {}, cleared before use: {}{}{}.", name, c.union_name,
                         c.request.empty() ? "" : "fill in its request",
                         c.request.empty() || c.reply.empty() ? "" : ", ",
                         c.reply.empty() ? "" : "find the reply in its place"));
    if (e.goes_by("genetlink"))
        item(fmt::format(
            "Generic netlink: command {}{}{}.", number_constant(m_, e),
            c.request.empty() ? "" : fmt::format(" with struct {}", c.request.type->c_name),
            c.reply.empty() ? "" : fmt::format(", answered by struct {}", c.reply.type->c_name)));
    for (const auto& error : c.errors)
        item(fmt::format("{}: {}.", error.name, without_stop(one_line(error.doc))));
}

void uapi_header::tell(const element& e, const event& ev) {
    if (e.goes_by("ring"))
        item(
            fmt::format("Subscribe with bit {} in the events of GW_IOC_SUBSCRIBE; each record is a "
                        "struct {}, and <gangway/ring.h> tells how to read it.",
                        number_constant(m_, e), ev.record.type->c_name));
    if (e.goes_by("genetlink"))
        item(fmt::format("Generic netlink: messages of the group {}, each a struct {}.",
                         group_constant(m_, e), ev.record.type->c_name));
}

void uapi_header::tell(const element& e, const table& t) {
    for (const auto& path : file_paths(m_, e))
        item(fmt::format("Text in {}: a line with the names of the columns, then a line for each "
                         "row.",
                         path));
    if (e.goes_by("genetlink"))
        item(fmt::format("Generic netlink: command {} with NLM_F_DUMP; each message is a row, "
                         "struct {}.",
                         number_constant(m_, e), t.row.type->c_name));
}

void uapi_header::numbers() {
    out_.gap();
    if (m_.instances_many)
        out_.line("#define {}_NODE_DIR \"/dev/gangway/{}/\"\t/* of the instances' nodes */", upper_,
                  m_.name);
    else
        out_.line("#define {}_NODE \"/dev/gangway/{}\"", upper_, m_.name);
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

void uapi_header::family() {
    out_.gap();
    out_.line("/* Generic netlink: the family, and its multicast groups. */");
    out_.line("#define {}_GENL_FAMILY \"{}\"", upper_, m_.name);
    for (const auto& e : m_.elements)
        if (has_group(e))
            define(out_, group_constant(m_, e), fmt::format("\"{}\"", e.name));
}

void uapi_header::attributes(const struct_type& type) {
    out_.gap();
    comment(out_, fmt::format("Attributes: the fields of struct {}.", type.c_name));
    out_.line("enum {{");
    std::string_view first = " = 1";
    for (const auto& f : type.fields)
        out_.line("\t{}_A_{}{},", upper(type.c_name), upper(f.name),
                  std::exchange(first, std::string_view{}));
    out_.line("}};");
}

void uapi_header::constants(const enum_type& type) {
    out_.gap();
    const auto doc = one_line(type.doc);
    comment(out_,
            fmt::format("{}: {}{}{} __{}.", type.name, without_stop(doc), doc.empty() ? "" : "; ",
                        type.is_flags ? "bits of a" : "a", to_string(type.base)));
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
    auto summary = !docs.empty() ? docs.front() : !role.empty() ? role : "part of others";
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

void uapi_header::requests(const element& e) {
    const auto number = number_constant(m_, e);
    if (const auto* p = as_property(e)) {
        out_.gap();
        const auto request = [&](std::string_view verb, std::string_view macro) {
            define(out_, ioctl_constant(m_, e, verb),
                   fmt::format("{}(GW_IOC_MAGIC, {}, struct {})", macro, number,
                               p->value.type->c_name));
        };
        if (p->readable)
            request("GET_", "_IOR");
        if (p->writable)
            request("SET_", "_IOW");
    } else if (const auto* c = as_call(e)) {
        out_.gap();
        if (c->size() == 0) {
            define(out_, ioctl_constant(m_, e, ""), fmt::format("_IO(GW_IOC_MAGIC, {})", number));
            return;
        }
        out_.line("/* The buffer of call {}. */", e.name);
        out_.line("union {} {{", c->union_name);
        if (!c->request.empty())
            out_.line("\tstruct {} request;", c->request.type->c_name);
        if (!c->reply.empty())
            out_.line("\tstruct {} reply;", c->reply.type->c_name);
        out_.line("}};");
        out_.line();
        define(out_, ioctl_constant(m_, e, ""),
               fmt::format("_IOWR(GW_IOC_MAGIC, {}, union {})", number, c->union_name));
    }
}

void uapi_header::errors(const element& e, const call& c) {
    out_.gap();
    out_.line("/* What call {} may answer instead. */", e.name);
    out_.line("enum {{");
    for (const auto& error : c.errors) {
        if (!error.doc.empty())
            comment(out_, error.doc, "\t");
        out_.line("\t{} = {},", error.c_name, error.name);
    }
    out_.line("}};");
}

void uapi_header::assertions() {
    out_.gap();
    out_.line("/* Every compiler that reads this agrees on the bytes. */");
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
        if (const auto* c = as_call(e);
            c != nullptr && c->size() > 0 && by_ours("ioctl") && e.goes_by("ioctl"))
            statement("GW_ASSERT_SIZE(",
                      {fmt::format("union {}", c->union_name), fmt::format("{}", buffer_size(*c))});
}

} // namespace

output_file emit_uapi(const model& m) {
    return {fmt::format("{}.gw.h", m.name), uapi_header{m}.text()};
}

} // namespace gangway::compiler
