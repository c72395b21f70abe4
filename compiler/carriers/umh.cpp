// SPDX-License-Identifier: MIT
#include <array>

#include "carriers/mechanism.hpp"
#include "emit/c_code.hpp"
#include "frontend/place.hpp"
#include "model/encodings.hpp"

namespace gangway::compiler {

namespace {

constexpr auto keys = std::to_array<option_key>(
    {{"program", "[/absolute/path/of/a/program, argument, …]",
      [](at_value& value, carrier_options& into) { value.texts(into.program); }}});

/// The kernel has room for 64 variables, Gangway's own among them.
constexpr std::size_t most_fields = 40;

/// Of the program and its arguments.
constexpr std::size_t most_words = 15;

/// Beside the fields: PATH, HOME and Gangway's own.
constexpr std::uint64_t fixed_bytes = 384;

bool is_program(std::string_view path) {
    return path.starts_with('/') && is_plain_path(path);
}

class umh final : public mechanism {
public:
    [[nodiscard]] std::span<const option_key> option_keys() const override { return keys; }
    [[nodiscard]] std::string options_json(const element& e) const override {
        std::vector<std::string> words;
        for (const auto& word : e.options.program)
            words.push_back(in_json(word));
        return fmt::format("{{\"program\":[{}]}}", fmt::join(words, ","));
    }
    void check(const carried& what) const override;
    [[nodiscard]] std::uint64_t message_size(const struct_type& type,
                                             encoding /*written*/) const override {
        return fixed_bytes + environment_bytes(type);
    }

    [[nodiscard]] std::vector<std::string> usage(const model& /*m*/,
                                                 const element& e) const override {
        return {fmt::format("The kernel starts `{}`, with GANGWAY_EVENT={} and GW_FIELD=VALUE for "
                            "each field of the record in its environment.",
                            fmt::join(e.options.program, " "), e.name)};
    }
    [[nodiscard]] std::vector<std::string> facts(const model& /*m*/,
                                                 const element& e) const override {
        return {fmt::format("Starts: `{}`", fmt::join(e.options.program, " "))};
    }

    [[nodiscard]] std::string_view kernel_header() const override { return "gangway/umh.h"; }
    void write_detail(writer& out, const model& /*m*/, const element& e,
                      std::string_view name) const override {
        out.line("static const struct gw_umh_command {} = {{", name);
        out.line("\t.argv = {{");
        for (const auto& word : e.options.program)
            out.line("\t\t{},", in_c_string(word));
        out.line("\t}},");
        out.line("}};");
    }
};

void umh::check(const carried& what) const {
    const auto& e = what.e;
    const auto others = what.others([](const carrier&) { return true; });
    if (what.m.netns_each)
        what.log.add<diag::umh_netns>(what.at, e.name, others);
    const auto* const record = as_event(e)->record.type;
    if (record != nullptr && record->fields.size() > most_fields)
        what.log.add<diag::umh_keys>(what.at, e.name, record->fields.size(), most_fields, others);
    if (const auto words = e.options.program.size(); words > most_words)
        what.log.add<diag::wrong_shape>(what.at, "program",
                                        fmt::format("a list of {} texts", words),
                                        fmt::format("at most {} of them", most_words));
    if (!e.options.program.empty() && !is_program(e.options.program.front()))
        what.log.add<diag::umh_path>(what.at, e.options.program.front());
}

} // namespace

const mechanism& umh_mechanism() {
    static const umh it;
    return it;
}

} // namespace gangway::compiler
