// SPDX-License-Identifier: MIT
//
// Any interface, by name, with no generated code: what the `gangway` command uses, and what
// generated clients are built on.
//
//     auto mon = gangway::dynamic::client::connect("icmpmon").value();
//     mon.set("enabled", false).value();
//     auto reply = mon.call("count", {{"saddr", "10.0.0.1"}}).value();   // {"packets": 3}
//
// Values are JSON: include <nlohmann/json.hpp> to use them. Integers are numbers, an enum its
// name, flags an array of names, bytes a string of hexadecimal digits, and what has a `format`
// a string in that format ("10.0.0.1").
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include <gangway/description.hpp>
#include <gangway/request_options.hpp>
#include <gangway/result.hpp>
#include <gangway/stream.hpp>
#include <gangway/subscription.hpp>

struct gw_page_value;

namespace gangway {

struct connect_options {
    std::string instance = {};         ///< of an interface that has many: "eth0"
    std::string root = "/";            ///< where its /dev and /sys are
    std::vector<std::string> via = {}; ///< carriers to use, if not all: {"genetlink"}
    /// How long connecting may take, as request_options say.
    gangway::deadline deadline = gangway::deadline::never();
    std::stop_token stop = {};
};

/// Statistics of an element; see struct gw_counters.
struct counters {
    std::uint32_t subscribers = 0;
    std::uint64_t used = 0;
    std::uint64_t failed = 0;
    std::uint64_t lost = 0;
};

/// Which carrier carries an element, and why.
struct carrier_choice {
    std::string element;
    std::string carrier; ///< empty: none is usable
    std::string why;     ///< "first of its via"
    std::string where;   ///< what dynamic::where() returns
};

namespace dynamic {

using value = nlohmann::ordered_json;

/// Rows of a table in wire format, one after the other.
struct row_bytes {
    std::vector<std::byte> bytes;
    /// False: the table kept changing while it was read, so the rows are not one snapshot. Each
    /// row is consistent, and none that stayed in the table is missing.
    bool consistent = true;
    /// Rows that do not fit their description, as a kernel's own family may send them. They are
    /// left out; and why the first does not.
    std::uint64_t misfits = 0;
    std::string misfit = {};
};

/// The same, by names.
struct row_values {
    std::vector<value> rows;
    bool consistent = true;
    std::uint64_t misfits = 0;
    std::string misfit = {};
};

class pending;

/// A connection to one instance of an interface. All functions except the moves may be called from
/// several threads at once. Every error's message is a whole sentence that says what to do.
///
/// A signal whose handler was installed without SA_RESTART, as those of stop_on_signals are, ends
/// what waits in the thread that takes it with EINTR. Nothing is asked again then: it may have
/// taken effect.
class client {
public:
    /// Connects to "icmpmon", or "icmpmon@eth0", with the module's own description; or, when no
    /// such interface is loaded, to the kernel by means of a shipped() description.
    /// Errors: ENOENT not loaded, EACCES not permitted, ENODEV no such instance, EPROTO the
    /// two sides are incompatible, ETIMEDOUT, ECANCELED, EINTR, and those of open(2).
    static result<client> connect(std::string_view name, connect_options options = {});
    /// Connects with a description of your own, older or newer than the module's. `abi` is the
    /// runtime_abi that the caller was compiled for. For what a kernel already offers (`provider:
    /// kernel`) nothing is opened yet: what it lacks is reported when an element is used.
    static result<client> connect(std::shared_ptr<const dynamic::description> mine,
                                  connect_options options = {}, unsigned abi = runtime_abi);

    client(client&&) noexcept;
    client& operator=(client&&) noexcept;
    ~client();

    [[nodiscard]] const dynamic::description& description() const noexcept;
    /// The loaded module's own description; null when it could not be read, or
    /// there is none.
    [[nodiscard]] const dynamic::description* module_description() const noexcept;
    /// Errors: ENOENT, with the closest existing name.
    [[nodiscard]] result<const element*> find(std::string_view element) const;
    [[nodiscard]] std::vector<carrier_choice> carriers() const;

    /// By name, values as JSON. The value of a property; the reply of a call, as an object.
    [[nodiscard]] result<value> get(std::string_view property,
                                    const request_options& options = {}) const;
    result<void> set(std::string_view property, const value& to,
                     const request_options& options = {}) const;
    result<value> call(std::string_view name, const value& request,
                       const request_options& options = {}) const;
    result<value> call(std::string_view name) const;
    /// All rows of a table, as objects.
    [[nodiscard]] result<row_values> rows(std::string_view table,
                                          const request_options& options = {}) const;
    /// Those that a request asks for, of a table that has one.
    [[nodiscard]] result<row_values> rows(std::string_view table, const value& request,
                                          const request_options& options = {}) const;
    /// To one event, or several in the order they are sent; or to properties with `notify`, whose
    /// value comes at once and after each change. Changes in quick succession may be merged.
    [[nodiscard]] result<subscription> subscribe(const std::vector<std::string>& events,
                                                 subscribe_options options = {}) const;
    /// A stream, with a position of its own if it has any. Errors also: EACCES, EUSERS, EOPNOTSUPP
    /// to append to what is only read, or to truncate it, and what truncating may fail with.
    [[nodiscard]] result<open_stream> open(std::string_view stream,
                                           const stream_options& options = {}) const;
    [[nodiscard]] result<gangway::counters> counters(std::string_view element) const;

    /// By number, in wire format.
    result<void> get(unsigned number, std::span<std::byte> into,
                     const request_options& options = {}) const;
    result<void> set(unsigned number, std::span<const std::byte> to,
                     const request_options& options = {}) const;
    result<void> call(unsigned number, std::span<const std::byte> request,
                      std::span<std::byte> reply, const request_options& options = {}) const;
    [[nodiscard]] result<row_bytes> rows(unsigned number, std::span<const std::byte> request = {},
                                         const request_options& options = {}) const;
    [[nodiscard]] result<subscription> subscribe(std::span<const unsigned> numbers,
                                                 subscribe_options options = {}) const;

    /// Starts a request without waiting for it, of the direction that raw::request() takes; include
    /// <gangway/pending.hpp>. Errors: EOPNOTSUPP none of its carriers can; those of io_uring.
    [[nodiscard]] result<pending> submit(unsigned number, unsigned direction,
                                         std::span<const std::byte> request,
                                         std::size_t reply) const;
    /// For rings of your own: the descriptor that such requests are submitted on, or -1, and why.
    [[nodiscard]] int submit_handle(unsigned number) const noexcept;
    [[nodiscard]] error not_submitted(unsigned number) const;
    [[nodiscard]] result<open_stream> open(unsigned number,
                                           const stream_options& options = {}) const;

    /// For generated clients, whose requests take the shortest path: the descriptor on which
    /// raw::request() is all that an element needs, or -1; and what its errno means, of a request
    /// that gave something, or `only_asked`.
    [[nodiscard]] int request_handle(unsigned number) const noexcept;
    [[nodiscard]] error explained(unsigned number, int why, bool only_asked = false) const;
    /// The same for the page: where the element's value is, if it takes `size` bytes there
    /// (<gangway/page_core.h> reads it); else null.
    [[nodiscard]] const gw_page_value* shown(unsigned number, std::size_t size) const noexcept;
    /// As explained(), of a request that was submitted: what interrupted it was a cancel.
    [[nodiscard]] error explained_submitted(unsigned number, int why, bool only_asked) const;

    struct impl; // the library's own
    explicit client(std::unique_ptr<impl> state) noexcept;

private:
    std::unique_ptr<impl> impl_;
};

/// A struct's bytes as a JSON object, and back. Missing bytes are taken as zeros, surplus ones are
/// ignored. Decoding never fails: a value outside its type is shown as a number. Encoding is
/// strict; EINVAL names the field: "saddr: not an IPv4 address: 10.0.1".
value decode(const layout& type, std::span<const std::byte> bytes);
result<std::vector<std::byte>> encode(const layout& type, const value& from);

/// A record of a subscription.
value decode(const item& record);

/// A value as a person writes it: "10.0.0.1", "read|write", "0a1b", "[1, 2]", and back.
std::string to_text(const field& type, const value& from);
result<value> from_text(const field& type, std::string_view text);

/// All of a struct: "saddr=10.0.0.1 packets=3".
std::string to_text(const layout& type, const value& from);

} // namespace dynamic
} // namespace gangway
