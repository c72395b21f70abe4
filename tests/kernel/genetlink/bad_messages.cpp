// SPDX-License-Identifier: MIT
//
// Messages that no other carrier could send: refused with an errno and a text, they change nothing.
#include "genl.hpp"

namespace {

using test::attributes;

test::genl* by = nullptr;

void refused(const char* what, std::uint8_t command, const test::bytes& data, int error,
             const char* text) {
    const auto got = by->ask(command, data);
    std::printf("%s: %s: %s\n", what, std::strerror(got.error), got.text.c_str());
    if (got.error != error || got.text.find(test::said(text)) == std::string::npos)
        test::fail(__FILE__, __LINE__,
                   std::string{what} + ": expected " + std::strerror(error) +
                       " and the words: " + text);
    CHECK(got.messages.empty());
}

test::bytes level(const attributes& data) {
    return attributes{}.nest(GW_GENL_A_DATA, data).data();
}

constexpr std::uint8_t set_level = ALL_TYPES_LEVEL | GW_GENL_SET;

// A header that promises something else than there is.
test::bytes promising(std::uint16_t length) {
    auto data = level(attributes{}.put(1, std::uint8_t{50}));
    std::memcpy(data.data() + sizeof(nlattr), &length, sizeof length); // of the inner one
    return data;
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    test::genl netlink;
    by = &netlink;

    refused("no data", set_level, {}, EINVAL, "missing");
    refused("too long", set_level, test::only(std::uint32_t{50}), EINVAL, "");
    refused("farther unknown", set_level, level(attributes{}.put(1, std::uint8_t{50}).put(200, 1U)),
            EINVAL, "");
    refused("no nest", set_level, attributes{}.put(GW_GENL_A_DATA, 50U).data(), EINVAL, "");
    refused("a short string without end", ALL_TYPES_LABEL | GW_GENL_SET,
            test::only(std::array<char, 3>{'a', 'b', 'c'}), EINVAL, "");
    refused("half a value", ALL_TYPES_STEPS | GW_GENL_SET,
            test::only(std::array<std::uint8_t, 3>{}), EINVAL, "value: wrong length");
    refused("too few values", ALL_TYPES_WIDE | GW_GENL_SET,
            test::only(std::array<std::uint64_t, 31>{}), EINVAL, "value: wrong length");
    refused("a field of a field", ALL_TYPES_HOME | GW_GENL_SET,
            level(attributes{}.nest(1, attributes{}.put(1, 1).put(2, 2))), EINVAL,
            "weight: missing");
    refused("a promise too large", set_level, promising(60000), EINVAL, "");
    refused("a promise too small", set_level, promising(3), EINVAL, "");
    refused("nothing promised", set_level, promising(0), EINVAL, "");
    refused("an unknown attribute", ALL_TYPES_LEVEL, attributes{}.put(77, 1U).data(), EINVAL, "");
    refused("data that a get has not", ALL_TYPES_LEVEL, test::only(std::uint8_t{1}), EINVAL, "");
    refused("a get of what is only set", ALL_TYPES_TRIGGER, {}, EOPNOTSUPP, "");
    refused("an instance of one that has none", ALL_TYPES_LEVEL,
            attributes{}.put(GW_GENL_A_INSTANCE, std::string_view{"x"}).data(), ENODEV,
            "no such instance");
    refused("the status of nothing", GW_GENL_STATUS, {}, EINVAL, "");
    refused("the status of a call", GW_GENL_STATUS,
            attributes{}.put(GW_GENL_A_ELEMENT, std::uint32_t{ALL_TYPES_ECHO}).data(), ENOENT,
            "group");
    refused("the status of anything", GW_GENL_STATUS,
            attributes{}.put(GW_GENL_A_ELEMENT, UINT32_MAX).data(), ENOENT, "group");

    CHECK_EQ(test::as<std::uint8_t>(netlink.ask(ALL_TYPES_LEVEL).messages.at(0).data().at(1)),
             100U);
}
