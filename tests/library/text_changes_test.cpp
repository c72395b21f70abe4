// SPDX-License-Identifier: MIT
//
// Changes of properties in text files: one that cannot be read hides neither the others nor what
// comes later. Regular files stand for those of sysfs, and a test says which has changed, and how
// many descriptors are left: the program is linked with --wrap for what is defined here.
#include <cerrno>
#include <climits>
#include <string>
#include <vector>

#include <sys/epoll.h>

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <gangway/dynamic.hpp>
#include <gangway/relay.h>

#include "fake_module.hpp"

static std::vector<std::uint32_t> changed; // places in the subscription
static int descriptors_left = INT_MAX;     // for epoll and eventfd

static bool is_one_left() {
    errno = EMFILE; // else
    return descriptors_left-- > 0;
}

// NOLINTBEGIN(bugprone-reserved-identifier): the linker's names
extern "C" {
int __real_epoll_create1(int);
int __real_epoll_ctl(int, int, int, epoll_event*);
int __real_eventfd(unsigned, int);

int __wrap_epoll_create1(int flags) {
    return is_one_left() ? __real_epoll_create1(flags) : -1;
}

int __wrap_eventfd(unsigned count, int flags) {
    return is_one_left() ? __real_eventfd(count, flags) : -1;
}

int __wrap_epoll_ctl(int epoll, int what, int fd, epoll_event* event) {
    const int done = __real_epoll_ctl(epoll, what, fd, event);
    return done < 0 && errno == EPERM ? 0 : done; // a regular file
}

int __wrap_epoll_wait(int, epoll_event* events, int /*most*/, int) {
    int n = 0;
    for (const auto place : changed)
        events[n++] = {.events = EPOLLPRI, .data = {.u32 = place}};
    changed.clear();
    return n;
}
}
// NOLINTEND(bugprone-reserved-identifier)

namespace gangway::dynamic {
namespace {

constexpr auto described = R"({"gangway":1,"interface":"it","elements":[
    {"name":"a","kind":"property","number":1,"access":"r","notify":true,"via":["sysfs"],
     "value":{"size":4,"align":4,"fields":[{"name":"value","type":"u32","offset":0,"size":4}]}},
    {"name":"b","kind":"property","number":2,"access":"r","notify":true,"via":["sysfs"],
     "value":{"size":4,"align":4,"fields":[{"name":"value","type":"u32","offset":0,"size":4}]}},
    {"name":"c","kind":"property","number":3,"access":"r","notify":true,"via":["sysfs"],
     "value":{"size":4,"align":4,"fields":[{"name":"value","type":"u32","offset":0,"size":4}]}},
    {"name":"e","kind":"event","number":4,"via":["relay"]}]})";

TEST(text_changes, one_that_cannot_be_read_is_told_and_no_more) {
    test::fake_root root;
    root.load("it", described);
    root.attribute("it/a", "1\n");
    root.attribute("it/b", "many\n");
    root.attribute("it/c", "3\n");
    const auto there = client::connect("it", {.root = root.path()}).value();
    auto heard = there.subscribe({"a", "b", "c"}).value();
    const auto next_is = [&](const char* name, int value) {
        const auto item = heard.try_next();
        ASSERT_TRUE(item) << name;
        EXPECT_EQ(item.event().name, name);
        EXPECT_EQ(decode(item).at("value"), value);
    };
    next_is("a", 1);
    const auto item = heard.try_next();
    EXPECT_EQ(item.lost(), loss{1});
    EXPECT_EQ(heard.why(item), "b: the kernel says \"many\", which is not understood: not an "
                               "integer: \"many\"");
    next_is("c", 3);
    EXPECT_TRUE(heard.try_next().empty());

    root.attribute("it/b", "2\n");
    changed = {1};
    next_is("b", 2);
    EXPECT_TRUE(heard.try_next().empty());
    EXPECT_EQ(heard.closed(), std::nullopt);
}

// What waits takes three, of which there is one more each time.
TEST(text_changes, subscribing_without_enough_descriptors_is_an_error) {
    test::fake_root root;
    root.load("it", described);
    root.attribute("it/a", "1\n");
    root.write("sys/kernel/debug/gangway/it/e.0", "");
    test::module[_IOC_NR(GW_RELAY_STATE)] = test::answers(gw_relay_state{});
    const auto there = client::connect("it", {.root = root.path()}).value();
    for (const std::string name : {"a", "e"}) {
        for (const int few : {0, 1, 2}) {
            descriptors_left = few;
            const auto why = there.subscribe({name}).error();
            EXPECT_EQ(why.message, "it." + name + ": Too many open files (EMFILE)");
        }
        descriptors_left = 3;
        EXPECT_TRUE(there.subscribe({name}));
    }
    descriptors_left = INT_MAX;
}

} // namespace
} // namespace gangway::dynamic
