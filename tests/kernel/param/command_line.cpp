// SPDX-License-Identifier: MIT
// Carriers: bootparam
//
// modprobe gives a module what the kernel's command line says of it: boot passes this to the guest.
#include <filesystem>

#include <sys/utsname.h>

#include "command.hpp"
#include "parameters.hpp"

namespace {

using test::by_param;
using test::take;
using namespace std::string_literals;

// A folder as modprobe wants it, with what depmod makes of it.
void install(const std::string& root) {
    utsname system{};
    CHECK_OK(uname(&system));
    const std::filesystem::path built{test::folder()};
    const auto modules = std::filesystem::path{root} / "lib/modules" / system.release;
    std::filesystem::create_directories(modules);
    for (const auto* const name : {"gangway.ko", "parameters.ko"})
        if (std::filesystem::exists(built / name))
            std::filesystem::copy_file(built / name, modules / name);
    for (const auto* const name : {"modules.order", "modules.builtin", "modules.builtin.modinfo"})
        test::write_file(modules / name, "");
    test::witness(test::folder() + "/depmod -b " + root + " " + system.release);
}

} // namespace

int main() {
    if (access((test::folder() + "/modprobe").c_str(), X_OK) != 0)
        test::skip("there is no modprobe");
    const auto line = test::read_file("/proc/cmdline");
    if (line.find("parameters.an_int=11") == line.npos)
        test::skip("the kernel's command line does not say parameters.an_int=11");
    const test::scratch root;
    install(root.path());
    const auto modprobe = [&](const std::string& arguments) {
        test::witness(test::folder() + "/modprobe -d " + root.path() + " " + arguments);
    };
    modprobe("parameters a_byte=3");
    CHECK_EQ(take("an_int", by_param), "11"s);
    CHECK_EQ(take("a_charp", by_param), "two words"s);
    CHECK_EQ(take("quiet", by_param), "Y"s);
    CHECK_EQ(take("ints", by_param), "100,200,300,400"s);
    CHECK_EQ(take("a_byte", by_param), "3"s);
    const auto heard = test::heard();
    for (const unsigned property :
         {PARAMETERS_AN_INT, PARAMETERS_A_CHARP, PARAMETERS_LOUD, PARAMETERS_INTS, PARAMETERS_BOOT})
        CHECK_EQ(heard.times[property], 1);
    CHECK_EQ(heard.boot, 1234); // of carrier bootparam
    modprobe("-r parameters");

    modprobe("parameters an_int=12"); // what is said later counts
    CHECK_EQ(take("an_int", by_param), "12"s);
    CHECK_EQ(test::times_heard(PARAMETERS_AN_INT), 1);
    modprobe("-r parameters");
}
