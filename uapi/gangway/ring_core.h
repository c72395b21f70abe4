/* SPDX-License-Identifier: (GPL-2.0-only WITH Linux-syscall-note) OR MIT */
/*
 * The producer's side of one sub-ring (protocol and memory order: ring.h).
 *
 * Freestanding: compiled by the kernel and, by means of the macros of
 * ring_access.h, by tests in user space. Callers guarantee:
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

#include <gangway/ring_access.h>

/*
 * gw_ring.word: what is reserved so far. Its position in bytes, a multiple of 16;
 * "records were dropped since the last one stored"; producers between reserve and
 * commit.
 */
#define GW_RING_NEST 7u
#define GW_RING_GAP  8u
#define GW_RING_LOW  (GW_RING_NEST | GW_RING_GAP)

/*
 * Bits of gw_ring.word in overwrite mode: position in units of 16 bytes (63..32),
 * sequence (31..1), and GAP (0).
 */
#define GW_RING_NUMBERED_GAP 1u

/* The private state of a sub-ring. */
struct gw_ring {
	__aligned_u64 word;
	__aligned_u64 limit; /* drop-newest: no record may end behind it; only grows */
	__aligned_u64 mask;  /* bytes of the data area - 1 */
	union gw_ring_unit *data; /* mapped twice in a row */
	struct gw_ring_producer *producer;
	const struct gw_ring_tail *tail_slot; /* the user's */
	__u32 *wake; /* of the reader, for who uses it; else NULL */
	__u32 no_time;
	__u32 block;                /* units; 0: drop-newest */
	__aligned_u64 stored;       /* records committed or discarded */
	__aligned_u64 dropped;      /* records that did not fit */
	__aligned_u64 told;         /* how many of them the last MARK has told */
	__aligned_u64 bad_position; /* tails refused */
	__u32 payload_max;
	/* overwrite mode; positions are in units of 16 bytes */
	__u32 nest;         /* producers between reserve and commit */
	__u32 units;        /* of the data area */
	__aligned_u64 head; /* published; only the outermost producer writes */
	__aligned_u64 seq;  /* published; likewise */
};

/* A reservation, which the reader cannot see until commit. */
struct gw_ring_handle {
	union gw_ring_unit *record; /* the payload follows */
	__aligned_u64 word; /* drop-newest: the ring's, after the reservation */
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
	ring->limit = bytes;
	ring->mask = bytes - 1;
	ring->data = (union gw_ring_unit *)data;
	ring->producer = producer;
	ring->tail_slot = tail_slot;
	ring->wake = NULL;
	ring->no_time = flags & GW_RING_NO_TIME;
	ring->units = bytes / GW_RING_UNIT;
	ring->block = flags & GW_RING_OVERWRITE ? ring->units / GW_RING_BLOCKS : 0;
	ring->payload_max = GW_RING_PAYLOAD_MAX(bytes, flags);
	ring->stored = 0;
	ring->dropped = 0;
	ring->told = 0;
	ring->bad_position = 0;
	ring->nest = 0;
	ring->head = 0;
	ring->seq = 0;
}

/* The first word of a record; the second one is its time. */
static inline GW_RING_IN_LINE __u64 gw_ring_header(__u32 size, __u16 event)
{
	const union gw_ring_unit header = { { size, event, 0, 0 } };

	return header.words[0];
}

static inline void gw_ring_put_header(union gw_ring_unit *at, __u32 size, __u16 event,
				      __u64 time)
{
	GW_RING_PUT(&at->words[0], gw_ring_header(size, event));
	GW_RING_PUT(&at->words[1], time);
}

/* What a record of @size bytes takes, with header and padding. */
static inline __u64 gw_ring_whole(__u32 size)
{
	return ((__u64)size + 2 * GW_RING_UNIT - 1) & ~(__u64)(GW_RING_UNIT - 1);
}

/* Begin the record of @size bytes, @units in all, that is at @at; return its payload. */
static inline GW_RING_IN_LINE void *gw_ring_begin(union gw_ring_unit *at, __u16 event, __u32 size,
						  __u64 units, __u64 time)
{
	if (size % GW_RING_UNIT) { /* the last unit's unused bytes are zero */
		GW_RING_PUT(&at[units - 1].words[0], 0);
		GW_RING_PUT(&at[units - 1].words[1], 0);
	}
	gw_ring_put_header(at, size, event, time);
	return at + 1;
}

static inline __u64 gw_ring_time(const struct gw_ring *ring)
{
	return ring->no_time ? 0 : GW_RING_NOW();
}

/* Drop-newest mode. */

static inline union gw_ring_unit *gw_ring_at_byte(struct gw_ring *ring, __u64 position)
{
	return (union gw_ring_unit *)((char *)ring->data + (position & ring->mask));
}

/* Take the reader's position, if it is plausible: between the last one and the published head. */
static GW_RING_OUT_OF_LINE void gw_ring_refresh_tail(struct gw_ring *ring)
{
	__u64 limit = GW_RING_READ(&ring->limit);
	__u64 last = limit - ring->mask - 1;
	__u64 tail = GW_RING_ACQUIRE(&ring->tail_slot->tail);
	__u64 head = GW_RING_READ(&ring->producer->head);

	if (tail % GW_RING_UNIT || tail - last > head - last)
		GW_RING_ADD(&ring->bad_position, 1);
	else if (tail != last) /* failing: an interrupter has taken a later one */
		(void)GW_RING_CMPXCHG(&ring->limit, limit, tail + ring->mask + 1);
}

/* Shows how many were dropped, which only grows. Fully ordered before the check of wake. */
static inline void gw_ring_show_lost(struct gw_ring *ring)
{
	__u64 lost, now;

	do {
		now = GW_RING_READ(&ring->producer->lost);
		lost = GW_RING_READ(&ring->dropped);
	} while (!GW_RING_CMPXCHG_ORDERED(&ring->producer->lost, now, lost));
}

/*
 * Two steps, each atomic: who comes in between is before the loss. If somebody is
 * interrupted, showing it is left to the outermost.
 */
static GW_RING_OUT_OF_LINE void gw_ring_drop(struct gw_ring *ring, struct gw_ring_handle *handle)
{
	GW_RING_ADD(&ring->dropped, 1);
	GW_RING_OR(&ring->word, GW_RING_GAP);
	handle->published = !(GW_RING_READ(&ring->word) & GW_RING_NEST);
	if (handle->published)
		gw_ring_show_lost(ring);
}

/* When the ring looks full, when records were dropped, and for interrupters. */
static GW_RING_OUT_OF_LINE void *gw_ring_enter_slow(struct gw_ring *ring,
						    struct gw_ring_handle *handle,
						    __u16 event, __u32 size, bool drop)
{
	__u64 whole = gw_ring_whole(size);
	__u64 word, begin, mark, lost, time;
	bool refreshed = false;

	for (;;) {
		word = GW_RING_READ(&ring->word);
		GW_RING_BARRIER();
		lost = GW_RING_READ(&ring->dropped);
		mark = lost != GW_RING_READ(&ring->told) ? GW_RING_UNIT : 0;
		begin = (word & ~(__u64)GW_RING_LOW) + mark;
		if (begin + whole > GW_RING_READ(&ring->limit) ||
		    (word & GW_RING_NEST) == GW_RING_NEST) {
			/* One look at the user's tail, however fast it moves. */
			if (!refreshed)
				gw_ring_refresh_tail(ring);
			else if (drop)
				gw_ring_drop(ring, handle);
			if (refreshed)
				return NULL;
			refreshed = true;
			continue;
		}
		time = gw_ring_time(ring);
		handle->word = (begin + whole) | ((word & GW_RING_NEST) + 1);
		if (GW_RING_CMPXCHG(&ring->word, word, handle->word))
			break;
	}
	/* Dropped since then, when there was a gap already: that is for the next MARK. */
	if (GW_RING_READ(&ring->dropped) != lost)
		GW_RING_OR(&ring->word, GW_RING_GAP);
	if (mark) {
		gw_ring_put_header(gw_ring_at_byte(ring, begin - mark), 0, GW_RECORD_MARK, lost);
		GW_RING_WRITE(&ring->told, lost);
	}
	handle->record = gw_ring_at_byte(ring, begin);
	handle->size = size;
	return gw_ring_begin(handle->record, event, size, whole / GW_RING_UNIT, time);
}

/*
 * What was published is a guess of what is reserved. The exchange knows: it fails if
 * anybody is interrupted, or anything was dropped. So nothing depends on memory that
 * readers see.
 */
static inline GW_RING_IN_LINE union gw_ring_unit *gw_ring_claim(struct gw_ring *ring, __u64 whole,
								__u64 *word, __u64 *time)
{
	__u64 begin = GW_RING_READ(&ring->producer->head);
	__u64 end = begin + whole;
	union gw_ring_unit *at;

	if (GW_RING_UNLIKELY(end > GW_RING_READ(&ring->limit)))
		return NULL;
	*time = gw_ring_time(ring);
	*word = end | 1; /* a sum might be 0, for all that the compiler knows */
	if (GW_RING_UNLIKELY(!GW_RING_CMPXCHG(&ring->word, begin, *word)))
		return NULL;
	at = gw_ring_at_byte(ring, begin);
	GW_RING_ASSUME(at && at + 1);
	return at;
}

static inline GW_RING_IN_LINE void *gw_ring_enter(struct gw_ring *ring,
						  struct gw_ring_handle *handle,
						  __u16 event, __u32 size, bool drop)
{
	__u64 whole = gw_ring_whole(size);
	union gw_ring_unit *at;
	__u64 time;

	handle->published = false;
	at = gw_ring_claim(ring, whole, &handle->word, &time);
	if (GW_RING_UNLIKELY(!at))
		return gw_ring_enter_slow(ring, handle, event, size, drop);
	handle->record = at;
	handle->size = size;
	return gw_ring_begin(at, event, size, whole / GW_RING_UNIT, time);
}

/* For who is interrupted, or was by those that left publishing to it. */
static GW_RING_OUT_OF_LINE bool gw_ring_finish_slow(struct gw_ring *ring)
{
	__u64 word, lost;

	do {
		word = GW_RING_READ(&ring->word);
		if ((word & GW_RING_NEST) != 1) {
			GW_RING_ADD(&ring->word, -1);
			return false;
		}
		lost = GW_RING_READ(&ring->dropped);
		GW_RING_RELEASE(&ring->producer->head, word & ~(__u64)GW_RING_LOW);
		gw_ring_show_lost(ring);
	} while (!GW_RING_CMPXCHG_ORDERED(&ring->word, word, word - 1));
	/* The exchange does not see a second loss behind the first. */
	if (GW_RING_READ(&ring->dropped) != lost)
		gw_ring_show_lost(ring);
	return true;
}

/* Of who interrupted nobody; false: somebody came meanwhile, see gw_ring_finish_slow(). */
static inline GW_RING_IN_LINE bool gw_ring_publish(struct gw_ring *ring, __u64 word)
{
	GW_RING_ADD(&ring->stored, 1);
	GW_RING_RELEASE(&ring->producer->head, word - 1);
	/* Ordered, so that what was published comes before the look at wake: ring.h, 5. */
	return GW_RING_CMPXCHG_ORDERED(&ring->word, word, word - 1);
}

static inline GW_RING_IN_LINE bool gw_ring_finish(struct gw_ring *ring,
						  const struct gw_ring_handle *handle)
{
	if (GW_RING_UNLIKELY((handle->word & GW_RING_NEST) != 1))
		GW_RING_ADD(&ring->stored, 1);
	else if (gw_ring_publish(ring, handle->word))
		return true;
	return gw_ring_finish_slow(ring);
}

/* Overwrite mode. */

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
	return (__u64)end << 32 | (__u32)(((__u32)word | GW_RING_NUMBERED_GAP) + 1 + dropped);
}

static inline union gw_ring_unit *gw_ring_at(struct gw_ring *ring, __u32 position)
{
	return ring->data + (position & (ring->units - 1));
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
							   __u16 event, __u32 size, bool drop)
{
	__u32 units = (size + 2 * GW_RING_UNIT - 1) / GW_RING_UNIT;
	__u32 block = ring->block;
	__u32 begin, room, pad, mark, end, block_end;
	__u64 word, time;

	GW_RING_WRITE(&ring->nest, GW_RING_READ(&ring->nest) + 1);
	GW_RING_BARRIER();
	if (GW_RING_UNLIKELY(size > ring->payload_max))
		units = ring->units + 1; /* fits nowhere */
	for (;;) {
		word = GW_RING_READ(&ring->word);
		begin = (__u32)(word >> 32);
		mark = word & GW_RING_NUMBERED_GAP;
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
		time = gw_ring_time(ring);
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
	handle->published = false;
	handle->record = gw_ring_at(ring, end - units);
	handle->size = size;
	return gw_ring_begin(handle->record, event, size, units, time);
}

static GW_RING_OUT_OF_LINE bool gw_ring_close_overwrite(struct gw_ring *ring)
{
	GW_RING_ADD(&ring->stored, 1);
	return gw_ring_leave(ring);
}

/*
 * gw_ring_reserve() and gw_ring_try(), in either mode.
 *
 * In both the time is read before the exchange, which an interrupter makes fail: so
 * times never go backwards in the sub-ring (as long as the clock does not).
 */
static inline GW_RING_IN_LINE void *gw_ring_open(struct gw_ring *ring,
						 struct gw_ring_handle *handle,
						 __u16 event, __u32 size, bool drop)
{
	if (GW_RING_UNLIKELY(ring->block))
		return gw_ring_reserve_overwrite(ring, handle, event, size, drop);
	return gw_ring_enter(ring, handle, event, size, drop);
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
	return gw_ring_open(ring, handle, event, size, true);
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
	return gw_ring_open(ring, handle, event, size, false);
}

/**
 * gw_ring_lose() - count a record as dropped
 * @ring: the sub-ring of this CPU
 * @handle: filled in; @handle->published says whether the reader may have to be woken
 */
static inline void gw_ring_lose(struct gw_ring *ring, struct gw_ring_handle *handle)
{
	__u64 word;

	if (!ring->block) {
		gw_ring_drop(ring, handle);
		return;
	}
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
	handle->published = GW_RING_UNLIKELY(ring->block) ? gw_ring_close_overwrite(ring) :
							    gw_ring_finish(ring, handle);
	return handle->published;
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
