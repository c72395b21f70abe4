// SPDX-License-Identifier: MIT
//
// ring: events through memory shared with the kernel. Each subscription has a session of its own,
// with a ring.
#include <algorithm>
#include <bit>
#include <cerrno>

#include <unistd.h>

#include <fmt/format.h>

#include "by_node.hpp"

namespace gangway::carriers {

namespace {

class ring_source final : public source {
public:
    ring_source(raw::session session, raw::ring ring)
        : session_{std::move(session)}
        , ring_{std::move(ring)} {}

    result<std::size_t> read(std::span<raw::record> into) override { return ring_.read(into); }
    raw::run in_place() override { return ring_.in_place(); }
    void took(const std::byte* upto) override { ring_.took(upto); }
    bool arm() override { return ring_.arm(); }
    [[nodiscard]] int native_handle() const noexcept override { return session_.native_handle(); }

private:
    raw::session session_;
    raw::ring ring_;
};

// Bytes per CPU for `depth` records of the largest event; 0: for the kernel to choose.
result<std::uint32_t> ring_size(std::span<const dynamic::element* const> events,
                                const subscribe_options& options) {
    if (options.depth == 0)
        return 0U;
    std::uint32_t record = 0;
    for (const auto* event : events)
        record = std::max(record, event->out.size);
    record = (record + 2 * GW_RING_UNIT - 1) / GW_RING_UNIT * GW_RING_UNIT; // header and padding
    const auto wanted = std::uint64_t{record} * options.depth;
    if (wanted > GW_RING_BYTES_MAX)
        return error{.number = EINVAL,
                     .message = fmt::format("a depth of {} is too large: at most {} records",
                                            options.depth, GW_RING_BYTES_MAX / record),
                     .carrier = "ring"};
    auto bytes = std::bit_ceil(std::max({GW_RING_BYTES_MIN, static_cast<std::uint32_t>(wanted),
                                         static_cast<std::uint32_t>(sysconf(_SC_PAGESIZE))}));
    // A record, its header and a mark must fit, into a block when overwriting.
    while (GW_RING_PAYLOAD_MAX(bytes, options.overwrite ? GW_RING_OVERWRITE : 0U) < record)
        bytes *= 2;
    return bytes;
}

// What we ask for is right, so who does not know it knows another ring.
error explained(const error& from) {
    if (!from.is(EPROTONOSUPPORT) && !from.is(EINVAL))
        return from;
    return {.number = EPROTONOSUPPORT,
            .message = fmt::format("the kernel's gangway.ko does not know version {} of the ring, "
                                   "which this libgangway reads: load the one that it came with",
                                   GW_RING_VERSION),
            .carrier = "ring"};
}

class ring final : public carrier {
public:
    explicit ring(std::string node)
        : node_{std::move(node)} {}

    [[nodiscard]] result<std::unique_ptr<source>>
    subscribe(std::span<const dynamic::element* const> events,
              const subscribe_options& options) const override {
        gw_subscribe_ring wanted{};
        wanted.head.carrier = GW_CARRIER_ring;
        wanted.version = GW_RING_VERSION;
        select(wanted.head, events);
        wanted.flags = (options.overwrite ? GW_RING_OVERWRITE : 0U) |
                       (options.timestamps ? 0U : GW_RING_NO_TIME);
        const auto size = ring_size(events, options);
        if (!size)
            return size.error();
        wanted.ring_size = *size;

        auto session = raw::session::open(node_);
        if (!session)
            return std::move(session).error();
        if (session->read_only())
            return errno_error(EACCES, "open");
        const auto made = session->subscribe(wanted);
        if (!made)
            return explained(made.error());
        const raw::ring::options how{.flags = wanted.flags,
                                     .by_time =
                                         options.order == order::by_time && options.timestamps};
        auto mapped = raw::ring::map(session->native_handle(), *made, how);
        if (!mapped)
            return std::move(mapped).error();
        return std::unique_ptr<source>{
            std::make_unique<ring_source>(*std::move(session), *std::move(mapped))};
    }

private:
    std::string node_;
};

} // namespace

result<std::unique_ptr<carrier>> open_ring(const endpoint& at) {
    return open_by_node<ring>(at);
}

} // namespace gangway::carriers
