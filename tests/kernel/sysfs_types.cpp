// SPDX-License-Identifier: MIT
//
// Properties of every type by sysfs: their defaults, what is set is got back, by ioctl as well; and
// text that is no value of its type is refused and changes nothing.
#include <sys/stat.h>

#include "sysfs.hpp"

namespace {

using test::put;
using test::take;

struct text {
    const char* property;
    std::string in;
    std::string out;
};

const text accepted[] = {
    {"enabled", "0", "0"},
    {"enabled", "Yes\n", "1"},
    {"level", "10", "10"},
    {"level", "0xc8\n", "200"},
    {"delta", "-5", "-5"},
    {"hue", "green", "green"},
    {"hue", "5", "blue"},
    {"options", "deep|loud", "loud|deep"},
    {"options", "0", "0"},
    {"label", "hello, world", "hello, world"},
    {"label", "\n", ""},
    {"label", "fifteen letters\n", "fifteen letters"},
    {"key", "00ff7E", "00ff7e"},
    {"key", "\n", ""},
    {"steps", "1, 2 3", "1,2,3"},
    {"steps", "\n", ""},
    {"mask", "4294967295", "0xffffffff"},
    {"hosts", "10.0.0.1 10.0.0.2", "10.0.0.1,10.0.0.2"},
    {"router", "FE80:0:0::1", "fe80::1"},
    {"port", "443", "443"},
    {"picky", "4", "4"},
    {"secret", "7", "7"},
};

struct bad {
    const char* property;
    std::string in;
    int error;
};

using namespace std::string_literals;

const bad refused[] = {
    {"enabled", "1\n\n", EINVAL},
    {"enabled", "1\0"s, EINVAL},
    {"level", "256", ERANGE},
    {"level", "\n", EINVAL},
    {"level", "010", EINVAL},
    {"level", " 50", EINVAL},
    {"level", "50 ", EINVAL},
    {"level", "+50", EINVAL},
    {"level", "50x", EINVAL},
    {"delta", "2147483648", ERANGE},
    {"hue", "purple", EINVAL},
    {"hue", "65536", ERANGE},
    {"options", "fast|", EINVAL},
    {"key", "0", EINVAL},
    {"key", "zz", EINVAL},
    {"key", std::string(34, '0'), EINVAL},
    {"steps", "1,65536", ERANGE},
    {"steps", "1,,2", EINVAL},
    {"wide", "1", EINVAL},
    {"hosts", "10.0.0.256", EINVAL},
    {"router", "1::2::3", EINVAL},
    {"port", "65536", ERANGE},
    {"label", std::string(4095, 'x'), EINVAL},
};

// A value that is too long for one page is refused by its first page, not cut.
void long_writes() {
    const auto before = take("label");
    const test::file fd{test::sysfs("label"), O_WRONLY};
    const std::string long_text(8192, 'x');
    CHECK_ERRNO(write(fd, long_text.data(), long_text.size()), EINVAL);
    CHECK_EQ(take("label"), before);
}

// Each write() is one value, also behind another.
void several_writes() {
    const test::file fd{test::sysfs("level"), O_WRONLY};
    CHECK_EQ(write(fd, "50", 2), 2);
    CHECK_ERRNO(write(fd, "5", 1), ERANGE);
    CHECK_EQ(take("level"), std::string{"50"});
    CHECK_EQ(write(fd, "60\n", 3), 3);
    CHECK_EQ(take("level"), std::string{"60"});
}

void modes() {
    struct stat s{};
    const auto mode = [&](const char* property) {
        CHECK_OK(stat(test::sysfs(property).c_str(), &s));
        return s.st_mode & 0777U;
    };
    CHECK_EQ(mode("level"), 0664U); // of 0666; sysfs lets nobody else write
    CHECK_EQ(mode("served"), 0444U);
    CHECK_EQ(mode("trigger"), 0220U);
}

} // namespace

int main() {
    const test::module gwt{"gwt"};
    CHECK_EQ(take("level"), std::string{"100"});
    CHECK_EQ(take("options"), std::string{"fast|deep"});
    CHECK_EQ(take("label"), std::string{"none"});
    CHECK_EQ(take("router"), std::string{"::"});
    modes();

    for (const auto& one : accepted) {
        CHECK_EQ(put(one.property, one.in), 0);
        CHECK_EQ(take(one.property), one.out);
    }
    const test::file session{GWT_NODE};
    gwt_steps steps{};
    CHECK_EQ(put("steps", "7"), 0);
    CHECK_OK(ioctl(session, GWT_IOC_GET_STEPS, &steps));
    CHECK_EQ(steps.value_count, 1U);
    CHECK_EQ(steps.value[0], 7U);

    for (const auto& one : refused) {
        const auto before = take(one.property);
        if (const int got = put(one.property, one.in); got != one.error)
            test::fail(__FILE__, __LINE__,
                       std::string{one.property} + " <- " + one.in.substr(0, 40) + ": " +
                           std::strerror(got));
        CHECK_EQ(take(one.property), before);
    }
    long_writes();
    several_writes();
}
