// SPDX-License-Identifier: MIT
//
// NAME.gw.md: the reference for those who use the interface, from C, C++ or the shell.
#include <algorithm>

#include "carriers/mechanism.hpp"
#include "emit/c_code.hpp"
#include "emit/emit.hpp"
#include "model/lock.hpp"

namespace gangway::compiler {

namespace {

class reference {
public:
    explicit reference(const model& m)
        : m_{m}
        , target_{fmt::format("{}{}", m.name, m.instances_many ? "@INSTANCE" : "")} {}

    std::string text() && {
        opening();
        section("Properties", [](const element& e) { return as_property(e) != nullptr; });
        section("Calls", [](const element& e) { return as_call(e) != nullptr; });
        section("Events", [](const element& e) { return as_event(e) != nullptr; });
        section("Tables", [](const element& e) { return as_table(e) != nullptr; });
        section("Streams", [](const element& e) { return as_stream(e) != nullptr; });
        types();
        if (!m_.existing)
            versions();
        return std::move(out_).take();
    }

private:
    static constexpr std::size_t line_width = 100;

    void versions() {
        out_.gap();
        out_.line("## Versions");
        out_.line();
        out_.wrapped(
            "Numbers and layouts are recorded and do not change. Requests, replies, records and "
            "rows "
            "may grow at their end: programs and modules of different versions work together, and "
            "a field that the older one does not know is zero.",
            "", "", line_width);
        if (!m_.removed.empty())
            out_.line();
        for (const auto& r : m_.removed)
            out_.line("- {} {} ({}) was removed.", r.kind, code(r.name), r.number);
    }
    void opening();
    void access();
    template <typename Chosen>
    void section(std::string_view title, Chosen chosen);
    void element_part(const element& e);
    void body(const element& e, const property& p);
    void body(const element& e, const call& c);
    void body(const element& e, const event& ev);
    void body(const element& e, const table& t);
    void body(const element& e, const stream& s);
    void facts(const element& e, std::vector<std::string> more);
    [[nodiscard]] std::vector<std::string> c_example(const element& e) const;
    void fields(std::string_view title, const payload& p);
    void fields(const struct_type& type);
    void types();
    [[nodiscard]] std::string type_of(const field& f) const;

    static std::string code(std::string_view text) { return fmt::format("`{}`", text); }
    void doc(std::string_view text) {
        for (const auto& paragraph : paragraphs(text)) {
            out_.gap();
            out_.wrapped(in_markdown(paragraph), "", "", line_width);
        }
    }
    static std::string cell(std::string_view text) { return in_markdown(one_line(text)); }
    void snippet(std::string_view language, const std::vector<std::string>& lines) {
        if (lines.empty())
            return;
        out_.gap();
        out_.line("```{}", language);
        for (const auto& line : lines)
            out_.line("{}", line);
        out_.line("```");
    }

    const model& m_;
    std::string target_; // as the gangway command names it
    writer out_;
};

void reference::opening() {
    out_.line("<!-- {} -->", generated_line(m_));
    out_.line("# {}", in_markdown(m_.name));
    doc(m_.doc);
    if (!m_.existing)
        access();
    const auto instance = m_.instances_many ? "{.instance = \"…\"}" : "";
    snippet("cpp", {fmt::format("#include \"{}.gw.hpp\"", m_.name), "",
                    fmt::format("auto client = {}::client::connect({}).value();", m_.cpp_space,
                                instance)});
    if (std::ranges::any_of(m_.elements, [&](const auto& e) { return !c_example(e).empty(); }))
        snippet("c", {fmt::format("#include \"{}.gw.h\"", m_.name), "",
                      fmt::format("int fd = open(\"{}\", O_RDWR | O_CLOEXEC);", node_of(m_))});
}

void reference::access() {
    out_.gap();
    const auto& who = m_.access;
    out_.line("- Device node: {}", code(node_of(m_)));
    out_.line("- Permissions: {}, owner root{}", code(fmt::format("{:04o}", who.mode)),
              who.group.empty() ? "" : fmt::format(", group {} (set by udev)", code(who.group)));
    if (m_.netns_each)
        out_.line(
            "- Network namespaces: each has its own; a program sees only that of its namespace");
    out_.line("- Limits of an instance: {} open sessions, {} subscriptions; a user who is not "
              "root may have as many as that leaves to others",
              m_.sessions_max, m_.subscribers_max);
}

template <typename Chosen>
void reference::section(std::string_view title, Chosen chosen) {
    if (std::ranges::none_of(m_.elements, chosen))
        return;
    out_.gap();
    out_.line("## {}", title);
    for (const auto& e : m_.elements)
        if (chosen(e))
            element_part(e);
}

void reference::element_part(const element& e) {
    out_.gap();
    out_.line("### {}", in_markdown(e.name));
    doc(e.doc);
    if (const auto* p = as_property(e))
        body(e, *p);
    else if (const auto* c = as_call(e))
        body(e, *c);
    else if (const auto* ev = as_event(e))
        body(e, *ev);
    else if (const auto* t = as_table(e))
        body(e, *t);
    else if (const auto* s = as_stream(e))
        body(e, *s);
}

/// A list of what is true of the element, its own things first.
void reference::facts(const element& e, std::vector<std::string> more) {
    if (!e.requires_.empty())
        more.push_back(fmt::format("Requires: {}{}", code(e.requires_),
                                   !m_.netns_each ? ""
                                   : e.requires_.starts_with("CAP_NET_")
                                       ? " in its network namespace"
                                       : " on the machine"));
    std::vector<std::string_view> via;
    for (const auto* c : e.via)
        via.push_back(c->name);
    more.push_back(fmt::format("Carried by: {}", fmt::join(via, ", ")));
    if (m_.existing)
        more.push_back(
            fmt::format("Location: {}", in_markdown(mechanism_of(*e.via.front()).place(e))));
    else
        for (const auto* const c : e.via)
            std::ranges::move(mechanism_of(*c).facts(m_, e), std::back_inserter(more));
    out_.gap();
    for (const auto& fact : more)
        out_.wrapped(fact, "- ", "  ", line_width);
}

/// By the first of its carriers that has one.
std::vector<std::string> reference::c_example(const element& e) const {
    if (!m_.existing)
        for (const auto* const c : e.via)
            if (auto lines = mechanism_of(*c).c_example(m_, e); !lines.empty())
                return lines;
    return {};
}

void reference::body(const element& e, const property& p) {
    const auto& f = value_of(p);
    std::vector<std::string> all{fmt::format("Type: {}", type_of(f)),
                                 fmt::format("Access: {}", p.load_only   ? "given at load"
                                                           : !p.writable ? "get"
                                                           : p.readable  ? "get and set"
                                                                         : "set")};
    if (!f.unit.empty())
        all.push_back(fmt::format("Unit: {}", cell(f.unit)));
    if (p.range)
        all.push_back(fmt::format("Range: {}{}", in_words(*p.range, f),
                                  m_.existing ? "" : ", else `ERANGE`"));
    if (p.initial)
        all.push_back(fmt::format("Initially: {}", cell(in_words(*p.initial, f))));
    if (p.notify)
        all.emplace_back("Notifies of changes");
    facts(e, std::move(all));

    std::vector<std::string> cpp;
    std::vector<std::string> shell;
    if (p.readable) {
        cpp.push_back(fmt::format("auto value = client.{}.get().value();", e.name));
        shell.push_back(fmt::format("gangway get {}.{}", target_, e.name));
    }
    if (p.writable) {
        cpp.push_back(fmt::format("client.{}.set(value).value();", e.name));
        shell.push_back(fmt::format("gangway set {}.{}=VALUE", target_, e.name));
    }
    if (!p.parameter.empty())
        shell.push_back(fmt::format("modprobe MODULE {}=VALUE", p.parameter));
    if (p.notify) {
        cpp.push_back(fmt::format("auto values = client.{}.subscribe().value();", e.name));
        shell.push_back(fmt::format("gangway watch {}.{}", target_, e.name));
    }
    snippet("cpp", cpp);
    snippet("c", c_example(e));
    snippet("sh", shell);
}

void reference::body(const element& e, const call& c) {
    facts(e, {});
    fields("Request", c.request);
    fields("Reply", c.reply);
    if (!c.errors.empty()) {
        out_.gap();
        out_.line("| Error | When |");
        out_.line("|---|---|");
        for (const auto& error : c.errors)
            out_.line("| {} | {} |", code(error.name), cell(error.doc));
    }
    const auto result = c.reply.empty() ? "" : "auto reply = ";
    const auto given = c.request.empty() ? "" : "request";
    std::vector<std::string> cpp;
    if (!c.request.empty())
        cpp.push_back(fmt::format("{}::{} request;", m_.cpp_space, c.request.type->name));
    cpp.push_back(fmt::format("{}client.{}({}).value();", result, e.name, given));
    snippet("cpp", cpp);
    snippet("c", c_example(e));
    std::string shell = fmt::format("gangway call {}.{}", target_, e.name);
    if (!c.request.empty())
        for (const auto& f : c.request.type->fields)
            shell += fmt::format(" {}=VALUE", f.name);
    snippet("sh", {shell});
}

void reference::body(const element& e, const event& ev) {
    facts(e, m_.existing
                 ? std::vector<std::string>{}
                 : std::vector{fmt::format("Sent from: {} context", to_string(ev.deepest))});
    fields("Record", ev.record);
    snippet("cpp", {fmt::format("auto items = client.{}.subscribe().value();", e.name),
                    "for (const auto& item : items) {", "    if (item.lost())",
                    "        fmt::print(stderr, \"lost {}\\n\", *item.lost());",
                    "    else if (item)", "        fmt::print(\"{}\\n\", *item);", "}"});
    snippet("c", c_example(e));
    snippet("sh", {fmt::format("gangway watch {}.{}", target_, e.name)});
}

void reference::body(const element& e, const table& t) {
    facts(e, {fmt::format("Key: {}", code(fmt::format("{}", fmt::join(key_of(t), ", "))))});
    const bool is_asked = !t.request.empty();
    if (is_asked)
        fields("Request", t.request);
    fields("Row", t.row);
    snippet("cpp", {fmt::format("auto rows = client.{}.rows({}).value();", e.name,
                                is_asked ? "request" : ""),
                    "for (const auto& row : rows)", "    fmt::print(\"{}\\n\", row);"});
    std::vector<std::string> shell{fmt::format("gangway dump {}.{}", target_, e.name)};
    if (is_asked)
        for (const auto& f : t.request.type->fields)
            shell.front() += fmt::format(" {}=VALUE", f.name);
    if (!m_.existing)
        for (const auto* const c : e.via)
            std::ranges::move(mechanism_of(*c).table_commands(m_, e), std::back_inserter(shell));
    snippet("sh", shell);
}

void reference::body(const element& e, const stream& s) {
    std::vector<std::string> all{fmt::format("Access: {}", !s.writable  ? "read"
                                                           : s.readable ? "read and write"
                                                                        : "write")};
    all.push_back(fmt::format("Positions: {}", s.positioned ? "yes, as in a file" : "none"));
    all.push_back(fmt::format("Frames: {}", to_string(s.frames)));
    if (s.store != 0)
        all.push_back(
            fmt::format("Kept by Gangway: at most {} bytes, which can be mapped", s.store));
    facts(e, std::move(all));

    std::vector<std::string> cpp{fmt::format("auto stream = client.{}.open().value();", e.name)};
    std::vector<std::string> shell;
    if (s.readable) {
        cpp.emplace_back(s.frames == framing::lines
                             ? "for (const auto& line : stream.lines())"
                             : "auto size = stream.read(buffer).value(); // 0: the end");
        if (s.frames == framing::lines)
            cpp.emplace_back("    fmt::print(\"{}\\n\", line);");
        shell.push_back(fmt::format("gangway read {}.{}", target_, e.name));
    }
    if (s.writable) {
        cpp.emplace_back("stream.write_all(bytes).value();");
        shell.push_back(fmt::format("gangway write {}.{} < FILE", target_, e.name));
    }
    snippet("cpp", cpp);
    snippet("c", c_example(e));
    snippet("sh", shell);
}

void reference::fields(std::string_view title, const payload& p) {
    out_.gap();
    if (p.empty()) {
        out_.line("{}: none.", title);
        return;
    }
    if (p.type->named) {
        out_.line("{}: [{}](#type-{}).", title, in_markdown(p.type->name), p.type->name);
        return;
    }
    out_.line("{}: {}, {} bytes.", title, code(fmt::format("struct {}", p.type->c_name)),
              p.type->size);
    fields(*p.type);
}

/// "8", or "8 (count: 4)".
std::string offsets_of(const struct_type& type, const field& f) {
    std::string value;
    std::string count;
    for (const auto& part : type.members) {
        if (part.purpose == role::padding || &type.fields[part.field_index] != &f)
            continue;
        if (part.purpose == role::given)
            continue;
        if (part.purpose == role::count)
            count = fmt::format(" (count: {})", part.offset);
        else
            value = fmt::format("{}", part.offset);
    }
    return value + count;
}

void reference::fields(const struct_type& type) {
    out_.line();
    const bool is_numbered = type.fields.front().attribute || type.fields.front().item;
    const bool has_units =
        std::ranges::any_of(type.fields, [](const field& f) { return !f.unit.empty(); });
    out_.line("| Field | Type |{} {} | Meaning |", has_units ? " Unit |" : "",
              is_numbered ? "Netlink" : "Offset");
    out_.line("|---|---|{}---|---|", has_units ? "---|" : "");
    for (const auto& f : type.fields)
        out_.line("| {} | {} |{} {} | {} |", code(f.name),
                  type_of(f) + (f.optional ? ", or none" : ""),
                  has_units ? fmt::format(" {} |", cell(f.unit)) : "",
                  is_numbered ? number_in_words(f) : offsets_of(type, f), cell(f.doc));
}

std::string reference::type_of(const field& f) const {
    if (f.type == basic::string)
        return fmt::format("string of at most {} bytes", f.bound);
    if (f.type == basic::bytes)
        return fmt::format("at most {} bytes", f.bound);
    const bool is_declared = f.structure != nullptr || f.enumeration != nullptr;
    const auto name = in_markdown(f.type_name());
    auto text = is_declared ? fmt::format("[{}](#type-{})", name, f.type_name()) : name;
    if (f.form == shape::fixed)
        text = fmt::format("{} × {}", f.bound, text);
    else if (f.form == shape::bounded)
        text = fmt::format("at most {} × {}", f.bound, text);
    return f.format.empty() ? text : fmt::format("{} ({})", text, f.format);
}

void reference::types() {
    const auto heading = [&](std::string_view name, std::string_view text) {
        out_.gap();
        out_.line("### Type {}", in_markdown(name));
        doc(text);
        out_.gap();
    };
    const bool any = !m_.enums.empty() ||
                     std::ranges::any_of(m_.structs, [](const auto& s) { return s->named; });
    if (!any)
        return;
    out_.gap();
    out_.line("## Types");
    for (const auto& type : m_.enums) {
        heading(type->name, type->doc);
        out_.line("{}, stored as {}.", type->is_flags ? "Flags" : "One of these",
                  to_string(type->base));
        out_.line();
        out_.line("| Name | Value | Meaning |");
        out_.line("|---|---|---|");
        for (const auto& v : type->values)
            out_.line("| {} | {} | {} |", code(v.name),
                      type->is_flags ? fmt::format("{:#x}", v.value) : fmt::format("{}", v.value),
                      cell(v.doc));
    }
    for (const auto& type : m_.structs) {
        if (!type->named)
            continue;
        heading(type->name, type->doc);
        out_.line("{}, {} bytes.", code(fmt::format("struct {}", type->c_name)), type->size);
        fields(*type);
    }
}

} // namespace

output_file emit_markdown(const model& m) {
    return {fmt::format("{}.gw.md", m.name), reference{m}.text()};
}

} // namespace gangway::compiler
