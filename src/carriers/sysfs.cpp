// SPDX-License-Identifier: MIT
//
// sysfs: properties as files of the interface's device. Changes are polled for: a file that was
// read is ready, as POLLPRI, once there is something new to read.
#include <algorithm>
#include <cerrno>
#include <chrono>
#include <vector>

#include <fcntl.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "../kernel_text.hpp"
#include "carrier.hpp"

namespace gangway::carriers {

namespace {

error named(error why) {
    if (why.is(EPROTO)) // it has said why
        why.carrier = "sysfs";
    return why;
}

result<std::vector<std::byte>> read_value(int fd, const dynamic::element& what) {
    auto text = kernel_text::read_file(fd);
    if (!text)
        return std::move(text).error();
    if (text->ends_with('\n'))
        text->pop_back();
    return kernel_text::read(what.out, *text);
}

// The values of properties, each when it is another than before.
class sysfs_source final : public source {
public:
    struct watched {
        const dynamic::element* what;
        raw::descriptor file;
        std::vector<std::byte> value = {};
        bool pending = true; // at first, its present value
    };

    // An epoll descriptor is readable as others are; a file of sysfs would be in error.
    explicit sysfs_source(raw::descriptor epoll, std::vector<watched> files)
        : epoll_{std::move(epoll)}
        , files_{std::move(files)} {}

    result<std::size_t> read(std::span<raw::record> into) override {
        look();
        std::size_t n = 0;
        for (auto& w : files_) {
            if (!w.pending || n == into.size())
                continue;
            auto value = read_value(w.file.get(), *w.what);
            if (!value) {
                auto why = named(std::move(value).error());
                why.element = w.what->name;
                return why;
            }
            w.pending = false;
            if (*value == w.value)
                continue;
            w.value = *std::move(value);
            into[n++] = {.data = w.value.data(),
                         .size = static_cast<std::uint32_t>(w.value.size()),
                         .event = static_cast<std::uint16_t>(w.what->number),
                         .cpu = raw::no_cpu,
                         .time = now(),
                         .lost = 0};
        }
        return n;
    }
    bool arm() override {
        look();
        return std::none_of(files_.begin(), files_.end(),
                            [](const watched& w) { return w.pending; });
    }
    [[nodiscard]] int native_handle() const noexcept override { return epoll_.get(); }

private:
    // Which are to be read? Reading alone makes a file quiet again.
    void look() {
        std::vector<epoll_event> ready(files_.size());
        const int n = epoll_wait(epoll_.get(), ready.data(), static_cast<int>(ready.size()), 0);
        for (int i = 0; i < n; ++i)
            files_[ready[static_cast<std::size_t>(i)].data.u32].pending = true;
    }

    static std::uint64_t now() {
        return static_cast<std::uint64_t>(
            std::chrono::nanoseconds{std::chrono::steady_clock::now().time_since_epoch()}.count());
    }

    raw::descriptor epoll_;
    std::vector<watched> files_;
};

class sysfs final : public carrier {
public:
    explicit sysfs(std::filesystem::path folder)
        : folder_{std::move(folder)} {}

    [[nodiscard]] result<void> get(const dynamic::element& what,
                                   std::span<std::byte> value) const override {
        const auto file = kernel_text::open(folder_ / what.name, O_RDONLY, "sysfs");
        if (!file)
            return file.error();
        const auto bytes = read_value(file->get(), what);
        if (!bytes)
            return named(bytes.error());
        std::fill(value.begin(), value.end(), std::byte{0});
        std::copy_n(bytes->begin(), std::min(bytes->size(), value.size()), value.begin());
        return {};
    }

    [[nodiscard]] result<void> set(const dynamic::element& what,
                                   std::span<const std::byte> value) const override {
        const auto file = kernel_text::open(folder_ / what.name, O_WRONLY, "sysfs");
        if (!file)
            return file.error();
        const auto text = kernel_text::write(what.in, value) + '\n';
        ssize_t done = 0;
        do
            done = ::write(file->get(), text.data(), text.size());
        while (done < 0 && errno == EINTR);
        return done < 0 ? result<void>{errno_error(errno, "write")} : result<void>{};
    }

    [[nodiscard]] bool notifies() const noexcept override { return true; }

    [[nodiscard]] result<std::unique_ptr<source>>
    subscribe(std::span<const dynamic::element* const> properties,
              const subscribe_options& /*options*/) const override {
        raw::descriptor epoll{epoll_create1(EPOLL_CLOEXEC)};
        if (!epoll)
            return errno_error(errno, "epoll_create1");
        std::vector<sysfs_source::watched> files;
        for (const auto* what : properties) {
            auto file = kernel_text::open(folder_ / what->name, O_RDONLY, "sysfs");
            if (!file)
                return std::move(file).error();
            epoll_event wanted{.events = EPOLLPRI,
                               .data = {.u32 = static_cast<std::uint32_t>(files.size())}};
            if (epoll_ctl(epoll.get(), EPOLL_CTL_ADD, file->get(), &wanted) != 0)
                return errno_error(errno, "epoll_ctl");
            files.push_back({what, *std::move(file)});
        }
        return std::unique_ptr<source>{
            std::make_unique<sysfs_source>(std::move(epoll), std::move(files))};
    }

private:
    std::filesystem::path folder_;
};

} // namespace

result<std::unique_ptr<carrier>> open_sysfs(const endpoint& at) {
    return std::unique_ptr<carrier>{std::make_unique<sysfs>(at.where.device)};
}

} // namespace gangway::carriers
