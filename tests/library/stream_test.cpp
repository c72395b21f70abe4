// SPDX-License-Identifier: MIT
//
// Streams, by a regular file that stands for the node: what crosses, what lines are, and what is
// refused in words.
#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include <sys/stat.h>

#include <gtest/gtest.h>

#include <gangway/dynamic.hpp>

#include "char_device.gw.hpp"
#include "fake_module.hpp"

namespace gangway {
namespace {

using namespace std::chrono_literals;

class stream_test : public testing::Test {
protected:
    stream_test() { root.load("char_device", generated::char_device); }

    [[nodiscard]] char_device::client connect() const {
        return char_device::client::connect({.root = root.path()}).value();
    }
    [[nodiscard]] std::string node() const { return root.path() + "/dev/gangway/char_device"; }
    [[nodiscard]] std::vector<std::string> lines_of(std::string_view text) {
        root.write("dev/gangway/char_device", text);
        auto content = connect().content.open().value();
        std::vector<std::string> all;
        for (const auto& line : content.lines())
            all.push_back(line);
        return all;
    }

    test::fake_root root;
};

std::string text_of(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

TEST_F(stream_test, bytes_cross_as_they_are) {
    const auto device = connect();
    auto content = device.content.open().value();
    content.write_all("abcdef").value();
    content.seek(2).value();
    std::array<std::byte, 3> buffer{};
    EXPECT_EQ(content.read(buffer).value(), 3U);
    EXPECT_EQ(text_of(buffer), "cde");
    EXPECT_EQ(content.read(buffer).value(), 1U);
    EXPECT_EQ(content.read(buffer).value(), 0U);

    auto other = device.content.open({.append = true}).value(); // at the beginning
    EXPECT_EQ(other.read(buffer).value(), 3U);
    EXPECT_EQ(text_of(buffer), "abc");
    other.write_all("gh").value();
    EXPECT_EQ(std::filesystem::file_size(node()), 8U);
    EXPECT_GE(other.native_handle(), 0);
}

TEST_F(stream_test, lines_are_what_ends_with_a_newline_and_the_rest) {
    using lines = std::vector<std::string>;
    EXPECT_EQ(lines_of(""), lines{});
    EXPECT_EQ(lines_of("\n"), lines{""});
    EXPECT_EQ(lines_of("one\n\ntwo"), (lines{"one", "", "two"}));
    const std::string large(10'000, 'x'); // does not fit what is read at once
    EXPECT_EQ(lines_of(large + '\n' + large + "\nend\n"), (lines{large, large, "end"}));
}

TEST_F(stream_test, size_and_truncation_are_requests) {
    gw_stream_size wanted{};
    test::module[_IOC_NR(GW_IOC_STREAM_TRUNCATE)] = [&](unsigned, std::span<std::byte> bytes) {
        EXPECT_EQ(bytes.size(), sizeof wanted);
        std::memcpy(&wanted, bytes.data(), sizeof wanted);
        return 0;
    };
    test::module[_IOC_NR(GW_IOC_STREAM_SIZE)] = test::answers(gw_stream_size{1, 0, 77});
    const auto device = connect();
    auto content = device.content.open({.truncate = true}).value();
    EXPECT_EQ(wanted.element, 1U);
    EXPECT_EQ(wanted.size, 0U);
    content.truncate(5).value();
    EXPECT_EQ(wanted.size, 5U);
    EXPECT_EQ(content.size().value(), 77U);

    test::module[_IOC_NR(GW_IOC_STREAM_TRUNCATE)] = test::fails(EFBIG);
    EXPECT_EQ(content.truncate(9).error().message,
              "char_device.content: it would be larger than the 65536 bytes that are kept (EFBIG)");
    EXPECT_TRUE(device.content.open({.truncate = true}).error().is(EFBIG));
}

TEST_F(stream_test, a_pipe_that_stays_empty_is_waited_for_until_the_limit) {
    std::filesystem::remove(node());
    ASSERT_EQ(mkfifo(node().c_str(), 0600), 0);
    const auto device = connect();
    auto content = device.content.open().value();
    std::array<std::byte, 8> buffer{};
    const auto late = content.read(buffer, {.deadline = 10ms});
    EXPECT_TRUE(late.error().is(ETIMEDOUT));
    EXPECT_EQ(late.error().element, "char_device.content");
    std::stop_source stop;
    std::jthread stopper{[&] { stop.request_stop(); }};
    EXPECT_TRUE(content.read(buffer, {.stop = stop.get_token()}).error().is(ECANCELED));
    EXPECT_TRUE(content.seek(0).error().is(EOPNOTSUPP));
    EXPECT_THROW(
        {
            for (const auto& line : content.lines({.deadline = 10ms}))
                ADD_FAILURE() << line;
        },
        exception);
}

TEST_F(stream_test, what_is_no_stream_is_not_opened) {
    const auto device = connect();
    EXPECT_EQ(device.dynamic().open("status").error().message,
              "char_device.status: is a call, not a stream");
    EXPECT_TRUE(device.dynamic().open("none").error().is(ENOENT));
    const auto& what = *device.dynamic().find("content").value();
    EXPECT_TRUE(what.readable && what.writable && what.positioned);
    EXPECT_EQ(what.store, 65536U);
    EXPECT_EQ(what.frames, "none");
}

// Whoever may write to its file all the same would empty it.
TEST_F(stream_test, what_is_only_read_is_neither_emptied_nor_added_to) {
    root.load("logs", R"({"gangway":1,"interface":"logs","elements":[
        {"name":"log","kind":"stream","number":1,"access":"r","via":["file"]}]})");
    root.write("var/lib/gangway/logs.log", "kept");
    const auto logs = dynamic::client::connect("logs", {.root = root.path()}).value();
    for (const stream_options& options : {stream_options{.truncate = true}, {.append = true}}) {
        const auto why = logs.open("log", options).error();
        EXPECT_TRUE(why.is(EOPNOTSUPP));
        EXPECT_EQ(why.message, "logs.log: can be read, but not written");
        EXPECT_EQ(why.carrier, "file");
    }
    EXPECT_EQ(logs.open("log").value().size().value(), 4U);
}

template <typename Stream>
concept can_write = requires(Stream& s) { s.write_all(""); };
template <typename Stream>
concept can_read = requires(Stream& s) { s.lines(); };

TEST(streams, have_the_functions_that_their_access_allows) {
    static_assert(can_write<open_stream<access::rw>> && can_read<open_stream<access::rw>>);
    static_assert(!can_write<open_stream<access::r>> && can_read<open_stream<access::r>>);
    static_assert(can_write<open_stream<access::w>> && !can_read<open_stream<access::w>>);
}

TEST_F(stream_test, opening_ends_in_time) {
    std::stop_source stop;
    test::module[_IOC_NR(GW_IOC_STREAM_TRUNCATE)] = [&](unsigned, std::span<std::byte>) {
        stop.request_stop();
        const timespec longer_than_a_test{600, 0};
        return nanosleep(&longer_than_a_test, nullptr) == 0 ? 0 : errno;
    };
    const auto why = connect().content.open({.truncate = true, .stop = stop.get_token()}).error();
    EXPECT_TRUE(why.is(ECANCELED));
    EXPECT_EQ(why.message,
              "char_device.content: was stopped while it waited for the kernel; it may "
              "have taken effect all the same");
    EXPECT_TRUE(connect().content.open({.truncate = true, .deadline = 20ms}).error().is(ETIMEDOUT));
    EXPECT_TRUE(connect().content.open({.deadline = 10min}));
}

} // namespace
} // namespace gangway
