// SPDX-License-Identifier: MIT
//
// How the kernel says that a netlink request has ended, and what it did not like about it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <libmnl/libmnl.h>

#include <gangway/result.hpp>

namespace gangway::nl {

/// How a request ended.
struct failure {
    int number = 0; // errno, or 0
    std::string text = {};
    bool interrupted = false; // of a dump: the table changed meanwhile

    // Where it went wrong, as places of attributes within the request; 0: not said.
    std::uint32_t at = 0;
    std::optional<std::uint32_t> missing = {}; // the number of an attribute that should be there
    std::uint32_t missing_in = 0;              // in that nest; 0: outside of all
    std::string wanted = {};                   // what is allowed: "0 to 4094"
};

/// Of an acknowledgment, or the end of a dump. All but `interrupted`, which any part may say.
failure read_failure(const nlmsghdr* head);

/// What has come of a request to an element: an error has the kernel's own text, if there is any.
result<void> outcome(const result<failure>& end, const std::string& element,
                     std::string_view carrier);

/// The text of an attribute, which need not end with a NUL.
std::string text_of(const nlattr* attribute);

} // namespace gangway::nl
