// SPDX-License-Identifier: MIT
// Each carrier: !BUILD_TIME !GUARD_OPEN ![(]file, ![(]input,
//
// (Not those that everybody hears: kitchen_sink is for root. Nor the file of a stream, whose bytes
// are as the provider wrote them: file/. Nor input devices, which carry no more than keys and
// axes.)
//
// Two versions of one description, each as module and as client, by one carrier: what both
// know goes across; what only one knows is zero, or refused in words.
#include <algorithm>
#include <memory>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <gangway/dynamic.hpp>

#include "carriers.hpp"

namespace {

using gangway::dynamic::client;
using gangway::dynamic::description;
using gangway::dynamic::value;

constexpr auto patience = std::chrono::milliseconds{test::patience_ms};

/// A version of kitchen_sink: the name of its module and of its description's file.
struct version {
    const char* name;
    bool grown;
};
constexpr version versions[] = {{"previous_version", false}, {"kitchen_sink", true}};

/// One client, by one carrier, of one module.
struct meeting {
    const version& module;
    const version& program;
    const gw_carrier_row& carrier;
    const client& by;
    const client& native; // one of the module's own version, by every carrier

    [[nodiscard]] bool both() const { return module.grown && program.grown; }
    /// What is in a new client's reply, record or row, and in an old one's.
    [[nodiscard]] value seen(value common, const char* grown, const value& if_both,
                             const value& if_not) const {
        if (program.grown)
            common[grown] = both() ? if_both : if_not;
        return common;
    }
};

void same(const value& got, const value& expected) {
    CHECK_EQ(got.dump(), expected.dump());
}

template <typename T>
void refused(const gangway::result<T>& got, int error, const std::string& words) {
    CHECK(!got);
    fmt::print("    {}\n", got.error().message);
    CHECK_EQ(got.error().number, error);
    CHECK(got.error().message.find(words) != std::string::npos);
}

/// In the kernel's words, where it has some.
const char* unknown_field(const meeting& m) {
    const auto id = m.carrier.id;
    return id == GW_CARRIER_genetlink || id == GW_CARRIER_netlink ? "unknown field" : "is older";
}

value salt(int amount, bool grown, int board = 0) {
    value made{{"item", "salt"}, {"amount", amount}};
    if (grown)
        made["board"] = board;
    return made;
}

// Request and reply of either length.
void stock(const meeting& m) {
    m.native.call("stock", salt(0, m.module.grown)).value();
    same(m.by.call("stock", salt(3, m.program.grown)).value(),
         m.seen({{"items", 1}}, "before", 0, 0));
    same(m.by.call("stock", salt(5, m.program.grown)).value(),
         m.seen({{"items", 1}}, "before", 3, 0));
    if (!m.program.grown)
        return;
    const auto more = m.by.call("stock", salt(7, true, 2));
    if (m.module.grown)
        more.value();
    else
        refused(more, E2BIG, unknown_field(m));
}

void shelf(const meeting& m) {
    m.native.call("stock", salt(4, m.module.grown, 9)).value();
    const auto got = m.by.rows("shelf").value();
    CHECK_EQ(got.rows.size(), 1U);
    same(got.rows[0], salt(4, m.program.grown, m.both() ? 9 : 0));
}

void bell(const meeting& m) {
    m.native.set("mood", "busy").value();
    auto bells = m.by.subscribe({"bell"}).value();
    m.native.call("ring_bells", {{"count", 3}}).value();
    for (std::uint64_t i = 0, first = 0; i < 3; ++i) {
        const auto item = bells.next(patience);
        CHECK(item);
        const auto got = gangway::dynamic::decode(item.event().out, item.bytes());
        first = i == 0 ? got.at("nr").get<std::uint64_t>() : first;
        same(got, m.seen({{"nr", first + i}}, "mood", "busy", "calm"));
    }
    CHECK_EQ(bells.lost(), 0U);
}

// A record that comes as an int, or only as the word that there was one.
void gong(const meeting& m) {
    m.native.set("mood", "busy").value();
    auto gongs = m.by.subscribe({"gong"}).value();
    m.native.call("ring_bells", {{"count", 3}}).value();
    const bool crosses = m.carrier.id != GW_CARRIER_eventfd;
    for (int i = 0; i < 3; ++i) {
        const auto item = gongs.next(patience);
        CHECK(item);
        same(gangway::dynamic::decode(item.event().out, item.bytes()),
             m.seen({{"strokes", crosses ? i : 0}}, "mood", crosses ? "busy" : "calm", "calm"));
    }
    CHECK_EQ(gongs.lost(), 0U);
}

// A value that only one side knows.
void mood(const meeting& m) {
    m.by.set("mood", "hectic").value();
    same(m.by.get("mood").value(), "hectic");
    const auto asleep = m.by.set("mood", m.program.grown ? value("asleep") : value(6));
    if (!m.module.grown) {
        refused(asleep, EINVAL, "mood: ");
        same(m.by.get("mood").value(), "hectic");
        return;
    }
    asleep.value();
    m.native.set("mood", "asleep").value();
    const auto got = m.by.get("mood");
    same(got.value(), m.program.grown ? value("asleep") : value(6));
}

// Told of a value that only the module knows.
void mood_told(const meeting& m) {
    m.native.set("mood", "calm").value();
    auto told = m.by.subscribe({"mood"}).value();
    value now = "calm"; // at first, and again where a value is reported twice
    for (bool set = false; now == "calm"; set = true) {
        const auto item = told.next(patience);
        if (!item)
            break;
        now = gangway::dynamic::decode(item.event().out, item.bytes()).at("value");
        if (!set)
            m.native.set("mood", m.module.grown ? "asleep" : "busy").value();
    }
    if (m.program.grown || !m.module.grown)
        same(now, m.module.grown ? "asleep" : "busy");
    else
        same(now, 6);
}

void tastes(const meeting& m) {
    const value known{"sweet", "bitter"};
    m.by.set("tastes", known).value();
    same(m.by.get("tastes").value(), known);
    if (m.program.grown && !m.module.grown)
        refused(m.by.set("tastes", {"umami"}), EINVAL, "tastes: ");
    same(m.by.get("tastes").value(), known);
}

// An element that one side lacks: the client does not know its name, or the module its number.
template <typename Use>
void lacking(const meeting& m, const char* name, Use use) {
    if (m.both())
        use().value();
    else if (m.program.grown)
        refused(use(), EOPNOTSUPP, "the loaded module is older than this program");
    else
        refused(use(), ENOENT, fmt::format("there is no {}", name));
}

value flames(int heat, bool grown, bool burning = false) {
    value made{{"heat", heat}};
    if (grown)
        made["burning"] = burning;
    return made;
}

// A property whose struct has grown.
void fire(const meeting& m) {
    m.native.set("fire", flames(1, m.module.grown, true)).value();
    same(m.by.get("fire").value(), flames(1, m.program.grown, m.both()));
    m.by.set("fire", flames(2, m.program.grown)).value();
    same(m.native.get("fire").value(), flames(2, m.module.grown));
    if (!m.program.grown)
        return;
    const auto burning = m.by.set("fire", flames(3, true, true));
    if (!m.module.grown)
        refused(burning, E2BIG, unknown_field(m));
    same(m.native.get("fire").value(), flames(m.both() ? 3 : 2, m.module.grown, m.both()));
    same(m.by.get("fire").value(), flames(m.both() ? 3 : 2, true, m.both()));
}

void fire_told(const meeting& m) {
    m.native.set("fire", flames(1, m.module.grown)).value();
    auto told = m.by.subscribe({"fire"}).value();
    value now; // what it was at first, where that is told
    for (bool set = false; now != flames(9, m.program.grown, m.both()); set = true) {
        if (!set)
            m.native.set("fire", flames(9, m.module.grown, true)).value();
        const auto item = told.next(patience);
        CHECK(item);
        now = gangway::dynamic::decode(item.event().out, item.bytes()).at("value");
    }
}

void balance(const meeting& m) {
    lacking(m, "balance", [&] { return m.by.set("balance", -3); });
    lacking(m, "balance", [&] { return m.by.get("balance"); });
}

void mine(const meeting& m) {
    lacking(m, "mine", [&] { return m.by.call("mine"); });
}

void ran_out(const meeting& m) {
    lacking(m, "ran_out", [&] { return m.by.subscribe({"ran_out"}); });
}

void recent(const meeting& m) {
    lacking(m, "recent", [&] { return m.by.rows("recent"); });
}

/// What the module wrote into it when it was loaded.
constexpr std::string_view first_page = "opened\n";

// A stream that has become writable, and longer.
void diary(const meeting& m) {
    auto pages = m.by.open("diary", {}).value();
    std::byte read[64];
    CHECK_EQ(pages.read(read).value(), first_page.size());
    const auto added = pages.write_all("more");
    if (!m.program.grown)
        return refused(added, EOPNOTSUPP, "diary: can be read, but not written");
    if (!m.module.grown)
        return refused(added, EINVAL, "diary: ");
    added.value();
    CHECK_EQ(pages.size().value(), first_page.size() + 4);
    pages.truncate(first_page.size()).value();
}

unsigned met = 0;

struct deed {
    const char* element;
    void (*does)(const meeting&);
    unsigned kinds; // what its carrier must be able to do
};

const deed deeds[] = {
    {"stock", stock, GW_KIND_CALL},       {"shelf", shelf, GW_KIND_TABLE},
    {"bell", bell, GW_KIND_EVENT},        {"gong", gong, GW_KIND_EVENT},
    {"mood", mood, GW_KIND_PROPERTY},     {"mood", mood_told, GW_KIND_CHANGE},
    {"tastes", tastes, GW_KIND_PROPERTY}, {"fire", fire, GW_KIND_PROPERTY},
    {"fire", fire_told, GW_KIND_CHANGE},  {"balance", balance, GW_KIND_PROPERTY},
    {"mine", mine, GW_KIND_CALL},         {"ran_out", ran_out, GW_KIND_EVENT},
    {"recent", recent, GW_KIND_TABLE},    {"diary", diary, GW_KIND_STREAM},
};

std::shared_ptr<const description> described(const version& one) {
    const auto json = test::read_file(fmt::format("{}/{}.gw.json", test::folder(), one.name));
    return description::parse(json).value();
}

client connect(const version& made_for, std::vector<std::string> via = {}) {
    return client::connect(described(made_for), {.instance = "hot", .via = std::move(via)}).value();
}

// Both versions of the client, by one carrier, with a module that is loaded.
void meet(const version& module, const gw_carrier_row& carrier) {
    const auto native = connect(module);
    const auto grown = described(versions[1]);
    for (const auto& program : versions) {
        const auto by = connect(program, {carrier.name});
        for (const auto& one : deeds) {
            const auto& via = grown->find(one.element)->via;
            if ((carrier.kinds & one.kinds) == 0 ||
                std::ranges::find(via, carrier.name) == via.end())
                continue;
            fmt::print("module {}, client {}: {}\n", module.name, program.name, one.element);
            std::fflush(stdout);
            one.does({module, program, carrier, by, native});
            ++met;
        }
    }
}

} // namespace

int main(int argc, char** argv) {
    const auto& carrier = test::carrier_asked_for(argc, argv);
    for (const auto& module : versions) {
        const test::module loaded{module.name};
        meet(module, carrier);
    }
    CHECK(met > 0); // else kitchen_sink lacks an element that this carrier carries
}
