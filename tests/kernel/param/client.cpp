// SPDX-License-Identifier: MIT
// Carriers: bootparam sysfs
//
// Parameters by the client library and by the gangway command: under their names as properties, the
// right way round, and those that are only given at load with a word that says so.
#include <array>

#include "command.hpp"
#include "parameters.gw.hpp"
#include "parameters.hpp"

namespace {

using test::by_param;
using test::gangway;
using test::has;
using test::put;
using test::take;
using namespace std::string_literals;

void library() {
    const auto parameters = parameters::client::connect().value();
    CHECK_EQ(parameters.an_int.get().value(), 42);
    parameters.an_int.set(-7).value();
    CHECK_EQ(take("an_int", by_param), "-7"s);
    CHECK(parameters.loud.get().value());
    parameters.loud.set(false).value();
    CHECK_EQ(take("quiet", by_param), "Y"s);
    CHECK(!parameters.loud.get().value());
    CHECK_EQ(put("quiet", "0", by_param), 0);
    CHECK(parameters.loud.get().value());
    parameters.a_color.set(parameters::color::blue).value();
    CHECK_EQ(take("a_color", by_param), "blue"s);
    parameters.a_charp.set(" \"odd\" \\ words").value();
    CHECK_EQ(take("a_charp", by_param), " \"odd\" \\ words"s);
    CHECK(parameters.a_charp.get().value() == " \"odd\" \\ words");
    CHECK_EQ(parameters.an_int.set(101).error().number, ERANGE);
    CHECK_EQ(parameters.picky.set(13).error().number, EPERM);
    for (const unsigned number : {PARAMETERS_HIDDEN, PARAMETERS_BOOT}) {
        std::array<std::byte, 4> value{};
        CHECK(has(parameters.dynamic().get(number, value).error().message,
                  "when its module is loaded"));
        CHECK(has(parameters.dynamic().set(number, value).error().message,
                  "when its module is loaded"));
    }
    CHECK_EQ(parameters.shared.get().value(), 0); // by sysfs, the first of its carriers
    for (const auto& choice : parameters.dynamic().carriers()) {
        if (choice.element == "loud")
            CHECK_EQ(choice.where, "/sys/module/parameters/parameters/quiet"s);
        if (choice.element == "hidden")
            CHECK(choice.carrier == "param" && choice.where.empty());
    }
}

void command() {
    CHECK_EQ(gangway("get parameters.loud").out, "true\n"s);
    CHECK_EQ(gangway("set parameters.a_byte=9").status, 0);
    CHECK_EQ(take("a_byte", by_param), "9"s);
    CHECK(has(gangway("get parameters.hidden").err, "hidden=VALUE"));
    CHECK(has(gangway("describe parameters").out, "/sys/module/parameters/parameters/quiet"));
    CHECK(has(gangway("describe parameters").out, "given when the module is loaded"));
    CHECK_EQ(gangway("doctor parameters").status, 0);
}

} // namespace

int main() {
    const test::module parameters{"parameters"};
    library();
    command();
}
