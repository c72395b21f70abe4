// SPDX-License-Identifier: MIT
//
// Uevents that were asked for, of /dev/null: received with what they say, and those that somebody
// forges are not.
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <random>

#include <gtest/gtest.h>

#include <fcntl.h>
#include <linux/netlink.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include <gangway/dynamic.hpp>
#include <gangway/raw.hpp>

#include "machine.hpp"
#include "uevents.gw.hpp"

namespace gangway {
namespace {

using namespace std::chrono_literals;

constexpr auto patience = 60s; // far longer than it takes

// Of this run: others may go on beside it.
const std::string own = fmt::format("{:08x}", std::random_device{}());

std::string uuid_of(unsigned number) {
    return fmt::format("{}-1c55-4a51-8a2f-{:012x}", own, number);
}

class asks_for_uevents : public testing::Test {
protected:
    void SetUp() override {
        // One run at a time: their floods would be each other's losses.
        if (!ask(uuid_of(0)) || flock(file_.get(), LOCK_EX) != 0)
            GTEST_SKIP() << "/sys/class/mem/null/uevent cannot be written here";
    }
    // True: the kernel was asked for a uevent with this UUID.
    bool ask(const std::string& uuid) {
        const auto text = "change " + uuid;
        return pwrite(file_.get(), text.data(), text.size(), 0) ==
               static_cast<ssize_t>(text.size());
    }

private:
    raw::descriptor file_{::open("/sys/class/mem/null/uevent", O_WRONLY | O_CLOEXEC)};
};

class uevents_test : public asks_for_uevents {
protected:
    // The next one that is ours.
    static dynamic::value next(dynamic::subscription& from) {
        const deadline end{patience};
        for (;;) {
            const auto item = from.next(end);
            if (!item && !item.lost())
                return {};
            if (!item)
                continue;
            auto record = decode(item);
            if (record.at("synth_uuid").get<std::string>().starts_with(own))
                return record;
        }
    }

    uevents::client there = uevents::client::connect().value();
};

TEST_F(uevents_test, one_that_was_asked_for_is_heard) {
    auto heard = there.dynamic().subscribe({"uevent"}).value();
    ASSERT_TRUE(ask(uuid_of(1)));
    const auto record = next(heard);
    ASSERT_TRUE(record.is_object());
    EXPECT_EQ(record.at("synth_uuid"), uuid_of(1));
    EXPECT_EQ(record.at("action"), "change");
    EXPECT_EQ(record.at("devpath"), "/devices/virtual/mem/null");
    EXPECT_EQ(record.at("subsystem"), "mem");
    EXPECT_EQ(record.at("devname"), "null");
    EXPECT_EQ(record.at("driver"), "");
    EXPECT_GT(record.at("seqnum"), 0);
}

TEST_F(uevents_test, each_says_the_same_to_the_typed_client) {
    auto heard = there.uevent.subscribe().value();
    ASSERT_TRUE(ask(uuid_of(2)));
    const deadline end{patience};
    for (;;) {
        const auto item = heard.next(end);
        ASSERT_TRUE(item || item.lost()) << "it did not come";
        if (!item || std::string{item->synth_uuid} != uuid_of(2))
            continue;
        EXPECT_EQ(std::string{item->devpath}, "/devices/virtual/mem/null");
        break;
    }
}

// From a user's socket, to everyone who listens to the kernel. False: not permitted.
bool forge(const std::string& uuid) {
    const raw::descriptor socket{
        ::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_KOBJECT_UEVENT)};
    const std::string text = "change@/forged" + std::string(1, '\0') + "ACTION=change" +
                             std::string(1, '\0') + "SYNTH_UUID=" + uuid + std::string(1, '\0');
    sockaddr_nl to{};
    to.nl_family = AF_NETLINK;
    to.nl_groups = 1;
    // Everyone has it before the kernel itself is asked, which refuses it.
    errno = 0;
    sendto(socket.get(), text.data(), text.size(), 0, reinterpret_cast<const sockaddr*>(&to),
           sizeof(to));
    return errno != EPERM;
}

// A listener that believes everything.
class credulous {
public:
    credulous()
        : socket_{::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_KOBJECT_UEVENT)} {
        sockaddr_nl in{};
        in.nl_family = AF_NETLINK;
        in.nl_groups = 1;
        EXPECT_EQ(bind(socket_.get(), reinterpret_cast<const sockaddr*>(&in), sizeof(in)), 0);
    }
    bool hears(const std::string& word) {
        std::array<char, 8192> buffer{};
        for (;;) {
            const auto n = recv(socket_.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
            if (n < 0)
                return false;
            if (std::string_view{buffer.data(), static_cast<std::size_t>(n)}.find(word) !=
                std::string_view::npos)
                return true;
        }
    }

private:
    raw::descriptor socket_;
};

TEST_F(uevents_test, forged_ones_are_not_heard) {
    credulous witness;
    auto heard = there.dynamic().subscribe({"uevent"}).value();
    if (!forge(uuid_of(3)))
        GTEST_SKIP() << "this user may not send to the kernel's group, so nobody can be fooled";
    ASSERT_TRUE(witness.hears(uuid_of(3)));
    ASSERT_TRUE(ask(uuid_of(4)));
    EXPECT_EQ(next(heard).at("synth_uuid"), uuid_of(4));
}

TEST_F(uevents_test, a_full_socket_says_that_something_is_missing) {
    auto heard = there.dynamic().subscribe({"uevent"}, {.depth = 1}).value();
    for (unsigned i = 0; i < 500; ++i)
        ASSERT_TRUE(ask(uuid_of(100 + i)));
    unsigned records = 0;
    unsigned losses = 0;
    for (auto item = heard.try_next(); item || item.lost(); item = heard.try_next()) {
        records += item ? 1 : 0;
        if (item.lost()) {
            EXPECT_FALSE(item.lost()->count); // nobody can tell how many
            ++losses;
        }
    }
    EXPECT_GT(records, 0U);
    EXPECT_GE(losses, 1U);
    ASSERT_TRUE(ask(uuid_of(5))); // and then all is well again
    EXPECT_EQ(next(heard).at("synth_uuid"), uuid_of(5));
    EXPECT_FALSE(heard.closed());
}

TEST_F(asks_for_uevents, only_the_action_that_is_meant_and_what_has_room) {
    const auto there = dynamic::client::connect(
                           dynamic::description::parse(
                               R"({"gangway":1,"interface":"mine","provider":"kernel","elements":[
        {"name":"adds","kind":"event","number":1,"via":["uevent"],"at":{"action":"add"},
         "record":{"size":37,"fields":[
          {"name":"synth_uuid","type":"string","max":36,"offset":0,"size":37}]}},
        {"name":"narrow","kind":"event","number":2,"via":["uevent"],"at":{"action":"change"},
         "record":{"size":8,"fields":[
          {"name":"synth_uuid","type":"string","max":7,"offset":0,"size":8}]}}]})")
                               .value())
                           .value();
    auto heard = there.subscribe({"adds", "narrow"}).value();
    ASSERT_TRUE(ask(uuid_of(6)));
    const deadline end{patience};
    auto item = heard.next(end);
    while (item) // an add of another's
        item = heard.next(end);
    ASSERT_TRUE(item.lost());
    EXPECT_EQ(item.lost()->count, 1U);
}

} // namespace
} // namespace gangway
