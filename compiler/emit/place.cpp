// SPDX-License-Identifier: MIT
#include "emit/place.hpp"

#include <fmt/format.h>

#include "emit/c_code.hpp"

namespace gangway::compiler {

namespace {

std::string ioctl_in_words(const address& at, bool is_property) {
    if (!is_property)
        return fmt::format("ioctl {:#x} on {}", at.number, at.node);
    return fmt::format("ioctl on {}: {}{}{}", at.node,
                       at.number != 0 ? fmt::format("get with {:#x}", at.number) : "",
                       at.number != 0 && at.set != 0 ? ", " : "",
                       at.set != 0 ? fmt::format("set with {:#x}", at.set) : "");
}

std::string netlink_in_words(const element& e) {
    const auto& at = e.place;
    const bool is_table = as_table(e) != nullptr;
    const auto nests = fmt::format("each nest within attribute {}", at.each);
    if (as_event(e) != nullptr)
        return fmt::format("messages with command {} to the group {} of the family {}{}",
                           at.command, at.group, at.family,
                           at.each != 0 ? ", a record for " + nests : "");
    return fmt::format("command {} of the family {}{}{}", at.command, at.family,
                       is_table ? " with NLM_F_DUMP" : "",
                       !is_table      ? ""
                       : at.each != 0 ? ", a row for " + nests
                                      : ", a row for each message");
}

} // namespace

std::string place_in_words(const element& e) {
    const auto& at = e.place;
    const auto* const p = as_property(e);
    if (e.goes_by("ioctl"))
        return ioctl_in_words(at, p != nullptr);
    if (e.goes_by("genetlink"))
        return "generic netlink: " + netlink_in_words(e);
    if (e.goes_by("uevent"))
        return fmt::format("uevents{}", at.action.empty() ? "" : " with ACTION=" + at.action);
    return fmt::format("text in {}{}", at.path,
                       p != nullptr && p->notify ? ", where poll() says POLLPRI after a change"
                                                 : "");
}

std::string number_in_words(const field& f) {
    if (f.item != 0)
        return fmt::format("item {}", f.item);
    return f.attribute != 0 ? fmt::format("attribute {}", f.attribute) : "";
}

} // namespace gangway::compiler
