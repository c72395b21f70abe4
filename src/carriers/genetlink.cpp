// SPDX-License-Identifier: MIT
//
// genetlink: an interface as a family of generic netlink; the protocol is in
// <gangway/genetlink.h>. Requests share one socket of the carrier, each subscription has its own.
#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>

#include "../existing/carriers.hpp"
#include "carrier.hpp"
#include "netlink/genl.hpp"
#include "netlink/genl_source.hpp"

namespace gangway::carriers {

namespace {

using genl::failure;
using genl::read_attributes;
using genl::request;

class genetlink final : public carrier {
public:
    genetlink(std::unique_ptr<genl::channel> channel, std::string instance)
        : channel_{std::move(channel)}
        , instance_{std::move(instance)} {}

    [[nodiscard]] result<void> get(const dynamic::element& what,
                                   std::span<std::byte> value) const override {
        request message{family(), what.number, 0};
        return run(what, raw() ? message.raw({}) : message, value);
    }

    [[nodiscard]] result<void> set(const dynamic::element& what,
                                   std::span<const std::byte> value) const override {
        request message{family(), what.number | GW_GENL_SET, NLM_F_ACK};
        return run(what, with(message, what, value), {});
    }

    [[nodiscard]] result<void> call(const dynamic::element& what, std::span<const std::byte> in,
                                    std::span<std::byte> reply) const override {
        // A reply is acknowledgement enough.
        request message{family(), what.number, reply.empty() ? unsigned{NLM_F_ACK} : 0U};
        return run(what, with(message, what, in), reply);
    }

    [[nodiscard]] result<dynamic::row_bytes> rows(const dynamic::element& what) const override {
        dynamic::row_bytes all;
        request message{family(), what.number, NLM_F_DUMP};
        const auto each = [&](const nlmsghdr* head) {
            const auto found = read_attributes(head);
            const auto begin = all.bytes.size();
            all.bytes.resize(begin + what.out.size);
            if (found[GW_GENL_A_DATA] != nullptr)
                get_attributes(found[GW_GENL_A_DATA], what.out,
                               std::span{all.bytes}.subspan(begin));
        };
        const auto end = channel_->ask(message.instance(instance_), each);
        if (auto done = finish(what, end); !done)
            return std::move(done).error();
        all.consistent = !end->interrupted;
        return all;
    }

    [[nodiscard]] bool notifies() const noexcept override { return true; }

    [[nodiscard]] result<std::unique_ptr<source>>
    subscribe(std::span<const dynamic::element* const> events,
              const subscribe_options& options) const override {
        return genl::subscribe(channel_->family(), instance_, events, options);
    }

private:
    [[nodiscard]] std::uint16_t family() const noexcept { return channel_->family().id; }

    // Does the kernel's version take structures as they are?
    [[nodiscard]] bool raw() const noexcept { return channel_->family().version >= 2; }

    [[nodiscard]] request& with(request& message, const dynamic::element& what,
                                std::span<const std::byte> data) const {
        return raw() ? message.raw(data) : message.data(what.in, data);
    }

    // A request and its one answer.
    result<void> run(const dynamic::element& what, request& message,
                     std::span<std::byte> reply) const {
        const auto each = [&](const nlmsghdr* head) { read(what, head, reply); };
        return finish(what, channel_->ask(message.instance(instance_), each));
    }

    static void read(const dynamic::element& what, const nlmsghdr* head,
                     std::span<std::byte> reply) {
        const auto found = read_attributes(head);
        std::size_t known = 0;
        if (const auto* const raw = found[GW_GENL_A_RAW]; raw != nullptr) {
            known = std::min<std::size_t>(reply.size(), mnl_attr_get_payload_len(raw));
            std::memcpy(reply.data(), mnl_attr_get_payload(raw), known);
        }
        std::fill(reply.begin() + static_cast<std::ptrdiff_t>(known), reply.end(), std::byte{});
        if (found[GW_GENL_A_DATA] != nullptr && reply.size() >= what.out.size)
            get_attributes(found[GW_GENL_A_DATA], what.out, reply);
    }

    result<void> finish(const dynamic::element& what, const result<failure>& end) const {
        if (end && end->number == ENOENT && !channel_->is_there())
            return errno_error(ENODEV, "generic netlink");
        return nl::outcome(end, what.name, "genetlink");
    }

    std::unique_ptr<genl::channel> channel_;
    std::string instance_;
};

} // namespace

std::string where_genetlink(const dynamic::element& what, const place& of) {
    const bool sends = what.kind == dynamic::kind::event || what.notify;
    return fmt::format("family {}, command {}{}{}", of.interface, what.number,
                       sends ? ", group " : "", sends ? what.name : "");
}

result<std::unique_ptr<carrier>> open_genetlink(const endpoint& at) {
    if (at.existing)
        return existing::open_genetlink();
    auto channel = genl::channel::open(at.where.interface);
    if (!channel)
        return std::move(channel).error();
    return std::unique_ptr<carrier>{
        std::make_unique<genetlink>(*std::move(channel), at.where.instance)};
}

} // namespace gangway::carriers
