// SPDX-License-Identifier: MIT
//
// What the back ends share: how a text of the author's gets into a comment, a string or a table
// without ending it, and how long lines are laid out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace gangway::compiler {

/// A file under construction.
class writer {
public:
    /// Appends a formatted line and its newline.
    template <typename... Args>
    void line(fmt::format_string<Args...> format, Args&&... args) {
        append(format, fmt::make_format_args(args...));
    }
    void line() { text_ += '\n'; }
    void raw(std::string_view text) { text_ += text; }

    /// An empty line, unless one is there already.
    void gap();

    /// `text` re-flowed: the first line begins with `first`, all others with `next`; no line is
    /// longer than `width` columns, tabs being 8, unless a single word is.
    void wrapped(std::string_view text, std::string_view first, std::string_view next,
                 std::size_t width = 80);

    [[nodiscard]] std::string take() && { return std::move(text_); }

private:
    // Not inline: fmt's formatting code would otherwise be compiled into every source file.
    void append(fmt::string_view format, fmt::format_args args);

    std::string text_;
};

/// The author's text for a comment of C or C++: can neither end the comment nor open another, and
/// holds neither control characters nor any that turn the direction of writing.
std::string in_comment(std::string_view doc);

/// A string literal of C and C++, quotes included: also between trigraphs and hex digits.
std::string in_c_string(std::string_view text);

/// A JSON string, quotes included.
std::string in_json(std::string_view text);

/// Plain words for Markdown, also inside of a table: nothing in them is markup.
std::string in_markdown(std::string_view text);

/// The doc on one line, spaces for its line breaks.
std::string one_line(std::string_view doc);

/// The paragraphs of a doc: blank lines part them.
std::vector<std::string> paragraphs(std::string_view doc);

/// The doc without what ends its last sentence, to be continued by a parenthesis or a colon.
std::string without_stop(std::string_view doc);

/// `HEAD(arg, arg,` in kernel style: broken before column 80 and aligned to the parenthesis.
/// `head` ends with it; `tail` follows the last argument.
std::string arguments(std::string_view head, const std::vector<std::string>& args,
                      std::string_view tail);

/// The head of a function: `TYPE NAME(args)`, the type on a line of its own when all else is too
/// long. `type` ends with a space or an asterisk.
std::string prototype(std::string_view type, std::string_view name,
                      const std::vector<std::string>& args, std::string_view tail);

/// Columns of the last line of `text`, tabs being 8.
std::size_t columns(std::string_view text);

} // namespace gangway::compiler
