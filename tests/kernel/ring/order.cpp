// SPDX-License-Identifier: MIT
//
// Several events in one subscription come in the order in which they were sent.
#include <string>

#include "ring.hpp"

int main() {
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};
    test::run_on(0);
    test::subscriber sub{test::bit(ALL_TYPES_TICK) | test::bit(ALL_TYPES_NOTE) |
                         test::bit(ALL_TYPES_BIG) | test::bit(ALL_TYPES_ALARM)};

    std::string sent;
    for (unsigned i = 0; i < 200; ++i) {
        if (i % 3 == 0) {
            test::emit(fd, 2, i % test::origins(), i % 2);
            sent += "tt";
        }
        union all_types_gw_tell word{};
        std::snprintf(word.request.text, sizeof word.request.text, "%u", i);
        CHECK_OK(ioctl(fd, ALL_TYPES_IOC_TELL, &word));
        sent += 'n';
        if (i % 10 == 0) {
            union all_types_gw_boom boom{};
            boom.request = {.size = 3000, .count = 1};
            CHECK_OK(ioctl(fd, ALL_TYPES_IOC_BOOM, &boom));
            CHECK_OK(ioctl(fd, ALL_TYPES_IOC_GUARDED));
            sent += "ba";
        }
    }

    std::string seen;
    unsigned notes = 0;
    std::uint64_t time = 0;
    sub.drain([&](unsigned cpu, const gw_reader_item& item, gw_reader_status status) {
        CHECK_EQ(status, GW_READER_ITEM);
        CHECK_EQ(cpu, 0U);
        CHECK(item.time >= time);
        time = item.time;
        const auto* const note = static_cast<const all_types_gw_note*>(item.payload);
        switch (item.event) {
        case ALL_TYPES_TICK:
            seen += 't';
            break;
        case ALL_TYPES_NOTE:
            seen += 'n';
            CHECK_EQ(note->nr, notes);
            CHECK_EQ(std::string{note->text}, std::to_string(notes));
            ++notes;
            break;
        case ALL_TYPES_BIG:
            seen += 'b';
            break;
        case ALL_TYPES_ALARM:
            seen += 'a';
            break;
        default:
            CHECK(false);
        }
    });
    CHECK_EQ(seen, sent);
    CHECK_EQ(sub.received(), sent.size());
}
