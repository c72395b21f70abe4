// SPDX-License-Identifier: MIT
//
// The first byte chooses a field. The rest is a text: what is read from it must be written as a
// text that is read as the same. And it is a structure as a careless provider might fill it: what
// is written of it, when it can be read, must be written the same again.
#include "fields.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <string>

namespace {

using text_test::all;

template <typename Write>
std::string written(Write write, bool letters = false) {
    gw_text measured{nullptr, 0, 0, letters, false};
    write(&measured);
    std::string to(measured.used, '\0');
    gw_text text{to.data(), to.size(), 0, letters, false};
    write(&text);
    if (text.used != to.size())
        std::abort();
    return to;
}

std::string value(const gw_field& f, const all& data, bool letters = false) {
    return written([&](gw_text* t) { gw_text_value(t, &f, &data); }, letters) + '\n';
}

void text_to_value(const gw_field& f, const char* text, std::size_t size) {
    all first{};
    if (gw_text_parse(&f, &first, text, size) != 0)
        return;
    for (const bool letters : {false, true}) {
        all second{};
        const auto said = value(f, first, letters);
        if (gw_text_parse(&f, &second, said.data(), said.size()) != 0 ||
            std::memcmp(&first, &second, sizeof(first)) != 0)
            std::abort();
    }
}

void value_to_text(const gw_field& f, const char* bytes, std::size_t size) {
    all data{};
    all read{};
    std::memcpy(&data, bytes, std::min(size, sizeof(data)));
    const auto said = value(f, data);
    if (gw_text_parse(&f, &read, said.data(), said.size()) == 0 && value(f, read) != said)
        std::abort();
    const auto row = written([&](gw_text* t) {
        gw_text_row(t, text_test::fields.data(), text_test::fields.size(), &data);
    });
    if (std::count(row.begin(), row.end(), '\n') != 1)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0)
        return 0;
    const auto& f = text_test::fields[data[0] % text_test::fields.size()];
    const auto* rest = reinterpret_cast<const char*>(data + 1);
    text_to_value(f, rest, size - 1);
    value_to_text(f, rest, size - 1);
    return 0;
}
