// SPDX-License-Identifier: MIT
//
// A table by seq_file: the same whatever the size of the reads, and from anywhere; while rows come
// and go, none comes twice and none that stays is left out; and the end is reported.
#include <functional>
#include <vector>

#include "command.hpp"
#include "text_files.hpp"

namespace {

const std::string path = "/proc/gangway/all_types/items";
const std::uint32_t many_rows = test::many() ? 2000 : 400; // more than a page of text

void fill(int session, std::uint32_t first, std::uint32_t count, std::uint32_t step) {
    all_types_gw_fill_request wanted{.first = first, .count = count, .step = step};
    CHECK_OK(ioctl(session, ALL_TYPES_IOC_FILL, &wanted));
}

void empty(int session, std::uint32_t first, std::uint32_t count, std::uint32_t step) {
    all_types_gw_empty_request wanted{.first = first, .count = count, .step = step};
    CHECK_OK(ioctl(session, ALL_TYPES_IOC_EMPTY, &wanted));
}

std::string in_pieces(std::size_t size, off_t from = 0) {
    const test::file fd{path, O_RDONLY};
    CHECK_OK(lseek(fd, from, SEEK_SET));
    std::string all;
    std::string piece(size, '\0');
    while (const auto n = CHECK_OK(read(fd, piece.data(), size)))
        all.append(piece, 0, static_cast<std::size_t>(n));
    return all;
}

std::vector<std::uint32_t> ids_of(const std::string& listing) {
    std::istringstream lines{listing};
    std::string line;
    CHECK(std::getline(lines, line));
    CHECK_EQ(line, std::string{"id name hue host sizes half"});
    std::vector<std::uint32_t> ids;
    while (std::getline(lines, line))
        ids.push_back(static_cast<std::uint32_t>(std::stoul(line)));
    return ids;
}

void looks_as_promised() {
    CHECK_EQ(test::read_file(path), std::string{"id name hue host sizes half\n"
                                                "1 row1 green 0.0.0.1 0 0\n"
                                                "2 \"row 2\" blue 0.0.0.2 0,1 -1\n"
                                                "5 \"\" green 0.0.0.5 0 -2\n"
                                                "8 \"row 8\" blue 0.0.0.8 - -4\n"});
}

void pieces() {
    const auto whole = test::read_file(path);
    CHECK_EQ(ids_of(whole).size(), many_rows);
    CHECK(whole.size() > 4096 + 50);
    for (const std::size_t size : {1, 7, 100, 4096, 5000, 1 << 20})
        CHECK_EQ(in_pieces(size), whole);
    const auto end = static_cast<off_t>(whole.size());
    for (const off_t from : {off_t{1}, off_t{27}, off_t{28}, off_t{29}, off_t{4097}, end - 50}) {
        CHECK_EQ(in_pieces(7, from), whole.substr(static_cast<std::size_t>(from)));
        char text[50];
        const test::file fd{path, O_RDONLY};
        for (const auto at : {from, off_t{3}, from}) {
            CHECK_EQ(pread(fd, text, sizeof text, at), 50);
            CHECK_EQ(std::string(text, 50), whole.substr(static_cast<std::size_t>(at), 50));
        }
    }
    // A witness that is not ours.
    test::witness("dd bs=7 if=" + path + " 2>/dev/null | cmp - " + path);
}

// Even rows stay, odd ones come and go all the time.
void while_rows_come_and_go(int session) {
    const std::uint32_t half = many_rows / 2;
    empty(session, 0, 2 * many_rows, 1);
    fill(session, 0, half, 2);
    test::child restless{[&] {
        for (;;) {
            fill(session, 1, half, 2);
            empty(session, 1, half, 2);
        }
    }};
    for (int round = 0; round < 20; ++round) {
        const auto ids = ids_of(in_pieces(round % 2 == 0 ? 7 : 300));
        CHECK(std::is_sorted(ids.begin(), ids.end(), std::less_equal<>{})); // none twice
        CHECK_EQ(std::count_if(ids.begin(), ids.end(), [](auto id) { return id % 2 == 0; }), half);
    }
    restless.kill9();
}

} // namespace

int main() {
    test::module all_types{"all_types"};
    const test::file session{ALL_TYPES_NODE};
    CHECK_EQ(test::read_file(path), std::string{"id name hue host sizes half\n"});
    fill(session, 1, 2, 1);
    fill(session, 5, 2, 3);
    looks_as_promised();
    fill(session, 0, many_rows, 1);
    pieces();
    while_rows_come_and_go(session);

    // Half read, when the module goes: the rest never comes, and that is said.
    const test::file half{path, O_RDONLY};
    char text[100];
    CHECK_EQ(read(half, text, sizeof text), 100);
    all_types.unload();
    CHECK_ERRNO(read(half, text, sizeof text), EIO);
    CHECK_ERRNO(open(path.c_str(), O_RDONLY), ENOENT);
}
