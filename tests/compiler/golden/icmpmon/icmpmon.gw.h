/* SPDX-License-Identifier: (GPL-2.0-only WITH Linux-syscall-note) OR MIT */
/*
 * icmpmon: Reports the ICMP packets that this host receives.
 *
 * Made by gangway-gen from icmpmon.yaml; change that, not this.
 *
 * The protocol
 *
 * Open /dev/gangway/icmpmon: one open file is one session. It belongs to the
 * network namespace of the process that opened it. Values are in the byte order
 * of the machine unless their type says be or le. Padding is zero. Structures
 * may grow at their end; the size in a request says which version the caller
 * has, and <gangway/session.h> states the rules for both sides, and the errors
 * that every request may end with.
 *
 * In generic netlink the family is ICMPMON_GENL_FAMILY. <gangway/genetlink.h>
 * tells how to ask: the number of an element is its command, and the attributes
 * within GW_GENL_A_DATA are the fields of its structure.
 *
 * enabled (property): whether packets are reported
 *	Text in /sys/class/gangway/icmpmon/enabled, where poll() says POLLPRI
 *	after a change. At first true.
 *
 * seen (property): packets reported since the module was loaded
 *	Text in /sys/class/gangway/icmpmon/seen.
 *
 * count (call): Tells how many packets a host has sent here.
 *	ICMPMON_IOC_COUNT with union icmpmon_count, cleared before use: fill in
 *	its request, find the reply in its place.
 *	ENOENT: no such talker.
 *
 * reset (call): Forgets all counts.
 *	ICMPMON_IOC_RESET, without an argument.
 *	Requires CAP_NET_ADMIN.
 *
 * packet (event): a packet came in
 *	Subscribe with bit ICMPMON_PACKET in the events of GW_IOC_SUBSCRIBE;
 *	each record is a struct icmpmon_packet, and <gangway/ring.h> tells how
 *	to read it.
 *	Generic netlink: messages of the group ICMPMON_GENL_GROUP_PACKET, each a
 *	struct icmpmon_packet.
 *
 * talkers (table): Who has sent ICMP packets here.
 *	Text in /proc/gangway/icmpmon/talkers: a line with the names of the
 *	columns, then a line for each row.
 */
#ifndef _UAPI_ICMPMON_GW_H
#define _UAPI_ICMPMON_GW_H

#include <linux/errno.h>
#include <linux/types.h>

#include <gangway/genetlink.h>
#include <gangway/layout.h>
#include <gangway/ring.h>
#include <gangway/session.h>

#define ICMPMON_NODE "/dev/gangway/icmpmon"

/* Numbers of the elements, recorded in icmpmon.lock. */
#define ICMPMON_ENABLED 1	/* property */
#define ICMPMON_SEEN 2		/* property */
#define ICMPMON_COUNT 3		/* call */
#define ICMPMON_RESET 4		/* call */
#define ICMPMON_PACKET 5	/* event */
#define ICMPMON_TALKERS 6	/* table */

/* Generic netlink: the family, and its multicast groups. */
#define ICMPMON_GENL_FAMILY "icmpmon"
#define ICMPMON_GENL_GROUP_PACKET "packet"

/**
 * struct icmpmon_packet - One ICMP packet, as seen at NF_INET_PRE_ROUTING.
 * @saddr: who sent it (IPv4 address)
 * @daddr: whom it was sent to (IPv4 address)
 * @time: CLOCK_MONOTONIC when it was seen (ns)
 * @type: ICMP type: 8 is an echo request, 0 its reply
 * @code: ICMP code
 * @__pad0: zero
 */
struct icmpmon_packet {
	__be32 saddr;
	__be32 daddr;
	__aligned_u64 time;
	__u8 type;
	__u8 code;
	__u8 __pad0[6];
};

/**
 * struct icmpmon_enabled - value of property enabled
 * @value: whether packets are reported (0 or 1)
 */
struct icmpmon_enabled {
	__u8 value;
};

/**
 * struct icmpmon_seen - value of property seen
 * @value: packets reported since the module was loaded
 */
struct icmpmon_seen {
	__aligned_u64 value;
};

/**
 * struct icmpmon_count_request - request of call count
 * @saddr: IPv4 address
 */
struct icmpmon_count_request {
	__be32 saddr;
};

/**
 * struct icmpmon_count_reply - reply of call count
 * @packets: packets
 */
struct icmpmon_count_reply {
	__aligned_u64 packets;
};

/**
 * struct icmpmon_talkers - row of table talkers
 * @saddr: who (IPv4 address)
 * @__pad0: zero
 * @packets: how many
 */
struct icmpmon_talkers {
	__be32 saddr;
	__u8 __pad0[4];
	__aligned_u64 packets;
};

/* Attributes: the fields of struct icmpmon_packet. */
enum {
	ICMPMON_PACKET_A_SADDR = 1,
	ICMPMON_PACKET_A_DADDR,
	ICMPMON_PACKET_A_TIME,
	ICMPMON_PACKET_A_TYPE,
	ICMPMON_PACKET_A_CODE,
};

/* The buffer of call count. */
union icmpmon_count {
	struct icmpmon_count_request request;
	struct icmpmon_count_reply reply;
};

#define ICMPMON_IOC_COUNT \
	_IOWR(GW_IOC_MAGIC, ICMPMON_COUNT, union icmpmon_count)

/* What call count may answer instead. */
enum {
	/* no such talker */
	ICMPMON_COUNT_ENOENT = ENOENT,
};

#define ICMPMON_IOC_RESET _IO(GW_IOC_MAGIC, ICMPMON_RESET)

/* Every compiler that reads this agrees on the bytes. */
GW_ASSERT_SIZE(struct icmpmon_packet, 24);
GW_ASSERT_OFFSET(struct icmpmon_packet, saddr, 0);
GW_ASSERT_OFFSET(struct icmpmon_packet, daddr, 4);
GW_ASSERT_OFFSET(struct icmpmon_packet, time, 8);
GW_ASSERT_OFFSET(struct icmpmon_packet, type, 16);
GW_ASSERT_OFFSET(struct icmpmon_packet, code, 17);
GW_ASSERT_OFFSET(struct icmpmon_packet, __pad0, 18);
GW_ASSERT_SIZE(struct icmpmon_enabled, 1);
GW_ASSERT_OFFSET(struct icmpmon_enabled, value, 0);
GW_ASSERT_SIZE(struct icmpmon_seen, 8);
GW_ASSERT_OFFSET(struct icmpmon_seen, value, 0);
GW_ASSERT_SIZE(struct icmpmon_count_request, 4);
GW_ASSERT_OFFSET(struct icmpmon_count_request, saddr, 0);
GW_ASSERT_SIZE(struct icmpmon_count_reply, 8);
GW_ASSERT_OFFSET(struct icmpmon_count_reply, packets, 0);
GW_ASSERT_SIZE(struct icmpmon_talkers, 16);
GW_ASSERT_OFFSET(struct icmpmon_talkers, saddr, 0);
GW_ASSERT_OFFSET(struct icmpmon_talkers, __pad0, 4);
GW_ASSERT_OFFSET(struct icmpmon_talkers, packets, 8);
GW_ASSERT_SIZE(union icmpmon_count, 8);

#endif /* _UAPI_ICMPMON_GW_H */
