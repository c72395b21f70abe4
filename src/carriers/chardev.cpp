// SPDX-License-Identifier: MIT
//
// chardev: a stream as the content of the interface's node, and events that are read from it. Each
// opened one is a session of its own, with its own position.
#include <cerrno>
#include <string>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include <gangway/chardev.h>

#include "carrier.hpp"
#include "item_source.hpp"

namespace gangway::carriers {

namespace {

template <typename Result>
result<Result> to_result(ssize_t returned, const char* what) {
    // A node that could be opened for reading only.
    if (returned < 0)
        return errno_error(errno == EBADF ? EACCES : errno, what);
    return static_cast<Result>(returned);
}

class content final : public channel {
public:
    content(raw::session session, unsigned number)
        : session_{std::move(session)}
        , number_{number} {}

    result<std::size_t> read(std::span<std::byte> into) override {
        return to_result<std::size_t>(::read(native_handle(), into.data(), into.size()), "read");
    }
    result<std::size_t> write(std::span<const std::byte> from) override {
        return to_result<std::size_t>(::write(native_handle(), from.data(), from.size()), "write");
    }
    result<void> seek(std::uint64_t position) override {
        if (lseek(native_handle(), static_cast<off_t>(position), SEEK_SET) < 0)
            return errno_error(errno == ESPIPE ? EOPNOTSUPP : errno, "lseek");
        return {};
    }
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
        auto made = std::make_unique<content>(*std::move(session), what.number);
        if (options.truncate)
            if (auto cut = made->truncate(0); !cut)
                return std::move(cut).error();
        return std::unique_ptr<channel>{std::move(made)};
    }

    [[nodiscard]] result<std::unique_ptr<source>>
    subscribe(std::span<const dynamic::element* const> events,
              const subscribe_options& /*options*/) const override {
        struct {
            gw_subscribe head;
        } wanted{};
        wanted.head.carrier = GW_CARRIER_chardev;
        select(wanted.head, events);
        auto session = raw::session::open(node_);
        if (!session)
            return std::move(session).error();
        if (auto made = session->subscribe(wanted); !made)
            return std::move(made).error();
        if (fcntl(session->native_handle(), F_SETFL, O_NONBLOCK) < 0)
            return errno_error(errno, "fcntl");
        return std::unique_ptr<source>{std::make_unique<item_source>(*std::move(session))};
    }

private:
    std::string node_;
};

} // namespace

result<std::unique_ptr<carrier>> open_chardev(const endpoint& at) {
    if (!at.session)
        return errno_error(at.refused, "open");
    return std::unique_ptr<carrier>{std::make_unique<chardev>(at.where.node.string())};
}

} // namespace gangway::carriers
