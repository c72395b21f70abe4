// SPDX-License-Identifier: GPL-2.0-only
/*
 * A relay channel as blktrace has one: no overwriting, files of each CPU in debugfs. A
 * sub-buffer holds a whole number of records, so that only a flush leaves padding.
 */
#include <linux/debugfs.h>
#include <linux/relay.h>
#include <linux/smp.h>
#include <linux/uaccess.h>

#include "kernel.h"

static struct rchan *channel;
static u64 lost;	/* a program would ask for this */

static struct dentry *create_file(const char *name, struct dentry *parent, umode_t mode,
				  struct rchan_buf *buf, int *is_global)
{
	/* debugfs would not let a file that it protects be mapped. */
	return debugfs_create_file_unsafe(name, mode, parent, buf, &relay_file_operations);
}

static int remove_file(struct dentry *dentry)
{
	debugfs_remove(dentry);
	return 0;
}

static int subbuf_start(struct rchan_buf *buf, void *subbuf, void *last, size_t padding)
{
	return !relay_buf_full(buf);
}

static const struct rchan_callbacks callbacks = {
	.subbuf_start = subbuf_start,
	.create_buf_file = create_file,
	.remove_buf_file = remove_file,
};

static __always_inline void emit_relay(u32 count, u32 size, u32 batch)
{
	unsigned long flags;
	u64 *record;
	u32 i;

	for (i = 0; i < count; i++) {
		/* relay protects nothing itself. */
		local_irq_save(flags);
		record = relay_reserve(channel, size);
		if (record)
			bench_fill(record, size, i);
		else
			lost++;
		local_irq_restore(flags);
	}
}

PEER_SENDER(relay)

static long relay_complete(struct peer_relay __user *to)
{
	const struct rchan_buf *buf = *per_cpu_ptr(channel->buf, 0);
	struct peer_relay now = { .last = buf->offset };

	relay_flush(channel);
	now.produced = buf->subbufs_produced;
	return copy_to_user(to, &now, sizeof(now)) ? -EFAULT : 0;
}

static long relay_node_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	u32 consumed;

	switch (cmd) {
	case PEER_RELAY_FLUSH:
		return relay_complete((struct peer_relay __user *)arg);
	case PEER_RELAY_CONSUMED:
		if (get_user(consumed, (u32 __user *)arg))
			return -EFAULT;
		relay_subbufs_consumed(channel, 0, consumed);
		return 0;
	}
	return relay_ioctl(file, cmd, arg);
}

static const struct file_operations relay_fops = {
	.owner = THIS_MODULE,
	.unlocked_ioctl = relay_node_ioctl,
};

PEER_NODE(relay, relay_fops);

static int relay_begin(void)
{
	int err;

	channel = relay_open("bench_relay", NULL, PEER_RELAY_SUBBUF, PEER_RELAY_SUBBUFS,
			     &callbacks, NULL);
	if (!channel)
		return -ENOMEM;
	err = misc_register(&relay_node);
	if (err)
		relay_close(channel);
	return err;
}

static void relay_end(void)
{
	misc_deregister(&relay_node);
	relay_close(channel);
}

const struct peer peer_relay = { relay_begin, relay_end };
