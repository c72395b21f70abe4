// SPDX-License-Identifier: MIT
#include <cerrno>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <gangway/result.hpp>

namespace gangway {
namespace {

result<int> half(int n) {
    if (n % 2 != 0)
        return error{.number = EDOM, .message = "odd"};
    return n / 2;
}

TEST(result, holds_a_value_or_an_error) {
    EXPECT_EQ(half(4).value(), 2);
    EXPECT_EQ(*half(4), 2);
    EXPECT_FALSE(half(3));
    EXPECT_EQ(half(3).error().message, "odd");
    EXPECT_EQ(half(3).value_or(7), 7);
    EXPECT_EQ(half(8).value_or(7), 4);
}

TEST(result, throws_the_whole_sentence) {
    try {
        half(3).value();
        FAIL();
    } catch (const exception& e) {
        EXPECT_STREQ(e.what(), "odd");
        EXPECT_TRUE(e.error().is(EDOM));
    }
    EXPECT_THROW((result<void>{error{.number = EIO, .message = "io"}}.value()), exception);
    EXPECT_NO_THROW(result<void>{}.value());
}

TEST(result, composes) {
    const auto quarter = [](int n) { return half(n).and_then(half); };
    EXPECT_EQ(quarter(8).value(), 2);
    EXPECT_EQ(quarter(6).error().message, "odd");
    EXPECT_EQ(half(8).transform([](int n) { return std::to_string(n); }).value(), "4");
    EXPECT_EQ(half(3).or_else([](const error&) { return result<int>{0}; }).value(), 0);

    int calls = 0;
    const result<void> done;
    EXPECT_TRUE(done.transform([&] { ++calls; }));
    EXPECT_EQ(done.and_then([] { return half(2); }).value(), 1);
    const result<void> failed{error{.number = EIO, .message = "io"}};
    EXPECT_FALSE(failed.transform([&] { ++calls; }));
    EXPECT_EQ(calls, 1);
    EXPECT_TRUE(failed.or_else([](const error&) { return result<void>{}; }));
}

TEST(result, moves_what_cannot_be_copied) {
    const auto made = [] { return result<std::unique_ptr<int>>{std::make_unique<int>(3)}; };
    EXPECT_EQ(*made().value(), 3);
    EXPECT_EQ(made().transform([](std::unique_ptr<int> p) { return *p; }).value(), 3);
}

TEST(result, a_loop_over_a_temporary_holds_it) {
    const auto made = [] { return result<std::vector<std::string>>{{"a", "b"}}; };
    std::string all;
    for (const auto& word : made().value()) // AddressSanitizer watches
        all += word;
    EXPECT_EQ(all, "ab");
}

TEST(error, compares_with_declared_enums) {
    enum class count_error : int { enoent = ENOENT };
    const error e{.number = ENOENT, .message = "none"};
    EXPECT_TRUE(e.is(count_error::enoent));
    EXPECT_FALSE(e.is(EIO));
}

} // namespace
} // namespace gangway
