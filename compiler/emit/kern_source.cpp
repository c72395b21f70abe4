// SPDX-License-Identifier: MIT
//
// NAME_kern.gw.c: the const tables that gangway.ko reads, and the thunks that give handlers their
// types back.
#include <algorithm>
#include <set>

#include "carriers/mechanism.hpp"
#include "emit/c_code.hpp"
#include "emit/emit.hpp"
#include "emit/kern_checks.hpp"
#include "emit/kern_fields.hpp"
#include "emit/kern_params.hpp"
#include "emit/kern_streams.hpp"

namespace gangway::compiler {

namespace {

class kern_source {
public:
    explicit kern_source(const model& m)
        : m_{m} {}

    std::string text() && {
        out_.line("// SPDX-License-Identifier: GPL-2.0-only");
        out_.line("/* {} */", generated_line(m_));
        out_.line("#include <linux/errno.h>");
        out_.line("#include <linux/kernel.h>");
        std::set<std::string_view> headers;
        for (const auto* const c : carriers_of(m_))
            headers.insert(mechanism_of(*c).kernel_header());
        for (const auto header : headers)
            if (!header.empty())
                out_.line("#include <{}>", header);
        out_.line();
        out_.line("#include \"{}_kern.gw.h\"", m_.name);
        for (const auto* const c : carriers_of(m_))
            mechanism_of(*c).write_source(out_, m_);
        write_field_tables(out_, m_);
        write_checks(out_, m_);
        session_thunks();
        for (const auto& e : m_.elements)
            element_parts(e);
        out_.gap();
        out_.line("const struct gw_element {}_gw_elements[] = {{", m_.name);
        for (const auto& e : m_.elements)
            element_entry(e);
        out_.line("}};");
        write_parameters(out_, m_);
        description();
        interface_table();
        return std::move(out_).take();
    }

private:
    void session_thunks();
    void element_parts(const element& e);
    void property_parts(const element& e, const property& p);
    void getter(const element& e, const property& p);
    void setter(const element& e, const property& p);
    void call_parts(const element& e, const call& c);
    void table_parts(const element& e, const table& t);
    void write_details(const element& e);
    void element_entry(const element& e);
    void message(std::string_view name, const payload& p, std::string_view check);
    void description();
    void interface_table();

    /// static TYPE NAME(struct gw_instance *inst, struct gw_session *s, MORE)
    void thunk(std::string_view type, std::string_view name, std::vector<std::string> more) {
        more.insert(more.begin(), {"struct gw_instance *inst", "struct gw_session *s"});
        out_.gap();
        out_.line("{}", prototype(fmt::format("static {} ", type), name, more, ")"));
        out_.line("{{");
        out_.line("\tconst struct {}_ops *ops = gw_ops(inst);", m_.name);
    }
    /// LEAD (ops->HANDLER)((struct x *)inst, (struct x_session *)s, MORE);
    /// In parentheses, since the kernel may have a macro NAME() of the handler's name.
    void forward(std::string_view lead, std::string_view handler, std::vector<std::string> more) {
        more.insert(more.begin(), {fmt::format("(struct {} *)inst", m_.name),
                                   fmt::format("(struct {}_session *)s", m_.name)});
        out_.line("{}", arguments(fmt::format("\t{}(ops->{})(", lead, handler), more, ");"));
    }
    void without_handler(std::string_view handler, std::string_view result) {
        out_.line("\tif (!ops->{})", handler);
        out_.line("\t\treturn{}{};", result.empty() ? "" : " ", result);
    }
    void handled_by(std::string_view handler) {
        out_.line("\t\t.handler = offsetof(struct {}_ops, {}),", m_.name, handler);
    }
    [[nodiscard]] std::string own(std::string_view verb, const element& e) const {
        return fmt::format("{}_gw_{}_{}", m_.name, verb, e.name);
    }

    const model& m_;
    writer out_;
};

void kern_source::session_thunks() {
    thunk("int", m_.name + "_gw_open", {});
    out_.line();
    without_handler("open", "0");
    forward("return ", "open", {});
    out_.line("}}");
    thunk("void", m_.name + "_gw_close", {});
    out_.line();
    out_.line("\tif (ops->close)");
    forward("\t", "close", {});
    out_.line("}}");
}

void kern_source::element_parts(const element& e) {
    if (const auto* p = as_property(e))
        property_parts(e, *p);
    else if (const auto* c = as_call(e))
        call_parts(e, *c);
    else if (const auto* t = as_table(e))
        table_parts(e, *t);
    else if (const auto* s = as_stream(e))
        write_stream_parts(out_, m_, e, *s);
    write_details(e);
}

std::vector<const carrier*> detailed(const element& e) {
    std::vector<const carrier*> those;
    std::ranges::copy_if(e.via, std::back_inserter(those), [](const carrier* c) {
        return !mechanism_of(*c).kernel_header().empty();
    });
    return those;
}

void kern_source::write_details(const element& e) {
    const auto those = detailed(e);
    for (const auto* const c : those) {
        out_.gap();
        mechanism_of(*c).write_detail(out_, m_, e, own(c->name, e));
    }
    if (those.empty())
        return;
    out_.gap();
    out_.line("static const struct gw_detail {}[] = {{", own("details", e));
    for (const auto* const c : those)
        out_.line("\t{{ .carrier = GW_CARRIER_{}, .data = &{} }},", c->name, own(c->name, e));
    out_.line("}};");
}

void kern_source::property_parts(const element& e, const property& p) {
    if (p.initial) {
        out_.gap();
        out_.line("static const struct {} {} = {{", p.value.type->c_name, own("initial", e));
        out_.line("\t.value = {},", initial_of(p));
        out_.line("}};");
    }
    if (p.readable && has_handlers(e))
        getter(e, p);
    if (p.is_given() && has_handlers(e))
        setter(e, p);
}

void kern_source::getter(const element& e, const property& p) {
    const auto& f = value_of(p);
    const auto handler = fmt::format("get_{}", e.name);
    thunk("int", own("get", e), {"void *out"});
    if (is_scalar(f))
        out_.line("\tstruct {} *reply = out;", p.value.type->c_name);
    if (f.type == basic::boolean && is_scalar(f)) {
        // A __u8 in the structure: the handler's bool is copied rather than aliased.
        out_.line("\tbool value = false;");
        out_.line("\tint err;");
        out_.line();
        forward("err = ", handler, {"&value"});
        out_.line("\treply->value = value;");
        out_.line("\treturn err;");
    } else {
        out_.line();
        forward("return ", handler, {is_scalar(f) ? "&reply->value" : "out"});
    }
    out_.line("}}");
}

void kern_source::setter(const element& e, const property& p) {
    const auto handler = fmt::format("set_{}", e.name);
    const bool scalar = is_scalar(value_of(p));
    thunk("int", own("set", e), {"const void *in"});
    if (scalar)
        out_.line("\tconst struct {} *request = in;", p.value.type->c_name);
    out_.line();
    without_handler(handler, "0");
    forward("return ", handler, {scalar ? "request->value" : "in"});
    out_.line("}}");
}

void kern_source::call_parts(const element& e, const call& c) {
    if (!c.errors.empty()) {
        std::vector<std::string> names;
        for (const auto& error : c.errors)
            names.push_back(error.name);
        names.emplace_back("0");
        out_.gap();
        out_.line("{}", arguments(fmt::format("static const u16 {}[] = {{ ", own("errors", e)),
                                  names, " };"));
    }
    thunk("int", own("call", e), {"const void *in", "void *out"});
    out_.line();
    std::vector<std::string> more;
    if (!c.request.empty())
        more.emplace_back("in");
    if (!c.reply.empty())
        more.emplace_back("out");
    forward("return ", e.name, more);
    out_.line("}}");
}

void kern_source::table_parts(const element& e, const table& t) {
    const auto handler = fmt::format("next_{}", e.name);
    const auto* key = single_key(t);
    thunk("int", own("next", e), {"const void *after", "void *row"});
    if (key != nullptr)
        out_.line("\tconst struct {} *last = after;", t.row.type->c_name);
    out_.line();
    const auto after = key == nullptr
                           ? std::string{"after"}
                           : fmt::format("last ? {}last->{} : NULL",
                                         key->type == basic::string ? "" : "&", key->name);
    forward("return ", handler, {after, "row"});
    out_.line("}}");
}

void kern_source::message(std::string_view name, const payload& p, std::string_view check) {
    if (p.empty())
        return;
    out_.line("\t\t.{} = {{", name);
    out_.line("\t\t\t.size = sizeof(struct {}),", p.type->c_name);
    out_.line("\t\t\t.min_size = {},", p.min);
    if (check != "NULL")
        out_.line("\t\t\t.check = {},", check);
    out_.line("\t\t\t.fields = {},", field_table(*p.type));
    out_.line("\t\t\t.n_fields = ARRAY_SIZE({}),", field_table(*p.type));
    out_.line("\t\t}},");
}

std::string_view context_constant(context deepest) {
    switch (deepest) {
    case context::atomic:
        return "GW_ATOMIC";
    case context::hardirq:
        return "GW_HARDIRQ";
    case context::nmi:
        return "GW_NMI";
    case context::process:
    case context::none:
        break;
    }
    return "GW_PROCESS";
}

void kern_source::element_entry(const element& e) {
    std::vector<std::string> carriers;
    for (const auto* c : e.via)
        carriers.push_back(fmt::format("GW_VIA({})", c->name));
    out_.line("\t[{}] = {{", element_index(m_, e));
    out_.line("\t\t.name = \"{}\",", e.name);
    out_.line("\t\t.kind = GW_{},", upper(e.kind()));
    out_.line("\t\t.number = {},", number_constant(m_, e));
    out_.line("\t\t.capability = {},", e.requires_.empty() ? "-1" : e.requires_);
    out_.line("\t\t.carriers = {},", fmt::join(carriers, " | "));
    if (const auto* p = as_property(e)) {
        if (p->readable)
            out_.line("\t\t.readable = true,");
        if (p->writable)
            out_.line("\t\t.writable = true,");
        if (p->notify)
            out_.line("\t\t.notify = true,");
        message("in", p->value, p->is_given() ? check_function(m_, p->value) : "NULL");
        message("out", p->value, "NULL");
        if (p->initial)
            out_.line("\t\t.initial = &{},", own("initial", e));
        if (p->readable && has_handlers(e)) {
            handled_by(fmt::format("get_{}", e.name));
            out_.line("\t\t.get = {},", own("get", e));
        }
        if (p->is_given() && has_handlers(e))
            out_.line("\t\t.set = {},", own("set", e));
    } else if (const auto* c = as_call(e)) {
        message("in", c->request, check_function(m_, c->request));
        message("out", c->reply, "NULL");
        if (!c->errors.empty())
            out_.line("\t\t.errors = {},", own("errors", e));
        handled_by(e.name);
        out_.line("\t\t.call = {},", own("call", e));
    } else if (const auto* ev = as_event(e)) {
        out_.line("\t\t.context = {},", context_constant(ev->deepest));
        message("out", ev->record, "NULL");
    } else if (const auto* t = as_table(e)) {
        message("out", t->row, "NULL");
        handled_by(fmt::format("next_{}", e.name));
        out_.line("\t\t.next = {},", own("next", e));
    } else if (const auto* s = as_stream(e)) {
        if (s->readable)
            out_.line("\t\t.readable = true,");
        if (s->writable)
            out_.line("\t\t.writable = true,");
        out_.line("\t\t.stream = &{},", own("stream", e));
    }
    if (!detailed(e).empty()) {
        out_.line("\t\t.details = {},", own("details", e));
        out_.line("\t\t.n_details = ARRAY_SIZE({}),", own("details", e));
    }
    out_.line("\t}},");
}

void kern_source::description() {
    out_.gap();
    out_.line("/* What `gangway describe` reads, from the module's file too. */");
    out_.line("static const char {}_gw_description[] GW_DESCRIPTION_SECTION =", m_.name);
    const auto json = emit_json(m_).text;
    constexpr std::size_t longest_for_sparse = 8191;
    const bool is_long = json.size() > longest_for_sparse;
    if (is_long) {
        out_.line("#ifdef __CHECKER__\t/* sparse takes no string this long */");
        out_.line("\t\"\";");
        out_.line("#else");
    }
    std::string_view rest = json;
    while (!rest.empty()) {
        const auto length = rest.find('\n') + 1; // a file ends with a newline
        out_.line("\t{}{}", in_c_string(rest.substr(0, length)), length == rest.size() ? ";" : "");
        rest.remove_prefix(length);
    }
    if (is_long)
        out_.line("#endif");
}

void kern_source::interface_table() {
    const auto& n = m_.name;
    const auto flag = [&](std::string_view name, bool value) {
        if (value)
            out_.line("\t.{} = true,", name);
    };
    out_.line();
    out_.line("const struct gw_interface {}_gw_interface = {{", n);
    out_.line("\t.name = \"{}\",", n);
    out_.line("\t.module = KBUILD_MODNAME,");
    out_.line("\t.abi = GW_PROVIDER_ABI,");
    flag("concurrent", m_.concurrent);
    flag("netns_each", m_.netns_each);
    flag("many", m_.instances_many);
    out_.line("\t.mode = {:04o},", m_.access.mode);
    if (!m_.access.group.empty())
        out_.line("\t.group = {},", in_c_string(m_.access.group));
    out_.line("\t.max_sessions = {},", m_.sessions_max);
    out_.line("\t.max_subscribers = {},", m_.subscribers_max);
    out_.line("\t.elements = {}_gw_elements,", n);
    out_.line("\t.n_elements = ARRAY_SIZE({}_gw_elements),", n);
    if (has_parameters(m_)) {
        out_.line("\t.params = {}_gw_params,", n);
        out_.line("\t.n_params = ARRAY_SIZE({}_gw_params),", n);
    }
    out_.line("\t.description = {}_gw_description,", n);
    out_.line("\t.description_size = sizeof({}_gw_description) - 1,", n);
    out_.line("\t.open = {}_gw_open,", n);
    out_.line("\t.close = {}_gw_close,", n);
    out_.line("}};");
}

} // namespace

output_file emit_kern_source(const model& m) {
    return {fmt::format("{}_kern.gw.c", m.name), kern_source{m}.text()};
}

} // namespace gangway::compiler
