// SPDX-License-Identifier: MIT
//
// Parameters that a module is loaded with: each is the property's value from the beginning, its
// handler is called for it once, and no other is; what is refused keeps the module from being
// loaded.
#include "parameters.hpp"

namespace {

using test::by_param;
using test::take;

struct given {
    const char* parameters;
    const char* name;
    std::string value;
    unsigned property;
};

const given accepted[] = {
    {"", "an_int", "42", 0},
    {"a_byte=200", "a_byte", "200", PARAMETERS_A_BYTE},
    {"a_byte=0xc8", "a_byte", "200", PARAMETERS_A_BYTE},
    {"a_short=-32768", "a_short", "-32768", PARAMETERS_A_SHORT},
    {"a_ushort=65535", "a_ushort", "65535", PARAMETERS_A_USHORT},
    {"an_int=-100", "an_int", "-100", PARAMETERS_AN_INT},
    {"an-int=7", "an_int", "7", PARAMETERS_AN_INT}, // to the kernel - is _
    {"an_int=7 an_int=8", "an_int", "8", PARAMETERS_AN_INT},
    {"a_uint=4294967295", "a_uint", "4294967295", PARAMETERS_A_UINT},
    {"a_long=-9223372036854775808", "a_long", "-9223372036854775808", PARAMETERS_A_LONG},
    {"a_ulong=18446744073709551615", "a_ulong", "0xffffffffffffffff", PARAMETERS_A_ULONG},
    {"a_charp=word", "a_charp", "word", PARAMETERS_A_CHARP},
    {"a_charp=\"two words\"", "a_charp", "two words", PARAMETERS_A_CHARP},
    {"\"a_charp=two words\"", "a_charp", "two words", PARAMETERS_A_CHARP},
    {"a_charp=it's", "a_charp", "it's", PARAMETERS_A_CHARP},
    {"a_charp=a=b", "a_charp", "a=b", PARAMETERS_A_CHARP},
    {"a_charp=", "a_charp", "", PARAMETERS_A_CHARP},
    {"a_bool=1", "a_bool", "Y", PARAMETERS_A_BOOL},
    {"a_bool", "a_bool", "Y", PARAMETERS_A_BOOL},
    {"a_bool=off", "a_bool", "N", PARAMETERS_A_BOOL},
    {"quiet", "quiet", "Y", PARAMETERS_LOUD},
    {"quiet=no", "quiet", "N", PARAMETERS_LOUD},
    {"ints=1,-2,3", "ints", "1,-2,3", PARAMETERS_INTS},
    {"ints=\"1, 2 3\"", "ints", "1,2,3", PARAMETERS_INTS},
    {"ints=", "ints", "", PARAMETERS_INTS},
    {"shorts=7,8,9", "shorts", "7,8,9", PARAMETERS_SHORTS},
    {"some_bytes=00fF", "some_bytes", "00ff", 0},
    {"address=10.0.0.1", "address", "10.0.0.1", 0},
    {"a_color=blue", "a_color", "blue", 0},
    {"some_paints=base|cover", "some_paints", "base|cover", 0},
    {"small=-128", "small", "-128", 0},
    {"shown=8", "shown", "8", PARAMETERS_SHOWN},
    {"shared=9", "shared", "9", PARAMETERS_SHARED},
};

void takes(const given& one) {
    std::printf("%s\n", one.parameters);
    const test::module parameters{"parameters", one.parameters};
    CHECK_EQ(take(one.name, by_param), one.value);
    const auto heard = test::heard();
    for (unsigned number = 0; number < std::size(heard.times); ++number)
        CHECK_EQ(heard.times[number], number != 0 && number == one.property ? 1 : 0);
}

void all_at_once() {
    const test::module parameters{"parameters",
                                  "an_int=1 hidden=77 boot=-5 shown=3 a_charp=\"a b\" quiet"};
    const auto heard = test::heard();
    for (const unsigned property : {PARAMETERS_AN_INT, PARAMETERS_HIDDEN, PARAMETERS_BOOT,
                                    PARAMETERS_SHOWN, PARAMETERS_A_CHARP, PARAMETERS_LOUD})
        CHECK_EQ(heard.times[property], 1);
    CHECK_EQ(heard.hidden, 77);
    CHECK_EQ(heard.boot, -5);
    for (const std::string name : {"hidden", "boot"})
        CHECK_ERRNO(access((by_param.folder + name).c_str(), F_OK), ENOENT);
    for (const unsigned number : {PARAMETERS_HIDDEN, PARAMETERS_BOOT}) { // nor has the device them
        const test::file session{PARAMETERS_NODE};
        std::uint32_t value = 0;
        CHECK_ERRNO(ioctl(session, _IOC(_IOC_READ, GW_IOC_MAGIC, number, 4), &value), ENOTTY);
        CHECK_ERRNO(ioctl(session, _IOC(_IOC_WRITE, GW_IOC_MAGIC, number, 4), &value), ENOTTY);
    }
}

struct bad {
    std::string parameters;
    int error;
};

const bad refused[] = {
    {"a_byte=256", ERANGE},
    {"a_byte=-1", EINVAL},
    {"a_byte=", EINVAL},
    {"a_byte", EINVAL}, // the kernel says so itself
    {"a_byte=x", EINVAL},
    {"a_byte=1x", EINVAL},
    {"a_byte=\" 1\"", EINVAL},
    {"a_short=32768", ERANGE},
    {"an_int=101", ERANGE}, // of its own range
    {"an_int=010", EINVAL}, // 8 or 10?
    {"a_ulong=18446744073709551616", ERANGE},
    {"a_charp=" + std::string(32, 'x'), EINVAL},
    {"a_charp=" + std::string(1025, 'x'), EINVAL},
    {"long_text=" + std::string(1001, 'x'), EINVAL},
    {"long_text=" + std::string(5000, 'x'), EINVAL},
    {"a_bool=2", EINVAL},
    {"a_bool=", EINVAL},
    {"a_bool=maybe", EINVAL},
    {"quiet=ja", EINVAL},
    {"ints=1,2,3,4,5", EINVAL},
    {"ints=1,,2", EINVAL},
    {"ints=1,", EINVAL},
    {"ints=2147483648", ERANGE},
    {"shorts=1,2", EINVAL},
    {"shorts=1,2,3,4", EINVAL},
    {"some_bytes=0", EINVAL},
    {"address=10.0.0.256", EINVAL},
    {"a_color=pink", EINVAL},
    {"some_paints=base|", EINVAL},
    {"small=-129", ERANGE},
    {"an_int=1 a_byte=256", ERANGE},
    {"picky=13", EPERM}, // by its handler
};

void refuses(const bad& one) {
    std::printf("%s\n", one.parameters.substr(0, 40).c_str());
    CHECK_EQ(test::try_load(one.parameters), one.error);
    CHECK_ERRNO(access("/sys/module/parameters", F_OK), ENOENT);
    CHECK_ERRNO(access(PARAMETERS_NODE, F_OK), ENOENT);
}

} // namespace

int main() {
    for (const auto& one : accepted)
        takes(one);
    all_at_once();
    for (const auto& one : refused)
        refuses(one);
    const std::string most(1000, 'x');
    const test::module parameters{"parameters", ("long_text=" + most).c_str()};
    CHECK_EQ(take("long_text", by_param), most);
}
