/* SPDX-License-Identifier: (GPL-2.0-only WITH Linux-syscall-note) OR MIT */
/*
 * The ring: events from the kernel to one subscriber, through shared memory.
 *
 * WHAT IS MAPPED
 *
 * A subscription (GW_RING_SUBSCRIBE, on a file that is open for reading and
 * writing) owns one sub-ring for each CPU. Its file is mapped with MAP_SHARED:
 *
 *   GW_RING_CONTROL          struct gw_ring_control and one struct
 *                            gw_ring_tail per CPU: read and write.
 *   GW_RING_OFFSET(bytes, cpu)
 *                            the sub-ring of that CPU, read-only: one page
 *                            that begins with struct gw_ring_producer, then
 *                            the data area mapped twice in a row, so that a
 *                            record that wraps is still contiguous. ENXIO as
 *                            long as that CPU has none: when `generation` in
 *                            the control area changes, try again.
 *
 * POSITIONS
 *
 * Positions are 64-bit byte counts from the sub-ring's beginning, multiples of
 * 16; they never wrap. Position P is at data[P % bytes].
 *
 * RECORDS
 *
 * The data area is a sequence of records: struct gw_record, `size` bytes of
 * payload, zeros up to the next multiple of 16. An event below
 * GW_RECORD_GANGWAY is the number of an element of the interface. The others
 * are Gangway's own:
 *
 *   GW_RECORD_MARK     size 0; instead of a time, `time` holds a number that
 *                      shows what is missing here: see LOSS.
 *   GW_RECORD_PAD      padding: skip it.
 *   GW_RECORD_DISCARD  a record that was begun and then abandoned.
 *
 * Growth: a reader skips, by their size, the Gangway events that it does not
 * know. Those from GW_RECORD_NUMBERED on count as records, those below
 * do not. A record with an unknown element number is for newer readers:
 * received, and skipped. So is a record with an unknown flag among
 * GW_RECORD_FLAGS_STRICT; other unknown flags are ignored. `size` may exceed
 * what a reader knows of an event (a newer module: ignore the rest) or fall
 * short of it (an older one: the missing bytes are zero).
 *
 * LOSS
 *
 * In drop-newest mode the kernel counts the records that it drops. The reader keeps
 * how many of them it knows of (`lost`). It learns of more by:
 *
 *   - A MARK with number n: n records were dropped so far, n - lost of them there.
 *     The first record stored after a drop has a MARK in front of it. It may tell
 *     less than the reader knows, and then tells nothing: interrupters drop, and
 *     show that, while who was interrupted is about to write one.
 *   - `producer.lost`, the same at this time. Read lost first, then head. When
 *     everything before that head has been read, producer.lost - lost records
 *     were dropped at the end, if that is positive. So the last loss shows even
 *     when nothing follows it.
 *
 * A record that interrupters drop in the middle of another one may be told behind
 * records of theirs; never before what was published when it was dropped.
 *
 * In overwrite mode what is lost was stored once, so it cannot be counted when it
 * goes. Each record offered takes the next number, from 0, whether it is then
 * stored, dropped or discarded; the reader keeps the number that it expects next
 * (`expected`), adding one for each record. A MARK holds the number of the record
 * behind it, `producer.seq` the next to be assigned, and what is missing is the
 * difference to `expected`.
 *
 * Hence offered = received + discarded + lost, to the last record. (In
 * overwrite mode a discarded record that is overwritten unread counts as lost:
 * they can no longer be told apart.)
 *
 * TWO MODES
 *
 * Drop-newest (the default): a record that does not fit into the space before
 * the reader's tail is dropped. What is between tail and head does not change,
 * so the reader may use it in place, and then stores the new tail into its slot
 * of the control area. The kernel reads a tail only when the ring looks full,
 * and accepts it only if it is a multiple of 16 between the last one accepted
 * and the published head. Anything else is ignored, and counted.
 *
 * GW_RING_OVERWRITE: the oldest records are overwritten; only poll() looks at
 * tails. The data area is GW_RING_BLOCKS equal blocks. No record straddles two
 * (a PAD fills the end), and each block begins with a MARK. `floor` is the start
 * of the oldest intact block and only grows; it grows before anything below
 * it is touched. The reader copies a record, then reads floor again: if the
 * record is now below it, the copy is thrown away and reading continues at
 * floor, whose MARK gives the exact loss. Only records that are not committed
 * yet cannot be overwritten: what would do so is dropped. floor may briefly be
 * ahead of head; then there is nothing to read until head catches up.
 *
 * SLEEPING
 *
 * A reader that has read and released everything stores 1 to `wake`, looks at
 * head and lost of every sub-ring once more (in overwrite mode at seq), and sleeps
 * in poll() only if none has moved. After each publication the kernel looks at
 * `wake`; if it is set, the kernel clears it and wakes the sleeper, once. poll()
 * sets `wake` too; it reports EPOLLIN as long as the tail of a sub-ring is not its
 * head, or its lost (seq) is beyond `known`, which the reader stores beside the
 * tail: so a mere loss is reported until the reader says that it knows of it.
 * `known_elsewhere` does the same for `lost_elsewhere`.
 *
 * MEMORY ORDER, AND WHY IT IS ENOUGH
 *
 * Only one CPU writes to a sub-ring, but on it a softirq may interrupt a
 * thread, a hardirq either, and an NMI all of them, each in the middle of a
 * record. Each finishes before the interrupted one resumes. A record is
 * reserved by one compare-and-exchange of a private word that holds together
 * the position, "something was dropped", and how many producers are in the middle
 * of a record; so the three never disagree. Records of interrupters thus follow a
 * record that is not complete; so only the outermost producer publishes, when all
 * are, and the exchange that takes it out of the word fails if anybody has come
 * since it last looked. (In overwrite mode the word holds the sequence in place of
 * the last, which is beside it.)
 *
 *   1. Contents. The kernel stores head with release after all contents. The
 *      reader loads head with acquire, and reads only below it. So what it
 *      reads is complete.
 *   2. Reuse. The reader stores tail with release after its last access to the
 *      records before it. The kernel loads tail with acquire before it writes
 *      there again. So no record changes under the reader.
 *   3. Loss at the end. The kernel stores head before lost (seq). The reader loads
 *      lost (acquire) before head. So its head is at least the one that
 *      belongs to its lost: what was stored before those were dropped is before
 *      that head. (A head newer than lost does no harm: a MARK behind it tells the
 *      reader more than lost does, and the difference is not positive.)
 *   4. Overwriting. The kernel raises floor, executes a write barrier, then
 *      writes. The reader's loads of a record are ordered before its second
 *      load of floor. If one of them saw something new, that load of floor
 *      sees the raised value. The barrier is in each reservation, not only in
 *      one that raises floor: an interrupter may find floor raised by a
 *      producer that has not reached its barrier yet.
 *   5. Waking. The kernel stores head, executes a fully ordered exchange, then
 *      loads wake. The exchange is the one of the private word by which the
 *      outermost producer leaves: what matters is that it is a full barrier, and
 *      it costs no other. Where lost is stored, that store is a fully ordered
 *      exchange itself; and so it is for seq. The reader stores wake with a fully
 *      ordered exchange, then loads head and lost. At least one of them sees the
 *      other's store: either the reader does not sleep, or the kernel wakes it.
 *      Release and acquire would not suffice: both loads could run ahead of both
 *      stores.
 *   6. The tail's bound. Tails are checked against the published head itself, which
 *      a CPU sees as it stored it; so one that the reader may legitimately hold is
 *      never refused.
 *   7. Losses of interrupters. A drop counts, then sets the bit in the word, each
 *      atomic on its CPU. Who finds nobody interrupted shows the count. Otherwise
 *      the outermost producer does: the bit has made its exchange fail; or it was
 *      set already, then the producer is on the slow path, and compares the count
 *      once more when it has left.
 *
 * What the reader can write decides nothing but whether a record fits: a position
 * is taken from the private word, and `head` in the producer's page, which is
 * mapped read-only, is only a guess at it that the exchange confirms.
 *
 * BOUNDS. Positions do not wrap: 2^60 records are centuries. Eight producers, one in
 * the other, do not happen; the eighth is dropped, and counted. In overwrite mode
 * position and sequence have 32 and 31 bits in the private word, and
 * are extended when published. A sub-ring is far smaller than 2^32 units of
 * 16 bytes. At most 2^31 - 1 records can be offered by interrupters of a
 * single record; each of them takes more than a nanosecond, and everything
 * between reserve and commit runs with preemption off, so such a machine
 * would have been stuck for seconds. The total offered is unlimited.
 *
 * VERSIONS. In version 1 records were numbered in both modes. A reader says which
 * one it knows when it subscribes; EPROTONOSUPPORT: the kernel has another.
 */
#ifndef GANGWAY_RING_H
#define GANGWAY_RING_H

#include <linux/types.h>

#include <gangway/carriers.h>
#include <gangway/session.h>

#define GW_RING_VERSION 2u

/* Flags of a subscription. */
#define GW_RING_OVERWRITE 1u /* lose the oldest records, not the newest */
#define GW_RING_NO_TIME   2u /* records carry 0 for time: saves a clock read */
#define GW_RING_FLAGS     (GW_RING_OVERWRITE | GW_RING_NO_TIME)

/*
 * Bytes of data per CPU: a power of two, and a multiple of the page size. The default is
 * halved where there are many CPUs, until all of them take GW_RING_TOTAL_DEFAULT or one
 * takes GW_RING_BYTES_LITTLE; and until they take at most half of what the caller may
 * still lock, but is not less than a page.
 */
#define GW_RING_BYTES_MIN     4096u
#define GW_RING_BYTES_LITTLE  0x8000u
#define GW_RING_BYTES_DEFAULT 0x40000u
#define GW_RING_BYTES_MAX     0x10000000u
#define GW_RING_TOTAL_DEFAULT 0x200000u

/* Positions, and sizes with header and padding, are multiples of this. */
#define GW_RING_UNIT 16u

/* Blocks of the data area in overwrite mode. */
#define GW_RING_BLOCKS 8u

/* Largest payload: the record, its header and a MARK must fit. */
#define GW_RING_PAYLOAD_MAX(bytes, flags) \
	(((flags) & GW_RING_OVERWRITE ? (bytes) / GW_RING_BLOCKS : (bytes)) - 2 * GW_RING_UNIT)

/* Where to map what; `bytes` is ring_size as it came back. */
#define GW_RING_CONTROL             GW_CARRIER_OFFSET(GW_CARRIER_ring)
#define GW_RING_STRIDE(bytes)       (4 * (__u64)(bytes))
#define GW_RING_OFFSET(bytes, cpu)  (GW_RING_CONTROL + ((__u64)(cpu) + 1) * GW_RING_STRIDE(bytes))
#define GW_RING_MAP_SIZE(page, bytes) ((__u64)(page) + 2 * (__u64)(bytes))
#define GW_RING_TAIL_OFFSET(cpu)    (64 * ((__u64)(cpu) + 1))
#define GW_RING_CONTROL_SIZE(cpus)  GW_RING_TAIL_OFFSET(cpus)

/**
 * struct gw_subscribe_ring - subscribe by the ring
 * @head: in: GW_CARRIER_ring, and the events
 * @flags: in: GW_RING_*
 * @ring_size: in: bytes of data for each CPU, a power of two between
 *	GW_RING_BYTES_MIN and GW_RING_BYTES_MAX, or 0 for the default;
 *	out: the size used: more if a record would not have fitted
 * @nr_cpus: out: sub-rings are numbered from 0 to @nr_cpus - 1
 * @page_size: out: size of a page, and so of the producer page
 * @control_size: out: bytes of the control area
 * @version: in: GW_RING_VERSION; a reader that was made before there was one says 0
 *
 * The rings are charged to the RLIMIT_MEMLOCK of the caller, with what all other
 * processes of the user have, except if it has CAP_IPC_LOCK. Errors, besides those of
 * struct gw_subscribe: EACCES the file is not open for reading and writing, EINVAL
 * unknown flags or bad size, EPROTONOSUPPORT another version, which the kernel's log
 * tells in words, ENOMEM, also when the sub-rings of all possible CPUs would need more
 * than GW_CARRIER_SPAN bytes of offsets.
 */
struct gw_subscribe_ring {
	struct gw_subscribe head;
	__u32 flags;
	__u32 ring_size;
	__u32 nr_cpus;
	__u32 page_size;
	__u32 control_size;
	__u32 version;
};

#define GW_RING_SUBSCRIBE \
	_IOWR(GW_IOC_MAGIC, _IOC_NR(GW_IOC_SUBSCRIBE), struct gw_subscribe_ring)

/* Gangway's own events. */
#define GW_RECORD_GANGWAY  0xff00u /* the first of them */
#define GW_RECORD_MARK     0xff00u
#define GW_RECORD_PAD      0xff01u
#define GW_RECORD_NUMBERED 0xff80u /* from here on they count as records */
#define GW_RECORD_DISCARD  0xff80u

/* A reader that does not know one of these flags skips the record. */
#define GW_RECORD_FLAGS_STRICT 0xff00u

/* The head of a record; the payload follows. */
struct gw_record {
	__u32 size;         /* bytes of payload */
	__u16 event;        /* element number, or GW_RECORD_... */
	__u16 flags;        /* none yet */
	__aligned_u64 time; /* CLOCK_MONOTONIC in ns, or 0; in a MARK, a number */
};

/* The data area is an array of these: a header, or two words of payload. */
union gw_ring_unit {
	struct gw_record record;
	__aligned_u64 words[2];
};

/* What the kernel publishes of a sub-ring, at the start of its first page. */
struct gw_ring_producer {
	__aligned_u64 head;  /* everything before it may be read */
	__aligned_u64 seq;   /* overwrite mode: the next sequence number */
	__aligned_u64 floor; /* overwrite mode: nothing before it is intact */
	__aligned_u64 lost;  /* drop-newest mode: records dropped so far */
	__aligned_u64 __reserved[4];
};

/* The first 64 bytes of the control area. */
struct gw_ring_control {
	__u32 wake;       /* 1: the reader sleeps; the kernel clears it */
	__u32 generation; /* changes when a sub-ring has been added */
	__aligned_u64 lost_elsewhere; /* records lost for want of a sub-ring */
	__aligned_u64 known_elsewhere; /* how many of them the reader knows of */
	__aligned_u64 __reserved[5];
};

/* One per CPU, from GW_RING_TAIL_OFFSET(0) on. */
struct gw_ring_tail {
	__aligned_u64 tail;  /* the reader has finished with everything before it */
	__aligned_u64 known; /* so many losses the reader knows of; overwrite: numbers */
	__aligned_u64 __reserved[6];
};

#ifdef __cplusplus
#define GW_RING_ASSERT(what) static_assert(what, #what)
#else
#define GW_RING_ASSERT(what) _Static_assert(what, #what)
#endif

GW_RING_ASSERT(sizeof(struct gw_record) == GW_RING_UNIT);
GW_RING_ASSERT(sizeof(union gw_ring_unit) == GW_RING_UNIT);
GW_RING_ASSERT(__builtin_offsetof(struct gw_record, event) == 4);
GW_RING_ASSERT(__builtin_offsetof(struct gw_record, flags) == 6);
GW_RING_ASSERT(__builtin_offsetof(struct gw_record, time) == 8);
GW_RING_ASSERT(sizeof(struct gw_ring_producer) == 64);
GW_RING_ASSERT(__builtin_offsetof(struct gw_ring_producer, seq) == 8);
GW_RING_ASSERT(__builtin_offsetof(struct gw_ring_producer, floor) == 16);
GW_RING_ASSERT(__builtin_offsetof(struct gw_ring_producer, lost) == 24);
GW_RING_ASSERT(sizeof(struct gw_ring_control) == 64);
GW_RING_ASSERT(__builtin_offsetof(struct gw_ring_control, generation) == 4);
GW_RING_ASSERT(__builtin_offsetof(struct gw_ring_control, lost_elsewhere) == 8);
GW_RING_ASSERT(sizeof(struct gw_ring_tail) == 64);
GW_RING_ASSERT(GW_RING_TAIL_OFFSET(0) == sizeof(struct gw_ring_control));

#undef GW_RING_ASSERT

#endif
