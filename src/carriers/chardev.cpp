// SPDX-License-Identifier: MIT
//
// chardev: a stream as the content of the interface's node, and events that are read from it. Each
// opened one is a session of its own, with its own position.
#include <cerrno>
#include <string>
#include <utility>

#include <fcntl.h>

#include <gangway/chardev.h>

#include "by_node.hpp"
#include "content.hpp"
#include "item_source.hpp"

namespace gangway::carriers {

namespace {

class node_content final : public content {
public:
    node_content(raw::session session, unsigned number)
        : session_{std::move(session)}
        , number_{number} {}

    [[nodiscard]] result<std::uint64_t> size() const override {
        return session_.stream_size(number_);
    }
    result<void> truncate(std::uint64_t size) override {
        return session_.truncate_stream(number_, size);
    }
    [[nodiscard]] int native_handle() const noexcept override { return session_.native_handle(); }

private:
    raw::session session_;
    unsigned number_;
};

class chardev final : public carrier {
public:
    explicit chardev(std::string node)
        : node_{std::move(node)} {}

    [[nodiscard]] result<std::unique_ptr<channel>>
    open_channel(const dynamic::element& what, const stream_options& options) const override {
        auto session = raw::session::open(node_);
        if (!session)
            return std::move(session).error();
        if (session->read_only() && (!what.readable || options.append || options.truncate))
            return errno_error(EACCES, "open");
        if (options.append && fcntl(session->native_handle(), F_SETFL, O_APPEND) < 0)
            return errno_error(errno, "fcntl");
        auto made = std::make_unique<node_content>(*std::move(session), what.number);
        if (options.truncate)
            if (auto cut = made->truncate(0); !cut)
                return std::move(cut).error();
        return std::unique_ptr<channel>{std::move(made)};
    }

    [[nodiscard]] result<std::unique_ptr<source>>
    subscribe(std::span<const dynamic::element* const> events,
              const subscribe_options& /*options*/) const override {
        struct arguments {
            gw_subscribe head;
        };
        auto session = subscribed(node_, GW_CARRIER_chardev, arguments{}, events);
        if (!session)
            return std::move(session).error();
        if (fcntl(session->native_handle(), F_SETFL, O_NONBLOCK) < 0)
            return errno_error(errno, "fcntl");
        return std::unique_ptr<source>{std::make_unique<item_source>(*std::move(session))};
    }

private:
    std::string node_;
};

} // namespace

result<std::unique_ptr<carrier>> open_chardev(const endpoint& at) {
    return open_by_node<chardev>(at);
}

} // namespace gangway::carriers
