// SPDX-License-Identifier: MIT
#include <vector>

#include <fmt/format.h>

#include "command.hpp"

namespace gangway::tool {

namespace {

struct got {
    std::string name;
    const dynamic::element* what;
    dynamic::value value;
};

std::vector<got> get_all(const dynamic::client& from, const target& one) {
    std::vector<got> values;
    if (!one.element.empty()) {
        const auto* what = from.find(one.element).value();
        values.push_back({one.interface + "." + what->name, what, from.get(what->name).value()});
        return values;
    }
    for (const auto& e : from.description().elements)
        if (e.kind == dynamic::kind::property && e.readable)
            values.push_back({one.interface + "." + e.name, &e, from.get(e.name).value()});
    return values;
}

} // namespace

int get(const std::vector<std::string>& targets, const options& all) {
    auto json = dynamic::value::object();
    for (const auto& text : targets) {
        const auto one = parse_target(text, false);
        const auto client = connect(one, all);
        for (const auto& g : get_all(client, one)) {
            const bool alone = targets.size() == 1 && !one.element.empty();
            if (all.json)
                json[g.name] = g.value;
            else
                fmt::print("{}{}{}\n", alone ? "" : g.name, alone ? "" : "=",
                           to_text(g.what->out.fields.front(), g.value));
        }
    }
    if (all.json)
        print_json(json);
    return 0;
}

} // namespace gangway::tool
