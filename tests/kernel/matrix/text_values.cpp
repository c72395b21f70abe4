// SPDX-License-Identifier: MIT
// Each carrier: KIND_PROPERTY ENCODING_TEXT !BUILD_TIME
//
// Properties of every type by a carrier of text: their defaults, what is set is got back, by every
// other and by ioctl as well; and text that is no value of its type is refused and changes nothing.
#include <sys/stat.h>

#include "text_files.hpp"

namespace {

using test::put;
using test::take;
using test::text_carrier;

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
    {"label", " \"a\" 'b' \\ ", " \"a\" 'b' \\ "},
    {"label", "two\nlines\n", "two\nlines"},
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
    {"label", "sixteen letters.", EINVAL},
    {"label", std::string(4095, 'x'), EINVAL},
};

// Y or N, where a bool is so.
std::string said(const text_carrier& by, const text& one) {
    const bool letter = by.letters && std::string{one.property} == "enabled";
    return !letter ? one.out : one.out == "1" ? "Y" : "N";
}

// What is too long is refused, not cut: by the page that a carrier takes, or whole.
void long_writes(const text_carrier& by) {
    const auto before = take("label", by);
    const test::file fd{by.folder + "label", O_WRONLY};
    for (const std::size_t size : {4096, 8192, 2 << 20}) {
        const std::string text(size, 'x');
        CHECK_ERRNO(write(fd, text.data(), text.size()), EINVAL);
        CHECK_EQ(take("label", by), before);
    }
}

// Each write() is one value. Behind another it is one again, or refused; it is never added to it.
void several_writes(const text_carrier& by) {
    const test::file fd{by.folder + "level", O_WRONLY};
    CHECK_EQ(write(fd, "50", 2), 2);
    CHECK_ERRNO(write(fd, "5", 1), by.rewrites ? ERANGE : EINVAL);
    CHECK_EQ(take("level", by), std::string{"50"});
    if (by.rewrites)
        CHECK_EQ(write(fd, "60\n", 3), 3);
    else
        CHECK_ERRNO(write(fd, "60\n", 3), EINVAL);
    CHECK_EQ(take("level", by), std::string{by.rewrites ? "60" : "50"});
    CHECK_EQ(pwrite(fd, "70\n", 3, 0), 3);
    CHECK_EQ(write(fd, "", 0), 0); // nothing is no value
    CHECK_EQ(take("level", by), std::string{"70"});
}

// However it is read, it is the same.
void reads_of_any_size(const text_carrier& by) {
    CHECK_EQ(put("label", "abcdefghijklm", by), 0);
    const auto whole = take("label", by) + '\n';
    void* const volatile nowhere = reinterpret_cast<void*>(8);
    char piece[32];
    for (const std::size_t size : {1, 2, 7, 13, 14, 31}) {
        const test::file fd{by.folder + "label", O_RDONLY};
        std::string all;
        while (const auto n = CHECK_OK(read(fd, piece, size)))
            all.append(piece, static_cast<std::size_t>(n));
        CHECK_EQ(all, whole);
        CHECK_EQ(pread(fd, piece, 3, 2), 3);
        CHECK_EQ(std::string(piece, 3), whole.substr(2, 3));
        CHECK_EQ(pread(fd, piece, size, 100), 0);
        CHECK_OK(lseek(fd, 0, SEEK_SET));
        CHECK_EQ(read(fd, piece, sizeof piece), whole.size());
        CHECK_ERRNO(pread(fd, nowhere, 8, 0), EFAULT);
    }
}

void modes(const text_carrier& by) {
    struct stat s{};
    const auto mode = [&](const char* property) {
        CHECK_OK(stat((by.folder + property).c_str(), &s));
        return s.st_mode & 0777U;
    };
    CHECK_EQ(mode("level"), 0666U & by.most);
    CHECK_EQ(mode("served"), 0444U);
    CHECK_EQ(mode("trigger"), 0222U & by.most);
}

void defaults(const text_carrier& by) {
    CHECK_EQ(take("level", by), std::string{"100"});
    CHECK_EQ(take("enabled", by), std::string{by.letters ? "Y" : "1"});
    CHECK_EQ(take("options", by), std::string{"fast|deep"});
    CHECK_EQ(take("label", by), std::string{"none"});
    CHECK_EQ(take("router", by), std::string{"::"});
}

void values(const text_carrier& by) {
    for (const auto& one : accepted) {
        CHECK_EQ(put(one.property, one.in, by), 0);
        for (const auto& other : test::text_carriers)
            CHECK_EQ(take(one.property, other), said(other, one));
    }
    const test::file session{ALL_TYPES_NODE};
    all_types_gw_steps steps{};
    CHECK_EQ(put("steps", "7", by), 0);
    CHECK_OK(ioctl(session, ALL_TYPES_IOC_GET_STEPS, &steps));
    CHECK_EQ(steps.value_count, 1U);
    CHECK_EQ(steps.value[0], 7U);

    for (const auto& one : refused) {
        const auto before = take(one.property, by);
        if (const int got = put(one.property, one.in, by); got != one.error)
            test::fail(__FILE__, __LINE__,
                       std::string{by.name} + ": " + one.property + " <- " + one.in.substr(0, 40) +
                           ": " + std::strerror(got));
        CHECK_EQ(take(one.property, by), before);
    }
}

} // namespace

int main(int argc, char** argv) {
    const auto& by = test::text_carrier_asked_for(argc, argv);
    const test::module all_types{"all_types"};
    defaults(by);
    modes(by);
    values(by);
    long_writes(by);
    several_writes(by);
    reads_of_any_size(by);
}
