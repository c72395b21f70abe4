// SPDX-License-Identifier: MIT
#include "description/words.hpp"

#include <algorithm>

namespace gangway {

namespace {

using dynamic::field;
using dynamic::layout;
using dynamic::names;

const field* find(const layout& in, const std::string& name) {
    const auto found = std::find_if(in.fields.begin(), in.fields.end(),
                                    [&](const field& f) { return f.name == name; });
    return found == in.fields.end() ? nullptr : &*found;
}

bool has(const names& in, const std::string& word) {
    return std::any_of(in.values.begin(), in.values.end(),
                       [&](const auto& known) { return known.name == word; });
}

} // namespace

// Structs have no text, so only the fields themselves count.
layout with_words_of(const dynamic::element& what, const dynamic::description* theirs) {
    auto all = what.out;
    const auto* const other = theirs == nullptr ? nullptr : theirs->find(what.number);
    for (auto& mine : all.fields) {
        const auto* const its = other == nullptr ? nullptr : find(other->out, mine.name);
        if (its == nullptr || !mine.names || !its->names)
            continue;
        auto both = *mine.names;
        for (const auto& word : its->names->values)
            if (!has(*mine.names, word.name))
                both.values.push_back(word);
        mine.names = std::make_shared<const names>(std::move(both));
    }
    return all;
}

} // namespace gangway
