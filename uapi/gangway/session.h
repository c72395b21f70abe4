/* SPDX-License-Identifier: (GPL-2.0-only WITH Linux-syscall-note) OR MIT */
/*
 * The session device: what a program says to an interface.
 *
 * Each interface is a device of class "gangway" with a node /dev/gangway/NAME
 * or, when it has several instances, /dev/gangway/NAME/INSTANCE. One open file
 * is one session. All requests are ioctls of type GW_IOC_MAGIC.
 *
 * Numbers 0x01 to 0x7f are the interface's own elements; its generated header
 * NAME.gw.h names them. Numbers from 0x80 on are Gangway's and are below.
 *
 *   property, get   _IOR(GW_IOC_MAGIC, number, struct NAME_PROPERTY)
 *   property, set   _IOW(GW_IOC_MAGIC, number, struct NAME_PROPERTY)
 *   call            _IOWR(GW_IOC_MAGIC, number, union NAME_CALL)
 *
 * The kernel dispatches on the number and, for a property, on the direction.
 * The size in the request is data: it says how long the caller's structure is.
 * Both sides may be older or newer than the other:
 *
 *  - Input longer than what the kernel knows must be zero behind it: E2BIG.
 *  - Input shorter than it is extended with zeros, but what the first version
 *    of the element held must be there: EINVAL.
 *  - Output is cut to the caller's size, or extended with zeros up to it.
 *
 * A call has one buffer: its request is overwritten by its reply, hence the
 * union, which the caller clears before filling in the request. When a request
 * fails, nothing is written to the caller's memory (save that of EFAULT, which
 * may leave part of a reply where the buffer is only partly mapped).
 *
 * Errors of every request: ENODEV the provider is gone (the session stays so:
 * close it), ENOTTY unknown number, EFAULT bad address, EINVAL too short, or a
 * value outside its type (padding that is not zero among them), E2BIG as above,
 * ERANGE a value outside the range that the description states, EPERM the
 * capability that the description requires is missing, EACCES the file was not
 * opened for it: a get needs it open for reading, a set and a call for writing,
 * a subscription for both, since its control area is mapped writable.
 */
#ifndef _UAPI_GANGWAY_SESSION_H
#define _UAPI_GANGWAY_SESSION_H

#include <linux/ioctl.h>
#include <linux/types.h>

#define GW_IOC_MAGIC 0xE6

/* Element numbers lie between these, both included; 0 is none. */
#define GW_ELEMENT_MIN 1
#define GW_ELEMENT_MAX 127

/* Raised when a structure below or a rule above changes its meaning. */
#define GW_ABI_VERSION 1

/**
 * struct gw_info - what stands behind a session
 * @abi: GW_ABI_VERSION of the kernel side
 * @elements: highest element number in use
 * @description_size: bytes of the JSON description, in the device's sysfs
 *	attribute "description"
 * @__pad0: zero
 * @session: number of this session, unique while gangway.ko is loaded
 * @device: name of the device in /sys/class/gangway, NUL-terminated
 */
struct gw_info {
	__u32 abi;
	__u32 elements;
	__u32 description_size;
	__u32 __pad0;
	__aligned_u64 session;
	char device[64];
};

/* Overwrite the oldest records when full, instead of dropping the newest. */
#define GW_SUBSCRIBE_OVERWRITE (1 << 0)
/* Leave the time of records zero: the clock is the dearest part of a record. */
#define GW_SUBSCRIBE_NO_TIME (1 << 1)

#define GW_SUBSCRIBE_FLAGS (GW_SUBSCRIBE_OVERWRITE | GW_SUBSCRIBE_NO_TIME)

/**
 * struct gw_subscribe - turn this session into a subscription
 * @events: in: a bit for each event by its element number, in order
 *	(number 1 is bit 1 of the first word)
 * @flags: in: GW_SUBSCRIBE_*
 * @ring_size: in: bytes of data for each CPU, a power of two between
 *	GW_RING_BYTES_MIN and GW_RING_BYTES_MAX, or 0 for the default;
 *	out: what it became: more where a record would not have fitted
 * @nr_cpus: out: sub-rings are numbered from 0 to this, excluded
 * @page_size: out: size of a page, of the producer page among them
 * @control_size: out: bytes of the control area, mapped at offset 0
 * @__pad0: zero
 *
 * Once for each session. The rings are charged to the caller's RLIMIT_MEMLOCK.
 * Errors: EBUSY already subscribed, EUSERS the instance has as many subscribers
 * as its description allows, ENOENT an element is no event or is not carried by
 * the ring, EINVAL no event, unknown flags or bad size, ENOMEM, EPERM.
 */
struct gw_subscribe {
	__aligned_u64 events[2];
	__u32 flags;
	__u32 ring_size;
	__u32 nr_cpus;
	__u32 page_size;
	__u32 control_size;
	__u32 __pad0;
};

/**
 * struct gw_counters - what an element did so far, or a subscription
 * @element: in: number of an element; 0 for this session's subscription
 * @subscribers: out: subscriptions of this event now
 * @used: out: times it was got, set, called or emitted; for a subscription,
 *	records offered to it
 * @failed: out: calls, gets and sets that ended in an error
 * @lost: out: records that a subscriber did not get, summed over subscribers.
 *	In overwrite mode only the reader can count what was overwritten: here is
 *	what found no room at all.
 *
 * Errors: ENOTTY no such element, EINVAL 0 and this session is no subscription.
 */
struct gw_counters {
	__u32 element;
	__u32 subscribers;
	__aligned_u64 used;
	__aligned_u64 failed;
	__aligned_u64 lost;
};

#define GW_IOC_INFO	 _IOR(GW_IOC_MAGIC, 0x80, struct gw_info)
#define GW_IOC_SUBSCRIBE _IOWR(GW_IOC_MAGIC, 0x81, struct gw_subscribe)
#define GW_IOC_COUNTERS	 _IOWR(GW_IOC_MAGIC, 0x82, struct gw_counters)

#endif /* _UAPI_GANGWAY_SESSION_H */
