// SPDX-License-Identifier: MIT
#include "arguments.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "command.hpp"
#include "printed.hpp"

namespace gangway::tool {

namespace {

const dynamic::field& find_field(const dynamic::layout& type, std::string_view name,
                                 const std::string& argument) {
    const auto found = std::find_if(type.fields.begin(), type.fields.end(),
                                    [&](const dynamic::field& f) { return f.name == name; });
    if (found != type.fields.end())
        return *found;
    std::vector<std::string_view> words;
    words.reserve(type.fields.size());
    for (const auto& f : type.fields)
        words.push_back(f.name);
    throw usage_error{words.empty() ? fmt::format("{}: it takes no arguments", argument)
                                    : fmt::format("{}: there is no \"{}\"; there is: {}", argument,
                                                  name, fmt::join(words, ", "))};
}

} // namespace

std::pair<std::string, std::string> split_assignment(const std::string& text) {
    const auto equals = text.find('=');
    if (equals == text.npos || equals == 0)
        throw usage_error{fmt::format("\"{}\": expected NAME=VALUE", text)};
    return {text.substr(0, equals), text.substr(equals + 1)};
}

dynamic::value parse_value(const dynamic::field& type, const std::string& what,
                           std::string_view text) {
    auto parsed = from_printed(type, text);
    if (!parsed)
        throw usage_error{
            fmt::format("{}: {} ({})", what, parsed.error().message, type_text(type))};
    return *std::move(parsed);
}

dynamic::value parse_arguments(const dynamic::layout& type,
                               const std::vector<std::string>& arguments) {
    auto top = dynamic::value::object();
    for (const auto& argument : arguments) {
        const auto [path, text] = split_assignment(argument);
        const auto* within = &type;
        auto* object = &top;
        std::string_view rest = path;
        for (auto dot = rest.find('.'); dot != rest.npos; dot = rest.find('.')) {
            const auto& f = find_field(*within, rest.substr(0, dot), argument);
            if (!f.layout || f.is_array())
                throw usage_error{
                    fmt::format("{}: \"{}\" has no fields ({})", argument, f.name, type_text(f))};
            object = &*object->emplace(f.name, dynamic::value::object()).first;
            if (!object->is_object())
                throw usage_error{fmt::format("{}: \"{}\" is given already, and not by its fields",
                                              argument, f.name)};
            within = f.layout.get();
            rest.remove_prefix(dot + 1);
        }
        const auto& f = find_field(*within, rest, argument);
        if (object->contains(f.name))
            throw usage_error{fmt::format("{}: given twice", argument)};
        (*object)[f.name] = parse_value(f, path, text);
    }
    return top;
}

dynamic::value parse_request(const std::string& name, const dynamic::layout& type,
                             const std::vector<std::string>& arguments) {
    auto request = parse_arguments(type, arguments);
    if (const auto bytes = encode(type, request); !bytes)
        throw usage_error{fmt::format("{}: {}", name, bytes.error().message)};
    return request;
}

std::string type_text(const dynamic::field& type) {
    std::string text = type.type;
    if (type.names) {
        std::vector<std::string_view> words;
        for (const auto& known : type.names->values)
            words.push_back(known.name);
        text +=
            fmt::format(": {}", fmt::join(words, type.kind == dynamic::scalar::flags ? "|" : ", "));
    }
    if (!type.format.empty())
        text += ", as " + type.format;
    if (!type.unit.empty())
        text += " in " + type.unit;
    if (type.is_array())
        text += type.count != 0 ? fmt::format(", {} of them", type.count)
                                : fmt::format(", at most {} of them", type.max);
    else if (type.max != 0)
        text += fmt::format(", at most {} bytes", type.max);
    if (type.given != 0)
        text += ", may be left out";
    return text;
}

} // namespace gangway::tool
