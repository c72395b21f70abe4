// SPDX-License-Identifier: MIT
//
// Streams by the library and by the command: lines, deadlines, stops, errors in words, and what the
// interface says of itself.
#include <stop_token>
#include <thread>

#include "command.hpp"
#include "framed.gw.hpp"
#include "kept.gw.hpp"
#include "piped.gw.hpp"
#include "stream.hpp"

namespace {

using namespace std::chrono_literals;

std::string as_text(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

template <typename T>
int number_of(const gangway::result<T>& r) {
    return r ? 0 : r.error().number;
}

void keeps() {
    const auto kept = kept::client::connect().value();
    auto content = kept.content.open().value();
    content.write_all("one\ntwo").value();
    CHECK_EQ(content.size().value(), 7);
    std::byte buffer[16];
    CHECK_EQ(content.read(buffer).value(), 0);
    content.seek(4).value();
    CHECK_EQ(content.read(buffer).value(), 3);
    CHECK_EQ(as_text(std::span{buffer}.first(3)), std::string{"two"});

    auto other = kept.content.open({.append = true}).value();
    other.write_all(" more\n\nlast").value();
    std::vector<std::string> lines;
    auto reader = kept.content.open().value();
    for (const auto& line : reader.lines())
        lines.push_back(line);
    CHECK((lines == std::vector<std::string>{"one", "two more", "", "last"}));

    content.truncate(3).value();
    CHECK_EQ(test::content(content.native_handle()), std::string{"one"});
    auto fresh = kept.content.open({.truncate = true}).value();
    CHECK_EQ(fresh.size().value(), 0);

    const std::string much(10000, 'x');
    fresh.write_all(much).value();
    const auto full = fresh.write_all("y");
    CHECK_EQ(number_of(full), ENOSPC);
    CHECK_EQ(full.error().message, std::string{"kept.content: No space left on device (ENOSPC)"});
    CHECK_EQ(number_of(fresh.seek(1U << 20)), EINVAL);
    CHECK_EQ(kept.peek({.position = 5}).value().byte, unsigned{'x'});
}

void waits() {
    const auto piped = piped::client::connect().value();
    auto pipe = piped.pipe.open().value();
    std::byte buffer[16];
    CHECK_EQ(number_of(pipe.read(buffer, {.deadline = 20ms})), ETIMEDOUT);
    CHECK_EQ(number_of(pipe.size()), EOPNOTSUPP);
    CHECK_EQ(number_of(pipe.seek(0)), EOPNOTSUPP);
    std::stop_source stop;
    std::jthread stopper{[&] { stop.request_stop(); }};
    CHECK_EQ(number_of(pipe.read(buffer, {.stop = stop.get_token()})), ECANCELED);

    // More than there is room for. What was taken is there, and no more.
    const std::vector<std::byte> much(1U << 20);
    CHECK_EQ(number_of(pipe.write_all(much, {.deadline = 20ms})), ETIMEDOUT);
    CHECK_EQ(number_of(pipe.write(much, {.stop = stop.get_token()})), ECANCELED);
    std::vector<std::byte> back(much.size());
    std::size_t taken = 0;
    auto n = pipe.read(back, {.deadline = 20ms});
    for (; n; n = pipe.read(back, {.deadline = 20ms}))
        taken += *n;
    CHECK_EQ(number_of(n), ETIMEDOUT);
    CHECK(taken < much.size());

    std::jthread writer{[&] {
        auto own = piped.pipe.open().value();
        for (int i = 0; i < 10'000; ++i)
            own.write_all(std::to_string(i) + '\n').value();
        piped.finish().value();
    }};
    int expected = 0;
    for (const auto& line : pipe.lines())
        CHECK_EQ(line, std::to_string(expected++));
    CHECK_EQ(expected, 10'000);
    CHECK_EQ(number_of(pipe.write_all("late")), EPIPE);
}

void by_name() {
    const auto any = gangway::dynamic::client::connect("framed").value();
    auto records = any.open("records").value();
    records.write_all("a record").value();
    std::byte buffer[16];
    CHECK_EQ(number_of(records.read(std::span{buffer}.first(3))), EMSGSIZE);
    CHECK_EQ(records.read(buffer).value(), 8);
    CHECK_EQ(number_of(any.open("none")), ENOENT);
    CHECK_EQ(number_of(gangway::dynamic::client::connect("kept").value().open("peek")), EINVAL);
    const auto* const what = any.find("records").value();
    CHECK(what->frames == "records" && what->readable && what->writable && !what->positioned);
}

void by_command() {
    const auto said = [](const std::string& line) {
        const auto result = test::run(line);
        if (result.status != 0)
            std::printf("%s: %s\n", line.c_str(), result.err.c_str());
        CHECK_EQ(result.status, 0);
        return result.out;
    };
    const auto gangway = test::folder() + "/gangway ";
    CHECK_EQ(
        said("echo first | " + gangway + "write kept.content && " + gangway + "read kept.content"),
        std::string{"first\n"});
    CHECK_EQ(said("echo then | " + gangway + "write --append kept.content && " + gangway +
                  "read kept.content --bytes 8"),
             std::string{"first\nth"});
    CHECK_EQ(said(gangway + "list --elements | grep kept.c"), std::string{"kept.content stream\n"});
    CHECK_EQ(said(gangway + "describe kept.content | grep '^stream'"),
             std::string{"stream content  read and write; with positions; kept, at most 10000 "
                         "bytes\n"});
    const auto late = test::run(gangway + "read framed.records --timeout 0.05");
    CHECK_EQ(late.status, 1);
    CHECK(late.err.find("framed.records: reached its deadline") != late.err.npos);
    const auto wrong = test::run(gangway + "get kept.content");
    CHECK(wrong.status != 0 && wrong.err.find("read or write") != wrong.err.npos);
}

void outlives_the_module() {
    const auto kept = kept::client::connect().value();
    auto content = kept.content.open().value();
    CHECK_OK(syscall(SYS_delete_module, "streams", O_NONBLOCK));
    std::byte buffer[1];
    CHECK_EQ(number_of(content.read(buffer)), ENODEV);
    CHECK_EQ(number_of(kept.content.open()), ENOENT);
}

} // namespace

int main() {
    test::module streams{"streams"};
    keeps();
    waits();
    by_name();
    by_command();
    outlives_the_module();
    streams.unloaded_by_another();
}
