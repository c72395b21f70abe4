// SPDX-License-Identifier: MIT
#include <vector>

#include <fmt/format.h>

#include "arguments.hpp"
#include "command.hpp"

namespace gangway::tool {

int set(const std::vector<std::string>& assignments, const options& all) {
    auto json = dynamic::value::object();
    for (const auto& assignment : assignments) {
        const auto [name, text] = split_assignment(assignment);
        const auto one = parse_target(name);
        const auto client = connect(one, all);
        const auto* what = client.find(one.element).value();
        if (what->kind != dynamic::kind::property)
            throw usage_error{fmt::format("{}: is of the kind {}, and only a property can be set",
                                          name, to_string(what->kind))};
        const auto value = parse_value(what->in.fields.front(), name, text);
        client.set(one.element, value).value();
        json[name] = value;
    }
    if (all.json)
        print_json(json);
    return 0;
}

} // namespace gangway::tool
