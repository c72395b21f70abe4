// SPDX-License-Identifier: MIT
// Carriers: ioctl
//
// By the library a subscription like any other, in the thread that has made it: records, losses in
// their place, several at once, the end; and nothing is left of it.
#include <thread>

#include <sys/resource.h>

#include "all_types.gw.hpp"
#include "command.hpp"
#include "signal.hpp"

namespace {

constexpr auto patience = std::chrono::milliseconds{test::patience_ms};

all_types::client connect() {
    return all_types::client::connect({.via = {"signal", "ioctl"}}).value();
}

sigset_t blocked() {
    sigset_t now{};
    pthread_sigmask(SIG_SETMASK, nullptr, &now);
    return now;
}

template <typename Subscription>
void account(Subscription& from, std::uint64_t sent) {
    while (from.received() + from.lost() < sent)
        CHECK(!from.next(patience).empty());
    CHECK_EQ(from.received() + from.lost(), sent);
    CHECK(from.try_next().empty());
    std::printf("sent %lu = received %lu + lost %lu\n", sent, from.received(), from.lost());
}

void records_and_losses(const all_types::client& by, int fd) {
    const auto before = blocked();
    {
        auto one = by.beat.subscribe().value();
        auto other = by.beat.subscribe().value();
        test::beat(fd, 3);
        std::uint32_t first = 0;
        for (std::uint32_t i = 0; i < 3; ++i) {
            const auto item = one.next(patience);
            CHECK(item);
            first = i == 0 ? item->nr : first;
            CHECK_EQ(item->nr, first + i);
        }
        CHECK(one.try_next().empty());
        account(other, 3);

        test::limit_pending(100);
        test::beat(fd, 5000); // both share what may be pending
        account(one, 5003);
        account(other, 5003);
        CHECK(one.lost() + other.lost() > 0);
        test::beat(fd, 20);
        account(one, 5023);
        account(other, 5023);
        test::beat(fd, 5);
    }
    const auto after = blocked();
    CHECK(std::memcmp(&before, &after, sizeof before) == 0);
    test::beat(fd, 5); // to nobody: the default would be our end
}

void waits_and_is_woken(const all_types::client& by) {
    auto beats = by.beat.subscribe().value();
    CHECK(beats.next(std::chrono::milliseconds{5}).empty());
    test::child sender{[] {
        const test::file own{ALL_TYPES_NODE};
        test::beat(own, 1);
    }};
    CHECK(beats.next(patience));
    sender.join();
    pollfd now{beats.native_handle(), POLLIN, 0};
    CHECK_EQ(poll(&now, 1, 0), 0);
}

void another_thread_may_not(const all_types::client& by, int fd) {
    auto beats = by.beat.subscribe().value();
    test::beat(fd, 1);
    std::thread other{[&] {
        CHECK(beats.next(patience).closed());
        std::printf("%s\n", beats.closed()->c_str());
        CHECK(beats.closed()->find("has subscribed; read it there") != std::string::npos);
    }};
    other.join();
}

void no_descriptor_is_left(const all_types::client& by) {
    const auto before = blocked();
    rlimit limit{};
    CHECK_OK(getrlimit(RLIMIT_NOFILE, &limit));
    const int next = CHECK_OK(dup(0));
    CHECK_OK(close(next));
    auto few = limit;
    few.rlim_cur = static_cast<rlim_t>(next) + 1; // the session's, and none for the signals
    CHECK_OK(setrlimit(RLIMIT_NOFILE, &few));
    const auto refused = by.beat.subscribe();
    CHECK_OK(setrlimit(RLIMIT_NOFILE, &limit));
    CHECK(!refused);
    std::printf("%s\n", refused.error().message.c_str());
    CHECK_EQ(refused.error().number, EMFILE);
    const auto after = blocked();
    CHECK(std::memcmp(&before, &after, sizeof before) == 0);
    CHECK(by.beat.subscribe().has_value());
}

void the_command_watches(int fd) {
    test::command watch{test::folder() + "/gangway watch --via signal --count 2 all_types.beat"};
    gw_counters event{};
    event.element = ALL_TYPES_BEAT;
    CHECK(test::eventually([&] {
        CHECK_OK(ioctl(fd, GW_IOC_COUNTERS, &event));
        return event.subscribers == 1;
    }));
    test::beat(fd, 2);
    const auto said = watch.end();
    std::printf("%s%s", said.out.c_str(), said.err.c_str());
    CHECK_EQ(said.status, 0);
    CHECK(said.out.find("nr=") != std::string::npos);
}

void the_module_goes(const all_types::client& by, test::module& module) {
    auto beats = by.beat.subscribe().value();
    {
        const test::file fd{ALL_TYPES_NODE};
        test::beat(fd, 200); // more than may be pending
    }
    module.unload();
    std::uint64_t items = 0;
    for (const auto& item : beats)
        items += item ? 1 : *item.lost()->count;
    CHECK_EQ(items, 200U);
    CHECK(beats.closed()->find("unloaded") != std::string::npos);
}

} // namespace

int main() {
    test::module module{"all_types"};
    const auto by = connect();
    {
        const test::file fd{ALL_TYPES_NODE};
        the_command_watches(fd);
        records_and_losses(by, fd);
        waits_and_is_woken(by);
        another_thread_may_not(by, fd);
        no_descriptor_is_left(by);
    }
    the_module_goes(by, module);
}
