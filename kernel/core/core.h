/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the parts of gangway.ko share: instances, sessions and how they end.
 *
 * Who owns what
 *	registry	owns nodes; a node lists its instances
 *	instance	counted: one reference for the registry, one per session
 *	session		owned by its open file, which pins gangway.ko; listed by
 *			its instance until either of them ends
 *
 * Locks, outermost first: gw_registry_lock; gw_instance.lifecycle;
 * gw_instance.handlers; the provider's own. sessions_lock is innermost.
 * Whatever calls into the provider or reads its tables does so between
 * gw_enter() and gw_leave(), which gw_unregister() waits for; and nothing does
 * so after that. open() and release() of a session are the exception: they are
 * under gw_instance.lifecycle, which gw_unregister() takes as well.
 */
#ifndef _GANGWAY_CORE_H
#define _GANGWAY_CORE_H

#include <linux/bitops.h>
#include <linux/completion.h>
#include <linux/kref.h>
#include <linux/list.h>
#include <linux/lockdep.h>
#include <linux/mutex.h>
#include <linux/nospec.h>
#include <linux/percpu-refcount.h>
#include <linux/percpu.h>
#include <linux/rculist.h>
#include <linux/spinlock.h>
#include <linux/wait.h>

#include <gangway/provider.h>

struct attribute_group;
struct gw_debugfs;
struct gw_genl;
struct gw_pages;
struct gw_node_files;
struct gw_subscription;
struct gw_sysctl;
struct gw_sysfs;
struct gw_value;
struct proc_dir_entry;

#define GW_NUMBERS (GW_ELEMENT_MAX + 1)
/* Of a device: "interface@instance" */
#define GW_NAME_SIZE sizeof_field(struct gw_info, device)
#define GW_INTERFACE_NAME_MAX 15
#define GW_INSTANCE_NAME_MAX 31
/* Devices at most. */
#define GW_MINORS 4096

/* A device and its node. Only instances of several namespaces share one. */
struct gw_node {
	struct list_head link;
	struct list_head instances;
	const struct gw_interface *iface;
	struct device *dev;
	int minor;
	char name[GW_NAME_SIZE];
	const char *instance;		/* the part of @name behind '@', or NULL */
	const struct attribute_group **groups;	/* of @dev, besides its class's */
	struct gw_sysfs *sysfs;
	struct proc_dir_entry *proc;	/* its folder, once there is a file in it */
	struct gw_node_files *procfs;
	struct gw_debugfs *debugfs;
	struct gw_sysctl *sysctl;
};

/* What an element did on one CPU. */
struct gw_count {
	u64 used;
	u64 failed;
	u64 lost;
};

struct gw_instance {
	struct kref ref;
	struct rcu_head rcu;
	struct list_head link;		/* in its node, under gw_registry_lock or RCU */
	struct gw_node *node;		/* NULL: it is not visible yet */
	char device[GW_NAME_SIZE];

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
	spinlock_t sessions_lock;	/* protects the next two */
	struct list_head sessions;
	u32 n_sessions;

	struct mutex subscribing;	/* protects the next two; RCU walks the list */
	struct list_head subscriptions;
	u32 n_subscriptions;
	struct gw_subscription __rcu *first[GW_NUMBERS]; /* of those that have an event */
	DECLARE_BITMAP(shared, GW_NUMBERS); /* events that more than one has */

	const struct gw_element *elements[GW_NUMBERS];
	struct gw_value *values[GW_NUMBERS];
	atomic_t generations[GW_NUMBERS]; /* counts changes */
	struct gw_count __percpu *counts;
	struct gw_genl *genl;		/* of carrier genetlink */
	struct gw_pages *pages;		/* of carrier page */

	struct lock_class_key running_key;
	struct lock_class_key handlers_key;
	struct lock_class_key lifecycle_key;
};

struct gw_session {
	struct gw_instance *inst;
	struct file *file;
	struct list_head link;
	u64 id;
	void *priv;			/* the provider's */
	wait_queue_head_t wait;		/* epoll holds it as long as the file lives */
	struct mutex subscribing;
	struct gw_subscription *sub;	/* set once */
	void *large;			/* of carrier ioctl */
};

/* Begins a section that gw_unregister() waits for; false: too late. */
static inline bool gw_enter(struct gw_instance *inst)
{
	if (!percpu_ref_tryget_live(&inst->running))
		return false;
	rwsem_acquire_read(&inst->dep_map, 0, 1, _RET_IP_);
	return true;
}

static inline void gw_leave(struct gw_instance *inst)
{
	rwsem_release(&inst->dep_map, _RET_IP_);
	percpu_ref_put(&inst->running);
}

/* registry.c */
struct gw_instance *gw_instance_find(unsigned int minor, struct net *net);
struct gw_instance *gw_node_get(struct gw_node *node);
void gw_instance_put(struct gw_instance *inst);

/* device.c: the caller holds gw_registry_lock */
int gw_device_init(void);
void gw_device_exit(void);
int gw_device_add(struct gw_node *node, struct device *parent);
void gw_device_del(struct gw_node *node);

/* proc.c: the caller of what has a node holds gw_registry_lock */
int gw_proc_init(void);
void gw_proc_exit(void);
struct proc_dir_entry *gw_proc_folder(struct gw_node *node);
void gw_proc_remove(struct gw_node *node);

/* session.c */
extern const struct file_operations gw_session_fops;
void gw_sessions_wake(struct gw_instance *inst);
void gw_sessions_close(struct gw_instance *inst);

/* The element of a number, or NULL. */
static inline const struct gw_element *gw_element(const struct gw_instance *inst,
						  u32 number)
{
	if (number >= GW_NUMBERS)
		return NULL;
	return inst->elements[array_index_nospec(number, GW_NUMBERS)];
}

#define gw_count(inst, el, what) this_cpu_inc((inst)->counts[(el)->number].what)

/*
 * Takes the mutex of handlers, unless they are concurrent. Return: 0,
 * -ERESTARTSYS on a signal, -ENODEV the instance died meanwhile.
 */
static inline int gw_lock_handlers(struct gw_instance *inst)
{
	if (!inst->iface->concurrent && mutex_lock_interruptible(&inst->handlers))
		return -ERESTARTSYS;
	if (likely(!READ_ONCE(inst->dead)))
		return 0;
	if (!inst->iface->concurrent)
		mutex_unlock(&inst->handlers);
	return -ENODEV;
}

static inline void gw_unlock_handlers(struct gw_instance *inst)
{
	if (!inst->iface->concurrent)
		mutex_unlock(&inst->handlers);
}

/* Counts a request that ended with @err, wherever it ended. Return: @err. */
static inline int gw_done(struct gw_instance *inst, const struct gw_element *el, int err)
{
	gw_count(inst, el, used);
	if (err)
		gw_count(inst, el, failed);
	return err;
}

/* request.c: between gw_enter() and gw_leave(). @s: NULL, of a carrier without. */
struct user_namespace *gw_user_ns(const struct gw_instance *inst);
int gw_privileged(const struct gw_instance *inst, const struct gw_element *el,
		  const struct file *opener);
int gw_get(struct gw_instance *inst, struct gw_session *s,
	   const struct gw_element *el, void *out);
int gw_set(struct gw_instance *inst, struct gw_session *s,
	   const struct gw_element *el, const void *in);
int gw_call(struct gw_instance *inst, struct gw_session *s,
	    const struct gw_element *el, const void *in, void *out);
int gw_next(struct gw_instance *inst, struct gw_session *s,
	    const struct gw_element *el, const void *after, void *row);

/*
 * Both must be privileged, if the element says so: who opened the file, lest it
 * be handed to a setuid program, and who uses it. @opener: NULL when nothing
 * tells who opened it. Return: 0 or -EPERM.
 */
static inline int gw_allowed(const struct gw_instance *inst, const struct gw_element *el,
			     const struct file *opener)
{
	return el->capability < 0 ? 0 : gw_privileged(inst, el, opener);
}

/* value.c */
int gw_values_alloc(struct gw_instance *inst);
void gw_values_free(struct gw_instance *inst);
void gw_value_store(struct gw_instance *inst, const struct gw_element *el,
		    const void *in);

/* param.c */
int gw_params_apply(struct gw_instance *inst);
void gw_params_release(struct gw_instance *inst);

/* copy.c */
int gw_copy_in(void *to, size_t size, size_t min_size, const void __user *from,
	       size_t user_size);
int gw_copy_out(void __user *to, size_t user_size, const void *from, size_t size);

/* Differs from what it was when gw_changed() was called meanwhile. */
static inline u32 gw_generation(const struct gw_instance *inst,
				const struct gw_element *el)
{
	return atomic_read(&inst->generations[el->number]);
}

#endif /* _GANGWAY_CORE_H */
