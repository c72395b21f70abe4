/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef BENCH_PEERS_KERNEL_H
#define BENCH_PEERS_KERNEL_H

#include <linux/fs.h>
#include <linux/miscdevice.h>
#include <linux/module.h>

#include "../fill.h"
#include "peers.h"

/* Copies the request, and has it carried out; one at a time, of all peers. */
long peer_ioctl(unsigned int cmd, unsigned long arg,
		void (*const by_size[])(u32 count, u32 batch));

/*
 * emit_OF(count, size, batch), which is inline, for each size as a constant; and OF_ioctl()
 * by these.
 */
#define PEER_SENDER(of) \
static void of##_16(u32 count, u32 batch) { emit_##of(count, 16, batch); } \
static void of##_64(u32 count, u32 batch) { emit_##of(count, 64, batch); } \
static void of##_256(u32 count, u32 batch) { emit_##of(count, 256, batch); } \
static void of##_1024(u32 count, u32 batch) { emit_##of(count, 1024, batch); } \
\
static long of##_ioctl(struct file *file, unsigned int cmd, unsigned long arg) \
{ \
	static void (*const by_size[])(u32 count, u32 batch) = { \
		of##_16, of##_64, of##_256, of##_1024, \
	}; \
\
	return peer_ioctl(cmd, arg, by_size); \
}

#define PEER_NODE(of, fops_of) \
static struct miscdevice of##_node = { \
	.minor = MISC_DYNAMIC_MINOR, \
	.name = "bench_" #of, \
	.fops = &(fops_of), \
	.mode = 0600, \
}

/* A peer: errors of its begin() have left nothing behind. */
struct peer {
	int (*begin)(void);
	void (*end)(void);
};

extern const struct peer peer_memory, peer_relay, peer_kfifo, peer_ftrace, peer_netlink,
	peer_genetlink, peer_signal;

#endif /* BENCH_PEERS_KERNEL_H */
