/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The provider's side of everything: Uses every type and every feature that
 * this version supports, so that the outputs kept beside it show what the
 * compiler makes of each.
 *
 * Made by gangway-gen from everything.yaml; change that, not this.
 */
#ifndef _EVERYTHING_KERN_GW_H
#define _EVERYTHING_KERN_GW_H

#include <gangway/provider.h>

#if GW_PROVIDER_ABI != 4
#error "everything_kern.gw.h was made for provider ABI 4, and <gangway/provider.h> is of another: use the gangway-gen that came with it"
#endif

#include "everything.gw.h"

struct everything;		/* an instance */
struct everything_session;	/* an open file of it */

/**
 * struct everything_ops - what the provider answers
 * @open: a session begins; an error refuses it. NULL: agrees.
 * @close: it ended, or the instance is being unregistered. May be NULL.
 * @get_flag: fills in the value: a truth. NULL: the stored one serves.
 * @set_flag: takes a new value or refuses it: a truth. NULL: any is taken.
 * @get_small: fills in the value: small. NULL: the stored one serves.
 * @set_small: takes a new value or refuses it: small. NULL: any is taken.
 * @get_count16: fills in the value: count16. NULL: the stored one serves.
 * @set_count16: takes a new value or refuses it: count16. NULL: any is taken.
 * @get_total: fills in the value: a value that "only" the provider changes;
 *	C:\path. NULL: the stored one serves.
 * @get_limit: fills in the value: limit. NULL: the stored one serves.
 * @set_limit: takes a new value or refuses it: limit. NULL: any is taken.
 * @get_offset8: fills in the value: offset8. NULL: the stored one serves.
 * @set_offset8: takes a new value or refuses it: offset8. NULL: any is taken.
 * @get_offset64: fills in the value: offset64. NULL: the stored one serves.
 * @set_offset64: takes a new value or refuses it: offset64. NULL: any is taken.
 * @get_trim: fills in the value: trim. NULL: the stored one serves.
 * @set_trim: takes a new value or refuses it: trim. NULL: any is taken.
 * @get_port: fills in the value: port. NULL: the stored one serves.
 * @set_port: takes a new value or refuses it: port. NULL: any is taken.
 * @set_secret: takes a new value or refuses it: can be set only. NULL: any is
 *	taken.
 * @get_mode: fills in the value: mode. NULL: the stored one serves.
 * @set_mode: takes a new value or refuses it: mode. NULL: any is taken.
 * @get_rights: fills in the value: rights. NULL: the stored one serves.
 * @set_rights: takes a new value or refuses it: rights. NULL: any is taken.
 * @get_bits: fills in the value: bits. NULL: the stored one serves.
 * @set_bits: takes a new value or refuses it: bits. NULL: any is taken.
 * @get_far: fills in the value: far. NULL: the stored one serves.
 * @set_far: takes a new value or refuses it: far. NULL: any is taken.
 * @get_title: fills in the value: title. NULL: the stored one serves.
 * @set_title: takes a new value or refuses it: title. NULL: any is taken.
 * @get_blob: fills in the value: blob. NULL: the stored one serves.
 * @set_blob: takes a new value or refuses it: blob. NULL: any is taken.
 * @get_corner: fills in the value: corner. NULL: the stored one serves.
 * @set_corner: takes a new value or refuses it: corner. NULL: any is taken.
 * @get_tag: fills in the value: tag. NULL: the stored one serves.
 * @set_tag: takes a new value or refuses it: tag. NULL: any is taken.
 * @get_triple: fills in the value: triple. NULL: the stored one serves.
 * @set_triple: takes a new value or refuses it: triple. NULL: any is taken.
 * @get_some: fills in the value: some. NULL: the stored one serves.
 * @set_some: takes a new value or refuses it: some. NULL: any is taken.
 * @get_gateway: fills in the value: gateway. NULL: the stored one serves.
 * @set_gateway: takes a new value or refuses it: gateway. NULL: any is taken.
 * @get_address: fills in the value: address. NULL: the stored one serves.
 * @get_speed: fills in the value: as a file. NULL: the stored one serves.
 * @set_speed: takes a new value or refuses it: as a file. NULL: any is taken.
 * @get_banner: fills in the value: as a file and as attributes. NULL: the
 *	stored one serves.
 * @set_banner: takes a new value or refuses it: as a file and as attributes.
 *	NULL: any is taken.
 * @get_weights: fills in the value: weights. NULL: the stored one serves.
 * @set_weights: takes a new value or refuses it: weights. NULL: any is taken.
 * @set_trigger: takes a new value or refuses it: trigger. NULL: any is taken.
 * @nothing: nothing. NULL: -EOPNOTSUPP.
 * @ask: has no request. NULL: -EOPNOTSUPP.
 * @tell: has no reply. NULL: -EOPNOTSUPP.
 * @echo_scalars: echo_scalars. NULL: -EOPNOTSUPP.
 * @echo_shapes: Gives back what it got, and may fail in many ways, which its
 *	documentation tells of at some length. -ENOENT: there is none. -EBUSY:
 *	"another" has it. -EAGAIN: not now; try again a little later, when
 *	whatever kept it from being done has gone away by itself. NULL:
 *	-EOPNOTSUPP.
 * @measure: goes by attributes. -ENOENT: nothing to measure. NULL: -EOPNOTSUPP.
 * @uneven: uneven. NULL: -EOPNOTSUPP.
 * @next_hosts: fills in the row that follows @after in the order of saddr,
 *	whether or not that one is still there; the first when @after is NULL:
 *	in the order of a number; who are there | and how much they said.
 *	-ENOENT: there are no more. NULL: -EOPNOTSUPP.
 * @next_users: fills in the row that follows @after in the order of name,
 *	whether or not that one is still there; the first when @after is NULL:
 *	in the order of a string. -ENOENT: there are no more. NULL: -EOPNOTSUPP.
 * @next_links: fills in the row that follows @after in the order of ether,
 *	where, whether or not that one is still there; the first when @after is
 *	NULL: links. -ENOENT: there are no more. NULL: -EOPNOTSUPP.
 * @next_switches: fills in the row that follows @after in the order of
 *	on_or_off, whether or not that one is still there; the first when @after
 *	is NULL: switches. -ENOENT: there are no more. NULL: -EOPNOTSUPP.
 *
 * Context: process, may sleep. Handlers run at the same time as others, for the
 * same instance too.
 * No handler may unregister its own instance.
 *
 * Input is a checked copy in kernel memory; output was zeroed before. Return: 0
 * or a negative errno, and then there is no output. From a call, only those it
 * declares, -EINTR, -ERESTARTSYS, -ENOMEM, -EINVAL and -ERANGE reach the caller
 * as they are.
 * @s is NULL when the caller came by a carrier without sessions: any but ioctl.
 */
struct everything_ops {
	int (*open)(struct everything *m, struct everything_session *s);
	void (*close)(struct everything *m, struct everything_session *s);
	int (*get_flag)(struct everything *m, struct everything_session *s,
			bool *value);
	int (*set_flag)(struct everything *m, struct everything_session *s,
			bool value);
	int (*get_small)(struct everything *m, struct everything_session *s,
			 u8 *value);
	int (*set_small)(struct everything *m, struct everything_session *s,
			 u8 value);
	int (*get_count16)(struct everything *m, struct everything_session *s,
			   u16 *value);
	int (*set_count16)(struct everything *m, struct everything_session *s,
			   u16 value);
	int (*get_total)(struct everything *m, struct everything_session *s,
			 u64 *value);
	int (*get_limit)(struct everything *m, struct everything_session *s,
			 u64 *value);
	int (*set_limit)(struct everything *m, struct everything_session *s,
			 u64 value);
	int (*get_offset8)(struct everything *m, struct everything_session *s,
			   s8 *value);
	int (*set_offset8)(struct everything *m, struct everything_session *s,
			   s8 value);
	int (*get_offset64)(struct everything *m, struct everything_session *s,
			    s64 *value);
	int (*set_offset64)(struct everything *m, struct everything_session *s,
			    s64 value);
	int (*get_trim)(struct everything *m, struct everything_session *s,
			s32 *value);
	int (*set_trim)(struct everything *m, struct everything_session *s,
			s32 value);
	int (*get_port)(struct everything *m, struct everything_session *s,
			__be16 *value);
	int (*set_port)(struct everything *m, struct everything_session *s,
			__be16 value);
	int (*set_secret)(struct everything *m, struct everything_session *s,
			  u32 value);
	int (*get_mode)(struct everything *m, struct everything_session *s,
			u32 *value);
	int (*set_mode)(struct everything *m, struct everything_session *s,
			u32 value);
	int (*get_rights)(struct everything *m, struct everything_session *s,
			  u32 *value);
	int (*set_rights)(struct everything *m, struct everything_session *s,
			  u32 value);
	int (*get_bits)(struct everything *m, struct everything_session *s,
			u8 *value);
	int (*set_bits)(struct everything *m, struct everything_session *s,
			u8 value);
	int (*get_far)(struct everything *m, struct everything_session *s,
		       u64 *value);
	int (*set_far)(struct everything *m, struct everything_session *s,
		       u64 value);
	int (*get_title)(struct everything *m, struct everything_session *s,
			 struct everything_title *value);
	int (*set_title)(struct everything *m, struct everything_session *s,
			 const struct everything_title *value);
	int (*get_blob)(struct everything *m, struct everything_session *s,
			struct everything_blob *value);
	int (*set_blob)(struct everything *m, struct everything_session *s,
			const struct everything_blob *value);
	int (*get_corner)(struct everything *m, struct everything_session *s,
			  struct everything_corner *value);
	int (*set_corner)(struct everything *m, struct everything_session *s,
			  const struct everything_corner *value);
	int (*get_tag)(struct everything *m, struct everything_session *s,
		       struct everything_tag *value);
	int (*set_tag)(struct everything *m, struct everything_session *s,
		       const struct everything_tag *value);
	int (*get_triple)(struct everything *m, struct everything_session *s,
			  struct everything_triple *value);
	int (*set_triple)(struct everything *m, struct everything_session *s,
			  const struct everything_triple *value);
	int (*get_some)(struct everything *m, struct everything_session *s,
			struct everything_some *value);
	int (*set_some)(struct everything *m, struct everything_session *s,
			const struct everything_some *value);
	int (*get_gateway)(struct everything *m, struct everything_session *s,
			   __be32 *value);
	int (*set_gateway)(struct everything *m, struct everything_session *s,
			   __be32 value);
	int (*get_address)(struct everything *m, struct everything_session *s,
			   struct everything_address *value);
	int (*get_speed)(struct everything *m, struct everything_session *s,
			 u32 *value);
	int (*set_speed)(struct everything *m, struct everything_session *s,
			 u32 value);
	int (*get_banner)(struct everything *m, struct everything_session *s,
			  struct everything_banner *value);
	int (*set_banner)(struct everything *m, struct everything_session *s,
			  const struct everything_banner *value);
	int (*get_weights)(struct everything *m, struct everything_session *s,
			   struct everything_weights *value);
	int (*set_weights)(struct everything *m, struct everything_session *s,
			   const struct everything_weights *value);
	int (*set_trigger)(struct everything *m, struct everything_session *s,
			   u32 value);
	int (*nothing)(struct everything *m, struct everything_session *s);
	int (*ask)(struct everything *m, struct everything_session *s,
		   struct everything_ask_reply *out);
	int (*tell)(struct everything *m, struct everything_session *s,
		    const struct everything_tell_request *in);
	int (*echo_scalars)(struct everything *m, struct everything_session *s,
			    const struct everything_scalars *in,
			    struct everything_scalars *out);
	int (*echo_shapes)(struct everything *m, struct everything_session *s,
			   const struct everything_shapes *in,
			   struct everything_shapes *out);
	int (*measure)(struct everything *m, struct everything_session *s,
		       const struct everything_shapes *in,
		       struct everything_measure_reply *out);
	int (*uneven)(struct everything *m, struct everything_session *s,
		      const struct everything_uneven_request *in,
		      struct everything_uneven_reply *out);
	int (*next_hosts)(struct everything *m, struct everything_session *s,
			  const __be32 *after, struct everything_hosts *row);
	int (*next_users)(struct everything *m, struct everything_session *s,
			  const char *after, struct everything_users *row);
	int (*next_links)(struct everything *m, struct everything_session *s,
			  const struct everything_links *after,
			  struct everything_links *row);
	int (*next_switches)(struct everything *m, struct everything_session *s,
			     const u8 *after, struct everything_switches *row);
};

extern const struct gw_element everything_gw_elements[];
extern const struct gw_interface everything_gw_interface;

/**
 * everything_register() - make an instance visible
 * @net: the network namespace that it belongs to
 * @parent: parent device, or NULL
 * @name: of the instance, or NULL for the next free number
 * @ops: the handlers
 * @priv: the provider's own, for everything_priv()
 *
 * Last in init: handlers may be called before it returns.
 *
 * Context: process, may sleep.
 * Return: the instance or ERR_PTR(): see gw_register().
 */
static inline struct everything *
everything_register(struct net *net, struct device *parent, const char *name,
		    const struct everything_ops *ops, void *priv)
{
	return (struct everything *)
		gw_register(&everything_gw_interface, THIS_MODULE, net, parent,
			    name, ops, priv);
}

/**
 * everything_unregister() - revoke an instance
 * @m: the instance; NULL or an error pointer: nothing happens
 *
 * First make sure that nothing emits any more. Waits for running handlers;
 * afterwards none is called again.
 *
 * Context: process, may sleep; no lock that a handler takes may be held.
 */
static inline void everything_unregister(struct everything *m)
{
	gw_unregister((struct gw_instance *)m);
}

/* What was given to everything_register(). */
static inline void *everything_priv(const struct everything *m)
{
	return gw_priv((const struct gw_instance *)m);
}

/**
 * everything_dying() - is this instance being unregistered?
 * @m: the instance
 *
 * A handler that waits must also end when this becomes true, or
 * everything_unregister() waits for it:
 * wait_event_interruptible(*everything_wait_queue(m), ready ||
 * everything_dying(m)).
 *
 * Context: any.
 */
static inline bool everything_dying(const struct everything *m)
{
	return gw_dying((const struct gw_instance *)m);
}

/* Where handlers may wait: woken by everything_unregister(), and by the provider. */
static inline wait_queue_head_t *everything_wait_queue(struct everything *m)
{
	return gw_wait_queue((struct gw_instance *)m);
}

/* A pointer of the provider's in a session, NULL at first: for open and close. */
static inline void *everything_session_priv(const struct everything_session *s)
{
	return gw_session_priv((const struct gw_session *)s);
}

static inline void everything_session_set_priv(struct everything_session *s,
					       void *priv)
{
	gw_session_set_priv((struct gw_session *)s, priv);
}

/**
 * everything_flag() - the stored value of property flag
 * @m: the instance
 *
 * Context: any, NMI included.
 * Return: a truth.
 */
static inline bool everything_flag(const struct everything *m)
{
	struct everything_flag stored;

	gw_value_read((const struct gw_instance *)m, &everything_gw_elements[0],
		      &stored);
	return stored.value;
}

/**
 * everything_set_flag() - change the stored value of property flag
 * @m: the instance
 * @value: the new value, which the provider answers for: nothing checks it
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void everything_set_flag(struct everything *m, bool value)
{
	const struct everything_flag stored = { .value = value };

	gw_value_write((struct gw_instance *)m, &everything_gw_elements[0],
		       &stored);
}

/**
 * everything_small() - the stored value of property small
 * @m: the instance
 *
 * Context: any, NMI included.
 * Return: the value.
 */
static inline u8 everything_small(const struct everything *m)
{
	struct everything_small stored;

	gw_value_read((const struct gw_instance *)m, &everything_gw_elements[1],
		      &stored);
	return stored.value;
}

/**
 * everything_set_small() - change the stored value of property small
 * @m: the instance
 * @value: the new value, which the provider answers for: nothing checks it
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void everything_set_small(struct everything *m, u8 value)
{
	const struct everything_small stored = { .value = value };

	gw_value_write((struct gw_instance *)m, &everything_gw_elements[1],
		       &stored);
}

/**
 * everything_count16() - the stored value of property count16
 * @m: the instance
 *
 * Context: any, NMI included.
 * Return: the value.
 */
static inline u16 everything_count16(const struct everything *m)
{
	struct everything_count16 stored;

	gw_value_read((const struct gw_instance *)m, &everything_gw_elements[2],
		      &stored);
	return stored.value;
}

/**
 * everything_set_count16() - change the stored value of property count16
 * @m: the instance
 * @value: the new value, which the provider answers for: nothing checks it
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void everything_set_count16(struct everything *m, u16 value)
{
	const struct everything_count16 stored = { .value = value };

	gw_value_write((struct gw_instance *)m, &everything_gw_elements[2],
		       &stored);
}

/**
 * everything_total() - the stored value of property total
 * @m: the instance
 *
 * Context: any, NMI included.
 * Return: a value that "only" the provider changes; C:\path.
 */
static inline u64 everything_total(const struct everything *m)
{
	struct everything_total stored;

	gw_value_read((const struct gw_instance *)m, &everything_gw_elements[3],
		      &stored);
	return stored.value;
}

/**
 * everything_set_total() - change the stored value of property total
 * @m: the instance
 * @value: the new value, which the provider answers for: nothing checks it
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void everything_set_total(struct everything *m, u64 value)
{
	const struct everything_total stored = { .value = value };

	gw_value_write((struct gw_instance *)m, &everything_gw_elements[3],
		       &stored);
}

/**
 * everything_limit() - the stored value of property limit
 * @m: the instance
 *
 * Context: any, NMI included.
 * Return: the value.
 */
static inline u64 everything_limit(const struct everything *m)
{
	struct everything_limit stored;

	gw_value_read((const struct gw_instance *)m, &everything_gw_elements[4],
		      &stored);
	return stored.value;
}

/**
 * everything_set_limit() - change the stored value of property limit
 * @m: the instance
 * @value: the new value, which the provider answers for: nothing checks it
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void everything_set_limit(struct everything *m, u64 value)
{
	const struct everything_limit stored = { .value = value };

	gw_value_write((struct gw_instance *)m, &everything_gw_elements[4],
		       &stored);
}

/**
 * everything_offset8() - the stored value of property offset8
 * @m: the instance
 *
 * Context: any, NMI included.
 * Return: the value.
 */
static inline s8 everything_offset8(const struct everything *m)
{
	struct everything_offset8 stored;

	gw_value_read((const struct gw_instance *)m, &everything_gw_elements[5],
		      &stored);
	return stored.value;
}

/**
 * everything_set_offset8() - change the stored value of property offset8
 * @m: the instance
 * @value: the new value, which the provider answers for: nothing checks it
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void everything_set_offset8(struct everything *m, s8 value)
{
	const struct everything_offset8 stored = { .value = value };

	gw_value_write((struct gw_instance *)m, &everything_gw_elements[5],
		       &stored);
}

/**
 * everything_offset64() - the stored value of property offset64
 * @m: the instance
 *
 * Context: any, NMI included.
 * Return: the value.
 */
static inline s64 everything_offset64(const struct everything *m)
{
	struct everything_offset64 stored;

	gw_value_read((const struct gw_instance *)m, &everything_gw_elements[6],
		      &stored);
	return stored.value;
}

/**
 * everything_set_offset64() - change the stored value of property offset64
 * @m: the instance
 * @value: the new value, which the provider answers for: nothing checks it
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void everything_set_offset64(struct everything *m, s64 value)
{
	const struct everything_offset64 stored = { .value = value };

	gw_value_write((struct gw_instance *)m, &everything_gw_elements[6],
		       &stored);
}

/**
 * everything_trim() - the stored value of property trim
 * @m: the instance
 *
 * Context: any, NMI included.
 * Return: the value.
 */
static inline s32 everything_trim(const struct everything *m)
{
	struct everything_trim stored;

	gw_value_read((const struct gw_instance *)m, &everything_gw_elements[7],
		      &stored);
	return stored.value;
}

/**
 * everything_set_trim() - change the stored value of property trim
 * @m: the instance
 * @value: the new value, which the provider answers for: nothing checks it
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void everything_set_trim(struct everything *m, s32 value)
{
	const struct everything_trim stored = { .value = value };

	gw_value_write((struct gw_instance *)m, &everything_gw_elements[7],
		       &stored);
}

/**
 * everything_port() - the stored value of property port
 * @m: the instance
 *
 * Context: any, NMI included.
 * Return: the value.
 */
static inline __be16 everything_port(const struct everything *m)
{
	struct everything_port stored;

	gw_value_read((const struct gw_instance *)m, &everything_gw_elements[8],
		      &stored);
	return stored.value;
}

/**
 * everything_set_port() - change the stored value of property port
 * @m: the instance
 * @value: the new value, which the provider answers for: nothing checks it
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void everything_set_port(struct everything *m, __be16 value)
{
	const struct everything_port stored = { .value = value };

	gw_value_write((struct gw_instance *)m, &everything_gw_elements[8],
		       &stored);
}

/**
 * everything_serial() - the stored value of property serial
 * @m: the instance
 *
 * Context: any, NMI included.
 * Return: the value.
 */
static inline __le64 everything_serial(const struct everything *m)
{
	struct everything_serial stored;

	gw_value_read((const struct gw_instance *)m, &everything_gw_elements[9],
		      &stored);
	return stored.value;
}

/**
 * everything_set_serial() - change the stored value of property serial
 * @m: the instance
 * @value: the new value, which the provider answers for: nothing checks it
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void everything_set_serial(struct everything *m, __le64 value)
{
	const struct everything_serial stored = { .value = value };

	gw_value_write((struct gw_instance *)m, &everything_gw_elements[9],
		       &stored);
}

/**
 * everything_refresh_serial() - look at what clients want serial to be
 * @m: the instance
 *
 * They say so without a system call. What is valid becomes the stored value.
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 * Return: 1 it is new, 0 nothing is; -EINVAL or -ERANGE it was refused, -EAGAIN
 * it is being written.
 */
static inline int everything_refresh_serial(struct everything *m)
{
	return gw_page_refresh((struct gw_instance *)m,
			       &everything_gw_elements[9]);
}

/**
 * everything_secret() - the stored value of property secret
 * @m: the instance
 *
 * Context: any, NMI included.
 * Return: can be set only.
 */
static inline u32 everything_secret(const struct everything *m)
{
	struct everything_secret stored;

	gw_value_read((const struct gw_instance *)m,
		      &everything_gw_elements[10], &stored);
	return stored.value;
}

/**
 * everything_set_secret() - change the stored value of property secret
 * @m: the instance
 * @value: the new value, which the provider answers for: nothing checks it
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void everything_set_secret(struct everything *m, u32 value)
{
	const struct everything_secret stored = { .value = value };

	gw_value_write((struct gw_instance *)m, &everything_gw_elements[10],
		       &stored);
}

/**
 * everything_mode() - the stored value of property mode
 * @m: the instance
 *
 * Context: any, NMI included.
 * Return: the value.
 */
static inline u32 everything_mode(const struct everything *m)
{
	struct everything_mode stored;

	gw_value_read((const struct gw_instance *)m,
		      &everything_gw_elements[11], &stored);
	return stored.value;
}

/**
 * everything_set_mode() - change the stored value of property mode
 * @m: the instance
 * @value: the new value, which the provider answers for: nothing checks it
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void everything_set_mode(struct everything *m, u32 value)
{
	const struct everything_mode stored = { .value = value };

	gw_value_write((struct gw_instance *)m, &everything_gw_elements[11],
		       &stored);
}

/**
 * everything_rights() - the stored value of property rights
 * @m: the instance
 *
 * Context: any, NMI included.
 * Return: the value.
 */
static inline u32 everything_rights(const struct everything *m)
{
	struct everything_rights stored;

	gw_value_read((const struct gw_instance *)m,
		      &everything_gw_elements[12], &stored);
	return stored.value;
}

/**
 * everything_set_rights() - change the stored value of property rights
 * @m: the instance
 * @value: the new value, which the provider answers for: nothing checks it
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void everything_set_rights(struct everything *m, u32 value)
{
	const struct everything_rights stored = { .value = value };

	gw_value_write((struct gw_instance *)m, &everything_gw_elements[12],
		       &stored);
}

/**
 * everything_bits() - the stored value of property bits
 * @m: the instance
 *
 * Context: any, NMI included.
 * Return: the value.
 */
static inline u8 everything_bits(const struct everything *m)
{
	struct everything_bits stored;

	gw_value_read((const struct gw_instance *)m,
		      &everything_gw_elements[13], &stored);
	return stored.value;
}

/**
 * everything_set_bits() - change the stored value of property bits
 * @m: the instance
 * @value: the new value, which the provider answers for: nothing checks it
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void everything_set_bits(struct everything *m, u8 value)
{
	const struct everything_bits stored = { .value = value };

	gw_value_write((struct gw_instance *)m, &everything_gw_elements[13],
		       &stored);
}

/**
 * everything_far() - the stored value of property far
 * @m: the instance
 *
 * Context: any, NMI included.
 * Return: the value.
 */
static inline u64 everything_far(const struct everything *m)
{
	struct everything_far stored;

	gw_value_read((const struct gw_instance *)m,
		      &everything_gw_elements[14], &stored);
	return stored.value;
}

/**
 * everything_set_far() - change the stored value of property far
 * @m: the instance
 * @value: the new value, which the provider answers for: nothing checks it
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void everything_set_far(struct everything *m, u64 value)
{
	const struct everything_far stored = { .value = value };

	gw_value_write((struct gw_instance *)m, &everything_gw_elements[14],
		       &stored);
}

/**
 * everything_title() - the stored value of property title
 * @m: the instance
 * @value: receives it
 *
 * Context: any, NMI included.
 */
static inline void everything_title(const struct everything *m,
				    struct everything_title *value)
{
	gw_value_read((const struct gw_instance *)m,
		      &everything_gw_elements[15], value);
}

/**
 * everything_set_title() - change the stored value of property title
 * @m: the instance
 * @value: the new value, which the provider answers for: nothing checks it
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void everything_set_title(struct everything *m,
					const struct everything_title *value)
{
	gw_value_write((struct gw_instance *)m, &everything_gw_elements[15],
		       value);
}

/**
 * everything_blob() - the stored value of property blob
 * @m: the instance
 * @value: receives it
 *
 * Context: any, NMI included.
 */
static inline void everything_blob(const struct everything *m,
				   struct everything_blob *value)
{
	gw_value_read((const struct gw_instance *)m,
		      &everything_gw_elements[16], value);
}

/**
 * everything_set_blob() - change the stored value of property blob
 * @m: the instance
 * @value: the new value, which the provider answers for: nothing checks it
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void everything_set_blob(struct everything *m,
				       const struct everything_blob *value)
{
	gw_value_write((struct gw_instance *)m, &everything_gw_elements[16],
		       value);
}

/**
 * everything_corner() - the stored value of property corner
 * @m: the instance
 * @value: receives it
 *
 * Context: any, NMI included.
 */
static inline void everything_corner(const struct everything *m,
				     struct everything_corner *value)
{
	gw_value_read((const struct gw_instance *)m,
		      &everything_gw_elements[17], value);
}

/**
 * everything_set_corner() - change the stored value of property corner
 * @m: the instance
 * @value: the new value, which the provider answers for: nothing checks it
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void everything_set_corner(struct everything *m,
					 const struct everything_corner *value)
{
	gw_value_write((struct gw_instance *)m, &everything_gw_elements[17],
		       value);
}

/**
 * everything_tag() - the stored value of property tag
 * @m: the instance
 * @value: receives it
 *
 * Context: any, NMI included.
 */
static inline void everything_tag(const struct everything *m,
				  struct everything_tag *value)
{
	gw_value_read((const struct gw_instance *)m,
		      &everything_gw_elements[18], value);
}

/**
 * everything_set_tag() - change the stored value of property tag
 * @m: the instance
 * @value: the new value, which the provider answers for: nothing checks it
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void everything_set_tag(struct everything *m,
				      const struct everything_tag *value)
{
	gw_value_write((struct gw_instance *)m, &everything_gw_elements[18],
		       value);
}

/**
 * everything_triple() - the stored value of property triple
 * @m: the instance
 * @value: receives it
 *
 * Context: any, NMI included.
 */
static inline void everything_triple(const struct everything *m,
				     struct everything_triple *value)
{
	gw_value_read((const struct gw_instance *)m,
		      &everything_gw_elements[19], value);
}

/**
 * everything_set_triple() - change the stored value of property triple
 * @m: the instance
 * @value: the new value, which the provider answers for: nothing checks it
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void everything_set_triple(struct everything *m,
					 const struct everything_triple *value)
{
	gw_value_write((struct gw_instance *)m, &everything_gw_elements[19],
		       value);
}

/**
 * everything_some() - the stored value of property some
 * @m: the instance
 * @value: receives it
 *
 * Context: any, NMI included.
 */
static inline void everything_some(const struct everything *m,
				   struct everything_some *value)
{
	gw_value_read((const struct gw_instance *)m,
		      &everything_gw_elements[20], value);
}

/**
 * everything_set_some() - change the stored value of property some
 * @m: the instance
 * @value: the new value, which the provider answers for: nothing checks it
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void everything_set_some(struct everything *m,
				       const struct everything_some *value)
{
	gw_value_write((struct gw_instance *)m, &everything_gw_elements[20],
		       value);
}

/**
 * everything_gateway() - the stored value of property gateway
 * @m: the instance
 *
 * Context: any, NMI included.
 * Return: the value.
 */
static inline __be32 everything_gateway(const struct everything *m)
{
	struct everything_gateway stored;

	gw_value_read((const struct gw_instance *)m,
		      &everything_gw_elements[21], &stored);
	return stored.value;
}

/**
 * everything_set_gateway() - change the stored value of property gateway
 * @m: the instance
 * @value: the new value, which the provider answers for: nothing checks it
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void everything_set_gateway(struct everything *m, __be32 value)
{
	const struct everything_gateway stored = { .value = value };

	gw_value_write((struct gw_instance *)m, &everything_gw_elements[21],
		       &stored);
}

/**
 * everything_address() - the stored value of property address
 * @m: the instance
 * @value: receives it
 *
 * Context: any, NMI included.
 */
static inline void everything_address(const struct everything *m,
				      struct everything_address *value)
{
	gw_value_read((const struct gw_instance *)m,
		      &everything_gw_elements[22], value);
}

/**
 * everything_set_address() - change the stored value of property address
 * @m: the instance
 * @value: the new value, which the provider answers for: nothing checks it
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void
everything_set_address(struct everything *m,
		       const struct everything_address *value)
{
	gw_value_write((struct gw_instance *)m, &everything_gw_elements[22],
		       value);
}

/**
 * everything_speed() - the stored value of property speed
 * @m: the instance
 *
 * Context: any, NMI included.
 * Return: as a file.
 */
static inline u32 everything_speed(const struct everything *m)
{
	struct everything_speed stored;

	gw_value_read((const struct gw_instance *)m,
		      &everything_gw_elements[23], &stored);
	return stored.value;
}

/**
 * everything_set_speed() - change the stored value of property speed
 * @m: the instance
 * @value: the new value, which the provider answers for: nothing checks it
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void everything_set_speed(struct everything *m, u32 value)
{
	const struct everything_speed stored = { .value = value };

	gw_value_write((struct gw_instance *)m, &everything_gw_elements[23],
		       &stored);
}

/**
 * everything_changed_speed() - tell that property speed changed
 * @m: the instance; NULL or an error pointer: nothing happens
 *
 * For a value that the provider itself gets: of the stored one, Gangway tells.
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void everything_changed_speed(struct everything *m)
{
	gw_changed((struct gw_instance *)m, &everything_gw_elements[23]);
}

/**
 * everything_banner() - the stored value of property banner
 * @m: the instance
 * @value: receives it
 *
 * Context: any, NMI included.
 */
static inline void everything_banner(const struct everything *m,
				     struct everything_banner *value)
{
	gw_value_read((const struct gw_instance *)m,
		      &everything_gw_elements[24], value);
}

/**
 * everything_set_banner() - change the stored value of property banner
 * @m: the instance
 * @value: the new value, which the provider answers for: nothing checks it
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void everything_set_banner(struct everything *m,
					 const struct everything_banner *value)
{
	gw_value_write((struct gw_instance *)m, &everything_gw_elements[24],
		       value);
}

/**
 * everything_changed_banner() - tell that property banner changed
 * @m: the instance; NULL or an error pointer: nothing happens
 *
 * For a value that the provider itself gets: of the stored one, Gangway tells.
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void everything_changed_banner(struct everything *m)
{
	gw_changed((struct gw_instance *)m, &everything_gw_elements[24]);
}

/**
 * everything_weights() - the stored value of property weights
 * @m: the instance
 * @value: receives it
 *
 * Context: any, NMI included.
 */
static inline void everything_weights(const struct everything *m,
				      struct everything_weights *value)
{
	gw_value_read((const struct gw_instance *)m,
		      &everything_gw_elements[25], value);
}

/**
 * everything_set_weights() - change the stored value of property weights
 * @m: the instance
 * @value: the new value, which the provider answers for: nothing checks it
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void
everything_set_weights(struct everything *m,
		       const struct everything_weights *value)
{
	gw_value_write((struct gw_instance *)m, &everything_gw_elements[25],
		       value);
}

/**
 * everything_trigger() - the stored value of property trigger
 * @m: the instance
 *
 * Context: any, NMI included.
 * Return: the value.
 */
static inline u32 everything_trigger(const struct everything *m)
{
	struct everything_trigger stored;

	gw_value_read((const struct gw_instance *)m,
		      &everything_gw_elements[26], &stored);
	return stored.value;
}

/**
 * everything_set_trigger() - change the stored value of property trigger
 * @m: the instance
 * @value: the new value, which the provider answers for: nothing checks it
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void everything_set_trigger(struct everything *m, u32 value)
{
	const struct everything_trigger stored = { .value = value };

	gw_value_write((struct gw_instance *)m, &everything_gw_elements[26],
		       &stored);
}

/**
 * everything_emit_ping() - send event ping to its subscribers
 * @m: the instance; NULL or an error pointer: nothing happens
 * @record: what to send; it is copied
 *
 * Context: process, no locks held.
 */
static inline void everything_emit_ping(struct everything *m,
					const struct everything_ping *record)
{
	gw_emit((struct gw_instance *)m, &everything_gw_elements[34], record);
}

/**
 * everything_reserve_ping() - begin event ping in place
 * @m: the instance; NULL or an error pointer: nothing happens
 * @e: the emission, on the caller's stack
 *
 * Always followed by everything_commit_ping() or everything_discard_ping() on
 * the same CPU. Until then nothing may sleep, nor take a spinlock_t on
 * PREEMPT_RT.
 *
 * Context: process, no locks held.
 * Return: where to write the record, every byte of it, padding too; NULL when
 * nobody has room for it or listens.
 */
static inline struct everything_ping *
everything_reserve_ping(struct everything *m, struct gw_emission *e)
{
	return gw_reserve((struct gw_instance *)m, &everything_gw_elements[34],
			  e);
}

/* Send what was reserved. */
static inline void everything_commit_ping(struct gw_emission *e)
{
	gw_commit(e);
}

/* Take back what was reserved. */
static inline void everything_discard_ping(struct gw_emission *e)
{
	gw_discard(e);
}

/**
 * everything_emit_point() - send event point to its subscribers
 * @m: the instance; NULL or an error pointer: nothing happens
 * @record: what to send; it is copied
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void everything_emit_point(struct everything *m,
					 const struct everything_point *record)
{
	gw_emit((struct gw_instance *)m, &everything_gw_elements[35], record);
}

/**
 * everything_reserve_point() - begin event point in place
 * @m: the instance; NULL or an error pointer: nothing happens
 * @e: the emission, on the caller's stack
 *
 * Always followed by everything_commit_point() or everything_discard_point() on
 * the same CPU. Until then nothing may sleep, nor take a spinlock_t on
 * PREEMPT_RT.
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 * Return: where to write the record, every byte of it, padding too; NULL when
 * nobody has room for it or listens.
 */
static inline struct everything_point *
everything_reserve_point(struct everything *m, struct gw_emission *e)
{
	return gw_reserve((struct gw_instance *)m, &everything_gw_elements[35],
			  e);
}

/* Send what was reserved. */
static inline void everything_commit_point(struct gw_emission *e)
{
	gw_commit(e);
}

/* Take back what was reserved. */
static inline void everything_discard_point(struct gw_emission *e)
{
	gw_discard(e);
}

/**
 * everything_emit_shape() - send event shape to its subscribers
 * @m: the instance; NULL or an error pointer: nothing happens
 * @record: what to send; it is copied
 *
 * Context: any but NMI.
 */
static inline void everything_emit_shape(struct everything *m,
					 const struct everything_shapes *record)
{
	gw_emit((struct gw_instance *)m, &everything_gw_elements[36], record);
}

/**
 * everything_reserve_shape() - begin event shape in place
 * @m: the instance; NULL or an error pointer: nothing happens
 * @e: the emission, on the caller's stack
 *
 * Always followed by everything_commit_shape() or everything_discard_shape() on
 * the same CPU. Until then nothing may sleep, nor take a spinlock_t on
 * PREEMPT_RT.
 *
 * Context: any but NMI.
 * Return: where to write the record, every byte of it, padding too; NULL when
 * nobody has room for it or listens.
 */
static inline struct everything_shapes *
everything_reserve_shape(struct everything *m, struct gw_emission *e)
{
	return gw_reserve((struct gw_instance *)m, &everything_gw_elements[36],
			  e);
}

/* Send what was reserved. */
static inline void everything_commit_shape(struct gw_emission *e)
{
	gw_commit(e);
}

/* Take back what was reserved. */
static inline void everything_discard_shape(struct gw_emission *e)
{
	gw_discard(e);
}

/**
 * everything_emit_beat() - send event beat to its subscribers
 * @m: the instance; NULL or an error pointer: nothing happens
 * @record: what to send; it is copied
 *
 * Context: any, NMI included.
 */
static inline void everything_emit_beat(struct everything *m,
					const struct everything_beat *record)
{
	gw_emit((struct gw_instance *)m, &everything_gw_elements[37], record);
}

/**
 * everything_reserve_beat() - begin event beat in place
 * @m: the instance; NULL or an error pointer: nothing happens
 * @e: the emission, on the caller's stack
 *
 * Always followed by everything_commit_beat() or everything_discard_beat() on
 * the same CPU. Until then nothing may sleep, nor take a spinlock_t on
 * PREEMPT_RT.
 *
 * Context: any, NMI included.
 * Return: where to write the record, every byte of it, padding too; NULL when
 * nobody has room for it or listens.
 */
static inline struct everything_beat *
everything_reserve_beat(struct everything *m, struct gw_emission *e)
{
	return gw_reserve((struct gw_instance *)m, &everything_gw_elements[37],
			  e);
}

/* Send what was reserved. */
static inline void everything_commit_beat(struct gw_emission *e)
{
	gw_commit(e);
}

/* Take back what was reserved. */
static inline void everything_discard_beat(struct gw_emission *e)
{
	gw_discard(e);
}

/**
 * everything_emit_alarm() - send event alarm to its subscribers
 * @m: the instance; NULL or an error pointer: nothing happens
 * @record: what to send; it is copied
 *
 * Context: any, NMI included.
 */
static inline void everything_emit_alarm(struct everything *m,
					 const struct everything_stamp *record)
{
	gw_emit((struct gw_instance *)m, &everything_gw_elements[38], record);
}

/**
 * everything_reserve_alarm() - begin event alarm in place
 * @m: the instance; NULL or an error pointer: nothing happens
 * @e: the emission, on the caller's stack
 *
 * Always followed by everything_commit_alarm() or everything_discard_alarm() on
 * the same CPU. Until then nothing may sleep, nor take a spinlock_t on
 * PREEMPT_RT.
 *
 * Context: any, NMI included.
 * Return: where to write the record, every byte of it, padding too; NULL when
 * nobody has room for it or listens.
 */
static inline struct everything_stamp *
everything_reserve_alarm(struct everything *m, struct gw_emission *e)
{
	return gw_reserve((struct gw_instance *)m, &everything_gw_elements[38],
			  e);
}

/* Send what was reserved. */
static inline void everything_commit_alarm(struct gw_emission *e)
{
	gw_commit(e);
}

/* Take back what was reserved. */
static inline void everything_discard_alarm(struct gw_emission *e)
{
	gw_discard(e);
}

/**
 * everything_changed_hosts() - tell that table hosts changed
 * @m: the instance; NULL or an error pointer: nothing happens
 *
 * For rows that come, go or change: whoever is reading the table then knows
 * that it is not of one moment.
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void everything_changed_hosts(struct everything *m)
{
	gw_changed((struct gw_instance *)m, &everything_gw_elements[39]);
}

/**
 * everything_changed_users() - tell that table users changed
 * @m: the instance; NULL or an error pointer: nothing happens
 *
 * For rows that come, go or change: whoever is reading the table then knows
 * that it is not of one moment.
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void everything_changed_users(struct everything *m)
{
	gw_changed((struct gw_instance *)m, &everything_gw_elements[40]);
}

/**
 * everything_changed_links() - tell that table links changed
 * @m: the instance; NULL or an error pointer: nothing happens
 *
 * For rows that come, go or change: whoever is reading the table then knows
 * that it is not of one moment.
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void everything_changed_links(struct everything *m)
{
	gw_changed((struct gw_instance *)m, &everything_gw_elements[41]);
}

/**
 * everything_changed_switches() - tell that table switches changed
 * @m: the instance; NULL or an error pointer: nothing happens
 *
 * For rows that come, go or change: whoever is reading the table then knows
 * that it is not of one moment.
 *
 * Context: process or softirq, locks may be held; not hardirq or NMI.
 */
static inline void everything_changed_switches(struct everything *m)
{
	gw_changed((struct gw_instance *)m, &everything_gw_elements[42]);
}

#endif /* _EVERYTHING_KERN_GW_H */
