// SPDX-License-Identifier: MIT
//
// ioctl: one numbered request on the client's session, answered in place.
#include "../existing/carriers.hpp"
#include "carrier.hpp"

namespace gangway::carriers {

namespace {

class ioctl final : public carrier {
public:
    explicit ioctl(std::shared_ptr<const raw::session> session)
        : session_{std::move(session)} {}

    [[nodiscard]] result<void> get(const dynamic::element& what,
                                   std::span<std::byte> value) const override {
        return session_->get(what.number, value);
    }

    [[nodiscard]] result<void> set(const dynamic::element& what,
                                   std::span<const std::byte> value) const override {
        return session_->set(what.number, value);
    }

    [[nodiscard]] result<void> call(const dynamic::element& what,
                                    std::span<const std::byte> request,
                                    std::span<std::byte> reply) const override {
        return call_in_place(request, reply, [&](std::span<std::byte> buffer) {
            return session_->call(what.number, buffer);
        });
    }

    [[nodiscard]] int request_handle() const noexcept override { return session_->native_handle(); }

private:
    std::shared_ptr<const raw::session> session_;
};

} // namespace

result<std::unique_ptr<carrier>> open_ioctl(const endpoint& at) {
    if (at.existing)
        return existing::open_ioctl(at.where.root);
    if (!at.session)
        return errno_error(at.refused, "open");
    return std::unique_ptr<carrier>{std::make_unique<ioctl>(at.session)};
}

} // namespace gangway::carriers
