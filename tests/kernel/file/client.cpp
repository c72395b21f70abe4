// SPDX-License-Identifier: MIT
//
// A program of the typed client reads the file, and writes it where the description lets it.
#include <fmt/format.h>

#include "logged.gw.hpp"

#include "logged.hpp"

int main() {
    test::module streams{"streams"};
    const test::log_files files;
    const auto client = logged::client::connect().value();
    const auto too_early = client.content.open();
    CHECK(!too_early);
    fmt::print("{}\n", too_early.error().message);
    CHECK_EQ(too_early.error().number, ENOENT);

    for (const char* line : {"one\n", "two\n"})
        CHECK_EQ(client.line({.text = line}).value().got, 4);
    auto rotated = client.rotated.open().value();
    std::string seen;
    for (const auto& line : rotated.lines())
        seen += line + ";";
    CHECK_EQ(seen, std::string{"one;two;"});

    client.put({.position = 0, .text = "by the kernel"}).value();
    auto content = client.content.open().value();
    CHECK_EQ(content.size().value(), 13U);
    content.seek(3).value();
    content.write_all(std::as_bytes(std::span{std::string_view{"a program"}})).value();
    CHECK_EQ(std::string{client.take({.position = 0}).value().text}, std::string{"by a programl"});
    streams.unload();
    content.seek(0).value(); // it is a file
    std::array<std::byte, 64> bytes{};
    CHECK_EQ(content.read(bytes).value(), 13U);
}
