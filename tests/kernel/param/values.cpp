// SPDX-License-Identifier: MIT
// Carriers: sysfs
//
// Parameters at run time: what is written is read back, its handler is called once for each change,
// and what is refused changes nothing; they are the properties that other carriers have, too.
#include "parameters.hpp"

namespace {

using test::by_param;
using test::put;
using test::take;
using namespace std::string_literals;

struct text {
    const char* name;
    std::string in;
    std::string out;
    unsigned property;
};

const text accepted[] = {
    {"a_byte", "255\n", "255", PARAMETERS_A_BYTE},
    {"a_short", "-1", "-1", PARAMETERS_A_SHORT},
    {"a_ushort", "0xffff", "65535", PARAMETERS_A_USHORT},
    {"an_int", "100\n", "100", PARAMETERS_AN_INT},
    {"a_uint", "0", "0", PARAMETERS_A_UINT},
    {"a_long", "9223372036854775807", "9223372036854775807", PARAMETERS_A_LONG},
    {"a_ulong", "255", "0xff", PARAMETERS_A_ULONG},
    {"a_charp", " \"a\" 'b' \\ \n", " \"a\" 'b' \\ ", PARAMETERS_A_CHARP},
    {"a_charp", "two\nlines\n", "two\nlines", PARAMETERS_A_CHARP},
    {"a_charp", std::string(31, 'x'), std::string(31, 'x'), PARAMETERS_A_CHARP},
    {"a_charp", "\n", "", PARAMETERS_A_CHARP},
    {"a_bool", "Yes\n", "Y", PARAMETERS_A_BOOL},
    {"a_bool", "0", "N", PARAMETERS_A_BOOL},
    {"quiet", "y", "Y", PARAMETERS_LOUD},
    {"quiet", "off", "N", PARAMETERS_LOUD},
    {"ints", "1 2\t3,4", "1,2,3,4", PARAMETERS_INTS},
    {"ints", "\n", "", PARAMETERS_INTS},
    {"shorts", "3, 2, 1", "3,2,1", PARAMETERS_SHORTS},
    {"some_bytes", "", "", 0}, // nothing is written: the kernel does not ask us
    {"long_text", std::string(1000, 'y') + "\n", std::string(1000, 'y'), 0},
};

struct bad {
    const char* name;
    std::string in;
    int error;
};

const bad refused[] = {
    {"a_byte", "256", ERANGE},
    {"a_byte", "\n", EINVAL},
    {"a_byte", "1\n\n", EINVAL},
    {"a_byte", " 1", EINVAL},
    {"a_byte", "1 ", EINVAL},
    {"a_byte", "+1", EINVAL},
    {"a_short", "-32769", ERANGE},
    {"an_int", "101", ERANGE},
    {"an_int", "-101", ERANGE},
    {"a_charp", std::string(32, 'x'), EINVAL},
    {"long_text", std::string(1001, 'x'), EINVAL},
    {"a_bool", "2", EINVAL},
    {"quiet", "yess", EINVAL},
    {"ints", "1,2,3,4,5", EINVAL},
    {"ints", "1,", EINVAL},
    {"shorts", "1,2", EINVAL},
    {"picky", "13", EPERM},
    // Of more than a page the kernel gives us the first, as if that were all.
    {"a_byte", std::string(4096, '1'), EINVAL},
    {"ints", "1,2" + std::string(5000, ' '), EINVAL},
    {"a_charp", std::string(8192, 'x'), EINVAL},
};

void values() {
    for (const auto& one : accepted) {
        const auto before = test::times_heard(one.property);
        CHECK_EQ(put(one.name, one.in, by_param), 0);
        CHECK_EQ(take(one.name, by_param), one.out);
        CHECK_EQ(test::times_heard(one.property), before + (one.property != 0));
    }
    for (const auto& one : refused) {
        const auto before = take(one.name, by_param);
        if (const int got = put(one.name, one.in, by_param); got != one.error)
            test::fail(__FILE__, __LINE__,
                       std::string{one.name} + " <- " + one.in.substr(0, 40) + ": " +
                           std::strerror(got));
        CHECK_EQ(take(one.name, by_param), before);
    }
    // The handler that refused was asked.
    CHECK_EQ(test::times_heard(PARAMETERS_PICKY), 1);
}

// The kernel gives us what is before a NUL, as a string of C.
void behind_a_nul() {
    CHECK_EQ(put("a_byte", "7\0x"s, by_param), 0);
    CHECK_EQ(take("a_byte", by_param), "7"s);
}

// Each write() is one value, wherever in the file it is.
void several_writes() {
    const test::file fd{by_param.folder + "a_byte", O_WRONLY};
    CHECK_EQ(write(fd, "50", 2), 2);
    CHECK_EQ(write(fd, "5", 1), 1);
    CHECK_EQ(take("a_byte", by_param), "5"s);
}

void modes() {
    struct stat s{};
    const auto mode = [&](const char* name) {
        CHECK_OK(stat((by_param.folder + name).c_str(), &s));
        return s.st_mode & 0777U;
    };
    CHECK_EQ(mode("an_int"), 0644U);
    CHECK_EQ(mode("shown"), 0444U);
    CHECK_EQ(mode("unread"), 0200U);
    CHECK_ERRNO(access((by_param.folder + "hidden").c_str(), F_OK), ENOENT);
}

// One property: a poller of its other file is woken, and reads what was written here.
void shared() {
    const std::string device = "/sys/class/gangway/parameters/";
    CHECK_EQ(test::read_file(device + "module"), "parameters\n"s);
    char text[16];
    const test::file fd{device + "shared", O_RDWR};
    CHECK_EQ(pread(fd, text, sizeof text, 0), 2);
    CHECK_EQ(put("shared", "70", by_param), 0);
    test::await(fd, POLLPRI);
    CHECK_EQ(pread(fd, text, sizeof text, 0), 3);
    CHECK_EQ(std::string(text, 3), "70\n"s);
    CHECK_EQ(pwrite(fd, "71", 2, 0), 2);
    CHECK_EQ(take("shared", by_param), "71"s);
    CHECK_EQ(test::times_heard(PARAMETERS_SHARED), 2);
}

} // namespace

int main() {
    const test::module parameters{"parameters"};
    modes();
    values();
    behind_a_nul();
    several_writes();
    shared();
}
