// SPDX-License-Identifier: MIT
//
// How a client connects: with a session on the module's node and its description, or, to what the
// kernel itself offers, with a description alone.
#include <algorithm>
#include <cerrno>
#include <filesystem>

#include <fmt/format.h>

#include "client/ask.hpp"
#include "client/client.hpp"
#include "text/kernel_text.hpp"

namespace gangway::dynamic {

namespace {

// Without the node there is still an endpoint: not all carriers need the node.
result<carriers::endpoint> open_session(const place& where) {
    auto session = raw::session::open(where.node.string());
    if (!session && keeps_out(session.error().number))
        return carriers::endpoint{where, nullptr, session.error().number};
    if (!session)
        return explain_open(where, session.error().number);
    const auto info = session->info();
    if (!info && info.error().is(ENOTTY))
        return protocol_error(where.name, where.node.string() + " is not a Gangway device");
    if (!info)
        return explain_open(where, info.error().number);
    if (info->abi != GW_ABI_VERSION)
        return protocol_error(
            where.name,
            fmt::format("gangway.ko speaks version {} of the protocol and this library {}; update "
                        "the {}",
                        info->abi, GW_ABI_VERSION,
                        info->abi < GW_ABI_VERSION ? "module" : "library"));
    return carriers::endpoint{where, std::make_shared<const raw::session>(*std::move(session))};
}

result<std::shared_ptr<const description>> read_description(const place& where) {
    const auto path = where.device / "description";
    const auto text = kernel_text::read_file(path);
    if (!text && text.error().is(EINTR))
        return explain_open(where, EINTR);
    if (!text)
        return error{.number = ENOENT,
                     .message = fmt::format("{}: cannot read {}; is sysfs mounted?", where.name,
                                            path.string())};
    return description::parse(*text);
}

// What the kernel itself offers under this name; null if nothing, or if a module uses the name.
std::shared_ptr<const description> find_shipped(const place& where) {
    std::error_code ignored;
    if (std::filesystem::exists(where.device, ignored) ||
        std::filesystem::exists(where.node, ignored))
        return nullptr;
    const auto found = std::find_if(shipped().begin(), shipped().end(), [&](const auto& known) {
        return known->interface == where.interface;
    });
    return found == shipped().end() ? nullptr : *found;
}

result<client> connect_described(std::shared_ptr<const description> mine, connect_options options,
                                 unsigned abi) {
    auto where = place::of(mine->interface, options.instance, options.root);
    if (!where)
        return std::move(where).error();
    if (abi > runtime_abi)
        return protocol_error(where->name,
                              fmt::format("this program was built for a newer libgangway (runtime "
                                          "{}, and this is {}); update the library",
                                          abi, runtime_abi));
    if (mine->existing && !where->instance.empty())
        return error{.number = EINVAL,
                     .message =
                         fmt::format("{}: the kernel's own interfaces have no instances; use "
                                     "just {}",
                                     where->name, where->interface)};
    if (mine->existing)
        return client::impl::make(carriers::endpoint{*std::move(where), nullptr, 0, true},
                                  std::move(mine), nullptr, carriers::table(),
                                  std::move(options.via))
            .transform(client::impl::wrap);
    auto endpoint = open_session(*where);
    if (!endpoint)
        return std::move(endpoint).error();
    // Without sysfs, fall back to the client's own description.
    auto theirs = read_description(*where);
    return client::impl::make(*std::move(endpoint), std::move(mine),
                              theirs ? *std::move(theirs) : nullptr, carriers::table(),
                              std::move(options.via))
        .transform(client::impl::wrap);
}

result<client> connect_by_name(const std::string& full, connect_options options) {
    auto where = place::of(full, options.root);
    if (!where)
        return std::move(where).error();
    if (auto known = find_shipped(*where)) {
        options.instance = where->instance;
        return connect_described(std::move(known), std::move(options), runtime_abi);
    }
    auto endpoint = open_session(*where);
    if (!endpoint)
        return std::move(endpoint).error();
    auto theirs = read_description(*where);
    if (!theirs)
        return std::move(theirs).error();
    return client::impl::make(*std::move(endpoint), *theirs, *theirs, carriers::table(),
                              std::move(options.via))
        .transform(client::impl::wrap);
}

// The provider's open, and generic netlink, may keep it.
template <typename Connect>
result<client> connect_within(std::string_view name, const connect_options& options,
                              Connect connect) {
    return within({.deadline = options.deadline, .stop = options.stop}, connect,
                  [&](error why, bool /*begun*/) {
                      why.message = fmt::format("{}: {}", name, why.message);
                      return why;
                  });
}

std::string full_name(std::string_view name, const connect_options& options) {
    return options.instance.empty() ? std::string{name}
                                    : fmt::format("{}@{}", name, options.instance);
}

} // namespace

result<client> client::connect(std::string_view name, connect_options options) {
    const auto full = full_name(name, options);
    return connect_within(full, options, [&] { return connect_by_name(full, options); });
}

result<client> client::connect(std::shared_ptr<const dynamic::description> mine,
                               connect_options options, unsigned abi) {
    return connect_within(full_name(mine->interface, options), options,
                          [&] { return connect_described(std::move(mine), options, abi); });
}

} // namespace gangway::dynamic
