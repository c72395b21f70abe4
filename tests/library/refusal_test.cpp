// SPDX-License-Identifier: MIT
//
// One refusal is told for what it is, and keeps nobody from what was not refused. The program is
// linked with --wrap=open.
#include <array>
#include <cerrno>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include <fcntl.h>

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <gangway/dynamic.hpp>

#include "fake_module.hpp"

static int open_fails_once = 0; // with this errno
static int writing_fails = 0;   // whoever opens for it, with this errno

// NOLINTBEGIN(bugprone-reserved-identifier): the linker's names
extern "C" {
int __real_open(const char*, int, ...);

int __wrap_open(const char* path, int flags, ...) { // the library makes no files
    const bool writes = (flags & O_ACCMODE) != O_RDONLY;
    errno = writes && writing_fails != 0 ? writing_fails : std::exchange(open_fails_once, 0);
    return errno != 0 ? -1 : __real_open(path, flags);
}
}
// NOLINTEND(bugprone-reserved-identifier)

namespace gangway::dynamic {
namespace {

namespace fs = std::filesystem;

// `via` of a property, and of another; a module's, or the kernel's with an address for each.
std::string described(std::string_view first, std::string_view second, bool many = false) {
    const auto element = [](std::string_view name, char number, std::string_view more) {
        return R"({"name":")" + std::string{name} +
               R"(","kind":"property","access":"rw","range":[1,9],"number":)" + number + ',' +
               std::string{more} + R"(,"value":{"size":4,"align":4,"fields":[
                   {"name":"value","type":"u32","offset":0,"size":4}]}})";
    };
    return std::string{R"({"gangway":1,"interface":"it",)"} +
           (many ? R"("instances":"many",)" : "") +
           (first.find("\"at\"") != first.npos ? R"("provider":"kernel",)" : "") +
           R"("elements":[)" + element("a", '1', first) + ',' + element("b", '2', second) + "]}";
}

class refusal : public testing::Test {
protected:
    ~refusal() override { writing_fails = 0; }

    test::fake_root root;

    [[nodiscard]] client connect(const std::string& name = "it") const {
        return client::connect(name, {.root = root.path()}).value();
    }
    [[nodiscard]] client existing(const std::string& json) const {
        return client::connect(description::parse(json).value(), {.root = root.path()}).value();
    }
};

TEST_F(refusal, of_a_read_blames_nothing_that_was_given) {
    root.load("it", described(R"("via":["ioctl"])", R"("via":["ioctl"])"));
    const auto by = connect();
    test::module[1] = test::fails(EINVAL);
    EXPECT_EQ(by.get("a").error().message,
              "it.a: it cannot be read now: Invalid argument (EINVAL)");
    EXPECT_EQ(by.set("a", 1).error().message, "it.a: the module rejects the input (EINVAL)");
    test::module[1] = test::fails(ERANGE);
    EXPECT_NE(by.get("a").error().message.find("cannot be read now"), std::string::npos);
    EXPECT_EQ(by.set("a", 1).error().message, "it.a: the value is out of range: it must be 1 to 9");
    EXPECT_NE(by.explained(1, EINVAL, true).message.find("cannot be read now"), std::string::npos);
}

TEST_F(refusal, of_a_number_says_which_words_there_are) {
    root.load("it", R"({"gangway":1,"interface":"it","types":{
        "speed":{"kind":"enum","base":"u8","values":{"slow":0,"quick":1}}},"elements":[
        {"name":"speed","kind":"property","access":"rw","number":1,"via":["ioctl"],
         "value":{"size":1,"fields":[{"name":"value","type":"speed","offset":0,"size":1}]}}]})");
    test::module[1] = test::fails(EINVAL);
    EXPECT_EQ(connect().set("speed", 9).error().message,
              "it.speed: the module rejects the input (EINVAL); speed is one of slow, quick, of "
              "which an older module may know fewer");
}

TEST_F(refusal, of_what_is_too_large_says_so) {
    root.load("it", described(R"("via":["ioctl"])", R"("via":["ioctl"])"));
    const auto by = connect();
    EXPECT_EQ(by.explained(1, EFBIG).message,
              "it.a: it would be larger than the module allows (EFBIG)");
    EXPECT_EQ(by.explained(1, EMSGSIZE).message,
              "it.a: it is larger than one record or message can be (EMSGSIZE)");
    EXPECT_EQ(by.explained(1, EMSGSIZE, true).message,
              "it.a: the next record is larger than the room for it; read into more (EMSGSIZE)");
}

TEST_F(refusal, of_what_was_submitted_tells_a_cancel) {
    root.load("it", described(R"("via":["ioctl"])", R"("via":["ioctl"])"));
    const auto by = connect();
    EXPECT_EQ(by.explained(1, EINTR).message,
              "it.a: a signal interrupted it; it may have taken effect all the same");
    EXPECT_EQ(by.explained_submitted(1, EINTR, false).message,
              "it.a: it was cancelled; it may have taken effect all the same");
    EXPECT_EQ(by.explained_submitted(1, ECANCELED, false).message,
              "it.a: it was cancelled before it began");
    EXPECT_EQ(by.explained_submitted(1, EBUSY, false).message,
              "it.a: Device or resource busy (EBUSY)");
}

TEST_F(refusal, of_a_read_of_the_kernels_own_neither) {
    const auto by = existing(described(R"("via":["ioctl"],"at":{"node":"/x","number":2147770880,
        "set":1074029056})",
                                       R"("via":["sysfs"],"at":{"path":"/sys/b"})"));
    root.write("x", "");
    test::foreign[0x80046200] = test::fails(EINVAL);
    EXPECT_EQ(by.get("a").error().message,
              "it.a: it cannot be read now: Invalid argument (EINVAL)");
}

TEST_F(refusal, one_instance_that_is_gone_is_not_the_module) {
    root.load("it@0000:00:1f.3", described(R"("via":["ioctl"])", R"("via":["sysfs"])", true));
    const auto by = connect("it@0000:00:1f.3");
    const auto* const words = "it@0000:00:1f.3: this instance is gone: its device was removed, or "
                              "the module unloaded; reconnect when it is back";
    test::module[1] = test::fails(ENODEV);
    EXPECT_EQ(by.get("a").error().message, words);
    EXPECT_EQ(by.get("b").error().message, words);
}

// `via` of what is there.
std::string at(std::string_view node) {
    return R"("via":["ioctl"],"at":{"node":")" + std::string{node} +
           R"(","number":2147770880,"set":1074029056})";
}

// What may not be opened for writing is opened for reading, whatever the refusal.
TEST_F(refusal, of_writing_is_none_of_reading) {
    const auto by = existing(described(at("/folder"), at("/running")));
    fs::create_directory(root.path() + "/folder");
    fs::create_symlink("/proc/self/exe", root.path() + "/running");
    test::foreign[0x80046200] = test::answers(7U);
    EXPECT_EQ(by.get("a").value(), 7);
    EXPECT_EQ(by.get("b").value(), 7);
    const auto gone = existing(described(at("/gone"), at("/gone"))).get("a").error();
    EXPECT_TRUE(gone.is(ENOENT));
    EXPECT_NE(gone.message.find("/gone is not there"), std::string::npos) << gone.message;
}

// A device in use, an immutable file, a read-only file system, a medium that is protected.
TEST_F(refusal, of_writing_may_have_any_number) {
    root.write("x", "");
    root.load("it", R"({"gangway":1,"interface":"it","elements":[
        {"name":"log","kind":"stream","number":1,"access":"rw","via":["file"]}]})");
    root.write("var/lib/gangway/it.log", "kept");
    test::foreign[0x80046200] = test::answers(7U);
    const auto it = connect();
    for (const int number : {EBUSY, EPERM, EROFS, ENOMEDIUM}) {
        writing_fails = number;
        EXPECT_EQ(existing(described(at("/x"), at("/x"))).get("a").value(), 7) << number;
        auto log = it.open("log").value();
        std::array<std::byte, 8> text{};
        EXPECT_EQ(log.read(text).value(), 4U);
        EXPECT_TRUE(log.write_all("x").error().is(number));
        EXPECT_TRUE(it.open("log", {.append = true}).error().is(number));
    }
}

// Nor is a signal: opened for reading, it could never be set.
TEST_F(refusal, is_not_what_a_signal_does_to_an_open) {
    const auto by = existing(described(at("/x"), at("/x")));
    root.write("x", "");
    test::foreign[0x80046200] = test::answers(7U);
    open_fails_once = EINTR;
    const auto why = by.get("a").error();
    EXPECT_TRUE(why.is(EINTR));
    EXPECT_EQ(why.message, "it.a: a signal interrupted it; it may have taken effect all the same");
    EXPECT_EQ(by.get("a").value(), 7);
}

} // namespace
} // namespace gangway::dynamic
