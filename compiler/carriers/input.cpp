// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <set>

#include "carriers/mechanism.hpp"
#include "emit/c_code.hpp"
#include "frontend/fields.hpp"
#include "frontend/place.hpp"
#include "frontend/suggest.hpp"

namespace gangway::compiler {

namespace {

/// Types of events, as in <linux/input-event-codes.h>.
constexpr std::uint16_t type_key = 1;
constexpr std::uint16_t type_relative = 2;
constexpr std::uint16_t type_absolute = 3;
constexpr std::uint16_t type_switch = 5;

struct known_code {
    std::string_view word;
    std::uint16_t type;
    std::uint16_t code;
};

// Plain arrays: the largest is of some 700 codes.
constexpr known_code known[] = {
#define GW_KEY(word, code) {#word, type_key, code},
#define GW_REL(word, code) {#word, type_relative, code},
#define GW_ABS(word, code) {#word, type_absolute, code},
#define GW_SW(word, code) {#word, type_switch, code},
#include "carriers/input_codes.def"
};

const known_code* find_code(std::string_view word) {
    const auto* const found = std::ranges::find(known, word, &known_code::word);
    return found != std::end(known) ? found : nullptr;
}

void read_codes(at_value& value, carrier_options& into) {
    value.codes(into.codes);
    for (auto& c : into.codes)
        if (const auto* const found = find_code(c.word)) {
            c.type = found->type;
            c.code = found->code;
        }
}

constexpr auto keys = std::to_array<option_key>(
    {{"codes", "{FIELD: KEY_ENTER, …}", read_codes},
     {"device", "", [](at_value& value, carrier_options& into) { value.text(into.device); }}});

/// Of the input device, which is one for the interface.
std::string device_of(const model& m) {
    for (const auto& e : m.elements)
        if (!e.options.device.empty())
            return e.options.device;
    return m.name;
}

class input final : public mechanism {
public:
    [[nodiscard]] int runtime_abi() const override { return 7; }
    [[nodiscard]] std::span<const option_key> option_keys() const override { return keys; }
    [[nodiscard]] std::string options_json(const element& e) const override {
        std::vector<std::string> codes;
        for (const auto& c : e.options.codes)
            codes.push_back(fmt::format("{}:[{},{}]", in_json(c.field), c.type, c.code));
        const auto device = e.options.device.empty()
                                ? std::string{}
                                : fmt::format("\"device\":{},", in_json(e.options.device));
        return fmt::format("{{{}\"codes\":{{{}}}}}", device, fmt::join(codes, ","));
    }
    void check(const carried& what) const override;
    [[nodiscard]] std::vector<std::string> options_changed(const model& before, const element& then,
                                                           const model& after,
                                                           const element& now) const override;

    [[nodiscard]] std::vector<std::string> usage(const model& m, const element& e) const override {
        std::vector<std::string> words;
        for (const auto& c : e.options.codes)
            words.push_back(fmt::format("{} is {}", c.field, c.word));
        return {fmt::format("Reported by the input device \"{}\": {}; <gangway/input.h>.",
                            device_of(m), fmt::join(words, ", "))};
    }
    [[nodiscard]] std::string_view uapi_header() const override { return "gangway/input.h"; }
    [[nodiscard]] std::vector<std::string> facts(const model& m, const element& e) const override {
        std::vector<std::string> words;
        for (const auto& c : e.options.codes)
            words.push_back(fmt::format("`{}`", c.word));
        return {fmt::format("Input device: `{}`: {}", device_of(m), fmt::join(words, ", "))};
    }

    [[nodiscard]] std::string_view kernel_header() const override {
        return "gangway/input_codes.h";
    }
    void write_detail(writer& out, const model& m, const element& e,
                      std::string_view name) const override;
};

const field* field_of(const element& e, std::string_view name) {
    const auto& fields = as_event(e)->record.type->fields;
    const auto found = std::ranges::find(fields, name, &field::name);
    return found != fields.end() ? &*found : nullptr;
}

bool is_position(const input_code& c) {
    return c.type == type_absolute;
}

/// What one code needs of its field.
void check_field(const carried& what, const input_code& c) {
    const auto* const f = field_of(what.e, c.field);
    if (f == nullptr) {
        const auto names = words_of(as_event(what.e)->record.type->fields, &field::name);
        what.log.add<diag::input_no_field>(c.at, c.field, suggest(c.field, names));
        return;
    }
    const bool is_bit = c.type == type_key || c.type == type_switch;
    const bool fits =
        f->form == shape::single &&
        (is_bit ? f->type == basic::boolean
                : (f->type >= basic::u8 && f->type <= basic::s32 && scalar_size(f->type) <= 4));
    if (!fits)
        what.log.add<diag::input_field>(c.at, c.field, spell(*f), c.word,
                                        is_bit ? "a bool" : "one integer of at most 32 bits");
}

void check_code(const carried& what, const input_code& c) {
    if (c.type == 0) {
        const auto words = words_of(known, &known_code::word);
        const auto near = suggest(c.word, words);
        what.log.add<diag::input_code>(c.at, c.word,
                                       near.starts_with("did")
                                           ? near
                                           : "write a KEY_…, BTN_…, ABS_…, REL_… or SW_… of "
                                             "<linux/input-event-codes.h>");
        return;
    }
    if (is_position(c) && !c.range)
        what.log.add<diag::input_range>(c.at, c.word, c.word);
    if (!is_position(c) && c.range)
        what.log.add<diag::input_no_range>(c.at, c.word, c.word);
    check_field(what, c);
}

/// Each code means one field; of the events before this one and of this one.
void check_twice(const carried& what) {
    std::vector<std::pair<const input_code*, std::string>> taken;
    const auto take = [&](const element& e, bool is_this) {
        for (const auto& c : e.options.codes) {
            const auto found = std::ranges::find_if(taken, [&](const auto& other) {
                return c.type != 0 && other.first->type == c.type && other.first->code == c.code;
            });
            if (found == taken.end())
                taken.emplace_back(&c, fmt::format("{}.{}", e.name, c.field));
            else if (is_this)
                what.log.add<diag::input_twice>(c.at, c.word, found->second);
        }
    };
    for (const auto& e : what.m.elements)
        take(e, false);
    take(what.e, true);
}

void input::check(const carried& what) const {
    const auto& e = what.e;
    if (!e.requires_.empty())
        what.log.add<diag::input_requires>(what.at, e.name, e.requires_);
    if (what.m.netns_each)
        what.log.add<diag::input_netns>(what.at, e.name,
                                        what.others([](const carrier&) { return true; }));
    for (const auto& other : what.m.elements)
        if (!e.options.device.empty() && !other.options.device.empty() &&
            other.options.device != e.options.device)
            what.log.add<diag::input_device>(what.at, e.name, e.options.device,
                                             other.options.device);
    if (e.options.codes.empty() || as_event(e)->record.empty())
        return; // that was said
    for (const auto& c : e.options.codes)
        check_code(what, c);
    check_twice(what);
    for (const auto& f : as_event(e)->record.type->fields)
        if (std::ranges::find(e.options.codes, f.name, &input_code::field) == e.options.codes.end())
            what.log.add<diag::input_missing>(f.at, f.name);
}

std::string in_words(const input_code& c) {
    return c.range ? fmt::format("{} from {} to {}", c.word, c.range->first, c.range->second)
                   : c.word;
}

std::vector<std::string> input::options_changed(const model& before, const element& then,
                                                const model& after, const element& now) const {
    std::vector<std::string> changed;
    if (device_of(before) != device_of(after))
        changed.push_back(fmt::format("'{}' was reported by the input device '{}', and existing "
                                      "clients look for that; now by '{}'",
                                      now.name, device_of(before), device_of(after)));
    for (const auto& c : now.options.codes) {
        const auto was = std::ranges::find(then.options.codes, c.field, &input_code::field);
        if (was == then.options.codes.end() ||
            (was->type == c.type && was->code == c.code && was->range == c.range))
            continue;
        changed.push_back(fmt::format("field '{}' of '{}' was reported as {}, and existing clients "
                                      "still take it so; now as {}",
                                      c.field, now.name, in_words(*was), in_words(c)));
    }
    return changed;
}

void input::write_detail(writer& out, const model& m, const element& e,
                         std::string_view name) const {
    const auto& fields = as_event(e)->record.type->fields;
    out.line("static const struct gw_input_code {}_codes[] = {{", name);
    for (const auto& c : e.options.codes) {
        out.line("\t{{");
        out.line("\t\t.field = {},", field_of(e, c.field) - fields.data());
        out.line("\t\t.type = {},", c.type);
        out.line("\t\t.code = {},\t/* {} */", c.code, c.word);
        if (c.range) {
            out.line("\t\t.min = {},", c.range->first);
            out.line("\t\t.max = {},", c.range->second);
        }
        out.line("\t}},");
    }
    out.line("}};");
    out.gap();
    out.line("static const struct gw_input_event {} = {{", name);
    out.line("\t.device = {},", in_c_string(device_of(m)));
    out.line("\t.codes = {}_codes,", name);
    out.line("\t.n_codes = ARRAY_SIZE({}_codes),", name);
    out.line("}};");
}

} // namespace

const mechanism& input_mechanism() {
    static const input it;
    return it;
}

} // namespace gangway::compiler
