// SPDX-License-Identifier: MIT
//
// result<T>: a value, or an error that says in a whole sentence what is wrong and how to fix it.
//
//     auto seen = mon.seen.get();               // look before you take
//     if (!seen) fmt::print(stderr, "{}\n", seen.error().message);
//
//     auto seen = mon.seen.get().value();       // or let it throw gangway::exception
#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

namespace gangway {

/// Version of the runtime's interface to generated code. It grows with every addition; generated
/// code states the lowest one that it needs.
inline constexpr unsigned runtime_abi = 8;

/// What went wrong.
struct error {
    int number = 0;               ///< errno, positive; always set
    std::string message = {};     ///< complete: "icmpmon: not loaded; try modprobe icmpmon"
    std::string element = {};     ///< "icmpmon.count"; empty when it is about no element
    std::string carrier = {};     ///< "ioctl"; empty when none was reached
    std::string kernel_text = {}; ///< the kernel's own text, if it gave any

    /// True for an errno, or for a value of the enum of a call's declared errors.
    [[nodiscard]] bool is(int code) const noexcept { return number == code; }
    template <typename E>
        requires std::is_enum_v<E>
    [[nodiscard]] bool is(E code) const noexcept {
        return number == static_cast<int>(code);
    }
};

/// What value() throws. what() is the whole sentence.
class exception : public std::runtime_error {
public:
    explicit exception(gangway::error why)
        : std::runtime_error{why.message}
        , error_{std::move(why)} {}

    [[nodiscard]] const gangway::error& error() const noexcept { return error_; }

private:
    gangway::error error_;
};

template <typename T>
class result;

namespace detail {

template <typename T>
inline constexpr bool is_result = false;
template <typename T>
inline constexpr bool is_result<result<T>> = true;

template <typename T>
concept any_result = is_result<std::remove_cvref_t<T>>;

template <typename F, typename... Args>
using transformed = result<std::remove_cvref_t<std::invoke_result_t<F, Args...>>>;

// std::invoke, and its value (or completion) as a result.
template <typename F, typename... Args>
transformed<F, Args...> invoke_as_result(F&& f, Args&&... args) {
    if constexpr (std::is_void_v<std::invoke_result_t<F, Args...>>) {
        std::invoke(std::forward<F>(f), std::forward<Args>(args)...);
        return {};
    } else {
        return std::invoke(std::forward<F>(f), std::forward<Args>(args)...);
    }
}

} // namespace detail

/// A T or an error. value() on a temporary returns by value, so that
/// `for (auto& x : f().value())` owns what it iterates over.
template <typename T>
class [[nodiscard]] result {
    static_assert(!std::is_reference_v<T> && !std::same_as<T, gangway::error>);

public:
    using value_type = T;

    template <typename U = T>
        requires std::convertible_to<U&&, T> && (!detail::any_result<U>)
    // NOLINTNEXTLINE(bugprone-forwarding-reference-overload): constrained above
    result(U&& value)
        : state_{std::in_place_index<0>, std::forward<U>(value)} {}

    result(gangway::error why)
        : state_{std::in_place_index<1>, std::move(why)} {}

    /// A value made in its place, of nothing or of what is given.
    template <typename... Args>
    explicit result(std::in_place_t, Args&&... args)
        : state_{std::in_place_index<0>, std::forward<Args>(args)...} {}

    [[nodiscard]] bool has_value() const noexcept { return state_.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }

    /// The value; throws gangway::exception when there is none.
    T& value() & { return check(), *std::get_if<0>(&state_); }
    const T& value() const& { return check(), *std::get_if<0>(&state_); }
    T value() && { return check(), std::move(*std::get_if<0>(&state_)); }

    /// The value; undefined when there is none.
    T& operator*() & noexcept { return *std::get_if<0>(&state_); }
    const T& operator*() const& noexcept { return *std::get_if<0>(&state_); }
    T operator*() && { return std::move(*std::get_if<0>(&state_)); }
    T* operator->() noexcept { return std::get_if<0>(&state_); }
    const T* operator->() const noexcept { return std::get_if<0>(&state_); }

    template <typename U>
    [[nodiscard]] T value_or(U&& other) const& {
        return has_value() ? **this : static_cast<T>(std::forward<U>(other));
    }
    template <typename U>
    [[nodiscard]] T value_or(U&& other) && {
        return has_value() ? *std::move(*this) : static_cast<T>(std::forward<U>(other));
    }

    /// The error; undefined when there is a value.
    gangway::error& error() & noexcept { return *std::get_if<1>(&state_); }
    const gangway::error& error() const& noexcept { return *std::get_if<1>(&state_); }
    gangway::error error() && { return std::move(*std::get_if<1>(&state_)); }

    /// f(value), which returns a result; or the error unchanged.
    template <typename F>
    std::remove_cvref_t<std::invoke_result_t<F, const T&>> and_then(F&& f) const& {
        if (has_value())
            return std::invoke(std::forward<F>(f), **this);
        return error();
    }
    template <typename F>
    std::remove_cvref_t<std::invoke_result_t<F, T>> and_then(F&& f) && {
        if (has_value())
            return std::invoke(std::forward<F>(f), *std::move(*this));
        return std::move(*this).error();
    }

    /// f(value) as a result; or the error unchanged.
    template <typename F>
    detail::transformed<F, const T&> transform(F&& f) const& {
        if (has_value())
            return detail::invoke_as_result(std::forward<F>(f), **this);
        return error();
    }
    template <typename F>
    detail::transformed<F, T> transform(F&& f) && {
        if (has_value())
            return detail::invoke_as_result(std::forward<F>(f), *std::move(*this));
        return std::move(*this).error();
    }

    /// This value; or f(error), which returns a result of the same type.
    template <typename F>
    result or_else(F&& f) && {
        if (has_value())
            return std::move(*this);
        return std::invoke(std::forward<F>(f), std::move(*this).error());
    }

private:
    void check() const {
        if (!has_value())
            throw exception{error()};
    }

    std::variant<T, gangway::error> state_;
};

/// Done, or an error.
template <>
class [[nodiscard]] result<void> {
public:
    using value_type = void;

    result() = default;
    result(gangway::error why)
        : error_{std::move(why)} {}

    [[nodiscard]] bool has_value() const noexcept { return !error_; }
    explicit operator bool() const noexcept { return has_value(); }

    /// Throws gangway::exception when there is an error.
    void value() const {
        if (error_)
            throw exception{*error_};
    }

    const gangway::error& error() const& noexcept { return *error_; }
    gangway::error error() && { return *std::move(error_); }

    template <typename F>
    std::remove_cvref_t<std::invoke_result_t<F>> and_then(F&& f) const {
        if (has_value())
            return std::invoke(std::forward<F>(f));
        return *error_;
    }

    template <typename F>
    detail::transformed<F> transform(F&& f) const {
        if (has_value())
            return detail::invoke_as_result(std::forward<F>(f));
        return *error_;
    }

    template <typename F>
    result or_else(F&& f) const {
        if (has_value())
            return *this;
        return std::invoke(std::forward<F>(f), *error_);
    }

private:
    std::optional<gangway::error> error_;
};

} // namespace gangway
