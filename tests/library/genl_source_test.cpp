// SPDX-License-Identifier: MIT
//
// Changes of a module's property by generic netlink, played by a script.
#include <cerrno>

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <gangway/dynamic.hpp>
#include <gangway/genetlink.h>

#include "fake_module.hpp"
#include "fake_netlink.hpp"

namespace gangway {
namespace {

using dynamic::value;
using test::asked;
using test::fake_netlink;
using test::message;

constexpr auto described = R"({"gangway":1,"interface":"fake","elements":[
    {"name":"news","kind":"property","number":1,"access":"r","notify":true,"via":["genetlink"],
     "value":{"size":4,"align":4,"fields":[
      {"name":"value","type":"u32","offset":0,"size":4}]}}]})";

class genl_source_test : public testing::Test {
protected:
    genl_source_test() {
        root.load("fake", described);
        kernel.script = [this](const asked& what) { answer(what); };
    }
    [[nodiscard]] result<dynamic::client> connect() const {
        return dynamic::client::connect("fake", {.root = root.path()});
    }
    void answer(const asked& what) {
        if (what.command == GW_GENL_STATUS)
            kernel.send(what.fd, status(what.reply()));
        else
            kernel.send(what.fd, what.reply().nest(GW_GENL_A_DATA, [&](message& fields) {
                fields.put(1, current);
            }));
        if ((what.head.nlmsg_flags & NLM_F_ACK) != 0)
            kernel.send(what.fd, what.end());
    }
    [[nodiscard]] message status(message begun) const {
        return std::move(
            begun.put(GW_GENL_A_ELEMENT, std::uint32_t{1}).put(GW_GENL_A_SEQUENCE, changes));
    }
    // It changes, and nobody can be told the value.
    void change_untold(std::uint32_t to) {
        current = to;
        ++changes;
        auto said = status(message{fake_netlink::family, 0, 0}.generic(GW_GENL_STATUS));
        kernel.news.push_back(said.whole());
    }

    test::fake_root root;
    fake_netlink kernel;
    std::uint32_t current = 5;
    std::uint64_t changes = 0;
};

TEST_F(genl_source_test, a_change_that_the_kernel_could_not_send_is_asked_for) {
    const auto there = connect().value();
    auto heard = there.subscribe({"news"}).value();
    auto item = heard.try_next();
    ASSERT_TRUE(item);
    EXPECT_EQ(decode(item).at("value"), 5);
    EXPECT_TRUE(heard.try_next().empty());
    change_untold(6);
    item = heard.try_next();
    ASSERT_TRUE(item);
    EXPECT_EQ(decode(item).at("value"), 6);
    EXPECT_TRUE(heard.try_next().empty());
    EXPECT_EQ(heard.lost(), 0U); // of a property the last value counts
}

// What the socket lost is asked for anyway, and once.
TEST_F(genl_source_test, an_overrun_asks_for_the_value_once) {
    const auto there = connect().value();
    auto heard = there.subscribe({"news"}).value();
    EXPECT_EQ(decode(heard.try_next()).at("value"), 5);
    current = 7;
    ++changes;
    kernel.fail(kernel.requests.back().fd, ENOBUFS);
    EXPECT_EQ(decode(heard.try_next()).at("value"), 7);
    EXPECT_TRUE(heard.try_next().empty());
}

// Else the client would go on without this carrier, and say nothing.
TEST_F(genl_source_test, a_signal_while_connecting_ends_that) {
    kernel.interrupts = true;
    const auto why = connect().error();
    EXPECT_TRUE(why.is(EINTR));
    EXPECT_EQ(why.message, "fake: a signal interrupted it");
}

} // namespace
} // namespace gangway
