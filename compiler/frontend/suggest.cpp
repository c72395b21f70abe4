// SPDX-License-Identifier: MIT
#include "frontend/suggest.hpp"

#include <array>

#include <fmt/format.h>

#include "../../common/nearest.hpp"
#include "model/model.hpp"

namespace gangway::compiler {

namespace {

using words = std::span<const std::string_view>;

bool contains(words list, std::string_view word) noexcept {
    return std::ranges::find(list, word) != list.end();
}

/// What others call something that we have too, or do without.
struct foreign_word {
    std::string_view here;    // applies where this word is known …
    std::string_view foreign; // … to these, with a blank around each
    std::string_view cure;    // empty: they are other names of that word
};

/// Keys, in other languages. Of two rows that apply, the first counts.
constexpr auto foreign_keys = std::to_array<foreign_word>({
    {"doc", " description desc comment documentation summary brief help ", ""},
    {"range", " min minimum maximum minval maxval limits bounds ", "write `range: [MIN, MAX]`"},
    {"count", " min minimum maximum minval maxval limits bounds range ",
     "only a property has a range; let the handler check this one"},
    {"count", " length len maxlen maxlength max_length maxLength size capacity array repeated ",
     "write `max: N` for up to N, `count: N` for exactly N"},
    {"type", " required nullable ", "leave it out; every field is always there"},
    {"type", " enum flags values struct fields ",
     "declare it in types:, as `NAME: {enum: [a, b]}`, and write `type: NAME`"},
    {"access", " readonly read_only readOnly writable mode permissions ",
     "write `access: r`, w or rw"},
    {"default", " initial value init ", ""},
    {"interface", " name module ", ""},
    {"types", " enums structs definitions ", ""},
    {"properties", " attributes parameters params settings values variables ", ""},
    {"calls", " methods functions operations commands requests ", ""},
    {"events", " signals notifications messages ", ""},
    {"interface", " version ", "leave it out; NAME.lock keeps what was released"},
    {"struct", " fields members properties ", ""},
    {"enum", " values enumeration type ", "write `enum: [a, b]`, `flags: [a, b]` or `struct:`"},
    {"flags", " bits bitmask bitfield ", ""},
    {"request", " args arguments params parameters input in ", ""},
    {"reply", " returns return result results response output out ", ""},
    {"errors", " raises throws ", ""},
    {"record", " fields payload data args message body type struct ", ""},
    {"row", " fields columns record type struct ", ""},
    {"key", " primary_key index ", ""},
    {"requires", " capability privilege permission ", ""},
    {"via", " carrier carriers transport transports ", ""},
});

/// Contexts, in the kernel.
constexpr auto foreign_words = std::to_array<foreign_word>({
    {"process", " task thread kthread workqueue user ", "write process"},
    {"atomic", " softirq soft_irq bh tasklet timer spinlock ", "write atomic"},
    {"hardirq", " irq interrupt hard_irq isr ", "write hardirq"},
});

/// Empty: no row applies.
std::string cure_of(std::span<const foreign_word> rows, std::string_view word, words known) {
    const auto row = std::ranges::find_if(rows, [&](const foreign_word& w) {
        return contains(known, w.here) && w.foreign.find(fmt::format(" {} ", word)) != word.npos;
    });
    if (row == rows.end())
        return {};
    return row->cure.empty() ? fmt::format("did you mean '{}'?", row->here)
                             : std::string{row->cure};
}

/// Of what a message points to; empty: that is no pointer.
std::string_view cure_of_pointer(std::string_view word) {
    constexpr std::string_view pointers =
        " pointer ptr address user_pointer uptr void* char* u8* uintptr uintptr_t uintptr64 ";
    if (word.empty() || pointers.find(fmt::format(" {} ", word)) == word.npos)
        return {};
    return "what a message points to cannot be described: put the bytes into it, as `type: "
           "bytes, max: N`, or write those lines of C beside the client";
}

/// Of "u8[4]"; empty: that is no array of something known.
std::string cure_of_array(std::string_view word, words known) {
    const auto bracket = word.find('[');
    if (bracket == word.npos || !word.ends_with(']') || !contains(known, word.substr(0, bracket)))
        return {};
    const auto type = word.substr(0, bracket);
    const auto items = word.substr(bracket + 1, word.size() - bracket - 2);
    const bool is_number =
        !items.empty() && items.find_first_not_of("0123456789") == items.npos && items[0] != '0';
    const bool is_bounded = items.empty() || type == "string" || type == "bytes";
    return fmt::format("write {{type: {}, {}: {}}}", type, is_bounded ? "max" : "count",
                       is_number ? items : "N");
}

} // namespace

std::string suggest(std::string_view word, words known) {
    constexpr std::size_t few = 24;
    const auto best = nearest(word, known);
    if (!best.empty())
        return fmt::format("did you mean '{}'?", best);
    if (known.empty())
        return "there is none yet";
    if (known.size() > few)
        return fmt::format("write one such as {}, {}", known[0], known[1]);
    return fmt::format("write one of {}", join(known));
}

std::string suggest_key(std::string_view word, words known) {
    const auto cure = cure_of(foreign_keys, word, known);
    return cure.empty() ? suggest(word, known) : cure;
}

std::string suggest_word(std::string_view word, words known) {
    const auto cure = cure_of(foreign_words, word, known);
    return cure.empty() ? suggest(word, known) : cure;
}

std::string suggest_type(std::string_view word, words known) {
    if (const auto cure = cure_of_pointer(word); !cure.empty())
        return std::string{cure};
    const auto cure = cure_of_array(word, known);
    return cure.empty() ? suggest(word, known) : cure;
}

std::string suggest_struct(std::string_view word, words structs) {
    if (const auto cure = cure_of_pointer(word); !cure.empty())
        return std::string{cure};
    if (structs.empty())
        return "write the fields in place, as {FIELD: TYPE}";
    const auto said = suggest(word, structs);
    return said.starts_with("did") ? said : said + ", or the fields in place";
}

std::string suggest_capability(std::string_view word, words known) {
    const auto name = upper(word);
    return suggest(name.starts_with("CAP_") ? name : "CAP_" + name, known);
}

std::string join(words list) {
    return fmt::format("{}", fmt::join(list, ", "));
}

} // namespace gangway::compiler
