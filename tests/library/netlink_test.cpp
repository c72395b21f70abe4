// SPDX-License-Identifier: MIT
//
// A kernel's own families, played by a script: what answers which request, and what the library
// says of what it did not ask for. The sanitizers see to it that nothing is read or written beside.
#include <array>
#include <cerrno>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <gangway/dynamic.hpp>

#include "fake_netlink.hpp"
#include "netlink/extack.hpp"
#include "netlink/genl.hpp"

using gangway::test::fake_netlink;

// NOLINTBEGIN(bugprone-reserved-identifier): the linker's names
extern "C" {
ssize_t __real_sendto(int, const void*, size_t, int, const sockaddr*, socklen_t);
ssize_t __real_recvfrom(int, void*, size_t, int, sockaddr*, socklen_t*);

ssize_t __wrap_sendto(int fd, const void* bytes, size_t size, int flags, const sockaddr* to,
                      socklen_t length) {
    if (fake_netlink::now() == nullptr)
        return __real_sendto(fd, bytes, size, flags, to, length);
    fake_netlink::now()->take(fd, bytes, size);
    return static_cast<ssize_t>(size);
}

ssize_t __wrap_recvfrom(int fd, void* into, size_t room, int flags, sockaddr* from,
                        socklen_t* length) {
    return fake_netlink::now() == nullptr
               ? __real_recvfrom(fd, into, room, flags, from, length)
               : fake_netlink::now()->give(fd, into, room, flags, from, length);
}

// Of sockets that are connected to the kernel.
ssize_t __real_send(int, const void*, size_t, int);
ssize_t __real_recv(int, void*, size_t, int);

ssize_t __wrap_send(int fd, const void* bytes, size_t size, int flags) {
    return fake_netlink::now() == nullptr ? __real_send(fd, bytes, size, flags)
                                          : __wrap_sendto(fd, bytes, size, flags, nullptr, 0);
}

ssize_t __wrap_recv(int fd, void* into, size_t room, int flags) {
    if (fake_netlink::now() == nullptr)
        return __real_recv(fd, into, room, flags);
    for (;;) {
        sockaddr_nl from{};
        socklen_t length = sizeof(from);
        const auto size =
            __wrap_recvfrom(fd, into, room, flags, reinterpret_cast<sockaddr*>(&from), &length);
        if (size < 0 || from.nl_pid == 0) // what others send does not get there
            return size;
    }
}
}
// NOLINTEND(bugprone-reserved-identifier)

namespace gangway {
namespace {

using dynamic::value;
using test::asked;
using test::message;

constexpr auto described = R"({"gangway":1,"interface":"mine","provider":"kernel","types":{
    "at":{"kind":"struct","size":8,"align":4,"fields":[
     {"name":"x","type":"u32","offset":0,"size":4,"attribute":1},
     {"name":"y","type":"u32","offset":4,"size":4,"attribute":2}]}},"elements":[
    {"name":"ask","kind":"call","number":1,"via":["genetlink"],
     "at":{"family":"fake","command":1},
     "request":{"size":24,"align":4,"fields":[
      {"name":"n","type":"u32","offset":0,"size":4,"attribute":1},
      {"name":"one","type":"at","offset":4,"size":8,"attribute":2},
      {"name":"many","type":"at","max":1,"offset":12,"size":12,"attribute":3}]},
     "reply":{"size":4,"align":4,"fields":[
      {"name":"n","type":"u32","offset":0,"size":4,"attribute":1}]}},
    {"name":"tell","kind":"call","number":2,"via":["genetlink"],
     "at":{"family":"fake","command":2}},
    {"name":"rows","kind":"table","number":3,"via":["genetlink"],"key":["n"],
     "at":{"family":"fake","command":3},
     "row":{"size":4,"align":4,"fields":[
      {"name":"n","type":"u32","offset":0,"size":4,"attribute":1}]}},
    {"name":"some","kind":"table","number":5,"via":["genetlink"],"key":["n"],
     "at":{"family":"fake","command":3},
     "request":{"size":8,"align":4,"fields":[
      {"name":"from","type":"u32","offset":0,"size":8,"given":4,"attribute":0}]},
     "row":{"size":4,"align":4,"fields":[
      {"name":"n","type":"u32","offset":0,"size":4,"attribute":1}]}},
    {"name":"news","kind":"event","number":4,"via":["genetlink"],
     "at":{"family":"fake","command":4,"group":"news"},
     "record":{"size":4,"align":4,"fields":[
      {"name":"n","type":"u32","offset":0,"size":4,"attribute":1}]}}]})";

class netlink_replies : public testing::Test {
protected:
    // Answers by the script of the test.
    result<value> ask(std::uint32_t n) {
        return there.call(
            "ask", {{"n", n}, {"one", {{"x", 1}, {"y", 2}}}, {"many", {{{"x", 3}, {"y", 4}}}}});
    }
    void is_answered(std::uint32_t n) {
        kernel.script = [&, n](const asked& what) {
            kernel.send(what.fd, what.reply().put(1, n));
            kernel.send(what.fd, what.end());
        };
        EXPECT_EQ(ask(n).value().at("n"), n);
    }

    fake_netlink kernel;
    dynamic::client there =
        dynamic::client::connect(dynamic::description::parse(described).value()).value();
};

TEST_F(netlink_replies, several_parts_may_end_with_an_acknowledgment_too) {
    for (std::uint32_t n = 1; n < 4; ++n) {
        kernel.script = [&](const asked& what) {
            kernel.send(what.fd, what.reply(NLM_F_MULTI).put(1, n));
            kernel.send(what.fd, what.done());
            kernel.send(what.fd, what.end());
        };
        EXPECT_EQ(ask(n).value().at("n"), n);
        EXPECT_EQ(kernel.left(kernel.requests.back().fd), 0U);
    }
    is_answered(7);
}

TEST_F(netlink_replies, several_parts_may_end_without_an_acknowledgment) {
    kernel.script = [&](const asked& what) {
        kernel.send(what.fd, what.reply(NLM_F_MULTI).put(1, std::uint32_t{5}));
        kernel.send(what.fd, what.done());
    };
    EXPECT_EQ(ask(5).value().at("n"), 5);
    is_answered(7);
}

TEST_F(netlink_replies, an_error_may_follow_the_parts) {
    kernel.script = [&](const asked& what) {
        kernel.send(what.fd, what.reply(NLM_F_MULTI).put(1, std::uint32_t{5}));
        kernel.send(what.fd, what.done());
        kernel.send(what.fd, what.end(EBUSY));
    };
    EXPECT_TRUE(ask(5).error().is(EBUSY));
    is_answered(7);
}

TEST_F(netlink_replies, every_request_has_a_number_of_its_own) {
    is_answered(1);
    is_answered(2);
    const auto first = kernel.requests.at(0).head.nlmsg_seq;
    EXPECT_NE(first, 0U);
    EXPECT_NE(first, kernel.requests.at(1).head.nlmsg_seq);
}

TEST_F(netlink_replies, what_is_not_ours_is_never_taken) {
    kernel.script = [&](const asked& what) {
        const std::uint32_t wrong = 99;
        auto of_another = what;
        of_another.head.nlmsg_seq -= 1; // a request before this one
        kernel.send(what.fd, of_another.reply().put(1, wrong));
        kernel.send(what.fd, of_another.end());
        kernel.send(what.fd, of_another.done());
        of_another.head.nlmsg_seq = 0; // by multicast
        kernel.send(what.fd, of_another.reply().put(1, wrong));
        kernel.send(what.fd, of_another.end(EIO));
        of_another = what;
        of_another.port += 1; // to another socket
        kernel.send(what.fd, of_another.reply().put(1, wrong));
        kernel.send(what.fd, of_another.end(EIO));
        kernel.deliver(what.fd, what.reply().put(1, wrong).whole(), 4711); // by another process
        kernel.deliver(what.fd, what.end(EIO).whole(), 4711);
        kernel.send(what.fd, message{NLMSG_NOOP, what.head.nlmsg_seq, what.port});
        kernel.send(what.fd, what.reply().put(1, std::uint32_t{5}));
        kernel.send(what.fd, what.end());
    };
    EXPECT_EQ(ask(5).value().at("n"), 5);
    is_answered(7);
}

TEST_F(netlink_replies, a_late_reply_does_not_answer_the_next_call) {
    kernel.script = [&](const asked& what) {
        kernel.send(what.fd, what.end(EBUSY));
        kernel.send(what.fd, what.reply().put(1, std::uint32_t{99}));
    };
    EXPECT_TRUE(ask(5).error().is(EBUSY));
    is_answered(7);
    // Nor that of a call which was given up.
    kernel.script = [&](const asked& what) {
        kernel.fail(what.fd, ENOBUFS);
        kernel.send(what.fd, what.reply().put(1, std::uint32_t{99}));
        kernel.send(what.fd, what.end());
    };
    EXPECT_TRUE(ask(5).error().is(ENOBUFS));
    is_answered(8);
}

TEST_F(netlink_replies, a_family_that_says_no_port_is_understood) {
    kernel.script = [&](const asked& what) {
        auto without = what;
        without.port = 0;
        kernel.send(what.fd, without.reply().put(1, std::uint32_t{5}));
        kernel.send(what.fd, what.end());
    };
    EXPECT_EQ(ask(5).value().at("n"), 5);
}

TEST_F(netlink_replies, a_call_has_one_reply) {
    kernel.script = [&](const asked& what) { kernel.send(what.fd, what.end()); };
    EXPECT_EQ(ask(1).error().message,
              "mine.ask: the kernel did as it was asked, but sent no reply");
    EXPECT_TRUE(there.call("tell")); // and this one has none
    kernel.script = [&](const asked& what) {
        kernel.send(what.fd, what.reply().put(1, std::uint32_t{5}));
        kernel.send(what.fd, what.reply().put(1, std::uint32_t{6}));
        kernel.send(what.fd, what.end());
    };
    EXPECT_EQ(ask(1).error().message, "mine.ask: the kernel sent 2 replies; what has several is to "
                                      "be described as a table");
}

TEST_F(netlink_replies, a_dump_is_whole_or_says_why_not) {
    const auto rows = [&](auto end) {
        kernel.script = [&, end](const asked& what) {
            auto stranger = what;
            stranger.head.nlmsg_seq += 1;
            for (std::uint32_t n = 1; n <= 3; ++n) {
                kernel.send(what.fd, stranger.reply(NLM_F_MULTI).put(1, std::uint32_t{99}));
                auto two = what.reply(NLM_F_MULTI).put(1, n).whole();
                const auto second = what.reply(NLM_F_MULTI).put(1, 10 + n).whole();
                two.insert(two.end(), second.begin(), second.end());
                kernel.deliver(what.fd, two);
            }
            kernel.send(what.fd, stranger.done());
            end(what);
        };
        return there.rows("rows");
    };
    const auto whole = rows([&](const asked& what) { kernel.send(what.fd, what.done()); });
    EXPECT_EQ(whole.value().rows, value::parse(R"([{"n":1},{"n":11},{"n":2},{"n":12},{"n":3},
                                                  {"n":13}])")
                                      .get<std::vector<value>>());
    EXPECT_TRUE(whole.value().consistent);
    EXPECT_FALSE(rows([&](const asked& what) {
                     kernel.send(what.fd, what.done(0, NLM_F_MULTI | NLM_F_DUMP_INTR));
                 })
                     .value()
                     .consistent);
    EXPECT_FALSE(rows([&](const asked& what) {
                     kernel.send(
                         what.fd,
                         what.reply(NLM_F_MULTI | NLM_F_DUMP_INTR).put(1, std::uint32_t{4}));
                     kernel.send(what.fd, what.done());
                 })
                     .value()
                     .consistent);
    EXPECT_TRUE(
        rows([&](const asked& what) { kernel.send(what.fd, what.done(EIO)); }).error().is(EIO));
    EXPECT_TRUE(
        rows([&](const asked& what) { kernel.deliver(what.fd, std::vector<std::byte>(1 << 18)); })
            .error()
            .is(EMSGSIZE));
    is_answered(7);
}

TEST_F(netlink_replies, a_row_that_does_not_fit_hides_no_other) {
    kernel.script = [&](const asked& what) {
        kernel.send(what.fd, what.reply(NLM_F_MULTI).put(1, std::uint32_t{1}));
        kernel.send(what.fd, what.reply(NLM_F_MULTI).put(1, std::uint64_t{1} << 40));
        kernel.send(what.fd, what.reply(NLM_F_MULTI).put(1, std::array<char, 3>{}));
        kernel.send(what.fd, what.reply(NLM_F_MULTI).put(1, std::uint32_t{2}));
        kernel.send(what.fd, what.done());
    };
    const auto found = there.rows("rows").value();
    EXPECT_EQ(found.rows, value::parse(R"([{"n":1},{"n":2}])").get<std::vector<value>>());
    EXPECT_EQ(found.misfits, 2U);
    EXPECT_EQ(found.misfit, "n: the kernel sent 1099511627776, which does not fit into u32");
}

// Where the n-th attribute of a request begins, all nests entered.
std::uint32_t place(const asked& what, unsigned n) {
    std::uint32_t at = NLMSG_HDRLEN + GENL_HDRLEN;
    const auto type_at = [&] {
        nlattr head{};
        std::memcpy(&head, &what.whole.at(at), sizeof(head));
        return head;
    };
    for (; n > 0; --n) {
        const auto head = type_at();
        at += (head.nla_type & NLA_F_NESTED) != 0 ? NLA_HDRLEN : NLA_ALIGN(head.nla_len);
    }
    return at;
}

TEST_F(netlink_replies, the_kernels_own_words_name_the_field) {
    std::string own;
    const auto said = [&](auto add) {
        kernel.script = [&](const asked& what) {
            auto end = what.end(ERANGE, NLM_F_CAPPED | NLM_F_ACK_TLVS);
            add(end, what);
            kernel.send(what.fd, std::move(end));
        };
        auto why = ask(1).error();
        own = why.kernel_text;
        return why.message;
    };
    // n, one, one.x, one.y, many, many[0], many[0].x, many[0].y
    for (const auto& [index, name] :
         std::vector<std::pair<unsigned, std::string>>{{0, "n"},
                                                       {1, "one"},
                                                       {2, "one.x"},
                                                       {3, "one.y"},
                                                       {4, "many"},
                                                       {5, "many[0]"},
                                                       {6, "many[0].x"},
                                                       {7, "many[0].y"}})
        EXPECT_EQ(said([&, at = index](message& end, const asked& what) {
                      end.put(NLMSGERR_ATTR_MSG, "out of range");
                      end.put(NLMSGERR_ATTR_OFFS, place(what, at));
                  }),
                  fmt::format("mine.ask: {}: out of range (ERANGE)", name));
    EXPECT_EQ(said([](message& end, const asked& what) {
                  end.put(NLMSGERR_ATTR_OFFS, place(what, 0));
                  end.nest(NLMSGERR_ATTR_POLICY, [](message& to) {
                      to.put(NL_POLICY_TYPE_ATTR_TYPE, std::uint32_t{4});
                      to.put(NL_POLICY_TYPE_ATTR_MIN_VALUE_U, std::uint64_t{2});
                      to.put(NL_POLICY_TYPE_ATTR_MAX_VALUE_U, std::uint64_t{9});
                  });
              }),
              "mine.ask: n: the kernel refuses it; allowed: 2 to 9 (ERANGE)");
    EXPECT_EQ(said([](message& end, const asked& what) {
                  end.put(NLMSGERR_ATTR_MISS_TYPE, std::uint32_t{2});
                  end.put(NLMSGERR_ATTR_MISS_NEST, place(what, 1));
              }),
              "mine.ask: one.y is missing (ERANGE)");
    EXPECT_EQ(said([](message& end, const asked& /*what*/) {
                  end.put(NLMSGERR_ATTR_MSG, "no way");
                  end.put(NLMSGERR_ATTR_MISS_TYPE, std::uint32_t{77});
              }),
              "mine.ask: attribute 77 is missing: no way (ERANGE)");
    EXPECT_EQ(own, "no way");
    EXPECT_EQ(said([](message& end, const asked& /*what*/) {
                  end.put(NLMSGERR_ATTR_MSG, "no way");
                  end.put(NLMSGERR_ATTR_OFFS, std::uint32_t{4242}); // nowhere
              }),
              "mine.ask: no way (ERANGE)");
}

TEST_F(netlink_replies, the_request_may_come_back_before_the_words) {
    kernel.script = [&](const asked& what) {
        message end{NLMSG_ERROR, what.head.nlmsg_seq, what.port, NLM_F_ACK_TLVS};
        end.raw(nlmsgerr{-EINVAL, what.head});
        for (std::size_t at = NLMSG_HDRLEN; at < what.whole.size(); at += 4) {
            std::uint32_t word = 0;
            std::memcpy(&word, &what.whole[at], sizeof(word));
            end.raw(word);
        }
        kernel.send(what.fd, std::move(end.put(NLMSGERR_ATTR_MSG, "no way")));
    };
    EXPECT_EQ(ask(1).error().message, "mine.ask: no way (EINVAL)");
}

TEST_F(netlink_replies, a_dump_may_ask_for_some) {
    kernel.script = [&](const asked& what) { kernel.send(what.fd, what.done()); };
    using sent = std::vector<std::pair<unsigned, std::string>>;
    EXPECT_TRUE(there.rows("some"));
    EXPECT_EQ(kernel.requests.back().attributes(), sent{});
    EXPECT_TRUE(there.rows("some", {{"from", 0}}));
    EXPECT_EQ(kernel.requests.back().attributes(), (sent{{0, std::string(4, '\0')}}));
    EXPECT_EQ(kernel.requests.back().head.nlmsg_flags & NLM_F_DUMP, NLM_F_DUMP);
    EXPECT_EQ(there.rows("some", {{"form", 0}}).error().message,
              "mine.some: there is no \"form\" (did you mean \"from\"?); there is: from");
    EXPECT_TRUE(there.rows("rows", {{"from", 0}}).error().is(EINVAL)); // all or nothing
}

TEST_F(netlink_replies, an_event_that_does_not_fit_says_why) {
    auto heard = there.subscribe({"news"}).value();
    const auto say = [&](auto n) {
        kernel.news.push_back(message{fake_netlink::family, 0, 0}.generic(4).put(1, n).whole());
    };
    say(std::uint64_t{1} << 40);
    say(std::uint8_t{5});
    say(std::array<char, 3>{});
    auto item = heard.try_next();
    EXPECT_EQ(item.lost(), loss{1});
    EXPECT_EQ(heard.why(item),
              "news: n: the kernel sent 1099511627776, which does not fit into u32");
    item = heard.try_next();
    ASSERT_TRUE(item);
    EXPECT_EQ(decode(item), value({{"n", 5}}));
    EXPECT_EQ(heard.why(item), "");
    item = heard.try_next();
    EXPECT_EQ(heard.why(item), "news: n: the kernel sent 3 bytes, which is not a u32");
    EXPECT_TRUE(heard.try_next().empty());
    EXPECT_EQ(heard.lost(), 2U);
}

TEST_F(netlink_replies, any_bytes_are_survived) {
    std::uint32_t seed = 1;
    const auto random = [&](unsigned below) {
        return ((seed = seed * 1664525 + 1013904223) >> 16) % below;
    };
    for (int i = 0; i < 2000; ++i) {
        kernel.script = [&](const asked& what) {
            auto answer = random(2) == 0 ? what.reply().put(1, std::uint32_t{5})
                                         : what.end(static_cast<int>(random(3)), NLM_F_ACK_TLVS);
            auto bytes = answer.put(1, "text").put(2, std::uint32_t{20}).whole();
            for (unsigned n = random(4); n > 0; --n)
                bytes[random(static_cast<unsigned>(bytes.size()))] =
                    std::byte(random(random(2) == 0 ? 12 : 256));
            bytes.resize(random(2) == 0 ? bytes.size() : random(80));
            kernel.deliver(what.fd, std::move(bytes));
            kernel.send(what.fd, what.end());
        };
        (void)ask(1);
    }
    is_answered(7);
}

// In whatever order it is built, and wherever its memory becomes too small.
TEST(outcome, of_a_request_has_the_kernels_own_words) {
    const auto of = [](nl::failure end) { return nl::outcome(std::move(end), "level", "netlink"); };
    EXPECT_TRUE(of({}));
    const auto told = of({.number = ERANGE, .text = "level: 1 to 9"}).error();
    EXPECT_EQ(told.message, "1 to 9 (ERANGE)"); // the client says what it is about
    EXPECT_EQ(told.kernel_text, "level: 1 to 9");
    EXPECT_EQ(told.carrier, "netlink");
    // For the client to explain.
    EXPECT_EQ(of({.number = ERANGE}).error().carrier, "");
    EXPECT_EQ(of({.number = ENODEV, .text = "no such device"}).error().carrier, "");
    EXPECT_TRUE(nl::outcome(error{.number = EINTR}, "level", "netlink").error().is(EINTR));
}

TEST(request, grows_for_each_part) {
    const std::string name(47, 'i');
    for (std::size_t size = 400; size < 1100; size += 4) {
        const std::vector<std::byte> bytes(size, std::byte{0x5a});
        genl::request message{20, 1, 0};
        message.raw(bytes).number(GW_GENL_A_ELEMENT, 7).instance(name);
        const auto found = genl::read_attributes(message.head());
        ASSERT_NE(found[GW_GENL_A_RAW], nullptr) << size;
        ASSERT_NE(found[GW_GENL_A_INSTANCE], nullptr) << size;
        ASSERT_EQ(mnl_attr_get_payload_len(found[GW_GENL_A_RAW]), size);
        ASSERT_EQ(mnl_attr_get_u32(found[GW_GENL_A_ELEMENT]), 7U);
        ASSERT_EQ(mnl_attr_get_str(found[GW_GENL_A_INSTANCE]), name);
    }
}

} // namespace
} // namespace gangway
