/* SPDX-License-Identifier: (GPL-2.0-only WITH Linux-syscall-note) OR MIT */
/*
 * signal: Everything that can be said of what a kernel already offers.
 *
 * The kernel chose its name, which is that of a function of C too.
 *
 * Made by gangway-gen from signal.yaml; change that, not this.
 *
 * The protocol
 *
 * The kernel itself offers all this; a module of Gangway's has no part in it.
 * By ioctl, a structure is what crosses, byte by byte. By all else it is the C
 * form of the same values: the numbers of netlink attributes stand at its
 * members, items being the attributes within a nest; of a uevent, a member is
 * the key of the same name in upper case.
 *
 * level (property): Read and written.
 *	ioctl on /dev/signal: get with 0x80045300, set with 0x40045301; value:
 *	struct signal_level.
 *
 * secret (property)
 *	ioctl on /dev/signal: set with 0x40085302; value: struct signal_secret.
 *
 * here (property)
 *	generic netlink: command 1 of the family SIG_nal; value: struct
 *	signal_here.
 *
 * load (property)
 *	text in /proc/self/load; value: struct signal_load.
 *	1 to 100.
 *
 * limit (property)
 *	text in /proc/sys/kernel/limit; value: struct signal_limit.
 *	Requires CAP_SYS_ADMIN.
 *
 * state (property)
 *	text in /sys/kernel/signal/state, where poll() says POLLPRI after a
 *	change; value: struct signal_state.
 *
 * reset (call)
 *	ioctl 0x5303 on /dev/signal.
 *	Requires CAP_SYS_ADMIN.
 *
 * exchange (call): Gives one thing for another.
 *	ioctl 0xc0145304 on /dev/signal; request: struct
 *	signal_exchange_request; reply: struct signal_exchange_reply.
 *	ENODEV: it is gone.
 *	EINVAL: count is 0.
 *
 * find (call)
 *	generic netlink: command 3 of the family SIG_nal; request: struct
 *	signal_find_request; reply: struct signal_find_reply.
 *
 * uevent (event): Something happened to a device.
 *	uevents; record: struct signal_uevent.
 *
 * added (event)
 *	uevents with ACTION=add; record: struct signal_added.
 *
 * moved (event)
 *	generic netlink: messages with command 4 to the group notify-2 of the
 *	family SIG_nal; record: struct signal_point.
 *
 * joined (event)
 *	generic netlink: messages with command 5 to the group notify-2 of the
 *	family SIG_nal, a record for each nest within attribute 7; record:
 *	struct signal_joined.
 *
 * points (table)
 *	generic netlink: command 6 of the family SIG_nal with NLM_F_DUMP, a row
 *	for each message; row: struct signal_point.
 *
 * members (table): A row for each member of each.
 *	generic netlink: command 6 of the family SIG_nal with NLM_F_DUMP, a row
 *	for each nest within attribute 7; row: struct signal_members.
 */
#ifndef _UAPI_SIGNAL_GW_H
#define _UAPI_SIGNAL_GW_H

#include <linux/errno.h>
#include <linux/types.h>

#include <gangway/layout.h>

/* action: What happened; a __u32. */
enum {
	SIGNAL_ACTION_ADD = 1,
	SIGNAL_ACTION_REMOVE = 2,
};

/* caps: What it can do; bits of a __u32. */
#define SIGNAL_CAPS_ASKS 0x1U
/* can be dumped */
#define SIGNAL_CAPS_DUMPS 0x2U

/**
 * struct signal_point - A place, within others and alone.
 * @left: attribute 1
 * @right: to the right (mm, attribute 2)
 */
struct signal_point {
	__s32 left;
	__s32 right;
};

/**
 * struct signal_level - value of property level
 * @value: Read and written (bits)
 */
struct signal_level {
	__u32 value;
};

/**
 * struct signal_secret - value of property secret
 * @value: value
 */
struct signal_secret {
	struct signal_point value;
};

/**
 * struct signal_here - value of property here
 * @value: attribute 3
 */
struct signal_here {
	struct signal_point value;
};

/**
 * struct signal_load - value of property load
 * @value: %
 */
struct signal_load {
	__u8 value;
};

/**
 * struct signal_limit - value of property limit
 * @value: value
 */
struct signal_limit {
	__aligned_u64 value;
};

/**
 * struct signal_state - value of property state
 * @value: SIGNAL_ACTION_*
 */
struct signal_state {
	__u32 value;
};

/**
 * struct signal_exchange_request - request of call exchange
 * @count: count
 * @data_len: how many of @data are used, at most 12; the rest is zero
 * @data: data
 */
struct signal_exchange_request {
	__u32 count;
	__u32 data_len;
	__u8 data[12];
};

/**
 * struct signal_exchange_reply - reply of call exchange
 * @where: where
 * @total: total
 */
struct signal_exchange_reply {
	struct signal_point where;
	__aligned_u64 total;
};

/**
 * struct signal_find_request - request of call find
 * @name: at most 15 bytes, ended by a NUL, zeros behind, attribute 2
 */
struct signal_find_request {
	char name[16];
};

/**
 * struct signal_find_reply - reply of call find
 * @id: attribute 1
 * @__pad0: zero
 * @caps: bits SIGNAL_CAPS_*, attribute 4
 * @where: attribute 5
 * @ways_count: how many of @ways are used, at most 3; the rest is zero
 * @ways: attribute 6
 */
struct signal_find_reply {
	__u16 id;
	__u8 __pad0[2];
	__u32 caps;
	struct signal_point where;
	__u32 ways_count;
	struct signal_point ways[3];
};

/**
 * struct signal_uevent - record of event uevent
 * @action: SIGNAL_ACTION_*
 * @devpath: below /sys (at most 255 bytes, ended by a NUL, zeros behind)
 * @__pad0: zero
 * @seqnum: seqnum
 */
struct signal_uevent {
	__u32 action;
	char devpath[256];
	__u8 __pad0[4];
	__aligned_u64 seqnum;
};

/**
 * struct signal_added - record of event added
 * @devname: at most 63 bytes, ended by a NUL, zeros behind
 */
struct signal_added {
	char devname[64];
};

/**
 * struct signal_joined - record of event joined
 * @name: at most 15 bytes, ended by a NUL, zeros behind, attribute 2
 * @member: IPv4 address, item 1
 */
struct signal_joined {
	char name[16];
	__be32 member;
};

/**
 * struct signal_members - row of table members
 * @name: at most 15 bytes, ended by a NUL, zeros behind, attribute 2
 * @id: of the member (item 1)
 * @at: item 2
 */
struct signal_members {
	char name[16];
	__u32 id;
	struct signal_point at;
};

/* What call exchange may answer instead. */
enum {
	/* it is gone */
	SIGNAL_EXCHANGE_ENODEV = ENODEV,
	/* count is 0 */
	SIGNAL_EXCHANGE_EINVAL = EINVAL,
};

/* Every compiler that reads this agrees on the bytes. */
GW_ASSERT_SIZE(struct signal_point, 8);
GW_ASSERT_OFFSET(struct signal_point, left, 0);
GW_ASSERT_OFFSET(struct signal_point, right, 4);
GW_ASSERT_SIZE(struct signal_level, 4);
GW_ASSERT_OFFSET(struct signal_level, value, 0);
GW_ASSERT_SIZE(struct signal_secret, 8);
GW_ASSERT_OFFSET(struct signal_secret, value, 0);
GW_ASSERT_SIZE(struct signal_here, 8);
GW_ASSERT_OFFSET(struct signal_here, value, 0);
GW_ASSERT_SIZE(struct signal_load, 1);
GW_ASSERT_OFFSET(struct signal_load, value, 0);
GW_ASSERT_SIZE(struct signal_limit, 8);
GW_ASSERT_OFFSET(struct signal_limit, value, 0);
GW_ASSERT_SIZE(struct signal_state, 4);
GW_ASSERT_OFFSET(struct signal_state, value, 0);
GW_ASSERT_SIZE(struct signal_exchange_request, 20);
GW_ASSERT_OFFSET(struct signal_exchange_request, count, 0);
GW_ASSERT_OFFSET(struct signal_exchange_request, data_len, 4);
GW_ASSERT_OFFSET(struct signal_exchange_request, data, 8);
GW_ASSERT_SIZE(struct signal_exchange_reply, 16);
GW_ASSERT_OFFSET(struct signal_exchange_reply, where, 0);
GW_ASSERT_OFFSET(struct signal_exchange_reply, total, 8);
GW_ASSERT_SIZE(struct signal_find_request, 16);
GW_ASSERT_OFFSET(struct signal_find_request, name, 0);
GW_ASSERT_SIZE(struct signal_find_reply, 44);
GW_ASSERT_OFFSET(struct signal_find_reply, id, 0);
GW_ASSERT_OFFSET(struct signal_find_reply, __pad0, 2);
GW_ASSERT_OFFSET(struct signal_find_reply, caps, 4);
GW_ASSERT_OFFSET(struct signal_find_reply, where, 8);
GW_ASSERT_OFFSET(struct signal_find_reply, ways_count, 16);
GW_ASSERT_OFFSET(struct signal_find_reply, ways, 20);
GW_ASSERT_SIZE(struct signal_uevent, 272);
GW_ASSERT_OFFSET(struct signal_uevent, action, 0);
GW_ASSERT_OFFSET(struct signal_uevent, devpath, 4);
GW_ASSERT_OFFSET(struct signal_uevent, __pad0, 260);
GW_ASSERT_OFFSET(struct signal_uevent, seqnum, 264);
GW_ASSERT_SIZE(struct signal_added, 64);
GW_ASSERT_OFFSET(struct signal_added, devname, 0);
GW_ASSERT_SIZE(struct signal_joined, 20);
GW_ASSERT_OFFSET(struct signal_joined, name, 0);
GW_ASSERT_OFFSET(struct signal_joined, member, 16);
GW_ASSERT_SIZE(struct signal_members, 28);
GW_ASSERT_OFFSET(struct signal_members, name, 0);
GW_ASSERT_OFFSET(struct signal_members, id, 16);
GW_ASSERT_OFFSET(struct signal_members, at, 20);

#endif /* _UAPI_SIGNAL_GW_H */
