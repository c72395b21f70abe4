// SPDX-License-Identifier: MIT
#include <algorithm>

#include "carriers/mechanism.hpp"
#include "emit/c_code.hpp"

namespace gangway::compiler {

namespace {

class chardev final : public mechanism {
public:
    void check(const carried& what) const override;

    [[nodiscard]] std::string_view uapi_header() const override { return "gangway/chardev.h"; }
    [[nodiscard]] int runtime_abi() const override { return 6; }
    [[nodiscard]] std::vector<std::string> usage(const model& m, const element& e) const override;
    void write_requests(writer& out, const model& m, const element& e) const override;
    [[nodiscard]] std::vector<std::string> c_example(const model& m,
                                                     const element& e) const override;
};

/// A file has one content.
void chardev::check(const carried& what) const {
    if (as_stream(what.e) == nullptr)
        return;
    const auto other = std::ranges::find_if(what.m.elements, [&](const element& e) {
        return as_stream(e) != nullptr && e.carried_by(what.by.id);
    });
    if (other != what.m.elements.end())
        what.log.add<diag::stream_taken>(what.at, other->name, what.e.name, what.by.name);
}

std::string store_constant(const model& m, const element& e) {
    return fmt::format("{}_STORE_{}", upper(m.name), upper(e.name));
}

std::vector<std::string> event_usage(const model& m, const element& e) {
    return {
        fmt::format("Subscribe with bit {} in the events of GW_IOC_SUBSCRIBE, carrier "
                    "GW_CARRIER_chardev; then read() gives items, each followed by a struct {}: "
                    "<gangway/chardev.h>.",
                    number_constant(m, e), as_event(e)->record.type->c_name)};
}

std::vector<std::string> chardev::usage(const model& m, const element& e) const {
    if (as_event(e) != nullptr)
        return event_usage(m, e);
    const auto& s = *as_stream(e);
    std::vector<std::string> said{fmt::format("The content of the device node, by {}.",
                                              !s.writable   ? "read()"
                                              : !s.readable ? "write()"
                                                            : "read() and write()")};
    if (s.positioned)
        said.push_back(fmt::format(
            "Each byte has a position, for lseek(), {}.{}",
            !s.writable   ? "pread()"
            : !s.readable ? "pwrite()"
                          : "pread() and pwrite()",
            s.writable
                ? " Writing at its end or truncating it makes it longer or shorter: O_APPEND, "
                  "O_TRUNC, GW_IOC_STREAM_TRUNCATE."
                : ""));
    if (s.frames == framing::records)
        said.emplace_back("Each read() and each write() is one record.");
    else if (s.frames == framing::lines)
        said.emplace_back("Text, in lines that end with a newline.");
    if (s.store != 0)
        said.push_back(fmt::format("At most {} bytes, {}, which can be mapped from offset 0.",
                                   s.store, store_constant(m, e)));
    return said;
}

void chardev::write_requests(writer& out, const model& m, const element& e) const {
    const auto* const s = as_stream(e);
    if (s == nullptr || s->store == 0)
        return;
    out.gap();
    comment(out, fmt::format("Bytes that stream {} can have.", e.name));
    define(out, store_constant(m, e), fmt::format("{}", s->store));
}

std::vector<std::string> event_example(const model& m, const element& e) {
    return {
        "struct gw_subscribe s = {.carrier = GW_CARRIER_chardev};", "",
        fmt::format("s.events[{0} / 64] |= 1ULL << ({0} % 64);", number_constant(m, e)),
        "err = ioctl(fd, GW_IOC_SUBSCRIBE, &s);",
        fmt::format("size = read(fd, buffer, sizeof(buffer)); /* struct gw_chardev_item, struct "
                    "{}, … */",
                    as_event(e)->record.type->c_name)};
}

std::vector<std::string> chardev::c_example(const model& m, const element& e) const {
    if (as_event(e) != nullptr)
        return event_example(m, e);
    const auto& s = *as_stream(e);
    std::vector<std::string> lines;
    if (s.readable)
        lines.emplace_back("size = read(fd, buffer, sizeof(buffer)); /* 0: the end */");
    if (s.writable)
        lines.emplace_back("size = write(fd, buffer, size); /* may be fewer */");
    return lines;
}

} // namespace

const mechanism& chardev_mechanism() {
    static const chardev it;
    return it;
}

} // namespace gangway::compiler
