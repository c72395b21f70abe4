// SPDX-License-Identifier: GPL-2.0-only
/* A kfifo that is read from a node: for one sender and one reader, neither with a lock. */
#include <linux/kfifo.h>

#include "kernel.h"

static struct kfifo fifo;
static u64 lost;	/* a program would ask for this */

static __always_inline void emit_kfifo(u32 count, u32 size, u32 batch)
{
	u64 record[128];
	u32 i;

	for (i = 0; i < count; i++) {
		if (kfifo_avail(&fifo) < size) {
			lost++;
			continue;
		}
		bench_fill(record, size, i);
		kfifo_in(&fifo, (u8 *)record, size);
	}
}

PEER_SENDER(kfifo)

static ssize_t kfifo_read(struct file *file, char __user *to, size_t count, loff_t *pos)
{
	unsigned int copied;
	int err;

	err = kfifo_to_user(&fifo, to, count, &copied);
	return err ?: copied;
}

static const struct file_operations kfifo_fops = {
	.owner = THIS_MODULE,
	.unlocked_ioctl = kfifo_ioctl,
	.read = kfifo_read,
};

PEER_NODE(kfifo, kfifo_fops);

static int kfifo_begin(void)
{
	int err;

	err = kfifo_alloc(&fifo, PEER_RING_BYTES, GFP_KERNEL);
	if (err)
		return err;
	err = misc_register(&kfifo_node);
	if (err)
		kfifo_free(&fifo);
	return err;
}

static void kfifo_end(void)
{
	misc_deregister(&kfifo_node);
	kfifo_free(&fifo);
}

const struct peer peer_kfifo = { kfifo_begin, kfifo_end };
