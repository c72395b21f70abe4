// SPDX-License-Identifier: MIT
//
// Which known word was meant by one that is not. For the library and for the programs alike.
#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace gangway {

/// How many letters to insert, drop or change.
inline std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (const char c : a) {
        std::size_t corner = row[0]++;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t change = corner + (c == b[j] ? 0 : 1);
            corner = row[j + 1];
            row[j + 1] = std::min({change, row[j] + 1, corner + 1});
        }
    }
    return row.back();
}

/// The first of those closest to `word`; empty: none is near.
template <class Words>
std::string_view nearest(std::string_view word, const Words& known) {
    std::string_view best;
    std::size_t least = std::min<std::size_t>(word.size() / 3 + 1, 3) + 1;
    for (const std::string_view candidate : known) {
        if (word.size() > candidate.size() + least) // far, and costly to find out
            continue;
        if (const auto d = distance(word, candidate); d < least) {
            least = d;
            best = candidate;
        }
    }
    return best;
}

/// The same as " (did you mean \"count\"?)", or nothing.
template <class Words>
std::string did_you_mean(std::string_view word, const Words& known) {
    const auto best = nearest(word, known);
    return best.empty() ? "" : fmt::format(" (did you mean \"{}\"?)", best);
}

} // namespace gangway
