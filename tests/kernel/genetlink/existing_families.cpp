// SPDX-License-Identifier: MIT
//
// What the kernel itself has, seen while a module comes and goes: the controller of generic
// netlink tells of our own family, and listeners to a family that goes are notified.
#include "command.hpp"

namespace {

using test::gangway;
using test::has;

/// `gangway watch`, that listens by now.
class watch : public test::command {
public:
    explicit watch(const std::string& arguments)
        : command{test::folder() + "/gangway " + arguments} {
        CHECK(test::eventually([&] { return has(err(), "Watching"); }));
    }
};

bool is_listed() {
    const auto r = gangway("--json dump nlctrl.families");
    CHECK_EQ(r.status, 0);
    CHECK(has(r.out, R"("name":"nlctrl")"));
    return has(r.out, R"("name":"all_types")");
}

// The family of a module, described as if the kernel had it.
constexpr auto mine = R"({"gangway":1,"interface":"mine","provider":"kernel","elements":[
    {"name":"tick","kind":"event","number":1,"via":["genetlink"],
     "at":{"family":"all_types","command":1,"group":"tick"},
     "record":{"size":8,"align":8,"fields":[
      {"name":"sequence","type":"u64","offset":0,"size":8,"attribute":3}]}}]})";

} // namespace

int main() {
    const test::scratch scratch;
    const auto file = scratch.path() + "/mine.gw.json";
    test::write_file(file, mine);
    CHECK(!is_listed());
    CHECK_EQ(gangway("call nlctrl.find name=all_types").status, 1);
    {
        watch comes{"watch nlctrl.new_family --count 1"};
        test::module all_types{"all_types"};
        const auto heard = comes.end();
        CHECK_EQ(heard.status, 0);
        CHECK(has(heard.out, "new_family id="));
        CHECK(has(heard.out, "name=all_types"));
        CHECK(is_listed());
        CHECK(has(gangway("call nlctrl.find name=all_types").out, "name=all_types"));
        CHECK(has(gangway("dump nlctrl.groups").out, "tick"));
        CHECK(has(gangway("dump nlctrl.operations").out, "all_types"));
        CHECK(has(gangway("list").out, "nlctrl"));

        watch goes{"watch nlctrl.removed_family --count 1"};
        all_types.unload();
        CHECK(has(goes.end().out, "name=all_types"));
        CHECK(!is_listed());
    }
    {
        test::module all_types{"all_types"};
        watch deaf{"--description " + file + " watch mine.tick"};
        all_types.unload();
        const auto ended = deaf.end();
        CHECK_EQ(ended.status, 1);
        CHECK(has(ended.err, "unloaded"));
    }
    const auto none = gangway("--description " + file + " watch mine.tick");
    CHECK_EQ(none.status, 1);
    CHECK(has(none.err, "no family \"all_types\""));
    CHECK(
        has(gangway("get random.boot_id").out, test::read_file("/proc/sys/kernel/random/boot_id")));
}
