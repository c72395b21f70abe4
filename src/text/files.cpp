// SPDX-License-Identifier: MIT
#include "text/files.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <vector>

#include <fcntl.h>
#include <sys/epoll.h>
#include <unistd.h>

#include <fmt/format.h>

#include "description/words.hpp"
#include "text/foreign_text.hpp"
#include "text/kernel_text.hpp"

namespace gangway {

namespace {

// A descriptor that several threads may open at once; one of them is kept.
class kept_descriptor {
public:
    kept_descriptor() = default;
    kept_descriptor(const kept_descriptor&) = delete;
    kept_descriptor& operator=(const kept_descriptor&) = delete;
    ~kept_descriptor() { const raw::descriptor closes{fd_}; }

    template <typename Open>
    result<int> get(Open open) {
        if (const int known = fd_.load(std::memory_order_acquire); known >= 0)
            return known;
        auto opened = open();
        if (!opened)
            return std::move(opened).error();
        int none = -1;
        if (!fd_.compare_exchange_strong(none, opened->get()))
            return none; // another thread was faster
        return opened->release();
    }

private:
    std::atomic<int> fd_{-1};
};

// With a message, which the client leaves as it is.
error said(const text_file_system& as, int number, std::string why) {
    return {.number = number, .message = std::move(why), .carrier = std::string{as.carrier}};
}

error failed(const text_file_system& as, const dynamic::element& what, int number,
             const char* how) {
    if (number != as.gone)
        return errno_error(number, how);
    if (what.at.path.empty())
        return errno_error(ENODEV, how);
    return said(as, ENODEV, fmt::format("{} is gone; reconnect", what.at.path));
}

// How values are written in the files of an interface.
class script {
public:
    script(const text_file_system& as, std::shared_ptr<const dynamic::description> theirs)
        : as_{as}
        , theirs_{std::move(theirs)} {}

    [[nodiscard]] result<std::vector<std::byte>> read(const dynamic::element& what,
                                                      int file) const {
        const bool foreign = what.at.existing;
        const auto text = foreign && may_be_long(what) ? kernel_text::read_file(file, most_of(what))
                                                       : kernel_text::read_value(file);
        if (!text)
            return failed(as_, what, text.error().number, "read");
        return understand(what, *text);
    }

    [[nodiscard]] result<std::vector<std::byte>> understand(const dynamic::element& what,
                                                            std::string_view text) const {
        auto bytes = what.at.existing ? foreign_text::read(what.out, text)
                                      : kernel_text::read(what.out, text);
        if (!bytes && theirs_) // a newer module's word?
            bytes = kernel_text::read(with_words_of(what, theirs_.get()), text);
        if (!bytes)
            return said(as_, EPROTO, bytes.error().message);
        if (as_.parameters && what.inverted)
            (*bytes)[0] ^= std::byte{1};
        return bytes;
    }

    [[nodiscard]] std::string write(const dynamic::element& what,
                                    std::span<const std::byte> value) const {
        if (what.at.existing)
            return foreign_text::write(what.in, value);
        std::vector<std::byte> said{value.begin(), value.end()};
        if (as_.parameters && what.inverted && !said.empty())
            said[0] ^= std::byte{1};
        return kernel_text::write(what.in, said) + '\n';
    }

private:
    // A file of the kernel's need not come in one read.
    static bool may_be_long(const dynamic::element& what) {
        const auto kind = what.out.fields.front().kind;
        return kind == dynamic::scalar::string || kind == dynamic::scalar::bytes;
    }
    // More than a value has room for is refused anyway; two digits and a blank for each byte.
    static std::size_t most_of(const dynamic::element& what) {
        return 4 * std::size_t{what.out.size};
    }

    text_file_system as_;
    std::shared_ptr<const dynamic::description> theirs_;
};

std::string name_of(const text_file_system& as, const dynamic::element& what) {
    if (!what.at.path.empty())
        return what.at.path.substr(1);
    return as.parameters ? what.parameter : what.name;
}

class text_files final : public carriers::carrier {
public:
    text_files(const text_file_system& as, const carriers::endpoint& at, std::filesystem::path path,
               raw::descriptor folder)
        : as_{as}
        , script_{as, at.theirs}
        , path_{std::move(path)}
        , folder_{std::move(folder)}
        , reads_(at.numbers)
        , writes_(at.numbers) {}

    [[nodiscard]] result<void> get(const dynamic::element& what,
                                   std::span<std::byte> value) const override {
        const auto file = reads_.at(what.number).get([&] { return open(what, O_RDONLY); });
        if (!file)
            return file.error();
        if (is_plain(what, what.out))
            return get_number(what, *file, value);
        return fill(value, script_.read(what, *file));
    }

    [[nodiscard]] result<void> set(const dynamic::element& what,
                                   std::span<const std::byte> value) const override {
        const auto file = writes_.at(what.number).get([&] { return open(what, O_WRONLY); });
        if (!file)
            return file.error();
        std::array<char, kernel_text::number_size> digits;
        const auto number = is_plain(what, what.in)
                                ? kernel_text::write_number(what.in, value, digits)
                                : std::string_view{};
        const auto written = number.empty() ? script_.write(what, value) : std::string{};
        const auto text = number.empty() ? std::string_view{written} : number;
        if (text.empty())
            return said(as_, EINVAL,
                        "it would be empty, and a kernel does not notice a write of no bytes; "
                        "nothing was written");
        const auto once = [&](std::size_t at) {
            return pwrite(*file, text.data() + at, text.size() - at, static_cast<off_t>(at));
        };
        auto done = write_all(what, text, once);
        if (done || !done.error().is(ESPIPE))
            return done;
        const auto again = open(what, O_WRONLY); // it cannot be rewritten from its beginning
        if (!again)
            return again.error();
        return write_all(what, text, [&](std::size_t at) {
            return ::write(again->get(), text.data() + at, text.size() - at);
        });
    }

    [[nodiscard]] bool notifies() const noexcept override { return as_.notifies; }
    [[nodiscard]] result<std::unique_ptr<carriers::source>>
    subscribe(std::span<const dynamic::element* const> properties,
              const subscribe_options& options) const override;

    [[nodiscard]] result<raw::descriptor> open(const dynamic::element& what, int flags) const {
        const auto name = name_of(as_, what);
        raw::descriptor file{openat(folder_.get(), name.c_str(), flags | O_CLOEXEC)};
        if (file)
            return file;
        if (errno == EACCES)
            return said(as_, EACCES, not_permitted(path_ / name));
        if (errno == ENOENT && !what.at.path.empty())
            return said(as_, ENOENT,
                        fmt::format("{} is not there; this kernel does not have it",
                                    (path_ / name).string()));
        return errno_error(errno == ENOENT ? ENODEV : errno, "open");
    }

private:
    // Is its text no more than a number?
    [[nodiscard]] bool is_plain(const dynamic::element& what, const dynamic::layout& type) const {
        return !what.at.existing && !(as_.parameters && what.inverted) &&
               kernel_text::is_number(type);
    }

    // All there is comes in one read.
    [[nodiscard]] result<void> get_number(const dynamic::element& what, int file,
                                          std::span<std::byte> value) const {
        std::array<char, kernel_text::number_size> buffer;
        const auto n = pread(file, buffer.data(), buffer.size(), 0);
        if (n < 0)
            return failed(as_, what, errno, "read");
        std::string_view text{buffer.data(), static_cast<std::size_t>(n)};
        if (text.ends_with('\n'))
            text.remove_suffix(1);
        if (kernel_text::read_number(what.out, text, value))
            return {};
        return fill(value, script_.understand(what, text));
    }

    static result<void> fill(std::span<std::byte> value,
                             const result<std::vector<std::byte>>& bytes) {
        if (!bytes)
            return bytes.error();
        std::fill(value.begin(), value.end(), std::byte{0});
        std::copy_n(bytes->begin(), std::min(bytes->size(), value.size()), value.begin());
        return {};
    }

    // A value is one write; only what is no text may follow in pieces.
    template <typename Once>
    [[nodiscard]] result<void> write_all(const dynamic::element& what, std::string_view text,
                                         Once once) const {
        std::size_t done = 0;
        do {
            const auto n = once(done);
            if (n < 0)
                return failed(as_, what, errno, "write");
            done += static_cast<std::size_t>(n);
            if (text.substr(done) == "\n") // its end need not count
                break;
            if (done < text.size() && (n == 0 || !foreign_text::is_binary(what.in)))
                return said(as_, EFBIG,
                            fmt::format("it is too long for this file: the kernel took {} of {} "
                                        "bytes, which may now be its value",
                                        done, text.size()));
        } while (done < text.size());
        return {};
    }

    text_file_system as_;
    script script_;
    std::filesystem::path path_;
    raw::descriptor folder_;
    mutable std::vector<kept_descriptor> reads_; // by an element's number
    mutable std::vector<kept_descriptor> writes_;
};

// The values of properties, each when it has changed.
class changes final : public carriers::source {
public:
    struct watched {
        const dynamic::element* what;
        raw::descriptor file;
        std::vector<std::byte> value = {};
        bool pending = true;  // initially, for its current value
        std::string why = {}; // it could not be read when it was last tried
    };

    // An epoll descriptor is readable like others; a sysfs file would report an error.
    changes(script of, raw::descriptor epoll, std::vector<watched> files)
        : script_{std::move(of)}
        , epoll_{std::move(epoll)}
        , files_{std::move(files)} {}

    result<std::size_t> read(std::span<raw::record> into) override {
        look();
        std::size_t n = 0;
        for (auto& w : files_) {
            if (!w.pending || n == into.size())
                continue;
            auto value = script_.read(*w.what, w.file.get());
            if (!value && value.error().is(EINTR))
                break; // asked for again, unless the signal ends it
            if (!value && value.error().is(ENODEV)) {
                auto why = std::move(value).error();
                why.element = w.what->name;
                return n != 0 ? result<std::size_t>{n} : why; // what was found comes first
            }
            w.pending = false;
            if (!value) // the next change may be read again
                into[n++] = miss(w, std::move(value).error());
            else if (*value != w.value)
                into[n++] = take(w, *std::move(value));
        }
        return n;
    }
    [[nodiscard]] std::string why(const raw::record& lost) const override {
        return lost.size - 1 < files_.size() ? files_[lost.size - 1].why : std::string{};
    }
    bool arm() override {
        look();
        return std::none_of(files_.begin(), files_.end(),
                            [](const watched& w) { return w.pending; });
    }
    [[nodiscard]] int native_handle() const noexcept override { return epoll_.get(); }

private:
    static raw::record take(watched& w, std::vector<std::byte> value) {
        w.value = std::move(value);
        return {.data = w.value.data(),
                .size = static_cast<std::uint32_t>(w.value.size()),
                .event = static_cast<std::uint16_t>(w.what->number),
                .cpu = raw::no_cpu,
                .time = now(),
                .lost = 0};
    }
    // Of a loss, the size says where to find why.
    raw::record miss(watched& w, const error& why) {
        w.why = fmt::format("{}: {}", w.what->name,
                            why.carrier.empty() ? "it cannot be read now: " + why.message
                                                : why.message);
        w.value.clear(); // whatever is read next is news
        const auto place = static_cast<std::uint32_t>(&w - files_.data());
        return {.size = place + 1, .cpu = raw::no_cpu, .lost = 1};
    }
    // Which are to be read? Only reading clears a file's POLLPRI.
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

    script script_;
    raw::descriptor epoll_;
    std::vector<watched> files_;
};

result<std::unique_ptr<carriers::source>>
text_files::subscribe(std::span<const dynamic::element* const> properties,
                      const subscribe_options& /*options*/) const {
    raw::descriptor epoll{epoll_create1(EPOLL_CLOEXEC)};
    if (!epoll)
        return errno_error(errno, "epoll_create1");
    std::vector<changes::watched> files;
    for (const auto* what : properties) {
        auto file = open(*what, O_RDONLY); // its own: the kernel tracks what each open file read
        if (!file)
            return std::move(file).error();
        epoll_event wanted{.events = EPOLLPRI,
                           .data = {.u32 = static_cast<std::uint32_t>(files.size())}};
        if (epoll_ctl(epoll.get(), EPOLL_CTL_ADD, file->get(), &wanted) != 0)
            return errno_error(errno, "epoll_ctl");
        files.push_back({what, *std::move(file)});
    }
    return std::unique_ptr<carriers::source>{
        std::make_unique<changes>(script_, std::move(epoll), std::move(files))};
}

} // namespace

result<std::unique_ptr<carriers::carrier>> open_text_files(const text_file_system& as,
                                                           const carriers::endpoint& at) {
    auto path = at.existing ? at.where.root : carriers::folder_of(as.carrier, at.where);
    raw::descriptor opened{open(path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)};
    if (!opened)
        return errno_error(errno, path.string());
    return std::unique_ptr<carriers::carrier>{
        std::make_unique<text_files>(as, at, std::move(path), std::move(opened))};
}

} // namespace gangway
