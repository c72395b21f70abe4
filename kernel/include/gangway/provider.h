/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a provider builds on. The generated NAME_kern.gw.h wraps all of this in
 * typed functions; module authors use those and rarely need this header.
 *
 * A provider describes itself in const tables (struct gw_interface, filled in
 * by generated code) and registers instances of it. From then on gangway.ko
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
#include <gangway/session.h>

struct device;
struct gw_instance;
struct gw_session;

/* Generated code with another number than gangway.ko's is refused. */
#define GW_PROVIDER_ABI 9

enum gw_kind {
	GW_PROPERTY = 1,
	GW_CALL,
	GW_EVENT,
	GW_TABLE,
	GW_STREAM,
};

/* The most restrictive context an event is emitted from: see gw_check_context(). */
enum gw_context {
	GW_PROCESS = 1,		/* may sleep */
	GW_ATOMIC,		/* lock held, softirq, timer, tracepoint */
	GW_HARDIRQ,
	GW_NMI,
};

/* A carrier as a bit. */
#define GW_VIA(name) BIT_ULL(GW_CARRIER_##name)

/*
 * The type of one value of a field: GW_BOOL, GW_U8 and so on, as in types.def. Enums and flags
 * have their base type.
 */
enum gw_type {
#define GW_TYPE(NAME, id, ...) GW_##NAME = id,
#include <gangway/types.def>
	GW_STRUCT = 18,
};

/* How a value is written as text; GW_PLAIN: as usual for its type. */
enum gw_format {
	GW_PLAIN,
	GW_HEX,
	GW_IPV4,		/* a be32 */
	GW_IPV6,		/* 16 u8 */
	GW_MAC,			/* 6 u8 */
	GW_UUID,		/* 16 u8 */
};

/**
 * struct gw_name - a value of an enum, or a flag
 * @name: as in the description
 * @value: the value; of a flag: the bit itself
 */
struct gw_name {
	const char *name;
	u64 value;
};

/**
 * struct gw_field - one field of a structure on the wire (const, generated)
 * @name: as in the description
 * @type: of one value
 * @format: of its text
 * @is_array: it is an array of @max values, or of at most @max if @is_bounded
 * @is_bounded: their number is a u32 at @count_offset; bytes are always bounded
 *	and are not an array
 * @is_flags: @names are flags, not values of an enum
 * @offset: of the first value, from the start of its structure
 * @count_offset: of the u32 that counts values, or bytes
 * @size: bytes of one value; of a string: with its NUL; of bytes: 1
 * @max: values of an array; most bytes of a string, its NUL excluded, or of
 *	bytes; else 1
 * @names: of an enum or of flags; NULL: it is neither
 * @n_names: how many
 * @fields: of a structure
 * @n_fields: how many
 *
 * Text and attributes are made from these tables: see kernel/text and kernel/netlink.
 */
struct gw_field {
	const char *name;
	enum gw_type type;
	enum gw_format format;
	bool is_array;
	bool is_bounded;
	bool is_flags;
	u32 offset;
	u32 count_offset;
	u32 size;
	u32 max;
	const struct gw_name *names;
	u32 n_names;
	const struct gw_field *fields;
	u32 n_fields;
};

/**
 * struct gw_message - one direction of an element: a structure on the wire
 * @size: sizeof the structure in this version of the description
 * @min_size: sizeof its first version: input may not be shorter
 * @check: returns 0, -EINVAL for a value outside its type (padding that is not
 *	zero, a bool of 2, an unknown enum value, an unterminated string, a
 *	count above its maximum, …), or -ERANGE for one outside its range.
 *	NULL when every bit pattern is valid. Pure; @data is kernel memory.
 * @fields: the structure's, in their order; of a property: one, "value"
 * @n_fields: how many
 */
struct gw_message {
	u32 size;
	u32 min_size;
	int (*check)(const void *data);
	const struct gw_field *fields;
	u32 n_fields;
};

/* What a stream promises of its bytes. */
enum gw_frames {
	GW_FRAMES_NONE,
	GW_FRAMES_RECORDS,	/* each read and each write is one record */
	GW_FRAMES_LINES,	/* text, in lines */
};

/* A handler of a stream is asked for, or given, at most so many bytes at once. */
#define GW_STREAM_CHUNK 65536

/**
 * struct gw_stream_type - what a stream is like (const, generated)
 * @frames: what it promises
 * @positioned: each byte has a place, as in a file
 * @store: Gangway keeps it: at most so many bytes; 0: there are handlers
 * @read_handler: where the provider's structure of handlers has its own; 0: none
 * @write_handler: the same
 * @read: thunk: fills in at most @n bytes, from @pos on if it is positioned. Return:
 *	how many; 0 at the end; -EAGAIN if there are none now, and then gw_stream_wake()
 *	tells when to ask again. Of records: all of one; -EMSGSIZE if it is larger.
 * @write: thunk: takes at most @n bytes. Return: how many, at least 1; -EAGAIN and so on.
 *	Of records: all of it.
 * @truncate: thunk: makes it so long; -EOPNOTSUPP if there is no such handler
 * @size: thunk: fills in how long it is; -EOPNOTSUPP if there is no such handler
 *
 * @buf is memory of the kernel; @n is at most GW_STREAM_CHUNK, and not 0. A handler
 * may return any errno. All may sleep.
 */
struct gw_stream_type {
	enum gw_frames frames;
	bool positioned;
	u32 store;
	u16 read_handler;
	u16 write_handler;
	ssize_t (*read)(struct gw_instance *inst, struct gw_session *s, u64 pos,
			void *buf, size_t n);
	ssize_t (*write)(struct gw_instance *inst, struct gw_session *s, u64 pos,
			 const void *buf, size_t n);
	int (*truncate)(struct gw_instance *inst, struct gw_session *s, u64 size);
	int (*size)(struct gw_instance *inst, struct gw_session *s, u64 *size);
};

/**
 * struct gw_detail - what the description says of an element for one carrier alone
 * @carrier: its id
 * @data: a structure of its own, in gangway/CARRIER.h
 */
struct gw_detail {
	u32 carrier;
	const void *data;
};

/**
 * struct gw_element - one thing that an interface offers (const, generated)
 * @name: as in the description
 * @kind: property, call, event, table or stream
 * @number: GW_ELEMENT_MIN..GW_ELEMENT_MAX, recorded in NAME.lock
 * @capability: CAP_* that a caller or subscriber needs, or -1
 * @handler: where the provider's structure of handlers has its own: of a call or a
 *	table, which must be there; of a property, @get's, which need not; 0: none
 * @carriers: GW_VIA() of each
 * @context: of an event
 * @readable: the property, or the stream, can be read
 * @writable: the property can be set, the stream written
 * @notify: watchers of the property are notified of changes
 * @in: request of a call; value of a property
 * @out: reply of a call; value of a property; record of an event; row of a
 *	table
 * @errors: errnos a call declares (positive, ended by 0); any other that its
 *	handler returns is reported in the kernel log and becomes EPROTO, except
 *	ENOMEM, EINVAL and ERANGE, which any call may return, and EINTR and
 *	ERESTARTSYS while a signal is pending
 * @initial: value of a property that Gangway stores; NULL: zeros
 * @call: thunk of a call. @in is @in.size bytes, checked; @out is @out.size
 *	bytes, zeroed. May sleep.
 * @get: thunk of a property, called if there is such a handler; otherwise Gangway
 *	answers with the stored value
 * @set: thunk of a property that clients or parameters set; calls the provider's
 *	handler, if it has one, which may refuse; on 0 the stored value becomes @in
 * @next: thunk of a table: the row that follows the row @after in the order of
 *	keys, whether or not that one still exists; the first when it is NULL.
 *	@row is @out.size bytes, zeroed. -ENOENT: there are no more. May sleep.
 * @stream: of a stream
 * @details: for those of its carriers that have any
 * @n_details: how many
 *
 * @s is NULL unless the request came through an open file of /dev/gangway.
 */
struct gw_element {
	const char *name;
	enum gw_kind kind;
	u16 number;
	s16 capability;
	u16 handler;
	u64 carriers;
	enum gw_context context;
	bool readable;
	bool writable;
	bool notify;
	struct gw_message in;
	struct gw_message out;
	const u16 *errors;
	const void *initial;
	int (*call)(struct gw_instance *inst, struct gw_session *s,
		    const void *in, void *out);
	int (*get)(struct gw_instance *inst, struct gw_session *s, void *out);
	int (*set)(struct gw_instance *inst, struct gw_session *s,
		   const void *in);
	int (*next)(struct gw_instance *inst, struct gw_session *s,
		    const void *after, void *row);
	const struct gw_stream_type *stream;
	const struct gw_detail *details;
	u32 n_details;
};

/**
 * struct gw_param - a property as a parameter of its module (generated)
 * @name: of the parameter
 * @el: the property
 * @inverted: its text is the opposite of the property's value
 * @value: @el->in.size bytes: what was given last, initially the default
 * @scratch: of the same size
 *
 * The rest is Gangway's. The argument of gw_param_ops and gw_param_bool_ops.
 */
struct gw_param {
	const char *name;
	const struct gw_element *el;
	bool inverted;
	void *value;
	void *scratch;
	/* private: */
	struct gw_instance *inst;	/* that owns it now */
	bool live;			/* its handler has been called for all earlier values */
	bool given;
	bool pending;			/* the handler has not been called for it */
};

/**
 * struct gw_interface - an interface's tables (const, generated)
 * @name: of the interface, at most 15 characters
 * @module: KBUILD_MODNAME of the provider
 * @abi: GW_PROVIDER_ABI the code was generated for
 * @concurrent: handlers are not serialised by Gangway
 * @netns_each: each instance belongs to one network namespace and is visible
 *	only there; CAP_NET_* are checked in its owning user namespace, all other
 *	capabilities in the first one, as always; it is dead already when the exit of
 *	that namespace is called, which still unregisters it; what is emitted then only
 *	sessions get. So it is in all namespaces once a module's exit unregisters the first
 * @many: instances have names
 * @mode: permissions of the device node
 * @group: group for the node, set by udev through the uevent variable
 *	GANGWAY_GROUP; NULL: root
 * @max_sessions: open files for each instance (EUSERS past that); a user without
 *	CAP_SYS_RESOURCE may have as many as that leaves to others
 * @max_subscribers: subscriptions for each instance, in the same way
 * @elements: the elements, by number
 * @n_elements: how many
 * @params: those of them that are parameters
 * @n_params: how many
 * @description: the JSON description, not NUL-terminated
 * @description_size: its size in bytes
 * @open: a session begins; may refuse. NULL when not needed. May sleep.
 * @close: it ends: the file was closed, and if another handler was running then, that
 *	has returned; or the instance is being unregistered
 */
struct gw_interface {
	const char *name;
	const char *module;
	u32 abi;
	bool concurrent;
	bool netns_each;
	bool many;
	umode_t mode;
	const char *group;
	u32 max_sessions;
	u32 max_subscribers;
	const struct gw_element *elements;
	u32 n_elements;
	struct gw_param *params;
	u32 n_params;
	const char *description;
	u32 description_size;
	int (*open)(struct gw_instance *inst, struct gw_session *s);
	void (*close)(struct gw_instance *inst, struct gw_session *s);
};

/**
 * struct gw_ops_head - how every generated structure of handlers begins
 * @open: not NULL if the provider wants to know when a session begins
 * @close: not NULL if it wants to know when one ends
 *
 * Only tested, never called: an interface without them lets sessions begin and
 * end while a handler is running.
 */
struct gw_ops_head {
	void (*open)(void);
	void (*close)(void);
};

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
