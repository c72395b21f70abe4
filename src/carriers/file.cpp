// SPDX-License-Identifier: MIT
//
// file: a stream is the content of a file that the kernel writes, and is read there.
#include <cerrno>
#include <filesystem>
#include <memory>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "carrier.hpp"

namespace gangway::carriers {

namespace {

class kept final : public channel {
public:
    explicit kept(raw::descriptor file)
        : file_{std::move(file)} {}

    result<std::size_t> read(std::span<std::byte> into) override {
        return counted(::read(native_handle(), into.data(), into.size()), "read");
    }
    result<std::size_t> write(std::span<const std::byte> from) override {
        return counted(::write(native_handle(), from.data(), from.size()), "write");
    }
    result<void> seek(std::uint64_t position) override {
        if (lseek(native_handle(), static_cast<off_t>(position), SEEK_SET) < 0)
            return errno_error(errno, "lseek");
        return {};
    }
    [[nodiscard]] result<std::uint64_t> size() const override {
        struct stat now{};
        if (fstat(native_handle(), &now) != 0)
            return errno_error(errno, "fstat");
        return static_cast<std::uint64_t>(now.st_size);
    }
    result<void> truncate(std::uint64_t size) override {
        if (ftruncate(native_handle(), static_cast<off_t>(size)) != 0)
            return errno_error(errno, "ftruncate");
        return {};
    }
    [[nodiscard]] int native_handle() const noexcept override { return file_.get(); }

private:
    static result<std::size_t> counted(ssize_t n, const char* what) {
        if (n < 0)
            return errno_error(errno == EBADF ? EACCES : errno, what);
        return static_cast<std::size_t>(n);
    }

    raw::descriptor file_;
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
        if (!opened && errno == EACCES && what.readable && what.writable && more == 0)
            opened = raw::descriptor{open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)};
        if (!opened && errno == ENOENT)
            return error{.number = ENOENT,
                         .message =
                             "the module has written nothing yet: there is no " + path.string(),
                         .carrier = "file"};
        if (!opened)
            return errno_error(errno, "open");
        return std::unique_ptr<channel>{std::make_unique<kept>(std::move(opened))};
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
