// SPDX-License-Identifier: GPL-2.0-only
/*
 * One ring for one reader, written from any context of the CPU that it belongs
 * to: reserved by a local compare-and-exchange, published by the outermost of
 * nested producers alone, bounded by what was accepted of the reader's position.
 */
#include <linux/irq_work.h>
#include <linux/module.h>
#include <linux/vmalloc.h>
#include <asm/local64.h>

#include "kernel.h"

static int hw_cpu;		/* whose it is */
static atomic64_t hw_elsewhere;	/* records from other CPUs, lost */
static local64_t hw_emitted;
static local64_t hw_reserved;
static unsigned int hw_nest;
static u64 hw_accepted;		/* the reader's position */
static local64_t hw_dropped;	/* not reported to the reader yet */
static local64_t hw_lost;	/* in all */
static struct hw_producer *hw_producer;
static struct hw_consumer *hw_consumer;
static void *hw_data;
static struct page **hw_pages;
static void *hw_area;
static DECLARE_WAIT_QUEUE_HEAD(hw_wait);

#define HW_DATA_PAGES (HW_RING_BYTES >> PAGE_SHIFT)

static void hw_wake(struct irq_work *work)
{
	wake_up_all(&hw_wait);
}

static DEFINE_IRQ_WORK(hw_wake_work, hw_wake);

static bool hw_room(u64 end)
{
	u64 tail;

	if (end - hw_accepted <= HW_RING_BYTES)
		return true;
	/* Pairs with the reader's, which has read all before it. */
	tail = smp_load_acquire(&hw_consumer->tail);
	if (tail - hw_accepted <= READ_ONCE(hw_producer->head) - hw_accepted &&
	    IS_ALIGNED(tail, sizeof(struct hw_record)))
		hw_accepted = tail;
	return end - hw_accepted <= HW_RING_BYTES;
}

/* Preemption is off, until hw_ring_commit() if there is room. */
u64 *hw_ring_reserve(u32 size)
{
	const u64 whole = sizeof(struct hw_record) +
			  ALIGN(size, sizeof(struct hw_record));
	struct hw_record *record;
	s64 start;

	if (unlikely(smp_processor_id() != hw_cpu)) {
		atomic64_inc(&hw_elsewhere);
		return NULL;
	}
	local64_inc(&hw_emitted);
	hw_nest++;
	barrier();
	do {
		start = local64_read(&hw_reserved);
		if (!hw_room(start + whole)) {
			local64_inc(&hw_dropped);
			local64_inc(&hw_lost);
			hw_ring_commit();
			return NULL;
		}
	} while (local64_cmpxchg(&hw_reserved, start, start + whole) != start);
	record = hw_data + (start & (HW_RING_BYTES - 1));
	record->size = size;
	record->lost = local64_xchg(&hw_dropped, 0);
	record->reserved = 0;
	return (u64 *)(record + 1);
}

void hw_ring_commit(void)
{
	u64 head;

	barrier();
	if (hw_nest > 1) {
		hw_nest--;
		return;
	}
	do {
		head = local64_read(&hw_reserved);
		/* After the records before it. */
		smp_store_release(&hw_producer->head, head);
		WRITE_ONCE(hw_producer->lost, local64_read(&hw_dropped));
		hw_nest = 0;
		barrier();
		/* Somebody came in between: publish that, too. */
		if (likely(head == local64_read(&hw_reserved)))
			break;
		hw_nest = 1;
		barrier();
	} while (true);
	/* Pairs with the reader, which says that it sleeps and looks again. */
	if (xchg(&hw_producer->asleep, 0))
		irq_work_queue(&hw_wake_work);
}

void hw_ring_count(u64 *emitted, u64 *dropped)
{
	const u64 elsewhere = atomic64_read(&hw_elsewhere);

	*emitted = local64_read(&hw_emitted) + elsewhere;
	*dropped = local64_read(&hw_lost) + elsewhere;
}

__poll_t hw_ring_poll(struct file *file, poll_table *wait)
{
	poll_wait(file, &hw_wait, wait);
	if (READ_ONCE(hw_producer->head) != READ_ONCE(hw_consumer->tail))
		return EPOLLIN | EPOLLRDNORM;
	WRITE_ONCE(hw_producer->asleep, 1);
	smp_mb();	/* then look again */
	return READ_ONCE(hw_producer->head) != READ_ONCE(hw_consumer->tail) ?
	       EPOLLIN | EPOLLRDNORM : 0;
}

int hw_ring_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	if (vma->vm_pgoff == HW_TAIL >> PAGE_SHIFT) {
		vma->vm_pgoff = 0;
		return remap_vmalloc_range(vma, hw_consumer, 0);
	}
	if (vma->vm_flags & VM_WRITE)
		return -EPERM;
	return remap_vmalloc_range(vma, hw_area, vma->vm_pgoff);
}

/* The producer's page, and the data twice in a row. */
static int hw_map(void)
{
	unsigned int i;

	hw_pages = kvcalloc(1 + 2 * HW_DATA_PAGES, sizeof(*hw_pages), GFP_KERNEL);
	if (!hw_pages)
		return -ENOMEM;
	for (i = 0; i <= HW_DATA_PAGES; i++) {
		hw_pages[i] = alloc_page(GFP_KERNEL | __GFP_ZERO);
		if (!hw_pages[i])
			return -ENOMEM;
		if (i)
			hw_pages[i + HW_DATA_PAGES] = hw_pages[i];
	}
	hw_area = vmap(hw_pages, 1 + 2 * HW_DATA_PAGES, VM_MAP | VM_USERMAP, PAGE_KERNEL);
	if (!hw_area)
		return -ENOMEM;
	hw_producer = hw_area;
	hw_data = hw_area + PAGE_SIZE;
	return 0;
}

int hw_ring_init(void)
{
	int err;

	hw_cpu = raw_smp_processor_id();
	hw_consumer = vmalloc_user(PAGE_SIZE);
	err = hw_consumer ? hw_map() : -ENOMEM;
	if (err)
		hw_ring_exit();
	return err;
}

void hw_ring_exit(void)
{
	unsigned int i;

	irq_work_sync(&hw_wake_work);
	vunmap(hw_area);
	for (i = 0; hw_pages && i <= HW_DATA_PAGES; i++)
		if (hw_pages[i])
			__free_page(hw_pages[i]);
	kvfree(hw_pages);
	vfree(hw_consumer);
}
