// SPDX-License-Identifier: MIT
#include "compile.hpp"

#include "builder.hpp"
#include "growth.hpp"
#include "layout.hpp"
#include "lock.hpp"
#include "yaml.hpp"

namespace gangway::compiler {

std::optional<compilation> compile(std::string_view description,
                                   const std::optional<std::string>& lock_text, diagnostics& log) {
    const auto root = parse_yaml(description, log);
    if (!root)
        return std::nullopt;
    auto d = builder{log}.build(*root);
    std::optional<lock> old;
    if (lock_text)
        old = parse_lock(*lock_text, log);
    if (old && old->interface != d.made.name) {
        log.add_lock<diag::lock_of_another>(old->interface, d.made.name);
        old.reset();
    }
    const lock* const known = old ? &*old : nullptr;
    give_numbers(d, known, log);
    lay_out(d.made, known, log);
    check_sizes(d.made, log);
    if (log.failed())
        return std::nullopt;
    // Only of a sound description: else what is wrong with it would be told a second time.
    const auto enums = check_growth(d, known != nullptr ? *known : lock{}, log);
    set_first_sizes(d.made, known);
    if (log.failed())
        return std::nullopt;
    auto text = print_lock(make_lock(d.made, enums));
    return compilation{std::move(d.made), std::move(text)};
}

std::optional<std::string> interface_name(std::string_view description) {
    diagnostics ignored;
    const auto root = parse_yaml(description, ignored);
    const node* const name = root ? root->find("interface") : nullptr;
    if (name == nullptr || !is_name(name->text))
        return std::nullopt;
    return name->text;
}

} // namespace gangway::compiler
