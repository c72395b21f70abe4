// SPDX-License-Identifier: MIT
// Carriers: ioctl ring genetlink seq_file sysfs
// Sample: 6.12-cloud
//
// The gangway command against a live module: each verb, as text and as JSON, and how it fails.
#include "all_types.gw.h"
#include "command.hpp"

namespace {

using test::gangway;
using test::has;

/// Succeeds, and says this somewhere.
void says(const std::string& arguments, const std::string& part) {
    const auto r = gangway(arguments);
    if (r.status != 0 || !has(r.out, part))
        test::fail(__FILE__, __LINE__,
                   arguments + " gave " + std::to_string(r.status) + "\n" + r.out + r.err);
}

/// The same, of JSON: blanks do not count.
void says_json(const std::string& arguments, const std::string& part) {
    auto r = gangway("--json " + arguments);
    std::erase_if(r.out, [](char c) { return c == ' ' || c == '\n'; });
    if (r.status != 0 || !has(r.out, part))
        test::fail(__FILE__, __LINE__,
                   "--json " + arguments + " gave " + std::to_string(r.status) + "\n" + r.out +
                       r.err);
}

/// Fails with this status, with a sentence on stderr that has this part, and nothing on stdout.
void fails(const std::string& arguments, int status, const std::string& part) {
    const auto r = gangway(arguments);
    if (r.status != status || !has(r.err, part) || !r.out.empty())
        test::fail(__FILE__, __LINE__,
                   arguments + " gave " + std::to_string(r.status) + "\n" + r.out + r.err);
}

void looking() {
    says("list", "Offers every type");
    says_json("list", R"("name":"all_types")");
    for (const char* const name : {"level", "echo", "tick", "ENOENT", "CAP_SYS_ADMIN", "record"})
        says("describe all_types", name);
    for (const char* const place : {"/dev/gangway/all_types", "/sys/class/gangway/all_types/level",
                                    "/proc/gangway/all_types/items", "family all_types, command"})
        says("describe all_types", place);
    says_json("describe all_types", R"("interface":"all_types")");
    says("describe " + test::folder() + "/all_types.ko", "storm"); // the file, loaded or not
    says("carriers", "ioctl");
    says("carriers", "ring");
    says_json("carriers", R"("name":"ring")");
    says_json("carriers all_types",
              R"({"element":"port","carrier":"sysfs","place":"/sys/class/gangway/all_types/port")");
    CHECK_EQ(test::read_file("/sys/class/gangway/all_types/level"), std::string{"100\n"});
    says("doctor all_types", "ok");
    says_json("doctor all_types", R"("ok":true)");
}

void properties() {
    CHECK_EQ(gangway("get all_types.level").out, std::string{"100\n"});
    says("set all_types.level=42", "");
    CHECK_EQ(gangway("get all_types.level").out, std::string{"42\n"});
    says_json("get all_types.level all_types.enabled",
              R"({"all_types.level":42,"all_types.enabled":true})");
    says("set all_types.hue=green all_types.label=hello", "");
    CHECK_EQ(gangway("get all_types.hue").out, std::string{"green\n"});
    says("get all_types.label", "hello");
    fails("set all_types.level=9", 1, "10");       // the range
    fails("set all_types.level=many", 2, "level"); // no number
    fails("set all_types.picky=3", 1, "picky");    // the provider refuses
    fails("set all_types.served=1", 1, "served");  // read-only
    fails("get all_types.trigger", 1, "trigger");  // write-only
    fails("get all_types.levle", 1, "level");      // did you mean
    fails("get", 2, "");
}

void calls() {
    says("call all_types.ask", "42");
    says_json("call all_types.ask", R"({"answer":42})");
    CHECK_EQ(gangway("call all_types.nothing").status, 0);
    says_json("call all_types.emit count=3 from=hardirq how=in_place", R"({"sent":3})");
    fails("call all_types.emit count=3", 2, "from is missing");
    fails("call all_types.fail error=-2", 1, "declared"); // ENOENT, in the description's words
    fails("call all_types.fail error=-5", 1, "all_types.fail"); // undeclared
    fails("call all_types.echo nonsense=1", 2, "nonsense");
    CHECK(gangway("call all_types.level").status != 0);    // a property
    CHECK(gangway("set all_types.nothing=1").status != 0); // a call
}

void dumping() {
    CHECK_EQ(gangway("dump all_types.items").out,
             std::string{"id  name  hue  host  sizes  half\n"});
    CHECK_EQ(gangway("--json dump all_types.items").out, std::string{});
    says("call all_types.fill first=4 count=2 step=3", "");
    CHECK_EQ(gangway("dump all_types.items").out,
             std::string{"id  name     hue    host     sizes      half\n"
                         "4   \"row 4\"  blue   0.0.0.4  []         -2\n"
                         "7   row7     green  0.0.0.7  [0, 1, 2]  -3\n"});
    for (const char* const via : {"seq_file", "genetlink"}) {
        const auto rows = gangway("--json dump all_types.items --via " + std::string{via});
        CHECK_EQ(
            rows.out,
            std::string{
                R"({"id":4,"name":"row 4","hue":"blue","host":"0.0.0.4","sizes":[],"half":-2})"
                "\n"
                R"({"id":7,"name":"row7","hue":"green","host":"0.0.0.7","sizes":[0,1,2],"half":-3})"
                "\n"});
        CHECK_EQ(rows.err, std::string{});
    }
    fails("dump all_types.level", 2, "is a property, not a table; use gangway get or set");
    fails("dump all_types.items --via ring", 2, "is not carried by ring; there is: ");
    fails("dump all_types", 2, "INTERFACE.ELEMENT");
}

/// One carrier sees what another has set.
void by_one_carrier() {
    for (const char* const via : {"ioctl", "sysfs", "genetlink"}) {
        const auto value = std::to_string(20 + std::strlen(via));
        says("set all_types.level=" + value + " --via " + via, "");
        for (const char* const other : {"ioctl", "sysfs", "genetlink"})
            CHECK_EQ(gangway("get all_types.level --via " + std::string{other}).out, value + "\n");
    }
    says("call all_types.ask --via genetlink", "42");
    fails("get all_types.port --via ioctl", 2, "is not carried by ioctl; there is: sysfs");
    fails("get all_types.level --via pigeon", 2, "pigeon\"; there is: ioctl");
}

void watching_properties() {
    says("set all_types.level=42", "");
    CHECK_EQ(gangway("watch all_types.level --count 1 --timeout 1000").out,
             std::string{"level 42\n"});
    for (const char* const via : {"sysfs", "genetlink"}) {
        says("set all_types.level=42", "");
        test::command watcher{test::folder() +
                              "/gangway --json watch all_types.level --count 2 --via " + via};
        // Its value at first has been printed; then it changes.
        CHECK(test::eventually([&] { return has(watcher.out(), ":42}"); }));
        const test::file level{"/sys/class/gangway/all_types/level", O_WRONLY};
        CHECK_OK(write(level, "77", 2));
        const auto r = watcher.end();
        CHECK_EQ(r.status, 0);
        CHECK(has(r.out, "{\"property\":\"level\",\"value\":42}\n"
                         "{\"property\":\"level\",\"value\":77}\n"));
    }
    // Several elements come by one carrier, or not at all.
    says("watch all_types.level all_types.label --count 2", "level 77\n");
    fails("watch all_types.level all_types.tick", 1, "subscribe to them separately");
    fails("watch all_types.hue", 1, "notify");
}

void watching() {
    // The watcher subscribes; then there is something to watch.
    test::command watcher{test::folder() +
                          "/gangway --json watch all_types.note all_types.tick --count 3"};
    const test::file fd{ALL_TYPES_NODE};
    CHECK(test::eventually([&] {
        gw_counters counters{};
        counters.element = ALL_TYPES_NOTE;
        CHECK_OK(ioctl(fd, GW_IOC_COUNTERS, &counters));
        return counters.subscribers == 1;
    }));
    union all_types_gw_emit emit{};
    emit.request.count = 2;
    CHECK_OK(ioctl(fd, ALL_TYPES_IOC_EMIT, &emit));
    union all_types_gw_tell tell{};
    std::strcpy(tell.request.text, "seen");
    CHECK_OK(ioctl(fd, ALL_TYPES_IOC_TELL, &tell));
    const auto r = watcher.end();
    CHECK_EQ(r.status, 0);
    CHECK(has(r.out, R"("text":"seen")"));
    CHECK(has(r.out, R"("event":"tick")"));
    CHECK_EQ(std::count(r.out.begin(), r.out.end(), '\n'), 3);
    fails("watch all_types.note --timeout 0.1 --count 1", 1, "in time");
}

} // namespace

int main() {
    {
        const test::module all_types{"all_types"};
        looking();
        properties();
        calls();
        dumping();
        by_one_carrier();
        watching_properties();
        watching();
        test::child nobody{[] {
            CHECK_OK(setuid(65534));
            CHECK(has(gangway("get all_types.secret").err, "CAP_SYS_ADMIN"));
        }};
        nobody.join();
    }
    fails("get all_types.level", 1, "not loaded");
    fails("dump all_types.items", 1, "not loaded");
    says("list", "");
    const auto doctor = gangway("doctor all_types");
    CHECK_EQ(doctor.status, 1);
    CHECK(has(doctor.out, "PROBLEM"));
}
