// SPDX-License-Identifier: MIT
#include "klog.hpp"

#include <algorithm>
#include <array>

namespace gangway::lab {

namespace {

// Written by init.c.
constexpr std::string_view start_mark = "gangway-lab: start";
constexpr std::string_view end_mark = "gangway-lab: end";
constexpr std::string_view asked_mark = "gangway-lab: where it stands";

// Begins a report of the kernel's; what WARN() was given to say comes before the line that
// condemns.
constexpr std::string_view report_mark = "------------[ cut here ]------------";

constexpr std::array patterns{
    log_pattern{"BUG:", "a bug that the kernel found (KASAN, KCSAN, a bad page, a bad pointer)"},
    log_pattern{"kernel BUG at", "a failed BUG_ON()"},
    log_pattern{"WARNING:", "a failed WARN_ON(), or lockdep"},
    log_pattern{"Oops:", "a fault inside the kernel"},
    log_pattern{"Kernel panic", "the end"},
    log_pattern{"Unable to handle", "a fault inside the kernel"},
    // A program's own is "general protection fault ip:"; that is the program's affair.
    log_pattern{"general protection fault:", "a fault inside the kernel"},
    log_pattern{"general protection fault,", "a fault inside the kernel"},
    log_pattern{"stack segment", "a fault inside the kernel"},
    log_pattern{"Call Trace:", "a report of any kind"},
    log_pattern{"KASAN:", "KASAN"},
    log_pattern{"KCSAN:", "KCSAN"},
    log_pattern{"KMSAN:", "KMSAN"},
    log_pattern{"UBSAN:", "UBSAN"},
    log_pattern{"possible circular locking", "lockdep"},
    log_pattern{"possible recursive locking", "lockdep"},
    log_pattern{"inconsistent lock state", "lockdep"},
    log_pattern{"irq lock inversion", "lockdep"},
    log_pattern{"Invalid wait context", "lockdep"},
    log_pattern{"bad unlock balance", "lockdep"},
    log_pattern{"still has locks held", "lockdep"},
    log_pattern{"held lock freed", "lockdep"},
    log_pattern{"suspicious RCU usage", "lockdep"},
    log_pattern{"Illegal context switch", "lockdep"},
    log_pattern{"non-static key", "lockdep: a lock that was not initialised"},
    log_pattern{"turning off the locking correctness", "lockdep, blind from here on"},
    log_pattern{"scheduling while atomic", "a sleep where none is allowed"},
    log_pattern{"sleeping function called from invalid context", "a sleep where none is allowed"},
    log_pattern{"unreferenced object", "kmemleak"},
    log_pattern{"suspected memory leaks", "kmemleak"},
    log_pattern{"leaked", "something that was not given back"},
    log_pattern{"Objects remaining", "a slab cache destroyed while in use"},
    log_pattern{"Slab cache still has objects", "a slab cache destroyed while in use"},
    log_pattern{"to become free. Usage count", "a network device that is still held"},
    log_pattern{"refcount_t:", "a reference count gone wrong"},
    log_pattern{"list_add corruption", "a broken list"},
    log_pattern{"list_del corruption", "a broken list"},
    log_pattern{"ODEBUG:", "an object used outside its life"},
    log_pattern{"soft lockup", "a CPU that does not schedule"},
    log_pattern{"hard LOCKUP", "a CPU that takes no interrupts"},
    log_pattern{"detected stall", "an RCU grace period that does not end"},
    log_pattern{"detected expedited stall", "an RCU grace period that does not end"},
    log_pattern{"self-detected stall", "an RCU grace period that does not end"},
    log_pattern{"hung task", "a task that does not wake"},
    log_pattern{"blocked for more than", "a task that does not wake"},
    log_pattern{"blocked in I/O wait", "a task that does not wake"},
    log_pattern{"workqueue lockup", "a worker that does not end"},
    log_pattern{"page allocation failure", "no memory where it was needed"},
    log_pattern{"Out of memory", "the OOM killer"},
    log_pattern{"duplicate filename", "a name in sysfs taken twice"},
    log_pattern{"tried to add duplicate", "a name taken twice"},
    log_pattern{"does not have a release() function", "a device that cannot be freed"},
    log_pattern{"DMA-API:", "a misuse of DMA"},
    log_pattern{"printk messages dropped", "an incomplete log"},
};

template <typename Visit>
void each_line(std::string_view text, Visit visit) {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        visit(text.substr(0, text.substr(0, end).ends_with('\r') ? end - 1 : end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

} // namespace

std::span<const log_pattern> log_patterns() {
    return patterns;
}

const log_pattern* condemns(std::string_view line) {
    const auto* found = std::ranges::find_if(patterns, [&](const log_pattern& p) {
        return line.find(p.text) != std::string_view::npos;
    });
    return found == patterns.end() ? nullptr : found;
}

log_part between_marks(std::string_view log) {
    const std::size_t start = log.find(start_mark);
    if (start == std::string_view::npos)
        return {};
    log.remove_prefix(std::min(log.find('\n', start), log.size() - 1) + 1);
    // What follows are the traces that the lab asked for.
    if (const std::size_t asked = log.find(asked_mark); asked != std::string_view::npos)
        return {log.substr(0, log.rfind('\n', asked) + 1), false};
    const std::size_t end = log.rfind(end_mark);
    if (end == std::string_view::npos)
        return {log, false};
    return {log.substr(0, log.rfind('\n', end) + 1), true};
}

std::string reports(std::string_view log) {
    constexpr std::size_t context = 20; // lines: what a stack trace takes
    constexpr std::size_t most = 120;   // of the whole: a flood says nothing more
    std::string shown;
    std::size_t near = 0;
    std::size_t lines = 0;
    bool any = false;
    each_line(log, [&](std::string_view line) {
        const bool condemned = condemns(line);
        if (condemned || line.find(report_mark) != std::string_view::npos)
            near = context;
        any |= condemned;
        if (near == 0 || lines == most)
            return;
        near--;
        lines++;
        shown.append(condemned ? "> " : "  ").append(line).append("\n");
    });
    return any ? shown : "";
}

std::string_view tail(std::string_view log, std::size_t lines) {
    std::size_t at = log.size() - (log.ends_with('\n') ? 1 : 0);
    for (; lines > 0 && at > 0 && at != std::string_view::npos; lines--)
        at = log.rfind('\n', at - 1);
    return at == std::string_view::npos ? log : log.substr(at + (at > 0 ? 1 : 0));
}

} // namespace gangway::lab
