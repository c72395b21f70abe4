// SPDX-License-Identifier: MIT
//
// Events as tracepoints, read by files of tracefs alone: names, fields and values; on, off and
// filtered; from every context; what a small buffer loses is told exactly; unloading while it is
// traced.
#include <memory>
#include <vector>

#include <sys/mount.h>

#include "uevent.hpp"

namespace {

const std::string tracing = "/sys/kernel/tracing";
const std::string events = tracing + "/events/all_types";

void set(const std::string& file, const std::string& text) {
    const test::file fd{file, O_WRONLY};
    CHECK_EQ(write(fd, text.data(), text.size()), text.size());
}

void clear() {
    const test::file fd{tracing + "/trace", O_WRONLY | O_TRUNC};
}

/// What the buffers hold of one event, each without what the kernel adds.
std::vector<std::string> traced(const std::string& event) {
    std::vector<std::string> all;
    std::istringstream lines{test::read_file(tracing + "/trace")};
    for (std::string line; std::getline(lines, line);)
        if (const auto at = line.find(" " + event + ": ");
            !line.starts_with('#') && at != line.npos)
            all.push_back(line.substr(at + event.size() + 3));
    return all;
}

/// The sum over all CPUs of what their buffers say.
std::uint64_t stat(const std::string& name) {
    std::uint64_t sum = 0;
    for (unsigned cpu = 0;; ++cpu) {
        const auto text =
            test::read_file(tracing + "/per_cpu/cpu" + std::to_string(cpu) + "/stats");
        if (text.empty())
            return sum;
        sum += std::stoull(text.substr(text.find(name + ": ") + name.size() + 2));
    }
}

void fields(int fd) {
    const auto format = test::read_file(events + "/all_types_told/format");
    std::printf("%s", format.c_str());
    for (const char* const field :
         {"field:__u64 nr;", "field:char text[32];", "field:__u32 sizes_count;",
          "field:__u16 sizes[3];", "field:__u8 host[4];"})
        CHECK(format.find(field) != format.npos);
    set(events + "/enable", "1");
    test::tell(fd, "one");
    set(events + "/enable", "0");
    test::tell(fd, "two");
    CHECK_EQ(traced("all_types_note").size(), 1U);
    CHECK_EQ(traced("all_types_note").at(0), std::string{"nr=0 text=one"});
    CHECK_EQ(traced("all_types_told").size(), 1U);
    CHECK_EQ(traced("all_types_told").at(0),
             std::string{"nr=0 text=one hue=blue options=fast|deep sizes={0x1,0x2} host=10.0.0.1"});
    clear();
}

void filtered(int fd) {
    set(events + "/all_types_note/filter", "text == \"four\"");
    set(events + "/all_types_note/enable", "1");
    for (const char* const text : {"three", "four", "five"})
        test::tell(fd, text);
    set(events + "/all_types_note/enable", "0");
    set(events + "/all_types_note/filter", "0");
    CHECK_EQ(traced("all_types_note").size(), 1U);
    CHECK(traced("all_types_note").at(0).ends_with("text=four"));
    clear();
}

void contexts(int fd) {
    set(events + "/all_types_raised/enable", "1");
    for (unsigned from = 0; from < test::origins(); ++from)
        test::alert(fd, 20, from);
    set(events + "/all_types_raised/enable", "0");
    std::map<std::string, unsigned> seen;
    for (const auto& line : traced("all_types_raised"))
        seen[line.substr(line.find("from=") + 5)]++;
    constexpr std::array names{"thread", "softirq", "hardirq", "nmi"};
    for (unsigned from = 0; from < test::origins(); ++from)
        CHECK_EQ(seen[names.at(from)], 20U);
    clear();
}

void losses(int fd) {
    set(tracing + "/buffer_size_kb", "8");
    clear();
    set(events + "/all_types_raised/enable", "1");
    constexpr unsigned count = 5000;
    test::alert(fd, count, 0);
    set(events + "/all_types_raised/enable", "0");
    const auto kept = traced("all_types_raised").size();
    const auto lost = stat("overrun") + stat("commit overrun") + stat("dropped events");
    std::printf("%zu kept, %llu lost\n", kept, static_cast<unsigned long long>(lost));
    CHECK(kept > 0 && lost > 0);
    CHECK_EQ(kept + lost, count);
    set(tracing + "/buffer_size_kb", "1408");
    clear();
}

} // namespace

int main() {
    if (access(events.c_str(), F_OK) != 0 && access((tracing + "/events").c_str(), F_OK) != 0 &&
        mount("none", tracing.c_str(), "tracefs", 0, nullptr) != 0)
        test::skip("this kernel has no tracefs");
    auto all_types = std::make_unique<test::module>("all_types");
    {
        const test::file fd{ALL_TYPES_NODE};
        fields(fd);
        filtered(fd);
        contexts(fd);
        losses(fd);
        set(events + "/enable", "1");
        test::tell(fd, "last");
    }
    const test::file reader{tracing + "/trace_pipe", O_RDONLY | O_NONBLOCK};
    all_types.reset(); // its tracepoints go with it
    CHECK(access(events.c_str(), F_OK) != 0);
    char piece[4096];
    (void)!read(reader, piece, sizeof piece);
}
