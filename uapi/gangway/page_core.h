/* SPDX-License-Identifier: (GPL-2.0-only WITH Linux-syscall-note) OR MIT */
/*
 * Reading and writing one value of a page (protocol and memory order: page.h).
 * Freestanding: for the kernel, the library, and programs without the library.
 */
#ifndef GANGWAY_PAGE_CORE_H
#define GANGWAY_PAGE_CORE_H

#include <gangway/page.h>

#ifdef __KERNEL__
#include <linux/string.h>
#include <asm/barrier.h>
#define GW_PAGE_ACQUIRE(p)    smp_load_acquire(p) /* page.h */
#define GW_PAGE_RELEASE(p, v) smp_store_release(p, v) /* page.h */
#else
#include <stdbool.h>
#include <string.h>
#define GW_PAGE_ACQUIRE(p)    __atomic_load_n(p, __ATOMIC_ACQUIRE)
#define GW_PAGE_RELEASE(p, v) __atomic_store_n(p, v, __ATOMIC_RELEASE)
#endif

struct gw_page_word {
	__aligned_u64 bits;
};

/* Where copy `n`, 0 or 1, of a value of `size` begins. */
#define gw_page_copy(value, size, n) \
	((struct gw_page_word *)((value) + 1) + (n) * (GW_PAGE_COPY(size) / 8))

static inline void gw_page_copy_out(const struct gw_page_word *words, __u32 size, void *to)
{
	__u64 word;
	__u32 i;

	for (i = 0; i < size / 8; i++) {
		word = GW_PAGE_ACQUIRE(&words[i].bits);
		memcpy((__u8 *)to + 8 * i, &word, 8);
	}
	if (size % 8) {
		word = GW_PAGE_ACQUIRE(&words[i].bits);
		memcpy((__u8 *)to + 8 * i, &word, size % 8);
	}
}

static inline void gw_page_copy_in(struct gw_page_word *words, __u32 size, const void *from)
{
	__u64 word;
	__u32 i;

	for (i = 0; i < size / 8; i++) {
		memcpy(&word, (const __u8 *)from + 8 * i, 8);
		GW_PAGE_RELEASE(&words[i].bits, word);
	}
	if (size % 8) {
		word = 0;
		memcpy(&word, (const __u8 *)from + 8 * i, size % 8);
		GW_PAGE_RELEASE(&words[i].bits, word);
	}
}

/*
 * A consistent snapshot of the first `wanted` bytes of a value of `size`; false:
 * it is gone. Only the kernel writes the page, so the loop ends.
 */
static inline bool gw_page_read(const struct gw_page_value *value, __u32 size, void *to,
				__u32 wanted)
{
	__u64 state;

	do {
		state = GW_PAGE_ACQUIRE(&value->state);
		if (state & GW_PAGE_GONE)
			return false;
		gw_page_copy_out(gw_page_copy(value, size, state & 1), wanted, to);
	} while (GW_PAGE_ACQUIRE(&value->state) != state);
	return true;
}

/* Publishes a value. One writer at a time; nobody else can write there. */
static inline void gw_page_write(struct gw_page_value *value, __u32 size, const void *from)
{
	__u64 state = GW_PAGE_ACQUIRE(&value->state);

	GW_PAGE_RELEASE(&value->state, state + 1);
	gw_page_copy_in(gw_page_copy(value, size, 0), size, from);
	GW_PAGE_RELEASE(&value->state, state + 2);
	gw_page_copy_in(gw_page_copy(value, size, 1), size, from);
}

/*
 * Reads a request; false if it is being written, or changed meanwhile. Whatever
 * is there, nothing outside the value is touched.
 */
static inline bool gw_page_read_request(const struct gw_page_value *value, __u32 size, void *to,
					__u64 *state)
{
	*state = GW_PAGE_ACQUIRE(&value->state);
	if (*state & 1)
		return false;
	gw_page_copy_out(gw_page_copy(value, size, 0), size, to);
	return GW_PAGE_ACQUIRE(&value->state) == *state;
}

#ifndef __KERNEL__
/*
 * Iterations to wait for another writer before it is presumed dead: tens of
 * milliseconds. One that was only delayed mixes its request into the next.
 */
#define GW_PAGE_PATIENCE (1u << 24)

/* Requests a value: `given` bytes of `size`, the rest zero. */
static inline void gw_page_request(struct gw_page_value *value, __u32 size, const void *from,
				   __u32 given)
{
	__u64 state = GW_PAGE_ACQUIRE(&value->state);
	struct gw_page_word *words = gw_page_copy(value, size, 0);
	__u64 next;
	__u32 turns = 0, i;

	/* A failed exchange reloads the state. */
	do {
		while (state & 1 && turns++ < GW_PAGE_PATIENCE)
			state = GW_PAGE_ACQUIRE(&value->state);
		next = state + 1 + (state & 1);
	} while (!__atomic_compare_exchange_n(&value->state, &state, next, false,
					      __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE));
	gw_page_copy_in(words, given, from);
	for (i = (given + 7) / 8; i < GW_PAGE_COPY(size) / 8; i++)
		GW_PAGE_RELEASE(&words[i].bits, 0);
	/* Not if another writer took over: it will do so. */
	__atomic_compare_exchange_n(&value->state, &next, next + 1, false, __ATOMIC_ACQ_REL,
				    __ATOMIC_ACQUIRE);
}
#endif

#endif
