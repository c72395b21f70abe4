// SPDX-License-Identifier: MIT
//
// NAME_kern.gw.h: what the author of a module sees: the handlers to write, the functions to call.
#include <algorithm>

#include "carriers/mechanism.hpp"
#include "emit/c_code.hpp"
#include "emit/emit.hpp"
#include "emit/kern_function.hpp"
#include "emit/kern_streams.hpp"
#include "model/lock.hpp"

namespace gangway::compiler {

namespace {

constexpr int provider_abi = 9; // GW_PROVIDER_ABI of kernel/include/gangway/interface.h

class kern_header {
public:
    explicit kern_header(const model& m)
        : m_{m}
        , instance_{fmt::format("struct {}", m.name)} {}

    std::string text() && {
        opening();
        handlers();
        registration();
        for (const auto& e : m_.elements) {
            if (const auto* p = as_property(e))
                stored_value(e, *p);
            else if (const auto* ev = as_event(e))
                emission(e, *ev);
            else if (const auto* s = as_stream(e))
                write_stream_functions(out_, m_, e, *s);
            for (const auto* const c : e.via)
                mechanism_of(*c).write_functions(out_, m_, e);
            if (tells_of_changes(e))
                change(e);
        }
        out_.gap();
        out_.line("#endif /* _{}_KERN_GW_H */", upper(m_.name));
        return std::move(out_).take();
    }

private:
    void opening();
    void handlers();
    void document(const element& e);
    void registration();
    void waiting();
    void sessions();
    void stored_value(const element& e, const property& p);
    void emission(const element& e, const event& ev);
    void batch(const element& e, const event& ev);
    void change(const element& e);
    static bool tells_of_changes(const element& e) {
        const auto* p = as_property(e);
        return as_table(e) != nullptr || (p != nullptr && p->notify);
    }

    void doc(std::string_view text) { doc_entry(out_, text); }
    void body(std::string_view text) { doc_text(out_, text); }
    void function(std::string_view type, std::string_view name,
                  const std::vector<std::string>& args, std::string_view statements) {
        inline_function(out_, type, name, args, statements);
    }

    const model& m_;
    std::string instance_;
    writer out_;
};

void kern_header::opening() {
    const auto guard = upper(m_.name);
    out_.line("/* SPDX-License-Identifier: GPL-2.0-only */");
    out_.line("/*");
    out_.line(" * {}", generated_line(m_));
    out_.line(" *");
    const auto docs = paragraphs(m_.doc);
    body(fmt::format("The provider's side of {}{}{}", m_.name, docs.empty() ? "." : ": ",
                     docs.empty() ? "" : docs.front()));
    out_.line(" */");
    out_.line("#ifndef _{}_KERN_GW_H", guard);
    out_.line("#define _{}_KERN_GW_H", guard);
    out_.line();
    out_.line("#include <gangway/provider.h>");
    out_.line();
    out_.line("#if GW_PROVIDER_ABI != {}", provider_abi);
    out_.line("#error \"{}_kern.gw.h was made for provider ABI {}, and <gangway/provider.h> is of "
              "another: run the gangway-gen that came with it\"",
              m_.name, provider_abi);
    out_.line("#endif");
    out_.line();
    out_.line("#include \"{}.gw.h\"", m_.name);
    for (const auto* const c : carriers_of(m_))
        mechanism_of(*c).write_includes(out_, m_);
    out_.line();
    out_.line("struct {};\t\t/* an instance */", m_.name);
    out_.line("struct {}_session;\t/* an open session */", m_.name);
}

/// What a handler's arguments are: none of its own for a side that is empty.
std::vector<std::string> handler_arguments(const model& m, const element& e,
                                           std::string_view verb) {
    std::vector<std::string> args{fmt::format("struct {} *m", m.name),
                                  fmt::format("struct {}_session *s", m.name)};
    if (const auto* p = as_property(e)) {
        const auto& f = value_of(*p);
        if (!is_scalar(f))
            args.push_back(fmt::format("{}struct {} *value", verb == "set_" ? "const " : "",
                                       p->value.type->c_name));
        else
            args.push_back(fmt::format("{} {}value", kernel_type(f), verb == "get_" ? "*" : ""));
    } else if (const auto* c = as_call(e)) {
        if (!c->request.empty())
            args.push_back(fmt::format("const struct {} *in", c->request.type->c_name));
        if (!c->reply.empty())
            args.push_back(fmt::format("struct {} *out", c->reply.type->c_name));
    } else if (const auto* t = as_table(e)) {
        const auto* key = single_key(*t);
        args.push_back(fmt::format("const {} *after",
                                   key == nullptr ? fmt::format("struct {}", t->row.type->c_name)
                                   : key->type == basic::string  ? "char"
                                   : key->type == basic::boolean ? "u8" // as it is in the row
                                                                 : kernel_type(*key)));
        args.push_back(fmt::format("struct {} *row", t->row.type->c_name));
    } else if (const auto* s = as_stream(e)) {
        const auto more = stream_arguments(*s, verb);
        args.insert(args.end(), more.begin(), more.end());
    }
    return args;
}

/// Can handlers be called for a caller that has not opened the device node?
bool has_sessionless(const model& m) {
    return std::ranges::any_of(m.elements, [](const element& e) {
        return as_event(e) == nullptr && std::ranges::any_of(e.via, [](const carrier* c) {
                   return c->guarded_by != guard::node;
               });
    });
}

void kern_header::document(const element& e) {
    const auto text = without_stop(one_line(e.doc));
    const auto about = text.empty() ? "" : ": " + text;
    if (const auto* p = as_property(e); p != nullptr && has_handlers(e)) {
        if (p->readable)
            doc(fmt::format("@get_{}: fills in the value{}. NULL: the stored one is used.", e.name,
                            about));
        if (p->is_given())
            doc(fmt::format("@set_{}: takes a new value or refuses it{}. NULL: it is taken.",
                            e.name, about));
    } else if (const auto* c = as_call(e)) {
        auto said = fmt::format("@{}: {}.", e.name, text.empty() ? "answers the call" : text);
        for (const auto& error : c->errors)
            said += fmt::format(" -{}: {}.", error.name, without_stop(one_line(error.doc)));
        doc(said + " Must be there.");
    } else if (const auto* t = as_table(e)) {
        doc(fmt::format(
            "@next_{}: fills in the row that follows @after in the order of {}, whether "
            "or not that one still exists; the first if @after is NULL{}. -ENOENT: "
            "there are no more rows. Must be there.",
            e.name, fmt::join(key_of(*t), ", "), about));
    } else if (const auto* s = as_stream(e)) {
        for (const auto& said : stream_handler_docs(e, *s))
            doc(said);
    }
}

void kern_header::handlers() {
    out_.gap();
    out_.line("/**");
    out_.line(" * struct {}_ops - the provider's handlers", m_.name);
    doc("@open: a session is being opened; an error refuses it. NULL: it is accepted.");
    doc("@close: it was closed, or the instance is being unregistered. May be NULL.");
    for (const auto& e : m_.elements)
        document(e);
    out_.line(" *");
    body(m_.concurrent
             ? "Context: process, may sleep. Handlers run at the same time as others, for the same "
               "instance too."
             : "Context: process, may sleep. Handlers of an instance run one at a time, under its "
               "mutex.");
    body("No handler may unregister its own instance.");
    out_.line(" *");
    body("Input is a checked copy in kernel memory; output was zeroed before. Return: 0 or a "
         "negative errno, and then there is no output. From a call, only those it declares, "
         "-ENOMEM, -EINVAL and -ERANGE reach the caller as they are.");
    body("Wait interruptibly: programs give up waiting by a signal. Then, if nothing has been done "
         "yet, return -ERESTARTSYS, else -EINTR.");
    if (has_sessionless(m_))
        body("@s is NULL unless the request came through an open device node.");
    out_.line(" */");
    out_.line("struct {}_ops {{", m_.name);
    const auto handler = [&](std::string_view type, std::string_view name,
                             const std::vector<std::string>& args) {
        out_.line("{}", arguments(fmt::format("\t{} (*{})(", type, name), args, ");"));
    };
    const std::vector<std::string> bare{fmt::format("struct {} *m", m_.name),
                                        fmt::format("struct {}_session *s", m_.name)};
    handler("int", "open", bare);
    handler("void", "close", bare);
    for (const auto& e : m_.elements) {
        const auto* p = has_handlers(e) ? as_property(e) : nullptr;
        if (p != nullptr && p->readable)
            handler("int", fmt::format("get_{}", e.name), handler_arguments(m_, e, "get_"));
        if (p != nullptr && p->is_given())
            handler("int", fmt::format("set_{}", e.name), handler_arguments(m_, e, "set_"));
        if (as_call(e) != nullptr)
            handler("int", e.name, handler_arguments(m_, e, ""));
        if (as_table(e) != nullptr)
            handler("int", fmt::format("next_{}", e.name), handler_arguments(m_, e, ""));
        if (const auto* s = as_stream(e))
            for (const auto& verb : stream_handlers(*s))
                handler(stream_result(verb), fmt::format("{}{}", verb, e.name),
                        handler_arguments(m_, e, verb));
    }
    out_.line("}};");
}

void kern_header::registration() {
    const auto& n = m_.name;
    out_.gap();
    comment(out_, fmt::format("Indices into {}_gw_elements.", n));
    out_.line("enum {{");
    for (const auto& e : m_.elements)
        out_.line("\t{},", element_index(m_, e));
    out_.line("}};");
    out_.gap();
    out_.line("extern const struct gw_element {}_gw_elements[];", n);
    out_.line("extern const struct gw_interface {}_gw_interface;", n);
    out_.line();
    out_.line("/**");
    doc(fmt::format("{}_register() - make an instance visible", n));
    std::vector<std::string> args;
    if (m_.netns_each) {
        doc("@net: the network namespace that it belongs to");
        args.emplace_back("struct net *net");
    }
    doc("@parent: parent device, or NULL");
    doc(m_.instances_many ? "@name: of the instance, or NULL for the next free number"
                          : "@name: NULL: this interface has one instance");
    doc("@ops: the handlers");
    doc(fmt::format("@priv: the provider's own, for {}_priv()", n));
    out_.line(" *");
    body("Last in init: handlers may be called before it returns.");
    out_.line(" *");
    body("Context: process, may sleep.");
    body("Return: the instance or ERR_PTR(): see gw_register().");
    out_.line(" */");
    args.insert(args.end(), {"struct device *parent", "const char *name",
                             fmt::format("const struct {}_ops *ops", n), "void *priv"});
    function(
        fmt::format("{} *", instance_), fmt::format("{}_register", n), args,
        fmt::format("\treturn (struct {} *)\n{}\n", n,
                    arguments("\t\tgw_register(",
                              {fmt::format("&{}_gw_interface", n), "THIS_MODULE",
                               m_.netns_each ? "net" : "NULL", "parent", "name", "ops", "priv"},
                              ");")));
    out_.line();
    out_.line("/**");
    doc(fmt::format("{}_unregister() - revoke an instance", n));
    doc("@m: the instance; NULL or an error pointer: nothing happens");
    out_.line(" *");
    body("First make sure that nothing emits any more. Waits for running handlers; none is called "
         "afterwards.");
    out_.line(" *");
    body("Context: process, may sleep; no lock that a handler takes may be held.");
    out_.line(" */");
    function("void ", fmt::format("{}_unregister", n), {fmt::format("{} *m", instance_)},
             "\tgw_unregister((struct gw_instance *)m);\n");
    out_.line();
    comment(out_, fmt::format("The @priv that {}_register() was given. NULL, too, if @m is NULL or "
                              "an error pointer.",
                              n));
    function("void *", fmt::format("{}_priv", n), {fmt::format("const {} *m", instance_)},
             "\treturn gw_priv((const struct gw_instance *)m);\n");
    waiting();
    sessions();
}

void kern_header::waiting() {
    const auto& n = m_.name;
    out_.line();
    out_.line("/**");
    doc(fmt::format("{}_dying() - is this instance being unregistered?", n));
    doc("@m: the instance; NULL or an error pointer: as if it were");
    out_.line(" *");
    body(
        fmt::format("A handler that waits must also end when this becomes true, or {}_unregister() "
                    "waits for it: wait_event_interruptible(*{}_wait_queue(m), ready || "
                    "{}_dying(m)).",
                    n, n, n));
    out_.line(" *");
    body("Context: any.");
    out_.line(" */");
    function("bool ", fmt::format("{}_dying", n), {fmt::format("const {} *m", instance_)},
             "\treturn gw_dying((const struct gw_instance *)m);\n");
    out_.line();
    comment(out_, fmt::format("Where handlers may wait; {}_unregister() wakes it too.", n));
    function("wait_queue_head_t *", fmt::format("{}_wait_queue", n),
             {fmt::format("{} *m", instance_)},
             "\treturn gw_wait_queue((struct gw_instance *)m);\n");
}

bool has_positions(const element& e) {
    const auto* s = as_stream(e);
    return s != nullptr && s->positioned;
}

void kern_header::sessions() {
    const auto session = fmt::format("struct {}_session", m_.name);
    out_.line();
    out_.line(
        "/* The provider's own pointer in a session; NULL at first, and without a session. */");
    function("void *", fmt::format("{}_session_priv", m_.name),
             {fmt::format("const {} *s", session)},
             "\treturn gw_session_priv((const struct gw_session *)s);\n");
    out_.line();
    function("void ", fmt::format("{}_session_set_priv", m_.name),
             {fmt::format("{} *s", session), "void *priv"},
             "\tgw_session_set_priv((struct gw_session *)s, priv);\n");
    if (std::ranges::none_of(m_.elements, has_positions))
        return;
    out_.line();
    out_.line("/* Where the next read or write of the session's file begins. */");
    function("u64 ", fmt::format("{}_session_position", m_.name),
             {fmt::format("const {} *s", session)},
             "\treturn gw_session_position((const struct gw_session *)s);\n");
}

void kern_header::stored_value(const element& e, const property& p) {
    const auto& f = value_of(p);
    const auto tag = fmt::format("struct {}", p.value.type->c_name);
    const auto from = "(const struct gw_instance *)m";
    const auto to = "(struct gw_instance *)m";
    const auto reader = fmt::format("{}_{}", m_.name, e.name);
    const auto setter = fmt::format("{}_set_{}", m_.name, e.name);
    const bool scalar = is_scalar(f);

    out_.gap();
    out_.line("/**");
    doc(fmt::format("{}() - the stored value of property {}", reader, e.name));
    doc("@m: the instance; NULL or an error pointer: the value is all zeros");
    if (!scalar)
        doc("@value: receives it");
    out_.line(" *");
    body("Context: any, NMI included.");
    if (scalar)
        body(fmt::format("Return: {}.",
                         without_stop(e.doc.empty() ? "the value" : one_line(e.doc))));
    out_.line(" */");
    const auto constant_instance = fmt::format("const {} *m", instance_);
    if (scalar)
        function(fmt::format("{} ", kernel_type(f)), reader, {constant_instance},
                 fmt::format(
                     "\t{} stored;\n\n{}\n\treturn stored.value;\n", tag,
                     arguments("\tgw_value_read(", {from, element_entry(m_, e), "&stored"}, ");")));
    else
        function("void ", reader, {constant_instance, fmt::format("{} *value", tag)},
                 arguments("\tgw_value_read(", {from, element_entry(m_, e), "value"}, ");") + "\n");

    out_.line();
    out_.line("/**");
    doc(fmt::format("{}() - change the stored value of property {}", setter, e.name));
    doc("@m: the instance; NULL or an error pointer: nothing happens");
    doc("@value: the new value, which the provider answers for: nothing checks it");
    out_.line(" *");
    body("Context: process or softirq, locks may be held; not hardirq or NMI.");
    out_.line(" */");
    const auto changing_instance = fmt::format("{} *m", instance_);
    if (scalar)
        function("void ", setter, {changing_instance, fmt::format("{} value", kernel_type(f))},
                 fmt::format(
                     "\tconst {} stored = {{ .value = value }};\n\n{}\n", tag,
                     arguments("\tgw_value_write(", {to, element_entry(m_, e), "&stored"}, ");")));
    else
        function("void ", setter, {changing_instance, fmt::format("const {} *value", tag)},
                 arguments("\tgw_value_write(", {to, element_entry(m_, e), "value"}, ");") + "\n");
}

void kern_header::change(const element& e) {
    const auto name = fmt::format("{}_changed_{}", m_.name, e.name);
    const bool is_table = as_table(e) != nullptr;
    out_.gap();
    out_.line("/**");
    doc(fmt::format("{}() - notify that {} {} changed", name, e.kind(), e.name));
    doc("@m: the instance; NULL or an error pointer: nothing happens");
    out_.line(" *");
    body(is_table ? "When rows were added, removed or changed: readers then know that it is not a "
                    "consistent snapshot."
                  : "For a value that a handler computes; Gangway itself notifies of changes of "
                    "the stored one.");
    out_.line(" *");
    body("Context: process or softirq, locks may be held; not hardirq or NMI.");
    out_.line(" */");
    function("void ", name, {fmt::format("{} *m", instance_)},
             arguments("\tgw_changed(", {"(struct gw_instance *)m", element_entry(m_, e)}, ");") +
                 "\n");
}

std::string_view where(context deepest) {
    switch (deepest) {
    case context::hardirq:
        return "any but NMI";
    case context::nmi:
        return "any, NMI included";
    case context::atomic:
        return "process or softirq, locks may be held; not hardirq or NMI";
    case context::process:
    case context::none:
        break;
    }
    return "process, no locks held";
}

bool is_emitted_inline(const element& e) {
    return std::ranges::any_of(e.via,
                               [](const carrier* c) { return mechanism_of(*c).emits_inline(); });
}

void kern_header::emission(const element& e, const event& ev) {
    const auto tag = fmt::format("struct {}", ev.record.type->c_name);
    const auto name = [&](std::string_view verb) {
        return fmt::format("{}_{}_{}", m_.name, verb, e.name);
    };
    const auto instance = fmt::format("{} *m", instance_);
    const auto inst = "(struct gw_instance *)m";
    const auto about = [&](std::string_view verb, std::string_view does) {
        out_.gap();
        out_.line("/**");
        doc(fmt::format("{}() - {}", name(verb), does));
    };

    about("emit", fmt::format("send event {} to its subscribers", e.name));
    doc("@m: the instance; NULL or an error pointer: nothing happens");
    doc("@record: what to send; it is copied");
    out_.line(" *");
    body(fmt::format("Context: {}.", where(ev.deepest)));
    out_.line(" */");
    const auto check = arguments("\tgw_debug_context(", {element_entry(m_, e)}, ");") + "\n";
    const bool fast = is_emitted_inline(e);
    const auto suffix = fast ? "_event" : "";
    const auto size = fmt::format("sizeof({})", tag);
    // Of what the inline functions are told beside what the others are.
    const auto with = [&](std::string last) {
        std::vector<std::string> all{inst, element_entry(m_, e)};
        if (fast)
            all.insert(all.end(), {number_constant(m_, e), size});
        all.push_back(std::move(last));
        return all;
    };
    std::string here;
    for (const auto* const c : e.via)
        here += mechanism_of(*c).on_emit(m_, e);
    function("void ", name("emit"), {instance, fmt::format("const {} *record", tag)},
             check + here + arguments(fmt::format("\tgw_emit{}(", suffix), with("record"), ");") +
                 "\n");

    if (!here.empty())
        return; // of a record that is filled in place, it would see none unless others listened

    about("reserve", fmt::format("reserve room for event {}, to fill in place", e.name));
    doc("@m: the instance; NULL or an error pointer: nothing happens");
    doc("@e: the emission, on the caller's stack");
    out_.line(" *");
    body(fmt::format("Always followed by {0}() or {1}() on the same CPU. From here to there is a "
                     "raw-atomic section, in which preemption is off: nothing may sleep, nor take "
                     "a spinlock_t or allocate memory on PREEMPT_RT; a raw_spinlock_t may be "
                     "taken. Keep it short: what interrupts it and sends by the same ring is "
                     "published by {0}() only.",
                     name("commit"), name("discard")));
    out_.line(" *");
    body(fmt::format("Context: {}.", where(ev.deepest)));
    body("Return: where to write the record, every byte of it, including padding; NULL if no "
         "subscriber has room for it.");
    out_.line(" */");
    function(fmt::format("{} *", tag), name("reserve"), {instance, "struct gw_emission *e"},
             check +
                 arguments(fmt::format("\treturn gw_reserve_{}(", fast ? "event" : "slowly"),
                           with("e"), ");") +
                 "\n");

    out_.line();
    out_.line("/* Send what was reserved. */");
    function("void ", name("commit"), {"struct gw_emission *e"},
             fast
                 ? arguments("\tgw_commit_event(", {"e", number_constant(m_, e), size}, ");") + "\n"
                 : "\tgw_commit(e->way);\n");
    out_.line();
    out_.line("/* Drop what was reserved. */");
    function("void ", name("discard"), {"struct gw_emission *e"},
             fast ? fmt::format("\tgw_discard_event(e, {});\n", size) : "\tgw_discard(e->way);\n");
    if (fast)
        batch(e, ev);
}

/// For who has many records at once.
void kern_header::batch(const element& e, const event& ev) {
    const auto tag = fmt::format("struct {}", ev.record.type->c_name);
    const auto name = [&](std::string_view verb) {
        return fmt::format("{}_{}_{}", m_.name, verb, e.name);
    };
    out_.gap();
    out_.line("/**");
    doc(fmt::format("{}() - reserve room for several events {}", name("batch"), e.name));
    doc("@m: the instance; NULL or an error pointer: nothing happens");
    doc("@n: how many there are, at least 1; becomes how many there is room for now");
    doc("@b: the batch, on the caller's stack");
    out_.line(" *");
    body(fmt::format("As {}(), for several in one go, which costs each far less. Followed by {}(), "
                     "whatever @n has become, and again for those that are left: one fewer if it "
                     "has become 0, for which nobody has room.",
                     name("reserve"), name("finish")));
    out_.line(" *");
    body(fmt::format("Context: {}.", where(ev.deepest)));
    body(fmt::format("Return: where to write the first; {}() is where the others follow.",
                     name("following")));
    out_.line(" */");
    function(fmt::format("{} *", tag), name("batch"),
             {fmt::format("{} *m", instance_), "unsigned int *n", "struct gw_batch *b"},
             arguments("\tgw_debug_context(", {element_entry(m_, e)}, ");") + "\n" +
                 arguments("\treturn gw_reserve_events(",
                           {"(struct gw_instance *)m", element_entry(m_, e), number_constant(m_, e),
                            fmt::format("sizeof({})", tag), "n", "b"},
                           ");") +
                 "\n");
    out_.line();
    out_.line("/* The record behind this one. */");
    function(fmt::format("{} *", tag), name("following"), {fmt::format("{} *record", tag)},
             fmt::format("\treturn (void *)record + gw_ring_whole(sizeof({}));\n", tag));
    out_.line();
    out_.line("/* Send what was reserved. */");
    function("void ", name("finish"), {"struct gw_batch *b"},
             arguments("\tgw_commit_event(",
                       {"&b->e", number_constant(m_, e), fmt::format("sizeof({})", tag)}, ");") +
                 "\n");
}

} // namespace

output_file emit_kern_header(const model& m) {
    return {fmt::format("{}_kern.gw.h", m.name), kern_header{m}.text()};
}

} // namespace gangway::compiler
