// SPDX-License-Identifier: MIT
#include "client/client.hpp"

#include <algorithm>
#include <cerrno>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "client/ask.hpp"
#include "client/stream.hpp"
#include "client/subscription.hpp"

namespace gangway::dynamic {

namespace {

std::string article(kind what) {
    return fmt::format("{} {}", what == kind::event ? "an" : "a", to_string(what));
}

} // namespace

// ---------------------------------------------------------------------------------------------
// Choosing carriers
// ---------------------------------------------------------------------------------------------

result<std::unique_ptr<client::impl>>
client::impl::make(carriers::endpoint at, std::shared_ptr<const dynamic::description> mine,
                   std::shared_ptr<const dynamic::description> theirs,
                   std::span<const carriers::entry> table, std::vector<std::string> wanted) {
    auto made = std::make_unique<impl>();
    for (const auto& name : wanted)
        if (const auto words = words_of(table);
            std::find(words.begin(), words.end(), name) == words.end())
            return error{.number = EINVAL,
                         .message = fmt::format("{}: there is no carrier {}{}", at.where.name, name,
                                                did_you_mean(name, words))};
    made->wanted_ = std::move(wanted);
    made->endpoint = std::move(at);
    made->mine = std::move(mine);
    made->theirs = made->endpoint.theirs = std::move(theirs);
    for (const auto& e : made->mine->elements)
        made->endpoint.numbers = std::max<std::size_t>(made->endpoint.numbers, e.number + 1);
    made->places_.resize(made->endpoint.numbers);
    if (auto same = made->compare(); !same)
        return std::move(same).error();
    for (const auto& e : made->mine->elements) {
        const auto* other = made->theirs ? made->theirs->find(e.number) : &e;
        auto& c = made->choices.emplace_back(choice{.what = &e});
        made->places_[e.number] = static_cast<std::uint16_t>(made->choices.size());
        if (other == nullptr) {
            c.missing = true;
            c.why = "the loaded module does not have it";
        } else {
            made->choose(c, other->via, table);
        }
    }
    if (made->interrupted_)
        return explain_open(made->endpoint.where, EINTR);
    if (auto in = made->admit(); !in)
        return std::move(in).error();
    return made;
}

// If every carrier is denied, fail at once.
result<void> client::impl::admit() const {
    int denied = 0;
    for (const auto& c : choices) {
        if (c.carrier != nullptr)
            return {};
        denied = denied == 0 ? c.denied : denied;
    }
    return denied == 0 ? result<void>{} : explain_open(endpoint.where, denied);
}

result<void> client::impl::compare() const {
    if (!theirs)
        return {};
    if (mine->interface != theirs->interface)
        return protocol_error(endpoint.where.name,
                              fmt::format("the module there says it is {}", theirs->interface));
    for (const auto& e : mine->elements)
        if (const auto* other = theirs->find(e.number);
            other != nullptr && (other->name != e.name || other->kind != e.kind))
            return protocol_error(
                endpoint.where.name,
                fmt::format("this program and the loaded module were not made from versions of one "
                            "description: number {} is the {} {} here and the {} {} there",
                            e.number, to_string(e.kind), e.name, to_string(other->kind),
                            other->name));
    return {};
}

void client::impl::choose(choice& c, const std::vector<std::string>& via,
                          std::span<const carriers::entry> table) {
    if (c.what->load_only && !via.empty()) {
        c.name = via.front();
        c.why = "given when the module is loaded, not by clients";
        return;
    }
    bool chosen = false;
    for (const auto& name : via) {
        const auto& by = open(name, table);
        if (c.notifier == nullptr && by.carrier && by.carrier->notifies()) {
            c.notifier = by.carrier.get();
            c.notifier_name = name;
        }
        if (c.submitter == nullptr && by.carrier && by.carrier->submit_handle() >= 0) {
            c.submitter = by.carrier.get();
            c.submitter_name = name;
        }
        if (chosen)
            continue;
        chosen = by.carrier != nullptr || by.denied != 0;
        if (chosen) {
            c.carrier = by.carrier.get();
            c.denied = by.denied;
            c.name = name;
            c.why = c.denied != 0   ? fmt::format("{}: {}", name, by.why)
                    : c.why.empty() ? "the first of its carriers"
                                    : "after " + c.why;
        } else {
            c.why += fmt::format("{}{}: {}", c.why.empty() ? "" : "; ", name, by.why);
        }
    }
    if (via.empty())
        c.why = "it names no carrier";
}

const client::impl::opened& client::impl::open(const std::string& name,
                                               std::span<const carriers::entry> table) {
    for (const auto& known : opened_)
        if (known->name == name)
            return *known;
    auto made = std::make_unique<opened>(opened{.name = name, .carrier = nullptr, .why = {}});
    if (!wanted_.empty() && std::find(wanted_.begin(), wanted_.end(), name) == wanted_.end()) {
        made->why = "not among those that were asked for";
        return *opened_.emplace_back(std::move(made));
    }
    const auto found = std::find_if(table.begin(), table.end(),
                                    [&](const carriers::entry& e) { return e.name == name; });
    if (found == table.end() || found->open == nullptr) {
        made->why = "this version of libgangway does not have it";
    } else if (auto carrier = found->open(endpoint); carrier) {
        made->carrier = *std::move(carrier);
    } else {
        made->why = carrier.error().message;
        made->denied = keeps_out(carrier.error().number) ? carrier.error().number : 0;
        interrupted_ |= carrier.error().is(EINTR);
    }
    return *opened_.emplace_back(std::move(made));
}

const client::impl::choice* client::impl::find(unsigned number) const {
    const auto place = number < places_.size() ? places_[number] : 0;
    return place == 0 ? nullptr : &choices[place - 1U];
}

result<const client::impl::choice*> client::impl::subscribable(unsigned number) const {
    const auto* found = find(number);
    const bool watched = found != nullptr && found->what->kind == kind::property && !found->missing;
    if (!watched)
        return usable(number, kind::event);
    if (!found->what->notify)
        return error{
            .number = EOPNOTSUPP,
            .message = fmt::format(
                "{}.{}: does not notify of changes; its description does not say \"notify: true\"",
                endpoint.where.name, found->what->name)};
    if (found->notifier == nullptr)
        return error{.number = EOPNOTSUPP,
                     .message = fmt::format("{}.{}: none of its carriers can notify of changes",
                                            endpoint.where.name, found->what->name)};
    return found;
}

result<const client::impl::choice*> client::impl::usable(unsigned number, kind wanted) const {
    const auto& name = endpoint.where.name;
    const auto* found = find(number);
    if (found == nullptr)
        return error{.number = ENOENT,
                     .message = fmt::format("{}: there is no element {}", name, number)};
    if (found->what->kind != wanted)
        return error{.number = EINVAL,
                     .message = fmt::format("{}.{}: is {}, not {}", name, found->what->name,
                                            article(found->what->kind), article(wanted))};
    if (found->missing)
        return explain_missing(name, *found->what);
    if (found->denied != 0)
        return explain_open(endpoint.where, found->denied);
    if (found->what->load_only)
        return error{.number = EOPNOTSUPP,
                     .message = fmt::format("{}.{}: can only be given when its module is loaded: "
                                            "modprobe {} {}=VALUE",
                                            name, found->what->name,
                                            endpoint.where.filled("{module}").filename().string(),
                                            found->what->parameter)};
    if (found->carrier == nullptr)
        return error{.number = EOPNOTSUPP,
                     .message = fmt::format("{}.{}: none of its carriers can be used: {}", name,
                                            found->what->name, found->why)};
    return found;
}

subject client::impl::about(const choice& by) const {
    return {endpoint.where.name, *by.what, by.name, endpoint.existing};
}

error client::impl::explained(const choice& by, error why, purpose of) const {
    return dynamic::explained(about(by), std::move(why), of);
}

template <typename Request>
std::invoke_result_t<Request> client::impl::ask(const choice& by, const request_options& how,
                                                Request request, purpose of) const {
    return dynamic::ask(about(by), how, std::move(request), of);
}

// ---------------------------------------------------------------------------------------------
// The client
// ---------------------------------------------------------------------------------------------

client::client(std::unique_ptr<impl> state) noexcept
    : impl_{std::move(state)} {}
client::client(client&&) noexcept = default;
client& client::operator=(client&&) noexcept = default;
client::~client() = default;

const dynamic::description& client::description() const noexcept {
    return *impl_->mine;
}

const dynamic::description* client::module_description() const noexcept {
    return impl_->theirs.get();
}

result<const element*> client::find(std::string_view name) const {
    if (const auto* found = impl_->mine->find(name))
        return found;
    return error{.number = ENOENT,
                 .message = fmt::format("{}: there is no {}{}", impl_->endpoint.where.name, name,
                                        did_you_mean(name, words_of(impl_->mine->elements)))};
}

std::vector<carrier_choice> client::carriers() const {
    std::vector<carrier_choice> all;
    all.reserve(impl_->choices.size());
    for (const auto& c : impl_->choices)
        all.push_back({c.what->name, c.denied != 0 ? "" : c.name, c.why,
                       where(*c.what, c.name, impl_->endpoint.where.name)});
    return all;
}

// ---------------------------------------------------------------------------------------------
// By number, in bytes
// ---------------------------------------------------------------------------------------------

result<void> client::get(unsigned number, std::span<std::byte> into,
                         const request_options& options) const {
    const auto by = impl_->usable(number, kind::property);
    if (!by)
        return by.error();
    if (!(*by)->what->readable)
        return impl_->explained(
            **by,
            {.number = EOPNOTSUPP, .message = "can be set, but not read", .carrier = (*by)->name});
    return impl_->ask(
        **by, options, [&] { return (*by)->carrier->get(*(*by)->what, into); }, purpose::asks);
}

result<void> client::set(unsigned number, std::span<const std::byte> to,
                         const request_options& options) const {
    const auto by = impl_->usable(number, kind::property);
    if (!by)
        return by.error();
    if (!(*by)->what->writable)
        return impl_->explained(
            **by,
            {.number = EOPNOTSUPP, .message = "can be read, but not set", .carrier = (*by)->name});
    return impl_->ask(**by, options, [&] { return (*by)->carrier->set(*(*by)->what, to); });
}

result<void> client::call(unsigned number, std::span<const std::byte> request,
                          std::span<std::byte> reply, const request_options& options) const {
    const auto by = impl_->usable(number, kind::call);
    if (!by)
        return by.error();
    return impl_->ask(**by, options,
                      [&] { return (*by)->carrier->call(*(*by)->what, request, reply); });
}

int client::request_handle(unsigned number) const noexcept {
    const auto* by = impl_->find(number);
    return by != nullptr && by->carrier != nullptr ? by->carrier->request_handle() : -1;
}

error client::explained(unsigned number, int why, bool only_asked) const {
    return impl_->explained(*impl_->find(number), {.number = why},
                            only_asked ? purpose::asks : purpose::gives);
}

const gw_page_value* client::shown(unsigned number, std::size_t size) const noexcept {
    const auto* by = impl_->find(number);
    return by != nullptr && by->carrier != nullptr ? by->carrier->shown(*by->what, size) : nullptr;
}

result<subscription> client::subscribe(std::span<const unsigned> numbers,
                                       subscribe_options options) const {
    const auto goes_by = [](const impl::choice& c) {
        return c.what->kind == kind::property ? std::pair{c.notifier, c.notifier_name}
                                              : std::pair{c.carrier, c.name};
    };
    std::vector<const element*> events;
    const impl::choice* first = nullptr;
    for (const unsigned number : numbers) {
        const auto by = impl_->subscribable(number);
        if (!by)
            return by.error();
        first = first == nullptr ? *by : first;
        if (goes_by(**by) != goes_by(*first))
            return error{.number = EINVAL,
                         .message = fmt::format(
                             "{}: {} is carried by {}, {} by {}; subscribe to them separately",
                             impl_->endpoint.where.name, first->what->name, goes_by(*first).second,
                             (*by)->what->name, goes_by(**by).second)};
        events.push_back((*by)->what);
    }
    if (first == nullptr)
        return error{.number = EINVAL,
                     .message = fmt::format("{}: a subscription is to one event at least",
                                            impl_->endpoint.where.name)};
    const auto by = goes_by(*first);
    const auto begin = [&]() -> result<std::unique_ptr<subscription::impl>> {
        try {
            auto source = by.first->subscribe(events, options);
            if (!source)
                return std::move(source).error();
            return std::make_unique<subscription::impl>(impl_->endpoint.where.name, impl_->mine,
                                                        by.second, events, *std::move(source),
                                                        options.stop);
        } catch (const exception& why) { // there is no descriptor left to wait on
            return why.error();
        }
    };
    auto begun =
        ask({impl_->endpoint.where.name, *first->what, by.second, impl_->endpoint.existing},
            {.deadline = options.deadline, .stop = options.stop}, begin, purpose::subscribes);
    if (!begun)
        return std::move(begun).error();
    return subscription{*std::move(begun)};
}

result<row_bytes> client::rows(unsigned number, std::span<const std::byte> request,
                               const request_options& options) const {
    const auto by = impl_->usable(number, kind::table);
    if (!by)
        return by.error();
    // Interrupted by a change: the next attempt may succeed.
    constexpr int attempts = 20;
    const auto once = [&] { return (*by)->carrier->rows_of(*(*by)->what, request); };
    return impl_->ask(
        **by, options,
        [&] {
            auto rows = once();
            for (int i = 1; i < attempts && rows && !rows->consistent; ++i)
                rows = once();
            return rows;
        },
        request.empty() ? purpose::asks : purpose::gives);
}

result<open_stream> client::open(unsigned number, const stream_options& options) const {
    const auto by = impl_->usable(number, kind::stream);
    if (!by)
        return by.error();
    if ((options.append || options.truncate) && !(*by)->what->writable)
        return impl_->explained(**by, {.number = EOPNOTSUPP,
                                       .message = "can be read, but not written",
                                       .carrier = (*by)->name});
    auto channel = impl_->ask(**by, {.deadline = options.deadline, .stop = options.stop},
                              [&] { return (*by)->carrier->open_channel(*(*by)->what, options); });
    if (!channel)
        return std::move(channel).error();
    return open_stream{std::make_unique<open_stream::impl>(open_stream::impl{
        impl_->endpoint.where.name, impl_->mine, (*by)->what, (*by)->name, *std::move(channel)})};
}

// ---------------------------------------------------------------------------------------------
// By name, in JSON
// ---------------------------------------------------------------------------------------------

result<value> client::get(std::string_view property, const request_options& options) const {
    const auto what = find(property);
    if (!what)
        return what.error();
    std::vector<std::byte> bytes((*what)->out.size);
    return get((*what)->number, bytes, options).transform([&] {
        return decode((*what)->out, bytes).at("value");
    });
}

result<void> client::set(std::string_view property, const value& to,
                         const request_options& options) const {
    const auto what = find(property);
    if (!what)
        return what.error();
    if ((*what)->kind != kind::property) // another kind: get() reports it
        return get((*what)->number, {});
    const auto bytes = encode((*what)->in, value{{"value", to}});
    if (!bytes)
        return error{.number = EINVAL,
                     .message = fmt::format("{}.{}", impl_->endpoint.where.name,
                                            (*what)->name + bytes.error().message.substr(5)),
                     .element = fmt::format("{}.{}", impl_->endpoint.where.name, (*what)->name)};
    return set((*what)->number, *bytes, options);
}

result<std::vector<std::byte>> client::impl::request_bytes(const element& of,
                                                           const value& request) const {
    auto bytes = encode(of.in, request);
    if (bytes)
        return bytes;
    const auto name = fmt::format("{}.{}", endpoint.where.name, of.name);
    return error{.number = EINVAL,
                 .message = fmt::format("{}: {}", name, bytes.error().message),
                 .element = name};
}

result<value> client::call(std::string_view name, const value& request,
                           const request_options& options) const {
    const auto what = find(name);
    if (!what)
        return what.error();
    const auto bytes = impl_->request_bytes(**what, request);
    if (!bytes)
        return bytes.error();
    std::vector<std::byte> reply((*what)->out.size);
    return call((*what)->number, *bytes, reply, options).transform([&] {
        return decode((*what)->out, reply);
    });
}

result<value> client::call(std::string_view name) const {
    return call(name, value::object());
}

result<row_values> client::rows(std::string_view table, const request_options& options) const {
    return rows(table, value::object(), options);
}

result<row_values> client::rows(std::string_view table, const value& request,
                                const request_options& options) const {
    const auto what = find(table);
    if (!what)
        return what.error();
    if ((*what)->kind != kind::table) // its rows are refused
        return rows((*what)->number).error();
    const auto bytes = impl_->request_bytes(**what, request);
    if (!bytes)
        return bytes.error();
    return rows((*what)->number, *bytes, options).transform([&](const row_bytes& all) {
        const std::size_t size = (*what)->out.size;
        row_values values{
            .rows = {}, .consistent = all.consistent, .misfits = all.misfits, .misfit = all.misfit};
        for (std::size_t at = 0; at + size <= all.bytes.size(); at += size)
            values.rows.push_back(decode((*what)->out, std::span{all.bytes}.subspan(at, size)));
        return values;
    });
}

result<subscription> client::subscribe(const std::vector<std::string>& events,
                                       subscribe_options options) const {
    std::vector<unsigned> numbers;
    for (const auto& name : events) {
        const auto what = find(name);
        if (!what)
            return what.error();
        numbers.push_back((*what)->number);
    }
    return subscribe(numbers, std::move(options));
}

result<open_stream> client::open(std::string_view stream, const stream_options& options) const {
    const auto what = find(stream);
    if (!what)
        return what.error();
    return open((*what)->number, options);
}

result<counters> client::counters(std::string_view element) const {
    const auto what = find(element);
    if (!what)
        return what.error();
    if (impl_->endpoint.existing)
        return error{.number = EOPNOTSUPP,
                     .message = fmt::format("{}: the kernel's own elements have no counters",
                                            impl_->endpoint.where.name)};
    if (!impl_->endpoint.session)
        return explain_open(impl_->endpoint.where, impl_->endpoint.refused);
    const auto got = impl_->endpoint.session->counters((*what)->number);
    if (!got)
        return explain(impl_->endpoint.where.name, *what, {}, got.error().number);
    return gangway::counters{.subscribers = got->subscribers,
                             .used = got->used,
                             .failed = got->failed,
                             .lost = got->lost};
}

} // namespace gangway::dynamic
