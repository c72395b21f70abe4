// SPDX-License-Identifier: MIT
//
// An errno as a sentence: what is wrong, and how to fix it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <gangway/description.hpp>
#include <gangway/result.hpp>

#include "../../common/nearest.hpp"
#include "description/place.hpp"

namespace gangway {

/// "ENOENT", or "errno 4711".
std::string errno_name(int number);

/// "open: No such file or directory (ENOENT)"
error errno_error(int number, std::string_view what);

/// Why permission to open a file is missing: who owns it, and what to do.
std::string not_permitted(const std::filesystem::path& file, std::string_view cure = "run as root");

/// Why a node could not be opened.
error explain_open(const place& where, int number);

/// What a request was for: one that only asks cannot have been given anything wrong, and one that
/// subscribes leaves nothing behind.
enum class purpose : std::uint8_t { asks, gives, subscribes };

/// Why a request to an element failed. `at` may be null: the interface as a whole.
error explain(const std::string& name, const dynamic::element* at, std::string_view carrier,
              int number, purpose of = purpose::gives);

/// The same for one that was submitted: no signal reaches those, so what interrupts one cancels it.
error explain_submitted(const std::string& name, const dynamic::element& at,
                        std::string_view carrier, int number, purpose of);

/// The same for an element of the kernel itself.
error explain_existing(const std::string& name, const dynamic::element& at,
                       std::string_view carrier, int number, purpose of = purpose::gives);

/// What to say when an element that the client knows is not in the module.
error explain_missing(const std::string& name, const dynamic::element& at);

/// What somebody else has said, for a message: in double quotes, on one line, with every byte that
/// a terminal might interpret as \xHH, and not too much of it.
std::string in_quotes(std::string_view text);

/// The names of all entries, for did_you_mean().
template <class Range>
std::vector<std::string> words_of(const Range& entries) {
    std::vector<std::string> words;
    words.reserve(std::size(entries));
    for (const auto& e : entries)
        words.emplace_back(e.name);
    return words;
}

} // namespace gangway
