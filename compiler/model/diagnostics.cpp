// SPDX-License-Identifier: MIT
#include "model/diagnostics.hpp"

#include <algorithm>

namespace gangway::compiler {

std::string message_line(std::string_view text) {
    constexpr std::size_t most = 600;
    constexpr std::size_t head = 300;
    std::string line;
    if (text.size() > most) { // the cure is at the end
        const auto is_inside = [&](std::size_t i) { return (text[i] & 0xc0) == 0x80; };
        std::size_t end = head;
        std::size_t begin = text.size() - head;
        while (is_inside(end))
            --end;
        while (is_inside(begin))
            ++begin;
        line = fmt::format("{} … {}", text.substr(0, end), text.substr(begin));
    } else {
        line = text;
    }
    for (char& c : line) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\n' || c == '\r' || c == '\t')
            c = ' ';
        else if (byte < ' ' || byte == 0x7f)
            c = '?';
    }
    return line;
}

void diagnostics::push(origin file, position at, diag id, const std::string& text) {
    failed_ = failed_ || diag_table[static_cast<std::size_t>(id)].is_error;
    all_.push_back({file, at, id, message_line(text)});
}

std::vector<diagnostic> diagnostics::sorted() const {
    auto list = all_;
    std::ranges::sort(list);
    const auto repeated = std::ranges::unique(list);
    list.erase(repeated.begin(), repeated.end());
    return list;
}

std::string diagnostics::print(std::string_view description, std::string_view lock) const {
    std::string text;
    for (const auto& d : sorted()) {
        const auto severity =
            diag_table[static_cast<std::size_t>(d.id)].is_error ? "error" : "warning";
        if (d.file == origin::lock)
            text += fmt::format("{}: {}: {}\n", lock, severity, d.text);
        else
            text += fmt::format("{}:{}:{}: {}: {}\n", description, d.at.line, d.at.column, severity,
                                d.text);
    }
    return text;
}

} // namespace gangway::compiler
