// SPDX-License-Identifier: MIT
#include <gangway/pending.hpp>

#include "client/client.hpp"
#include "client/stop.hpp"

namespace gangway::dynamic {

struct pending::impl {
    std::string name; // of the interface
    std::shared_ptr<const description> described;
    const element* what;
    std::string via;
    std::unique_ptr<carriers::flight> on_its_way;
    purpose of;

    [[nodiscard]] error explained(int why) const {
        return explain_submitted(name, *what, via, why, of);
    }
    [[nodiscard]] error not_yet(int why) const {
        const auto who = fmt::format("{}.{}", name, what->name);
        const auto* const how = why == ETIMEDOUT   ? "its deadline"
                                : why == ECANCELED ? "it was stopped"
                                                   : "a signal came";
        return {.number = why,
                .message =
                    fmt::format("{}: was waited for until {}; it is still on its way", who, how),
                .element = who,
                .carrier = via};
    }
};

pending::pending(std::unique_ptr<impl> state) noexcept
    : impl_{std::move(state)} {}
pending::pending(pending&&) noexcept = default;
pending& pending::operator=(pending&&) noexcept = default;
pending::~pending() = default;

bool pending::done() {
    return impl_->on_its_way->done();
}

result<std::span<const std::byte>> pending::wait(const request_options& until) {
    auto& it = *impl_->on_its_way;
    const int why = it.await(until.deadline, until.stop);
    if (why == EINTR && stop_is_due(until.stop))
        return impl_->not_yet(ECANCELED);
    if (why == EINTR || why == ETIMEDOUT || why == ECANCELED)
        return impl_->not_yet(why);
    if (why != 0)
        return impl_->explained(why);
    if (it.error() != 0)
        return impl_->explained(it.error());
    return it.reply();
}

void pending::cancel() noexcept {
    impl_->on_its_way->cancel();
}

int pending::native_handle() {
    return impl_->on_its_way->native_handle();
}

int client::submit_handle(unsigned number) const noexcept {
    const auto* by = impl_->find(number);
    return by != nullptr && by->submitter != nullptr ? by->submitter->submit_handle() : -1;
}

error client::not_submitted(unsigned number) const {
    const auto* by = impl_->find(number);
    const auto name = fmt::format("{}.{}", impl_->endpoint.where.name,
                                  by == nullptr ? std::to_string(number) : by->what->name);
    return {.number = EOPNOTSUPP,
            .message = fmt::format("{}: cannot be submitted, only waited for: no usable carrier "
                                   "can, as io_uring does",
                                   name),
            .element = name};
}

error client::explained_submitted(unsigned number, int why, bool only_asked) const {
    const auto& by = *impl_->find(number);
    return explain_submitted(impl_->endpoint.where.name, *by.what, by.submitter_name, why,
                             only_asked ? purpose::asks : purpose::gives);
}

result<pending> client::submit(unsigned number, unsigned direction,
                               std::span<const std::byte> request, std::size_t reply) const {
    const auto* by = impl_->find(number);
    if (by == nullptr || by->submitter == nullptr)
        return not_submitted(number);
    const auto of = direction == _IOC_READ ? purpose::asks : purpose::gives;
    auto sent = by->submitter->submit(number, direction, request, reply);
    if (!sent)
        return explained_submitted(number, sent.error().number, direction == _IOC_READ);
    return pending{std::make_unique<pending::impl>(pending::impl{.name = impl_->endpoint.where.name,
                                                                 .described = impl_->mine,
                                                                 .what = by->what,
                                                                 .via = by->submitter_name,
                                                                 .on_its_way = *std::move(sent),
                                                                 .of = of})};
}

} // namespace gangway::dynamic
