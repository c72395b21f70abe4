// SPDX-License-Identifier: MIT
//
// Multicast messages of a netlink socket, as records.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <vector>

#include "carriers/carrier.hpp"
#include "netlink/exchange.hpp"

namespace gangway {

/// A socket in these multicast groups, with room for options.depth records. Errors: those of
/// socket(2), bind(2) and setsockopt(2).
result<raw::descriptor> listen(int protocol, std::span<const std::uint32_t> groups,
                               std::span<const dynamic::element* const> events,
                               const subscribe_options& options);

/// The same without groups; the kernel counts what the socket has no room for.
result<nl::socket_handle> open_listener(int protocol,
                                        std::span<const dynamic::element* const> events,
                                        const subscribe_options& options);

/// Why a record was lost that does not fit the description of its event.
std::string misfit(std::string_view event, const error& why);

class listener : public carriers::source {
public:
    result<std::size_t> read(std::span<raw::record> into) final;
    bool arm() final { return found_.empty() && !gone_; }
    [[nodiscard]] int native_handle() const noexcept final { return ready_.get(); }
    [[nodiscard]] std::string why(const raw::record& lost) const final {
        return lost.size - 1 < given_.size() ? given_[lost.size - 1].why : std::string{};
    }

protected:
    /// Throws exception when there is no descriptor left to watch it with.
    explicit listener(int socket);

    /// A message from the kernel; others are ignored.
    virtual void take(std::span<const std::byte> message) = 0;
    /// Messages were lost, and all others have been taken. False: call it again.
    virtual bool missed();

    void keep(raw::record what, std::vector<std::byte> bytes);
    /// `why`: of what did not fit its description, in words.
    void lose(std::uint64_t count, std::string why = {});
    /// No more will come after what was kept.
    void end() noexcept { gone_ = true; }

private:
    struct step {
        raw::record what;
        std::vector<std::byte> bytes;
        std::string why = {};
    };

    bool receive();

    int socket_;
    raw::descriptor ready_;
    std::vector<std::byte> buffer_;
    std::deque<step> found_;
    std::vector<step> given_; // by the last read()
    bool overrun_ = false;    // messages were lost, and this was not reported yet
    bool gone_ = false;
};

} // namespace gangway
