// SPDX-License-Identifier: MIT
//
// Records that come by a descriptor which has no word for losses, nor for the end: the session of
// the subscription has.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "carriers/carrier.hpp"

namespace gangway::carriers {

class counted_source : public source {
public:
    result<std::size_t> read(std::span<raw::record> into) final;
    bool arm() final { return true; } // what has come is readable
    [[nodiscard]] int native_handle() const noexcept final { return ready_.get(); }

protected:
    /// `data`: what records come by. Throws exception when there is no descriptor left.
    counted_source(raw::session session, unsigned carrier, std::vector<int> data);

    /// Records that are there, and losses that they tell of, which raise `known`.
    virtual result<std::size_t> take(std::span<raw::record> into, std::uint64_t& known) = 0;
    /// Nothing is sent any more when this returns.
    void end() { session_.reset(); }

private:
    result<void> ask();

    std::optional<raw::session> session_;
    unsigned carrier_;
    raw::descriptor ready_;
    std::uint64_t known_ = 0; // losses that were returned
    std::uint64_t lost_ = 0;  // losses when the session was asked
    bool gone_ = false;
};

} // namespace gangway::carriers
