/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Instances, and the sections in which they may be used.
 *
 * Ownership
 *	registry	owns nodes; a node lists its instances
 *	instance	refcounted: one reference for the registry, one per session
 *	session		owned by its open file, which pins gangway.ko; listed by
 *			its instance until either of them ends
 *
 * Locks, outermost first: gw_registry_lock; gw_instance.lifecycle;
 * gw_instance.handlers; the provider's own. sessions_lock is innermost.
 * All calls into the provider and reads of its tables are between gw_enter() and
 * gw_leave(), which gw_unregister() waits for; there are none after that. The
 * memory of programs, which may take for ever, is touched outside of them. Two are
 * exceptions: open() and release() of a session are under gw_instance.lifecycle, and
 * who has the turn of a handler (gw_instance.handlers) and finds the instance alive
 * need not have entered: gw_unregister() takes both as well.
 */
#ifndef _GANGWAY_INSTANCE_H
#define _GANGWAY_INSTANCE_H

#include <linux/bitops.h>
#include <linux/completion.h>
#include <linux/err.h>
#include <linux/kref.h>
#include <linux/list.h>
#include <linux/lockdep.h>
#include <linux/mutex.h>
#include <linux/nospec.h>
#include <linux/percpu-refcount.h>
#include <linux/percpu.h>
#include <linux/spinlock.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

#include <gangway/provider.h>

struct gw_node;
struct gw_stream;
struct gw_subscription;
struct gw_value;

#define GW_NUMBERS (GW_ELEMENT_MAX + 1)
/* A device's name: "interface@instance" */
#define GW_NAME_SIZE sizeof_field(struct gw_info, device)
#define GW_INTERFACE_NAME_MAX 15
#define GW_INSTANCE_NAME_MAX 31

struct gw_instance {
	struct gw_emitter emitter;	/* first: emit.h */
	struct kref ref;
	struct rcu_head rcu;
	struct hlist_node link;		/* node.c: under gw_registry_lock or RCU */
	struct gw_node *node;		/* NULL: it is not visible yet */
	char device[GW_NAME_SIZE];	/* its name */
	struct device *dev;		/* once it is registered */
	struct hlist_node registered;	/* these three: registered.c */
	struct list_head of_net;
	struct list_head killed;

	/* The provider's, to be touched only until gw_unregister() returns. */
	const struct gw_interface *iface;
	struct module *owner;
	struct net *net;
	const void *ops;
	void *priv;

	bool dead;			/* never goes back */
	struct percpu_ref running;	/* gw_enter() */
	struct completion drained;
	struct lockdep_map dep_map;	/* the same, as lockdep sees it */
	struct mutex handlers;		/* serialises them */
	wait_queue_head_t wait;		/* where handlers may wait */

	struct mutex lifecycle;		/* serialises a provider's open and close */
	bool closes;			/* the provider wants to know when a session ends */
	spinlock_t sessions_lock;	/* protects the next three */
	struct list_head sessions;
	u32 n_sessions;
	struct list_head closed;	/* sessions whose provider is yet to be told, */
	struct work_struct closing;	/* by this */

	struct mutex subscribing;	/* protects the next three; RCU walks the list */
	struct list_head subscriptions;
	u32 n_subscriptions;
	u64 subscribed;			/* how often somebody has */
	struct gw_subscription __rcu *first[GW_NUMBERS]; /* to each event */
	struct gw_sharing *sharing[GW_NUMBERS]; /* of those with several: subscription.c */

	/* Of its interface. */
	bool serial;			/* handlers take turns */
	umode_t mode;
	/*
	 * By number; copies, which stay as long as the instance. What they point to
	 * is the provider's.
	 */
	const struct gw_element *elements[GW_NUMBERS];
	unsigned int numbers;		/* from 0, of which the last is an element's */
	struct gw_element *copies;
	struct gw_value *values[GW_NUMBERS];
	struct gw_stream *streams[GW_NUMBERS];
	atomic_t generations[GW_NUMBERS]; /* counts changes */
	DECLARE_BITMAP(stored, GW_NUMBERS); /* properties of which a get asks nobody */

	/* Carriers, as GW_VIA() of each; set once, before it is visible. */
	u64 carriers;			/* of any of its elements */
	u64 refreshing;			/* those whose value facet has refresh() */
	u64 storing;			/* those whose value facet has stored() */
	u64 settling;			/* those whose sink has settle() */
	/* Of the first carrier that has it: what is asked most often is not searched for. */
	long (*ioctl)(struct gw_session *s, unsigned int cmd, void __user *arg);
	void *state[GW_CARRIER_IDS];	/* each carrier's own */

	struct lock_class_key running_key;
	struct lock_class_key handlers_key;
	struct lock_class_key lifecycle_key;
};

struct gw_instance *gw_instance_alloc(const struct gw_interface *iface);
void gw_instance_put(struct gw_instance *inst);

/* The module whose handlers are called, for messages. */
static inline const char *gw_owner_name(const struct gw_instance *inst)
{
	return inst->owner ? module_name(inst->owner) : "the kernel";
}

/*
 * May a user who has @own of @used, of at most @max, have @more? Each user may
 * have as much as is left to the others, so that nobody takes all; privileged ones
 * may.
 */
static inline bool gw_share_fits(size_t own, size_t used, size_t more, size_t max)
{
	return used <= max && more <= max - used &&
	       (own + more <= max - used || capable(CAP_SYS_RESOURCE));
}

/* The same of one more. */
static inline bool gw_share_left(u32 own, u32 used, u32 max)
{
	return gw_share_fits(own, used, 1, max);
}

/* Enters a section that gw_unregister() waits for; false: too late. */
static inline bool gw_enter(struct gw_instance *inst)
{
	if (!percpu_ref_tryget_live(&inst->running))
		return false;
	rwsem_acquire_read(&inst->dep_map, 0, 1, _RET_IP_);
	return true;
}

/* The same for what a provider hands in, which may be no instance: NULL or ERR_PTR. */
static inline bool gw_enter_given(struct gw_instance *inst)
{
	return !IS_ERR_OR_NULL(inst) && gw_enter(inst);
}

static inline void gw_leave(struct gw_instance *inst)
{
	rwsem_release(&inst->dep_map, _RET_IP_);
	percpu_ref_put(&inst->running);
}

/* The element of a number, or NULL. */
static inline const struct gw_element *gw_element(const struct gw_instance *inst,
						  u32 number)
{
	if (number >= GW_NUMBERS)
		return NULL;
	return inst->elements[array_index_nospec(number, GW_NUMBERS)];
}

/* A walk over elements; @next is the index of the next to look at. */
struct gw_walk {
	const struct gw_interface *iface;
	u64 carrier;
	u32 next;
};

static inline const struct gw_element *gw_walk_next(struct gw_walk *w)
{
	while (w->next < w->iface->n_elements) {
		const struct gw_element *el = &w->iface->elements[w->next++];

		if (el->carriers & w->carrier)
			return el;
	}
	return NULL;
}

/* Each element of @iface that the carrier @name carries. */
#define gw_for_each_carried(el, iface, name)					\
	for (struct gw_walk __walk = { iface, GW_VIA(name) };			\
	     ((el) = gw_walk_next(&__walk));)

#define gw_count_all(inst, el, what, n) \
	this_cpu_add((inst)->emitter.counts[(el)->number].what, n)
#define gw_count(inst, el, what) gw_count_all(inst, el, what, 1)

/* Counts a request that returned @err, wherever that came from. Return: @err. */
static inline int gw_done(struct gw_instance *inst, const struct gw_element *el, int err)
{
	gw_count(inst, el, used);
	if (err)
		gw_count(inst, el, failed);
	return err;
}

/*
 * For carriers that look up the instance for each request: enters one, taking
 * over the caller's reference. NULL: there was none, or it is too late; then the
 * reference is dropped. To be followed by gw_end().
 */
static inline struct gw_instance *gw_begin(struct gw_instance *inst)
{
	if (!inst || gw_enter(inst))
		return inst;
	gw_instance_put(inst);
	return NULL;
}

/* Counts the request, which returned @err, and leaves the instance. Return: @err. */
static inline int gw_leave_done(struct gw_instance *inst, const struct gw_element *el, int err)
{
	gw_done(inst, el, err);
	gw_leave(inst);
	return err;
}

/* The same, and releases it. */
static inline int gw_end(struct gw_instance *inst, const struct gw_element *el, int err)
{
	gw_leave_done(inst, el, err);
	gw_instance_put(inst);
	return err;
}

/*
 * Takes the handlers' mutex, unless they are concurrent. Return: 0,
 * -ERESTARTSYS on a signal, -ENODEV the instance died meanwhile.
 */
static inline int gw_lock_handlers(struct gw_instance *inst)
{
	if (inst->serial && mutex_lock_interruptible(&inst->handlers))
		return -ERESTARTSYS;
	if (likely(!READ_ONCE(inst->dead)))
		return 0;
	if (inst->serial)
		mutex_unlock(&inst->handlers);
	return -ENODEV;
}

static inline void gw_unlock_handlers(struct gw_instance *inst)
{
	if (inst->serial)
		mutex_unlock(&inst->handlers);
}

/*
 * A carrier's own, or NULL. Whoever finds it finds it complete: a provider that was handed
 * the instance by one carrier's claim() may emit, or set a value, while others publish.
 */
static inline void *gw_state(const struct gw_instance *inst, unsigned int carrier)
{
	return READ_ONCE(inst->state[carrier]);	/* what follows depends on it */
}

static inline void gw_state_publish(struct gw_instance *inst, unsigned int carrier, void *state)
{
	smp_store_release(&inst->state[carrier], state); /* pairs with gw_state() */
}

#endif /* _GANGWAY_INSTANCE_H */
