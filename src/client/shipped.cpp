// SPDX-License-Identifier: MIT
//
// The descriptions of existing/, as JSON made by gangway-gen.
#include <gangway/description.hpp>

#include <string_view>

namespace gangway::dynamic {

const std::vector<std::shared_ptr<const description>>& shipped() {
    static const auto all = [] {
        static constexpr std::string_view texts[] = {
#include "shipped.inc"
        };
        std::vector<std::shared_ptr<const description>> parsed;
        for (const auto text : texts)
            parsed.push_back(description::parse(text).value());
        return parsed;
    }();
    return all;
}

} // namespace gangway::dynamic
