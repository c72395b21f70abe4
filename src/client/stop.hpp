// SPDX-License-Identifier: MIT
#pragma once

#include <stop_token>

namespace gangway {

/// Has a signal come that will stop this token of stop_on_signals? Its handler ran in a thread that
/// it interrupted, maybe before the stop was requested in another.
bool stop_is_due(const std::stop_token& token);

} // namespace gangway
