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
/// What to say of a request that has reached its limit: ETIMEDOUT or ECANCELED.
error ended(int number, bool begun);

/// What `request()` returns; `refuse(why, begun)` makes the error of one that reached its limit, or
/// cannot have one.
template <typename Request, typename Refuse>
std::invoke_result_t<Request> within(const request_options& how, Request request, Refuse refuse) {
    using answer = std::invoke_result_t<Request>;
    if (how.is_unlimited())
        return request();
    limit until{how};
    if (const int why = until.reached(); why != 0)
        return refuse(ended(why, false), false);
    if (auto started = until.start(); !started)
        return refuse(std::move(started).error(), false);
    return request().or_else([&](error why) -> answer {
        if (const int over = why.is(EINTR) ? until.reached() : 0; over != 0)
            return refuse(ended(over, true), true);
        return why;
    });
}

/// What `request()` returns, with its error explained; or why it did not come to its end.
template <typename Request>
std::invoke_result_t<Request> ask(const subject& of, const request_options& how, Request request,
                                  purpose what_for = purpose::gives) {
    using answer = std::invoke_result_t<Request>;
    const auto once = [&] {
        return request().or_else(
            [&](error why) -> answer { return explained(of, std::move(why), what_for); });
    };
    return within(how, once, [&](error why, bool begun) {
        if (begun && what_for != purpose::subscribes)
            why.message += "; it may have taken effect all the same";
        why.carrier = of.carrier; // explained already, but for what it is about
        return explained(of, std::move(why), what_for);
    });
}

} // namespace gangway::dynamic
