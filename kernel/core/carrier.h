/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The interface that all carriers implement.
 *
 * A carrier is a structure of facets, each a few functions; it leaves out those
 * that it does not need. Its state is in pointers of its own: gw_node.state,
 * gw_instance.state and gw_session.subscriptions have one for each carrier. The
 * core calls facets and knows no carrier by name.
 *
 * To add one: write carriers/NAME.c, or a folder of that name, that defines
 * gw_NAME_carrier, and its row in uapi/gangway/carriers.def.
 */
#ifndef _GANGWAY_CARRIER_H
#define _GANGWAY_CARRIER_H

#include <linux/poll.h>

#include "core/instance.h"

struct gw_node;
struct inode;
struct io_uring_cmd;
struct iov_iter;
struct kiocb;

/**
 * struct gw_instance_facet - for instances with elements on this carrier
 * @claim: an instance is being created; before any carrier publishes. May call
 *	handlers.
 * @publish: it is about to become visible
 * @revoke: it is dead and its handlers have returned, or it was refused: undoes
 *	both, whether or not they were called. Nothing of the provider may be touched
 *	after this. What is still open stays open, and answers ENODEV.
 * @free: the last reference is gone. May not sleep for long.
 */
struct gw_instance_facet {
	int (*claim)(struct gw_instance *inst);
	int (*publish)(struct gw_instance *inst);
	void (*revoke)(struct gw_instance *inst);
	void (*free)(struct gw_instance *inst);
};

/**
 * struct gw_node_facet - for devices with elements on this carrier
 * @add: it is about to appear
 * @del: it is gone, or was refused; undoes what @add has done, even if that failed.
 *	When this returns, no handler of the carrier uses the node any longer.
 *
 *	No lock is held, but only one of them runs for a node at a time.
 */
struct gw_node_facet {
	int (*add)(struct gw_node *node);
	void (*del)(struct gw_node *node);
};

/**
 * struct gw_session_facet - the carrier's part of the files in /dev/gangway
 * @args_size: of the argument structure for subscribing, which begins with struct
 *	gw_subscribe; at most GW_SUBSCRIBE_MAX
 * @args_min: the size of its first version: offsetofend() of what was last in that
 * @subscribe: starts delivery. @events are events of this carrier that the
 *	session is allowed to have; @args is a copy, filled in with the results, or
 *	NULL: gw_subscribe_to_all().
 *	Not entered, since it may allocate, and charge, much. Return: the argument
 *	of the functions below, or ERR_PTR().
 * @poll: what the file is ready for
 * @count: fills in @used and @lost
 * @release: the file is closed, or the results could not be copied to the
 *	subscriber: ends the subscription and frees it
 *
 *	These go together; carriers without subscriptions leave all of them out.
 *
 * @mmap: @offset is from the beginning of the carrier's part of the file,
 *	GW_CARRIER_OFFSET(); entered; may not sleep on what a handler holds
 *
 * @open: the file was opened; may refuse. Without it, its content has no positions.
 * @content_poll: what the file is ready for, as far as its own content goes
 * @content_mmap: of the file's own content, from its beginning on; entered; as @mmap
 * @llseek: of the file's own content
 * @read: the same
 * @write: the same
 * @ioctl: the number of an element
 * @fasync: as in struct file_operations
 * @uring_cmd: the same
 *	If an interface has several carriers of these nine, the one
 *	with the lowest id answers. Others are not entered: they touch the caller's memory
 *	before they enter, and after they have left.
 */
struct gw_session_facet {
	size_t args_size;
	size_t args_min;
	void *(*subscribe)(struct gw_session *s, const unsigned long *events, void *args);
	__poll_t (*poll)(void *subscription);
	void (*count)(void *subscription, struct gw_counters *c);
	void (*release)(void *subscription);

	int (*mmap)(struct gw_session *s, struct vm_area_struct *vma, u64 offset);

	int (*open)(struct gw_session *s, struct inode *inode);
	__poll_t (*content_poll)(struct gw_session *s, poll_table *wait);
	int (*content_mmap)(struct gw_session *s, struct vm_area_struct *vma);
	loff_t (*llseek)(struct gw_session *s, loff_t offset, int whence);
	long (*ioctl)(struct gw_session *s, unsigned int cmd, void __user *arg);
	ssize_t (*read)(struct gw_session *s, struct kiocb *iocb, struct iov_iter *to);
	ssize_t (*write)(struct gw_session *s, struct kiocb *iocb, struct iov_iter *from);
	int (*fasync)(struct gw_session *s, int fd, int on);
	int (*uring_cmd)(struct gw_session *s, struct io_uring_cmd *cmd,
			 unsigned int issue_flags);
};

/* Bytes of the largest argument structure for subscribing. */
#define GW_SUBSCRIBE_MAX 128

/**
 * struct gw_value_facet - for properties
 * @refresh: before any carrier gets or sets one: checks whether clients requested
 *	a value without notifying the kernel, and stores it. Context and return
 *	value: those of gw_refresh().
 * @stored: the stored value is now @value; under that value's lock, with
 *	interrupts off
 * @changed: a property with notify, or a table, changed; context of gw_changed()
 */
struct gw_value_facet {
	int (*refresh)(struct gw_instance *inst, const struct gw_element *el);
	void (*stored)(struct gw_instance *inst, const struct gw_element *el,
		       const void *value);
	void (*changed)(struct gw_instance *inst, const struct gw_element *el);
};

/**
 * struct gw_delivery - a record on its way that generated code does not emit by itself
 * @record: where to write it, or NULL; first: emit.h
 * @size: bytes
 * @flags: emit.c's
 * @inst: the instance
 * @el: the event
 * @sub: who has it in place, or NULL
 * @time: for the carrier
 * @slot: for the carrier
 */
struct gw_delivery {
	void *record;
	u32 size;
	u32 flags;
	struct gw_instance *inst;
	const struct gw_element *el;
	struct gw_subscription *sub;
	u64 time;
	u64 slot[6];
};

/**
 * struct gw_sink_facet - for listeners to events, struct gw_subscription
 * @listens: is anybody listening to an event now? For carriers whose subscription
 *	exists as long as the instance; it does not count as a subscriber.
 * @reserve: room for one record in place, or NULL when there is none
 * @lose: the record for which @reserve had no room was not discarded: counts it. Without
 *	it, @reserve never has room, nor needs it: @send is called instead, with no record
 * @commit: the record of @reserve is complete
 * @discard: the record of @reserve is abandoned
 * @send: copies a record; false when there is no room, and it has counted that
 *	All run with preemption off, in any context that carriers.def allows;
 *	@reserve and @commit on the same CPU. Carriers without @reserve cannot be
 *	the first of several subscribers.
 * @fast: the sub-ring of a CPU, by which generated code may emit to @sub, alone or with
 *	others that have one: see gangway/emit.h; or NULL
 * @settle: after an event whose context is process, which may sleep now: does
 *	what was only queued, all of it, whoever emitted it. May come before
 *	@publish of the carrier has ended.
 */
struct gw_sink_facet {
	bool (*listens)(struct gw_subscription *sub, const struct gw_element *el);
	void *(*reserve)(struct gw_subscription *sub, const struct gw_element *el,
			 struct gw_delivery *e);
	void (*lose)(struct gw_subscription *sub, const struct gw_element *el);
	void (*commit)(struct gw_subscription *sub, struct gw_delivery *e);
	void (*discard)(struct gw_subscription *sub, struct gw_delivery *e);
	bool (*send)(struct gw_subscription *sub, const struct gw_element *el,
		     const void *record);
	struct gw_ring *(*fast)(struct gw_subscription *sub, int cpu);
	void (*settle)(struct gw_instance *inst, const struct gw_element *el);
};

/**
 * struct gw_store_facet - for streams that the carrier keeps by itself
 * @size: bytes that there are
 * @truncate: makes it so long
 * @read: copies from it
 * @write: copies into it; at the end, if @pos is GW_STORE_END
 *	Asked by the provider, who may sleep; return values: those of gw_store_size()
 *	and so on, or any errno.
 */
struct gw_store_facet {
	ssize_t (*size)(struct gw_instance *inst, const struct gw_element *el);
	int (*truncate)(struct gw_instance *inst, const struct gw_element *el, u64 size);
	ssize_t (*read)(struct gw_instance *inst, const struct gw_element *el, u64 pos,
			void *buf, size_t n);
	ssize_t (*write)(struct gw_instance *inst, const struct gw_element *el, u64 pos,
			 const void *buf, size_t n);
};

/**
 * struct gw_carrier - a Linux mechanism that carries elements
 * @name: as in carriers.def
 * @init: gangway.ko is being loaded
 * @exit: gangway.ko is being unloaded; no instance and no session is left
 */
struct gw_carrier {
	const char *name;

	int (*init)(void);
	void (*exit)(void);

	struct gw_instance_facet instance;
	struct gw_node_facet node;
	struct gw_session_facet session;
	struct gw_value_facet value;
	struct gw_sink_facet sink;
	struct gw_store_facet store;
};

/* gw_NAME_carrier, for each row of carriers.def; its address is NULL if it has no file here. */
extern const struct gw_carrier __weak
#define GW_CARRIER(name, ...) gw_##name##_carrier,
#include <gangway/carriers.def>
	gw_no_carrier;

/* carriers.c: by id; NULL: this gangway.ko does not have it */
extern const struct gw_carrier * const gw_carriers[GW_CARRIER_IDS];

int gw_carriers_init(void);
void gw_carriers_exit(void);
int gw_carriers_claim(struct gw_instance *inst);
int gw_carriers_publish(struct gw_instance *inst);
void gw_carriers_revoke(struct gw_instance *inst);
void gw_carriers_free(struct gw_instance *inst);
int gw_carriers_node_add(struct gw_node *node);
void gw_carriers_node_del(struct gw_node *node);

/* What the description says of the element for this carrier alone, or NULL. */
static inline const void *gw_detail(const struct gw_element *el, u32 carrier)
{
	const struct gw_detail *d;

	for (d = el->details; d < el->details + el->n_details; d++)
		if (d->carrier == carrier)
			return d->data;
	return NULL;
}

/* The one with the lowest id, which is removed from @ids; or NULL. */
static inline const struct gw_carrier *gw_carrier_take(u64 *ids)
{
	const struct gw_carrier *c = *ids ? gw_carriers[__ffs64(*ids)] : NULL;

	*ids &= *ids - 1;
	return c;
}

/* Each carrier of a set of ids, all of which gangway.ko has. */
#define gw_for_each_carrier(c, set)						\
	for (u64 __ids = (set); ((c) = gw_carrier_take(&__ids));)

/* The first carrier of an instance that has a function in its session facet, or NULL. */
#define gw_session_carrier(inst, function) ({					\
	const struct gw_carrier *__c;						\
										\
	gw_for_each_carrier(__c, (inst)->carriers)				\
		if (__c->session.function)					\
			break;							\
	__c;									\
})

#endif /* _GANGWAY_CARRIER_H */
