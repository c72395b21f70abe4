// SPDX-License-Identifier: MIT
//
// A kernel's own generic netlink families: their own commands and attributes, and no sequence
// numbers, so how much a full socket lost is unknown.
#include <algorithm>
#include <cerrno>
#include <map>
#include <mutex>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "attributes.hpp"
#include "carriers.hpp"
#include "netlink/genl.hpp"
#include "netlink/listener.hpp"
#include "refusal.hpp"

namespace gangway::existing {

namespace {

using genl::request;

error said(int number, std::string why) {
    return {.number = number, .message = std::move(why), .carrier = "genetlink"};
}

error gone(const std::string& family) {
    return said(ENODEV, fmt::format("the family {} is gone from generic netlink", family));
}

// The attributes of a message of this family and command; nothing for any other.
std::optional<std::span<const std::byte>> attributes_of(const nlmsghdr* head, std::uint16_t family,
                                                        unsigned command) {
    const std::size_t size = mnl_nlmsg_get_payload_len(head);
    if (head->nlmsg_type != family || size < GENL_HDRLEN ||
        static_cast<const genlmsghdr*>(mnl_nlmsg_get_payload(head))->cmd != command)
        return std::nullopt;
    return std::span{static_cast<const std::byte*>(mnl_nlmsg_get_payload(head)) + GENL_HDRLEN,
                     size - GENL_HDRLEN};
}

class heard final : public listener {
public:
    struct followed {
        const dynamic::element* event;
        std::uint16_t family;
    };

    heard(raw::descriptor socket, std::vector<followed> events)
        : listener{socket.get()}
        , socket_{std::move(socket)}
        , events_{std::move(events)} {}

private:
    void take(std::span<const std::byte> message) override {
        genl::for_each_message(message, [&](const nlmsghdr* head) { take(head); });
    }
    void take(const nlmsghdr* head) {
        for (const auto& each : events_) {
            const auto& at = each.event->at;
            if (const auto found = attributes_of(head, each.family, at.command))
                for_each_structure(*found, each.event->out, at.each,
                                   [&](result<std::vector<std::byte>> record) {
                                       record ? keep(number_of(each), *std::move(record))
                                              : lose(1, misfit(each.event->name, record.error()));
                                   });
        }
        // The controller announces that a family is unregistered; nothing follows.
        if (const auto found = attributes_of(head, GENL_ID_CTRL, CTRL_CMD_DELFAMILY))
            for_each_attribute(found->data(), found->size(), [&](const nlattr* each) {
                if (mnl_attr_get_type(each) == CTRL_ATTR_FAMILY_ID &&
                    mnl_attr_validate(each, MNL_TYPE_U16) >= 0 && follows(mnl_attr_get_u16(each)))
                    end();
            });
    }
    static raw::record number_of(const followed& of) {
        return {.event = static_cast<std::uint16_t>(of.event->number)};
    }
    [[nodiscard]] bool follows(std::uint16_t family) const {
        return std::any_of(events_.begin(), events_.end(),
                           [&](const followed& each) { return each.family == family; });
    }

    raw::descriptor socket_;
    std::vector<followed> events_;
};

class genetlink final : public carriers::carrier {
public:
    [[nodiscard]] result<void> get(const dynamic::element& what,
                                   std::span<std::byte> value) const override {
        return call(what, {}, value);
    }

    [[nodiscard]] result<void> call(const dynamic::element& what, std::span<const std::byte> in,
                                    std::span<std::byte> reply) const override {
        const auto to = find(what.at.family);
        if (!to)
            return to.error();
        request message{(*to)->family().id, what.at.command, NLM_F_ACK};
        message.add([&](nlmsghdr* head, std::size_t room) {
            return put_attributes(head, room, what.in, in);
        });
        result<void> read;
        unsigned answers = 0;
        auto end = (*to)->ask(message, [&](const nlmsghdr* head) {
            if (head->nlmsg_type != (*to)->family().id || reply.empty())
                return;
            ++answers;
            for_each_structure(
                answer(head), what.out, std::nullopt, [&](result<std::vector<std::byte>> one) {
                    if (!one)
                        read = std::move(one).error();
                    else
                        std::copy_n(one->begin(), std::min(one->size(), reply.size()),
                                    reply.begin());
                });
        });
        if (auto done = finish(**to, what, message.head(), std::move(end)); !done)
            return done;
        if (!reply.empty() && answers != 1)
            return said(EPROTO, answers == 0
                                    ? "the kernel did as it was asked, but sent no reply"
                                    : fmt::format("the kernel sent {} replies; what has several "
                                                  "is to be described as a table",
                                                  answers));
        return read;
    }

    [[nodiscard]] result<dynamic::row_bytes>
    rows_of(const dynamic::element& what, std::span<const std::byte> request) const override {
        const auto from = find(what.at.family);
        if (!from)
            return from.error();
        return dump(**from, what, request);
    }

    [[nodiscard]] result<std::unique_ptr<carriers::source>>
    subscribe(std::span<const dynamic::element* const> events,
              const subscribe_options& options) const override {
        std::set<std::uint32_t> groups{GENL_ID_CTRL}; // the controller's group has its number
        std::vector<heard::followed> followed;
        for (const auto* event : events) {
            const auto of = find(event->at.family, true); // groups of a former one are silent
            if (!of)
                return of.error();
            const auto& known = (*of)->family().groups;
            const auto group = known.find(event->at.group);
            if (group == known.end())
                return said(EOPNOTSUPP,
                            fmt::format("the family {} of this kernel has no group \"{}\"",
                                        event->at.family, event->at.group));
            groups.insert(group->second);
            followed.push_back({event, (*of)->family().id});
        }
        const std::vector<std::uint32_t> numbers(groups.begin(), groups.end());
        auto socket = listen(NETLINK_GENERIC, numbers, events, options);
        if (!socket)
            return std::move(socket).error();
        for (const auto* event : events) // from now on, removals are announced
            if (const auto of = find(event->at.family); !of || !(*of)->is_there())
                return gone(event->at.family);
        return std::unique_ptr<carriers::source>{
            std::make_unique<heard>(*std::move(socket), std::move(followed))};
    }

private:
    static std::span<const std::byte> answer(const nlmsghdr* head) {
        const std::size_t size = mnl_nlmsg_get_payload_len(head);
        const auto* const at = static_cast<const std::byte*>(mnl_nlmsg_get_payload(head));
        return size < GENL_HDRLEN ? std::span<const std::byte>{}
                                  : std::span{at + GENL_HDRLEN, size - GENL_HDRLEN};
    }

    result<dynamic::row_bytes> dump(const genl::channel& from, const dynamic::element& what,
                                    std::span<const std::byte> asked) const {
        dynamic::row_bytes all;
        request message{from.family().id, what.at.command, NLM_F_DUMP};
        message.add([&](nlmsghdr* head, std::size_t room) {
            return put_attributes(head, room, what.in, asked);
        });
        auto end = from.ask(message, [&](const nlmsghdr* head) {
            if (head->nlmsg_type != from.family().id)
                return;
            for_each_structure(answer(head), what.out, what.at.each,
                               [&](result<std::vector<std::byte>> row) {
                                   if (row)
                                       all.bytes.insert(all.bytes.end(), row->begin(), row->end());
                                   else if (all.misfits++ == 0)
                                       all.misfit = std::move(row).error().message;
                               });
        });
        all.consistent = !end || !end->interrupted;
        if (auto done = finish(from, what, message.head(), std::move(end)); !done)
            return std::move(done).error();
        return all;
    }

    result<std::shared_ptr<const genl::channel>> find(const std::string& family,
                                                      bool anew = false) const {
        const std::lock_guard lock{busy_};
        if (auto known = channels_[family]; known && !anew)
            return known;
        auto made = genl::channel::open(family);
        if (!made && made.error().is(ENODEV))
            return said(ENODEV, fmt::format("generic netlink has no family \"{}\" here; load the "
                                            "module that offers it",
                                            family));
        if (!made)
            return std::move(made).error();
        return channels_[family] = *std::move(made);
    }

    result<void> finish(const genl::channel& with, const dynamic::element& what,
                        const nlmsghdr* sent, result<genl::failure> end) const {
        if (!end)
            return std::move(end).error();
        if (end->number == 0)
            return {};
        if (end->number == ENOENT && !with.is_there()) {
            const std::lock_guard lock{busy_};
            channels_.erase(what.at.family); // looked up again next time
            return gone(what.at.family);
        }
        const auto words = words_of(*end, sent, what.in);
        if (words.empty())
            return errno_error(end->number, "generic netlink");
        auto why = said(end->number, fmt::format("{} ({})", words, errno_name(end->number)));
        why.kernel_text = std::move(end->text);
        return why;
    }

    mutable std::mutex busy_;
    mutable std::map<std::string, std::shared_ptr<const genl::channel>, std::less<>> channels_;
};

} // namespace

result<std::unique_ptr<carriers::carrier>> open_genetlink() {
    return std::unique_ptr<carriers::carrier>{std::make_unique<genetlink>()};
}

} // namespace gangway::existing
