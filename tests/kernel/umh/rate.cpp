// SPDX-License-Identifier: MIT
//
// There are not too many programs, however fast events come. Each event starts one, or is counted
// as lost, and told to the next that does: sent = started + lost.
#include "helper.hpp"

namespace {

/// Nothing but the shell, so that a slow guest, too, could run more than it may.
constexpr const char* script =
    "printf 'GANGWAY_LOST=%s\\0' ${GANGWAY_LOST-0} >/tmp/helper-seen/$GANGWAY_SEQUENCE\n";
constexpr unsigned rate = 10; // programs in a second

std::uint64_t started() {
    std::uint64_t count = 0;
    DIR* const all = opendir(test::helpers_seen.c_str());
    CHECK(all != nullptr);
    while (const auto* const one = readdir(all))
        count += one->d_name[0] != '.' ? 1 : 0;
    closedir(all);
    return count;
}

class sender {
public:
    explicit sender(int fd)
        : fd_{fd} {}
    /// Until each is lost, or has had a program.
    void send(std::uint32_t count) {
        test::start_helpers(fd_, count, "");
        sent_ += count;
        CHECK(
            test::eventually([&] { return test::helper_counters(fd_).lost + started() == sent_; }));
    }
    /// What the last ones have lost, nobody is told yet.
    void send_one_that_starts() {
        do
            send(1);
        while (access(test::helper_file(sent_).c_str(), F_OK) != 0);
    }
    void account() const {
        std::uint64_t told = 0;
        std::uint64_t last = 0;
        for (std::uint64_t sequence = 1; sequence <= sent_; ++sequence) {
            if (access(test::helper_file(sequence).c_str(), F_OK) != 0)
                continue;
            const auto lost = std::stoull(test::helper_had(sequence).at("GANGWAY_LOST"));
            CHECK_EQ(sequence - last - 1, lost); // in its place
            told += lost;
            last = sequence;
        }
        const auto counted = test::helper_counters(fd_);
        std::printf("sent %lu = started %lu + lost %lu\n", sent_, started(), told);
        CHECK_EQ(counted.used, sent_);
        CHECK_EQ(counted.lost, told);
        CHECK_EQ(started() + told, sent_);
    }

private:
    int fd_;
    std::uint64_t sent_ = 0;
};

/// One after the other, so that nothing but the rate is in the way. (A guest may be so slow that
/// even this is not.)
void steadily(sender& by) {
    const auto before = started();
    const auto began = test::now_ms();
    while (started() - before < 6UL * rate)
        by.send(1);
    const auto seconds = static_cast<std::uint64_t>(test::now_ms() - began) / 1000;
    std::printf("%lu programs in %lu s\n", started() - before, seconds);
    CHECK(started() - before <= rate * (seconds + 2)); // seconds that have begun
}

} // namespace

int main() {
    test::install_helper(script);
    const test::module outward{"outward"};
    const test::file fd{OUTWARD_NODE};
    sender by{fd};
    by.send(3000);
    CHECK(started() > 0 && started() < 3000);
    by.send_one_that_starts();
    by.account();
    steadily(by);
    by.send_one_that_starts();
    by.account();
}
