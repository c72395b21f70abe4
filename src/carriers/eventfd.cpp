// SPDX-License-Identifier: MIT
//
// eventfd: an eventfd for each event, which the kernel adds 1 to. Each event is a record whose
// fields are all zero: what it said does not cross.
#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <utility>
#include <vector>

#include <sys/eventfd.h>
#include <unistd.h>

#include <gangway/eventfd.h>

#include "carriers/by_node.hpp"
#include "carriers/counted_source.hpp"

namespace gangway::carriers {

namespace {

class eventfd_source final : public counted_source {
public:
    eventfd_source(raw::descriptor counter, raw::session session, const dynamic::element& event)
        : counted_source{std::move(session), GW_CARRIER_eventfd, {counter.get()}}
        , counter_{std::move(counter)}
        , zeros_(std::max<std::size_t>(event.out.size, 1))
        , record_{.data = zeros_.data(),
                  .size = event.out.size,
                  .event = static_cast<std::uint16_t>(event.number),
                  .cpu = raw::no_cpu} {}

private:
    result<std::size_t> take(std::span<raw::record> into, std::uint64_t& /*known*/) override {
        if (left_ == 0 && ::read(counter_.get(), &left_, sizeof left_) < 0 && errno != EAGAIN &&
            errno != EINTR)
            return errno_error(errno, "read");
        const auto n = std::min<std::uint64_t>(left_, into.size());
        std::ranges::fill(into.first(n), record_);
        left_ -= n;
        return n;
    }

    raw::descriptor counter_;
    std::vector<std::byte> zeros_;
    raw::record record_;
    std::uint64_t left_ = 0; // of what was read last
};

class by_eventfd final : public carrier {
public:
    explicit by_eventfd(std::string node)
        : node_{std::move(node)} {}

    [[nodiscard]] result<std::unique_ptr<source>>
    subscribe(std::span<const dynamic::element* const> events,
              const subscribe_options& /*options*/) const override {
        if (events.size() != 1)
            return error{.number = EOPNOTSUPP,
                         .message =
                             "an eventfd cannot tell several events apart; subscribe to each "
                             "by itself",
                         .carrier = "eventfd"};
        raw::descriptor counter{eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
        if (!counter)
            return errno_error(errno, "eventfd");
        gw_subscribe_eventfd wanted{};
        wanted.fd = counter.get();
        auto session = subscribed(node_, GW_CARRIER_eventfd, wanted, events);
        if (!session)
            return std::move(session).error();
        return std::unique_ptr<source>{std::make_unique<eventfd_source>(
            std::move(counter), *std::move(session), *events.front())};
    }

private:
    std::string node_;
};

} // namespace

result<std::unique_ptr<carrier>> open_eventfd(const endpoint& at) {
    return open_by_node<by_eventfd>(at);
}

} // namespace gangway::carriers
