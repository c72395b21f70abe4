// SPDX-License-Identifier: GPL-2.0-only
/*
 * Answers for every type and kind that its carriers have, and sends
 * records from thread, softirq, hard interrupt and NMI, nested in each other.
 * For the tests. NMIs need the local APIC of x86; elsewhere (User-Mode Linux)
 * a call that asks for them is refused.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/cpu.h>
#include <linux/delay.h>
#include <linux/hrtimer.h>
#include <linux/interrupt.h>
#include <linux/kthread.h>
#include <linux/mutex.h>
#include <linux/percpu.h>
#include <linux/wait.h>
#include <linux/workqueue.h>
#include <linux/xarray.h>
#ifdef CONFIG_X86_LOCAL_APIC
#include <asm/apic.h>
#include <asm/nmi.h>
#endif

#include "all_types_kern.gw.h"

#ifndef HAVE_WQ_PERCPU
#define WQ_PERCPU 0
#endif

#define ORIGINS 4
#define BURST 64		/* records of one softirq or interrupt */
#define PATIENCE 10000000	/* turns to wait for a self-NMI */
#define PERIOD (20 * NSEC_PER_USEC)	/* of the timers, at least */
#define ROOM 2				/* for others: times what a timer takes */
#define MOST_ROOM (10 * NSEC_PER_MSEC)

/* One per CPU. Each origin has its own counters, so that none can race. */
struct producer {
	u64 n[ORIGINS];		/* goes into the records */
	u32 left[ORIGINS];	/* still to send */
	u64 nested;
	bool busy;		/* between reserve and commit, at any depth */
	bool nmi_wanted;
	unsigned int nmis_due;	/* raised: those of a thread and its interrupt may be two */
	bool storm;		/* interrupts raise more interrupts */
	u8 how;
	int err;
	struct hrtimer timer;
	struct tasklet_struct tasklet;
	struct work_struct work;
};

static DEFINE_PER_CPU(struct producer, producers);
static struct all_types *channel;
static struct workqueue_struct *workers;

/* The ticker, which goes on by itself; `stopping` ends it for good. */
static DEFINE_MUTEX(ticker_lock);
static bool stopping;
static struct hrtimer ticker;

#ifdef CONFIG_X86_LOCAL_APIC
static void send(struct producer *p, u8 from);

static bool nmi_raise(struct producer *p)
{
	u32 turns = PATIENCE;

	WRITE_ONCE(p->nmi_wanted, true);
	this_cpu_inc(producers.nmis_due);
	apic->send_IPI(smp_processor_id(), NMI_VECTOR);
	while (READ_ONCE(p->nmi_wanted) && --turns)
		cpu_relax();
	return turns;
}

static int on_nmi(unsigned int type, struct pt_regs *regs)
{
	struct producer *p = this_cpu_ptr(&producers);

	if (!this_cpu_read(producers.nmis_due))
		return NMI_DONE;
	this_cpu_dec(producers.nmis_due);
	if (READ_ONCE(p->nmi_wanted) && p->left[ALL_TYPES_ORIGIN_NMI]) {
		send(p, ALL_TYPES_ORIGIN_NMI);
		p->left[ALL_TYPES_ORIGIN_NMI]--;
	}
	WRITE_ONCE(p->nmi_wanted, false);
	return NMI_HANDLED;
}

static int nmi_start(void)
{
	return register_nmi_handler(NMI_LOCAL, on_nmi, 0, "all_types");
}

static void nmi_stop(void)
{
	unregister_nmi_handler(NMI_LOCAL, "all_types");
}
#else
static bool nmi_raise(struct producer *p)
{
	return false;
}

static int nmi_start(void)
{
	return 0;
}

static void nmi_stop(void)
{
}
#endif

static void tick_fill(struct all_types_gw_tick *t, struct producer *p, u8 from)
{
	*t = (struct all_types_gw_tick){
		.nr = p->n[from]++,
		.cpu = smp_processor_id(),
		.from = from,
	};
	t->check = (t->nr + 1) * 0x9e3779b97f4a7c15ull ^ t->cpu ^ (u64)from << 32;
}

/* Preemption is off. Of four records of a storm one meets an NMI half-way. */
static void send(struct producer *p, u8 from)
{
	bool outer = !p->busy;
	struct all_types_gw_tick copy;
	struct gw_emission e;
	struct all_types_gw_tick *t;

	if (!outer)
		this_cpu_inc(producers.nested);
	WRITE_ONCE(p->busy, true);
	if (p->how == ALL_TYPES_MANNER_ALERT) {
		all_types_emit_raised(channel, &(struct all_types_gw_raised){
			.nr = p->n[from]++,
			.from = from,
		});
	} else if (p->how == ALL_TYPES_MANNER_BEAT) {
		all_types_emit_beat(channel, &(struct all_types_gw_beat){ .nr = p->n[from]++ });
	} else if (p->how == ALL_TYPES_MANNER_RELAYED) {
		t = all_types_reserve_swift(channel, &e);
		tick_fill(&copy, p, from);
		if (t)
			*t = copy;
		all_types_commit_swift(&e);
		all_types_emit_spin(channel, &copy);
	} else if (p->how == ALL_TYPES_MANNER_COPY) {
		tick_fill(&copy, p, from);
		all_types_emit_tick(channel, &copy);
	} else {
		t = all_types_reserve_tick(channel, &e);
		tick_fill(t ?: &copy, p, from);
		if (p->storm && from != ALL_TYPES_ORIGIN_NMI && p->left[ALL_TYPES_ORIGIN_NMI] &&
		    !(p->n[from] & 3) && !nmi_raise(p))
			p->err = -EIO;
		if (p->how == ALL_TYPES_MANNER_DISCARD)
			all_types_discard_tick(&e);
		else
			all_types_commit_tick(&e);
	}
	if (outer)
		WRITE_ONCE(p->busy, false);
}

/*
 * Ends what a timer does: it goes off again as soon as this machine can bear.
 * What a timer costs differs a hundredfold between machines, and where it costs
 * more than its period (in User-Mode Linux an interrupt is a signal) nothing
 * else would ever run. So the next one waits for a multiple of what this one
 * took, since it was due; within bounds, since that may be the time of others.
 */
static enum hrtimer_restart again(struct hrtimer *timer)
{
	ktime_t now = hrtimer_cb_get_time(timer);
	s64 took = ktime_to_ns(ktime_sub(now, hrtimer_get_expires(timer)));

	hrtimer_set_expires(timer, ktime_add_ns(now, clamp_t(s64, ROOM * took,
							     PERIOD, MOST_ROOM)));
	return HRTIMER_RESTART;
}

/* Preemption is off. */
static void send_batch(struct producer *p, u8 from)
{
	unsigned int i, n = p->left[from];
	struct all_types_gw_tick *t, nowhere;
	struct gw_batch b;

	if (!n)
		return;
	t = all_types_batch_tick(channel, &n, &b);
	if (!t)
		tick_fill(&nowhere, p, from);
	for (i = 0; i < n; i++, t = all_types_following_tick(t))
		tick_fill(t, p, from);
	all_types_finish_tick(&b);
	WRITE_ONCE(p->left[from], p->left[from] - max(n, 1u));
}

static void send_burst(struct producer *p, u8 from)
{
	u32 i;

	if (p->how == ALL_TYPES_MANNER_BATCH) {
		send_batch(p, from);
		return;
	}
	for (i = 0; i < BURST && p->left[from]; i++) {
		send(p, from);
		WRITE_ONCE(p->left[from], p->left[from] - 1);
	}
}

static void on_tasklet(struct tasklet_struct *tasklet)
{
	struct producer *p = from_tasklet(p, tasklet, tasklet);

	preempt_disable();
	send_burst(p, ALL_TYPES_ORIGIN_SOFTIRQ);
	preempt_enable();
	if (READ_ONCE(p->left[ALL_TYPES_ORIGIN_SOFTIRQ]) && !p->storm)
		tasklet_schedule(&p->tasklet);
}

static enum hrtimer_restart on_timer(struct hrtimer *timer)
{
	struct producer *p = container_of(timer, struct producer, timer);

	if (p->left[ALL_TYPES_ORIGIN_SOFTIRQ])
		tasklet_schedule(&p->tasklet);
	send_burst(p, ALL_TYPES_ORIGIN_HARDIRQ);
	if (!p->left[ALL_TYPES_ORIGIN_HARDIRQ] && !READ_ONCE(p->left[ALL_TYPES_ORIGIN_SOFTIRQ]))
		return HRTIMER_NORESTART;
	return again(timer);
}

/* Runs on the producer's CPU until every origin has sent its share. */
static void produce(struct producer *p)
{
	bool timer = p->left[ALL_TYPES_ORIGIN_HARDIRQ] ||
		     (p->storm && p->left[ALL_TYPES_ORIGIN_SOFTIRQ]);

	if (timer)
		hrtimer_start(&p->timer, PERIOD, HRTIMER_MODE_REL_PINNED_HARD);
	else if (p->left[ALL_TYPES_ORIGIN_SOFTIRQ])
		tasklet_schedule(&p->tasklet);
	while (p->left[ALL_TYPES_ORIGIN_THREAD]) {
		preempt_disable();
		send_burst(p, ALL_TYPES_ORIGIN_THREAD);
		preempt_enable();
		cond_resched();
	}
	while (READ_ONCE(p->left[ALL_TYPES_ORIGIN_HARDIRQ]) ||
	       READ_ONCE(p->left[ALL_TYPES_ORIGIN_SOFTIRQ]))
		usleep_range(50, 100);
	hrtimer_cancel(&p->timer);
	tasklet_kill(&p->tasklet);
	while (p->left[ALL_TYPES_ORIGIN_NMI] && !p->err) {
		preempt_disable();
		if (!nmi_raise(p))
			p->err = -EIO;
		preempt_enable();
		cond_resched();
	}
}

static void produce_work(struct work_struct *work)
{
	produce(container_of(work, struct producer, work));
}

/* Callers are serialised: every handler runs under the instance's mutex. */
static int emit(struct all_types *m, struct all_types_session *s,
		const struct all_types_gw_emit_request *in, struct all_types_gw_emit_reply *out)
{
	struct producer *p = per_cpu_ptr(&producers, raw_smp_processor_id());

	p->left[in->from] = in->count;
	p->how = in->how;
	p->storm = false;
	p->err = 0;
	/* A worker, since the caller may be moved to another CPU meanwhile. */
	queue_work_on(raw_smp_processor_id(), workers, &p->work);
	flush_work(&p->work);
	out->sent = in->count;
	return p->err;
}

static int storm(struct all_types *m, struct all_types_session *s,
		 const struct all_types_gw_storm_request *in, struct all_types_gw_storm_reply *out)
{
	struct producer *p;
	int cpu, from;
	int err = 0;

	cpus_read_lock();
	for_each_online_cpu(cpu) {
		p = per_cpu_ptr(&producers, cpu);
		memcpy(p->left, in->each, sizeof(p->left));
		p->how = in->how == ALL_TYPES_MANNER_RELAYED ? in->how : ALL_TYPES_MANNER_IN_PLACE;
		p->storm = true;
		p->nested = 0;
		p->err = 0;
		queue_work_on(cpu, workers, &p->work);
	}
	for_each_online_cpu(cpu) {
		p = per_cpu_ptr(&producers, cpu);
		flush_work(&p->work);
		for (from = 0; from < ORIGINS; from++)
			out->sent[from] += in->each[from] - p->left[from];
		out->nested += p->nested;
		err = err ?: p->err;
	}
	cpus_read_unlock();
	return err;
}

static int boom(struct all_types *m, struct all_types_session *s,
		const struct all_types_gw_boom_request *in)
{
	struct all_types_gw_big *big;
	struct gw_emission e;
	u32 n;

	if (in->size > sizeof(big->data))
		return -EINVAL;
	for (n = 0; n < in->count; n++) {
		big = all_types_reserve_big(channel, &e);
		if (big) {
			memset(big, 0, sizeof(*big));
			big->nr = n;
			big->data_len = in->size;
			memset(big->data, n, in->size);
		}
		all_types_commit_big(&e);
	}
	return 0;
}

static int echo(struct all_types *m, struct all_types_session *s, const struct all_types_gw_all *in,
		struct all_types_gw_all *out)
{
	*out = *in;
	all_types_set_served(m, all_types_served(m) + 1);
	return 0;
}

static int give_back(struct all_types *m, struct all_types_session *s,
		     const struct all_types_gw_give_back_request *in,
		     struct all_types_gw_give_back_reply *out)
{
	if (in->value == -1000000)
		return -EIO;
	out->value = in->value;
	return 0;
}

static int nothing(struct all_types *m, struct all_types_session *s)
{
	return 0;
}

/* How many are in slow(): 0, as seen by another handler. A parameter: any other way takes turns. */
static atomic_t inside = ATOMIC_INIT(0);
module_param_named(inside, inside.counter, int, 0444);

static int ask(struct all_types *m, struct all_types_session *s, struct all_types_gw_ask_reply *out)
{
	out->answer = 42 + atomic_read(&inside);
	return 0;
}

static void tell_by_uevent(struct all_types *m, const struct all_types_gw_note *note)
{
	struct all_types_gw_told told = {
		.nr = note->nr,
		.hue = ALL_TYPES_COLOR_BLUE,
		.options = ALL_TYPES_OPTION_FAST | ALL_TYPES_OPTION_DEEP,
		.sizes_count = 2,
		.sizes = { 1, 2 },
		.host = cpu_to_be32(0x0a000001),
	};

	memcpy(told.text, note->text, sizeof(told.text));
	all_types_emit_told(m, &told);
}

static int tell(struct all_types *m, struct all_types_session *s,
		const struct all_types_gw_tell_request *in)
{
	static u64 told;
	struct all_types_gw_note note = { .nr = told++ };

	memcpy(note.text, in->text, sizeof(note.text));
	all_types_emit_note(m, &note);
	tell_by_uevent(m, &note);
	return 0;
}

static int fail(struct all_types *m, struct all_types_session *s,
		const struct all_types_gw_fail_request *in)
{
	return in->error;
}

static int slow(struct all_types *m, struct all_types_session *s,
		const struct all_types_gw_slow_request *in)
{
	wait_queue_head_t *queue = all_types_wait_queue(m);
	long left;

	atomic_inc(&inside);
	if (in->stubborn) {
		left = wait_event_killable(*queue, all_types_dying(m));
		msleep(in->ms);
	} else {
		left = wait_event_interruptible_timeout(*queue, all_types_dying(m),
							msecs_to_jiffies(in->ms));
	}
	atomic_dec(&inside);
	if (left < 0)
		return left;	/* a signal: with some, it begins again */
	return left ? -EINTR : 0;
}

static int guarded(struct all_types *m, struct all_types_session *s)
{
	all_types_emit_alarm(m, &(struct all_types_gw_alarm){ .why = 1 });
	return 0;
}

/* How many sessions have ended. */
/* How many sessions were closed; negative: it does not want to know. */
static int closed = -1;
module_param(closed, int, 0444);

static void on_close(struct all_types *m, struct all_types_session *s)
{
	closed++;
}

static u32 picky;

static int get_picky(struct all_types *m, struct all_types_session *s, u32 *value)
{
	*value = picky;
	return picky ? 0 : -ENODATA;
}

static int set_picky(struct all_types *m, struct all_types_session *s, u32 value)
{
	if (value & 1)
		return -EDOM;
	picky = value;
	return 0;
}

/* The table's rows, by id: there, or not. */
static DEFINE_XARRAY(items);

static int fill(struct all_types *m, struct all_types_session *s,
		const struct all_types_gw_fill_request *in)
{
	u32 i;
	int err;

	for (i = 0; i < in->count; i++) {
		err = xa_err(xa_store(&items, in->first + i * in->step,
				      xa_mk_value(1), GFP_KERNEL));
		if (err)
			return err;
	}
	all_types_changed_items(m);
	return 0;
}

static int empty(struct all_types *m, struct all_types_session *s,
		 const struct all_types_gw_empty_request *in)
{
	u32 i;

	for (i = 0; i < in->count; i++)
		xa_erase(&items, in->first + i * in->step);
	all_types_changed_items(m);
	return 0;
}

static int next_items(struct all_types *m, struct all_types_session *s, const __u32 *after,
		      struct all_types_gw_items *row)
{
	unsigned long id = after ? *after + 1UL : 0;
	u32 i;

	if (!xa_find(&items, &id, U32_MAX, XA_PRESENT))
		return -ENOENT;
	row->id = id;
	if (id % 5)	/* else empty */
		snprintf(row->name, sizeof(row->name), id % 2 ? "row%lu" : "row %lu", id);
	row->hue = id % 2 ? ALL_TYPES_COLOR_GREEN : ALL_TYPES_COLOR_BLUE;
	row->host = cpu_to_be32(id);
	row->sizes_count = id % 4;
	for (i = 0; i < row->sizes_count; i++)
		row->sizes[i] = i;
	row->half = -(s64)id / 2;
	return 0;
}

static enum hrtimer_restart on_ticker(struct hrtimer *timer)
{
	struct producer *p = this_cpu_ptr(&producers);
	struct all_types_gw_tick tick;

	tick_fill(&tick, p, ALL_TYPES_ORIGIN_HARDIRQ);
	all_types_emit_tick(channel, &tick);
	return again(timer);
}

static int set_ticking(struct all_types *m, struct all_types_session *s, bool value)
{
	mutex_lock(&ticker_lock);
	hrtimer_cancel(&ticker);
	if (value && !stopping)
		hrtimer_start(&ticker, PERIOD, HRTIMER_MODE_REL_HARD);
	mutex_unlock(&ticker_lock);
	return 0;
}

/* A thread that changes what others look at, also while the instance is being unregistered. */
static bool churn;
module_param(churn, bool, 0);
static struct task_struct *churner;

static int churn_on(void *unused)
{
	u64 n = 0;

	while (!kthread_should_stop()) {
		all_types_set_served(channel, n++);
		all_types_changed_items(channel);
		cond_resched();
	}
	return 0;
}

static struct all_types_ops ops = {
	.echo = echo,
	.give_back = give_back,
	.nothing = nothing,
	.ask = ask,
	.tell = tell,
	.fail = fail,
	.slow = slow,
	.guarded = guarded,
	.emit = emit,
	.storm = storm,
	.boom = boom,
	.fill = fill,
	.empty = empty,
	.next_items = next_items,
	.get_picky = get_picky,
	.set_picky = set_picky,
	.set_ticking = set_ticking,
};

static void timer_setup_hard(struct hrtimer *timer,
			     enum hrtimer_restart (*fn)(struct hrtimer *))
{
#ifdef HAVE_hrtimer_setup
	hrtimer_setup(timer, fn, CLOCK_MONOTONIC, HRTIMER_MODE_REL_HARD);
#else
	hrtimer_init(timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL_HARD);
	timer->function = fn;
#endif
}

static int __init all_types_init(void)
{
	struct producer *p;
	int cpu, err;

	for_each_possible_cpu(cpu) {
		p = per_cpu_ptr(&producers, cpu);
		timer_setup_hard(&p->timer, on_timer);
		tasklet_setup(&p->tasklet, on_tasklet);
		INIT_WORK(&p->work, produce_work);
	}
	timer_setup_hard(&ticker, on_ticker);
	workers = alloc_workqueue("all_types", WQ_CPU_INTENSIVE | WQ_PERCPU, 0);
	if (!workers)
		return -ENOMEM;
	err = nmi_start();
	if (err)
		goto err_workers;
	if (closed >= 0)
		ops.close = on_close;
	channel = all_types_register(NULL, NULL, &ops, NULL);
	if (IS_ERR(channel)) {
		err = PTR_ERR(channel);
		goto err_nmi;
	}
	if (churn)
		churner = kthread_run(churn_on, NULL, "all_types");
	if (!IS_ERR(churner))
		return 0;

	err = PTR_ERR(churner);
	all_types_unregister(channel);
err_nmi:
	nmi_stop();
err_workers:
	destroy_workqueue(workers);
	return err;
}

/* First what emits by itself, then the handlers, then what they use. */
static void __exit all_types_exit(void)
{
	mutex_lock(&ticker_lock);
	stopping = true;
	hrtimer_cancel(&ticker);
	mutex_unlock(&ticker_lock);
	all_types_unregister(channel);
	if (churner)
		kthread_stop(churner);
	xa_destroy(&items);
	nmi_stop();
	destroy_workqueue(workers);
}

module_init(all_types_init);
module_exit(all_types_exit);

MODULE_DESCRIPTION("Gangway's test provider");
MODULE_LICENSE("GPL");
