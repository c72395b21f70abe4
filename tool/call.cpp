// SPDX-License-Identifier: MIT
#include <vector>

#include <fmt/format.h>

#include "arguments.hpp"
#include "command.hpp"

namespace gangway::tool {

int call(const std::string& name, const std::vector<std::string>& arguments, const options& all) {
    const auto one = parse_target(name, all);
    const auto client = connect(one, all);
    const auto& what = find_element(client, one, dynamic::kind::call);
    const auto reply = client.call(one.element, parse_request(name, what.in, arguments)).value();
    if (all.json)
        print_json(reply);
    else if (!reply.empty())
        fmt::print("{}\n", to_text(what.out, reply));
    return 0;
}

} // namespace gangway::tool
