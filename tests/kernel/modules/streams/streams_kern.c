// SPDX-License-Identifier: GPL-2.0-only
/*
 * A stream of each kind: kept by Gangway, with positions, without, and in records;
 * and events beside them.
 * For the tests.
 */
#include <linux/completion.h>
#include <linux/fs.h>
#include <linux/interrupt.h>
#include <linux/kthread.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/sched/signal.h>
#include <linux/sizes.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/vmalloc.h>

#include "filed_kern.gw.h"
#include "framed_kern.gw.h"
#include "kept_kern.gw.h"
#include "logged.h"
#include "piped_kern.gw.h"
#include "told_kern.gw.h"

/* Kept. */

static int peek(struct kept *m, struct kept_session *s, const struct kept_gw_peek_request *in,
		struct kept_gw_peek_reply *out)
{
	ssize_t n = kept_read_content(m, in->position, &out->byte, 1);

	out->size = kept_size_content(m);
	return n == 1 ? 0 : n ?: -ENXIO;
}

static int poke(struct kept *m, struct kept_session *s, const struct kept_gw_poke_request *in)
{
	ssize_t n = kept_write_content(m, in->position, &in->byte, 1);

	return min_t(ssize_t, n, 0);
}

static const struct kept_ops kept_ops = {
	.peek = peek,
	.poke = poke,
};

/* With positions. Handlers run concurrently, so the data have a lock. */

#define FILED_MAX	200000
#define FILED_CARELESS	BIT_ULL(40)	/* a read from here returns what it may not */
#define FILED_REFUSED	BIT_ULL(41)
#define FILED_SIGNALS	BIT_ULL(42)	/* from here on it takes and gives all, no data */

/* Whoever asks where the end is has time to be overtaken. */
static bool dawdle;
module_param(dawdle, bool, 0600);

static DEFINE_MUTEX(filed_lock);
static u8 *filed_data;
static u64 filed_size;

/* Whoever is at the second chunk from FILED_SIGNALS on gets a signal there. */
static ssize_t filed_signals(u64 pos, size_t n)
{
	if (pos == FILED_SIGNALS + SZ_64K)
		send_sig(SIGUSR1, current, 1);
	return n;
}

static ssize_t read_data(struct filed *m, struct filed_session *s, u64 pos, void *buf, size_t n)
{
	if (pos == FILED_CARELESS)
		return n + 1;
	if (pos == FILED_REFUSED)
		return -ENODATA;
	if (pos >= FILED_SIGNALS)
		return filed_signals(pos, n);
	mutex_lock(&filed_lock);
	n = pos < filed_size ? min_t(u64, n, filed_size - pos) : 0;
	memcpy(buf, filed_data + pos, n);
	mutex_unlock(&filed_lock);
	return n;
}

static ssize_t write_data(struct filed *m, struct filed_session *s, u64 pos, const void *buf,
			  size_t n)
{
	if (pos >= FILED_SIGNALS)
		return filed_signals(pos, n);
	if (pos >= FILED_MAX)
		return pos == FILED_CARELESS ? 0 : -ENOSPC;
	n = min_t(u64, n, FILED_MAX - pos);
	mutex_lock(&filed_lock);
	if (pos > filed_size)
		memset(filed_data + filed_size, 0, pos - filed_size);
	memcpy(filed_data + pos, buf, n);
	filed_size = max(filed_size, pos + n);
	mutex_unlock(&filed_lock);
	return n;
}

static int truncate_data(struct filed *m, struct filed_session *s, u64 size)
{
	if (size > FILED_MAX)
		return -EFBIG;
	mutex_lock(&filed_lock);
	if (size > filed_size)
		memset(filed_data + filed_size, 0, size - filed_size);
	filed_size = size;
	mutex_unlock(&filed_lock);
	return 0;
}

static int size_data(struct filed *m, struct filed_session *s, u64 *size)
{
	*size = READ_ONCE(filed_size);
	if (READ_ONCE(dawdle))
		schedule_timeout_uninterruptible(1);
	return 0;
}

static const struct filed_ops filed_ops = {
	.read_data = read_data,
	.write_data = write_data,
	.truncate_data = truncate_data,
	.size_data = size_data,
};

/* Without positions. Handlers take turns. */

#define PIPED_MAX 4096

static u8 piped_data[PIPED_MAX];
static size_t piped_from, piped_size;
static bool piped_finished;

/* Whoever is in a handler of it stays there, until it is killed. */
static bool slow;
module_param(slow, bool, 0600);

static int piped_sleep(void)
{
	while (READ_ONCE(slow)) {
		schedule_timeout_killable(1);
		if (fatal_signal_pending(current))
			return -EINTR;
	}
	return 0;
}

static ssize_t read_pipe(struct piped *m, struct piped_session *s, void *buf, size_t n)
{
	size_t i;

	if (piped_sleep())
		return -EINTR;
	if (!piped_size)
		return piped_finished ? 0 : -EAGAIN;
	n = min(n, piped_size);
	for (i = 0; i < n; i++)
		((u8 *)buf)[i] = piped_data[(piped_from + i) % PIPED_MAX];
	piped_from = (piped_from + n) % PIPED_MAX;
	piped_size -= n;
	piped_wake_pipe(m);
	return n;
}

static ssize_t write_pipe(struct piped *m, struct piped_session *s, const void *buf, size_t n)
{
	size_t i;

	if (piped_sleep())
		return -EINTR;
	if (piped_finished)
		return -EPIPE;
	if (piped_size == PIPED_MAX)
		return -EAGAIN;
	n = min(n, PIPED_MAX - piped_size);
	for (i = 0; i < n; i++)
		piped_data[(piped_from + piped_size + i) % PIPED_MAX] = ((const u8 *)buf)[i];
	piped_size += n;
	piped_wake_pipe(m);
	return n;
}

static int finish(struct piped *m, struct piped_session *s)
{
	piped_finished = true;
	piped_wake_pipe(m);
	return 0;
}

static const struct piped_ops piped_ops = {
	.read_pipe = read_pipe,
	.write_pipe = write_pipe,
	.finish = finish,
};

/* In records. */

struct record {
	struct list_head link;
	size_t size;
	u8 data[];
};

static LIST_HEAD(records);
static int n_records;

#define FRAMED_MAX 16

static ssize_t read_records(struct framed *m, struct framed_session *s, void *buf, size_t n)
{
	struct record *r = list_first_entry_or_null(&records, struct record, link);

	if (!r)
		return -EAGAIN;
	if (r->size > n)
		return -EMSGSIZE;
	n = r->size;
	memcpy(buf, r->data, n);
	list_del(&r->link);
	kvfree(r);
	n_records--;
	framed_wake_records(m);
	return n;
}

static ssize_t write_records(struct framed *m, struct framed_session *s, const void *buf,
			     size_t n)
{
	struct record *r;

	if (n_records == FRAMED_MAX)
		return -EAGAIN;
	r = kvmalloc(struct_size(r, data, n), GFP_KERNEL_ACCOUNT);
	if (!r)
		return -ENOMEM;
	r->size = n;
	memcpy(r->data, buf, n);
	list_add_tail(&r->link, &records);
	n_records++;
	framed_wake_records(m);
	return n;
}

static const struct framed_ops framed_ops = {
	.read_records = read_records,
	.write_records = write_records,
};

/* Events. The first of three small ones is sent with a lock held, the second from a softirq. */

static struct told *told;
static u64 told_small, told_softirq;
static u32 told_large;
static u64 told_secret;
static DEFINE_SPINLOCK(told_lock);
static DECLARE_COMPLETION(told_ticked);
static void told_tick(struct tasklet_struct *tasklet);
static DECLARE_TASKLET(told_tasklet, told_tick);

static void tell_small(u64 nr)
{
	told_emit_small(told, &(struct told_gw_small){ .nr = nr });
}

static void told_tick(struct tasklet_struct *tasklet)
{
	tell_small(told_softirq);
	complete(&told_ticked);
}

static void tell_from_softirq(u64 nr)
{
	told_softirq = nr;
	tasklet_schedule(&told_tasklet);
	wait_for_completion(&told_ticked);
}

static void tell_with_lock(u64 nr)
{
	unsigned long flags;

	spin_lock_irqsave(&told_lock, flags);
	tell_small(nr);
	spin_unlock_irqrestore(&told_lock, flags);
}

static void tell_in_place(u64 nr)
{
	struct gw_emission e;
	struct told_gw_small *record;

	record = told_reserve_small(told, &e);
	if (record)
		record->nr = nr;
	told_commit_small(&e);
}

/* While there is room: what finds none is lost, even if it would have been discarded. */
static void tell_nothing(void)
{
	struct gw_emission e;

	told_reserve_small(told, &e);
	told_discard_small(&e);
}

static int tell(struct told *m, struct told_session *s, const struct told_gw_tell_request *in)
{
	static struct told_gw_large large = { .data_len = 3000 };
	u32 i;

	tell_nothing();
	for (i = 0; i < in->small; i++) {
		if (i == 1)
			tell_from_softirq(told_small++);
		else if (i % 2)
			tell_in_place(told_small++);
		else
			tell_with_lock(told_small++);
	}
	for (i = 0; i < in->large; i++) {
		large.nr = told_large++;
		told_emit_large(m, &large);
	}
	for (i = 0; i < in->secret; i++)
		told_emit_secret(m, &(struct told_gw_secret){ .nr = told_secret++ });
	return 0;
}

static const struct told_ops told_ops = {
	.tell = tell,
};

/* All six. */

static struct kept *kept;
static struct filed *filed;
static struct piped *piped;
static struct framed *framed;

/* A thread that wakes readers, also while the instance is being unregistered. */
static bool churn;
module_param(churn, bool, 0);
static struct task_struct *churner;

static int churn_on(void *unused)
{
	while (!kthread_should_stop()) {
		piped_wake_pipe(piped);
		cond_resched();
	}
	return 0;
}

static void streams_end(void)
{
	struct record *r, *next;

	logged_end();
	told_unregister(told);
	framed_unregister(framed);
	piped_unregister(piped);
	filed_unregister(filed);
	kept_unregister(kept);
	if (!IS_ERR_OR_NULL(churner))
		kthread_stop(churner);
	tasklet_kill(&told_tasklet);
	list_for_each_entry_safe(r, next, &records, link)
		kvfree(r);
	vfree(filed_data);
}

static int __init streams_init(void)
{
	int err;

	filed_data = vzalloc(FILED_MAX);
	if (!filed_data)
		return -ENOMEM;
	kept = kept_register(NULL, NULL, &kept_ops, NULL);
	filed = filed_register(NULL, NULL, &filed_ops, NULL);
	piped = piped_register(NULL, NULL, &piped_ops, NULL);
	framed = framed_register(NULL, NULL, &framed_ops, NULL);
	told = told_register(NULL, NULL, &told_ops, NULL);
	err = PTR_ERR_OR_ZERO(kept) ?: PTR_ERR_OR_ZERO(filed) ?: PTR_ERR_OR_ZERO(piped) ?:
	      PTR_ERR_OR_ZERO(framed) ?: PTR_ERR_OR_ZERO(told) ?: logged_begin();
	if (!err && churn) {
		churner = kthread_run(churn_on, NULL, "streams");
		err = PTR_ERR_OR_ZERO(churner);
	}
	if (err)
		streams_end();
	return err;
}

static void __exit streams_exit(void)
{
	streams_end();
}

module_init(streams_init);
module_exit(streams_exit);

MODULE_DESCRIPTION("A stream of each kind, for the tests");
MODULE_LICENSE("GPL");
