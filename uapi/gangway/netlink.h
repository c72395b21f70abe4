/* SPDX-License-Identifier: (GPL-2.0-only WITH Linux-syscall-note) OR MIT */
/*
 * Carrier "netlink": a protocol number of netlink's own, with structures as they
 * are in memory.
 *
 * SOCKET
 *
 *	socket(AF_NETLINK, SOCK_RAW, GW_NETLINK_PROTOCOL)
 *
 * One number serves all interfaces. It is gangway.ko's parameter netlink_protocol,
 * which /sys/module/gangway/parameters/netlink_protocol shows, GW_NETLINK_PROTOCOL
 * unless it was loaded with another. gangway.ko takes it when the first interface
 * that uses this carrier is registered, and keeps it until it is unloaded, which it
 * cannot be as long as a socket is open: before that, socket() fails with
 * EPROTONOSUPPORT. If another module has the number, that interface is not registered
 * (EBUSY), and the kernel log says why.
 *
 * A socket reaches the instances of the network namespace that it was opened in: of
 * interfaces with `netns: each` those of that namespace, of all others those of the
 * initial one, there only. ECONNREFUSED: there has been none.
 *
 * MESSAGES
 *
 * struct nlmsghdr, whose type is one of those below; struct gw_netlink, which names
 * the device and the element; and then the request, reply, value, record or row, the
 * structure of the generated header. The lengths are exact: nlmsg_len has no padding
 * in it. A request names device and element, and its other members are zero; it has
 * NLM_F_REQUEST. Several may be in one datagram, each beginning at a multiple of
 * NLMSG_ALIGNTO. What does not even have the length that it says it has is ignored,
 * and so is all behind it, as everywhere in netlink.
 *
 *   GW_NETLINK_GET	a property: answered by its value
 *   GW_NETLINK_SET	a property, with its value
 *   GW_NETLINK_CALL	a call, with its request: answered by its reply
 *   GW_NETLINK_ROWS	a table, with NLM_F_DUMP: answered by a message for each row
 *   GW_NETLINK_STATUS	an event: see below
 *
 * An answer has the type and the number (nlmsg_seq) of its request. NLMSG_ERROR
 * with error 0 follows it if the request has NLM_F_ACK; that is the whole answer to
 * a set, and to a call without reply, which without NLM_F_ACK gets an empty one. A
 * failure is answered by NLMSG_ERROR alone; of a table, NLMSG_DONE has the error.
 *
 * A request is served within send(), by the sender: when that returns, the answer is
 * there to be received. Handlers may take their time; a signal interrupts them as it
 * does those of an ioctl, and then the answer is EINTR. Of a table the first rows are
 * made within send(), all others within recv(); one at a time on each socket (EBUSY).
 *
 * Both sides may be older or newer than the other, by the rules of session.h: input
 * longer than the kernel knows must be zero past that, shorter input is extended
 * with zeros. What the kernel sends has the length that it knows: a program takes
 * what it knows of that, and zeros for what is missing.
 *
 * Errors come with a text (NETLINK_EXT_ACK): EINVAL a message without a device, too
 * short, longer where nothing is to follow, with a member of struct gw_netlink that is
 * not zero, or a value outside its type; E2BIG as above; ERANGE outside the range that
 * the description states; EPERM; ENODEV no such device, or it is being removed;
 * ENOENT it has no such element on this carrier; EOPNOTSUPP an unknown type of
 * message, or none for this element; and those that a call declares.
 *
 * PERMISSIONS
 *
 * As for genetlink. Where the description requires a capability, socket and caller need
 * it in the user namespace that owns the instance's network namespace (without
 * `netns: each`, and for capabilities that are not about networks: the initial one).
 * Otherwise everybody may get, dump and listen if the mode of the interface lets
 * others read, and set and call if it lets others write; if not, CAP_NET_ADMIN is
 * needed.
 *
 * EVENTS
 *
 * The kernel sends an event to a multicast group, in a message GW_NETLINK_EVENT with
 * its number in @sequence and the time in @time. Which group that is, @group of the
 * answer to GW_NETLINK_STATUS says; joining it (NETLINK_ADD_MEMBERSHIP) needs the same
 * permission as asking (EPERM; ENOENT: no event has that group). All instances of an
 * interface in a network namespace share it: tell them apart by @device. A
 * group belongs to one event of one interface, and to who may listen to it, for as
 * long as gangway.ko is loaded. Nothing is queued as long as nobody listens.
 *
 * Records of an event that are there together may come in one datagram: each in a message
 * of its own, no more of them than a buffer of 4096 bytes receives, unless a single
 * one is larger. None is waited for.
 *
 * SEQUENCE: HOW LOSS IS COUNTED
 *
 * Each record of an instance's event takes the next number, whether it is then
 * sent or, when the kernel's own queue is full, dropped. A reader that receives number
 * n and then n + 3 has lost two. Messages of one event arrive in the order of their
 * numbers.
 *
 * A message GW_NETLINK_STATUS says in @sequence which number was the last. It answers
 * a request for it, in order with the messages on that socket, and is also sent to the
 * group after records that were dropped. So:
 *
 *   - ask for the STATUS, join the group, ask again: ignore what comes before the
 *     second answer; its @sequence is where counting begins;
 *   - recv() failed with ENOBUFS: messages of this socket were lost. Read until there
 *     are no more, then ask for the STATUS.
 *
 * Hence sent = received + lost, to the last record. When an instance is removed,
 * GW_NETLINK_GONE, with the last number, is the last message to each of its groups.
 *
 * gw_counters.lost of the event (session.h) has what the kernel's own queue dropped; and
 * of what found a socket full, each record once, if that socket asks for it:
 * NETLINK_BROADCAST_ERROR, as the library does. Of others Linux tells the sender nothing.
 * NETLINK_NO_ENOBUFS takes the error from recv(), and changes neither the numbers nor
 * that counter. /proc/net/netlink has the Drops of every socket.
 *
 * TABLES
 *
 * Each row is a message, in the order of keys. If the table changed meanwhile,
 * messages have NLM_F_DUMP_INTR: rows that stayed are all there, once; those that
 * were added or removed may or may not be.
 */
#ifndef _UAPI_GANGWAY_NETLINK_H
#define _UAPI_GANGWAY_NETLINK_H

#include <linux/types.h>

/* Unless gangway.ko was loaded with another. */
#define GW_NETLINK_PROTOCOL 31

/* Types of messages. */
#define GW_NETLINK_GET		0x10
#define GW_NETLINK_SET		0x11
#define GW_NETLINK_CALL		0x12
#define GW_NETLINK_ROWS		0x13
#define GW_NETLINK_STATUS	0x14
#define GW_NETLINK_EVENT	0x15
#define GW_NETLINK_GONE		0x16

/**
 * struct gw_netlink - what follows struct nlmsghdr in every message
 * @device: NAME, or NAME@INSTANCE where an interface has many, and zeros behind it
 * @element: its number
 * @group: out: of a STATUS, an EVENT and GONE, the event's multicast group
 * @sequence: out: of an EVENT its number; of a STATUS and GONE the last number
 * @time: out: of an EVENT, when it was emitted: CLOCK_MONOTONIC, in nanoseconds
 */
struct gw_netlink {
	char device[48];
	__u32 element;
	__u32 group;
	__aligned_u64 sequence;
	__aligned_u64 time;
};

#endif /* _UAPI_GANGWAY_NETLINK_H */
