// SPDX-License-Identifier: MIT
//
// Tracepoints are macros of the kernel's, so this carrier is a header of its own: NAME_trace.gw.h.
#include <algorithm>

#include "carriers/mechanism.hpp"
#include "emit/c_code.hpp"

namespace gangway::compiler {

namespace {

bool is_traced(const element& e) {
    return std::ranges::any_of(e.via,
                               [](const carrier* c) { return c == find_carrier("tracepoint"); });
}

std::string tracepoint_of(const model& m, const element& e) {
    return fmt::format("{}_{}", m.name, e.name);
}

std::string header_of(const model& m) {
    return fmt::format("{}_trace.gw", m.name);
}

/// A number in the order of the network, or of little endians: tools expect the machine's.
std::string order_of(const field& f) {
    const auto type = std::string{to_string(f.type)};
    const bool is_ordered = type.starts_with("be") || type.starts_with("le");
    return is_ordered && f.form == shape::single && f.format != "ipv4" ? type : "";
}

/// As tools know it, who have no use for its alignment.
std::string type_in_trace(const field& f) {
    constexpr std::string_view aligned = "aligned_";
    if (const auto order = order_of(f); !order.empty())
        return "__u" + order.substr(2);
    const auto type = uapi_type(f);
    const auto at = type.find(aligned);
    return at == type.npos ? type : "__" + type.substr(at + aligned.size());
}

/// { 1, "fast" }, { 2, "loud" }
std::string names_of(const enum_type& type) {
    std::vector<std::string> all;
    for (const auto& v : type.values)
        all.push_back(fmt::format("{{ {}, \"{}\" }}", v.value, v.name));
    return fmt::format("{}", fmt::join(all, ", "));
}

/// Tools take the four bytes, and no pointer to a number.
bool is_ipv4(const field& f) {
    return f.format == "ipv4" && f.form == shape::single;
}

/// What TP_printk says of a field, and by which arguments.
struct print {
    std::string format;
    std::string argument;
};

print print_of_number(const field& f, const std::string& entry) {
    const bool is_long = f.elem_size == 8;
    if (f.enumeration != nullptr)
        return {"%s",
                f.enumeration->is_flags
                    ? fmt::format("__print_flags({}, \"|\", {})", entry, names_of(*f.enumeration))
                    : fmt::format("__print_symbolic({}, {})", entry, names_of(*f.enumeration))};
    if (is_ipv4(f))
        return {"%pI4", entry};
    const std::string_view how = f.format == "hex"                    ? "x"
                                 : to_string(f.type).starts_with("s") ? "d"
                                                                      : "u";
    return {fmt::format("{}%{}{}", f.format == "hex" ? "0x" : "", is_long ? "ll" : "", how), entry};
}

print print_of(const field& f) {
    const auto entry = "__entry->" + f.name;
    if (f.type == basic::string)
        return {"%s", entry};
    if (f.type == basic::bytes)
        return {"%s", fmt::format("__print_hex({0}, {0}_len)", entry)};
    if (f.format == "ipv6")
        return {"%pI6c", entry};
    if (f.format == "mac")
        return {"%pM", entry};
    if (f.format == "uuid")
        return {"%pUb", entry};
    if (f.form == shape::single)
        return print_of_number(f, entry);
    const auto count = f.form == shape::bounded ? entry + "_count" : fmt::format("{}", f.bound);
    return {"%s", fmt::format("__print_array({}, {}, {})", entry, count, f.elem_size)};
}

void write_member(writer& out, const member& part, const field& f) {
    const bool is_value = part.purpose == role::value;
    const auto type = is_value ? type_in_trace(f) : "__u32";
    if (is_value && is_ipv4(f))
        out.line("\t\t__array(__u8, {}, 4)", part.c_name);
    else if (part.extent == 0)
        out.line("\t\t__field({}, {})", type, part.c_name);
    else
        out.line("\t\t__array({}, {}, {})", type, part.c_name, part.extent);
}

void write_assignment(writer& out, const member& part, const field& f) {
    const bool is_value = part.purpose == role::value;
    const auto order = is_value ? order_of(f) : "";
    const bool is_bytes = part.extent != 0 || (is_value && is_ipv4(f));
    if (is_bytes)
        out.line("\t\tmemcpy(__entry->{0}, {1}record->{0}, sizeof(__entry->{0}));", part.c_name,
                 part.extent == 0 ? "&" : "");
    else if (order.empty())
        out.line("\t\t__entry->{0} = record->{0};", part.c_name);
    else
        out.line("\t\t__entry->{0} = {1}_to_cpu(record->{0});", part.c_name, order);
}

void write_members(writer& out, const struct_type& type) {
    const auto each = [&](auto write) {
        for (const auto& part : type.members)
            if (part.purpose != role::padding)
                write(out, part, type.fields[part.field_index]);
    };
    out.line("\tTP_STRUCT__entry(");
    each(write_member);
    out.line("\t),");
    out.line("\tTP_fast_assign(");
    each(write_assignment);
    out.line("\t),");
}

void write_tracepoint(writer& out, const model& m, const element& e, const event& ev) {
    const auto& type = *ev.record.type;
    out.line();
    out.line("TRACE_EVENT({},", tracepoint_of(m, e));
    out.line("\tTP_PROTO(const struct {} *record),", type.c_name);
    out.line("\tTP_ARGS(record),");
    write_members(out, type);
    std::string format;
    std::string arguments;
    for (const auto& f : type.fields) {
        const auto [how, argument] = print_of(f);
        format += fmt::format("{}{}={}", format.empty() ? "" : " ", f.name, how);
        arguments += ",\n\t\t  " + argument;
    }
    out.line("\tTP_printk(\"{}\"{})", format, arguments);
    out.line(");");
}

class tracepoint final : public mechanism {
public:
    void check(const carried& what) const override;

    void write_includes(writer& out, const model& m) const override {
        out.line("#include \"{}.h\"", header_of(m));
    }
    void write_source(writer& out, const model& m) const override {
        out.line();
        out.line("#define CREATE_TRACE_POINTS");
        out.line("#include \"{}.h\"", header_of(m));
    }
    [[nodiscard]] std::string on_emit(const model& m, const element& e) const override {
        return fmt::format("\tif (trace_{0}_enabled() && !IS_ERR_OR_NULL(m))\n"
                           "\t\ttrace_{0}(record);\n",
                           tracepoint_of(m, e));
    }
    [[nodiscard]] std::vector<output_file> files(const model& m) const override;
    [[nodiscard]] std::vector<std::string> usage(const model& m, const element& e) const override {
        return {fmt::format("The tracepoint {}:{}, whose fields are those of the record.", m.name,
                            tracepoint_of(m, e))};
    }
    [[nodiscard]] std::vector<std::string> facts(const model& m, const element& e) const override {
        return {fmt::format("Tracepoint: `{}:{}`, `/sys/kernel/tracing/events/{}/{}`", m.name,
                            tracepoint_of(m, e), m.name, tracepoint_of(m, e))};
    }
};

void tracepoint::check(const carried& what) const {
    const auto others = what.others([](const carrier&) { return true; });
    if (what.m.instances_many || what.m.netns_each)
        what.log.add<diag::tracepoint_of_many>(
            what.at, what.e.name, what.m.instances_many ? "instances: many" : "netns: each",
            others);
    for (const auto& f : as_event(what.e)->record.type->fields)
        if (f.structure != nullptr)
            what.log.add<diag::tracepoint_struct>(what.at, f.name, others);
}

std::vector<output_file> tracepoint::files(const model& m) const {
    writer out;
    const auto guard = fmt::format("_{}_TRACE_GW_H", upper(m.name));
    out.line("/* SPDX-License-Identifier: GPL-2.0-only */");
    out.line("/* {} */", generated_line(m));
    out.line("#undef TRACE_SYSTEM");
    out.line("#define TRACE_SYSTEM {}", m.name);
    out.line();
    out.line("#if !defined({}) || defined(TRACE_HEADER_MULTI_READ)", guard);
    out.line("#define {}", guard);
    out.line();
    out.line("#include <linux/tracepoint.h>");
    out.line();
    out.line("#include \"{}.gw.h\"", m.name);
    for (const auto& e : m.elements)
        if (const auto* const ev = as_event(e); ev != nullptr && is_traced(e))
            write_tracepoint(out, m, e, *ev);
    out.line();
    out.line("#endif /* {} */", guard);
    out.line();
    out.line("#undef TRACE_INCLUDE_PATH");
    out.line("#define TRACE_INCLUDE_PATH .");
    out.line("#undef TRACE_INCLUDE_FILE");
    out.line("#define TRACE_INCLUDE_FILE {}", header_of(m));
    out.line("#include <trace/define_trace.h>");
    return {{header_of(m) + ".h", std::move(out).take()}};
}

} // namespace

const mechanism& tracepoint_mechanism() {
    static const tracepoint it;
    return it;
}

} // namespace gangway::compiler
