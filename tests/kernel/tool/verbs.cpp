// SPDX-License-Identifier: MIT
//
// The gangway command against a live module: each verb, as text and as JSON, and how it fails.
#include "command.hpp"
#include "gwt.gw.h"

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
    says_json("list", R"("name":"gwt")");
    for (const char* const name : {"level", "echo", "tick", "ENOENT", "CAP_SYS_ADMIN", "record"})
        says("describe gwt", name);
    for (const char* const place : {"/dev/gangway/gwt", "/sys/class/gangway/gwt/level",
                                    "/proc/gangway/gwt/items", "family gwt, command"})
        says("describe gwt", place);
    says_json("describe gwt", R"("interface":"gwt")");
    says("describe " + test::folder() + "/gwt.ko", "storm"); // the file, loaded or not
    says("carriers", "ioctl");
    says("carriers", "ring");
    says_json("carriers", R"("name":"ring")");
    says_json("carriers gwt",
              R"({"element":"port","carrier":"sysfs","place":"/sys/class/gangway/gwt/port")");
    CHECK_EQ(test::read_file("/sys/class/gangway/gwt/level"), std::string{"100\n"});
    says("doctor gwt", "ok");
    says_json("doctor gwt", R"("ok":true)");
}

void properties() {
    CHECK_EQ(gangway("get gwt.level").out, std::string{"100\n"});
    says("set gwt.level=42", "");
    CHECK_EQ(gangway("get gwt.level").out, std::string{"42\n"});
    says_json("get gwt.level gwt.enabled", R"({"gwt.level":42,"gwt.enabled":true})");
    says("set gwt.hue=green gwt.label=hello", "");
    CHECK_EQ(gangway("get gwt.hue").out, std::string{"green\n"});
    says("get gwt.label", "hello");
    fails("set gwt.level=9", 1, "10");       // the range
    fails("set gwt.level=many", 2, "level"); // no number
    fails("set gwt.picky=3", 1, "picky");    // the provider refuses
    fails("set gwt.served=1", 1, "served");  // read-only
    fails("get gwt.trigger", 1, "trigger");  // write-only
    fails("get gwt.levle", 1, "level");      // did you mean
    fails("get", 2, "");
}

void calls() {
    says("call gwt.ask", "42");
    says_json("call gwt.ask", R"({"answer":42})");
    CHECK_EQ(gangway("call gwt.nothing").status, 0);
    says_json("call gwt.emit count=3 from=hardirq how=in_place", R"({"sent":3})");
    fails("call gwt.emit count=3", 1, "from is missing");
    fails("call gwt.fail error=-2", 1, "declared"); // ENOENT, in the description's words
    fails("call gwt.fail error=-5", 1, "gwt.fail"); // undeclared
    fails("call gwt.echo nonsense=1", 2, "nonsense");
    CHECK(gangway("call gwt.level").status != 0);    // a property
    CHECK(gangway("set gwt.nothing=1").status != 0); // a call
}

void dumping() {
    CHECK_EQ(gangway("dump gwt.items").out, std::string{"id  name  hue  host  sizes  half\n"});
    CHECK_EQ(gangway("--json dump gwt.items").out, std::string{});
    says("call gwt.fill first=4 count=2 step=3", "");
    CHECK_EQ(gangway("dump gwt.items").out,
             std::string{"id  name     hue    host     sizes      half\n"
                         "4   \"row 4\"  blue   0.0.0.4  []         -2\n"
                         "7   row7     green  0.0.0.7  [0, 1, 2]  -3\n"});
    for (const char* const via : {"seq_file", "genetlink"}) {
        const auto rows = gangway("--json dump gwt.items --via " + std::string{via});
        CHECK_EQ(
            rows.out,
            std::string{
                R"({"id":4,"name":"row 4","hue":"blue","host":"0.0.0.4","sizes":[],"half":-2})"
                "\n"
                R"({"id":7,"name":"row7","hue":"green","host":"0.0.0.7","sizes":[0,1,2],"half":-3})"
                "\n"});
        CHECK_EQ(rows.err, std::string{});
    }
    fails("dump gwt.level", 1, "is a property, not a table");
    fails("dump gwt.items --via ring", 1, "not among those");
    fails("dump gwt", 2, "INTERFACE.ELEMENT");
}

/// One carrier sees what another has set.
void by_one_carrier() {
    for (const char* const via : {"ioctl", "sysfs", "genetlink"}) {
        const auto value = std::to_string(20 + std::strlen(via));
        says("set gwt.level=" + value + " --via " + via, "");
        for (const char* const other : {"ioctl", "sysfs", "genetlink"})
            CHECK_EQ(gangway("get gwt.level --via " + std::string{other}).out, value + "\n");
    }
    says("call gwt.ask --via genetlink", "42");
    fails("get gwt.port --via ioctl", 1, "sysfs: not among those");
    fails("get gwt.level --via pigeon", 2, "pigeon");
}

void watching_properties() {
    says("set gwt.level=42", "");
    CHECK_EQ(gangway("watch gwt.level --count 1 --timeout 1000").out, std::string{"level 42\n"});
    for (const char* const via : {"sysfs", "genetlink"}) {
        says("set gwt.level=42", "");
        test::command watcher{test::folder() + "/gangway --json watch gwt.level --count 2 --via " +
                              via};
        // Its value at first has been printed; then it changes.
        CHECK(test::eventually([&] { return has(watcher.out(), ":42}"); }));
        const test::file level{"/sys/class/gangway/gwt/level", O_WRONLY};
        CHECK_OK(write(level, "77", 2));
        const auto r = watcher.end();
        CHECK_EQ(r.status, 0);
        CHECK(has(r.out, "{\"property\":\"level\",\"value\":42}\n"
                         "{\"property\":\"level\",\"value\":77}\n"));
    }
    // Several elements come by one carrier, or not at all.
    says("watch gwt.level gwt.label --count 2", "level 77\n");
    fails("watch gwt.level gwt.tick", 1, "subscribe to them apart");
    fails("watch gwt.hue", 1, "notify");
}

void watching() {
    // The watcher subscribes; then there is something to watch.
    test::command watcher{test::folder() + "/gangway --json watch gwt.note gwt.tick --count 3"};
    const test::file fd{GWT_NODE};
    CHECK(test::eventually([&] {
        gw_counters counters{};
        counters.element = GWT_NOTE;
        CHECK_OK(ioctl(fd, GW_IOC_COUNTERS, &counters));
        return counters.subscribers == 1;
    }));
    union gwt_emit emit{};
    emit.request.count = 2;
    CHECK_OK(ioctl(fd, GWT_IOC_EMIT, &emit));
    union gwt_tell tell{};
    std::strcpy(tell.request.text, "seen");
    CHECK_OK(ioctl(fd, GWT_IOC_TELL, &tell));
    const auto r = watcher.end();
    CHECK_EQ(r.status, 0);
    CHECK(has(r.out, R"("text":"seen")"));
    CHECK(has(r.out, R"("event":"tick")"));
    CHECK_EQ(std::count(r.out.begin(), r.out.end(), '\n'), 3);
    fails("watch gwt.note --timeout 0.1 --count 1", 1, "in time");
}

} // namespace

int main() {
    {
        const test::module gwt{"gwt"};
        looking();
        properties();
        calls();
        dumping();
        by_one_carrier();
        watching_properties();
        watching();
        test::child nobody{[] {
            CHECK_OK(setuid(65534));
            CHECK(has(gangway("get gwt.secret").err, "CAP_SYS_ADMIN"));
        }};
        nobody.join();
    }
    fails("get gwt.level", 1, "not loaded");
    fails("dump gwt.items", 1, "not loaded");
    says("list", "");
    const auto doctor = gangway("doctor gwt");
    CHECK_EQ(doctor.status, 1);
    CHECK(has(doctor.out, "PROBLEM"));
}
