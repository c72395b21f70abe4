/* SPDX-License-Identifier: (GPL-2.0-only WITH Linux-syscall-note) OR MIT */
/*
 * The producer's side of one sub-ring (protocol and memory order: ring.h).
 *
 * Freestanding: compiled by the kernel and, by means of the macros below, by
 * tests in user space. Callers guarantee:
 *
 *   - preemption is off, and the CPU is the sub-ring's own, from
 *     gw_ring_reserve() to gw_ring_commit() or gw_ring_discard();
 *   - an interrupter (softirq, hardirq, NMI) has committed or discarded what
 *     it reserved before the interrupted producer goes on.
 *
 * Everything may be called from any context, NMI included. Nothing here
 * blocks, and nothing that a user can write decides where memory is touched:
 * sizes and positions are in struct gw_ring and in the handle.
 */
#ifndef GANGWAY_RING_CORE_H
#define GANGWAY_RING_CORE_H

#include <gangway/ring.h>

/*
 * GW_RING_READ/WRITE   private to this CPU and its interrupters
 * GW_RING_CMPXCHG      the same, atomic against interrupters; true on success
 * GW_RING_ADD          the same
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
#define GW_RING_ADD(p, v)      local64_add(v, (local64_t *)(p))
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
#define GW_RING_ADD(p, v)      ((void)__atomic_fetch_add(p, v, __ATOMIC_RELAXED))
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

#define GW_RING_OUT_OF_LINE __attribute__((__noinline__, __unused__))
#define GW_RING_IN_LINE     __attribute__((__always_inline__))

/*
 * Bits of gw_ring.word: position in units of 16 bytes (63..32), sequence
 * (31..1), and "records were dropped since the last one stored" (0).
 */
#define GW_RING_GAP 1u

/*
 * The private state of a sub-ring. Positions are in units of 16 bytes, 64
 * bits wide unless they come out of `word`.
 */
struct gw_ring {
	__aligned_u64 word; /* reserved so far */
	__u32 nest;         /* producers between reserve and commit */
	__u32 units;        /* of the data area */
	__aligned_u64 tail; /* the last tail accepted */
	__aligned_u64 head; /* published; only the outermost producer writes */
	__aligned_u64 seq;  /* published; likewise */
	struct gw_ring_producer *producer;
	union gw_ring_unit *data; /* mapped twice in a row */
	const struct gw_ring_tail *tail_slot; /* the user's */
	__u32 payload_max;
	__u32 block; /* units; 0: drop-newest */
	__u32 no_time;
	__aligned_u64 dropped;      /* records that did not fit */
	__aligned_u64 bad_position; /* tails refused */
};

/* A reservation, which the reader cannot see until commit. */
struct gw_ring_handle {
	void *payload; /* 16-aligned */
	union gw_ring_unit *record;
	__u32 size; /* of the payload */
	bool published; /* after NULL, commit, discard, copy: see there */
};

/**
 * gw_ring_init() - make an empty sub-ring
 * @ring: what to set up
 * @producer: its zeroed producer page
 * @data: its zeroed data area, @bytes long, mapped twice in a row
 * @bytes: a power of two; in overwrite mode at least 2 units per block
 * @tail_slot: the reader's position; unused in overwrite mode
 * @flags: GW_RING_OVERWRITE, GW_RING_NO_TIME
 */
static inline void gw_ring_init(struct gw_ring *ring, struct gw_ring_producer *producer,
				void *data, __u32 bytes,
				const struct gw_ring_tail *tail_slot, __u32 flags)
{
	ring->word = 0;
	ring->nest = 0;
	ring->units = bytes / GW_RING_UNIT;
	ring->tail = 0;
	ring->head = 0;
	ring->seq = 0;
	ring->producer = producer;
	ring->data = (union gw_ring_unit *)data;
	ring->tail_slot = tail_slot;
	ring->payload_max = GW_RING_PAYLOAD_MAX(bytes, flags);
	ring->block = flags & GW_RING_OVERWRITE ? ring->units / GW_RING_BLOCKS : 0;
	ring->no_time = flags & GW_RING_NO_TIME;
	ring->dropped = 0;
	ring->bad_position = 0;
}

/* Extend what `word` holds to 64 bits, relative to what was last published. */
static inline __u64 gw_ring_position(struct gw_ring *ring, __u32 position)
{
	__u64 head = GW_RING_READ(&ring->head);

	return head + (__u32)(position - (__u32)head);
}

static inline __u64 gw_ring_sequence(struct gw_ring *ring, __u64 word)
{
	__u64 seq = GW_RING_READ(&ring->seq);

	return seq + (((__u32)word - (__u32)(seq << 1)) >> 1);
}

/* A word with one more record in it, and whether that one was dropped. */
static inline __u64 gw_ring_next(__u64 word, __u32 end, __u32 dropped)
{
	return (__u64)end << 32 | (__u32)(((__u32)word | GW_RING_GAP) + 1 + dropped);
}

static inline union gw_ring_unit *gw_ring_at(struct gw_ring *ring, __u32 position)
{
	return ring->data + (position & (ring->units - 1));
}

static inline void gw_ring_put_header(union gw_ring_unit *at, __u32 size, __u16 event,
				      __u64 time)
{
	union gw_ring_unit header = { { size, event, 0, time } };

	GW_RING_PUT(&at->words[0], header.words[0]);
	GW_RING_PUT(&at->words[1], header.words[1]);
}

/* Begin the record at [end - units, end) and return its payload. */
static inline void *gw_ring_begin(struct gw_ring *ring, struct gw_ring_handle *handle,
				  __u16 event, __u32 size, __u32 units, __u32 end, __u64 time)
{
	union gw_ring_unit *at = gw_ring_at(ring, end - units);

	/* The payload's last unit: its unused bytes are zero. */
	GW_RING_PUT(&at[units - 1].words[0], 0);
	GW_RING_PUT(&at[units - 1].words[1], 0);
	gw_ring_put_header(at, size, event, time);
	handle->record = at;
	handle->payload = at + 1;
	handle->size = size;
	handle->published = false;
	return handle->payload;
}

/*
 * Leave; the outermost producer publishes, and checks again whether it was
 * interrupted by one that left publishing to it. Returns true if it published.
 */
static inline bool gw_ring_leave(struct gw_ring *ring)
{
	__u32 nest = GW_RING_READ(&ring->nest);
	__u64 word;

	GW_RING_BARRIER();
	if (nest != 1) {
		GW_RING_WRITE(&ring->nest, nest - 1);
		return false;
	}
	do {
		__u64 head, seq;

		GW_RING_WRITE(&ring->nest, 1);
		GW_RING_BARRIER();
		word = GW_RING_READ(&ring->word);
		head = gw_ring_position(ring, (__u32)(word >> 32));
		seq = gw_ring_sequence(ring, word);
		GW_RING_WRITE(&ring->head, head); /* before the shared one: ring.h, 6 */
		GW_RING_WRITE(&ring->seq, seq);
		GW_RING_RELEASE(&ring->producer->head, head * GW_RING_UNIT);
		(void)GW_RING_XCHG(&ring->producer->seq, seq);
		GW_RING_BARRIER();
		GW_RING_WRITE(&ring->nest, 0);
		GW_RING_BARRIER();
	} while (GW_RING_UNLIKELY(GW_RING_READ(&ring->word) != word));
	return true;
}

/* Take the reader's position, if it is plausible. */
static GW_RING_OUT_OF_LINE void gw_ring_refresh_tail(struct gw_ring *ring)
{
	__u64 last = GW_RING_READ(&ring->tail);
	__u64 tail = GW_RING_ACQUIRE(&ring->tail_slot->tail);
	__u64 units = tail / GW_RING_UNIT;

	if (tail % GW_RING_UNIT || units - last > GW_RING_READ(&ring->head) - last)
		GW_RING_ADD(&ring->bad_position, 1);
	else if (units != last) /* failing: an interrupter has taken a later one */
		(void)GW_RING_CMPXCHG(&ring->tail, last, units);
}

/*
 * There is no room: leave, and if @drop, count the record as dropped. Return: false:
 * interrupted meanwhile, try again.
 */
static GW_RING_OUT_OF_LINE bool gw_ring_refuse(struct gw_ring *ring,
					       struct gw_ring_handle *handle, __u64 word,
					       bool drop)
{
	if (drop) {
		if (!GW_RING_CMPXCHG(&ring->word, word,
				     gw_ring_next(word, (__u32)(word >> 32), 1)))
			return false;
		GW_RING_ADD(&ring->dropped, 1);
	}
	handle->published = gw_ring_leave(ring);
	return true;
}

/* Raise floor, which only grows, to a position in units. */
static inline void gw_ring_raise_floor(struct gw_ring *ring, __s64 units)
{
	struct gw_ring_producer *producer = ring->producer;
	__u64 now = GW_RING_READ(&producer->floor);

	while (units > 0 && (__u64)units * GW_RING_UNIT > now) {
		if (GW_RING_CMPXCHG(&producer->floor, now, (__u64)units * GW_RING_UNIT))
			break;
		now = GW_RING_READ(&producer->floor);
	}
	GW_RING_DATA_BARRIER(); /* always: ring.h, 4 */
}

static GW_RING_OUT_OF_LINE void *gw_ring_reserve_overwrite(struct gw_ring *ring,
							   struct gw_ring_handle *handle,
							   __u16 event, __u32 size,
							   __u32 units, bool drop)
{
	__u32 block = ring->block;
	__u32 begin, room, pad, mark, end, block_end;
	__u64 word, time;

	for (;;) {
		word = GW_RING_READ(&ring->word);
		begin = (__u32)(word >> 32);
		mark = word & GW_RING_GAP;
		pad = 0;
		room = block - (begin & (block - 1));
		if (room == block || mark + units > room) {
			pad = room & (block - 1);
			mark = 1;
		}
		end = begin + pad + mark + units;
		block_end = (end + block - 1) & ~(block - 1);
		/* What is not committed yet cannot be overwritten. */
		if (GW_RING_UNLIKELY(block_end - (__u32)GW_RING_READ(&ring->head) >
				     ring->units)) {
			if (gw_ring_refuse(ring, handle, word, drop))
				return NULL;
			continue;
		}
		time = ring->no_time ? 0 : GW_RING_NOW();
		if (GW_RING_CMPXCHG(&ring->word, word, gw_ring_next(word, end, 0)))
			break;
	}
	gw_ring_raise_floor(ring, (__s64)(gw_ring_position(ring, block_end) - ring->units));
	if (pad)
		gw_ring_put_header(gw_ring_at(ring, begin), (pad - 1) * GW_RING_UNIT,
				   GW_RECORD_PAD, 0);
	if (mark)
		gw_ring_put_header(gw_ring_at(ring, end - units - 1), 0, GW_RECORD_MARK,
				   gw_ring_sequence(ring, word));
	return gw_ring_begin(ring, handle, event, size, units, end, time);
}

/*
 * gw_ring_reserve() and gw_ring_try().
 *
 * The time is read inside the loop: an interrupter makes the exchange fail,
 * so times never go backwards in the sub-ring (as long as the clock does not).
 */
static inline GW_RING_IN_LINE void *gw_ring_enter(struct gw_ring *ring,
						  struct gw_ring_handle *handle,
						  __u16 event, __u32 size, bool drop)
{
	__u32 units = (size + 2 * GW_RING_UNIT - 1) / GW_RING_UNIT;
	bool refreshed = false;
	__u32 end, mark;
	__u64 word, time;

	GW_RING_WRITE(&ring->nest, GW_RING_READ(&ring->nest) + 1);
	GW_RING_BARRIER();
	if (GW_RING_UNLIKELY(size > ring->payload_max))
		units = ring->units + 1; /* fits nowhere */
	if (ring->block)
		return gw_ring_reserve_overwrite(ring, handle, event, size, units, drop);
	for (;;) {
		word = GW_RING_READ(&ring->word);
		mark = word & GW_RING_GAP;
		end = (__u32)(word >> 32) + mark + units;
		if (GW_RING_UNLIKELY(end - (__u32)GW_RING_READ(&ring->tail) > ring->units)) {
			/* One look at the user's tail, however fast it moves. */
			if (!refreshed)
				gw_ring_refresh_tail(ring);
			else if (gw_ring_refuse(ring, handle, word, drop))
				return NULL;
			refreshed = true;
			continue;
		}
		time = ring->no_time ? 0 : GW_RING_NOW();
		if (GW_RING_CMPXCHG(&ring->word, word, gw_ring_next(word, end, 0)))
			break;
	}
	if (GW_RING_UNLIKELY(mark))
		gw_ring_put_header(gw_ring_at(ring, end - units - 1), 0, GW_RECORD_MARK,
				   gw_ring_sequence(ring, word));
	return gw_ring_begin(ring, handle, event, size, units, end, time);
}

/**
 * gw_ring_reserve() - begin a record
 * @ring: the sub-ring of this CPU
 * @handle: filled in
 * @event: element number, below GW_RECORD_GANGWAY
 * @size: bytes of payload
 *
 * Return: where to write the @size bytes, which the caller then must commit
 * or discard; or NULL: dropped and counted, and @handle->published says
 * whether the reader may have to be woken.
 */
static inline GW_RING_IN_LINE void *gw_ring_reserve(struct gw_ring *ring,
						    struct gw_ring_handle *handle,
						    __u16 event, __u32 size)
{
	return gw_ring_enter(ring, handle, event, size, true);
}

/**
 * gw_ring_try() - begin a record that may be discarded
 *
 * As gw_ring_reserve(), but NULL says only that there is no room: gw_ring_lose()
 * counts it, if it was not discarded.
 */
static inline GW_RING_IN_LINE void *gw_ring_try(struct gw_ring *ring,
						struct gw_ring_handle *handle,
						__u16 event, __u32 size)
{
	return gw_ring_enter(ring, handle, event, size, false);
}

/**
 * gw_ring_lose() - count a record as dropped
 * @ring: the sub-ring of this CPU
 * @handle: filled in; @handle->published says whether the reader may have to be woken
 */
static inline void gw_ring_lose(struct gw_ring *ring, struct gw_ring_handle *handle)
{
	__u64 word;

	GW_RING_WRITE(&ring->nest, GW_RING_READ(&ring->nest) + 1);
	GW_RING_BARRIER();
	do
		word = GW_RING_READ(&ring->word);
	while (!gw_ring_refuse(ring, handle, word, true));
}

/**
 * gw_ring_commit() - finish a record
 * @ring: as reserved from
 * @handle: as filled in by gw_ring_reserve()
 *
 * Return: true if records were published, so that gw_ring_take_wake() must be
 * called; false: an interrupted producer on this CPU will do so.
 */
static inline bool gw_ring_commit(struct gw_ring *ring, struct gw_ring_handle *handle)
{
	return handle->published = gw_ring_leave(ring);
}

/**
 * gw_ring_discard() - abandon a record; the reader skips it
 * @ring: as reserved from
 * @handle: as filled in by gw_ring_reserve()
 *
 * Return: as gw_ring_commit()
 */
static inline bool gw_ring_discard(struct gw_ring *ring, struct gw_ring_handle *handle)
{
	gw_ring_put_header(handle->record, handle->size, GW_RECORD_DISCARD, 0);
	return gw_ring_commit(ring, handle);
}

/**
 * gw_ring_copy() - reserve, copy, commit
 * @ring: the sub-ring of this CPU
 * @handle: filled in; @handle->published is what gw_ring_commit() returns
 * @event: element number, below GW_RECORD_GANGWAY
 * @payload: what to copy
 * @size: bytes of payload
 *
 * Return: true if stored, false if dropped and counted
 */
static inline bool gw_ring_copy(struct gw_ring *ring, struct gw_ring_handle *handle,
				__u16 event, const void *payload, __u32 size)
{
	void *to = gw_ring_reserve(ring, handle, event, size);

	if (!to)
		return false;
	GW_RING_COPY(to, payload, size);
	gw_ring_commit(ring, handle);
	return true;
}

/**
 * gw_ring_take_wake() - after a publication: is the reader asleep?
 * @wake: `wake` of the control area
 *
 * Return: true if the caller must wake it
 */
static inline bool gw_ring_take_wake(__u32 *wake)
{
	return GW_RING_UNLIKELY(GW_RING_AFTER_XCHG(wake)) && GW_RING_XCHG(wake, 0);
}

#endif
