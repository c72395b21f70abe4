// SPDX-License-Identifier: MIT
#include "emit/emit.hpp"

#include <utility>

#include "carriers/mechanism.hpp"

namespace gangway::compiler {

std::vector<output_file> emit_all(const model& m) {
    if (m.existing)
        return {emit_uapi(m), emit_client(m), emit_json(m), emit_markdown(m)};
    std::vector<output_file> all{emit_uapi(m),   emit_kern_header(m), emit_kern_source(m),
                                 emit_client(m), emit_json(m),        emit_markdown(m)};
    for (const auto* const c : carriers_of(m))
        for (auto& file : mechanism_of(*c).files(m))
            all.push_back({std::move(file.name), std::move(file.text), false});
    return all;
}

} // namespace gangway::compiler
