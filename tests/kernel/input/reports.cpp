// SPDX-License-Identifier: MIT
//
// What a bare reader of the input device has: codes and ranges as described, a report for each
// record, the numbers of records that say what it has lost, and its end.
#include <array>
#include <cstddef>
#include <linux/input.h>
#include <optional>
#include <vector>

#include <gangway/input.h>

#include "input.hpp"
#include "outward.gw.h"

namespace {

void move(int fd, std::int32_t x, std::int8_t dial, bool pressed, std::uint32_t count = 1) {
    union outward_gw_move buffer{};
    buffer.request.x = x;
    buffer.request.dial = dial;
    buffer.request.pressed = pressed;
    buffer.request.count = count;
    CHECK_OK(ioctl(fd, OUTWARD_IOC_MOVE, &buffer));
}

struct report {
    std::vector<input_event> events; ///< without its serial and its end
    std::uint32_t serial = 0;
    bool dropped = false; ///< something before it
};

class reader {
public:
    explicit reader(const std::string& path)
        : fd_{path, O_RDONLY | O_NONBLOCK} {}
    [[nodiscard]] int fd() const noexcept { return fd_; }
    /// What there is; nothing: there is none, or but a part of one.
    std::optional<report> take() {
        input_event e{};
        while (read(fd_, &e, sizeof e) == static_cast<ssize_t>(sizeof e)) {
            if (e.type == EV_SYN && e.code == SYN_DROPPED) {
                now_ = {};
                now_.dropped = skips_ = true;
            } else if (e.type == EV_SYN && e.code == SYN_REPORT) {
                if (!std::exchange(skips_, false))
                    return std::exchange(now_, {});
            } else if (e.type == EV_MSC && e.code == MSC_SERIAL && !skips_) {
                now_.serial = static_cast<std::uint32_t>(e.value);
            } else if (!skips_) {
                now_.events.push_back(e);
            }
        }
        CHECK_EQ(errno, EAGAIN);
        return {};
    }
    report next(const std::source_location& where = std::source_location::current()) {
        for (;;) {
            if (auto there = take())
                return *std::move(there);
            test::await(fd_, POLLIN, where);
        }
    }

private:
    test::file fd_;
    report now_;
    bool skips_ = false;
};

constexpr std::uint32_t serial_of(unsigned event, std::uint32_t number) {
    return event << GW_INPUT_EVENT_SHIFT | number;
}

void is_as_described(int fd) {
    std::array<char, 64> name{};
    CHECK_OK(ioctl(fd, EVIOCGNAME(name.size()), name.data()));
    CHECK_EQ(std::string{name.data()}, std::string{"Test knob"});
    input_absinfo x{};
    CHECK_OK(ioctl(fd, EVIOCGABS(ABS_X), &x));
    CHECK_EQ(x.minimum, -100);
    CHECK_EQ(x.maximum, 1000);
}

void records_are_reports(int fd, reader& in) {
    move(fd, 5, -3, true);
    auto r = in.next();
    CHECK_EQ(r.serial, serial_of(OUTWARD_MOVED, 1));
    CHECK_EQ(r.events.size(), 3U);
    CHECK_EQ(r.events[0].type, EV_ABS);
    CHECK_EQ(r.events[0].value, 5);
    CHECK_EQ(r.events[1].code, REL_DIAL);
    CHECK_EQ(r.events[1].value, -3);
    CHECK_EQ(r.events[2].code, BTN_0);
    CHECK_EQ(r.events[2].value, 1);
    // Unchanged: the kernel drops it, but the report is there.
    move(fd, 5, 0, true);
    r = in.next();
    CHECK_EQ(r.serial, serial_of(OUTWARD_MOVED, 2));
    CHECK_EQ(r.events.size(), 0U);
    // Another event, with numbers of its own.
    union outward_gw_lid shut{};
    shut.request.closed = 1;
    CHECK_OK(ioctl(fd, OUTWARD_IOC_LID, &shut));
    r = in.next();
    CHECK_EQ(r.serial, serial_of(OUTWARD_SHUT, 1));
    CHECK_EQ(r.events.at(0).type, EV_SW);
    // Outside of its range, as it is.
    move(fd, 5000, 0, false);
    r = in.next();
    CHECK_EQ(r.serial, serial_of(OUTWARD_MOVED, 3));
    CHECK_EQ(r.events.at(0).value, 5000);
}

// Far more than the reader, or the kernel's queue, has room for.
void what_is_lost_is_known(int fd, reader& in) {
    std::uint32_t last = 3;
    std::uint64_t received = 3;
    std::uint64_t lost = 0;
    bool dropped = false;
    for (const std::uint32_t count : {20U, 500U, 20000U, 1U}) {
        move(fd, 1, 1, true, count);
        for (auto sent = received + lost + count; received + lost < sent;) {
            pollfd now{in.fd(), POLLIN, 0};
            if (poll(&now, 1, 300) == 0) { // the last ones are missing, too
                move(fd, 1, 1, true);
                ++sent;
            }
            for (auto r = in.take(); r; r = in.take()) {
                const bool is_loss = (r->serial & GW_INPUT_LOST) != 0;
                const auto number = r->serial & GW_INPUT_SEQUENCE_MASK;
                CHECK_EQ(r->serial >> GW_INPUT_EVENT_SHIFT, OUTWARD_MOVED);
                dropped = dropped || r->dropped;
                lost += number - last - (is_loss ? 0 : 1);
                received += is_loss ? 0 : 1;
                last = number;
            }
            CHECK(received + lost <= sent);
        }
    }
    std::printf("received %lu lost %lu\n", received, lost);
    CHECK(dropped);
}

} // namespace

int main() {
    test::need_evdev();
    test::module outward{"outward"};
    reader* kept = nullptr;
    {
        const test::file fd{OUTWARD_NODE};
        static reader in{test::event_node("outward")};
        kept = &in;
        is_as_described(in.fd());
        records_are_reports(fd, in);
        what_is_lost_is_known(fd, in);
    }
    outward.unload();
    input_event e{};
    CHECK((test::await(kept->fd(), POLLIN) & POLLHUP) != 0);
    CHECK_ERRNO(read(kept->fd(), &e, sizeof e), ENODEV);
    // And again, with the old one still open.
    const test::module again{"outward"};
    test::event_node("outward");
}
