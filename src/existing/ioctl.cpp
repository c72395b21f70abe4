// SPDX-License-Identifier: MIT
//
// ioctl requests as a kernel defines them: the number and the layout are passed as they are.
#include <algorithm>
#include <array>
#include <cerrno>
#include <map>
#include <mutex>

#include <fcntl.h>
#include <sys/ioctl.h>

#include <fmt/format.h>

#include "carriers.hpp"
#include "integers.hpp"
#include "text/kernel_text.hpp"
#include "walled_buffer.hpp"

namespace gangway::existing {

namespace {

class ioctl final : public carriers::carrier {
public:
    explicit ioctl(std::filesystem::path root)
        : root_{std::move(root)} {}

    [[nodiscard]] result<void> get(const dynamic::element& what,
                                   std::span<std::byte> value) const override {
        return request(what, what.at.number, {}, value);
    }
    [[nodiscard]] result<void> set(const dynamic::element& what,
                                   std::span<const std::byte> value) const override {
        return request(what, what.at.set, value, {});
    }
    [[nodiscard]] result<void> call(const dynamic::element& what, std::span<const std::byte> in,
                                    std::span<std::byte> reply) const override {
        return request(what, what.at.number, in, reply);
    }

private:
    result<void> request(const dynamic::element& what, std::uint32_t number,
                         std::span<const std::byte> in, std::span<std::byte> out) const {
        const auto node = open(what.at.node);
        if (!node)
            return node.error();
        const bool in_memory = !what.at.by_value || in.empty();
        // The kernel reads and writes as much as it likes, whatever the description says.
        const auto buffer = walled_buffer::make(
            in_memory ? std::max({std::size_t{what.in.size}, in.size(), memory_of(what, out),
                                  std::size_t{_IOC_SIZE(number)}})
                      : 0);
        if (!buffer)
            return buffer.error();
        const auto bytes = buffer->bytes();
        unsigned long argument = 0;
        if (in_memory) {
            std::copy(in.begin(), in.end(), bytes.begin());
            argument = bytes.empty() ? 0 : reinterpret_cast<unsigned long>(bytes.data());
        } else {
            argument = load(in, what.in.fields.front()).value_or(integer{}).bits;
        }
        const int done = ::ioctl(*node, number, argument);
        if (done < 0)
            return refused(what, errno, bytes.size());
        if (what.at.returned && !out.empty())
            return returned(what, done, out);
        std::copy_n(bytes.begin(), std::min(out.size(), bytes.size()), out.begin());
        return {};
    }

    // What the answer takes of the buffer.
    static std::size_t memory_of(const dynamic::element& what, std::span<std::byte> out) {
        return what.at.returned ? 0 : std::max<std::size_t>(what.out.size, out.size());
    }

    static result<void> returned(const dynamic::element& what, int done, std::span<std::byte> out) {
        const auto& f = what.out.fields.front();
        std::array<std::byte, sizeof(std::uint64_t)> value{};
        if (store({static_cast<std::uint64_t>(done)}, f, value)) {
            std::copy_n(value.begin(), std::min<std::size_t>(out.size(), f.elem_size), out.begin());
            return {};
        }
        return error{.number = EPROTO,
                     .message = fmt::format("the kernel returned {}, which does not fit into {}",
                                            done, f.type),
                     .carrier = "ioctl"};
    }

    static error refused(const dynamic::element& what, int number, std::size_t size) {
        const bool is_declared =
            std::ranges::find(what.errors, number, &dynamic::declared_error::number) !=
            what.errors.end();
        if (number != EFAULT || is_declared)
            return errno_error(number, "ioctl");
        auto why = size == 0 ? std::string{"the kernel reads or writes an argument, but the "
                                           "description has none (EFAULT)"}
                             : fmt::format("the kernel reads or writes more than the {} bytes that "
                                           "are described, or a pointer in them is wrong (EFAULT)",
                                           size);
        return {.number = number, .message = std::move(why), .carrier = "ioctl"};
    }

    // For reading and writing, or whichever is permitted.
    result<int> open(const std::string& node) const {
        const std::lock_guard lock{busy_};
        if (const auto known = nodes_.find(node); known != nodes_.end())
            return known->second.get();
        if (node.empty())
            return errno_error(EINVAL, "its description names no node");
        const auto path = root_ / node.substr(1);
        // Writing is refused to folders, running programs, immutable files, … each in its own way.
        int why = 0; // of the attempt that asked for least
        for (const int flags : {O_RDWR, O_RDONLY, O_WRONLY}) {
            raw::descriptor made{::open(path.c_str(), flags | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)};
            if (made)
                return nodes_.emplace(node, std::move(made)).first->second.get();
            if (errno == EINTR) // no refusal: less would be kept than is permitted
                return errno_error(EINTR, "open");
            why = flags == O_WRONLY ? why : errno;
        }
        return said(why, path);
    }

    static error said(int number, const std::filesystem::path& path) {
        auto why = number == EACCES   ? not_permitted(path)
                   : number == ENOENT ? path.string() + " is not there"
                                      : errno_error(number, path.string()).message;
        return {.number = number, .message = std::move(why), .carrier = "ioctl"};
    }

    std::filesystem::path root_;
    mutable std::mutex busy_;
    mutable std::map<std::string, raw::descriptor, std::less<>> nodes_;
};

} // namespace

result<std::unique_ptr<carriers::carrier>> open_ioctl(const std::filesystem::path& root) {
    return std::unique_ptr<carriers::carrier>{std::make_unique<ioctl>(root)};
}

} // namespace gangway::existing
