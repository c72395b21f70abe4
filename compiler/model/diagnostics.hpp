// SPDX-License-Identifier: MIT
//
// What the front end has to say, collected: several errors per run, sorted by position.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "model/model.hpp"

namespace gangway::compiler {

enum class diag : std::uint8_t {
#define GW_ERROR(id, text) id,
#define GW_WARNING(id, text) id,
#include "model/diagnostics.def"
#undef GW_ERROR
#undef GW_WARNING
};

struct diag_info {
    std::string_view name;
    bool is_error;
    std::string_view text;
};

inline constexpr auto diag_table = std::to_array<diag_info>({
#define GW_ERROR(id, text) {#id, true, text},
#define GW_WARNING(id, text) {#id, false, text},
#include "model/diagnostics.def"
#undef GW_ERROR
#undef GW_WARNING
});

/// On one line of a bearable length, without what a terminal would act upon.
std::string message_line(std::string_view text);

/// Which file a diagnostic speaks of.
enum class origin : std::uint8_t { description, lock };

struct diagnostic {
    origin file;
    position at; // of no meaning for the lock, which people do not edit
    diag id;
    std::string text;
    auto operator<=>(const diagnostic&) const = default;
};

class diagnostics {
public:
    /// Formats the text of D, checked against its arguments when compiled.
    template <diag D, class... Args>
    void add(position at, const Args&... args) {
        push(origin::description, at, D, format<D>(args...));
    }
    template <diag D, class... Args>
    void add_lock(const Args&... args) {
        push(origin::lock, {}, D, format<D>(args...));
    }

    /// True once an error (not: a warning) was added.
    [[nodiscard]] bool failed() const noexcept { return failed_; }

    /// By file, then position; what was said twice appears once.
    [[nodiscard]] std::vector<diagnostic> sorted() const;

    /// `FILE:LINE:COLUMN: error: TEXT`, a line each.
    [[nodiscard]] std::string print(std::string_view description, std::string_view lock) const;

private:
    template <diag D, class... Args>
    static std::string format(const Args&... args) {
        constexpr fmt::format_string<const Args&...> text{
            diag_table[static_cast<std::size_t>(D)].text};
        return fmt::format(text, args...);
    }
    void push(origin file, position at, diag id, const std::string& text);

    std::vector<diagnostic> all_;
    bool failed_ = false;
};

} // namespace gangway::compiler
