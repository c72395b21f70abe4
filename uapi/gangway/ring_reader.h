/* SPDX-License-Identifier: (GPL-2.0-only WITH Linux-syscall-note) OR MIT */
/*
 * The consumer's side of one sub-ring (protocol and memory order: ring.h).
 *
 * Freestanding C, also for programs without the library. One thread at a time
 * may use a reader. Everything mapped is treated as hostile: whatever it holds,
 * and however it changes meanwhile, nothing outside the mapping is touched and
 * each call terminates.
 *
 *     gw_reader_snapshot(&reader);
 *     while ((what = gw_reader_next(&reader, &item)) != GW_READER_EMPTY)
 *             ...;
 *     gw_reader_release(&reader, reader.position);
 */
#ifndef GANGWAY_RING_READER_H
#define GANGWAY_RING_READER_H

#include <gangway/ring.h>
#include <stdbool.h>
#include <stddef.h>

/*
 * GW_READER_ACQUIRE, GW_READER_RELEASE, GW_READER_ORDERED, GW_READER_XCHG
 *                 shared with the kernel; a load by ORDERED cannot run ahead
 *                 of an XCHG before it
 * GW_READER_GET   one word of the data area; later loads stay after it
 */
#if defined(GW_READER_MACROS) /* a test brings its own */
#include GW_READER_MACROS
#else
#define GW_READER_ACQUIRE(p)    __atomic_load_n(p, __ATOMIC_ACQUIRE)
#define GW_READER_RELEASE(p, v) __atomic_store_n(p, v, __ATOMIC_RELEASE)
#define GW_READER_ORDERED(p)    __atomic_load_n(p, __ATOMIC_SEQ_CST)
#define GW_READER_XCHG(p, v)    __atomic_exchange_n(p, v, __ATOMIC_SEQ_CST)
#define GW_READER_GET(p)        __atomic_load_n(p, __ATOMIC_ACQUIRE)
#endif

enum gw_reader_status {
	GW_READER_EMPTY, /* nothing more before the snapshot */
	GW_READER_ITEM,  /* a record of an element */
	GW_READER_LOST,  /* item.lost records are missing here */
	GW_READER_BAD    /* the sub-ring is corrupt, for good */
};

struct gw_reader_item {
	__u64 begin; /* position of the record; of a loss, where it is detected */
	__u64 end;   /* position after it */
	__u64 lost;  /* GW_READER_LOST only; never 0 */
	/* GW_READER_ITEM only: */
	__u64 sequence;
	__u64 time;
	const void *payload; /* 8-aligned; see gw_reader_next() */
	__u32 size;          /* of the payload, in bytes */
	__u16 event;
	__u16 flags;
};

struct gw_reader {
	const struct gw_ring_producer *producer;
	const union gw_ring_unit *data; /* mapped twice in a row */
	struct gw_ring_tail *tail;
	__u64 *copy; /* overwrite mode: where payloads are copied to */
	__u32 bytes;
	__u32 block; /* bytes; 0: drop-newest */
	bool bad;
	__u64 position; /* next to be read */
	__u64 released; /* the tail last stored for the kernel */
	__u64 expected; /* next sequence number; in drop-newest mode only the reader counts */
	__u64 known;    /* last stored for the kernel */
	__u64 head;     /* snapshot */
	__u64 seq;      /* snapshot; in drop-newest mode of the producer's lost */
	/* offered = received + skipped + discarded + lost */
	__u64 received;
	__u64 skipped; /* from a newer kernel: unknown flags or Gangway events */
	__u64 discarded;
	__u64 lost;
};

/*
 * Start to read a sub-ring from its beginning. `data` is what follows the
 * producer page, `bytes` and `flags` are the subscription's. In overwrite
 * mode `copy` has room for GW_RING_PAYLOAD_MAX(bytes, flags) bytes, else it
 * is not used.
 */
static inline void gw_reader_init(struct gw_reader *reader,
				  const struct gw_ring_producer *producer, const void *data,
				  __u32 bytes, struct gw_ring_tail *tail, __u32 flags, void *copy)
{
	reader->producer = producer;
	reader->data = (const union gw_ring_unit *)data;
	reader->tail = tail;
	reader->copy = (__u64 *)copy;
	reader->bytes = bytes;
	reader->block = flags & GW_RING_OVERWRITE ? bytes / GW_RING_BLOCKS : 0;
	reader->bad = false;
	reader->position = 0;
	reader->released = 0;
	reader->expected = 0;
	reader->known = 0;
	reader->head = 0;
	reader->seq = 0;
	reader->received = 0;
	reader->skipped = 0;
	reader->discarded = 0;
	reader->lost = 0;
}

/* What the kernel counts towards losses, and how far the reader knows. */
static inline __u64 gw_reader_counted(const struct gw_reader *reader)
{
	return reader->block ? GW_READER_ORDERED(&reader->producer->seq) :
			       GW_READER_ORDERED(&reader->producer->lost);
}

static inline __u64 gw_reader_knows(const struct gw_reader *reader)
{
	return reader->block ? reader->expected : reader->lost;
}

/*
 * Begin a pass: note how much there is to read. Everything that
 * gw_reader_next() returns until EMPTY was published before this returns.
 */
static inline void gw_reader_snapshot(struct gw_reader *reader)
{
	__u64 seq = gw_reader_counted(reader);
	__u64 head = GW_READER_ACQUIRE(&reader->producer->head); /* after seq */

	if (head % GW_RING_UNIT || head < reader->head || seq < reader->seq ||
	    (!reader->block && head - reader->position > reader->bytes))
		reader->bad = true;
	reader->seq = seq;
	reader->head = head;
}

/*
 * Overwrite mode: has what is at `position` been overwritten? Then continue at
 * floor. Counting is left to the MARK there.
 */
static inline bool gw_reader_overrun(struct gw_reader *reader)
{
	__u64 floor;

	if (!reader->block)
		return false;
	floor = GW_READER_ACQUIRE(&reader->producer->floor);
	if (floor % reader->block || (floor < reader->head && reader->head - floor > reader->bytes))
		reader->bad = true;
	if (floor <= reader->position)
		return reader->bad;
	reader->position = floor;
	return true;
}

static inline const union gw_ring_unit *gw_reader_at(const struct gw_reader *reader)
{
	return reader->data + (reader->position & (reader->bytes - 1)) / GW_RING_UNIT;
}

static inline __u64 gw_reader_whole(const struct gw_record *record)
{
	return ((__u64)record->size + 2 * GW_RING_UNIT - 1) / GW_RING_UNIT * GW_RING_UNIT;
}

/*
 * Copy out the header at `position`, and in overwrite mode the payload of an
 * element; false if it cannot be a record. `position` is before `head`, and
 * in drop-newest mode by no more than the length of the data area.
 */
static inline bool gw_reader_fetch(const struct gw_reader *reader, struct gw_record *record)
{
	const union gw_ring_unit *at = gw_reader_at(reader);
	__u64 room = reader->head - reader->position;
	union gw_ring_unit header;
	__u32 i;

	header.words[0] = GW_READER_GET(&at->words[0]);
	header.words[1] = GW_READER_GET(&at->words[1]);
	*record = header.record;
	if (gw_reader_whole(record) > room)
		return false;
	if (!reader->block)
		return true;
	room = reader->block - (reader->position & (reader->block - 1));
	if (gw_reader_whole(record) > room || record->size > reader->block - 2 * GW_RING_UNIT)
		return false;
	if (record->event < GW_RECORD_GANGWAY)
		for (i = 0; i < (record->size + 7) / 8; i++)
			reader->copy[i] = GW_READER_GET(&at[1 + i / 2].words[i % 2]);
	return true;
}

/* Step over a record; true if it is one to return. */
static inline bool gw_reader_take(struct gw_reader *reader, const struct gw_record *record,
				  struct gw_reader_item *item)
{
	const union gw_ring_unit *at = gw_reader_at(reader);

	item->begin = reader->position;
	reader->position += gw_reader_whole(record);
	item->end = reader->position;
	if (record->event >= GW_RECORD_NUMBERED) {
		reader->expected++;
		if (record->event == GW_RECORD_DISCARD)
			reader->discarded++;
		else
			reader->skipped++;
		return false;
	}
	if (record->event >= GW_RECORD_GANGWAY)
		return false;
	item->sequence = reader->expected++;
	if (record->flags & GW_RECORD_FLAGS_STRICT) {
		reader->skipped++;
		return false;
	}
	item->time = record->time;
	item->size = record->size;
	item->event = record->event;
	item->flags = record->flags;
	item->payload = reader->block ? (const void *)reader->copy : at + 1;
	reader->received++;
	return true;
}

/* Report what is missing up to the kernel's `count`. */
static inline enum gw_reader_status gw_reader_lose(struct gw_reader *reader,
						   struct gw_reader_item *item, __u64 count)
{
	item->begin = reader->position;
	item->end = reader->position;
	item->lost = count - gw_reader_knows(reader);
	reader->lost += item->lost;
	reader->expected += item->lost;
	return GW_READER_LOST;
}

/*
 * The common case: a record of an element, in place. False: it is something
 * else, and nothing has changed; gw_reader_next() handles it.
 */
static inline bool gw_reader_plain(struct gw_reader *reader, struct gw_reader_item *item)
{
	const union gw_ring_unit *at = gw_reader_at(reader);
	union gw_ring_unit header;

	if (reader->block || reader->bad || reader->position >= reader->head)
		return false;
	header.words[0] = GW_READER_GET(&at->words[0]);
	header.words[1] = GW_READER_GET(&at->words[1]);
	if (header.record.event >= GW_RECORD_GANGWAY ||
	    header.record.flags & GW_RECORD_FLAGS_STRICT ||
	    gw_reader_whole(&header.record) > reader->head - reader->position)
		return false;
	return gw_reader_take(reader, &header.record, item);
}

/*
 * The next record or loss of this pass. A payload stays as it is until its
 * `end` is released (drop-newest: it is in the mapping) or until the next
 * call (overwrite: it is a copy).
 */
static inline enum gw_reader_status gw_reader_next(struct gw_reader *reader,
						   struct gw_reader_item *item)
{
	struct gw_record record;
	bool sound;

	if (gw_reader_plain(reader, item))
		return GW_READER_ITEM;
	while (!reader->bad && reader->position < reader->head) {
		sound = gw_reader_fetch(reader, &record);
		if (gw_reader_overrun(reader))
			continue;
		if (!sound || (record.event == GW_RECORD_MARK && reader->block &&
			       record.time < reader->expected))
			reader->bad = true;
		else if (gw_reader_take(reader, &record, item))
			return GW_READER_ITEM;
		else if (record.event == GW_RECORD_MARK &&
			 (__s64)(record.time - gw_reader_knows(reader)) > 0)
			return gw_reader_lose(reader, item, record.time);
	}
	if (reader->bad)
		return GW_READER_BAD;
	/* Not if floor is ahead of head: the MARK there will say. */
	if (reader->position == reader->head &&
	    (__s64)(reader->seq - gw_reader_knows(reader)) > 0)
		return gw_reader_lose(reader, item, reader->seq);
	return GW_READER_EMPTY;
}

/*
 * Release everything before `end` to the kernel, and let poll() be silent about
 * losses before `known`: gw_reader_knows() there.
 */
static inline void gw_reader_release_known(struct gw_reader *reader, __u64 end, __u64 known)
{
	if (end != reader->released) {
		reader->released = end;
		GW_READER_RELEASE(&reader->tail->tail, end);
	}
	if (known != reader->known) {
		reader->known = known;
		GW_READER_RELEASE(&reader->tail->known, known);
	}
}

/*
 * Release everything before `end` to the kernel: `position` of the reader, or
 * `end` of the last item finished with. Costs a shared store or two: once per pass
 * is enough, and before sleeping. In overwrite mode only poll() looks at it.
 */
static inline void gw_reader_release(struct gw_reader *reader, __u64 end)
{
	gw_reader_release_known(reader, end,
				end == reader->position ? gw_reader_knows(reader) : reader->known);
}

/*
 * Before sleeping: ask to be woken (`wake` is the control area's), then look
 * at every sub-ring once more with gw_reader_pending(), and sleep only if all
 * say no.
 */
static inline void gw_reader_ask_wake(__u32 *wake)
{
	(void)GW_READER_XCHG(wake, 1);
}

/* Has anything been published, or lost, that no pass has returned yet? */
static inline bool gw_reader_pending(const struct gw_reader *reader)
{
	if (!reader->block && GW_READER_ORDERED(&reader->producer->head) != reader->position)
		return true;
	return (__s64)(gw_reader_counted(reader) - gw_reader_knows(reader)) > 0;
}

#endif
