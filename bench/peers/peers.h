/* SPDX-License-Identifier: (GPL-2.0-only WITH Linux-syscall-note) OR MIT */
/*
 * Other ways for records to get from the kernel to a program, beside which the ring is
 * measured: each as its users use it, without what it lacks (bench/README.md says what
 * that is). Each has a node of its own, which sends when it is asked to.
 */
#ifndef BENCH_PEERS_H
#define BENCH_PEERS_H

#include <linux/ioctl.h>
#include <linux/types.h>

/**
 * struct peer_emit - send records
 * @size: of each, in bytes: 16, 64, 256 or 1024
 * @count: so many
 * @batch: so many in each message; of netlink and genetlink
 */
struct peer_emit {
	__u32 size;
	__u32 count;
	__u32 batch;
};

#define PEER_EMIT _IOW('p', 1, struct peer_emit)

/* control, spsc: a page for each side's position, in records, and those behind them. */
#define PEER_RING_HEAD	0
#define PEER_RING_TAIL	4096
#define PEER_RING_DATA	8192
#define PEER_RING_BYTES (1u << 20)

/* relay: the file of the first CPU is PEER_RELAY_FILE. */
#define PEER_RELAY_FILE	   "/sys/kernel/debug/bench_relay0"
#define PEER_RELAY_SUBBUF  (64u << 10)
#define PEER_RELAY_SUBBUFS 16u

/**
 * struct peer_relay - what a program that has mapped the file needs to know
 * @produced: sub-buffers that are complete, since the beginning
 * @last: bytes in the last of them; all others are full
 */
struct peer_relay {
	__u32 produced;
	__u32 last;
};

/* Completes the sub-buffer that has begun; tells that so many were read. */
#define PEER_RELAY_FLUSH    _IOR('p', 2, struct peer_relay)
#define PEER_RELAY_CONSUMED _IOW('p', 3, __u32)

/* netlink: a protocol with one group, and a record behind each header. */
#define PEER_NL_PROTOCOL 29
#define PEER_NL_GROUP	 1
#define PEER_NL_RECORD	 0x10

/* genetlink: a family with one group, and a record in the attribute. */
#define PEER_FAMILY "bench_peer"
#define PEER_GROUP  "records"
#define PEER_CMD    1
#define PEER_A_DATA 1

/* signal: to the caller, with the number of the record. */
#define PEER_SIGNAL 40

#endif /* BENCH_PEERS_H */
