// SPDX-License-Identifier: MIT
#include "netlink/uevent.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <gangway/dynamic.hpp>

namespace gangway::uevent {

namespace {

std::string key_of(const dynamic::field& f) {
    auto key = f.name;
    std::transform(key.begin(), key.end(), key.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return key;
}

} // namespace

std::string_view value_of(std::span<const std::byte> message, std::string_view key) {
    std::string_view rest{reinterpret_cast<const char*>(message.data()), message.size()};
    while (!rest.empty()) {
        const auto text = rest.substr(0, rest.find('\0'));
        if (text.size() > key.size() && text.starts_with(key) && text[key.size()] == '=')
            return text.substr(key.size() + 1);
        rest.remove_prefix(std::min(text.size() + 1, rest.size()));
    }
    return {};
}

result<std::vector<std::byte>> read(std::span<const std::byte> message, const dynamic::layout& as,
                                    std::string_view prefix) {
    auto object = dynamic::decode(as, {}); // zero if there is no key
    for (const auto& f : as.fields) {
        const auto text = value_of(message, std::string{prefix} + key_of(f));
        if (text.empty())
            continue;
        auto value = dynamic::from_text(f, text);
        if (!value)
            return error{.number = EPROTO,
                         .message = fmt::format("{}: {}", f.name, value.error().message)};
        object[f.name] = *std::move(value);
    }
    auto bytes = dynamic::encode(as, object);
    return bytes ? std::move(bytes) : error{.number = EPROTO, .message = bytes.error().message};
}

} // namespace gangway::uevent
