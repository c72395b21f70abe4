// SPDX-License-Identifier: GPL-2.0-only
/*
 * Memory that is shared with the reader. As a control, records are only filled in: what no
 * way can save. And as a ring for one producer and one reader, with a position of each and
 * nothing else.
 */
#include <linux/mm.h>
#include <linux/vmalloc.h>

#include "kernel.h"

static void *area;
static u64 head, tail;	/* of the ring, in records; the reader's as it was seen last */

static __always_inline void *record_at(u64 nr, u32 size)
{
	return area + PEER_RING_DATA + (nr * size & (PEER_RING_BYTES - 1));
}

static __always_inline void emit_control(u32 count, u32 size, u32 batch)
{
	u32 i;

	for (i = 0; i < count; i++)
		bench_fill(record_at(i, size), size, i);
}

static __always_inline void emit_spsc(u32 count, u32 size, u32 batch)
{
	u64 *const shown = area + PEER_RING_HEAD, *const read = area + PEER_RING_TAIL;
	u32 i;

	for (i = 0; i < count; i++) {
		if (head - tail >= PEER_RING_BYTES / size) {
			tail = smp_load_acquire(read);	/* it has read them */
			if (head - tail >= PEER_RING_BYTES / size)
				return;
		}
		bench_fill(record_at(head, size), size, i);
		head++;
		smp_store_release(shown, head);	/* filled in */
	}
}

PEER_SENDER(control)
PEER_SENDER(spsc)

static int memory_mmap(struct file *file, struct vm_area_struct *vma)
{
	return remap_vmalloc_range(vma, area, vma->vm_pgoff);
}

static const struct file_operations control_fops = {
	.owner = THIS_MODULE,
	.unlocked_ioctl = control_ioctl,
	.mmap = memory_mmap,
};

PEER_NODE(control, control_fops);

static const struct file_operations spsc_fops = {
	.owner = THIS_MODULE,
	.unlocked_ioctl = spsc_ioctl,
	.mmap = memory_mmap,
};

PEER_NODE(spsc, spsc_fops);

static int memory_begin(void)
{
	int err;

	area = vmalloc_user(PEER_RING_DATA + PEER_RING_BYTES);
	if (!area)
		return -ENOMEM;
	err = misc_register(&control_node);
	if (err)
		goto err_area;
	err = misc_register(&spsc_node);
	if (err)
		goto err_control;
	return 0;

err_control:
	misc_deregister(&control_node);
err_area:
	vfree(area);
	return err;
}

static void memory_end(void)
{
	misc_deregister(&spsc_node);
	misc_deregister(&control_node);
	vfree(area);
}

const struct peer peer_memory = { memory_begin, memory_end };
