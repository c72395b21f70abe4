// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carrier "umh": each event starts a program, with the record in its environment:
 * text/environment.h, and
 *
 *	GANGWAY_DEVICE=NAME	the interface, or NAME@INSTANCE
 *	GANGWAY_LOST=N		N records of this event, before this one, started
 *				no program
 *
 * Which program, and its arguments, the description says; nobody who causes an event
 * can change them. It runs as root, in the first namespaces.
 *
 * Each costs a process, so there are at most GW_UMH_BURST in a second, and GW_UMH_RUNNING
 * at a time. What is beyond that is lost, and the next program is told.
 *
 * A program outlives its provider, if it takes longer; gangway.ko is in use until it ends.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/kmod.h>
#include <linux/module.h>
#include <linux/printk.h>
#include <linux/ratelimit.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/umh.h>
#include <linux/workqueue.h>

#include <gangway/umh.h>

#include "core/queue.h"
#include "text/environment.h"

/* Of an instance. */
#define GW_UMH_BURST 10
#define GW_UMH_RUNNING 8

/* An instance as this carrier sees it; as long as the instance's memory. */
struct gw_umh {
	struct gw_queue queue;
	struct ratelimit_state rate;
	atomic_t running;
	u64 last[GW_NUMBERS];		/* the number given last; the queue's passes protect it */
	atomic64_t untold[GW_NUMBERS];	/* lost, and no program knows */
};

/* A program, from before it is started until it has ended. Nothing of it is the provider's. */
struct gw_umh_run {
	struct work_struct work;
	struct gw_umh *u;
	struct gw_instance *inst;
	const struct gw_element *el;	/* the instance's copy: its number only */
	u64 lost;			/* that it was told of */
	char *argv[GW_UMH_WORDS];
	struct kobj_uevent_env env;
};

static struct workqueue_struct *gw_umh_workers;

/* Records that started no program. */
static void gw_umh_lose(struct gw_umh *u, const struct gw_element *el)
{
	gw_count(u->queue.sub.inst, el, lost);
	atomic64_inc(&u->untold[el->number]);
}

/* A program. */

static void gw_umh_free(struct gw_umh_run *run)
{
	int i;

	for (i = 0; i < GW_UMH_WORDS; i++)
		kfree(run->argv[i]);
	kfree(run);
}

static void gw_umh_failed(struct gw_umh_run *run, int err)
{
	pr_warn_ratelimited("%s: %s: cannot start %s: error %d\n", run->inst->device,
			    run->env.envp[0], run->argv[0], -err);
	atomic64_add(run->lost, &run->u->untold[run->el->number]);
	gw_umh_lose(run->u, run->el);
}

static void gw_umh_work(struct work_struct *work)
{
	struct gw_umh_run *run = container_of(work, struct gw_umh_run, work);
	struct gw_instance *inst = run->inst;
	struct gw_umh *u = run->u;
	int ret;

	ret = call_usermodehelper(run->argv[0], run->argv, run->env.envp, UMH_WAIT_PROC);
	if (ret < 0)
		gw_umh_failed(run, ret);
	gw_umh_free(run);
	atomic_dec(&u->running);
	gw_instance_put(inst);
	/* umh_exit() waits for the rest of this function. */
	module_put(THIS_MODULE);
}

static int gw_umh_environment(struct gw_umh_run *run, const struct gw_element *el, u64 sequence,
			      const void *record, u64 time)
{
	int err;

	err = gw_environment_head(&run->env, el, sequence) ?:
	      add_uevent_var(&run->env, "GANGWAY_DEVICE=%s", run->inst->device) ?:
	      add_uevent_var(&run->env, "HOME=/") ?:
	      add_uevent_var(&run->env, "PATH=/sbin:/usr/sbin:/bin:/usr/bin");
	if (!err && run->lost)
		err = add_uevent_var(&run->env, "GANGWAY_LOST=%llu", run->lost);
	return err ?: gw_environment_record(&run->env, el, record, time);
}

static int gw_umh_copy_words(struct gw_umh_run *run, const struct gw_umh_command *command)
{
	int i;

	for (i = 0; i < GW_UMH_WORDS - 1 && command->argv[i]; i++) {
		run->argv[i] = kstrdup(command->argv[i], GFP_KERNEL);
		if (!run->argv[i])
			return -ENOMEM;
	}
	return i ? 0 : -EINVAL;
}

/* The event's program is on its way. */
static int gw_umh_start(struct gw_umh *u, const struct gw_element *el, const void *record,
			u64 time)
{
	const struct gw_umh_command *command = gw_detail(el, GW_CARRIER_umh);
	struct gw_instance *inst = u->queue.sub.inst;
	struct gw_umh_run *run;
	int err;

	run = kzalloc(sizeof(*run), GFP_KERNEL);
	if (!run)
		return -ENOMEM;
	run->u = u;
	run->inst = inst;
	run->el = el;
	run->lost = atomic64_xchg(&u->untold[el->number], 0);
	err = gw_umh_copy_words(run, command) ?:
	      gw_umh_environment(run, el, u->last[el->number], record, time);
	if (err) {
		atomic64_add(run->lost, &u->untold[el->number]);
		gw_umh_free(run);
		return err;
	}
	INIT_WORK(&run->work, gw_umh_work);
	__module_get(THIS_MODULE);
	kref_get(&inst->ref);
	atomic_inc(&u->running);
	queue_work(gw_umh_workers, &run->work);
	return 0;
}

/* The queue's functions. */

static struct gw_umh *to_umh(struct gw_queue *q)
{
	return container_of(q, struct gw_umh, queue);
}

static void gw_umh_deliver(struct gw_queue *q, const struct gw_element *el, const void *record,
			   u64 time)
{
	struct gw_umh *u = to_umh(q);

	u->last[el->number]++;
	if (atomic_read(&u->running) >= GW_UMH_RUNNING || !__ratelimit(&u->rate) ||
	    gw_umh_start(u, el, record, time))
		gw_umh_lose(u, el);
}

/* They were counted when they found no room. */
static void gw_umh_lost(struct gw_queue *q, const struct gw_element *el, u64 n)
{
	struct gw_umh *u = to_umh(q);

	u->last[el->number] += n;
	atomic64_add(n, &u->untold[el->number]);
}

/* There is a program. */
static bool umh_listens(struct gw_subscription *sub, const struct gw_element *el)
{
	return true;
}

/* Instances. */

static int umh_publish(struct gw_instance *inst)
{
	struct gw_umh *u;
	int err;

	u = kvzalloc(sizeof(*u), GFP_KERNEL);
	if (!u)
		return -ENOMEM;
	if (IS_ENABLED(CONFIG_STATIC_USERMODEHELPER))
		pr_notice_once("this kernel starts one program of its own for all others: CONFIG_STATIC_USERMODEHELPER\n");
	ratelimit_state_init(&u->rate, HZ, GW_UMH_BURST);
	ratelimit_set_flags(&u->rate, RATELIMIT_MSG_ON_RELEASE);	/* it says nothing */
	u->queue.deliver = gw_umh_deliver;
	u->queue.lost = gw_umh_lost;
	err = gw_queue_init(&u->queue, inst, &gw_umh_carrier, GW_VIA(umh));
	if (err) {
		kvfree(u);
		return err;
	}
	inst->state[GW_CARRIER_umh] = u;
	return 0;
}

/* What is left is started still, as far as the rate allows. */
static void umh_revoke(struct gw_instance *inst)
{
	struct gw_umh *u = inst->state[GW_CARRIER_umh];

	if (u)
		gw_queue_exit(&u->queue);
}

static void umh_free(struct gw_instance *inst)
{
	kvfree(inst->state[GW_CARRIER_umh]);
}

static int umh_init(void)
{
	gw_umh_workers = alloc_workqueue("gangway_umh", WQ_UNBOUND, 0);
	return gw_umh_workers ? 0 : -ENOMEM;
}

static void umh_exit(void)
{
	destroy_workqueue(gw_umh_workers);
}

const struct gw_carrier gw_umh_carrier = {
	.name = "umh",
	.init = umh_init,
	.exit = umh_exit,
	.instance = {
		.publish = umh_publish,
		.revoke = umh_revoke,
		.free = umh_free,
	},
	.sink = {
		.listens = umh_listens,
		GW_QUEUE_SINK,
	},
};
