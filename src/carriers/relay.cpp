// SPDX-License-Identifier: MIT
//
// relay: for each event a file of each CPU, which gives sub-buffers of records; <gangway/relay.h>
// says how they look. All of them are read as one.
#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <gangway/relay.h>

#include "carrier.hpp"
#include "text/kernel_text.hpp"

namespace gangway::carriers {

namespace {

namespace fs = std::filesystem;

constexpr auto later = [](const raw::record& a, const raw::record& b) { return a.time < b.time; };

/// What was read of one file, which may end within a sub-buffer.
class cpu_buffer {
public:
    cpu_buffer(raw::descriptor file, const gw_relay_state& of)
        : file_{std::move(file)}
        , bytes_(2 * std::size_t{of.subbuf_size})
        , cpu_{of.cpu}
        , expected_{of.sent} {}

    [[nodiscard]] int native_handle() const noexcept { return file_.get(); }

    /// Reads on, and adds what is whole; that stays until the next call.
    result<void> read(std::vector<raw::record>& into) {
        std::copy(bytes_.begin() + at_, bytes_.begin() + end_, bytes_.begin());
        end_ -= at_;
        at_ = 0;
        const auto n = ::read(file_.get(), bytes_.data() + end_, bytes_.size() - end_);
        if (n < 0 && errno != EINTR)
            return errno_error(errno, "read");
        end_ += static_cast<std::ptrdiff_t>(std::max<ssize_t>(n, 0));
        while (auto whole = next()) {
            if (!take(*whole, into))
                return errno_error(EBADMSG, "read");
            at_ += whole->bytes;
        }
        return {};
    }

private:
    /// The sub-buffer at the position, if all of it is there.
    [[nodiscard]] std::optional<gw_relay_subbuf> next() const {
        gw_relay_subbuf head{};
        if (end_ - at_ < static_cast<std::ptrdiff_t>(sizeof head))
            return {};
        std::memcpy(&head, &bytes_[at_], sizeof head);
        return head.bytes <= end_ - at_ ? std::optional{head} : std::nullopt;
    }

    /// False: it is not what it should be.
    bool take(const gw_relay_subbuf& head, std::vector<raw::record>& into) {
        if (head.header_bytes < sizeof head || head.bytes < head.header_bytes)
            return false;
        if (head.first > expected_)
            into.push_back({.event = static_cast<std::uint16_t>(head.event),
                            .cpu = cpu_,
                            .time = head.time,
                            .lost = head.first - expected_});
        expected_ = head.first + head.records;
        std::size_t at = head.header_bytes;
        while (at < head.bytes) {
            gw_record record{};
            if (head.bytes - at < sizeof record)
                return false;
            std::memcpy(&record, &bytes_[at_ + at], sizeof record);
            if (record.size > head.bytes ||
                GW_RELAY_ROOM(std::size_t{record.size}) > head.bytes - at)
                return false;
            if (record.flags == 0)
                into.push_back({.data = &bytes_[at_ + at + sizeof record],
                                .size = record.size,
                                .event = record.event,
                                .cpu = cpu_,
                                .time = record.time});
            at += GW_RELAY_ROOM(std::size_t{record.size});
        }
        return true;
    }

    raw::descriptor file_;
    std::vector<std::byte> bytes_;
    std::ptrdiff_t at_ = 0;
    std::ptrdiff_t end_ = 0;
    std::uint32_t cpu_;
    // Number of the next record. The first ones may be older: an overwriting channel has them.
    std::uint64_t expected_;
};

class relay_source final : public source {
public:
    relay_source(std::vector<cpu_buffer> files, bool by_time)
        : files_{std::move(files)}
        , by_time_{by_time}
        , ready_(files_.size())
        , all_{epoll_create1(EPOLL_CLOEXEC)} {
        for (std::size_t i = 0; i < files_.size(); ++i) {
            epoll_event wanted{.events = EPOLLIN, .data = {.u64 = i}};
            if (!all_ ||
                epoll_ctl(all_.get(), EPOLL_CTL_ADD, files_[i].native_handle(), &wanted) != 0)
                throw exception{errno_error(errno, "epoll")};
        }
    }

    result<std::size_t> read(std::span<raw::record> into) override {
        if (at_ == records_.size())
            if (auto got = refill(); !got)
                return std::move(got).error();
        const auto n = std::min(into.size(), records_.size() - at_);
        std::copy_n(records_.begin() + static_cast<std::ptrdiff_t>(at_), n, into.begin());
        at_ += n;
        return n;
    }
    bool arm() override { return look() == 0; }
    [[nodiscard]] int native_handle() const noexcept override { return all_.get(); }

private:
    /// How many files have something to read, or have come to their end.
    int look() { return epoll_wait(all_.get(), ready_.data(), static_cast<int>(ready_.size()), 0); }

    result<void> refill() {
        records_.clear();
        at_ = 0;
        const int n = look();
        bool gone = false;
        for (const auto& one : std::span{ready_}.first(static_cast<std::size_t>(std::max(n, 0)))) {
            gone = gone || (one.events & EPOLLHUP) != 0;
            if (auto got = files_[one.data.u64].read(records_); !got)
                return got;
        }
        if (records_.empty() && gone)
            return errno_error(ENODEV, "read");
        if (by_time_)
            std::ranges::stable_sort(records_, later);
        return {};
    }

    std::vector<cpu_buffer> files_;
    bool by_time_;
    std::vector<epoll_event> ready_;
    raw::descriptor all_;
    std::vector<raw::record> records_;
    std::size_t at_ = 0;
};

error said(int number, std::string why) {
    return {.number = number, .message = std::move(why), .carrier = "relay"};
}

/// The CPUs that an event has a file of.
result<std::vector<unsigned>> cpus_of(const fs::path& event) {
    std::vector<unsigned> cpus;
    std::error_code failed;
    const auto prefix = event.filename().string() + ".";
    for (fs::directory_iterator at{event.parent_path(), failed}, end; !failed && at != end;
         at.increment(failed)) {
        const auto name = at->path().filename().string();
        unsigned cpu = 0;
        const auto* const last = name.data() + name.size();
        if (name.starts_with(prefix) &&
            std::from_chars(name.data() + prefix.size(), last, cpu).ptr == last)
            cpus.push_back(cpu);
    }
    if (failed == std::errc::permission_denied)
        return said(EACCES, not_permitted(event.parent_path()));
    if (failed && failed != std::errc::no_such_file_or_directory)
        return errno_error(failed.value(), "open");
    if (cpus.empty())
        return said(ENOENT, fmt::format("there is no {}.CPU: debugfs is not mounted, or closed by "
                                        "lockdown",
                                        event.string()));
    std::ranges::sort(cpus);
    return cpus;
}

result<void> open_files(const fs::path& event, std::vector<cpu_buffer>& into) {
    const auto cpus = cpus_of(event);
    if (!cpus)
        return cpus.error();
    for (const auto cpu : *cpus) {
        auto file = kernel_text::open(fmt::format("{}.{}", event.string(), cpu), O_RDONLY, "relay");
        if (!file && file.error().is(EBUSY))
            return said(EBUSY, "somebody else reads it; of a channel that does not overwrite, each "
                               "record has one reader");
        if (!file)
            return std::move(file).error();
        gw_relay_state state{};
        if (ioctl(file->get(), GW_RELAY_STATE, &state) != 0)
            return errno_error(errno, "ioctl");
        into.emplace_back(*std::move(file), state);
    }
    return {};
}

class relay final : public carrier {
public:
    explicit relay(place where)
        : where_{std::move(where)} {}

    [[nodiscard]] result<std::unique_ptr<source>>
    subscribe(std::span<const dynamic::element* const> events,
              const subscribe_options& options) const override {
        std::vector<cpu_buffer> files;
        for (const auto* const event : events)
            if (auto opened = open_files(folder_of("relay", where_) / event->name, files); !opened)
                return std::move(opened).error();
        return std::unique_ptr<source>{
            std::make_unique<relay_source>(std::move(files), options.order == order::by_time)};
    }

private:
    place where_;
};

} // namespace

result<std::unique_ptr<carrier>> open_relay(const endpoint& at) {
    return std::unique_ptr<carrier>{std::make_unique<relay>(at.where)};
}

} // namespace gangway::carriers
