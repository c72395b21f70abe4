// SPDX-License-Identifier: MIT
#include "emit/writer.hpp"

#include <algorithm>
#include <optional>
#include <span>

namespace gangway::compiler {

namespace {

constexpr std::size_t tab = 8;

struct character {
    char32_t code = 0;
    std::string_view bytes;
};

/// The next character of well-formed UTF-8 (the front end let nothing else pass); of any other
/// bytes, each alone as U+FFFD.
character next_character(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text[0]);
    const std::size_t length = lead < 0x80                   ? 1
                               : lead >= 0xC2 && lead < 0xE0 ? 2
                               : lead >= 0xE0 && lead < 0xF0 ? 3
                               : lead >= 0xF0 && lead < 0xF5 ? 4
                                                             : 0;
    if (length == 1)
        return {lead, text.substr(0, 1)};
    if (length == 0 || length > text.size())
        return {U'\uFFFD', text.substr(0, 1)};
    char32_t code = lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if ((byte & 0xC0) != 0x80)
            return {U'\uFFFD', text.substr(0, 1)};
        code = code << 6 | (byte & 0x3F);
    }
    return {code, text.substr(0, length)};
}

/// Invisible, and able to make a text look like another.
bool is_treacherous(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}

/// Calls `put(code, bytes)` for each character.
template <typename Put>
void for_each_character(std::string_view text, Put put) {
    while (!text.empty()) {
        const auto c = next_character(text);
        put(c.code, c.code == U'\uFFFD' ? std::string_view{"\xEF\xBF\xBD"} : c.bytes);
        text.remove_prefix(c.bytes.size());
    }
}

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    std::size_t at = 0;
    while ((at = text.find_first_not_of(" \t\n", at)) != text.npos) {
        const auto end = std::min(text.find_first_of(" \t\n", at), text.size());
        words.push_back(text.substr(at, end - at));
        at = end;
    }
    return words;
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
    for (std::size_t at = 0; (at = text.find(what, at)) != text.npos; at += by.size())
        text.replace(at, what.size(), by);
    return text;
}

} // namespace

std::size_t columns(std::string_view text) {
    if (const auto newline = text.rfind('\n'); newline != text.npos)
        text.remove_prefix(newline + 1);
    std::size_t column = 0;
    for (const char c : text) {
        if (c == '\t')
            column += tab - column % tab;
        else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80)
            ++column;
    }
    return column;
}

void writer::append(fmt::string_view format, fmt::format_args args) {
    text_ += fmt::vformat(format, args);
    text_ += '\n';
}

void writer::gap() {
    if (!text_.empty() && !text_.ends_with("\n\n"))
        text_ += '\n';
}

void writer::wrapped(std::string_view text, std::string_view first, std::string_view next,
                     std::size_t width) {
    std::string current{first};
    bool fresh = true; // nothing after the prefix yet
    const auto finish = [&] {
        if (current.ends_with('\\')) // would continue a // comment on the next line
            current += '.';
        line("{}", current);
    };
    for (const auto word : words_of(text)) {
        if (!fresh && columns(current) + 1 + columns(word) > width) {
            finish();
            current = next;
            fresh = true;
        }
        if (!fresh)
            current += ' ';
        current += word;
        fresh = false;
    }
    while (current.ends_with(' ') || current.ends_with('\t'))
        current.pop_back();
    finish();
}

std::string in_comment(std::string_view doc) {
    std::string text;
    for_each_character(doc, [&](char32_t code, std::string_view bytes) {
        if (code == '\n' || !is_treacherous(code))
            text += bytes;
        else
            text += ' ';
    });
    // Twice: what one replacement parts may make the next one's find, as in "*//*".
    for (int pass = 0; pass < 2; ++pass) {
        text = replaced(std::move(text), "*/", "* /");
        text = replaced(std::move(text), "/*", "/ *");
    }
    text = replaced(std::move(text), "?\?/", "?? /"); // a trigraph: \ to a strict compiler
    return text;
}

std::string in_c_string(std::string_view text) {
    std::string out = "\"";
    bool after_question = false;
    for_each_character(text, [&](char32_t code, std::string_view bytes) {
        const bool question = code == '?';
        if (code == '"' || code == '\\' || (question && after_question)) {
            out += '\\';
            out += bytes;
        } else if (code == '\n') {
            out += "\\n";
        } else if (code == '\t') {
            out += "\\t";
        } else if (is_treacherous(code)) {
            for (const char c : bytes) // octal: three digits at most, so it ends by itself
                out += fmt::format("\\{:03o}", static_cast<unsigned char>(c));
        } else {
            out += bytes;
        }
        after_question = question;
    });
    return out + '"';
}

std::string in_json(std::string_view text) {
    std::string out = "\"";
    for_each_character(text, [&](char32_t code, std::string_view bytes) {
        if (code == '"' || code == '\\')
            out += fmt::format("\\{}", bytes);
        else if (code == '\n')
            out += "\\n";
        else if (code == '\t')
            out += "\\t";
        else if (is_treacherous(code)) // all of them are in the basic plane
            out += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(code));
        else
            out += bytes;
    });
    return out + '"';
}

namespace {

/// Does the word, first on a line, begin a list or underline a heading?
bool is_block_markup(std::string_view word) {
    if (word.empty())
        return false;
    if (word.find_first_not_of("-+=") == word.npos)
        return true;
    const auto digits = word.find_first_not_of("0123456789");
    return digits > 0 && digits + 1 == word.size() && (word[digits] == '.' || word[digits] == ')');
}

} // namespace

std::string in_markdown(std::string_view text) {
    constexpr std::string_view markup = "\\`*_{}[]<>#|&~!$";
    std::string plain;
    for_each_character(text, [&](char32_t code, std::string_view bytes) {
        if (code < 0x80 && markup.find(static_cast<char>(code)) != markup.npos)
            plain += '\\';
        if (is_treacherous(code))
            plain += code == '\n' ? "\n" : " ";
        else
            plain += bytes;
    });
    std::string out;
    for (std::size_t at = 0; at < plain.size();) { // wrapping may put any word first
        const auto end = std::min(plain.find_first_of(" \n", at), plain.size());
        const auto word = plain.substr(at, end - at);
        if (is_block_markup(word))
            out += word.substr(0, word.size() - 1) + '\\' + word.substr(word.size() - 1);
        else
            out += word;
        if (end < plain.size())
            out += plain[end];
        at = end + 1;
    }
    return out;
}

std::string one_line(std::string_view doc) {
    const auto words = words_of(doc);
    return fmt::format("{}", fmt::join(words, " "));
}

std::vector<std::string> paragraphs(std::string_view doc) {
    std::vector<std::string> all(1);
    while (!doc.empty()) {
        const auto end = std::min(doc.find('\n'), doc.size());
        const auto part = one_line(doc.substr(0, end));
        if (part.empty() && !all.back().empty())
            all.emplace_back();
        else if (!part.empty())
            all.back() += (all.back().empty() ? "" : " ") + part;
        doc.remove_prefix(std::min(end + 1, doc.size()));
    }
    if (all.back().empty())
        all.pop_back();
    return all;
}

std::string without_stop(std::string_view doc) {
    while (!doc.empty() && (doc.back() == '.' || doc.back() == ' ' || doc.back() == '\n'))
        doc.remove_suffix(1);
    return std::string{doc};
}

namespace {

/// As arguments(), but nothing when a line would pass `width`.
std::optional<std::string> fitted(std::string_view head, std::span<const std::string> args,
                                  std::string_view tail, std::size_t width) {
    const auto indent = columns(head);
    const auto margin = "\n" + std::string(indent / tab, '\t') + std::string(indent % tab, ' ');
    std::string text{head};
    for (std::size_t i = 0; i < args.size(); ++i) {
        const bool last = i + 1 == args.size();
        const auto piece = args[i] + (last ? std::string{tail} : std::string{","});
        if (i > 0 && columns(text) + 1 + columns(piece) > width)
            text += margin;
        else if (i > 0)
            text += ' ';
        text += piece;
        if (columns(text) > width)
            return std::nullopt;
    }
    if (args.empty())
        text += tail;
    return text;
}

} // namespace

std::string arguments(std::string_view head, const std::vector<std::string>& args,
                      std::string_view tail) {
    for (const std::size_t width : {80U, 100U})
        if (auto text = fitted(head, args, tail, width))
            return *text;
    return *fitted(head, args, tail, std::string::npos / 2);
}

std::string prototype(std::string_view type, std::string_view name,
                      const std::vector<std::string>& args, std::string_view tail) {
    const auto whole = fmt::format("{}{}(", type, name);
    if (auto text = fitted(whole, args, tail, 80))
        return *text;
    const auto bare = type.substr(0, type.find_last_not_of(' ') + 1);
    return fmt::format("{}\n{}", bare, arguments(fmt::format("{}(", name), args, tail));
}

} // namespace gangway::compiler
