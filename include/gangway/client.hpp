// SPDX-License-Identifier: MIT
//
// What generated clients are made of: NAME.gw.hpp derives a class from client_base and gives it a
// member of one of the types below for each element. All of it is a thin, typed veneer over
// gangway::dynamic, with the same thread safety.
#pragma once

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstring>
#include <iterator>
#include <memory>
#include <optional>
#include <ranges>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <sys/ioctl.h>

#include <gangway/dynamic.hpp>
#include <gangway/page_core.h>
#include <gangway/pending.hpp>
#include <gangway/raw.hpp>
#include <gangway/result.hpp>
#include <gangway/stop.hpp>
#include <gangway/stream.hpp>
#include <gangway/types.hpp>

namespace gangway {

/// One step of a subscription to events of type Record: a record, or another step of the base
/// class. It points into the ring and is valid until the next step; copy() keeps it.
template <wire_type Record>
class item : public dynamic::item {
public:
    item() = default;
    explicit item(const dynamic::item& from) noexcept
        : dynamic::item{from} {}

    /// The record; undefined unless *this is true.
    const Record& operator*() const noexcept { return *operator->(); }
    const Record* operator->() const noexcept {
        return reinterpret_cast<const Record*>(bytes().data());
    }
    [[nodiscard]] Record copy() const noexcept { return **this; }
};

/// Records of a subscription until something else comes: see subscription::records().
template <wire_type Record>
class records {
public:
    class iterator {
    public:
        using value_type = Record;
        using difference_type = std::ptrdiff_t;

        iterator() = default;
        explicit iterator(const records& of)
            : of_{of}
            , at_{of.next()} {}

        const Record& operator*() const noexcept { return *at_; }
        const Record* operator->() const noexcept { return at_; }
        iterator& operator++() {
            at_ = of_.next();
            return *this;
        }
        void operator++(int) { ++*this; }
        bool operator==(std::default_sentinel_t /*end*/) const noexcept { return at_ == nullptr; }

    private:
        records of_;
        const Record* at_ = nullptr;
    };

    records() = default;
    records(dynamic::subscription& from, deadline until)
        : from_{&from}
        , until_{until} {}

    [[nodiscard]] iterator begin() const { return iterator{*this}; }
    static std::default_sentinel_t end() noexcept { return {}; }

private:
    [[nodiscard]] const Record* next() const {
        return reinterpret_cast<const Record*>(from_->next_record(until_));
    }

    dynamic::subscription* from_ = nullptr;
    deadline until_ = deadline::never();
};

/// A subscription to one event; see dynamic::subscription for details.
template <wire_type Record>
class subscription {
public:
    using iterator = dynamic::step_iterator<subscription, item<Record>>;

    explicit subscription(dynamic::subscription from)
        : from_{std::move(from)} {}

    /// The next step if there is one now; never waits.
    item<Record> try_next() { return item<Record>{from_.try_next()}; }
    /// Waits for the next step; empty when the deadline passes.
    item<Record> next(deadline until = deadline::never()) {
        return item<Record>{from_.next(until)};
    }
    /// A range of items, all valid until the next step is asked for.
    auto batch(std::size_t most, deadline until = deadline::never()) {
        return from_.batch(most, until) |
               std::views::transform([](const dynamic::item& i) { return item<Record>{i}; });
    }

    /// What most programs want, and the cheapest: `for (const Record& r : sub.records())` waits as
    /// next() does, until something else than a record comes, a loss above all, or the deadline
    /// passes. That is what try_next() returns then, empty after the deadline. A record is valid
    /// until the next step.
    [[nodiscard]] gangway::records<Record> records(deadline until = deadline::never()) {
        return {from_, until};
    }

    /// See dynamic::subscription::why().
    [[nodiscard]] std::string why(const item<Record>& lost) const { return from_.why(lost); }
    /// To poll, then call try_next() until it is empty; see dynamic::subscription.
    [[nodiscard]] int native_handle() const noexcept { return from_.native_handle(); }
    /// Ends all waiting, from any thread.
    void cancel() noexcept { from_.cancel(); }
    /// Why no more will come; nothing as long as more may, and after cancel() or a stop.
    [[nodiscard]] std::optional<std::string> closed() const { return from_.closed(); }
    /// Totals so far. Losses of an unknown number are not counted.
    [[nodiscard]] std::uint64_t received() const noexcept { return from_.received(); }
    [[nodiscard]] std::uint64_t lost() const noexcept { return from_.lost(); }

    iterator begin() { return iterator{*this}; }
    static std::default_sentinel_t end() noexcept { return {}; }

private:
    dynamic::subscription from_;
};

enum class access : std::uint8_t { r, w, rw };
enum class notify : bool { no, yes };

namespace detail {

// What an element needs from its client, which may be moved while the core stays put.
class element_base {
public:
    element_base(const dynamic::client& core, unsigned number) noexcept
        : core_{&core}
        , number_{number} {}

protected:
    const dynamic::client* core_;
    unsigned number_;
};

// The same for elements with requests: the descriptor, if raw::request() is all it takes.
class requested_base : protected element_base {
public:
    requested_base(const dynamic::client& core, unsigned number) noexcept
        : element_base{core, number}
        , handle_{core.request_handle(number)} {}

protected:
    [[nodiscard]] bool is_direct() const noexcept { return handle_ >= 0; }
    // raw::request(), of which all but the number is known here. The errno, or 0.
    template <unsigned Direction, std::size_t Size>
    [[nodiscard]] int request(void* data) const noexcept {
        if constexpr (Size > _IOC_SIZEMASK) {
            return E2BIG; // such an element is not carried by ioctl
        } else {
            constexpr unsigned long code = _IOC(Direction, GW_IOC_MAGIC, 0U, unsigned{Size});
            return ::ioctl(handle_, code | number_, data) >= 0 ? 0 : errno;
        }
    }
    template <unsigned Direction>
    [[nodiscard]] error explained(int why) const {
        return core_->explained(number_, why, Direction == _IOC_READ);
    }

private:
    int handle_;
};

struct nothing {};

// Bytes on the wire; void has none.
template <typename T>
inline constexpr std::size_t wire_size = sizeof(T);
template <>
inline constexpr std::size_t wire_size<void> = 0;

template <typename T>
using payload = std::conditional_t<std::is_void_v<T>, nothing, T>;

template <typename T>
std::span<std::byte> bytes_of(T& value) noexcept {
    return std::as_writable_bytes(std::span{&value, 1});
}
template <typename T>
std::span<const std::byte> bytes_of(const T& value) noexcept {
    return std::as_bytes(std::span{&value, 1});
}
inline std::span<std::byte> bytes_of(nothing& /*none*/) noexcept {
    return {};
}
inline std::span<const std::byte> bytes_of(const nothing& /*none*/) noexcept {
    return {};
}

// What is submitted: all of it in wire format.
class submitted_base : protected requested_base {
public:
    using requested_base::requested_base;

protected:
    template <typename Reply>
    result<pending<Reply>> submit_bytes(unsigned direction, std::span<const std::byte> request,
                                        std::size_t reply) const {
        return core_->submit(number_, direction, request, reply).transform([](dynamic::pending p) {
            return pending<Reply>{std::move(p)};
        });
    }
    template <typename Reply>
    result<prepared<Reply>> prepare_bytes(unsigned direction, std::span<const std::byte> request,
                                          std::size_t reply) const {
        const int fd = core_->submit_handle(number_);
        if (fd < 0)
            return core_->not_submitted(number_);
        const auto size = std::max(request.size(), reply);
        auto buffer = std::make_unique<std::byte[]>(size);
        std::copy(request.begin(), request.end(), buffer.get());
        return prepared<Reply>{*core_, number_, {fd, direction, number_, size}, std::move(buffer)};
    }
};

} // namespace detail

/// A value of the interface. T is its type on the wire; a boolean is a bool to you. How long a get
/// or a set waits is for request_options to say; without them, as long as it takes.
template <wire_type T, access Access, notify Notify = notify::no>
class property : detail::requested_base {
public:
    using value_type = std::conditional_t<std::same_as<T, boolean>, bool, T>;
    using requested_base::requested_base;

    /// Asks for it. From any thread. Errors: the provider's own; EACCES or EPERM not permitted,
    /// EINTR a signal, ENODEV the module was unloaded.
    [[nodiscard]] result<value_type> get() const
        requires(Access != access::w)
    {
        T value{};
        if (!is_direct())
            return core_->get(number_, detail::bytes_of(value)).transform([&] {
                return value_type{value};
            });
        if (const int why = this->template request<_IOC_READ, sizeof(value)>(&value); why != 0)
            return this->template explained<_IOC_READ>(why);
        return value_type{value};
    }
    /// The same; errors also ETIMEDOUT and ECANCELED.
    [[nodiscard]] result<value_type> get(const request_options& options) const
        requires(Access != access::w)
    {
        T value{};
        return core_->get(number_, detail::bytes_of(value), options).transform([&] {
            return value_type{value};
        });
    }
    /// Changes it: the value has been taken when this returns. From any thread. Errors as get()'s;
    /// also EINVAL or ERANGE it is outside what the description allows.
    result<void> set(const value_type& to) const
        requires(Access != access::r)
    {
        T value{to};
        if (!is_direct())
            return core_->set(number_, detail::bytes_of(value));
        if (const int why = this->template request<_IOC_WRITE, sizeof(value)>(&value); why != 0)
            return this->template explained<_IOC_WRITE>(why);
        return {};
    }
    /// The same; errors also ETIMEDOUT and ECANCELED: it may have been taken.
    result<void> set(const value_type& to, const request_options& options) const
        requires(Access != access::r)
    {
        const T value{to};
        return core_->set(number_, detail::bytes_of(value), options);
    }
    /// Its value now, and then whenever it has changed.
    [[nodiscard]] result<subscription<T>> subscribe(subscribe_options options = {}) const
        requires(Notify == notify::yes)
    {
        return core_->subscribe(std::array{number_}, std::move(options))
            .transform([](dynamic::subscription s) { return subscription<T>{std::move(s)}; });
    }
};

/// A value in a page that the kernel shares, if that is the carrier: getting it and setting it
/// takes no system call. Setting makes a request: the kernel checks it when it looks, and get()
/// returns what it has accepted.
template <wire_type T, access Access, notify Notify = notify::no>
class page_property : public property<T, Access, Notify> {
public:
    using asked = property<T, Access, Notify>;
    using typename asked::value_type;

    page_property(const dynamic::client& core, unsigned number) noexcept
        : asked{core, number}
        , shown_{core.shown(number, sizeof(T))} {}

    [[nodiscard]] result<value_type> get() const
        requires(Access != access::w)
    {
        T value;
        return look(value) ? value_type{value} : asked::get();
    }
    [[nodiscard]] result<value_type> get(const request_options& options) const
        requires(Access != access::w)
    {
        T value;
        return look(value) ? value_type{value} : asked::get(options);
    }

private:
    bool look(T& value) const noexcept {
        return shown_ != nullptr && gw_page_read(shown_, sizeof(T), &value, sizeof(T));
    }

    const gw_page_value* shown_; // null: another carrier carries it, or it has another size there
};

/// A call; void stands for an empty request or reply. How long it waits is for request_options to
/// say: `mon.count({.saddr = host}, {.deadline = 2s})`; without them, as long as it takes.
template <typename Request, typename Reply>
class call : detail::submitted_base {
public:
    using submitted_base::submitted_base;

    /// Calls it and waits for the reply. From any thread. Errors: those that the call declares;
    /// EACCES or EPERM not permitted, EINVAL or ERANGE for the request, EINTR a signal, ENODEV the
    /// module was unloaded.
    result<Reply> operator()(const detail::payload<Request>& request) const
        requires(!std::is_void_v<Request>)
    {
        return invoke(request);
    }
    result<Reply> operator()() const
        requires std::is_void_v<Request>
    {
        return invoke({});
    }
    /// The same; errors also ETIMEDOUT and ECANCELED: it may have been done.
    result<Reply> operator()(const detail::payload<Request>& request,
                             const request_options& options) const
        requires(!std::is_void_v<Request>)
    {
        return invoke(request, &options);
    }
    result<Reply> operator()(const request_options& options) const
        requires std::is_void_v<Request>
    {
        return invoke({}, &options);
    }

    /// Starts it, by io_uring, and does not wait. Errors: EOPNOTSUPP no carrier of it can.
    [[nodiscard]] result<pending<Reply>>
    submit(const detail::payload<Request>& request = {}) const {
        return this->template submit_bytes<Reply>(direction, detail::bytes_of(request), out_size);
    }
    /// The same for a ring of your own.
    [[nodiscard]] result<prepared<Reply>>
    prepare(const detail::payload<Request>& request = {}) const {
        return this->template prepare_bytes<Reply>(direction, detail::bytes_of(request), out_size);
    }

private:
    static constexpr std::size_t in_size = detail::wire_size<Request>;
    static constexpr std::size_t out_size = detail::wire_size<Reply>;
    static constexpr unsigned direction =
        in_size + out_size == 0 ? _IOC_NONE : _IOC_READ | _IOC_WRITE;

    result<Reply> invoke(const detail::payload<Request>& request,
                         const request_options* options = nullptr) const {
        if (is_direct() && options == nullptr)
            return in_place(request);
        detail::payload<Reply> reply{};
        auto done = core_->call(number_, detail::bytes_of(request), detail::bytes_of(reply),
                                options == nullptr ? request_options{} : *options);
        if constexpr (std::is_void_v<Reply>)
            return done;
        else if (!done)
            return std::move(done).error();
        else
            return reply;
    }

    // One buffer for both: the request, padded with zeros, and then the reply. That is the result's
    // own if it is large enough.
    result<Reply> in_place(const detail::payload<Request>& request) const {
        constexpr std::size_t size = std::max(in_size, out_size);
        if constexpr (in_size <= out_size && out_size != 0) {
            result<Reply> answer{std::in_place};
            if constexpr (in_size != 0)
                std::memcpy(static_cast<void*>(&*answer), &request, in_size);
            if (const int why = this->template request<direction, size>(&*answer); why != 0)
                answer = this->template explained<direction>(why);
            return answer;
        } else {
            auto buffer = request;
            if (const int why = this->template request<direction, size>(&buffer); why != 0)
                return this->template explained<direction>(why);
            if constexpr (std::is_void_v<Reply>) {
                return {};
            } else {
                result<Reply> answer{std::in_place};
                std::memcpy(static_cast<void*>(&*answer), &buffer, out_size);
                return answer;
            }
        }
    }
};

/// Something the kernel sends on its own.
template <wire_type Record>
class event : detail::element_base {
public:
    using element_base::element_base;

    /// All records from now on, by the carrier that was chosen when connecting. From any thread.
    /// Errors: EACCES or EPERM not permitted, ENOMEM, EUSERS too many subscribe already, ENODEV the
    /// module was unloaded, ETIMEDOUT, ECANCELED.
    [[nodiscard]] result<subscription<Record>> subscribe(subscribe_options options = {}) const {
        return core_->subscribe(std::array{number_}, std::move(options))
            .transform([](dynamic::subscription s) { return subscription<Record>{std::move(s)}; });
    }

    /// In a subscription to several events: the record if it belongs to this one, else null.
    [[nodiscard]] const Record* in(const dynamic::item& item) const noexcept {
        return item && item.event().number == number_
                   ? reinterpret_cast<const Record*>(item.bytes().data())
                   : nullptr;
    }
    /// Its number within the interface, as item.event() has it.
    [[nodiscard]] unsigned number() const noexcept { return number_; }
};

/// Rows of a table, in the order of their keys.
template <wire_type Row>
class rows {
public:
    rows(std::vector<Row> all, bool consistent, std::uint64_t misfits = 0, std::string misfit = {})
        : all_{std::move(all)}
        , consistent_{consistent}
        , misfits_{misfits}
        , misfit_{std::move(misfit)} {}

    /// False: see dynamic::row_bytes.
    [[nodiscard]] bool consistent() const noexcept { return consistent_; }
    /// How many did not fit their description, and are not here.
    [[nodiscard]] std::uint64_t misfits() const noexcept { return misfits_; }
    /// Why the first of those did not.
    [[nodiscard]] const std::string& misfit() const noexcept { return misfit_; }
    [[nodiscard]] std::size_t size() const noexcept { return all_.size(); }
    [[nodiscard]] bool empty() const noexcept { return all_.empty(); }
    const Row& operator[](std::size_t i) const noexcept { return all_[i]; }
    [[nodiscard]] auto begin() const noexcept { return all_.begin(); }
    [[nodiscard]] auto end() const noexcept { return all_.end(); }

private:
    std::vector<Row> all_;
    bool consistent_;
    std::uint64_t misfits_;
    std::string misfit_;
};

/// Rows with a key, which come and go. Request: what a dump of a kernel's own may ask for; void: it
/// is always of all rows.
template <wire_type Row, typename Request = void>
class table : detail::element_base {
public:
    using element_base::element_base;

    /// All rows. A dump that was interrupted by changes is retried a few times.
    [[nodiscard]] result<gangway::rows<Row>> rows(const request_options& options = {}) const
        requires std::is_void_v<Request>
    {
        return dump({}, options);
    }
    /// The rows that are asked for.
    [[nodiscard]] result<gangway::rows<Row>> rows(const detail::payload<Request>& request,
                                                  const request_options& options = {}) const
        requires(!std::is_void_v<Request>)
    {
        return dump(detail::bytes_of(request), options);
    }

private:
    [[nodiscard]] result<gangway::rows<Row>> dump(std::span<const std::byte> request,
                                                  const request_options& options) const {
        return core_->rows(number_, request, options).transform([](const dynamic::row_bytes& from) {
            std::vector<Row> all(from.bytes.size() / sizeof(Row));
            if (!all.empty())
                std::memcpy(static_cast<void*>(all.data()), from.bytes.data(),
                            all.size() * sizeof(Row));
            return gangway::rows<Row>{std::move(all), from.consistent, from.misfits, from.misfit};
        });
    }
};

/// An opened stream; see dynamic::open_stream for details.
template <access Access>
class open_stream : dynamic::open_stream {
    using base = dynamic::open_stream;

public:
    explicit open_stream(base from)
        : base{std::move(from)} {}

    using base::native_handle;
    using base::seek;
    using base::size;

    /// Waits until there is something, and returns how many bytes; 0 at the end.
    [[nodiscard]] result<std::size_t> read(std::span<std::byte> into,
                                           const request_options& options = {})
        requires(Access != access::w)
    {
        return base::read(into, options);
    }
    [[nodiscard]] dynamic::line_range lines(request_options options = {}) &
        requires(Access != access::w) { return base::lines(std::move(options)); }
        [[nodiscard]] result<std::size_t> write(std::span<const std::byte> from,
                                                const request_options& options = {})
            requires(Access != access::r)
    {
        return base::write(from, options);
    }
    result<void> write_all(std::span<const std::byte> from, const request_options& options = {})
        requires(Access != access::r)
    {
        return base::write_all(from, options);
    }
    result<void> write_all(std::string_view text, const request_options& options = {})
        requires(Access != access::r)
    {
        return base::write_all(text, options);
    }
    result<void> truncate(std::uint64_t size, const request_options& options = {})
        requires(Access != access::r)
    {
        return base::truncate(size, options);
    }
};

/// Bulk bytes: `auto log = mon.log.open().value();`
template <access Access>
class stream : detail::element_base {
public:
    using element_base::element_base;

    /// Opens it, with a position of its own if it has any. From any thread. Errors as
    /// dynamic::client::open()'s.
    [[nodiscard]] result<open_stream<Access>> open(const stream_options& options = {}) const {
        return core_->open(number_, options).transform([](dynamic::open_stream s) {
            return open_stream<Access>{std::move(s)};
        });
    }
};

/// What generated clients derive from. Description is the JSON they were generated with.
template <typename Client, const std::string_view& Description>
class client_base {
public:
    /// Connects to the interface; `options` say which instance. Errors as dynamic::client's.
    static result<Client> connect(connect_options options = {}) {
        auto mine = dynamic::description::parse(Description);
        if (!mine)
            return std::move(mine).error();
        return dynamic::client::connect(*std::move(mine), std::move(options), runtime_abi)
            .transform([](dynamic::client core) {
                return Client{std::make_shared<const dynamic::client>(std::move(core))};
            });
    }

    explicit client_base(std::shared_ptr<const dynamic::client> core) noexcept
        : core_{std::move(core)} {}

    /// Several events in the order they were sent; take them out with event::in().
    template <typename... Records>
    [[nodiscard]] result<dynamic::subscription> subscribe(subscribe_options options,
                                                          const event<Records>&... events) const {
        return core_->subscribe(std::array{events.number()...}, std::move(options));
    }

    /// Which carrier carries each element, and why.
    [[nodiscard]] std::vector<carrier_choice> carriers() const { return core_->carriers(); }

    /// The same connection, by names and JSON.
    [[nodiscard]] const dynamic::client& dynamic() const noexcept { return *core_; }

private:
    std::shared_ptr<const dynamic::client> core_;
};

} // namespace gangway
