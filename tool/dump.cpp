// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "arguments.hpp"
#include "command.hpp"

namespace gangway::tool {

namespace {

using row_text = std::vector<std::string>;

std::vector<row_text> lines_of(const dynamic::layout& row,
                               const std::vector<dynamic::value>& rows) {
    std::vector<row_text> lines(1); // the names of the columns
    for (const auto& column : row.fields)
        lines.front().push_back(column.name);
    for (const auto& values : rows) {
        auto& cells = lines.emplace_back();
        for (const auto& column : row.fields)
            cells.push_back(values.contains(column.name) ? to_text(column, values.at(column.name))
                                                         : "");
    }
    return lines;
}

// In columns; the last one is as wide as it is.
void print_aligned(const std::vector<row_text>& lines) {
    std::vector<std::size_t> widths(lines.front().size());
    for (const auto& cells : lines)
        for (std::size_t i = 0; i + 1 < cells.size(); ++i)
            widths[i] = std::max(widths[i], cells[i].size());
    for (const auto& cells : lines) {
        std::string text;
        for (std::size_t i = 0; i < cells.size(); ++i)
            text += fmt::format("{}{:<{}}", i == 0 ? "" : "  ", cells[i], widths[i]);
        fmt::print("{}\n", text);
    }
}

} // namespace

void print_rows(const std::string& name, const dynamic::layout& row,
                const dynamic::row_values& listing, bool json) {
    if (!json)
        print_aligned(lines_of(row, listing.rows));
    else
        for (const auto& values : listing.rows)
            print_json_line(values);
    if (!listing.consistent)
        fmt::print(
            stderr,
            "gangway: {} changed while it was read: the rows are not a consistent snapshot\n",
            name);
    if (listing.misfits != 0)
        fmt::print(stderr,
                   "gangway: {}: {} of {} rows do not fit the description and are left out; the "
                   "first: {}\n",
                   name, listing.misfits, listing.misfits + listing.rows.size(), listing.misfit);
}

int dump(const std::string& name, const std::vector<std::string>& arguments, const options& all) {
    const auto one = parse_target(name, all);
    const auto client = connect(one, all);
    const auto& what = find_element(client, one, dynamic::kind::table);
    const auto rows = client.rows(one.element, parse_request(name, what.in, arguments)).value();
    print_rows(name, what.out, rows, all.json);
    return rows.misfits == 0 ? 0 : 1;
}

} // namespace gangway::tool
