/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How a provider describes itself: const tables, which generated code fills in, and gw_register()
 * is given.
 */
#ifndef _GANGWAY_INTERFACE_H
#define _GANGWAY_INTERFACE_H

#include <linux/bitops.h>
#include <linux/types.h>

#include <gangway/carriers.h>

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

#endif /* _GANGWAY_INTERFACE_H */
