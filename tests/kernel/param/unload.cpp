// SPDX-License-Identifier: MIT
//
// Instances and the module come and go while parameters are open, read and written: what is given
// while there is no instance waits for the next, its handler is called once, and nobody waits for
// ever.
#include <memory>
#include <vector>

#include "parameters.hpp"

namespace {

using test::by_param;
using test::put;
using test::take;
using namespace std::string_literals;

bool is_there() {
    const int fd = open(PARAMETERS_NODE, O_RDONLY | O_CLOEXEC);
    return fd >= 0 && close(fd) == 0;
}

bool is_gone() {
    return access(PARAMETERS_NODE, F_OK) != 0;
}

// Between two instances.
void waits_for_the_next() {
    const test::module parameters{"parameters", "a_byte=1"};
    CHECK_EQ(put("an_int", "5", by_param), 0);
    CHECK_EQ(put("shared", "6", by_param), 0);
    const auto heard = test::heard();
    test::pause_provider(test::patience_ms);
    CHECK(test::eventually(is_gone));
    CHECK_EQ(take("an_int", by_param), "5"s);
    CHECK_EQ(put("an_int", "101", by_param), ERANGE);
    CHECK_EQ(put("an_int", "9", by_param), 0);
    CHECK_EQ(put("an_int", "10", by_param), 0); // what is given last counts
    CHECK_EQ(take("an_int", by_param), "10"s);
    CHECK(is_gone());
    test::end_pause();
    CHECK(test::eventually(is_there));
    const auto now = test::heard();
    for (const unsigned property :
         {PARAMETERS_A_BYTE, PARAMETERS_AN_INT, PARAMETERS_SHARED}) // all that was ever given
        CHECK_EQ(now.times[property], heard.times[property] + 1);
    CHECK_EQ(now.times[PARAMETERS_A_SHORT], 0);
    CHECK_EQ(take("an_int", by_param), "10"s);
    CHECK_EQ(test::read_file("/sys/class/gangway/parameters/shared"), "6\n"s);
}

// A file that was open when its module went belongs to no other.
void open_and_idle() {
    auto parameters = std::make_unique<test::module>("parameters");
    const test::file fd{by_param.folder + "an_int"};
    char text[16];
    CHECK_EQ(pread(fd, text, sizeof text, 0), 3);
    parameters->unload();
    CHECK_ERRNO(pread(fd, text, sizeof text, 0), ENODEV);
    CHECK_ERRNO(pwrite(fd, "1", 1, 0), ENODEV);
    parameters = std::make_unique<test::module>("parameters");
    CHECK_ERRNO(pwrite(fd, "1", 1, 0), ENODEV);
    CHECK_EQ(take("an_int", by_param), "42"s);
}

// A handler that waits is asked to return.
void waiting_handler() {
    test::module parameters{"parameters"};
    test::child writer{[] { CHECK_EQ(put("stuck", "1", by_param), ENODEV); }};
    writer.wait_until_in(SYS_write);
    parameters.unload();
    writer.join();
}

/// Opens, reads and writes until it is killed.
void use() {
    char text[16];
    for (;;) {
        const int fd = open((by_param.folder + "an_int").c_str(), O_RDWR | O_CLOEXEC);
        if (fd < 0) {
            CHECK(errno == ENOENT || errno == ENODEV);
            continue;
        }
        for (;;) {
            const auto n = pread(fd, text, sizeof text, 0);
            if (n < 0) {
                CHECK_EQ(errno, ENODEV);
                break;
            }
            CHECK(n > 1 && text[n - 1] == '\n');
            if (pwrite(fd, "77\n", 3, 0) != 3)
                CHECK_EQ(errno, ENODEV);
        }
        close(fd);
    }
}

void busy_modules() {
    test::child first{use};
    test::child second{use};
    for (int i = 0; i < (test::many() ? 30 : 10); ++i) {
        test::module parameters{"parameters", i % 2 == 0 ? "an_int=3" : ""};
        CHECK(test::eventually([] { return take("an_int", by_param) == "77"; }));
    }
    first.kill9();
    second.kill9();
}

// Instances come and go under the writers' hands: none of their values is lost, nor reported twice.
void busy_instances() {
    const test::module parameters{"parameters"};
    for (int i = 0; i < (test::many() ? 100 : 20); ++i) {
        test::pause_provider(i % 3);
        int done = ENODEV;
        const auto value = std::to_string(i % 100);
        CHECK(test::eventually([&] { // while it leaves
            done = put("an_int", value, by_param);
            return done != ENODEV;
        }));
        CHECK_EQ(done, 0);
        CHECK(test::eventually(is_there));
        CHECK_EQ(take("an_int", by_param), value);
    }
}

} // namespace

int main() {
    waits_for_the_next();
    open_and_idle();
    waiting_handler();
    busy_modules();
    busy_instances();
}
