/* SPDX-License-Identifier: (GPL-2.0-only WITH Linux-syscall-note) OR MIT */
/*
 * Carrier "genetlink": an interface as a family of generic netlink.
 *
 * FAMILY
 *
 * The family has the name of the interface and version GW_GENL_VERSION. It is
 * there as long as an instance of the interface is. When the description says
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
 * without reply only if no NLM_F_ACK is asked for; so one message is enough for
 * an answer. What fails is answered by NLMSG_ERROR alone.
 *
 * ATTRIBUTES
 *
 * Every message says which instance is meant by GW_GENL_A_INSTANCE, its name;
 * it is left out by interfaces that have only one. Request, reply, value,
 * record or row are in GW_GENL_A_DATA, a nest with an attribute for each field:
 * type 1 is the first field of the structure in the generated header, type 2
 * the second, and so on; padding and counts are not counted. The only field of
 * a property is its value.
 *
 *   bool                     u8, 0 or 1
 *   integers, enum, flags    their own size, in the byte order of their type
 *   string                   its characters and one NUL
 *   bytes                    the bytes, as many as there are
 *   struct                   a nest, likewise
 *   array of structs         a nest of nests, of type 1, 2, …
 *   any other array          the values, one behind the other
 *
 * Both sides may be older or newer than the other. A field that is missing is
 * zero, but what the first version of the element held must be there: EINVAL.
 * A field that the kernel does not know must be zero: E2BIG. (It knows of
 * GW_GENL_GROWTH fields that it does not know; EINVAL beyond those.) A program
 * skips fields that it does not know. Nested structures do not grow.
 *
 * Errors come with a text (NETLINK_EXT_ACK) and the attribute that is meant:
 * EINVAL an attribute is missing, twice, or of a wrong length, or a value is
 * outside its type; E2BIG as above; ERANGE outside the range that the
 * description states, or more values than the type has; EPERM; ENODEV no such
 * instance, or it is going; EOPNOTSUPP unknown number; and those that a call
 * declares. ENOENT there is no such family any more.
 *
 * WHO MAY
 *
 * Where the description requires a capability, socket and caller need it in the
 * user namespace that owns the instance's network namespace (of interfaces
 * without `netns: each`, the initial one). Otherwise everybody may get and dump
 * and listen if the mode of the interface lets others read, set and call if it
 * lets others write; and if it does not, CAP_NET_ADMIN is needed.
 *
 * EVENTS
 *
 * Each event, and each property that tells of its changes, has a multicast
 * group of its name. Its messages carry GW_GENL_A_SEQUENCE, and events the time
 * they were sent, GW_GENL_A_TIME. Nothing is kept as long as nobody listens.
 *
 * SEQUENCE: HOW LOSS IS COUNTED
 *
 * Each record of an event of an instance takes the next number, whether it is
 * then sent or, when the kernel's own queue is full, dropped; so does each
 * change of a property. Who received number n and then n + 3 has lost two.
 * Messages of one event arrive in the order of their numbers.
 *
 * A message of the command GW_GENL_STATUS, with INSTANCE, ELEMENT and SEQUENCE,
 * says which number was the last. It answers a request of the same command with
 * INSTANCE and ELEMENT, in order with the messages on that socket; and it is
 * sent by itself behind records that were dropped. So:
 *
 *   - join the group, ask for the STATUS: what comes before the answer is of
 *     the past, and its SEQUENCE is where counting begins;
 *   - recv() failed with ENOBUFS: messages of this socket were lost. Read until
 *     there are no more, then ask for the STATUS.
 *
 * Hence sent = received + lost, to the last record.
 *
 * When an instance goes, a last STATUS with the flag GW_GENL_A_GONE is sent in
 * each of its groups. With the last instance the family goes, as the controller
 * tells in its group "notify".
 *
 * TABLES
 *
 * A dump gives each row in a message of its own, in the order of keys. When the
 * table changed meanwhile, messages have NLM_F_DUMP_INTR: rows that stayed are
 * all there, once; those that came or went may be or not.
 */
#ifndef _UAPI_GANGWAY_GENETLINK_H
#define _UAPI_GANGWAY_GENETLINK_H

#define GW_GENL_VERSION 1

/* Commands, beside the numbers of elements. */
#define GW_GENL_SET	0x80
#define GW_GENL_STATUS	0x80

/* Attributes: string, nest, u64, u64 in nanoseconds (CLOCK_MONOTONIC), u32, flag. */
#define GW_GENL_A_INSTANCE	1
#define GW_GENL_A_DATA		2
#define GW_GENL_A_SEQUENCE	3
#define GW_GENL_A_TIME		4
#define GW_GENL_A_ELEMENT	5
#define GW_GENL_A_GONE		6
#define GW_GENL_A_MAX		6

/* Attributes of GW_GENL_A_DATA behind the last known one that may be there. */
#define GW_GENL_GROWTH 16

#endif /* _UAPI_GANGWAY_GENETLINK_H */
