// SPDX-License-Identifier: MIT
//
// What a client is made of: a description, and for each element the carrier that carries it.
#pragma once

#include <cerrno>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include <fmt/format.h>

#include <gangway/dynamic.hpp>

#include "carriers/carrier.hpp"
#include "client/ask.hpp"

namespace gangway::dynamic {

/// What keeps us out of a node, but not out of what is carried elsewhere: no permission, or others
/// that have it.
constexpr bool keeps_out(int number) noexcept {
    return number == EACCES || number == EPERM || number == EUSERS || number == EBUSY;
}

/// EPROTO, for an interface: the two sides are incompatible.
inline error protocol_error(const std::string& name, std::string_view why) {
    return {.number = EPROTO, .message = fmt::format("{}: {}", name, why)};
}

struct client::impl {
    /// Chooses for each element the first of its carriers that is usable. Missing permission is no
    /// reason to take another: it is reported when the element is used. Errors: EACCES and EPERM no
    /// element is usable otherwise; EPROTO the two descriptions contradict each other. `theirs`,
    /// the module's, may be null. `wanted`: carriers to consider; none: all.
    static result<std::unique_ptr<impl>> make(carriers::endpoint at,
                                              std::shared_ptr<const dynamic::description> mine,
                                              std::shared_ptr<const dynamic::description> theirs,
                                              std::span<const carriers::entry> table,
                                              std::vector<std::string> wanted = {});

    static client wrap(std::unique_ptr<impl> state) { return client{std::move(state)}; }

    struct choice {
        const element* what = nullptr;
        const carriers::carrier* carrier = nullptr; // null: none is usable
        std::string name = {};                      // of the carrier
        std::string why = {};
        bool missing = false; // the module does not have it
        int denied = 0;       // by its carrier: an errno
        // For a property with notify: the first carrier that can notify of changes.
        const carriers::carrier* notifier = nullptr;
        std::string notifier_name = {};
        // The first carrier that requests are submitted to.
        const carriers::carrier* submitter = nullptr;
        std::string submitter_name = {};
    };

    [[nodiscard]] const choice* find(unsigned number) const; ///< null: no such element
    /// The element, if the module has it, its kind matches and a carrier is usable.
    [[nodiscard]] result<const choice*> usable(unsigned number, kind wanted) const;
    /// What a person or a program wrote, for a call or a table. Errors: EINVAL it does not fit.
    [[nodiscard]] result<std::vector<std::byte>> request_bytes(const element& of,
                                                               const value& request) const;
    /// The same for subscriptions: an event, or a property with notify.
    [[nodiscard]] result<const choice*> subscribable(unsigned number) const;
    [[nodiscard]] error explained(const choice& by, error why, purpose of = purpose::gives) const;
    /// What `request()` returns, with its error explained; or why it did not come to its end.
    template <typename Request>
    [[nodiscard]] std::invoke_result_t<Request> ask(const choice& by, const request_options& how,
                                                    Request request,
                                                    purpose of = purpose::gives) const;

    carriers::endpoint endpoint;
    std::shared_ptr<const dynamic::description> mine;
    std::shared_ptr<const dynamic::description> theirs;
    std::vector<choice> choices; // one for each of mine's elements, in their order

private:
    // By an element's number: the place of its choice, from 1; 0: there is none.
    std::vector<std::uint16_t> places_;

    struct opened {
        std::string name;
        std::unique_ptr<carriers::carrier> carrier; // null: not usable
        std::string why;
        int denied = 0; // errno
    };

    result<void> compare() const;
    void choose(choice& c, const std::vector<std::string>& via,
                std::span<const carriers::entry> table);
    const opened& open(const std::string& name, std::span<const carriers::entry> table);
    [[nodiscard]] result<void> admit() const;
    [[nodiscard]] subject about(const choice& by) const;
    std::vector<std::string> wanted_;
    std::vector<std::unique_ptr<opened>> opened_;
    bool interrupted_ = false; // while one was opened
};

} // namespace gangway::dynamic
