/* SPDX-License-Identifier: (GPL-2.0-only WITH Linux-syscall-note) OR MIT */
/*
 * The session device: how a program talks to an interface.
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
 *  - Input longer than the kernel knows must be zero past that: else E2BIG.
 *  - Shorter input is extended with zeros, but what the element's first version
 *    held must be present: else EINVAL.
 *  - Output is truncated to the caller's size, or extended with zeros up to it.
 *
 * A call has one buffer: its request is overwritten by its reply, hence the
 * union, which the caller clears before filling in the request. When a request
 * fails, nothing is written to the caller's memory (except with EFAULT, which
 * may leave part of a reply where the buffer is only partly mapped).
 *
 * SUBSCRIPTIONS
 *
 * GW_IOC_SUBSCRIBE asks for events over one carrier, given by its id. A carrier's
 * own arguments follow in a structure of its own, which begins with struct
 * gw_subscribe and grows by the rules above (GW_RING_SUBSCRIBE in ring.h is the
 * ring's). A session may have one subscription per carrier; all end when its file
 * is closed. poll() reports what any of them is ready for, and EPOLLHUP when the
 * provider is gone.
 *
 * CONTENT
 *
 * A stream may be the content of the node: then read(), write() and poll() are of its
 * bytes, with nothing of Gangway's needed. If its bytes have positions, lseek(),
 * pread(), pwrite(), O_APPEND and O_TRUNC do what they do with a file. GW_IOC_STREAM_SIZE
 * and GW_IOC_STREAM_TRUNCATE say and change how long it is.
 *
 *  - A read ends with fewer bytes than wanted at the end of the stream, when there are
 *    no more now, at memory that cannot be accessed, and between two chunks of 64 KiB
 *    when a signal is pending; 0: the end. A write likewise, and ENOSPC where nothing
 *    fits. Whatever has been transferred is said: an error means that nothing was.
 *  - What one read or write transfers of one chunk is whole: nobody else reads or writes
 *    in the middle. A program that has the content mapped may.
 *  - While there is nothing to read, or no room to write, both wait; EAGAIN with
 *    O_NONBLOCK, which is of no effect on waiting for other requests' turn.
 *  - Of a stream of records, each read gives one and each write takes one: EMSGSIZE
 *    when it does not fit, and then it stays.
 *  - poll() says that there is something to read, or room to write, until an attempt
 *    has found that there is not; so use O_NONBLOCK with it. Of a session with
 *    subscriptions it reports these alone.
 *  - Bytes without positions that a read took and that could not be copied, because the
 *    caller's memory went meanwhile, are gone: counted in gw_counters.lost.
 *  - splice() moves it from and to a pipe, and sendfile() a file into it, as reads and
 *    writes do: fewer bytes than wanted, too. As others may wait for the pipe, they
 *    never wait for the stream: EAGAIN. With O_APPEND nothing can be spliced
 *    (EINVAL); sendfile() out of it takes positions, and Linux 6.5 (else EINVAL).
 *  - EINVAL: the stream cannot be read, or not be written.
 *
 * A session that has subscribed to events by chardev reads those instead: chardev.h.
 *
 * A store, a stream that Gangway keeps, never makes anybody wait. Its size in the
 * description is the most it can have; writing at or past that is ENOSPC, truncating
 * to more EFBIG. What is between the end and a write past it becomes zeros. It can be
 * mapped, from offset 0: shared, all of it, whatever its length is now. Storing there
 * does not change its length, and what is past the end may be overwritten by zeros.
 * It is empty when its instance is registered, and gone with that; mappings stay.
 *
 * FILE OFFSETS
 *
 * What carriers share with programs is mapped from the file, each at offsets of
 * its own, from GW_CARRIER_OFFSET(id) on (carriers.h): ring.h and page.h say what
 * is there. ENODEV: this interface, or this session, has nothing there; other
 * errors are the carrier's. On 32-bit systems this needs a 64-bit off_t.
 *
 * Errors of every request: ENODEV the provider is gone (for good: close the
 * session), ENOTTY unknown number, EFAULT bad address, EINVAL too short, or a
 * value outside its type (including padding that is not zero), E2BIG as above,
 * ERANGE a value outside the range that the description states, EPERM the
 * capability that the description requires is missing, EACCES the file was not
 * opened for it: a get needs it open for reading, a set and a call for writing,
 * EINTR a signal came while it waited, whose handler has no SA_RESTART, or after
 * the provider had begun what it cannot begin again: it may have taken effect.
 */
#ifndef _UAPI_GANGWAY_SESSION_H
#define _UAPI_GANGWAY_SESSION_H

#include <linux/ioctl.h>
#include <linux/types.h>

#define GW_IOC_MAGIC 0xE6

/* Element numbers are in this range, both ends included; 0 is none. */
#define GW_ELEMENT_MIN 1
#define GW_ELEMENT_MAX 127

/* Incremented when a structure below or a rule above changes its meaning. */
#define GW_ABI_VERSION 2

/**
 * struct gw_info - what a session is connected to
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

/**
 * struct gw_subscribe - have events delivered over one carrier
 * @carrier: in: its id, GW_CARRIER_* of carriers.h
 * @__pad0: zero
 * @events: in: a bit for each event by its element number, in order
 *	(number 1 is bit 1 of the first word)
 *
 * The head of the carrier's own structure. Errors: EOPNOTSUPP the interface has
 * no events on this carrier, or it is not subscribed to here; EBUSY this session
 * already has a subscription on it; EUSERS the instance has as many subscribers
 * as its description allows, or as many of this user as it leaves to others;
 * ENOENT an element is not an event, or the carrier does not carry it; EINVAL no
 * event; EPERM; and the carrier's own.
 */
struct gw_subscribe {
	__u32 carrier;
	__u32 __pad0;
	__aligned_u64 events[2];
};

/**
 * struct gw_counters - statistics of an element, or of a subscription
 * @element: in: number of an element; 0 for a subscription of this session
 * @carrier: in: the subscription's carrier; 0 when @element is given
 * @subscribers: out: current subscriptions to this event
 * @__pad0: zero
 * @used: out: times it was got, set, called or emitted; for a subscription,
 *	records offered to it
 * @failed: out: calls, gets and sets that ended in an error
 * @lost: out: records that a subscriber did not get, summed over subscribers.
 *	In overwrite mode only the reader can count what was overwritten: this is
 *	what found no room at all.
 *
 * Errors: ENOTTY no such element, EINVAL this session has no such subscription, or
 * both @element and @carrier are given. Of a subscription there is no ENODEV.
 */
struct gw_counters {
	__u32 element;
	__u32 carrier;
	__u32 subscribers;
	__u32 __pad0;
	__aligned_u64 used;
	__aligned_u64 failed;
	__aligned_u64 lost;
};

/**
 * struct gw_stream_size - how long a stream is, or is to be
 * @element: in: number of the stream
 * @__pad0: zero
 * @size: in bytes; of GW_IOC_STREAM_TRUNCATE: in
 *
 * GW_IOC_STREAM_SIZE needs the file open for reading, GW_IOC_STREAM_TRUNCATE for
 * writing. Errors: ENOENT no such stream, EOPNOTSUPP it has no size, or cannot be
 * truncated, EFBIG larger than it can be, and the handler's own.
 */
struct gw_stream_size {
	__u32 element;
	__u32 __pad0;
	__aligned_u64 size;
};

#define GW_IOC_INFO	 _IOR(GW_IOC_MAGIC, 0x80, struct gw_info)
#define GW_IOC_SUBSCRIBE _IOWR(GW_IOC_MAGIC, 0x81, struct gw_subscribe)
#define GW_IOC_COUNTERS	 _IOWR(GW_IOC_MAGIC, 0x82, struct gw_counters)
#define GW_IOC_STREAM_SIZE _IOWR(GW_IOC_MAGIC, 0x83, struct gw_stream_size)
#define GW_IOC_STREAM_TRUNCATE _IOW(GW_IOC_MAGIC, 0x84, struct gw_stream_size)

#endif /* _UAPI_GANGWAY_SESSION_H */
