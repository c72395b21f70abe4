// SPDX-License-Identifier: MIT
//
// What the readers of a description share: where they report, and what they fill.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "frontend/name_registry.hpp"
#include "frontend/reader.hpp"
#include "frontend/yaml.hpp"
#include "model/draft.hpp"

namespace gangway::compiler {

struct workbench {
    explicit workbench(diagnostics& to)
        : log{to} {}

    diagnostics& log;
    reader read{log};
    name_registry names{log};
    model made;
    std::vector<removal> removed;
    /// Carriers of an element that ask different things of readers.
    struct differing {
        position at;
        std::string element;
        const carrier* first;
        const carrier* other;
    };
    std::vector<differing> guards;

    /// A name in the namespace of the interface.
    void claim_cpp(std::string_view name, std::string what, position at) {
        names.claim_cpp(made.name, name, std::move(what), at);
    }
    /// An empty struct of the model.
    struct_type* new_struct(std::string name, std::string what, position at);
    /// A key for what only a provider of Gangway's decides.
    void refuse_for_existing(const node& map, std::string_view key);
};

} // namespace gangway::compiler
