// SPDX-License-Identifier: MIT
//
// input: events of the interface's input device, read from its node under /dev/input. Who may open
// that node has them. uapi/gangway/input.h says what a report means.
#include <algorithm>
#include <array>
#include <bitset>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/input.h>
#include <nlohmann/json.hpp>
#include <sys/ioctl.h>
#include <unistd.h>

#include <gangway/input.h>

#include "carrier.hpp"
#include "description/place.hpp"
#include "raw/watch.hpp"
#include "text/kernel_text.hpp"

namespace gangway::carriers {

namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& file) {
    return kernel_text::read_file(file).value_or("");
}

/// "/dev/input/event3", or empty.
std::string node_of(const place& of) {
    const auto phys = "gangway/" + of.name + '\n';
    std::error_code failed;
    // A device that goes meanwhile is not an exception.
    for (fs::directory_iterator at{of.root / "sys/class/input", failed}, end; !failed && at != end;
         at.increment(failed)) {
        const auto name = at->path().filename().string();
        if (name.starts_with("event") && text_of(at->path() / "device/phys") == phys)
            return of.root / "dev/input" / name;
    }
    return {};
}

/// A field, and what reports it.
struct mapped {
    const dynamic::field* field = nullptr;
    std::uint16_t type = 0;
    std::uint16_t code = 0;
};

/// The module says itself which code is which field; a field that it has not is 0.
std::vector<mapped> mapping_of(const nlohmann::json& described, const dynamic::element& event) {
    std::vector<mapped> all;
    for (const auto& e : described.at("elements"))
        if (e.at("number") == event.number)
            for (const auto& [name, code] : e.at("input").at("codes").items())
                for (const auto& f : event.out.fields)
                    if (f.name == name)
                        all.push_back({&f, code.at(0), code.at(1)});
    return all;
}

/// What the device has of keys, switches and positions: all that reports leave out.
class state {
public:
    explicit state(int fd)
        : fd_{fd} {}
    void set(std::uint16_t type, std::uint16_t code, std::int32_t value) {
        values_[{type, code}] = value;
    }
    [[nodiscard]] std::int32_t get(std::uint16_t type, std::uint16_t code) const {
        const auto found = values_.find({type, code});
        return found != values_.end() ? found->second : 0;
    }
    /// Relative axes that are not reported did not move.
    void rest() {
        std::erase_if(values_, [](const auto& one) { return one.first.first == EV_REL; });
    }
    /// Asks the kernel.
    bool ask(std::span<const mapped> codes) {
        std::array<unsigned char, KEY_MAX / 8 + 1> keys{};
        std::array<unsigned char, SW_MAX / 8 + 1> switches{};
        if (ioctl(fd_, EVIOCGKEY(keys.size()), keys.data()) < 0 ||
            ioctl(fd_, EVIOCGSW(switches.size()), switches.data()) < 0)
            return false;
        const auto bit = [](const auto& in, std::uint16_t n) {
            return n / 8U < in.size() ? (in[n / 8U] >> n % 8U) & 1 : 0;
        };
        for (const auto& c : codes) {
            input_absinfo axis{};
            if (c.type == EV_ABS && ioctl(fd_, EVIOCGABS(c.code), &axis) == 0)
                set(c.type, c.code, axis.value);
            if (c.type == EV_KEY || c.type == EV_SW)
                set(c.type, c.code, c.type == EV_KEY ? bit(keys, c.code) : bit(switches, c.code));
        }
        return true;
    }

private:
    int fd_;
    std::map<std::pair<std::uint16_t, std::uint16_t>, std::int32_t> values_;
};

class report_source final : public source {
public:
    struct awaited {
        unsigned number = 0;
        std::size_t size = 0;
        std::vector<mapped> codes;
        /// Number of the last record emitted before the subscription; none: unknown.
        std::optional<std::uint32_t> before = {};
        std::optional<std::uint32_t> last = {}; // number of the last record reported
    };

    report_source(raw::descriptor device, std::vector<awaited> events)
        : device_{std::move(device)}
        , events_{std::move(events)}
        , state_{device_.get()} {
        for (const auto& e : events_)
            codes_.insert(codes_.end(), e.codes.begin(), e.codes.end());
        state_.ask(codes_);
    }

    result<std::size_t> read(std::span<raw::record> into) override {
        kept_.clear();
        ready_.clear();
        std::array<input_event, 64> events{};
        const auto n = ::read(native_handle(), events.data(), sizeof events);
        if (n < 0 && errno == ENODEV)
            end();
        else if (n < 0 && errno != EAGAIN && errno != EINTR)
            return errno_error(errno, "read");
        const auto count = static_cast<std::size_t>(std::max<ssize_t>(n, 0)) / sizeof(input_event);
        for (std::size_t i = 0; i < count; ++i)
            take(events[i]);
        left_.insert(left_.end(), ready_.begin(), ready_.end());
        return give(into);
    }
    bool arm() override { return left_.empty() && (ended_ || !raw::readable(native_handle())); }
    [[nodiscard]] int native_handle() const noexcept override { return device_.get(); }

private:
    struct made {
        raw::record head;
        std::vector<std::byte> bytes;
    };

    /// The device has gone, which poll() tells whoever sleeps. What evdev still had for us it gives
    /// to nobody, and goes on to call readable.
    void end() {
        if (std::exchange(ended_, true) || !raw::readable(native_handle()))
            return;
        for (const auto& e : events_)
            lose(e.number, raw::unknown_loss);
    }
    result<std::size_t> give(std::span<raw::record> into) {
        const auto n = std::min(into.size(), left_.size());
        std::move(left_.begin(), left_.begin() + static_cast<std::ptrdiff_t>(n),
                  std::back_inserter(kept_));
        left_.erase(left_.begin(), left_.begin() + static_cast<std::ptrdiff_t>(n));
        for (std::size_t i = 0; i < n; ++i) {
            into[i] = kept_[i].head;
            if (kept_[i].head.lost == 0)
                into[i].data = kept_[i].bytes.data();
        }
        return n;
    }
    void take(const input_event& e) {
        if (e.type == EV_SYN && e.code == SYN_DROPPED) {
            dropped_ = true;
        } else if (e.type == EV_SYN && e.code == SYN_REPORT) {
            if (std::exchange(dropped_, false))
                resume();
            else if (serial_)
                report(*serial_, e);
            state_.rest();
            serial_.reset();
        } else if (!dropped_ && e.type == EV_MSC && e.code == MSC_SERIAL) {
            serial_ = static_cast<std::uint32_t>(e.value);
        } else if (!dropped_) {
            state_.set(e.type, e.code, e.value);
        }
    }
    /// After what evdev has dropped. The next report's number says how much that was, if there is
    /// one to compare it with.
    void resume() {
        state_.ask(codes_);
        for (const auto& e : events_)
            if (!e.last && !e.before)
                lose(e.number, raw::unknown_loss);
    }
    void lose(unsigned number, std::uint64_t n) {
        ready_.push_back({{.data = nullptr,
                           .size = 0,
                           .event = static_cast<std::uint16_t>(number),
                           .cpu = raw::no_cpu,
                           .time = 0,
                           .lost = n},
                          {}});
    }
    void report(std::uint32_t serial, const input_event& end) {
        const auto number = serial >> GW_INPUT_EVENT_SHIFT;
        const auto found = std::ranges::find(events_, number, &awaited::number);
        if (found == events_.end())
            return;
        const auto sequence = serial & GW_INPUT_SEQUENCE_MASK;
        const bool is_loss = (serial & GW_INPUT_LOST) != 0;
        if (const auto missed = missed_before(*found, sequence, is_loss); missed != 0)
            lose(number, missed);
        found->last = sequence;
        if (!is_loss)
            ready_.push_back(record(*found, end));
    }
    /// Of a report of a loss: with those that it tells of.
    static std::uint64_t missed_before(const awaited& event, std::uint32_t sequence, bool is_loss) {
        const auto last = event.last ? event.last : event.before;
        if (!last)
            return is_loss ? raw::unknown_loss : 0;
        const auto since = (sequence - *last) & GW_INPUT_SEQUENCE_MASK;
        // Emitted before the subscription began, reported after that.
        constexpr std::uint32_t under_way = 1U << 20;
        if (!event.last && (since == 0 || since > GW_INPUT_SEQUENCE_MASK - under_way))
            return 0;
        return is_loss ? since : since - 1;
    }
    made record(const awaited& event, const input_event& end) const {
        made one{.head = {}, .bytes = std::vector<std::byte>(event.size)};
        for (const auto& c : event.codes) {
            const auto value = state_.get(c.type, c.code);
            store(std::span{one.bytes}.subspan(c.field->offset, c.field->elem_size), value);
        }
        constexpr std::uint64_t billion = 1'000'000'000;
        one.head.size = static_cast<std::uint32_t>(one.bytes.size());
        one.head.event = static_cast<std::uint16_t>(event.number);
        one.head.cpu = raw::no_cpu;
        one.head.time = static_cast<std::uint64_t>(end.input_event_sec) * billion +
                        static_cast<std::uint64_t>(end.input_event_usec) * 1000;
        return one;
    }
    static void store(std::span<std::byte> at, std::int32_t value) {
        const auto as = [&]<typename T>(T narrow) {
            std::memcpy(at.data(), &narrow, sizeof narrow);
        };
        if (at.size() == 1)
            as(static_cast<std::uint8_t>(value));
        else if (at.size() == 2)
            as(static_cast<std::uint16_t>(value));
        else if (at.size() == 4)
            as(value);
    }

    raw::descriptor device_;
    std::vector<awaited> events_;
    std::vector<mapped> codes_;
    state state_;
    std::optional<std::uint32_t> serial_; // of the report that has begun
    bool dropped_ = false;
    bool ended_ = false;
    std::vector<made> ready_;
    std::vector<made> left_; // for the next read()
    std::vector<made> kept_; // that the last one gave
};

class input final : public carrier {
public:
    explicit input(const endpoint& at)
        : of_{at.where}
        , session_{at.session} {}

    [[nodiscard]] result<std::unique_ptr<source>>
    subscribe(std::span<const dynamic::element* const> events,
              const subscribe_options& /*options*/) const override {
        const auto node = node_of(of_);
        if (node.empty())
            return error{.number = ENOENT,
                         .message = "its input device has no node under /dev/input, which evdev "
                                    "makes: modprobe evdev",
                         .carrier = "input"};
        raw::descriptor device{open(node.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)};
        if (!device && errno == EACCES)
            return error{.number = EACCES, .message = not_permitted(node), .carrier = "input"};
        if (!device)
            return errno_error(errno, "open");
        const int clock = CLOCK_MONOTONIC;
        if (ioctl(device.get(), EVIOCSCLOCKID, &clock) != 0)
            return errno_error(errno, "ioctl");
        auto awaited = mapped_events(events);
        if (!awaited)
            return std::move(awaited).error();
        return std::unique_ptr<source>{
            std::make_unique<report_source>(std::move(device), *std::move(awaited))};
    }

private:
    [[nodiscard]] result<std::vector<report_source::awaited>>
    mapped_events(std::span<const dynamic::element* const> events) const {
        const auto described =
            nlohmann::json::parse(text_of(of_.device / "description"), nullptr, false);
        std::vector<report_source::awaited> all;
        try {
            for (const auto* event : events)
                all.push_back({event->number, event->out.size, mapping_of(described, *event),
                               emitted(event->number)});
        } catch (const nlohmann::json::exception&) {
            return errno_error(EBADMSG, "description");
        }
        return all;
    }

    /// Number of the last record so far, as reports have it; none: whoever may not open the
    /// interface's node is not told.
    [[nodiscard]] std::optional<std::uint32_t> emitted(unsigned event) const {
        if (!session_)
            return {};
        const auto counted = session_->counters(event);
        if (!counted)
            return {};
        return static_cast<std::uint32_t>(counted->used & GW_INPUT_SEQUENCE_MASK);
    }

    place of_;
    std::shared_ptr<const raw::session> session_;
};

} // namespace

std::string where_input(const dynamic::element& /*what*/, const place& of) {
    return node_of(of);
}

result<std::unique_ptr<carrier>> open_input(const endpoint& at) {
    return std::unique_ptr<carrier>{std::make_unique<input>(at)};
}

} // namespace gangway::carriers
