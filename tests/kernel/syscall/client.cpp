// SPDX-License-Identifier: MIT
//
// The library's client and the command by this carrier; on a kernel without it, both say so in
// words, and use another carrier where there is one.
#include <nlohmann/json.hpp>

#include <gangway/dynamic.hpp>

#include "command.hpp"
#include "system_call.hpp"

namespace {

using gangway::dynamic::client;

client by(std::vector<std::string> carriers) {
    return client::connect("all_types", {.via = std::move(carriers)}).value();
}

void with() {
    const auto all = by({"syscall"});
    all.set("level", 55).value();
    CHECK_EQ(all.get("level").value().dump(), std::string{"55"});
    CHECK_EQ(all.call("ask", gangway::dynamic::value::object()).value().dump(),
             std::string{"{\"answer\":42}"});
    for (const int value : {42, -5, -5000})
        CHECK_EQ(all.call("give_back", {{"value", value}}).value()["value"].get<int>(), value);
    const auto refused = all.call("fail", {{"error", -EBUSY}});
    CHECK(!refused && refused.error().number == EBUSY);
    test::witness(test::folder() + "/gangway call --via syscall all_types.give_back value=42");
    test::witness(test::folder() + "/gangway get --via syscall all_types.level");
}

void without() {
    const auto none = by({"syscall"}).get("level");
    CHECK(!none);
    std::printf("%s\n", none.error().message.c_str());
    CHECK(none.error().message.find("this kernel has no system calls of Gangway's") !=
          std::string::npos);
    CHECK_EQ(by({}).call("give_back", {{"value", 42}}).value()["value"].get<int>(), 42);
    CHECK_ERRNO(syscall(GW_SYSCALL, 0, GW_SYSCALL_FIND, nullptr), ENOSYS);
    CHECK_ERRNO(syscall(549, 42), ENOSYS);
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    if (test::has_system_calls())
        with();
    else
        without();
}
