// SPDX-License-Identifier: MIT
//
// The rules for what a client may send, stated a second time: over the fields of the description
// and the bytes of a message, knowing nothing of C members, padding or generated code.
#pragma once

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <random>
#include <span>
#include <vector>

#include "model/model.hpp"

namespace gangway::test {

using bytes = std::vector<std::uint8_t>;

class oracle {
public:
    /// 0, -EINVAL or -ERANGE: what the kernel must say of a message.
    static int judge(const compiler::struct_type& type, const compiler::property* p,
                     std::span<const std::uint8_t> message);

    /// A message that must be accepted, otherwise random.
    static bytes invent(const compiler::struct_type& type, const compiler::property* p,
                        std::mt19937_64& random);

private:
    using view = std::span<const std::uint8_t>;
    static std::uint64_t number(const compiler::field& f, view value);
    static bool is_zero(view part);
    static bool is_value(const compiler::field& f, view value);
    static bool is_valid(const compiler::struct_type& type, view message);
    static void invent_value(const compiler::field& f, std::span<std::uint8_t> value,
                             std::mt19937_64& random);
    static void invent_into(const compiler::struct_type& type, std::span<std::uint8_t> message,
                            std::mt19937_64& random);
};

} // namespace gangway::test
