// SPDX-License-Identifier: MIT
//
// Words of an enum or of flags that only a newer module's description has.
#pragma once

#include <gangway/description.hpp>

namespace gangway {

/// The struct that an element's text stands for, in this program's layout, with every word that
/// the module knows: text says a word where others say a number, and what a word stands for that
/// is too new for this program, the module's own description (`theirs`; may be null) tells.
dynamic::layout with_words_of(const dynamic::element& what, const dynamic::description* theirs);

} // namespace gangway
