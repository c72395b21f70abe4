// SPDX-License-Identifier: MIT
//
// An independent witness: libevdev knows the device as it is described, and is told of a loss,
// behind which it has the state as it is.
#include <libevdev/libevdev.h>

#include "input.hpp"
#include "outward.gw.h"

namespace {

void move(int fd, std::int32_t x, bool pressed, std::uint32_t count) {
    union outward_gw_move buffer{};
    buffer.request.x = x;
    buffer.request.pressed = pressed;
    buffer.request.count = count;
    CHECK_OK(ioctl(fd, OUTWARD_IOC_MOVE, &buffer));
}

class witness {
public:
    explicit witness(const std::string& path)
        : fd_{path, O_RDONLY | O_NONBLOCK} {
        CHECK_EQ(libevdev_new_from_fd(fd_, &device_), 0);
    }
    witness(const witness&) = delete;
    witness& operator=(const witness&) = delete;
    ~witness() { libevdev_free(device_); }

    [[nodiscard]] libevdev* device() const { return device_; }
    [[nodiscard]] int value(unsigned type, unsigned code) const {
        return libevdev_get_event_value(device_, type, code);
    }
    /// Reads all that there is. Whether something was lost before it.
    bool read() {
        test::await(fd_, POLLIN);
        bool lost = false;
        input_event e{};
        for (auto flag = LIBEVDEV_READ_FLAG_NORMAL;;) {
            const int status = libevdev_next_event(device_, flag, &e);
            if (status == LIBEVDEV_READ_STATUS_SYNC) {
                lost = true;
                flag = LIBEVDEV_READ_FLAG_SYNC;
            } else if (status == -EAGAIN && flag == LIBEVDEV_READ_FLAG_SYNC) {
                flag = LIBEVDEV_READ_FLAG_NORMAL;
            } else if (status == -EAGAIN) {
                return lost;
            } else {
                CHECK_EQ(status, LIBEVDEV_READ_STATUS_SUCCESS);
            }
        }
    }

private:
    test::file fd_;
    libevdev* device_ = nullptr;
};

} // namespace

int main() {
    test::need_evdev();
    const test::module outward{"outward"};
    const test::file fd{OUTWARD_NODE};
    witness in{test::event_node("outward")};
    CHECK_EQ(std::string{libevdev_get_name(in.device())}, std::string{"Test knob"});
    CHECK_EQ(libevdev_get_abs_minimum(in.device(), ABS_X), -100);
    CHECK_EQ(libevdev_get_abs_maximum(in.device(), ABS_X), 1000);
    CHECK(libevdev_has_event_code(in.device(), EV_REL, REL_DIAL) == 1);
    CHECK(libevdev_has_event_code(in.device(), EV_KEY, BTN_0) == 1);
    CHECK(libevdev_has_event_code(in.device(), EV_SW, SW_LID) == 1);
    CHECK(libevdev_has_event_code(in.device(), EV_ABS, ABS_Y) == 0);

    move(fd, 5, true, 1);
    CHECK(!in.read());
    CHECK_EQ(in.value(EV_ABS, ABS_X), 5);
    CHECK_EQ(in.value(EV_KEY, BTN_0), 1);

    move(fd, 6, true, 20000);
    bool lost = false;
    CHECK(test::eventually([&] { // Gangway's own queue may have been full as well
        move(fd, 7, false, 1);
        lost = in.read() || lost;
        return in.value(EV_ABS, ABS_X) == 7;
    }));
    CHECK(lost);
    CHECK_EQ(in.value(EV_KEY, BTN_0), 0);
}
