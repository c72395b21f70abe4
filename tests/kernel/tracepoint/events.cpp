// SPDX-License-Identifier: MIT
//
// Events as tracepoints, read by files of tracefs alone: names, fields and values; on, off and
// filtered; from every context; what a small buffer loses is told exactly; unloading while it is
// traced.
#include <memory>

#include "tracefs.hpp"
#include "uevent.hpp"

namespace {

const std::string events = "events/all_types";

using test::clear_trace;
using test::set_tracing;

std::vector<std::string> traced(const std::string& event) {
    return test::traced(test::read_file(test::tracing + "/trace"), event);
}

void fields(int fd) {
    const auto format = test::read_file(test::tracing + "/" + events + "/all_types_told/format");
    std::printf("%s", format.c_str());
    for (const char* const field :
         {"field:__u64 nr;", "field:char text[32];", "field:__u32 sizes_count;",
          "field:__u16 sizes[3];", "field:__u8 host[4];"})
        CHECK(format.find(field) != format.npos);
    set_tracing(events + "/enable", "1");
    test::tell(fd, "one");
    set_tracing(events + "/enable", "0");
    test::tell(fd, "two");
    CHECK_EQ(traced("all_types_note").size(), 1U);
    CHECK_EQ(traced("all_types_note").at(0), std::string{"nr=0 text=one"});
    CHECK_EQ(traced("all_types_told").size(), 1U);
    CHECK_EQ(traced("all_types_told").at(0),
             std::string{"nr=0 text=one hue=blue options=fast|deep sizes={0x1,0x2} host=10.0.0.1"});
    clear_trace();
}

void filtered(int fd) {
    set_tracing(events + "/all_types_note/filter", "text == \"four\"");
    set_tracing(events + "/all_types_note/enable", "1");
    for (const char* const text : {"three", "four", "five"})
        test::tell(fd, text);
    set_tracing(events + "/all_types_note/enable", "0");
    set_tracing(events + "/all_types_note/filter", "0");
    CHECK_EQ(traced("all_types_note").size(), 1U);
    CHECK(traced("all_types_note").at(0).ends_with("text=four"));
    clear_trace();
}

void contexts(int fd) {
    set_tracing(events + "/all_types_raised/enable", "1");
    for (unsigned from = 0; from < test::origins(); ++from)
        test::alert(fd, 20, from);
    set_tracing(events + "/all_types_raised/enable", "0");
    std::map<std::string, unsigned> seen;
    for (const auto& line : traced("all_types_raised"))
        seen[line.substr(line.find("from=") + 5)]++;
    constexpr std::array names{"thread", "softirq", "hardirq", "nmi"};
    for (unsigned from = 0; from < test::origins(); ++from)
        CHECK_EQ(seen[names.at(from)], 20U);
    clear_trace();
}

void losses(int fd) {
    set_tracing("buffer_size_kb", "8");
    clear_trace();
    set_tracing(events + "/all_types_raised/enable", "1");
    constexpr unsigned count = 5000;
    test::alert(fd, count, 0);
    set_tracing(events + "/all_types_raised/enable", "0");
    const auto kept = traced("all_types_raised").size();
    const auto lost = test::trace_lost();
    std::printf("%zu kept, %llu lost\n", kept, static_cast<unsigned long long>(lost));
    CHECK(kept > 0 && lost > 0);
    CHECK_EQ(kept + lost, count);
    set_tracing("buffer_size_kb", "1408");
    clear_trace();
}

} // namespace

int main() {
    if (!test::has_tracefs())
        test::skip("this kernel has no tracefs");
    auto all_types = std::make_unique<test::module>("all_types");
    {
        const test::file fd{ALL_TYPES_NODE};
        fields(fd);
        filtered(fd);
        contexts(fd);
        losses(fd);
        set_tracing(events + "/enable", "1");
        test::tell(fd, "last");
    }
    const test::file reader{test::tracing + "/trace_pipe", O_RDONLY | O_NONBLOCK};
    all_types.reset(); // its tracepoints go with it
    CHECK(access((test::tracing + "/" + events).c_str(), F_OK) != 0);
    char piece[4096];
    (void)!read(reader, piece, sizeof piece);
}
