// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carrier "relay": the channel of an event, from its first user to its last, and its
 * sub-buffers. relay keeps it without files of its own: gw_relay_fops are ours, so
 * that a file is there before its channel, and stays open after it.
 */
#include <linux/cpu.h>
#include <linux/cred.h>
#include <linux/ktime.h>
#include <linux/slab.h>
#include <linux/smp.h>

#include "carriers/relay/relay.h"
#include "compat/compat.h"
#include "text/debug.h"

#if IS_ENABLED(CONFIG_RELAY)

/* A sub-buffer is complete: says so, once. With interrupts off, on its CPU. */
static void gw_relay_end(const struct rchan_buf *buf, struct gw_relay_subbuf *h, u32 records)
{
	const size_t index = ((void *)h - buf->start) / buf->chan->subbuf_size;

	if (h->bytes)
		return;
	h->padding = buf->padding[index];
	h->records = records;
	/* Pairs with gw_relay_complete(), and with programs that have mapped it. */
	smp_store_release(&h->bytes, buf->chan->subbuf_size - h->padding);
}

/*
 * The callback at each boundary. Without overwriting it comes again for each record as long
 * as all are full. Return: may the sub-buffer @at be begun?
 */
static int gw_relay_subbuf_start(GW_SUBBUF_START_ARGS)
{
	struct gw_relay *r = buf->chan->private_data;
	struct gw_relay_cpu *c = per_cpu_ptr(r->cpus, buf->cpu);
	struct gw_relay_subbuf *h = at;

	if (last)
		gw_relay_end(buf, last, c->records);
	if (!r->parts.overwrite && relay_buf_full(buf))
		return 0;
	WRITE_ONCE(h->bytes, 0);
	smp_wmb(); /* Whoever reads the old one sees first that it is not complete, */
	WRITE_ONCE(h->number, buf->subbufs_produced);
	smp_wmb(); /* and then that it is another. Pairs with gw_relay_complete(). */
	c->records = 0;
	h->header_bytes = sizeof(*h);
	h->padding = 0;
	h->records = 0;
	h->cpu = buf->cpu;
	h->event = r->el->number;
	h->first = c->sent;
	h->lost = c->lost;
	h->time = ktime_get_mono_fast_ns();
	subbuf_start_reserve(buf, sizeof(*h));
	return 1;
}

/* There is none. But what is not an error is expected of us; it is not kept. */
static struct dentry *gw_relay_create_file(const char *name, struct dentry *parent,
					   umode_t mode, struct rchan_buf *buf, int *is_global)
{
	return gw_debug_root();
}

static int gw_relay_remove_file(struct dentry *dentry)
{
	return 0;
}

static const struct rchan_callbacks gw_relay_callbacks = {
	.subbuf_start = gw_relay_subbuf_start,
	.create_buf_file = gw_relay_create_file,
	.remove_buf_file = gw_relay_remove_file,
};

/* Completes what the CPU is filling. On it, with interrupts off; or it is offline. */
static void gw_relay_flush_cpu(void *info)
{
	struct rchan_buf *buf = info;
	const size_t size = buf->chan->subbuf_size;

	if (buf->offset > size) /* all were full */
		relay_switch_subbuf(buf, 0);
	if (buf->offset <= size)
		relay_switch_subbuf(buf, 0);
}

/*
 * Whatever was sent on that CPU before can be read then, if it had room. relay_flush()
 * would do so on all CPUs at once, from here, while they are writing. May sleep.
 */
void gw_relay_flush(struct gw_relay *r, int cpu)
{
	struct rchan_buf *buf = gw_relay_buf(r, cpu);
	unsigned long flags;

	if (!buf)
		return;
	cpus_read_lock();
	if (cpu_online(cpu)) {
		smp_call_function_single(cpu, gw_relay_flush_cpu, buf, true);
	} else {
		local_irq_save(flags);
		gw_relay_flush_cpu(buf);
		local_irq_restore(flags);
	}
	cpus_read_unlock();
}

/* No sub-buffer of before is mistaken for one that follows. */
static void gw_relay_forget(const struct rchan_buf *buf)
{
	size_t i;

	for (i = 0; i < buf->chan->n_subbufs; i++)
		memset(buf->start + i * buf->chan->subbuf_size, 0, sizeof(struct gw_relay_subbuf));
}

/* Discards all that is there, which readers see as lost. Return: 0 or -ERESTARTSYS. */
int gw_relay_reset(struct gw_relay *r)
{
	int cpu;

	if (down_write_killable(&r->resetting))
		return -ERESTARTSYS;
	WRITE_ONCE(r->deaf, true);
	synchronize_rcu(); /* whoever is writing has preemption off */
	for_each_possible_cpu(cpu)
		if (gw_relay_buf(r, cpu))
			gw_relay_forget(gw_relay_buf(r, cpu));
	relay_reset(r->chan);
	r->resets++;
	/* Pairs with gw_relay_put(). */
	smp_store_release(&r->deaf, false);
	up_write(&r->resetting);
	return 0;
}

static void gw_relay_free(struct gw_relay *r)
{
	relay_close(r->chan);
	kvfree(r->slots);
	r->chan = NULL;
	r->slots = NULL;
}

static int gw_relay_alloc(struct gw_relay *r)
{
	int cpu;

	for_each_possible_cpu(cpu) {
		struct gw_relay_cpu *c = per_cpu_ptr(r->cpus, cpu);

		c->sent = 0;
		c->lost = 0;
	}
	r->slots = kvcalloc(nr_cpu_ids, GW_RELAY_SLOTS * gw_relay_slot_size(r), GFP_KERNEL);
	if (!r->slots)
		return -ENOMEM;
	/* No CPU comes online in between, which would have no buffer. */
	cpus_read_lock();
	r->chan = relay_open(NULL, NULL, r->parts.size, r->parts.count, &gw_relay_callbacks, r);
	cpus_read_unlock();
	if (r->chan)
		return 0;
	kvfree(r->slots);
	r->slots = NULL;
	return -ENOMEM;
}

/* The first user starts it. Return: 0, -ENOMEM or -ENODEV. */
int gw_relay_use(struct gw_relay *r)
{
	int err;

	if (!r->users) {
		err = gw_relay_alloc(r);
		if (err)
			return err;
		err = gw_subscription_add(&r->sub);
		if (err) {
			gw_relay_free(r);
			return err;
		}
		r->listening = true;
	}
	r->users++;
	return 0;
}

void gw_relay_unuse(struct gw_relay *r)
{
	if (--r->users)
		return;
	if (r->listening)
		gw_subscription_del(&r->sub);
	r->listening = false;
	gw_relay_free(r);
}

#endif /* CONFIG_RELAY */
