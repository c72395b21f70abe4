/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a provider builds on. The generated NAME_kern.gw.h wraps all of this in
 * typed functions; module authors use those and rarely need this header.
 *
 * A provider describes itself in const tables (interface.h, filled in by
 * generated code) and registers instances of it. From then on gangway.ko
 * owns every file operation, mapped page and wait queue, so that open files pin
 * gangway.ko and never the provider.
 *
 * Life of an instance
 *	register	last in init, or as soon as handlers may be called
 *	emit		any context; the caller ensures that no emit runs
 *			or begins once gw_unregister() is called
 *	unregister	marks the instance dead, wakes every waiter with HUP,
 *			waits for running handlers, calls close for open
 *			sessions; when it returns, gangway.ko no longer calls
 *			the provider, nor touches its memory
 *	forgotten	what is still registered when its module or its network
 *			namespace has gone is named in the kernel log and revoked
 *			the same way, but close is not called
 *
 * Locks: handlers of an instance run under its mutex (unless the description
 * says concurrent) inside a read section of its revocation lock. A handler may
 * sleep and take the provider's locks; those must not be held by whoever calls
 * gw_unregister(), and a handler must not unregister its own instance, but may
 * add and remove others. Requests by genetlink may be served by a worker, with the
 * credentials of who sent them: then current is not the sender.
 */
#ifndef _GANGWAY_PROVIDER_H
#define _GANGWAY_PROVIDER_H

#include <linux/capability.h>
#include <linux/module.h>
#include <linux/types.h>
#include <linux/wait.h>
#include <net/net_namespace.h>

#include <gangway/carriers.h>
#include <gangway/interface.h>
#include <gangway/session.h>

struct device;
struct gw_instance;
struct gw_session;

/**
 * gw_register() - make an instance of an interface visible
 * @iface: the interface's tables, which outlive the instance
 * @owner: THIS_MODULE of the provider
 * @net: the network namespace it belongs to when @iface->netns_each, else NULL
 * @parent: parent device, or NULL
 * @name: of the instance when @iface->many (NULL: the next free number), else
 *	NULL. At most 31 letters, digits, and ._:- but not "." or "..".
 * @ops: the provider's handlers, which the thunks get from gw_ops(); begins
 *	with struct gw_ops_head
 * @priv: the provider's own data, gw_priv()
 *
 * Handlers may be called before it returns; those of properties given as module
 * parameters are, once each, and if one refuses, registration fails.
 * Context: may sleep.
 * Return: the instance, or ERR_PTR: -EEXIST such an instance exists, -EINVAL
 * bad name, or the handler of a call or a table is missing, -ENOEXEC generated for
 * another GW_PROVIDER_ABI, -ENOMEM, -ENOSPC, -EINTR killed while it waited for an
 * instance of that name to be gone.
 */
struct gw_instance *gw_register(const struct gw_interface *iface,
				struct module *owner, struct net *net,
				struct device *parent, const char *name,
				const void *ops, void *priv);

/**
 * gw_unregister() - revoke an instance
 * @inst: the instance; NULL and ERR_PTR are ignored, and so is one that is not
 *	registered any more, which is named in the kernel log
 *
 * Context: may sleep; no lock that a handler takes may be held.
 */
void gw_unregister(struct gw_instance *inst);

/**
 * gw_dying() - is this instance being unregistered, or about to be?
 * @inst: the instance; NULL and ERR_PTR: as if it were
 *
 * A handler that waits for something must also return when this becomes true,
 * or gw_unregister() blocks on it:
 *
 *	wait_event_interruptible(*gw_wait_queue(inst),
 *				 something || gw_dying(inst));
 *
 * Its caller then gets ENODEV, whatever error the handler returns.
 * Context: any.
 */
bool gw_dying(const struct gw_instance *inst);

/**
 * gw_wait_queue() - where handlers may wait
 * @inst: the instance; NULL and ERR_PTR: a queue that nobody waits in
 *
 * Woken by gw_unregister(), and by the provider as it likes.
 */
wait_queue_head_t *gw_wait_queue(struct gw_instance *inst);

/**
 * gw_ops() - the handlers that gw_register() was given
 * @inst: the instance
 *
 * For generated code: thunks. Context: any. Return: @ops.
 */
const void *gw_ops(const struct gw_instance *inst);

/**
 * gw_priv() - the pointer that gw_register() was given
 * @inst: the instance; NULL and ERR_PTR: NULL
 *
 * Context: any. Return: @priv.
 */
void *gw_priv(const struct gw_instance *inst);

/**
 * gw_net() - the network namespace that gw_register() was given
 * @inst: the instance; NULL and ERR_PTR: NULL
 *
 * Context: any. Return: @net, to be used by handlers only: the instance holds
 * no reference to it.
 */
struct net *gw_net(const struct gw_instance *inst);

/**
 * gw_session_priv() - the provider's own pointer in a session
 * @s: the session, or NULL: the request came without one
 *
 * Context: handlers; Gangway does not serialise it. Return: the pointer, NULL
 * until it is set, and without a session.
 */
void *gw_session_priv(const struct gw_session *s);

/**
 * gw_session_set_priv() - keep a pointer in a session, until its close
 * @s: the session; NULL: nothing happens
 * @priv: the pointer
 *
 * Context: handlers, typically open.
 */
void gw_session_set_priv(struct gw_session *s, void *priv);

/**
 * gw_session_position() - where the next read or write of a stream begins
 * @s: the session, or NULL: the request came without one
 *
 * In a stream with positions that is the content of the session's file. A program
 * may move it at any time. Context: handlers. Return: the position; 0 without a session,
 * and while that is closed.
 */
u64 gw_session_position(const struct gw_session *s);

/**
 * gw_value_read() - copy the stored value of a property
 * @inst: the instance; NULL and ERR_PTR: zeros
 * @el: the property
 * @out: receives @el->out.size bytes, never torn
 *
 * Context: any, NMI included; does not sleep.
 */
void gw_value_read(const struct gw_instance *inst, const struct gw_element *el,
		   void *out);

/**
 * gw_value_write() - change the stored value of a property from the provider
 * @inst: the instance; NULL and ERR_PTR: nothing happens
 * @el: the property
 * @in: @el->in.size bytes; the caller is responsible for their range
 *
 * Watchers are notified if it differs from the one before. While gw_unregister()
 * runs it may be called, and does nothing.
 * Context: process, softirq or a lock held; not hardirq or NMI.
 */
void gw_value_write(struct gw_instance *inst, const struct gw_element *el,
		    const void *in);

/**
 * gw_refresh() - apply what clients have requested for a property
 * @inst: the instance; NULL and ERR_PTR: there was nothing
 * @el: a property
 *
 * With some carriers, page among them, clients set a property without a system
 * call, so the kernel must look. A valid value within its range becomes the stored
 * value. Context: as gw_value_write().
 * Return: 1 there was a new value, 0 there was none, or none of its carriers is of
 * this kind; -EINVAL or -ERANGE it was refused, -EAGAIN it is being written right
 * now.
 */
int gw_refresh(struct gw_instance *inst, const struct gw_element *el);

/**
 * gw_changed() - notify watchers that a property or a table changed
 * @inst: the instance; NULL and ERR_PTR: nothing happens
 * @el: a property that has @notify, or a table
 *
 * Gangway does so by itself when a stored value changes. For values that the
 * provider's own get handler returns, and for rows that come, go or change.
 * While gw_unregister() runs it may be called, and does nothing.
 * Context: process, softirq or a lock held; not hardirq or NMI.
 */
void gw_changed(struct gw_instance *inst, const struct gw_element *el);

/**
 * struct gw_emission - an event being filled in, between reserve and commit
 *
 * On the caller's stack, or rather in registers: nothing takes its address. All of it is
 * Gangway's: see emit.h.
 */
struct gw_emission {
	/* private: */
	unsigned long way;
	u64 word;
	u64 shared;
};

/* Records of a batch, at most. */
#define GW_BATCH_MAX 64u

/**
 * struct gw_batch - several records of an event being filled in
 *
 * As struct gw_emission; but they can only be sent, all at once.
 */
struct gw_batch {
	/* private: */
	struct gw_emission e;
};

/**
 * gw_reserve() - reserve a record in place
 * @inst: the instance; NULL and ERR_PTR: nothing happens
 * @el: the event
 *
 * For generated code, which returns gw_way_record() of the result.
 * From reserve to commit the caller is in a raw-atomic section: preemption is off,
 * it may not sleep, and on PREEMPT_RT may not take a spinlock_t. Every reserve
 * is followed by gw_commit() or gw_discard() on the same CPU, even if there is no record.
 *
 * Context: any, up to what the description states for the event.
 * Return: for those. There is a record, every byte of which is to be written, or none
 * (no subscriber, or none with room: counted as lost). Bytes that are not
 * written are zero, or of an older record that the same subscriber had. Of more than 8
 * that are open on a CPU at a time, those beyond are lost here, and counted, whatever follows.
 */
unsigned long gw_reserve(struct gw_instance *inst, const struct gw_element *el);

/**
 * gw_commit() - finish a record: deliver it, and count it as emitted
 * @way: what gw_reserve() returned, whether or not there was room
 *
 * Context: as gw_reserve().
 */
void gw_commit(unsigned long way);

/**
 * gw_discard() - abandon a record: no subscriber gets it
 * @way: what gw_reserve() returned
 *
 * Context: as gw_reserve().
 */
void gw_discard(unsigned long way);

/**
 * gw_check_context() - warn, once, if an event must not be emitted in this context
 * @el: the event
 *
 * Each emission of a provider that is built with GANGWAY_DEBUG=1 calls it, on any
 * kernel; a gangway.ko that is built so, or for a kernel with
 * CONFIG_DEBUG_ATOMIC_SLEEP, in emissions of all providers. Without
 * CONFIG_PREEMPT_COUNT a lock that is held cannot be seen.
 */
void gw_check_context(const struct gw_element *el);

/* For generated code. */
static inline void gw_debug_context(const struct gw_element *el)
{
#ifdef GANGWAY_DEBUG
	gw_check_context(el);
#else
	(void)el;
#endif
}

/**
 * gw_emit() - emit a record by copy
 * @inst: the instance; NULL and ERR_PTR: nothing happens
 * @el: the event
 * @record: @el->out.size bytes
 *
 * Context: any, up to what the description states for the event.
 */
void gw_emit(struct gw_instance *inst, const struct gw_element *el,
	     const void *record);

/**
 * gw_stream_wake() - whoever waits to read or write a stream asks again
 * @inst: the instance; NULL and ERR_PTR: nothing happens
 * @el: the stream, which has handlers
 *
 * While gw_unregister() runs it may be called, and does nothing: whoever waits is woken
 * by that.
 * Context: process, softirq or a lock held; not hardirq or NMI.
 */
void gw_stream_wake(struct gw_instance *inst, const struct gw_element *el);

/* A position: the end of a stream that Gangway keeps, wherever that is. */
#define GW_STORE_END U64_MAX

/**
 * gw_store_size() - how much of a stream that Gangway keeps there is
 * @inst: the instance, registered; NULL and ERR_PTR: -ENODEV
 * @el: the stream, which has a store, or a carrier that keeps it
 *
 * The same is true of the functions below; if a carrier keeps it, any of them may fail
 * with any errno.
 * Context: may sleep; called where it is seen that nobody may, they warn, and return
 * -EWOULDBLOCK. Return: bytes.
 */
s64 gw_store_size(struct gw_instance *inst, const struct gw_element *el);

/**
 * gw_store_truncate() - cut it off, or extend it with zeros
 * @inst: the instance, registered
 * @el: the stream, which has a store
 * @size: bytes that it has then
 *
 * Context: may sleep. Return: 0, -EFBIG it is larger than the store, -ENOMEM.
 */
int gw_store_truncate(struct gw_instance *inst, const struct gw_element *el, u64 size);

/**
 * gw_store_read() - copy from it
 * @inst: the instance, registered
 * @el: the stream, which has a store
 * @pos: where to begin
 * @buf: receives it
 * @n: bytes, at most
 *
 * Nobody else reads, writes or truncates it meanwhile; who has mapped it may.
 * Context: may sleep. Return: how many bytes; 0 at its end.
 */
ssize_t gw_store_read(struct gw_instance *inst, const struct gw_element *el, u64 pos,
		      void *buf, size_t n);

/**
 * gw_store_write() - copy into it
 * @inst: the instance, registered
 * @el: the stream, which has a store
 * @pos: where to begin; what is between its end and here becomes zeros; GW_STORE_END: at
 *	its end
 * @buf: what to copy
 * @n: bytes
 *
 * Context: may sleep. Return: how many bytes; -ENOSPC there is no room for any, -ENOMEM.
 */
ssize_t gw_store_write(struct gw_instance *inst, const struct gw_element *el, u64 pos,
		       const void *buf, size_t n);

/* For generated code: operations of bool parameters, and of all others. */
extern const struct kernel_param_ops gw_param_ops;
extern const struct kernel_param_ops gw_param_bool_ops;

/**
 * gw_bootparam_set() - set a parameter from the kernel command line
 * @module: KBUILD_MODNAME of the provider
 * @p: the parameter
 * @rest: what follows its name there: "=VALUE", for a bool also nothing
 *
 * For generated code, which calls it from __setup().
 * Return: 1, or 0 it is another parameter with a longer name.
 */
int gw_bootparam_set(const char *module, struct gw_param *p, const char *rest);

/**
 * gw_check_zero() - are these bytes all zero?
 * @data: where they begin
 * @size: how many
 *
 * For generated code. Context: any. Return: 0 or -EINVAL.
 */
int gw_check_zero(const void *data, size_t size);

/**
 * gw_check_string() - is a string terminated, with nothing but trailing zeros?
 * @s: the string
 * @size: of its field
 *
 * For generated code. Context: any. Return: 0 or -EINVAL.
 */
int gw_check_string(const char *s, size_t size);

/* Puts the JSON description where it can be read from an unloaded module too. */
#ifdef MODULE
#define GW_DESCRIPTION_SECTION __section(".gangway")
#else
#define GW_DESCRIPTION_SECTION
#endif

#include <gangway/emit.h>

#endif /* _GANGWAY_PROVIDER_H */
