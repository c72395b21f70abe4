// SPDX-License-Identifier: GPL-2.0-only
/* The ring buffer below ftrace: reserved, committed, and read page after page. */
#include <linux/ring_buffer.h>
#include <linux/uaccess.h>

#include "kernel.h"

static struct trace_buffer *buffer;	/* which counts what it loses */

static __always_inline void emit_ftrace(u32 count, u32 size, u32 batch)
{
	struct ring_buffer_event *event;
	u32 i;

	for (i = 0; i < count; i++) {
		event = ring_buffer_lock_reserve(buffer, size);
		if (!event)
			continue;
		bench_fill(ring_buffer_event_data(event), size, i);
		ring_buffer_unlock_commit(buffer);
	}
}

PEER_SENDER(ftrace)

/* Whole pages, as trace_pipe_raw gives them. */
static ssize_t ftrace_read_pages(char __user *to, size_t count, struct buffer_data_read_page *page)
{
	size_t got;

	for (got = 0; count - got >= PAGE_SIZE; got += PAGE_SIZE) {
		if (ring_buffer_read_page(buffer, page, PAGE_SIZE, 0, 0) < 0)
			break;
		if (copy_to_user(to + got, ring_buffer_read_page_data(page), PAGE_SIZE))
			return -EFAULT;
	}
	return got;
}

static ssize_t ftrace_read(struct file *file, char __user *to, size_t count, loff_t *pos)
{
	struct buffer_data_read_page *page;
	ssize_t got;

	got = ring_buffer_alloc_read_page(buffer, 0, &page);
	if (got)
		return got;
	got = ftrace_read_pages(to, count, page);
	ring_buffer_free_read_page(buffer, 0, page);
	return got;
}

static const struct file_operations ftrace_fops = {
	.owner = THIS_MODULE,
	.unlocked_ioctl = ftrace_ioctl,
	.read = ftrace_read,
};

PEER_NODE(ftrace, ftrace_fops);

static int ftrace_begin(void)
{
	int err;

	buffer = ring_buffer_alloc(2 * PEER_RING_BYTES, 0);
	if (!buffer)
		return -ENOMEM;
	err = misc_register(&ftrace_node);
	if (err)
		ring_buffer_free(buffer);
	return err;
}

static void ftrace_end(void)
{
	misc_deregister(&ftrace_node);
	ring_buffer_free(buffer);
}

const struct peer peer_ftrace = { ftrace_begin, ftrace_end };
