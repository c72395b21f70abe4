// SPDX-License-Identifier: MIT
// Both cores' memory accesses, on the machine (interleave.cpp). The producer's
// orders are those of the kernel's primitives, the reader's those of C11.
#pragma once

#include "machine.hpp"

#include <cstring>
#include <linux/types.h>

namespace ring_test {

machine& the_machine();
bool is_private(const void* address); // to the producer's CPU
void interruptible();
void reserved(const __u64* word, __u64 next);
__u64 clock();

template <typename T>
T producer_read(T* p) {
    interruptible();
    return is_private(p) ? *p : the_machine().own(p);
}

template <typename T>
void producer_store(T* p, __u64 value, order how) {
    interruptible();
    if (is_private(p)) {
        *p = static_cast<T>(value);
    } else {
        the_machine().store(p, value, how);
    }
}

inline bool producer_cmpxchg(__u64* p, __u64 old, __u64 value) {
    interruptible();
    if ((is_private(p) ? *p : the_machine().own(p)) != old) {
        return false;
    }
    if (is_private(p)) {
        reserved(p, value);
        *p = value;
    } else {
        the_machine().store(p, value, order::relaxed);
    }
    return true;
}

inline bool producer_cmpxchg_ordered(__u64* p, __u64 old, __u64 value) {
    interruptible();
    if ((is_private(p) ? *p : the_machine().own(p)) != old) {
        return false;
    }
    if (is_private(p)) {
        the_machine().ordered();
        *p = value;
    } else {
        the_machine().exchange(p, value);
    }
    return true;
}

template <typename T>
T producer_load(T* p, order how) {
    interruptible();
    return the_machine().load(p, how);
}

template <typename T>
T producer_exchange(T* p, __u64 value) {
    interruptible();
    return the_machine().exchange(p, value);
}

} // namespace ring_test

#define GW_RING_READ(p) ring_test::producer_read(p)
#define GW_RING_WRITE(p, v) ring_test::producer_store(p, v, ring_test::order::relaxed)
#define GW_RING_CMPXCHG(p, old, new) ring_test::producer_cmpxchg(p, old, new)
#define GW_RING_CMPXCHG_ORDERED(p, old, new) ring_test::producer_cmpxchg_ordered(p, old, new)
#define GW_RING_OR(p, v) (ring_test::interruptible(), (void)(*(p) |= (v)))
#define GW_RING_ADD(p, v) (ring_test::interruptible(), (void)(*(p) += (v)))
#define GW_RING_ACQUIRE(p) ring_test::producer_load(p, ring_test::order::acquire)
#define GW_RING_RELEASE(p, v) ring_test::producer_store(p, v, ring_test::order::release)
#define GW_RING_XCHG(p, v) ring_test::producer_exchange(p, v)
#define GW_RING_AFTER_XCHG(p) ring_test::producer_load(p, ring_test::order::relaxed)
#define GW_RING_PUT(p, v) ring_test::producer_store(p, v, ring_test::order::relaxed)
#define GW_RING_COPY(to, from, size) std::memcpy(to, from, size) /* not used here */
#define GW_RING_DATA_BARRIER()                                                                     \
    (ring_test::interruptible(), ring_test::the_machine().write_barrier())
#define GW_RING_BARRIER() ((void)0)
#define GW_RING_NOW() ring_test::clock()
#define GW_RING_UNLIKELY(x) (x)

#define GW_READER_ACQUIRE(p) ring_test::the_machine().load(p, ring_test::order::acquire)
#define GW_READER_RELEASE(p, v) ring_test::the_machine().store(p, v, ring_test::order::release)
#define GW_READER_ORDERED(p) ring_test::the_machine().load(p, ring_test::order::acquire)
#define GW_READER_XCHG(p, v) ring_test::the_machine().exchange(p, v)
#define GW_READER_GET(p) ring_test::the_machine().load(p, ring_test::order::acquire)
