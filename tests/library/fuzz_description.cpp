// SPDX-License-Identifier: MIT
//
// The input is a description, a newline that begins the line "--", and bytes to decode by it. What
// parse() accepts must decode any bytes; and what decodes within its types must encode to bytes
// that decode to the same.
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string_view>

#include <nlohmann/json.hpp>

#include <gangway/dynamic.hpp>

namespace {

using gangway::dynamic::decode;
using gangway::dynamic::encode;
using gangway::dynamic::layout;

void there_and_back(const layout& type, std::span<const std::byte> bytes) {
    const auto seen = decode(type, bytes);
    (void)to_text(type, seen);
    const auto encoded = encode(type, seen);
    if (encoded && decode(type, *encoded) != seen)
        std::abort();
    for (const auto& f : type.fields)
        if (const auto text = to_text(f, seen.at(f.name)); text.size() < 256)
            (void)from_text(f, text);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view all{reinterpret_cast<const char*>(data), size};
    const auto cut = all.find("\n--\n");
    const auto json = all.substr(0, cut);
    const auto rest = cut == all.npos ? std::string_view{} : all.substr(cut + 4);
    const auto parsed = gangway::dynamic::description::parse(json);
    if (!parsed)
        return 0;
    const auto bytes = std::as_bytes(std::span{rest});
    for (const auto& e : (*parsed)->elements) {
        there_and_back(e.in, bytes);
        there_and_back(e.out, bytes);
    }
    return 0;
}
