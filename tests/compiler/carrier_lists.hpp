// SPDX-License-Identifier: MIT
//
// Expected texts name carriers as the table does, so that one that is added changes none of them:
// {carriers: WORD…} stands for the names of those that carry the kind WORD (property, call, event,
// stream, table, change), are in this version, and have every other WORD:
//
//   existing   not in this version, perhaps, but for what a kernel has already
//   binary     it carries structs
//   hardirq    it sends from there
//   nmi        the same
//   -NAME      it is another than NAME
#pragma once

#include <array>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>

#include <gangway/carriers.h>

namespace gangway::test {

inline constexpr gw_carrier_row carrier_rows[] = {
#define GW_CARRIER GW_CARRIER_ROW
#include <gangway/carriers.def>
};

inline bool has_word(const gw_carrier_row& row, const std::string& word) {
    struct kind {
        std::string_view name;
        unsigned bit;
    };
    constexpr std::array kinds{kind{"property", GW_KIND_PROPERTY}, kind{"call", GW_KIND_CALL},
                               kind{"event", GW_KIND_EVENT},       kind{"stream", GW_KIND_STREAM},
                               kind{"table", GW_KIND_TABLE},       kind{"change", GW_KIND_CHANGE}};
    for (const auto& one : kinds)
        if (word == one.name)
            return (row.kinds & one.bit) != 0;
    if (word == "existing")
        return (row.traits & GW_TRAIT_EXISTING) != 0;
    if (word == "binary")
        return (row.encodings & (GW_ENCODING_BINARY | GW_ENCODING_ATTRIBUTES)) != 0;
    if (word == "hardirq" || word == "nmi")
        return row.context >= (word == "nmi" ? GW_CONTEXT_NMI : GW_CONTEXT_HARDIRQ);
    if (word.starts_with('-'))
        return word.substr(1) != row.name;
    throw std::runtime_error{"{carriers: …} does not know the word " + word};
}

/// The names of all carriers that have these words.
inline std::string carrier_list(const std::string& words) {
    const bool existing = words.find("existing") != words.npos;
    std::string names;
    for (const auto& row : carrier_rows) {
        bool fits = existing || (row.traits & GW_TRAIT_READY) != 0;
        std::istringstream in{words};
        for (std::string word; in >> word;)
            fits = has_word(row, word) && fits;
        if (fits)
            names += (names.empty() ? "" : ", ") + std::string{row.name};
    }
    return names;
}

/// The text with each {carriers: …} replaced.
inline std::string expand_carriers(std::string text) {
    constexpr std::string_view begin = "{carriers:";
    for (auto at = text.find(begin); at != text.npos; at = text.find(begin, at)) {
        const auto end = text.find('}', at);
        const auto words = text.substr(at + begin.size(), end - at - begin.size());
        text.replace(at, end + 1 - at, carrier_list(words));
    }
    return text;
}

} // namespace gangway::test
