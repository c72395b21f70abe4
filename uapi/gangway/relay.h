/* SPDX-License-Identifier: (GPL-2.0-only WITH Linux-syscall-note) OR MIT */
/*
 * Events through the per-CPU buffers of the kernel's relay: for each event a channel, and for
 * each CPU a file of it, /sys/kernel/debug/gangway/DEVICE/EVENT.CPU.
 *
 * SUB-BUFFERS
 *
 * A CPU's buffer is `subbufs` sub-buffers of `subbuf_size` bytes, which the kernel fills in turn.
 * Each begins with a struct gw_relay_subbuf; then come records, struct gw_record of ring.h, each
 * followed by its payload and by zeros up to the next multiple of 8; then padding, where the next
 * record did not fit, or a reader did not want to wait for more.
 *
 * LOSSES
 *
 * All records of a CPU have numbers, from 0, lost ones too. `first` is that of the first record in
 * a sub-buffer: if it is not the one that followed the last record before, so many were lost. A
 * sub-buffer without records tells a loss that nothing followed.
 *
 * Without overwriting, the kernel loses records while all sub-buffers are full, and a file has one
 * reader at a time: EBUSY. With overwriting, it begins the oldest one anew, whether or not it was
 * read; readers do not affect each other.
 *
 * READING
 *
 * The channel is there while one of its files is open; with overwriting, as long as the device.
 *
 * read() gives sub-buffers in their order, without their padding, any number of bytes at a time;
 * none that was overwritten meanwhile. It never waits: 0 means that there is nothing now. If no
 * sub-buffer is complete, it completes the one that is being filled: whoever reads all the time
 * makes them short, and so an overwriting channel keep less. poll() waits, and says POLLHUP when
 * the module has gone: what is left can be read, and then read() gives 0 for ever.
 *
 * mmap() of the whole buffer, subbuf_size * subbufs bytes, read-only: sub-buffer N is the
 * (N % subbufs)th. It is complete when its `number` is N and, loaded after that, `bytes` is not 0;
 * when overwriting, what was read of it counts if both are still the same after that.
 * GW_RELAY_FLUSH completes the one that is being filled; GW_RELAY_CONSUME gives back so many, in
 * their order, and shares the position of read().
 *
 * Growth: a reader finds the first record by `header_bytes`, and skips records with flags that it
 * does not know.
 */
#ifndef _UAPI_GANGWAY_RELAY_H
#define _UAPI_GANGWAY_RELAY_H

#include <linux/ioctl.h>
#include <linux/types.h>

#include <gangway/ring.h>
#include <gangway/session.h>

/* How a sub-buffer begins. */
struct gw_relay_subbuf {
	__u32 bytes;		/* of this and the records; 0: it is being filled */
	__u32 header_bytes;	/* of this */
	__u32 padding;		/* up to the sub-buffer's end */
	__u32 records;
	__u32 cpu;
	__u32 event;		/* element number */
	__aligned_u64 number;	/* of the sub-buffer, from 0 */
	__aligned_u64 first;	/* number of the first record in it, or of the next one */
	__aligned_u64 lost;	/* records that found no room, before that one */
	__aligned_u64 time;	/* CLOCK_MONOTONIC in ns, when it was begun */
};

/* A record takes so many bytes of a sub-buffer. */
#define GW_RELAY_ROOM(size) (sizeof(struct gw_record) + (((size) + 7u) & ~7u))

/* gw_relay_state.flags */
#define GW_RELAY_OVERWRITE 1u

/* Of one CPU, since the channel is there. */
struct gw_relay_state {
	__u32 subbuf_size;
	__u32 subbufs;
	__u32 flags;
	__u32 cpu;
	__aligned_u64 begun;	/* sub-buffers before this number are complete */
	__aligned_u64 next;	/* the one that this file reads next */
	__aligned_u64 sent;	/* records, those too that found no room */
	__aligned_u64 lost;	/* records that found no room */
};

#define GW_RELAY_STATE	 _IOR(GW_IOC_MAGIC, 0xa0, struct gw_relay_state)
/* Gives back so many complete sub-buffers. EINVAL: there are not so many. */
#define GW_RELAY_CONSUME _IOW(GW_IOC_MAGIC, 0xa1, __u32)
/* Completes the one that is being filled, if it or a loss has something to tell. */
#define GW_RELAY_FLUSH	 _IO(GW_IOC_MAGIC, 0xa2)
/* Discards everything, on all CPUs; numbers of sub-buffers begin again. EACCES: opened to read. */
#define GW_RELAY_RESET	 _IO(GW_IOC_MAGIC, 0xa3)

#endif /* _UAPI_GANGWAY_RELAY_H */
