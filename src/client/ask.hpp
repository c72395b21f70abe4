// SPDX-License-Identifier: MIT
//
// Asking an element of something that may wait: until a deadline, or a stop, and with errors in
// words.
#pragma once

#include <cerrno>
#include <string>
#include <type_traits>
#include <utility>

#include <gangway/dynamic.hpp>

#include "client/limit.hpp"
#include "description/explain.hpp"

namespace gangway::dynamic {

/// What is asked, for messages.
struct subject {
    const std::string& interface;
    const element& what;
    const std::string& carrier;
    bool existing = false; // see carriers::endpoint
};

error explained(const subject& of, error why, purpose what_for = purpose::gives);
/// Of a request that has reached its limit: ETIMEDOUT or ECANCELED.
error ended(const subject& of, int number, bool begun);

/// What `request()` returns, with its error explained; or why it did not come to its end.
template <typename Request>
std::invoke_result_t<Request> ask(const subject& of, const request_options& how, Request request,
                                  purpose what_for = purpose::gives) {
    using answer = std::invoke_result_t<Request>;
    const auto explain = [&](error why) -> answer {
        return explained(of, std::move(why), what_for);
    };
    if (how.is_unlimited())
        return request().or_else(explain);
    limit until{how};
    if (const int why = until.reached(); why != 0)
        return ended(of, why, false);
    if (auto started = until.start(); !started)
        return explain({.number = started.error().number,
                        .message = started.error().message,
                        .carrier = of.carrier});
    return request().or_else([&](error why) -> answer {
        const int over = why.is(EINTR) ? until.reached() : 0;
        return over != 0 ? ended(of, over, true) : explain(std::move(why));
    });
}

} // namespace gangway::dynamic
