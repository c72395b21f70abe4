/* SPDX-License-Identifier: (GPL-2.0-only WITH Linux-syscall-note) OR MIT */
/*
 * How ring_core.h accesses memory, by macros: in the kernel, in user space, or as a test has it.
 * What has to be ordered, and why: ring.h.
 */
#ifndef GANGWAY_RING_ACCESS_H
#define GANGWAY_RING_ACCESS_H

#include <gangway/ring.h>

/*
 * GW_RING_READ/WRITE   private to this CPU and its interrupters
 * GW_RING_CMPXCHG      the same, atomic against interrupters; true on success
 * GW_RING_ADD, GW_RING_OR  the same
 * GW_RING_CMPXCHG_ORDERED  the same, and if it succeeds a full barrier
 * GW_RING_ACQUIRE, GW_RING_RELEASE, GW_RING_XCHG, GW_RING_AFTER_XCHG
 *                      shared with the reader; a load by AFTER_XCHG cannot
 *                      run ahead of an XCHG before it
 * GW_RING_PUT          one aligned word of the data area
 * GW_RING_COPY         a payload into the data area
 * GW_RING_DATA_BARRIER orders stores before it before any PUT, COPY or in-place
 *                      write after it
 * GW_RING_BARRIER      a compiler barrier only
 * GW_RING_NOW          the time, NMI-safe
 */
#if defined(GW_RING_MACROS) /* a test brings its own */
#include GW_RING_MACROS
#elif defined(__KERNEL__)
#include <linux/atomic.h>
#include <linux/compiler.h>
#include <linux/string.h>
#include <linux/timekeeping.h>
#include <asm/barrier.h>
#include <asm/local64.h>

#ifndef CONFIG_64BIT
#error "gangway's ring needs a 64-bit kernel"
#endif

#define GW_RING_READ(p)        READ_ONCE(*(p))
#define GW_RING_WRITE(p, v)    WRITE_ONCE(*(p), v)
#define GW_RING_CMPXCHG(p, old, new) \
	(local64_cmpxchg((local64_t *)(p), old, new) == (s64)(old))
#define GW_RING_CMPXCHG_ORDERED(p, old, new) (cmpxchg(p, old, new) == (old)) /* ring.h: 5 */
#define GW_RING_ADD(p, v)      local64_add(v, (local64_t *)(p))
#define GW_RING_OR(p, v)       gw_ring_or(p, v)
#define GW_RING_ACQUIRE(p)     smp_load_acquire(p) /* ring.h: 2 */
#define GW_RING_RELEASE(p, v)  smp_store_release(p, v) /* ring.h: 1 */
#define GW_RING_XCHG(p, v)     xchg(p, v)
#define GW_RING_AFTER_XCHG(p)  READ_ONCE(*(p))
#define GW_RING_PUT(p, v)      WRITE_ONCE(*(p), v)
#define GW_RING_COPY(to, from, size) memcpy(to, from, size)
#define GW_RING_DATA_BARRIER() smp_wmb() /* ring.h: 4 */
#define GW_RING_BARRIER()      barrier()
#define GW_RING_NOW()          ktime_get_mono_fast_ns()
#define GW_RING_UNLIKELY(x)    unlikely(x)

/* There is no local64_or(). */
static inline void gw_ring_or(__u64 *p, __u64 bits)
{
	__u64 now = READ_ONCE(*p);

	while (!GW_RING_CMPXCHG(p, now, now | bits))
		now = READ_ONCE(*p);
}
#else
#include <stdbool.h>
#include <stddef.h>

/*
 * C11 has no write barrier without a stand-alone fence, which ThreadSanitizer
 * cannot see: here each data word is stored with release instead.
 */
#define GW_RING_READ(p)        __atomic_load_n(p, __ATOMIC_RELAXED)
#define GW_RING_WRITE(p, v)    __atomic_store_n(p, v, __ATOMIC_RELAXED)
#define GW_RING_CMPXCHG(p, old, new) __extension__({                         \
	__u64 gw_expected = (old);                                           \
	__atomic_compare_exchange_n(p, &gw_expected, new, 0, __ATOMIC_RELEASE, \
				    __ATOMIC_RELAXED);                       \
})
#define GW_RING_CMPXCHG_ORDERED(p, old, new) __extension__({                 \
	__u64 gw_expected = (old);                                           \
	__atomic_compare_exchange_n(p, &gw_expected, new, 0, __ATOMIC_SEQ_CST, \
				    __ATOMIC_RELAXED);                       \
})
#define GW_RING_ADD(p, v)      ((void)__atomic_fetch_add(p, v, __ATOMIC_RELAXED))
#define GW_RING_OR(p, v)       ((void)__atomic_fetch_or(p, v, __ATOMIC_RELAXED))
#define GW_RING_ACQUIRE(p)     __atomic_load_n(p, __ATOMIC_ACQUIRE)
#define GW_RING_RELEASE(p, v)  __atomic_store_n(p, v, __ATOMIC_RELEASE)
#define GW_RING_XCHG(p, v)     __atomic_exchange_n(p, v, __ATOMIC_SEQ_CST)
#define GW_RING_AFTER_XCHG(p)  __atomic_load_n(p, __ATOMIC_SEQ_CST)
#define GW_RING_PUT(p, v)      __atomic_store_n(p, v, __ATOMIC_RELEASE)
#define GW_RING_COPY(to, from, size) gw_ring_copy_words(to, from, size)
#define GW_RING_DATA_BARRIER() GW_RING_BARRIER()
#define GW_RING_BARRIER()      __atomic_signal_fence(__ATOMIC_SEQ_CST)
#ifndef GW_RING_NOW
#define GW_RING_NOW()          0
#endif
#define GW_RING_UNLIKELY(x)    __builtin_expect(!!(x), 0)

/* The padding after the payload is already zero, so a partial last word may be padded too. */
static inline void gw_ring_copy_words(void *to, const void *from, __u32 size)
{
	union gw_ring_unit *unit = (union gw_ring_unit *)to;
	__u32 i = 0;
	const char *rest = (const char *)from;

	for (; size >= 8; size -= 8, rest += 8, i++) {
		__u64 value;

		__builtin_memcpy(&value, rest, 8);
		GW_RING_PUT(&unit[i / 2].words[i % 2], value);
	}
	if (size) {
		__u64 value = 0;

		__builtin_memcpy(&value, rest, size);
		GW_RING_PUT(&unit[i / 2].words[i % 2], value);
	}
}
#endif

/* What the compiler cannot know, and would check. */
#define GW_RING_ASSUME(x) do { if (!(x)) __builtin_unreachable(); } while (0)

#define GW_RING_OUT_OF_LINE __attribute__((__noinline__, __unused__))
#define GW_RING_IN_LINE     __attribute__((__always_inline__))

#endif
