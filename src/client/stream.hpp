// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>

#include <gangway/stream.hpp>

#include "carriers/carrier.hpp"

namespace gangway::dynamic {

struct open_stream::impl {
    std::string interface; // "icmpmon@eth0"
    std::shared_ptr<const description> described;
    const element* what;
    std::string carrier;
    std::unique_ptr<carriers::channel> channel;
};

} // namespace gangway::dynamic
