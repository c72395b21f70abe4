// SPDX-License-Identifier: MIT
// Carriers: ring chardev signal netlink genetlink thread relay uevent input eventfd tracepoint
//
// The same packets by every carrier of events at once, to readers that keep up and to readers that
// do not read at all: by each, what was sent is what was received and what was lost. The module's
// description says which carriers these are; all that can take such an event have to be among them.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include <gangway/dynamic.hpp>

#include "carriers.hpp"
#include "icmp.hpp"
#include "input.hpp"
#include "tracefs.hpp"

namespace {

using namespace std::chrono_literals;
using gangway::dynamic::client;

struct listener {
    std::string name;
    client by;
    gangway::dynamic::subscription heard;
    std::uint64_t before; // sent before it listened

    [[nodiscard]] std::uint64_t total() const { return heard.received() + heard.lost(); }
};

bool takes_it(const gw_carrier_row& row) {
    return (row.kinds & GW_KIND_EVENT) != 0 && (row.traits & GW_TRAIT_READY) != 0 &&
           row.context >= GW_CONTEXT_ATOMIC;
}

void all_are_named(const gangway::dynamic::description& shown) {
    const auto names = [&](const gw_carrier_row& row) {
        return std::ranges::any_of(shown.elements, [&](const auto& one) {
            return std::ranges::find(one.via, row.name) != one.via.end();
        });
    };
    for (const auto& row : test::carriers)
        if (takes_it(row) && !names(row)) {
            fmt::print("{} carries such events: name it in every_carrier.yaml\n", row.name);
            CHECK(false);
        }
}

/// The tracepoint, which has no client: a small buffer, and the file that takes from it.
class tracer {
public:
    tracer() {
        test::set_tracing("buffer_size_kb", "8");
        test::clear_trace();
        test::set_tracing(event_ + "/enable", "1");
    }
    tracer(const tracer&) = delete;
    tracer& operator=(const tracer&) = delete;
    ~tracer() {
        test::set_tracing(event_ + "/enable", "0");
        test::set_tracing("buffer_size_kb", "1408");
    }
    void take() {
        std::string text;
        for (std::array<char, 8192> some{};;) {
            const auto size = read(pipe_, some.data(), some.size());
            if (size == 0 || (size < 0 && errno == EAGAIN))
                break;
            text.append(some.data(), static_cast<std::size_t>(CHECK_OK(size)));
        }
        received_ += test::traced(text, "every_carrier_packet").size();
    }
    [[nodiscard]] std::uint64_t received() const { return received_; }
    [[nodiscard]] std::uint64_t lost() const { return test::trace_lost(); }

private:
    const std::string event_ = "events/every_carrier/every_carrier_packet";
    test::file pipe_{test::tracing + "/trace_pipe", O_RDONLY | O_NONBLOCK};
    std::uint64_t received_ = 0;
};

class all_listeners {
public:
    all_listeners() {
        const auto shown = client::connect("every_carrier").value();
        all_are_named(shown.description());
        for (const auto& element : shown.description().elements)
            for (const auto& carrier : element.via)
                if (carrier == "tracepoint")
                    trace();
                else if (carrier == "input" && !test::has_evdev())
                    fmt::print("without input: there is no evdev\n");
                else
                    listen(element.name, carrier);
    }
    void ping(unsigned count) {
        test::ping(count);
        sent_ += 2UL * count; // each request, and its reply
    }
    /// What has come, and for a moment what comes. True: each has, or knows that it has lost, all
    /// that was sent.
    bool keep_up() {
        bool complete = true;
        if (traced_) {
            traced_->take();
            complete = traced_->received() + traced_->lost() == sent_ - untraced_;
        }
        for (auto& one : all_) {
            while (one.total() < sent_ - one.before && !one.heard.next(100ms).empty())
                CHECK(!one.heard.closed());
            complete = complete && one.total() == sent_ - one.before;
        }
        return complete;
    }
    /// What is missing at the end is told, by some carriers, when something follows.
    void settle() {
        for (int more = 0; !keep_up(); ++more) {
            CHECK(more < 1000);
            ping(1);
        }
    }
    void tell(const char* when) const {
        for (const auto& one : all_)
            fmt::print("{}: {}: sent {} = received {} + lost {}\n", when, one.name,
                       sent_ - one.before, one.heard.received(), one.heard.lost());
        if (traced_)
            fmt::print("{}: packet by tracepoint: sent {} = received {} + lost {}\n", when,
                       sent_ - untraced_, traced_->received(), traced_->lost());
    }
    [[nodiscard]] bool somebody_lost() const {
        return std::ranges::any_of(all_, [](const auto& one) { return one.heard.lost() > 0; }) &&
               (!traced_ || traced_->lost() > 0);
    }
    [[nodiscard]] bool everybody_received() const {
        return (!traced_ || traced_->received() > 0) &&
               std::ranges::all_of(all_, [](const auto& one) { return one.heard.received() > 0; });
    }

private:
    void listen(const std::string& element, const std::string& carrier) {
        auto by = client::connect("every_carrier", {.via = {carrier}}).value();
        auto heard = by.subscribe({element}, {.depth = 16}).value();
        all_.push_back({element + " by " + carrier, std::move(by), std::move(heard), sent_});
        // Where records are numbered, the first one says from where on.
        ping(1);
        CHECK(all_.back().heard.next(std::chrono::milliseconds{test::patience_ms}));
    }

    void trace() {
        if (!test::has_tracefs()) {
            fmt::print("without tracepoint: this kernel has no tracefs\n");
            return;
        }
        traced_.emplace();
        untraced_ = sent_;
    }

    std::vector<listener> all_;
    std::optional<tracer> traced_;
    std::uint64_t untraced_ = 0; // sent before it was traced
    std::uint64_t sent_ = 0;
};

} // namespace

int main() {
    const test::module every_carrier{"every_carrier"};
    test::set_loopback_up();
    all_listeners all;

    for (int i = 0; i < 50; ++i) {
        all.ping(5);
        all.keep_up();
    }
    all.settle();
    all.tell("read at once");
    CHECK(all.everybody_received());

    all.ping(6000); // more than any of them keeps
    all.settle();
    all.tell("read afterwards");
    CHECK(all.somebody_lost());
}
