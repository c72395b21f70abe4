// SPDX-License-Identifier: MIT
//
// file: a stream is the content of a file that the kernel writes, and is read there.
#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <memory>
#include <optional>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "content.hpp"

namespace gangway::carriers {

namespace {

/// Writing is refused by the mode, as immutable, on a read-only file system, … each in its own way:
/// anything but what passes, or concerns reading as well.
bool is_refusal(int number) {
    constexpr std::array others = {ENOENT, EINTR, EMFILE, ENFILE, ENOMEM};
    return std::ranges::find(others, number) == others.end();
}

error refused(const std::filesystem::path& path, int number) {
    if (number != EACCES)
        return errno_error(number, path.string());
    return {.number = EACCES, .message = not_permitted(path), .carrier = "file"};
}

class file_content final : public content {
public:
    /// `unwritable`: why it could be opened for reading only.
    file_content(raw::descriptor file, std::optional<error> unwritable)
        : file_{std::move(file)}
        , unwritable_{std::move(unwritable)} {}

    result<std::size_t> write(std::span<const std::byte> from) override {
        if (unwritable_)
            return *unwritable_;
        return content::write(from);
    }
    [[nodiscard]] result<std::uint64_t> size() const override {
        struct stat now{};
        if (fstat(native_handle(), &now) != 0)
            return errno_error(errno, "fstat");
        return static_cast<std::uint64_t>(now.st_size);
    }
    result<void> truncate(std::uint64_t size) override {
        if (unwritable_)
            return *unwritable_;
        if (ftruncate(native_handle(), static_cast<off_t>(size)) != 0)
            return errno_error(errno, "ftruncate");
        return {};
    }
    [[nodiscard]] int native_handle() const noexcept override { return file_.get(); }

private:
    raw::descriptor file_;
    std::optional<error> unwritable_;
};

class file final : public carrier {
public:
    explicit file(place where)
        : where_{std::move(where)} {}

    [[nodiscard]] result<std::unique_ptr<channel>>
    open_channel(const dynamic::element& what, const stream_options& options) const override {
        const int access = !what.writable ? O_RDONLY : !what.readable ? O_WRONLY : O_RDWR;
        const int more = (options.append ? O_APPEND : 0) | (options.truncate ? O_TRUNC : 0);
        const auto path = where(what);
        raw::descriptor opened{open(path.c_str(), access | more | O_CLOEXEC | O_NOFOLLOW)};
        std::optional<error> unwritable;
        if (!opened && is_refusal(errno) && access == O_RDWR && more == 0) {
            unwritable = refused(path, errno);
            opened = raw::descriptor{open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)};
        }
        if (!opened && errno == ENOENT)
            return error{.number = ENOENT,
                         .message =
                             "the module has written nothing yet: there is no " + path.string(),
                         .carrier = "file"};
        if (!opened)
            return refused(path, errno);
        return std::unique_ptr<channel>{
            std::make_unique<file_content>(std::move(opened), std::move(unwritable))};
    }

private:
    [[nodiscard]] std::filesystem::path where(const dynamic::element& what) const {
        for (const auto& one : table())
            if (one.name == "file")
                return one.where_is(what, where_);
        return {};
    }

    place where_;
};

} // namespace

result<std::unique_ptr<carrier>> open_file(const endpoint& at) {
    return std::unique_ptr<carrier>{std::make_unique<file>(at.where)};
}

} // namespace gangway::carriers
