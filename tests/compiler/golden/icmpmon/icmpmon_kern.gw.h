/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The provider's side of icmpmon: Reports the ICMP packets that this host
 * receives.
 *
 * Made by gangway-gen from icmpmon.yaml; change that, not this.
 */
#ifndef _ICMPMON_KERN_GW_H
#define _ICMPMON_KERN_GW_H

#include <gangway/provider.h>

#if GW_PROVIDER_ABI != 4
#error "icmpmon_kern.gw.h was made for provider ABI 4, and <gangway/provider.h> is of another: use the gangway-gen that came with it"
#endif

#include "icmpmon.gw.h"

struct icmpmon;		/* an instance */
struct icmpmon_session;	/* an open file of it */

/**
 * struct icmpmon_ops - what the provider answers
 * @open: a session begins; an error refuses it. NULL: agrees.
 * @close: it ended, or the instance is being unregistered. May be NULL.
 * @get_enabled: fills in the value: whether packets are reported. NULL: the
 *	stored one serves.
 * @set_enabled: takes a new value or refuses it: whether packets are reported.
 *	NULL: any is taken.
 * @get_seen: fills in the value: packets reported since the module was loaded.
 *	NULL: the stored one serves.
 * @count: Tells how many packets a host has sent here. -ENOENT: no such talker.
 *	NULL: -EOPNOTSUPP.
 * @reset: Forgets all counts. NULL: -EOPNOTSUPP.
 * @next_talkers: fills in the row that follows @after in the order of saddr,
 *	whether or not that one is still there; the first when @after is NULL:
 *	Who has sent ICMP packets here. -ENOENT: there are no more. NULL:
 *	-EOPNOTSUPP.
 *
 * Context: process, may sleep. Handlers of an instance run one at a time, under
 * its mutex.
 * No handler may unregister its own instance.
 *
 * Input is a checked copy in kernel memory; output was zeroed before. Return: 0
 * or a negative errno, and then there is no output. From a call, only those it
 * declares, -EINTR, -ERESTARTSYS, -ENOMEM, -EINVAL and -ERANGE reach the caller
 * as they are.
 * @s is NULL when the caller came by a carrier without sessions: any but ioctl.
 */
struct icmpmon_ops {
	int (*open)(struct icmpmon *m, struct icmpmon_session *s);
	void (*close)(struct icmpmon *m, struct icmpmon_session *s);
	int (*get_enabled)(struct icmpmon *m, struct icmpmon_session *s,
			   bool *value);
	int (*set_enabled)(struct icmpmon *m, struct icmpmon_session *s,
			   bool value);
	int (*get_seen)(struct icmpmon *m, struct icmpmon_session *s,
			u64 *value);
	int (*count)(struct icmpmon *m, struct icmpmon_session *s,
		     const struct icmpmon_count_request *in,
		     struct icmpmon_count_reply *out);
	int (*reset)(struct icmpmon *m, struct icmpmon_session *s);
	int (*next_talkers)(struct icmpmon *m, struct icmpmon_session *s,
			    const __be32 *after, struct icmpmon_talkers *row);
};

extern const struct gw_element icmpmon_gw_elements[];
extern const struct gw_interface icmpmon_gw_interface;

/**
 * icmpmon_register() - make an instance visible
 * @net: the network namespace that it belongs to
 * @parent: parent device, or NULL
 * @name: NULL: this interface has one instance
 * @ops: the handlers
 * @priv: the provider's own, for icmpmon_priv()
 *
 * Last in init: handlers may be called before it returns.
 *
 * Context: process, may sleep.
 * Return: the instance or ERR_PTR(): see gw_register().
 */
static inline struct icmpmon *icmpmon_register(struct net *net,
					       struct device *parent,
					       const char *name,
					       const struct icmpmon_ops *ops,
					       void *priv)
{
	return (struct icmpmon *)
		gw_register(&icmpmon_gw_interface, THIS_MODULE, net, parent,
			    name, ops, priv);
}

/**
 * icmpmon_unregister() - revoke an instance
 * @m: the instance; NULL or an error pointer: nothing happens
 *
 * First make sure that nothing emits any more. Waits for running handlers;
 * afterwards none is called again.
 *
 * Context: process, may sleep; no lock that a handler takes may be held.
 */
static inline void icmpmon_unregister(struct icmpmon *m)
{
	gw_unregister((struct gw_instance *)m);
}

/* What was given to icmpmon_register(). */
static inline void *icmpmon_priv(const struct icmpmon *m)
{
	return gw_priv((const struct gw_instance *)m);
}

/**
 * icmpmon_dying() - is this instance being unregistered?
 * @m: the instance
 *
 * A handler that waits must also end when this becomes true, or
 * icmpmon_unregister() waits for it:
 * wait_event_interruptible(*icmpmon_wait_queue(m), ready || icmpmon_dying(m)).
 *
 * Context: any.
 */
static inline bool icmpmon_dying(const struct icmpmon *m)
{
	return gw_dying((const struct gw_instance *)m);
}

/* Where handlers may wait: woken by icmpmon_unregister(), and by the provider. */
static inline wait_queue_head_t *icmpmon_wait_queue(struct icmpmon *m)
{
	return gw_wait_queue((struct gw_instance *)m);
}

/* A pointer of the provider's in a session, NULL at first: for open and close. */
static inline void *icmpmon_session_priv(const struct icmpmon_session *s)
{
	return gw_session_priv((const struct gw_session *)s);
}

static inline void icmpmon_session_set_priv(struct icmpmon_session *s,
					    void *priv)
{
	gw_session_set_priv((struct gw_session *)s, priv);
}

/**
 * icmpmon_enabled() - the stored value of property enabled
 * @m: the instance
 *
 * Context: any, NMI included.
 * Return: whether packets are reported.
 */
static inline bool icmpmon_enabled(const struct icmpmon *m)
{
	struct icmpmon_enabled stored;

	gw_value_read((const struct gw_instance *)m, &icmpmon_gw_elements[0],
		      &stored);
	return stored.value;
}

/**
 * icmpmon_set_enabled() - change the stored value of property enabled
 * @m: the instance
 * @value: the new value, which the provider answers for: nothing checks it
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void icmpmon_set_enabled(struct icmpmon *m, bool value)
{
	const struct icmpmon_enabled stored = { .value = value };

	gw_value_write((struct gw_instance *)m, &icmpmon_gw_elements[0],
		       &stored);
}

/**
 * icmpmon_changed_enabled() - tell that property enabled changed
 * @m: the instance; NULL or an error pointer: nothing happens
 *
 * For a value that the provider itself gets: of the stored one, Gangway tells.
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void icmpmon_changed_enabled(struct icmpmon *m)
{
	gw_changed((struct gw_instance *)m, &icmpmon_gw_elements[0]);
}

/**
 * icmpmon_seen() - the stored value of property seen
 * @m: the instance
 *
 * Context: any, NMI included.
 * Return: packets reported since the module was loaded.
 */
static inline u64 icmpmon_seen(const struct icmpmon *m)
{
	struct icmpmon_seen stored;

	gw_value_read((const struct gw_instance *)m, &icmpmon_gw_elements[1],
		      &stored);
	return stored.value;
}

/**
 * icmpmon_set_seen() - change the stored value of property seen
 * @m: the instance
 * @value: the new value, which the provider answers for: nothing checks it
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void icmpmon_set_seen(struct icmpmon *m, u64 value)
{
	const struct icmpmon_seen stored = { .value = value };

	gw_value_write((struct gw_instance *)m, &icmpmon_gw_elements[1],
		       &stored);
}

/**
 * icmpmon_emit_packet() - send event packet to its subscribers
 * @m: the instance; NULL or an error pointer: nothing happens
 * @record: what to send; it is copied
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void icmpmon_emit_packet(struct icmpmon *m,
				       const struct icmpmon_packet *record)
{
	gw_emit((struct gw_instance *)m, &icmpmon_gw_elements[4], record);
}

/**
 * icmpmon_reserve_packet() - begin event packet in place
 * @m: the instance; NULL or an error pointer: nothing happens
 * @e: the emission, on the caller's stack
 *
 * Always followed by icmpmon_commit_packet() or icmpmon_discard_packet() on the
 * same CPU. Until then nothing may sleep, nor take a spinlock_t on PREEMPT_RT.
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 * Return: where to write the record, every byte of it, padding too; NULL when
 * nobody has room for it or listens.
 */
static inline struct icmpmon_packet *
icmpmon_reserve_packet(struct icmpmon *m, struct gw_emission *e)
{
	return gw_reserve((struct gw_instance *)m, &icmpmon_gw_elements[4], e);
}

/* Send what was reserved. */
static inline void icmpmon_commit_packet(struct gw_emission *e)
{
	gw_commit(e);
}

/* Take back what was reserved. */
static inline void icmpmon_discard_packet(struct gw_emission *e)
{
	gw_discard(e);
}

/**
 * icmpmon_changed_talkers() - tell that table talkers changed
 * @m: the instance; NULL or an error pointer: nothing happens
 *
 * For rows that come, go or change: whoever is reading the table then knows
 * that it is not of one moment.
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void icmpmon_changed_talkers(struct icmpmon *m)
{
	gw_changed((struct gw_instance *)m, &icmpmon_gw_elements[5]);
}

#endif /* _ICMPMON_KERN_GW_H */
