// SPDX-License-Identifier: MIT
//
// What the carriers of text have in common that give each element a file.
#pragma once

#include "carriers/mechanism.hpp"

namespace gangway::compiler {

class text_file : public mechanism {
public:
    explicit text_file(const carrier& by)
        : by_{by} {}

    [[nodiscard]] std::string place(const element& e) const override;
    [[nodiscard]] std::vector<std::string> usage(const model& m, const element& e) const override;
    [[nodiscard]] std::vector<std::string> facts(const model& m, const element& e) const override;
    [[nodiscard]] std::vector<std::string> table_commands(const model& m,
                                                          const element& e) const override;

private:
    const carrier& by_;
};

/// One of those whose files a kernel may have without Gangway: below `root`, by `path:`.
class existing_text_file : public text_file {
public:
    existing_text_file(const carrier& by, std::string_view root)
        : text_file{by}
        , root_{root} {}

    [[nodiscard]] std::span<const at_key> at_keys() const override;
    [[nodiscard]] std::string_view root() const override { return root_; }
    [[nodiscard]] std::string_view form_of_existing() const override {
        return "In a file, a value is text.";
    }

private:
    std::string_view root_;
};

} // namespace gangway::compiler
