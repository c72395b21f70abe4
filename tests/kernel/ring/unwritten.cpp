// SPDX-License-Identifier: MIT
// Carriers: ring genetlink
//
// A record that its provider reserves and does not fill in shows nobody what was there before: an
// older one, of an event that this subscriber may not have.
#include "careless.gw.h"
#include "genl.hpp"
#include "ring.hpp"

namespace {

void mumble(int fd, std::uint32_t count) {
    careless_gw_mumble_request request{count};
    CHECK_OK(ioctl(fd, CARELESS_IOC_MUMBLE, &request));
}

/// Reads all; how many records of the event there were, all zeros if `clean`.
std::size_t take(test::subscriber& from, unsigned event, bool clean) {
    std::size_t n = 0;
    from.drain([&](unsigned, const gw_reader_item& item, gw_reader_status status) {
        if (status != GW_READER_ITEM || item.event != event)
            return;
        const auto* const bytes = static_cast<const std::byte*>(item.payload);
        if (clean)
            CHECK(std::all_of(bytes, bytes + item.size,
                              [](std::byte b) { return b == std::byte{0}; }));
        ++n;
    });
    return n;
}

} // namespace

int main() {
    const test::module careless{"careless"};
    const test::file fd{CARELESS_NODE};
    test::run_on(0);
    // The first subscriber's memory is where records are made: 120 bytes, so that some pad them.
    test::subscriber first{test::bit(CARELESS_SECRET) | test::bit(CARELESS_MUMBLED), 0, 4096,
                           CARELESS_NODE};
    test::subscriber second{test::bit(CARELESS_MUMBLED), 0, 4096, CARELESS_NODE};
    for (int i = 0; i < 3; ++i) { // all of it
        careless_gw_whisper_request secrets{20};
        CHECK_OK(ioctl(fd, CARELESS_IOC_WHISPER, &secrets));
        CHECK_EQ(take(first, CARELESS_SECRET, false), 20U);
    }
    mumble(fd, 20);
    CHECK_EQ(take(first, CARELESS_MUMBLED, false), 20U);
    CHECK_EQ(take(second, CARELESS_MUMBLED, true), 20U);
}
