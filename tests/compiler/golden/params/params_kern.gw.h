/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The provider's side of params: Properties that are parameters of the module
 * or of the kernel.
 *
 * Made by gangway-gen from params.yaml; change that, not this.
 */
#ifndef _PARAMS_KERN_GW_H
#define _PARAMS_KERN_GW_H

#include <gangway/provider.h>

#if GW_PROVIDER_ABI != 4
#error "params_kern.gw.h was made for provider ABI 4, and <gangway/provider.h> is of another: use the gangway-gen that came with it"
#endif

#include "params.gw.h"

struct params;		/* an instance */
struct params_session;	/* an open file of it */

/**
 * struct params_ops - what the provider answers
 * @open: a session begins; an error refuses it. NULL: agrees.
 * @close: it ended, or the instance is being unregistered. May be NULL.
 * @get_level: fills in the value: How much, "at most" 9. NULL: the stored one
 *	serves.
 * @set_level: takes a new value or refuses it: How much, "at most" 9. NULL: any
 *	is taken.
 * @get_loud: fills in the value: Whether it speaks. NULL: the stored one
 *	serves.
 * @set_loud: takes a new value or refuses it: Whether it speaks. NULL: any is
 *	taken.
 * @get_text: fills in the value: text. NULL: the stored one serves.
 * @set_text: takes a new value or refuses it: text. NULL: any is taken.
 * @set_hidden: takes a new value or refuses it: Given at load. NULL: any is
 *	taken.
 * @set_first: takes a new value or refuses it: first. NULL: any is taken.
 * @set_ints: takes a new value or refuses it: Some. NULL: any is taken.
 * @set_color: takes a new value or refuses it: color. NULL: any is taken.
 * @get_both: fills in the value: both. NULL: the stored one serves.
 * @set_both: takes a new value or refuses it: both. NULL: any is taken.
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
struct params_ops {
	int (*open)(struct params *m, struct params_session *s);
	void (*close)(struct params *m, struct params_session *s);
	int (*get_level)(struct params *m, struct params_session *s,
			 s32 *value);
	int (*set_level)(struct params *m, struct params_session *s, s32 value);
	int (*get_loud)(struct params *m, struct params_session *s,
			bool *value);
	int (*set_loud)(struct params *m, struct params_session *s, bool value);
	int (*get_text)(struct params *m, struct params_session *s,
			struct params_text *value);
	int (*set_text)(struct params *m, struct params_session *s,
			const struct params_text *value);
	int (*set_hidden)(struct params *m, struct params_session *s,
			  u64 value);
	int (*set_first)(struct params *m, struct params_session *s,
			 __be32 value);
	int (*set_ints)(struct params *m, struct params_session *s,
			const struct params_ints *value);
	int (*set_color)(struct params *m, struct params_session *s, u32 value);
	int (*get_both)(struct params *m, struct params_session *s, u16 *value);
	int (*set_both)(struct params *m, struct params_session *s, u16 value);
};

extern const struct gw_element params_gw_elements[];
extern const struct gw_interface params_gw_interface;

/**
 * params_register() - make an instance visible
 * @parent: parent device, or NULL
 * @name: NULL: this interface has one instance
 * @ops: the handlers
 * @priv: the provider's own, for params_priv()
 *
 * Last in init: handlers may be called before it returns.
 *
 * Context: process, may sleep.
 * Return: the instance or ERR_PTR(): see gw_register().
 */
static inline struct params *params_register(struct device *parent,
					     const char *name,
					     const struct params_ops *ops,
					     void *priv)
{
	return (struct params *)
		gw_register(&params_gw_interface, THIS_MODULE, NULL, parent,
			    name, ops, priv);
}

/**
 * params_unregister() - revoke an instance
 * @m: the instance; NULL or an error pointer: nothing happens
 *
 * First make sure that nothing emits any more. Waits for running handlers;
 * afterwards none is called again.
 *
 * Context: process, may sleep; no lock that a handler takes may be held.
 */
static inline void params_unregister(struct params *m)
{
	gw_unregister((struct gw_instance *)m);
}

/* What was given to params_register(). */
static inline void *params_priv(const struct params *m)
{
	return gw_priv((const struct gw_instance *)m);
}

/**
 * params_dying() - is this instance being unregistered?
 * @m: the instance
 *
 * A handler that waits must also end when this becomes true, or
 * params_unregister() waits for it:
 * wait_event_interruptible(*params_wait_queue(m), ready || params_dying(m)).
 *
 * Context: any.
 */
static inline bool params_dying(const struct params *m)
{
	return gw_dying((const struct gw_instance *)m);
}

/* Where handlers may wait: woken by params_unregister(), and by the provider. */
static inline wait_queue_head_t *params_wait_queue(struct params *m)
{
	return gw_wait_queue((struct gw_instance *)m);
}

/* A pointer of the provider's in a session, NULL at first: for open and close. */
static inline void *params_session_priv(const struct params_session *s)
{
	return gw_session_priv((const struct gw_session *)s);
}

static inline void params_session_set_priv(struct params_session *s, void *priv)
{
	gw_session_set_priv((struct gw_session *)s, priv);
}

/**
 * params_level() - the stored value of property level
 * @m: the instance
 *
 * Context: any, NMI included.
 * Return: How much, "at most" 9.
 */
static inline s32 params_level(const struct params *m)
{
	struct params_level stored;

	gw_value_read((const struct gw_instance *)m, &params_gw_elements[0],
		      &stored);
	return stored.value;
}

/**
 * params_set_level() - change the stored value of property level
 * @m: the instance
 * @value: the new value, which the provider answers for: nothing checks it
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void params_set_level(struct params *m, s32 value)
{
	const struct params_level stored = { .value = value };

	gw_value_write((struct gw_instance *)m, &params_gw_elements[0],
		       &stored);
}

/**
 * params_loud() - the stored value of property loud
 * @m: the instance
 *
 * Context: any, NMI included.
 * Return: Whether it speaks.
 */
static inline bool params_loud(const struct params *m)
{
	struct params_loud stored;

	gw_value_read((const struct gw_instance *)m, &params_gw_elements[1],
		      &stored);
	return stored.value;
}

/**
 * params_set_loud() - change the stored value of property loud
 * @m: the instance
 * @value: the new value, which the provider answers for: nothing checks it
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void params_set_loud(struct params *m, bool value)
{
	const struct params_loud stored = { .value = value };

	gw_value_write((struct gw_instance *)m, &params_gw_elements[1],
		       &stored);
}

/**
 * params_text() - the stored value of property text
 * @m: the instance
 * @value: receives it
 *
 * Context: any, NMI included.
 */
static inline void params_text(const struct params *m,
			       struct params_text *value)
{
	gw_value_read((const struct gw_instance *)m, &params_gw_elements[2],
		      value);
}

/**
 * params_set_text() - change the stored value of property text
 * @m: the instance
 * @value: the new value, which the provider answers for: nothing checks it
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void params_set_text(struct params *m,
				   const struct params_text *value)
{
	gw_value_write((struct gw_instance *)m, &params_gw_elements[2], value);
}

/**
 * params_hidden() - the stored value of property hidden
 * @m: the instance
 *
 * Context: any, NMI included.
 * Return: Given at load.
 */
static inline u64 params_hidden(const struct params *m)
{
	struct params_hidden stored;

	gw_value_read((const struct gw_instance *)m, &params_gw_elements[3],
		      &stored);
	return stored.value;
}

/**
 * params_set_hidden() - change the stored value of property hidden
 * @m: the instance
 * @value: the new value, which the provider answers for: nothing checks it
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void params_set_hidden(struct params *m, u64 value)
{
	const struct params_hidden stored = { .value = value };

	gw_value_write((struct gw_instance *)m, &params_gw_elements[3],
		       &stored);
}

/**
 * params_first() - the stored value of property first
 * @m: the instance
 *
 * Context: any, NMI included.
 * Return: the value.
 */
static inline __be32 params_first(const struct params *m)
{
	struct params_first stored;

	gw_value_read((const struct gw_instance *)m, &params_gw_elements[4],
		      &stored);
	return stored.value;
}

/**
 * params_set_first() - change the stored value of property first
 * @m: the instance
 * @value: the new value, which the provider answers for: nothing checks it
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void params_set_first(struct params *m, __be32 value)
{
	const struct params_first stored = { .value = value };

	gw_value_write((struct gw_instance *)m, &params_gw_elements[4],
		       &stored);
}

/**
 * params_ints() - the stored value of property ints
 * @m: the instance
 * @value: receives it
 *
 * Context: any, NMI included.
 */
static inline void params_ints(const struct params *m,
			       struct params_ints *value)
{
	gw_value_read((const struct gw_instance *)m, &params_gw_elements[5],
		      value);
}

/**
 * params_set_ints() - change the stored value of property ints
 * @m: the instance
 * @value: the new value, which the provider answers for: nothing checks it
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void params_set_ints(struct params *m,
				   const struct params_ints *value)
{
	gw_value_write((struct gw_instance *)m, &params_gw_elements[5], value);
}

/**
 * params_color() - the stored value of property color
 * @m: the instance
 *
 * Context: any, NMI included.
 * Return: the value.
 */
static inline u32 params_color(const struct params *m)
{
	struct params_color stored;

	gw_value_read((const struct gw_instance *)m, &params_gw_elements[6],
		      &stored);
	return stored.value;
}

/**
 * params_set_color() - change the stored value of property color
 * @m: the instance
 * @value: the new value, which the provider answers for: nothing checks it
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void params_set_color(struct params *m, u32 value)
{
	const struct params_color stored = { .value = value };

	gw_value_write((struct gw_instance *)m, &params_gw_elements[6],
		       &stored);
}

/**
 * params_both() - the stored value of property both
 * @m: the instance
 *
 * Context: any, NMI included.
 * Return: the value.
 */
static inline u16 params_both(const struct params *m)
{
	struct params_both stored;

	gw_value_read((const struct gw_instance *)m, &params_gw_elements[7],
		      &stored);
	return stored.value;
}

/**
 * params_set_both() - change the stored value of property both
 * @m: the instance
 * @value: the new value, which the provider answers for: nothing checks it
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void params_set_both(struct params *m, u16 value)
{
	const struct params_both stored = { .value = value };

	gw_value_write((struct gw_instance *)m, &params_gw_elements[7],
		       &stored);
}

#endif /* _PARAMS_KERN_GW_H */
