// SPDX-License-Identifier: MIT
// The core's memory accesses, each with a place before it where an
// interrupter may come (nesting.cpp).
#pragma once

#include <cstddef>
#include <cstring>
#include <linux/types.h>
#include <utility>

namespace ring_test {

void interruptible();                            // may run whole producers, and readers
void exchanged(const __u64* address, __u64 old); // a compare-and-exchange has succeeded
void counted(const __u64* address);
void written(const void* address);
__u64 clock();

template <typename T>
T& access(T* p) {
    interruptible();
    return *p;
}

inline bool compare_exchange(__u64* p, __u64 expected, __u64 desired) {
    interruptible();
    if (*p != expected) {
        return false;
    }
    *p = desired;
    exchanged(p, expected);
    return true;
}

inline void add(__u64* p, __u64 value) {
    access(p) += value;
    counted(p);
}

} // namespace ring_test

#define GW_RING_READ(p) ring_test::access(p)
#define GW_RING_WRITE(p, v) ring_test::write(p, v)
#define GW_RING_CMPXCHG(p, old, new) ring_test::compare_exchange(p, old, new)
#define GW_RING_CMPXCHG_ORDERED(p, old, new) ring_test::compare_exchange(p, old, new)
#define GW_RING_ADD(p, v) ring_test::add(p, v)
#define GW_RING_OR(p, v) ((void)(ring_test::access(p) |= (v)))
#define GW_RING_ACQUIRE(p) ring_test::access(p)
#define GW_RING_RELEASE(p, v) ring_test::write(p, v)
#define GW_RING_XCHG(p, v) ring_test::exchange(p, v)
#define GW_RING_AFTER_XCHG(p) ring_test::access(p)
#define GW_RING_PUT(p, v) ring_test::write(p, v)
#define GW_RING_COPY(to, from, size) std::memcpy(to, from, size)
#define GW_RING_DATA_BARRIER() ((void)0)
#define GW_RING_BARRIER() ((void)0)
#define GW_RING_NOW() ring_test::clock()
#define GW_RING_UNLIKELY(x) (x)

namespace ring_test {

// The value is computed before the interrupter comes, as in a register.
template <typename T>
void write(T* p, std::type_identity_t<T> value) {
    interruptible();
    *p = value;
    written(p);
}

template <typename T>
T exchange(T* p, std::type_identity_t<T> value) {
    interruptible();
    const T old = std::exchange(*p, value);
    written(p);
    return old;
}

} // namespace ring_test
