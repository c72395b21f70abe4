// SPDX-License-Identifier: MIT
#include "emit/emit.hpp"

namespace gangway::compiler {

std::vector<output_file> emit_all(const model& m) {
    if (m.existing)
        return {emit_uapi(m), emit_client(m), emit_json(m), emit_markdown(m)};
    return {emit_uapi(m),   emit_kern_header(m), emit_kern_source(m),
            emit_client(m), emit_json(m),        emit_markdown(m)};
}

} // namespace gangway::compiler
