// SPDX-License-Identifier: MIT
//
// A table as a dump: each row once, in the order of keys, over many parts; and a change while it is
// read is reported.
#include "genl.hpp"

namespace {

void change(test::genl& by, std::uint8_t command, std::uint32_t first, std::uint32_t count,
            std::uint32_t step) {
    const auto data = test::attributes{}.put(1, first).put(2, count).put(3, step);
    CHECK_EQ(by.ask(command, test::attributes{}.nest(GW_GENL_A_DATA, data).data()).error, 0);
}

std::uint32_t id(const test::message& row) {
    return test::as<std::uint32_t>(row.data().at(1));
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    test::genl caller;
    test::genl reader;

    CHECK(reader.ask(ALL_TYPES_ITEMS, {}, NLM_F_DUMP).messages.empty());
    change(caller, ALL_TYPES_FILL, 10, 5000, 3);
    const auto all = reader.ask(ALL_TYPES_ITEMS, {}, NLM_F_DUMP);
    CHECK_EQ(all.error, 0);
    CHECK_EQ(all.messages.size(), 5000U);
    for (std::uint32_t i = 0; i < 5000; ++i) {
        CHECK_EQ(id(all.messages[i]), 10 + 3 * i);
        CHECK_EQ(all.messages[i].head.nlmsg_flags & NLM_F_DUMP_INTR, 0);
        CHECK_EQ(test::as<std::int64_t>(all.messages[i].data().at(6)),
                 -(std::int64_t{10 + 3 * i} / 2));
    }

    // The last row read goes, one comes at the end, and one where we have been.
    reader.send(reader.family(), ALL_TYPES_ITEMS, {}, NLM_F_DUMP);
    auto rows = reader.receive();
    CHECK(!rows.empty() && rows.size() < 2000);
    const auto at = id(rows.back());
    change(caller, ALL_TYPES_EMPTY, at, 1, 1);
    change(caller, ALL_TYPES_FILL, 15008, 1, 1); // after all others
    change(caller, ALL_TYPES_FILL, 1, 1, 1);
    bool interrupted = false;
    for (bool done = false; !done;)
        for (auto& m : reader.receive()) {
            interrupted = interrupted || (m.head.nlmsg_flags & NLM_F_DUMP_INTR) != 0;
            done = m.head.nlmsg_type == NLMSG_DONE;
            if (!done)
                rows.push_back(std::move(m));
        }
    CHECK(interrupted);
    CHECK_EQ(rows.size(), 5001U); // the one added after was found, the one before was not
    for (std::size_t i = 1; i < rows.size(); ++i)
        CHECK(id(rows[i]) > id(rows[i - 1]));
    change(caller, ALL_TYPES_EMPTY, 0, 15100, 1);
    CHECK(reader.ask(ALL_TYPES_ITEMS, {}, NLM_F_DUMP).messages.empty());
    // It is no get, and there are no other dumps.
    CHECK_EQ(reader.ask(ALL_TYPES_ITEMS).error, EOPNOTSUPP);
    CHECK_EQ(reader.ask(ALL_TYPES_LEVEL, {}, NLM_F_DUMP).error, EOPNOTSUPP);
}
