// SPDX-License-Identifier: MIT
//
// Two programs append records at the same time, with O_APPEND: each record is whole, none is lost,
// and those of one are in its order. To a stream that Gangway keeps, and to one of a module whose
// handlers run concurrently.
#include "filed.gw.h"
#include "kept.gw.h"
#include "stream.hpp"

namespace {

constexpr std::size_t size = 20; // of a record

struct stream {
    const char* node;
    unsigned element;
    unsigned records; // of each
};
constexpr stream streams[] = {{KEPT_NODE, KEPT_CONTENT, KEPT_STORE_CONTENT / size / 2},
                              {FILED_NODE, FILED_DATA, 100}};

std::string record(char by, unsigned number) {
    const auto text = std::to_string(number);
    return by + std::string(size - 2 - text.size(), '.') + text + '\n';
}

void append(const stream& to, char by, test::baton& begin) {
    const test::file fd{to.node, O_WRONLY | O_APPEND};
    begin.take();
    for (unsigned i = 0; i < to.records; ++i)
        test::put(fd, record(by, i));
}

void two_at_once(const stream& to) {
    const test::file fd{to.node};
    CHECK_OK(test::truncate_stream(fd, to.element, 0));
    test::baton begin;
    test::child one{[&] { append(to, 'a', begin); }};
    test::child other{[&] { append(to, 'b', begin); }};
    begin.pass();
    begin.pass();
    one.join();
    other.join();
    const auto all = test::content(fd);
    CHECK_EQ(all.size(), 2 * size * to.records);
    unsigned next[2] = {};
    unsigned changes = 0;
    for (std::size_t at = 0; at < all.size(); at += size) {
        const auto now = all.substr(at, size);
        const bool is_other = now[0] == 'b';
        CHECK_EQ(now, record(now[0], next[is_other ? 1 : 0]++));
        changes += at != 0 && all[at - size] != all[at] ? 1 : 0;
    }
    CHECK(next[0] == to.records && next[1] == to.records);
    std::printf("%s: the writers took turns %u times\n", to.node, changes);
}

} // namespace

int main() {
    const test::module loaded{"streams", "dawdle=1"};
    for (const auto& each : streams)
        for (int i = 0; i < (test::many() ? 20 : 3); ++i)
            two_at_once(each);
}
