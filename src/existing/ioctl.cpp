// SPDX-License-Identifier: MIT
//
// ioctl requests as a kernel defines them: the number and the layout are passed as they are.
#include <algorithm>
#include <cerrno>
#include <map>
#include <mutex>
#include <vector>

#include <fcntl.h>
#include <sys/ioctl.h>

#include <fmt/format.h>

#include "carriers.hpp"
#include "text/kernel_text.hpp"

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
        // The kernel reads and writes as much as the number says, whatever the description says.
        const bool empty = what.in.size == 0 && what.out.size == 0 && _IOC_SIZE(number) == 0;
        std::vector<std::byte> buffer(std::max<std::size_t>(
            {in.size(), out.size(), what.in.size, what.out.size, _IOC_SIZE(number)}));
        std::copy(in.begin(), in.end(), buffer.begin());
        int done = 0;
        do
            done = ::ioctl(*node, number, empty ? nullptr : buffer.data());
        while (done < 0 && errno == EINTR);
        if (done < 0)
            return errno_error(errno, "ioctl");
        std::copy_n(buffer.begin(), out.size(), out.begin());
        return {};
    }

    // For reading and writing, or whichever is permitted.
    result<int> open(const std::string& node) const {
        const std::lock_guard lock{busy_};
        if (const auto known = nodes_.find(node); known != nodes_.end())
            return known->second.get();
        if (node.empty())
            return errno_error(EINVAL, "its description names no node");
        const auto path = root_ / node.substr(1);
        for (const int flags : {O_RDWR, O_RDONLY, O_WRONLY}) {
            raw::descriptor made{::open(path.c_str(), flags | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)};
            if (made)
                return nodes_.emplace(node, std::move(made)).first->second.get();
            if (errno != EACCES)
                break;
        }
        return said(errno, path);
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
