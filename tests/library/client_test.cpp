// SPDX-License-Identifier: MIT
//
// Clients, generated and dynamic, against a module that is a table of functions: what crosses, what
// each error is made into, and how the two sides of different age get along.
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <type_traits>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <gangway/carriers.h>

#include "../../src/client/client.hpp"
#include "fake_module.hpp"
#include "icmpmon.gw.hpp"

namespace gangway::dynamic {
namespace {

using test::answers;
using test::fails;

enum : unsigned { count = 3, reset = 4 };

template <typename Property>
concept can_set = requires(const Property& p) { p.set({}); };

class client_test : public testing::Test {
protected:
    void load(std::string_view description = generated::icmpmon) {
        root.load("icmpmon", description);
        root.attribute("icmpmon/enabled", "1\n");
        root.attribute("icmpmon/seen", "5\n");
    }

    [[nodiscard]] result<client> connect() const {
        return client::connect("icmpmon", {.root = root.path()});
    }
    [[nodiscard]] result<icmpmon::client> connect_typed() const {
        return icmpmon::client::connect({.root = root.path()});
    }
    // The message that a failing call of this number leads to.
    [[nodiscard]] std::string message_of(int number) const {
        test::module[count] = fails(number);
        return connect_typed().value().count({}).error().message;
    }

    test::fake_root root;
};

TEST_F(client_test, typed_elements_cross_as_they_are) {
    load();
    const auto mon = connect_typed().value();

    EXPECT_EQ(mon.enabled.get().value(), true);
    EXPECT_TRUE(mon.enabled.set(false));
    EXPECT_EQ(root.attribute("icmpmon/enabled"), "0\n");
    EXPECT_EQ(mon.enabled.get().value(), false);
    EXPECT_EQ(mon.seen.get().value(), 5U);

    test::module[count] = [](unsigned direction, std::span<std::byte> bytes) {
        EXPECT_EQ(direction, unsigned{_IOC_READ | _IOC_WRITE});
        EXPECT_EQ(bytes.size(), sizeof(icmpmon::count_reply)); // the union of the two
        EXPECT_EQ(bytes[0], std::byte{10});
        EXPECT_EQ(bytes[4], std::byte{0});
        return answers(std::uint64_t{77})(direction, bytes);
    };
    EXPECT_EQ(mon.count({.saddr = {10, 0, 0, 1}}).value().packets, 77U);

    test::module[reset] = [](unsigned direction, std::span<std::byte> bytes) {
        EXPECT_EQ(direction, unsigned{_IOC_NONE});
        EXPECT_TRUE(bytes.empty());
        return 0;
    };
    EXPECT_TRUE(mon.reset());

    static_assert(!can_set<decltype(mon.seen)> && can_set<decltype(mon.enabled)>);
    static_assert(std::is_nothrow_move_constructible_v<icmpmon::client>);
}

TEST_F(client_test, typed_clients_move) {
    load();
    auto mon = connect_typed().value();
    const auto moved = std::move(mon);
    EXPECT_EQ(moved.seen.get().value(), 5U);
    EXPECT_EQ(moved.dynamic().get("seen").value(), 5);
}

TEST_F(client_test, works_by_name) {
    load();
    const auto mon = connect().value();
    EXPECT_EQ(mon.get("enabled").value(), true);
    EXPECT_TRUE(mon.set("enabled", false));
    EXPECT_EQ(root.attribute("icmpmon/enabled"), "0\n");
    test::module[count] = answers(std::uint64_t{3});
    EXPECT_EQ(mon.call("count", {{"saddr", "10.0.0.1"}}).value(), value::parse(R"({"packets":3})"));
    test::module[reset] = answers(0);
    EXPECT_EQ(mon.call("reset").value(), value::object());
}

TEST_F(client_test, properties_cross_by_ioctl) {
    root.load("icmpmon", R"({"gangway":1,"interface":"icmpmon","elements":[
        {"name":"limit","kind":"property","number":7,"access":"rw","via":["ioctl"],
         "value":{"size":4,"fields":[{"name":"value","type":"u32","offset":0,"size":4}]}}]})");
    const auto mon = connect().value();
    test::module[7] = [](unsigned direction, std::span<std::byte> bytes) {
        EXPECT_EQ(direction, unsigned{_IOC_READ});
        return answers(std::uint32_t{9})(direction, bytes);
    };
    EXPECT_EQ(mon.get("limit").value(), 9);
    test::module[7] = [](unsigned direction, std::span<std::byte> bytes) {
        EXPECT_EQ(direction, unsigned{_IOC_WRITE});
        EXPECT_EQ(bytes.size(), 4U);
        return bytes[0] == std::byte{3} ? 0 : EINVAL;
    };
    EXPECT_TRUE(mon.set("limit", 3));
    EXPECT_TRUE(mon.set("limit", 4).error().is(EINVAL));
}

TEST_F(client_test, refuses_what_cannot_be_meant) {
    load();
    const auto mon = connect().value();
    EXPECT_EQ(mon.get("enable").error().message,
              "icmpmon: there is no enable (did you mean \"enabled\"?)");
    EXPECT_EQ(mon.get("count").error().message, "icmpmon.count: is a call, not a property");
    EXPECT_EQ(mon.set("count", 1).error().message, "icmpmon.count: is a call, not a property");
    EXPECT_EQ(mon.call("packet").error().message, "icmpmon.packet: is an event, not a call");
    EXPECT_EQ(mon.subscribe({"packet", "count"}).error().message,
              "icmpmon.count: is a call, not an event");
    EXPECT_EQ(mon.subscribe({"packet", "seen"}).error().message,
              "icmpmon.seen: does not notify of changes; its description does not say "
              "\"notify: true\"");
    EXPECT_EQ(mon.subscribe({"packet", "enabled"}).error().message,
              "icmpmon: packet is carried by ring, enabled by sysfs; subscribe to them separately");
    EXPECT_FALSE(mon.subscribe(std::vector<std::string>{}));
    EXPECT_EQ(mon.set("seen", 1).error().message, "icmpmon.seen: can be read, but not set");
    EXPECT_EQ(mon.set("enabled", 7).error().message,
              "icmpmon.enabled: expected true or false, not 7");
    EXPECT_EQ(mon.call("count").error().message, "icmpmon.count: saddr is missing");
}

TEST_F(client_test, every_error_says_what_to_do) {
    load();
    EXPECT_EQ(message_of(ENOENT), "icmpmon.count: no such talker (ENOENT)");
    EXPECT_EQ(message_of(ENODEV), "icmpmon: the module was unloaded; load it again and reconnect");
    EXPECT_NE(message_of(E2BIG).find("older than this program"), std::string::npos);
    EXPECT_NE(message_of(EPROTO).find("dmesg"), std::string::npos);
    EXPECT_EQ(message_of(EDOM), "icmpmon.count: Numerical argument out of domain (EDOM)");
    test::module[reset] = fails(EPERM);
    const auto mon = connect_typed().value();
    const auto why = mon.reset().error();
    EXPECT_EQ(why.message, "icmpmon.reset: not permitted; it takes CAP_NET_ADMIN");
    EXPECT_EQ(why.element, "icmpmon.reset");
    EXPECT_EQ(why.carrier, "ioctl");
    EXPECT_TRUE(mon.count({}).error().is(EDOM));
}

TEST_F(client_test, connecting_says_what_is_missing) {
    EXPECT_EQ(connect().error().message, "icmpmon: not loaded; try modprobe icmpmon");
    EXPECT_TRUE(connect_typed().error().is(ENOENT));
    EXPECT_EQ(client::connect("../etc").error().message,
              "\"../etc\" is not the name of an interface");
    EXPECT_FALSE(client::connect("icmpmon@"));
    EXPECT_FALSE(client::connect("icmpmon@.."));
    EXPECT_FALSE(client::connect("icmpmon@a/b"));

    root.load("icmpmon", generated::icmpmon, false);
    EXPECT_NE(connect().error().message.find("mount devtmpfs"), std::string::npos);
    load();
    test::module.erase(_IOC_NR(GW_IOC_INFO));
    EXPECT_NE(connect().error().message.find("is not a Gangway device"), std::string::npos);
    test::module[_IOC_NR(GW_IOC_INFO)] = fails(ENODEV);
    EXPECT_NE(connect().error().message.find("network namespace"), std::string::npos);
    gw_info info{};
    info.abi = GW_ABI_VERSION + 1;
    test::module[_IOC_NR(GW_IOC_INFO)] = answers(info);
    EXPECT_NE(connect().error().message.find("update the library"), std::string::npos);
}

// As a file of sysfs fails to be read whose device goes.
TEST_F(client_test, files_that_open_but_cannot_be_read_are_no_exceptions) {
    load();
    const auto file = std::filesystem::path{root.path()} / "sys/class/gangway/icmpmon/description";
    std::filesystem::remove(file);
    std::filesystem::create_directory(file);
    const auto why = connect().error();
    EXPECT_TRUE(why.is(ENOENT));
    EXPECT_EQ(why.message, "icmpmon: cannot read " + file.string() + "; is sysfs mounted?");
    EXPECT_EQ(connect_typed().value().seen.get().value(), 5U); // by its own description

    root.load("keys", R"({"gangway":1,"interface":"keys","elements":[
        {"name":"key","kind":"event","number":1,"via":["input"]}]})");
    std::filesystem::create_directories(root.path() + "/sys/class/input/event0/device/phys");
    const auto keys = client::connect("keys", {.root = root.path()}).value();
    EXPECT_TRUE(keys.subscribe({"key"}).error().is(ENOENT));
}

TEST_F(client_test, finds_instances) {
    root.load("icmpmon@eth0", generated::icmpmon);
    EXPECT_EQ(connect().error().message,
              "icmpmon: has several instances, specify one; there is: icmpmon@eth0");
    EXPECT_EQ(client::connect("icmpmon@eth7", {.root = root.path()}).error().message,
              "icmpmon@eth7: no such instance; there is: icmpmon@eth0");
    test::module[reset] = fails(ENODEV);
    const auto mon = client::connect("icmpmon@eth0", {.root = root.path()}).value();
    EXPECT_EQ(mon.call("reset").error().message.substr(0, 13), "icmpmon@eth0:");
    root.attribute("icmpmon@eth0/seen", "6\n");
    EXPECT_EQ(mon.get("seen").value(), 6);
    EXPECT_TRUE(icmpmon::client::connect({.instance = "eth0", .root = root.path()}));
}

TEST_F(client_test, what_cannot_be_looked_at_is_no_exception) {
    const auto folder = std::filesystem::path{root.path()} / "sys/class/gangway";
    std::filesystem::create_directories(folder);
    std::filesystem::create_symlink("icmpmon", folder / "icmpmon"); // to itself
    EXPECT_EQ(client::connect("icmpmon@eth0", {.root = root.path()}).error().message,
              "icmpmon@eth0: not loaded; try modprobe icmpmon");
}

TEST_F(client_test, knows_what_an_older_module_lacks) {
    auto older = value::parse(generated::icmpmon);
    older["elements"].erase(2); // count
    load(older.dump());
    const auto mon = connect_typed().value();
    EXPECT_EQ(mon.seen.get().value(), 5U);
    EXPECT_EQ(mon.count({}).error().message,
              "icmpmon.count: the loaded module is older than this program and does not have it; "
              "update the module");
}

TEST_F(client_test, refuses_a_module_of_another_description) {
    auto other = value::parse(generated::icmpmon);
    other["elements"][2]["name"] = "amount";
    root.load("icmpmon", other.dump());
    EXPECT_TRUE(connect_typed().error().is(EPROTO));
    EXPECT_TRUE(connect()); // by its own description it is fine
    root.load("icmpmon", "no JSON");
    EXPECT_NE(connect().error().message.find("not a JSON"), std::string::npos);
}

TEST_F(client_test, refuses_a_program_of_a_newer_library) {
    load();
    const auto mine = description::parse(generated::icmpmon).value();
    const auto why = client::connect(mine, {.root = root.path()}, runtime_abi + 1).error();
    EXPECT_NE(why.message.find("built for a newer libgangway"), std::string::npos);
}

TEST_F(client_test, counts) {
    load();
    gw_counters counted{};
    counted.used = 7;
    counted.lost = 2;
    test::module[_IOC_NR(GW_IOC_COUNTERS)] = [&](unsigned direction, std::span<std::byte> bytes) {
        gw_counters asked{};
        std::memcpy(&asked, bytes.data(), sizeof(asked));
        EXPECT_EQ(asked.element, 5U);
        return answers(counted)(direction, bytes);
    };
    const auto got = connect().value().counters("packet").value();
    EXPECT_EQ(got.used, 7U);
    EXPECT_EQ(got.lost, 2U);
}

TEST_F(client_test, explains_what_a_subscription_lacks) {
    load();
    const auto mon = connect_typed().value();
    unsigned asked = 0;
    test::module[_IOC_NR(GW_IOC_SUBSCRIBE)] = [&](unsigned, std::span<std::byte> bytes) {
        gw_subscribe_ring wanted{};
        std::memcpy(&wanted, bytes.data(), sizeof(wanted));
        EXPECT_EQ(wanted.head.events[0], 1U << 5);
        asked = wanted.ring_size;
        return ENOMEM;
    };
    EXPECT_NE(mon.packet.subscribe().error().message.find("RLIMIT_MEMLOCK"), std::string::npos);
    EXPECT_EQ(asked, 0U); // as is usual
    EXPECT_FALSE(mon.packet.subscribe({.depth = 4096}));
    EXPECT_EQ(asked, 262144U); // 4096 records of 24 + 16 bytes, filled up to 48
    EXPECT_FALSE(mon.packet.subscribe({.depth = 1}));
    EXPECT_EQ(asked, 4096U);
    EXPECT_EQ(mon.packet.subscribe({.depth = 1U << 31}).error().message.substr(0, 42),
              "icmpmon.packet: a depth of 2147483648 is t");
}

TEST_F(client_test, says_in_words_that_the_kernel_has_another_ring) {
    load();
    const auto mon = connect_typed().value();
    gw_subscribe_ring wanted{};
    for (const int number : {EPROTONOSUPPORT, EINVAL}) { // EINVAL: from before it was asked
        test::module[_IOC_NR(GW_IOC_SUBSCRIBE)] = [&](unsigned, std::span<std::byte> bytes) {
            std::memcpy(&wanted, bytes.data(), sizeof(wanted));
            return number;
        };
        const auto why = mon.packet.subscribe().error();
        EXPECT_EQ(wanted.version, GW_RING_VERSION);
        EXPECT_TRUE(why.is(EPROTONOSUPPORT));
        EXPECT_EQ(why.message, "icmpmon.packet: the kernel's gangway.ko does not know version 2 of "
                               "the ring, which this libgangway reads: load the one that it came "
                               "with");
    }
}

// ---------------------------------------------------------------------------------------------
// Which carrier is chosen
// ---------------------------------------------------------------------------------------------

class works final : public carriers::carrier {
    [[nodiscard]] result<void> get(const element& /*what*/,
                                   std::span<std::byte> to) const override {
        to[0] = std::byte{1};
        return {};
    }
};

result<std::unique_ptr<carriers::carrier>> open_works(const carriers::endpoint& /*at*/) {
    return std::unique_ptr<carriers::carrier>{std::make_unique<works>()};
}

template <int Number>
result<std::unique_ptr<carriers::carrier>> open_fails(const carriers::endpoint& /*at*/) {
    return error{.number = Number, .message = "not today"};
}

constexpr auto table = std::to_array<carriers::entry>({{"works", open_works},
                                                       {"broken", open_fails<EIO>},
                                                       {"forbidden", open_fails<EACCES>},
                                                       {"absent", nullptr}});

result<client> client_via(const std::string& via) {
    const auto d = description::parse(
        R"({"gangway":1,"interface":"x","elements":[{"name":"p","kind":"property","number":1,
            "access":"r","value":{"size":1,"fields":[
             {"name":"value","type":"bool","offset":0,"size":1}]},"via":)" +
        via + "}]}");
    return client::impl::make({place::of("x", "/").value(), nullptr}, d.value(), d.value(), table)
        .transform(client::impl::wrap);
}

TEST(carriers, the_first_that_is_usable_is_taken_and_the_reason_kept) {
    const auto c = client_via(R"(["absent","broken","works"])").value();
    EXPECT_EQ(c.get("p").value(), true);
    EXPECT_EQ(c.carriers().at(0).carrier, "works");
    EXPECT_EQ(c.carriers().at(0).why,
              "after absent: this version of libgangway does not have it; broken: not today");
    // What a carrier cannot do is said, too.
    EXPECT_TRUE(c.set("p", true).error().is(EOPNOTSUPP));
}

TEST(carriers, none_that_is_usable_is_an_error_upon_use) {
    const auto c = client_via(R"(["absent","nonsense"])").value();
    EXPECT_EQ(c.carriers().at(0).carrier, "");
    EXPECT_NE(c.get("p").error().message.find("none of its carriers can be used"),
              std::string::npos);
    EXPECT_FALSE(client_via("[]").value().get("p"));
}

TEST(carriers, a_lack_of_permission_is_no_reason_to_take_another) {
    EXPECT_TRUE(client_via(R"(["forbidden","works"])").error().is(EACCES));
}

TEST_F(client_test, a_carrier_that_there_is_not_is_not_wanted) {
    load();
    const auto why = client::connect("icmpmon", {.root = root.path(), .via = {"sysf"}}).error();
    EXPECT_TRUE(why.is(EINVAL));
    EXPECT_EQ(why.message, "icmpmon: there is no carrier sysf (did you mean \"sysfs\"?)");
}

// ---------------------------------------------------------------------------------------------
// What a kernel already offers
// ---------------------------------------------------------------------------------------------

constexpr unsigned get_number = _IOC(_IOC_READ, 'x', 1, 64);
constexpr unsigned set_number = _IOW('x', 2, std::uint32_t);
constexpr unsigned bare_number = _IO('x', 3);
constexpr unsigned call_number = _IOWR('x', 4, std::uint64_t);

class existing_client : public testing::Test {
protected:
    existing_client() {
        root.write("dev/x", "");
        root.write("proc/sys/x/level", "7\n");
    }
    [[nodiscard]] client connect() const {
        const auto text = fmt::format(
            R"({{"gangway":1,"interface":"there","provider":"kernel","elements":[
            {{"name":"limit","kind":"property","number":1,"access":"rw","via":["ioctl"],
              "at":{{"node":"/dev/x","number":{},"set":{}}},"value":{{"size":4,"align":4,"fields":[
              {{"name":"value","type":"u32","offset":0,"size":4}}]}}}},
            {{"name":"kick","kind":"call","number":2,"via":["ioctl"],"requires":"CAP_SYS_ADMIN",
              "at":{{"node":"/dev/x","number":{}}},"errors":{{"ENODATA":"not ready yet"}}}},
            {{"name":"swap","kind":"call","number":3,"via":["ioctl"],
              "at":{{"node":"/dev/x","number":{}}},
              "request":{{"size":4,"align":4,"fields":[
              {{"name":"a","type":"u32","offset":0,"size":4}}]}},
              "reply":{{"size":8,"align":8,"fields":[
              {{"name":"b","type":"u64","offset":0,"size":8}}]}}}},
            {{"name":"level","kind":"property","number":4,"access":"rw","via":["sysctl"],
              "at":{{"path":"/proc/sys/x/level"}},"value":{{"size":4,"align":4,"fields":[
              {{"name":"value","type":"u32","offset":0,"size":4}}]}}}},
            {{"name":"absent","kind":"property","number":5,"access":"r","via":["procfs"],
              "at":{{"path":"/proc/absent"}},"value":{{"size":4,"align":4,"fields":[
              {{"name":"value","type":"u32","offset":0,"size":4}}]}}}},
            {{"name":"nowhere","kind":"call","number":6,"via":["ioctl"],
              "at":{{"node":"/dev/nowhere","number":1}}}}]}})",
            get_number, set_number, bare_number, call_number);
        return client::connect(description::parse(text).value(), {.root = root.path()}).value();
    }

    test::fake_root root;
};

TEST_F(existing_client, requests_go_as_the_kernel_numbers_them) {
    const auto there = connect();
    test::foreign[get_number] = [](unsigned, std::span<std::byte> bytes) {
        EXPECT_EQ(bytes.size(), 64U); // all of it may be written, whatever the description knows
        std::fill(bytes.begin(), bytes.end(), std::byte{1});
        return 0;
    };
    EXPECT_EQ(there.get("limit").value(), 0x01010101);
    test::foreign[set_number] = [](unsigned, std::span<std::byte> bytes) {
        return bytes[0] == std::byte{5} ? 0 : EINVAL;
    };
    EXPECT_TRUE(there.set("limit", 5));
    EXPECT_EQ(there.set("limit", 6).error().message,
              "there.limit: the kernel rejects the input (EINVAL)");
    test::foreign[call_number] = [](unsigned, std::span<std::byte> bytes) {
        EXPECT_EQ(bytes[0], std::byte{3});
        EXPECT_EQ(bytes[4], std::byte{0});
        return answers(std::uint64_t{1} << 40)(0, bytes);
    };
    EXPECT_EQ(there.call("swap", {{"a", 3}}).value().at("b"), std::uint64_t{1} << 40);
    test::foreign[bare_number] = [](unsigned, std::span<std::byte> bytes) {
        EXPECT_EQ(bytes.data(), nullptr);
        return 0;
    };
    EXPECT_TRUE(there.call("kick"));
}

TEST_F(existing_client, errors_are_the_kernels) {
    const auto there = connect();
    const auto message_of = [&](int number) {
        test::foreign[bare_number] = fails(number);
        const auto why = there.call("kick").error();
        EXPECT_TRUE(why.is(number));
        EXPECT_EQ(why.carrier, "ioctl");
        return why.message;
    };
    EXPECT_EQ(message_of(ENODATA), "there.kick: not ready yet (ENODATA)");
    EXPECT_EQ(message_of(EPERM), "there.kick: not permitted; it takes CAP_SYS_ADMIN");
    EXPECT_EQ(message_of(ENOTTY), "there.kick: this kernel does not have it");
    EXPECT_EQ(message_of(EBUSY), "there.kick: Device or resource busy (EBUSY)");
}

TEST_F(existing_client, files_are_where_the_kernel_has_them) {
    const auto there = connect();
    EXPECT_EQ(there.get("level").value(), 7);
    EXPECT_TRUE(there.set("level", 8));
    EXPECT_EQ(there.get("level").value(), 8);
}

TEST_F(existing_client, what_this_kernel_lacks_is_said_of_each_element) {
    const auto there = connect();
    const auto absent = there.get("absent").error();
    EXPECT_TRUE(absent.is(ENOENT));
    EXPECT_EQ(absent.message, "there.absent: " + root.path() +
                                  "/proc/absent is not there; this kernel does not have it");
    const auto nowhere = there.call("nowhere").error();
    EXPECT_TRUE(nowhere.is(ENOENT));
    EXPECT_EQ(nowhere.message, "there.nowhere: " + root.path() + "/dev/nowhere is not there");
    EXPECT_TRUE(there.counters("level").error().is(EOPNOTSUPP));
}

TEST_F(existing_client, a_loaded_interface_goes_before_a_shipped_description) {
    EXPECT_TRUE(client::connect("nlctrl", {.root = root.path()}).value().description().existing);
    root.load("nlctrl", R"({"gangway":1,"interface":"nlctrl","elements":[]})");
    EXPECT_FALSE(client::connect("nlctrl", {.root = root.path()}).value().description().existing);
    EXPECT_TRUE(client::connect("random@eth0", {.root = root.path()}).error().is(EINVAL));
}

constexpr auto rows = std::to_array<gw_carrier_row>({
#define GW_CARRIER GW_CARRIER_ROW
#include <gangway/carriers.def>
});

TEST(carriers, those_of_this_version_can_be_opened) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& entry = carriers::table()[i];
        EXPECT_EQ(entry.name, rows[i].name);
        EXPECT_EQ(entry.open != nullptr,
                  (rows[i].traits & (GW_TRAIT_READY | GW_TRAIT_EXISTING)) != 0)
            << entry.name;
    }
}

TEST(carriers, places_are_those_of_the_table) {
    element what;
    what.name = "level";
    what.parameter = "volume";
    EXPECT_EQ(where(what, "ring", "shop"), "/dev/gangway/shop");
    EXPECT_EQ(where(what, "ioctl", "shop@north"), "/dev/gangway/shop/north");
    EXPECT_EQ(where(what, "sysfs", "shop@north"), "/sys/class/gangway/shop@north/level");
    EXPECT_EQ(where(what, "param", "shop"), "/sys/module/shop/parameters/volume");
    EXPECT_EQ(where(what, "bootparam", "shop"), "/proc/cmdline");
    EXPECT_EQ(where(what, "genetlink", "shop@north"), "family shop, command 0");
    EXPECT_EQ(where(what, "netlink", "shop"), "netlink protocol 31, device shop, element 0");
    EXPECT_EQ(where(what, "thread", "shop"), where(what, "ring", "shop"));
    EXPECT_EQ(where(what, "umh", "shop"), "");
    EXPECT_EQ(where(what, "nowhere", "shop"), "");
    what.load_only = true;
    EXPECT_EQ(where(what, "param", "shop"), "");
    for (const auto& row : rows)
        EXPECT_EQ(where(what, row.name, "shop").find_first_of("{}"), std::string::npos) << row.name;
}

TEST(explain, permission_names_the_file_and_its_mode) {
    test::fake_root root;
    root.load("icmpmon", "{}");
    const auto where = place::of("icmpmon", root.path()).value();
    std::filesystem::permissions(where.node, std::filesystem::perms::owner_read);
    const auto why = explain_open(where, EACCES).message;
    EXPECT_NE(why.find("dev/gangway/icmpmon is 0400"), std::string::npos) << why;
    EXPECT_NE(why.find("run as root"), std::string::npos) << why;
}

} // namespace
} // namespace gangway::dynamic
