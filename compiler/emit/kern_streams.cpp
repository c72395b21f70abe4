// SPDX-License-Identifier: MIT
#include "emit/kern_streams.hpp"

#include "emit/c_code.hpp"
#include "emit/kern_function.hpp"

namespace gangway::compiler {

namespace {

struct argument {
    std::string_view type;
    std::string_view name;
};

/// A thunk has them all; a handler has no position where there is none.
std::vector<argument> arguments_of(std::string_view verb, bool positioned) {
    if (verb == "size_")
        return {{"u64 *", "size"}};
    if (verb == "truncate_")
        return {{"u64 ", "size"}};
    std::vector<argument> all{{verb == "read_" ? "void *" : "const void *", "buf"},
                              {"size_t ", "n"}};
    if (positioned)
        all.insert(all.begin(), {"u64 ", "pos"});
    return all;
}

std::vector<std::string> declared(const std::vector<argument>& all) {
    std::vector<std::string> text;
    for (const auto& a : all)
        text.push_back(fmt::format("{}{}", a.type, a.name));
    return text;
}

} // namespace

std::vector<std::string_view> stream_handlers(const stream& s) {
    std::vector<std::string_view> verbs;
    if (!s.has_handlers())
        return verbs;
    if (s.readable)
        verbs.emplace_back("read_");
    if (s.writable)
        verbs.emplace_back("write_");
    if (s.writable && s.positioned)
        verbs.emplace_back("truncate_");
    if (s.positioned)
        verbs.emplace_back("size_");
    return verbs;
}

bool is_required(std::string_view verb) {
    return verb == "read_" || verb == "write_";
}

std::string_view stream_result(std::string_view verb) {
    return is_required(verb) ? "ssize_t" : "int";
}

std::vector<std::string> stream_arguments(const stream& s, std::string_view verb) {
    return declared(arguments_of(verb, s.positioned));
}

std::vector<std::string> stream_handler_docs(const element& e, const stream& s) {
    const auto about = e.doc.empty() ? "" : ": " + without_stop(one_line(e.doc));
    const bool is_framed = s.frames == framing::records;
    const std::string_view from = s.positioned ? ", from @pos on" : "";
    std::vector<std::string> docs;
    for (const auto verb : stream_handlers(s)) {
        const auto name = fmt::format("@{}{}", verb, e.name);
        if (verb == "read_" && is_framed)
            docs.push_back(fmt::format("{}: fills in one record of at most @n bytes{}. Return: its "
                                       "size; 0 at the end; -EAGAIN if there is none now; "
                                       "-EMSGSIZE if it is larger, and then it stays. Must be "
                                       "there.",
                                       name, about));
        else if (verb == "read_")
            docs.push_back(fmt::format("{}: fills in at most @n bytes{}{}. Return: how many; 0 at "
                                       "the end; -EAGAIN if there are none now. Must be there.",
                                       name, from, about));
        else if (verb == "write_")
            docs.push_back(fmt::format("{}: takes {}{}{}. Return: {}; -EAGAIN if there is no room "
                                       "now; -ENOSPC if there never will be. Must be there.",
                                       name,
                                       is_framed ? "a record of @n bytes" : "at most @n bytes",
                                       from, about, is_framed ? "@n" : "how many, at least 1"));
        else if (verb == "truncate_")
            docs.push_back(fmt::format("{}: makes it @size bytes long. NULL: it cannot be.", name));
        else
            docs.push_back(
                fmt::format("{}: fills in how long it is. NULL: nobody can know.", name));
    }
    return docs;
}

namespace {

void write_wake(writer& out, const model& m, const element& e) {
    const auto name = fmt::format("{}_wake_{}", m.name, e.name);
    out.gap();
    out.line("/**");
    doc_entry(out, fmt::format("{}() - there is something to read now, or room to write", name));
    doc_entry(out, "@m: the instance; NULL or an error pointer: nothing happens");
    out.line(" *");
    doc_text(out, "Whoever waits because a handler returned -EAGAIN asks again.");
    out.line(" *");
    doc_text(out, "Context: process or softirq, locks may be held; not hardirq or NMI.");
    out.line(" */");
    inline_function(
        out, "void ", name, {fmt::format("struct {} *m", m.name)},
        arguments("\tgw_stream_wake(", {"(struct gw_instance *)m", element_entry(m, e)}, ");") +
            "\n");
}

struct store_function {
    std::string_view verb;
    std::string_view type;
    std::string_view does;
    std::vector<std::pair<std::string_view, std::string_view>> args; // with their docs
    std::string result;
};

void write_store_function(writer& out, const model& m, const element& e, const store_function& f) {
    const auto name = fmt::format("{}_{}_{}", m.name, f.verb, e.name);
    std::vector<std::string> args{fmt::format("struct {} *m", m.name)};
    std::vector<std::string> passed{"(struct gw_instance *)m", element_entry(m, e)};
    out.gap();
    out.line("/**");
    doc_entry(out, fmt::format("{}() - {}", name, f.does));
    doc_entry(out, "@m: the instance; NULL or an error pointer: -ENODEV");
    for (const auto& [arg, doc] : f.args) {
        const auto at = arg.find_last_of(" *") + 1;
        doc_entry(out, fmt::format("@{}: {}", arg.substr(at), doc));
        args.emplace_back(arg);
        passed.emplace_back(arg.substr(at));
    }
    out.line(" *");
    doc_text(out, "Context: process, may sleep.");
    doc_text(out, fmt::format("Return: {}.", f.result));
    out.line(" */");
    inline_function(out, fmt::format("{} ", f.type), name, args,
                    arguments(fmt::format("\treturn gw_store_{}(", f.verb), passed, ");") + "\n");
}

void write_append(writer& out, const model& m, const element& e) {
    const auto name = fmt::format("{}_append_{}", m.name, e.name);
    out.gap();
    out.line("/**");
    doc_entry(out, fmt::format("{}() - add to the end of the content", name));
    doc_entry(out, "@m: the instance; NULL or an error pointer: -ENODEV");
    doc_entry(out, "@buf: what to copy");
    doc_entry(out, "@n: bytes");
    out.line(" *");
    if (e.options.divided.count != 0)
        doc_text(out,
                 fmt::format("If it would have more than {} bytes then, it begins anew before, "
                             "and what there is becomes an older file.",
                             e.options.divided.size));
    doc_text(out, "Context: process, may sleep.");
    doc_text(out, "Return: how many, fewer if an error came in between, or any error of the file "
                  "system.");
    out.line(" */");
    inline_function(
        out, "ssize_t ", name, {fmt::format("struct {} *m", m.name), "const void *buf", "size_t n"},
        arguments("\treturn gw_store_write(",
                  {"(struct gw_instance *)m", element_entry(m, e), "GW_STORE_END", "buf", "n"},
                  ");") +
            "\n");
}

} // namespace

void write_stream_functions(writer& out, const model& m, const element& e, const stream& s) {
    if (s.has_handlers())
        return write_wake(out, m, e);
    const bool is_file = s.elsewhere;
    const std::string_view or_any = is_file ? ", or any error of the file system" : "";
    write_store_function(out, m, e,
                         {"size",
                          is_file ? "s64" : "u64",
                          "how much of the content there is",
                          {},
                          fmt::format("bytes{}", or_any)});
    write_store_function(out, m, e,
                         {"truncate",
                          "int",
                          "cut off the content, or extend it with zeros",
                          {{"u64 size", "bytes that it has then"}},
                          is_file ? "0, or any error of the file system"
                                  : "0, -EFBIG it would be larger than the store, -ENOMEM"});
    write_store_function(out, m, e,
                         {"read",
                          "ssize_t",
                          "copy from the content",
                          {{"u64 pos", "where it begins"},
                           {"void *buf", "receives it"},
                           {"size_t n", "bytes, at most"}},
                          fmt::format("how many; 0 at its end{}", or_any)});
    write_store_function(out, m, e,
                         {"write",
                          "ssize_t",
                          "copy into the content",
                          {{"u64 pos", "where it begins"},
                           {"const void *buf", "what to copy"},
                           {"size_t n", "bytes"}},
                          is_file ? "how many, fewer if an error came in between, or any error of "
                                    "the file system"
                                  : "how many, -ENOSPC there is no room, -ENOMEM"});
    if (is_file)
        write_append(out, m, e);
}

void write_stream_parts(writer& out, const model& m, const element& e, const stream& s) {
    const auto own = [&](std::string_view verb) {
        return fmt::format("{}_gw_{}{}", m.name, verb, e.name);
    };
    for (const auto verb : stream_handlers(s)) {
        auto args = declared(arguments_of(verb, is_required(verb)));
        args.insert(args.begin(), {"struct gw_instance *inst", "struct gw_session *s"});
        std::vector<std::string> passed{fmt::format("(struct {} *)inst", m.name),
                                        fmt::format("(struct {}_session *)s", m.name)};
        for (const auto& a : arguments_of(verb, s.positioned))
            passed.emplace_back(a.name);
        out.gap();
        out.line("{}",
                 prototype(fmt::format("static {} ", stream_result(verb)), own(verb), args, ")"));
        out.line("{{");
        out.line("\tconst struct {}_ops *ops = gw_ops(inst);", m.name);
        out.line();
        if (!is_required(verb)) {
            out.line("\tif (!ops->{}{})", verb, e.name);
            out.line("\t\treturn -EOPNOTSUPP;");
        }
        out.line("{}", arguments(fmt::format("\treturn (ops->{}{})(", verb, e.name), passed, ");"));
        out.line("}}");
    }
    out.gap();
    out.line("static const struct gw_stream_type {} = {{", own("stream_"));
    out.line("\t.frames = GW_FRAMES_{},", upper(to_string(s.frames)));
    if (s.positioned)
        out.line("\t.positioned = true,");
    if (s.store != 0)
        out.line("\t.store = {},", s.store);
    for (const auto verb : stream_handlers(s)) {
        out.line("\t.{} = {},", verb.substr(0, verb.size() - 1), own(verb));
        if (is_required(verb))
            out.line("\t.{}handler = offsetof(struct {}_ops, {}{}),", verb, m.name, verb, e.name);
    }
    out.line("}};");
}

} // namespace gangway::compiler
