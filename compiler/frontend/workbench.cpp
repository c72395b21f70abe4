// SPDX-License-Identifier: MIT
#include "frontend/workbench.hpp"

#include <algorithm>

namespace gangway::compiler {

struct_type* workbench::new_struct(std::string name, std::string what, position at) {
    auto& type = *made.structs.emplace_back(std::make_unique<struct_type>());
    type.c_name = fmt::format("{}_gw_{}", made.name, name);
    type.name = std::move(name);
    type.at = at;
    names.claim_c(type.c_name, std::move(what), at);
    return &type;
}

void workbench::refuse_for_existing(const node& map, std::string_view key) {
    const auto found = std::ranges::find(
        map.entries, key, [](const auto& e) -> std::string_view { return e.key.text; });
    if (found != map.entries.end())
        log.add<diag::kernel_decides>(found->key.at, key);
}

} // namespace gangway::compiler
