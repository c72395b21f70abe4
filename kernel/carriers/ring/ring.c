// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carrier "ring": events through memory shared with the reader. The protocol is
 * in uapi/gangway/ring.h, the producer's side of one sub-ring in ring_core.h, the
 * memory of each CPU in cpus.c; here is the rest: emitting, waking, mapping,
 * subscribing.
 */
#include <linux/cred.h>
#include <linux/irq_work.h>
#include <linux/log2.h>
#include <linux/mm.h>
#include <linux/nospec.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

#include "compat/compat.h"
#include "carriers/ring/ring.h"
#include "core/session.h"

/* Wakes per reader that one CPU sends in a jiffy; more wait for the next tick. */
#define GW_RING_WAKES_MAX 64

/* A reservation's state in its gw_delivery. */
struct gw_ring_slot {
	struct gw_cpu_ring *ring;
	struct gw_ring_handle handle;
};

static_assert(sizeof(struct gw_ring_slot) <= sizeof_field(struct gw_delivery, slot));
static_assert(sizeof(struct gw_subscribe_ring) <= GW_SUBSCRIBE_MAX);

/* Waking. */

static void gw_ring_wake_reader(struct gw_ring_subscription *rs)
{
	wake_up_interruptible_poll(rs->wait, EPOLLIN | EPOLLRDNORM);
}

static void gw_ring_wake(struct irq_work *work)
{
	gw_ring_wake_reader(container_of(work, struct gw_ring_subscription, wake));
}

static void gw_ring_wake_lazily(struct irq_work *work)
{
	gw_ring_wake_reader(container_of(work, struct gw_ring_subscription, wake_lazily));
}

/* A reader can ask for wakes as fast as it likes, but their rate is limited. */
static bool gw_ring_wakes_too_often(struct gw_cpu_ring *ring)
{
	unsigned long now = READ_ONCE(jiffies);

	if (ring->wake_jiffy != now) {
		ring->wake_jiffy = now;
		ring->wakes = 0;
	}
	return ring->wakes++ >= GW_RING_WAKES_MAX;
}

static noinline void gw_ring_queue_wake(struct gw_ring_subscription *rs, struct gw_cpu_ring *ring)
{
	if (unlikely(!ring || gw_ring_wakes_too_often(ring)))
		irq_work_queue(&rs->wake_lazily);
	else
		irq_work_queue(&rs->wake);
}

/* After a publication: wakes the reader if it sleeps, from an irq_work. */
static inline void gw_ring_published(struct gw_ring_subscription *rs, struct gw_cpu_ring *ring)
{
	if (unlikely(gw_ring_take_wake(&rs->control->wake)))
		gw_ring_queue_wake(rs, ring);
}

/* Producing: preemption is off. */

static void gw_ring_lose_elsewhere(struct gw_ring_subscription *rs)
{
	atomic64_t *shown = (atomic64_t *)&rs->control->lost_elsewhere;

	atomic64_inc(&rs->elsewhere);
	atomic64_inc(shown);
	smp_mb__after_atomic(); /* as the exchange that publishes: ring.h, 5 */
	gw_ring_published(rs, NULL);
}

static void *ring_reserve(struct gw_subscription *sub, const struct gw_element *el,
			  struct gw_delivery *e)
{
	struct gw_ring_subscription *rs = to_ring(sub);
	struct gw_ring_slot *slot = (void *)e->slot;
	void *record;

	slot->ring = gw_cpu_ring(rs, smp_processor_id());
	if (unlikely(!slot->ring))
		return NULL;
	record = gw_ring_try(&slot->ring->core, &slot->handle, el->number, el->out.size);
	if (unlikely(!record) && slot->handle.published)
		gw_ring_published(rs, slot->ring);
	return record;
}

static void ring_lose(struct gw_subscription *sub, const struct gw_element *el)
{
	struct gw_ring_subscription *rs = to_ring(sub);
	struct gw_cpu_ring *ring = gw_cpu_ring(rs, smp_processor_id());
	struct gw_ring_handle handle;

	if (unlikely(!ring)) {
		gw_ring_lose_elsewhere(rs);
		return;
	}
	gw_ring_lose(&ring->core, &handle);
	if (handle.published)
		gw_ring_published(rs, ring);
}

static void ring_commit(struct gw_subscription *sub, struct gw_delivery *e)
{
	struct gw_ring_slot *slot = (void *)e->slot;

	if (gw_ring_commit(&slot->ring->core, &slot->handle))
		gw_ring_published(to_ring(sub), slot->ring);
}

static void ring_discard(struct gw_subscription *sub, struct gw_delivery *e)
{
	struct gw_ring_slot *slot = (void *)e->slot;

	GW_RING_ADD(&slot->ring->discarded, 1);
	if (gw_ring_discard(&slot->ring->core, &slot->handle))
		gw_ring_published(to_ring(sub), slot->ring);
}

static bool ring_send(struct gw_subscription *sub, const struct gw_element *el,
		      const void *record)
{
	struct gw_ring_subscription *rs = to_ring(sub);
	struct gw_cpu_ring *ring = gw_cpu_ring(rs, smp_processor_id());
	struct gw_ring_handle handle;
	bool sent;

	if (unlikely(!ring)) {
		gw_ring_lose_elsewhere(rs);
		return false;
	}
	sent = gw_ring_copy(&ring->core, &handle, el->number, record, el->out.size);
	if (handle.published)
		gw_ring_published(rs, ring);
	return sent;
}

/* For fast.c. */
void gw_fast_wake(struct gw_ring *core)
{
	struct gw_cpu_ring *ring = container_of(core, struct gw_cpu_ring, core);

	gw_ring_published(ring->of, ring);
}
EXPORT_SYMBOL_GPL(gw_fast_wake);

/* The session's file. */

static int gw_ring_map_control(struct gw_ring_subscription *rs,
			       struct vm_area_struct *vma)
{
	if (vma->vm_end - vma->vm_start != rs->control_area.n_pages * PAGE_SIZE)
		return -EINVAL;
	return remap_vmalloc_range(vma, rs->control_area.address, 0);
}

static int gw_ring_map_cpu(struct gw_ring_subscription *rs,
			   struct vm_area_struct *vma, unsigned long cpu)
{
	struct gw_cpu_ring *ring;

	if (cpu >= nr_cpu_ids)
		return -ENXIO;
	ring = gw_cpu_ring(rs, array_index_nospec(cpu, nr_cpu_ids));
	if (!ring)
		return -ENXIO;
	if (vma->vm_end - vma->vm_start != GW_RING_MAP_SIZE(PAGE_SIZE, rs->bytes))
		return -EINVAL;
	if (vma->vm_flags & VM_WRITE)
		return -EPERM;
	gw_vm_flags_clear(vma, VM_MAYWRITE);
	return remap_vmalloc_range(vma, ring->area.address, 0);
}

static int ring_mmap(struct gw_session *s, struct vm_area_struct *vma, u64 offset)
{
	struct gw_ring_subscription *rs = gw_session_subscription(s, GW_CARRIER_ring);
	u64 stride;

	if (!rs)
		return -ENODEV;
	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	gw_vm_flags_set(vma, VM_DONTCOPY | VM_DONTEXPAND | VM_DONTDUMP);
	if (!offset)
		return gw_ring_map_control(rs, vma);
	stride = GW_RING_STRIDE(rs->bytes);
	if (offset & (stride - 1))
		return -EINVAL;
	return gw_ring_map_cpu(rs, vma, offset / stride - 1);
}

/*
 * Is there anything before the published head that was not released, or a loss that
 * the reader does not know of? Asking changes nothing: epoll asks more than once.
 */
static bool gw_cpu_ring_pending(const struct gw_cpu_ring *ring)
{
	const struct gw_ring_producer *producer = ring->core.producer;
	const struct gw_ring_tail *reader = ring->core.tail_slot;
	u64 count = ring->core.block ? READ_ONCE(producer->seq) : READ_ONCE(producer->lost);

	return READ_ONCE(producer->head) != READ_ONCE(reader->tail) ||
	       (s64)(count - READ_ONCE(reader->known)) > 0;
}

static __poll_t ring_poll(void *subscription)
{
	struct gw_ring_subscription *rs = subscription;
	bool pending;
	int cpu;

	/* Fully ordered, before any check of what was published: ring.h, 5. */
	(void)xchg(&rs->control->wake, 1);
	pending = atomic64_read(&rs->elsewhere) > (s64)READ_ONCE(rs->control->known_elsewhere);
	for_each_possible_cpu(cpu) {
		const struct gw_cpu_ring *ring = gw_cpu_ring(rs, cpu);

		pending = pending || (ring && gw_cpu_ring_pending(ring));
	}
	return pending ? EPOLLIN | EPOLLRDNORM : 0;
}

/* Overwritten records are for the reader to count: nobody else can. */
static void ring_count(void *subscription, struct gw_counters *c)
{
	struct gw_ring_subscription *rs = subscription;
	int cpu;

	c->lost = atomic64_read(&rs->elsewhere);
	c->used = c->lost;
	for_each_possible_cpu(cpu) {
		const struct gw_cpu_ring *ring = gw_cpu_ring(rs, cpu);

		if (!ring)
			continue;
		c->used += READ_ONCE(ring->core.stored) + READ_ONCE(ring->core.dropped) -
			   READ_ONCE(ring->discarded);
		c->lost += READ_ONCE(ring->core.dropped);
	}
}

/* Lifetime. */

static void gw_ring_free(struct kref *ref)
{
	struct gw_ring_subscription *rs = container_of(ref, struct gw_ring_subscription, ref);
	int cpu;

	for_each_possible_cpu(cpu)
		gw_cpu_ring_free(rs->rings[cpu]);
	gw_area_free(&rs->control_area);
	gw_payer_exit(&rs->payer);
	kfree(rs);
}

void gw_ring_put(struct gw_ring_subscription *rs)
{
	kref_put(&rs->ref, gw_ring_free);
}

static void ring_release(void *subscription)
{
	struct gw_ring_subscription *rs = subscription;

	gw_ring_cpus_forget(rs);
	gw_subscription_del(&rs->sub);
	irq_work_sync(&rs->wake);
	irq_work_sync(&rs->wake_lazily);
	gw_ring_put(rs);
}

/* Allocates the subscription's memory, except for the sub-rings. */
static struct gw_ring_subscription *gw_ring_alloc(struct gw_session *s,
						  const unsigned long *events,
						  const struct gw_subscribe_ring *args)
{
	struct gw_ring_subscription *rs;
	unsigned int pages;
	int err;

	rs = kzalloc(struct_size(rs, rings, nr_cpu_ids), GFP_KERNEL_ACCOUNT);
	if (!rs)
		return ERR_PTR(-ENOMEM);
	kref_init(&rs->ref);
	gw_subscription_init(&rs->sub, s, &gw_ring_carrier, events);
	rs->wait = &s->wait;
	init_irq_work(&rs->wake, gw_ring_wake);
	rs->wake_lazily = IRQ_WORK_INIT_LAZY(gw_ring_wake_lazily);
	rs->flags = args->flags;
	rs->bytes = args->ring_size;
	gw_payer_init(&rs->payer);

	pages = args->control_size >> PAGE_SHIFT;
	err = gw_charge(&rs->payer, pages);
	if (!err)
		err = gw_area_alloc(&rs->control_area, NUMA_NO_NODE, pages, 0);
	if (err) {
		gw_ring_put(rs);
		return ERR_PTR(err);
	}
	rs->control = rs->control_area.address;
	return rs;
}

/* What the sub-rings of all CPUs take, in pages. */
static u64 gw_ring_pages(u32 bytes)
{
	return num_online_cpus() * (1 + (u64)bytes / PAGE_SIZE);
}

/* See GW_RING_BYTES_DEFAULT. */
static u32 gw_ring_usual_size(void)
{
	unsigned long room = gw_lockable() / 2;
	u32 bytes = GW_RING_BYTES_DEFAULT;

	while (bytes > GW_RING_BYTES_LITTLE &&
	       (u64)bytes * num_online_cpus() > GW_RING_TOTAL_DEFAULT)
		bytes >>= 1;
	while (bytes > PAGE_SIZE && gw_ring_pages(bytes) > room)
		bytes >>= 1;
	return bytes;
}

/* The arguments other than the events. Makes the ring large enough for each of them. */
static int gw_ring_check(struct gw_session *s, const unsigned long *events,
			 struct gw_subscribe_ring *args)
{
	unsigned int number;

	if (args->version != GW_RING_VERSION) {
		pr_notice_ratelimited("%s: %s[%d] reads version %u of the ring, this gangway.ko writes %u: update the %s\n",
				      s->inst->device, current->comm, task_pid_nr(current),
				      max(args->version, 1u), GW_RING_VERSION,
				      args->version < GW_RING_VERSION ? "program's libgangway" :
									"module");
		return -EPROTONOSUPPORT;
	}
	if (args->flags & ~GW_RING_FLAGS ||
	    !is_power_of_2(args->ring_size) ||
	    args->ring_size < max_t(u32, GW_RING_BYTES_MIN, PAGE_SIZE) ||
	    args->ring_size > GW_RING_BYTES_MAX)
		return -EINVAL;
	/* An older client does not know how far a record has grown. */
	for_each_set_bit(number, events, GW_NUMBERS)
		while (GW_RING_PAYLOAD_MAX(args->ring_size, args->flags) <
		       gw_element(s->inst, number)->out.size)
			args->ring_size <<= 1;
	if ((u64)args->ring_size * num_online_cpus() > GW_RING_TOTAL_MAX ||
	    GW_RING_STRIDE(args->ring_size) * (nr_cpu_ids + 1) > GW_CARRIER_SPAN)
		return -ENOMEM;
	return 0;
}

/* The sub-rings of those CPUs that are online. */
static int gw_ring_fill(struct gw_ring_subscription *rs)
{
	int cpu, err = 0;

	for_each_online_cpu(cpu) {
		err = gw_cpu_ring_add(rs, cpu);
		if (err)
			break;
	}
	return err;
}

static void *ring_subscribe(struct gw_session *s, const unsigned long *events, void *arguments)
{
	struct gw_subscribe_ring *args = arguments;
	struct gw_ring_subscription *rs;
	int err;

	if (!(s->file->f_mode & FMODE_WRITE)) /* what it maps */
		return ERR_PTR(-EACCES);
	if (!args->ring_size)
		args->ring_size = gw_ring_usual_size();
	err = gw_ring_check(s, events, args);
	if (err)
		return ERR_PTR(err);
	args->nr_cpus = nr_cpu_ids;
	args->page_size = PAGE_SIZE;
	args->control_size = PAGE_ALIGN(GW_RING_CONTROL_SIZE(nr_cpu_ids));
	rs = gw_ring_alloc(s, events, args);
	if (IS_ERR(rs))
		return rs;

	err = gw_ring_fill(rs) ?: gw_subscription_add(&rs->sub);
	if (err) {
		gw_ring_put(rs);
		return ERR_PTR(err);
	}
	gw_ring_cpus_follow(rs);
	return rs;
}

const struct gw_carrier gw_ring_carrier = {
	.name = "ring",
	.init = gw_ring_cpus_init,
	.exit = gw_ring_cpus_exit,
	.session = {
		.args_size = sizeof(struct gw_subscribe_ring),
		.args_min = offsetofend(struct gw_subscribe_ring, version),
		.subscribe = ring_subscribe,
		.poll = ring_poll,
		.count = ring_count,
		.release = ring_release,
		.mmap = ring_mmap,
	},
	.sink = {
		.reserve = ring_reserve,
		.lose = ring_lose,
		.commit = ring_commit,
		.discard = ring_discard,
		.send = ring_send,
		.fast = gw_ring_fast,
	},
};
