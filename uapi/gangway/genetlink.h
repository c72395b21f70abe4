/* SPDX-License-Identifier: (GPL-2.0-only WITH Linux-syscall-note) OR MIT */
/*
 * Carrier "genetlink": an interface as a family of generic netlink.
 *
 * FAMILY
 *
 * The family has the name of the interface and version GW_GENL_VERSION. It
 * exists as long as the interface has an instance. When the description says
 * `netns: each`, every network namespace has it, and a socket reaches the
 * instances of its own namespace; otherwise only the initial namespace has it.
 *
 * COMMANDS
 *
 * The number of an element is its command; its generated header names them.
 *
 *   number                   get a property; call; with NLM_F_DUMP the rows of
 *                            a table; what the kernel sends: an event, or the
 *                            new value of a property
 *   number | GW_GENL_SET     set a property
 *   GW_GENL_STATUS           ask for the last number of a sequence: see below
 *
 * A get and a call are answered by a message of the same command, a call
 * without reply only if NLM_F_ACK is not set; so an answer is always a single
 * message. A failure is answered by NLMSG_ERROR alone.
 *
 * The answer may come after send() has returned: handlers may take their time,
 * and wait for others. Or send() may take as long as the handler, but not if the
 * socket is O_NONBLOCK (MSG_DONTWAIT alone does not tell us), nor for others'
 * handlers; a signal ends that. Requests of
 * one socket are served one after the other, those for the STATUS beside them.
 * When the socket is closed, those that were not begun are dropped, and one that is
 * being served after send() has returned is interrupted; but not sets without
 * NLM_F_ACK, which nobody waits for.
 *
 * ATTRIBUTES
 *
 * Every message names its instance in GW_GENL_A_INSTANCE; interfaces that have
 * only one leave it out. Request, reply, value, record or row are in
 * GW_GENL_A_DATA, a nest with an attribute for each field: type 1 is the first
 * field of the structure in the generated header, type 2 the second, and so on;
 * padding and count members are skipped. A property has a single field, its
 * value.
 *
 *   bool                     u8, 0 or 1
 *   integers, enum, flags    their own size, in the byte order of their type
 *   string                   its characters and one NUL
 *   bytes                    the bytes, as many as there are
 *   struct                   a nest, likewise
 *   array of structs         a nest of nests, of type 1, 2, …
 *   any other array          the values, one after the other
 *
 * Who knows the structures of the generated header may send GW_GENL_A_RAW in place
 * of GW_GENL_A_DATA: the structure as it is in memory, in the sender's version, which
 * grows by the rules of session.h. A get, and a call without request, have it empty.
 * The answer has its structure in the same way. Families of version 1 do not have it;
 * tables and what is sent to groups are always attributes.
 *
 * Both sides may be older or newer than the other. A missing field is zero, but
 * fields of the element's first version must be present: else EINVAL. A field
 * that the kernel does not know must be zero: else E2BIG. (It accepts up to
 * GW_GENL_GROWTH such fields; EINVAL beyond those.) A program skips fields that
 * it does not know. Nested structures do not grow.
 *
 * Errors come with a text (NETLINK_EXT_ACK) and the offending attribute: EINVAL
 * an attribute is missing, duplicate, or of a wrong length, or a value is
 * outside its type; EBUSY too many requests are waiting to be served (64 of a
 * socket; 256 of an instance, or 4 MiB, of which a user without CAP_SYS_RESOURCE leaves
 * others a share; and as many bytes of STATUS, 256 of a socket); E2BIG as above; ERANGE
 * outside the range that the description states, or more values than the type allows;
 * EPERM; ENODEV no such instance, or it is being removed; EOPNOTSUPP unknown number; and
 * those that a call declares. ENOENT the family no longer exists.
 *
 * PERMISSIONS
 *
 * Where the description requires a capability, socket and caller need it in the
 * user namespace that owns the instance's network namespace (for interfaces
 * without `netns: each`, the initial one). Otherwise everybody may get, dump
 * and listen if the mode of the interface lets others read, and set and call if
 * it lets others write; if it does not, CAP_NET_ADMIN is needed.
 *
 * EVENTS
 *
 * Each event, and each property that notifies of changes, has a multicast group
 * of the same name. Its messages carry GW_GENL_A_SEQUENCE, and events the time
 * they were sent, GW_GENL_A_TIME. Nothing is queued as long as nobody listens.
 *
 * Records of an event that are there together may come in one datagram: each in a
 * message of its own, no more of them than a buffer of 4096 bytes receives, unless
 * a single one is larger. None is waited for.
 *
 * SEQUENCE: HOW LOSS IS COUNTED
 *
 * Each record of an instance's event takes the next number, whether it is then
 * sent or, when the kernel's own queue is full, dropped; so does each change of
 * a property. A reader that receives number n and then n + 3 has lost two.
 * Messages of one event arrive in the order of their numbers.
 *
 * A message of the command GW_GENL_STATUS, with INSTANCE, ELEMENT and SEQUENCE,
 * says which number was the last. It answers a request of the same command with
 * INSTANCE and ELEMENT, in order with the messages on that socket; it is also
 * sent unsolicited after records that were dropped. So:
 *
 *   - join the group, ask for the STATUS: ignore what comes before the answer;
 *     its SEQUENCE is where counting begins. (Asked for on another
 *     socket, which no storm fills, it serves as well: ignore messages whose
 *     number is not higher);
 *   - recv() failed with ENOBUFS: messages of this socket were lost. Read until
 *     there are no more, then ask for the STATUS.
 *
 * Hence sent = received + lost, to the last record.
 *
 * When an instance is removed, a last STATUS with the flag GW_GENL_A_GONE is
 * sent in each of its groups. The family goes with the last instance; the
 * controller announces that in its group "notify".
 *
 * TABLES
 *
 * A dump sends each row in a message of its own, in the order of keys. If the
 * table changed meanwhile, messages have NLM_F_DUMP_INTR: rows that stayed are
 * all there, once; those that were added or removed may or may not be.
 */
#ifndef _UAPI_GANGWAY_GENETLINK_H
#define _UAPI_GANGWAY_GENETLINK_H

#define GW_GENL_VERSION 2

/* Commands, in addition to the numbers of elements. */
#define GW_GENL_SET	0x80
#define GW_GENL_STATUS	0x80

/* Attributes: string, nest, u64, u64 in nanoseconds (CLOCK_MONOTONIC), u32, flag, structure. */
#define GW_GENL_A_INSTANCE	1
#define GW_GENL_A_DATA		2
#define GW_GENL_A_SEQUENCE	3
#define GW_GENL_A_TIME		4
#define GW_GENL_A_ELEMENT	5
#define GW_GENL_A_GONE		6
#define GW_GENL_A_RAW		7
#define GW_GENL_A_MAX		7

/* How many attributes of GW_GENL_A_DATA may follow the last known one. */
#define GW_GENL_GROWTH 16

#endif /* _UAPI_GANGWAY_GENETLINK_H */
