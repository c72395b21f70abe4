// SPDX-License-Identifier: MIT
//
// Requests of a kernel that reads and writes other than its number and the description say.
#include <gtest/gtest.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sys/mman.h>
#include <unistd.h>

#include <gangway/dynamic.hpp>

#include "fake_module.hpp"

namespace gangway::dynamic {
namespace {

constexpr unsigned silent = 0x4c05;    // _IO: says no size
constexpr unsigned lying = 0x400454ca; // says 4 bytes

// As copy_to_user() and copy_from_user(): EFAULT for what is not the process's to touch.
class user_memory {
public:
    user_memory() { EXPECT_EQ(ftruncate(file_.get(), most), 0); }
    [[nodiscard]] int write(std::byte* to, std::size_t size) const {
        return moved(pread(file_.get(), to, size, 0), size);
    }
    [[nodiscard]] int read(const std::byte* from, std::size_t size) const {
        return moved(pwrite(file_.get(), from, size, 0), size);
    }

private:
    static constexpr off_t most = 1 << 20;
    // A file moves what it can before it fails: short is EFAULT too.
    static int moved(ssize_t size, std::size_t wanted) {
        return size == static_cast<ssize_t>(wanted) ? 0 : EFAULT;
    }
    raw::descriptor file_{memfd_create("memory", MFD_CLOEXEC)};
};

class foreign_ioctl : public testing::Test {
protected:
    foreign_ioctl() { root.write("dev/x", ""); }
    [[nodiscard]] client connect() const {
        const auto text = fmt::format(
            R"({{"gangway":1,"interface":"there","provider":"kernel","elements":[
            {{"name":"status","kind":"property","number":1,"access":"r","via":["ioctl"],
              "at":{{"node":"/dev/x","number":{}}},"value":{{"size":8,"align":8,"fields":[
              {{"name":"value","type":"u64","offset":0,"size":8}}]}}}},
            {{"name":"set_iff","kind":"call","number":2,"via":["ioctl"],
              "at":{{"node":"/dev/x","number":{}}},
              "request":{{"size":18,"align":2,"fields":[
              {{"name":"name","type":"string","max":15,"offset":0,"size":16}},
              {{"name":"flags","type":"u16","offset":16,"size":2}}]}}}},
            {{"name":"kick","kind":"call","number":3,"via":["ioctl"],
              "at":{{"node":"/dev/x","number":1}}}},
            {{"name":"get_free","kind":"call","number":4,"via":["ioctl"],
              "at":{{"node":"/dev/x","number":2,"returned":true}},
              "reply":{{"size":2,"align":2,"fields":[
              {{"name":"nr","type":"s16","offset":0,"size":2}}]}}}},
            {{"name":"add","kind":"call","number":5,"via":["ioctl"],
              "at":{{"node":"/dev/x","number":3,"by_value":true}},
              "request":{{"size":4,"align":4,"fields":[
              {{"name":"nr","type":"s32","offset":0,"size":4}}]}}}}]}})",
            silent, lying);
        return client::connect(description::parse(text).value(), {.root = root.path()}).value();
    }

    test::fake_root root;
    user_memory memory;
};

TEST_F(foreign_ioctl, what_has_no_size_is_not_written_past) {
    const auto there = connect();
    std::size_t size = 8;
    test::foreign[silent] = [&](unsigned, std::span<std::byte> bytes) {
        return memory.write(bytes.data(), size);
    };
    EXPECT_EQ(there.get("status").value(), 0);
    for (size = 9; size < 20000; size += size / 2) {
        const auto why = there.get("status").error();
        EXPECT_TRUE(why.is(EFAULT)) << size;
        EXPECT_EQ(why.message,
                  "there.status: the kernel reads or writes more than the 8 bytes that "
                  "are described, or a pointer in them is wrong (EFAULT)");
    }
}

TEST_F(foreign_ioctl, what_lies_about_its_size_is_not_read_past) {
    const auto there = connect();
    std::size_t size = 18;
    test::foreign[lying] = [&](unsigned, std::span<std::byte> bytes) {
        return memory.read(bytes.data(), size);
    };
    EXPECT_TRUE(there.call("set_iff", {{"name", "tap0"}, {"flags", 2}}));
    size = 40;
    const auto why = there.call("set_iff", {{"name", "tap0"}, {"flags", 2}}).error();
    EXPECT_TRUE(why.is(EFAULT));
    EXPECT_NE(why.message.find("more than the 18 bytes"), std::string::npos) << why.message;
}

TEST_F(foreign_ioctl, what_is_said_to_have_no_argument_says_so) {
    const auto there = connect();
    test::foreign[1] = test::fails(EFAULT);
    EXPECT_EQ(there.call("kick").error().message,
              "there.kick: the kernel reads or writes an argument, but the description has none "
              "(EFAULT)");
}

TEST_F(foreign_ioctl, what_it_returns_may_be_the_reply) {
    const auto there = connect();
    test::returned = 7;
    test::foreign[2] = [](unsigned, std::span<std::byte> bytes) {
        EXPECT_EQ(bytes.data(), nullptr);
        return 0;
    };
    EXPECT_EQ(there.call("get_free").value().at("nr"), 7);
    test::returned = 32768;
    EXPECT_EQ(there.call("get_free").error().message,
              "there.get_free: the kernel returned 32768, which does not fit into s16");
    test::returned = 0;
}

TEST_F(foreign_ioctl, the_request_may_be_the_argument_itself) {
    const auto there = connect();
    for (const int nr : {0, 7, -1}) {
        test::foreign[3] = [&](unsigned, std::span<std::byte> bytes) {
            EXPECT_EQ(reinterpret_cast<std::intptr_t>(bytes.data()), nr);
            return 0;
        };
        EXPECT_TRUE(there.call("add", {{"nr", nr}}));
    }
}

} // namespace
} // namespace gangway::dynamic
