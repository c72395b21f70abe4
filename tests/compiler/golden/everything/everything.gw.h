/* SPDX-License-Identifier: (GPL-2.0-only WITH Linux-syscall-note) OR MIT */
/*
 * everything: Uses every type and every feature that this version supports, so
 * that the outputs kept beside it show what the compiler makes of each.
 *
 * Its second paragraph holds what could upset a comment, a string, a table or a
 * raw literal: "quotes", a \ backslash, a | bar, `ticks`, <tags>, *stars*,
 * _lines_, %d, {}, ?? / and ??=, )gw at the end of a line \ äöü € 漢字, and an
 * end.
 *
 * Made by gangway-gen from everything.yaml; change that, not this.
 *
 * The protocol
 *
 * Open /dev/gangway/everything/INSTANCE: one open file is one session. It
 * belongs to the network namespace of the process that opened it. Values are in
 * the byte order of the machine unless their type says be or le. Padding is
 * zero. Structures may grow at their end; the size in a request says which
 * version the caller has, and <gangway/session.h> states the rules for both
 * sides, and the errors that every request may end with.
 *
 * What is shown in the page, and wished for there, crosses without a request:
 * <gangway/page.h> tells how.
 *
 * In generic netlink the family is EVERYTHING_GENL_FAMILY.
 * <gangway/genetlink.h> tells how to ask: the number of an element is its
 * command, and the attributes within GW_GENL_A_DATA are the fields of its
 * structure.
 *
 * flag (property): a truth
 *	struct everything_flag: get with EVERYTHING_IOC_GET_FLAG, set with
 *	EVERYTHING_IOC_SET_FLAG. At first true.
 *
 * small (property)
 *	struct everything_small: get with EVERYTHING_IOC_GET_SMALL, set with
 *	EVERYTHING_IOC_SET_SMALL. 1 to 100, else ERANGE. At first 7.
 *
 * count16 (property)
 *	struct everything_count16: get with EVERYTHING_IOC_GET_COUNT16, set with
 *	EVERYTHING_IOC_SET_COUNT16. 0 to 1000, else ERANGE.
 *
 * total (property): a value that "only" the provider changes; C:\path
 *	struct everything_total: get with EVERYTHING_IOC_GET_TOTAL.
 *
 * limit (property)
 *	struct everything_limit: get with EVERYTHING_IOC_GET_LIMIT, set with
 *	EVERYTHING_IOC_SET_LIMIT. 0x10 to 0xffffffffffffffff, else ERANGE. At
 *	first 0xffffffffffffffff.
 *
 * offset8 (property)
 *	struct everything_offset8: get with EVERYTHING_IOC_GET_OFFSET8, set with
 *	EVERYTHING_IOC_SET_OFFSET8. -128 to 0, else ERANGE. At first -128.
 *
 * offset64 (property)
 *	struct everything_offset64: get with EVERYTHING_IOC_GET_OFFSET64, set
 *	with EVERYTHING_IOC_SET_OFFSET64. At first -9223372036854775808.
 *
 * trim (property)
 *	struct everything_trim: get with EVERYTHING_IOC_GET_TRIM, set with
 *	EVERYTHING_IOC_SET_TRIM. -5 to 5, else ERANGE. At first -1.
 *
 * port (property)
 *	struct everything_port: get with EVERYTHING_IOC_GET_PORT, set with
 *	EVERYTHING_IOC_SET_PORT. 1024 to 65535, else ERANGE. At first 8080.
 *
 * serial (property)
 *	struct everything_serial: get with EVERYTHING_IOC_GET_SERIAL, set with
 *	EVERYTHING_IOC_SET_SERIAL. Shown in the page, struct everything_serial,
 *	place EVERYTHING_SERIAL; wished for there. At first 1.
 *
 * secret (property): can be set only
 *	struct everything_secret: set with EVERYTHING_IOC_SET_SECRET.
 *	Requires CAP_SYS_ADMIN.
 *
 * mode (property)
 *	struct everything_mode: get with EVERYTHING_IOC_GET_MODE, set with
 *	EVERYTHING_IOC_SET_MODE. At first slow.
 *
 * rights (property)
 *	struct everything_rights: get with EVERYTHING_IOC_GET_RIGHTS, set with
 *	EVERYTHING_IOC_SET_RIGHTS. At first read | execute.
 *	Requires CAP_NET_ADMIN.
 *
 * bits (property)
 *	struct everything_bits: get with EVERYTHING_IOC_GET_BITS, set with
 *	EVERYTHING_IOC_SET_BITS.
 *
 * far (property)
 *	struct everything_far: get with EVERYTHING_IOC_GET_FAR, set with
 *	EVERYTHING_IOC_SET_FAR. At first away.
 *
 * title (property)
 *	struct everything_title: get with EVERYTHING_IOC_GET_TITLE, set with
 *	EVERYTHING_IOC_SET_TITLE. At first "say "hi"?? /\ ü".
 *
 * blob (property)
 *	struct everything_blob: get with EVERYTHING_IOC_GET_BLOB, set with
 *	EVERYTHING_IOC_SET_BLOB.
 *
 * corner (property)
 *	struct everything_corner: get with EVERYTHING_IOC_GET_CORNER, set with
 *	EVERYTHING_IOC_SET_CORNER.
 *
 * tag (property)
 *	struct everything_tag: get with EVERYTHING_IOC_GET_TAG, set with
 *	EVERYTHING_IOC_SET_TAG.
 *
 * triple (property)
 *	struct everything_triple: get with EVERYTHING_IOC_GET_TRIPLE, set with
 *	EVERYTHING_IOC_SET_TRIPLE.
 *
 * some (property)
 *	struct everything_some: get with EVERYTHING_IOC_GET_SOME, set with
 *	EVERYTHING_IOC_SET_SOME.
 *
 * gateway (property)
 *	struct everything_gateway: get with EVERYTHING_IOC_GET_GATEWAY, set with
 *	EVERYTHING_IOC_SET_GATEWAY.
 *
 * address (property)
 *	struct everything_address: get with EVERYTHING_IOC_GET_ADDRESS.
 *
 * speed (property): as a file
 *	Text in /sys/class/gangway/everything@INSTANCE/speed, where poll() says
 *	POLLPRI after a change. Text in /proc/gangway/everything@INSTANCE/speed.
 *	Text in /proc/sys/gangway/everything@INSTANCE/speed. Text in
 *	/sys/kernel/debug/gangway/everything@INSTANCE/speed. At first fast.
 *
 * banner (property): as a file and as attributes
 *	Text in /sys/class/gangway/everything@INSTANCE/banner, where poll() says
 *	POLLPRI after a change. Generic netlink, struct everything_banner: get
 *	with command EVERYTHING_BANNER, set with EVERYTHING_BANNER |
 *	GW_GENL_SET. Each new value goes to the group
 *	EVERYTHING_GENL_GROUP_BANNER.
 *
 * weights (property)
 *	Generic netlink, struct everything_weights: get with command
 *	EVERYTHING_WEIGHTS, set with EVERYTHING_WEIGHTS | GW_GENL_SET.
 *
 * trigger (property)
 *	Text in /sys/class/gangway/everything@INSTANCE/trigger.
 *	Requires CAP_SYS_ADMIN.
 *
 * nothing (call)
 *	EVERYTHING_IOC_NOTHING, without an argument.
 *
 * ask (call): has no request
 *	EVERYTHING_IOC_ASK with union everything_ask, cleared before use: find
 *	the reply in its place.
 *
 * tell (call): has no reply
 *	EVERYTHING_IOC_TELL with union everything_tell, cleared before use: fill
 *	in its request.
 *
 * echo_scalars (call)
 *	EVERYTHING_IOC_ECHO_SCALARS with union everything_echo_scalars, cleared
 *	before use: fill in its request, find the reply in its place.
 *
 * echo_shapes (call): Gives back what it got, and may fail in many ways, which
 * its documentation tells of at some length.
 *	EVERYTHING_IOC_ECHO_SHAPES with union everything_echo_shapes, cleared
 *	before use: fill in its request, find the reply in its place.
 *	ENOENT: there is none.
 *	EBUSY: "another" has it.
 *	EAGAIN: not now; try again a little later, when whatever kept it from
 *	being done has gone away by itself.
 *	Requires CAP_NET_RAW.
 *
 * measure (call): goes by attributes
 *	Generic netlink: command EVERYTHING_MEASURE with struct
 *	everything_shapes, answered by struct everything_measure_reply.
 *	ENOENT: nothing to measure.
 *
 * uneven (call)
 *	EVERYTHING_IOC_UNEVEN with union everything_uneven, cleared before use:
 *	fill in its request, find the reply in its place.
 *
 * ping (event): sent from a thread
 *	Subscribe with bit EVERYTHING_PING in the events of GW_IOC_SUBSCRIBE;
 *	each record is a struct everything_ping, and <gangway/ring.h> tells how
 *	to read it.
 *
 * point (event): a named struct as a record
 *	Subscribe with bit EVERYTHING_POINT in the events of GW_IOC_SUBSCRIBE;
 *	each record is a struct everything_point, and <gangway/ring.h> tells how
 *	to read it.
 *
 * shape (event)
 *	Subscribe with bit EVERYTHING_SHAPE in the events of GW_IOC_SUBSCRIBE;
 *	each record is a struct everything_shapes, and <gangway/ring.h> tells
 *	how to read it.
 *	Requires CAP_NET_RAW.
 *
 * beat (event): from anywhere
 *	Subscribe with bit EVERYTHING_BEAT in the events of GW_IOC_SUBSCRIBE;
 *	each record is a struct everything_beat, and <gangway/ring.h> tells how
 *	to read it.
 *
 * alarm (event): to the ring and to all who listen
 *	Subscribe with bit EVERYTHING_ALARM in the events of GW_IOC_SUBSCRIBE;
 *	each record is a struct everything_stamp, and <gangway/ring.h> tells how
 *	to read it.
 *	Generic netlink: messages of the group EVERYTHING_GENL_GROUP_ALARM, each
 *	a struct everything_stamp.
 *	Requires CAP_NET_ADMIN.
 *
 * hosts (table): in the order of a number; who are there | and how much they
 * said
 *	Text in /proc/gangway/everything@INSTANCE/hosts: a line with the names
 *	of the columns, then a line for each row.
 *
 * users (table): in the order of a string
 *	Text in /proc/gangway/everything@INSTANCE/users: a line with the names
 *	of the columns, then a line for each row.
 *	Generic netlink: command EVERYTHING_USERS with NLM_F_DUMP; each message
 *	is a row, struct everything_users.
 *	Requires CAP_NET_ADMIN.
 *
 * links (table)
 *	Generic netlink: command EVERYTHING_LINKS with NLM_F_DUMP; each message
 *	is a row, struct everything_links.
 *
 * switches (table)
 *	Text in /proc/gangway/everything@INSTANCE/switches: a line with the
 *	names of the columns, then a line for each row.
 */
#ifndef _UAPI_EVERYTHING_GW_H
#define _UAPI_EVERYTHING_GW_H

#include <linux/errno.h>
#include <linux/types.h>

#include <gangway/genetlink.h>
#include <gangway/layout.h>
#include <gangway/page.h>
#include <gangway/ring.h>
#include <gangway/session.h>

#define EVERYTHING_NODE_DIR "/dev/gangway/everything/"	/* of the instances' nodes */

/* Numbers of the elements, recorded in everything.lock. */
#define EVERYTHING_FLAG 1		/* property */
#define EVERYTHING_SMALL 2		/* property */
#define EVERYTHING_COUNT16 3		/* property */
#define EVERYTHING_TOTAL 4		/* property */
#define EVERYTHING_LIMIT 5		/* property */
#define EVERYTHING_OFFSET8 6		/* property */
#define EVERYTHING_OFFSET64 7		/* property */
#define EVERYTHING_TRIM 8		/* property */
#define EVERYTHING_PORT 9		/* property */
#define EVERYTHING_SERIAL 10		/* property */
#define EVERYTHING_SECRET 11		/* property */
#define EVERYTHING_MODE 12		/* property */
#define EVERYTHING_RIGHTS 13		/* property */
#define EVERYTHING_BITS 14		/* property */
#define EVERYTHING_FAR 15		/* property */
#define EVERYTHING_TITLE 16		/* property */
#define EVERYTHING_BLOB 17		/* property */
#define EVERYTHING_CORNER 18		/* property */
#define EVERYTHING_TAG 19		/* property */
#define EVERYTHING_TRIPLE 20		/* property */
#define EVERYTHING_SOME 21		/* property */
#define EVERYTHING_GATEWAY 22		/* property */
#define EVERYTHING_ADDRESS 23		/* property */
#define EVERYTHING_SPEED 24		/* property */
#define EVERYTHING_BANNER 25		/* property */
#define EVERYTHING_WEIGHTS 26		/* property */
#define EVERYTHING_TRIGGER 27		/* property */
#define EVERYTHING_NOTHING 28		/* call */
#define EVERYTHING_ASK 29		/* call */
#define EVERYTHING_TELL 30		/* call */
#define EVERYTHING_ECHO_SCALARS 31	/* call */
#define EVERYTHING_ECHO_SHAPES 32	/* call */
#define EVERYTHING_MEASURE 33		/* call */
#define EVERYTHING_UNEVEN 34		/* call */
#define EVERYTHING_PING 35		/* event */
#define EVERYTHING_POINT 36		/* event */
#define EVERYTHING_SHAPE 37		/* event */
#define EVERYTHING_BEAT 38		/* event */
#define EVERYTHING_ALARM 39		/* event */
#define EVERYTHING_HOSTS 40		/* table */
#define EVERYTHING_USERS 41		/* table */
#define EVERYTHING_LINKS 42		/* table */
#define EVERYTHING_SWITCHES 43		/* table */

/* Generic netlink: the family, and its multicast groups. */
#define EVERYTHING_GENL_FAMILY "everything"
#define EVERYTHING_GENL_GROUP_BANNER "banner"
#define EVERYTHING_GENL_GROUP_ALARM "alarm"

/* mode: How fast it goes; a __u32. */
enum {
	EVERYTHING_MODE_IDLE = 0,
	/* saves power */
	EVERYTHING_MODE_SLOW = 1,
	/*
	 * as fast as it can, however much power that takes, and with words
	 * enough to fill more than one line
	 */
	EVERYTHING_MODE_FAST = 5,
};

/* level: a __u8. */
enum {
	EVERYTHING_LEVEL_LOW = 0,
	EVERYTHING_LEVEL_MIDDLE = 1,
	EVERYTHING_LEVEL_HIGH = 2,
};

/* wide: a __u64. */
#define EVERYTHING_WIDE_SMALL 1ULL
#define EVERYTHING_WIDE_LARGE 18446744073709551615ULL

/* color: a __u16. */
enum {
	EVERYTHING_COLOR_RED = 1,
	EVERYTHING_COLOR_GREEN = 2,
	EVERYTHING_COLOR_BLUE = 32768,
};

/* rights: What may be done; bits of a __u32. */
#define EVERYTHING_RIGHTS_READ 0x1U
#define EVERYTHING_RIGHTS_WRITE 0x2U
#define EVERYTHING_RIGHTS_EXECUTE 0x4U

/* bits: bits of a __u8. */
#define EVERYTHING_BITS_B0 0x1U
#define EVERYTHING_BITS_B1 0x2U
#define EVERYTHING_BITS_B2 0x4U
#define EVERYTHING_BITS_B3 0x8U
#define EVERYTHING_BITS_B4 0x10U
#define EVERYTHING_BITS_B5 0x20U
#define EVERYTHING_BITS_B6 0x40U
#define EVERYTHING_BITS_B7 0x80U

/* far: bits of a __u64. */
#define EVERYTHING_FAR_NEAR 0x1ULL
/* the last bit */
#define EVERYTHING_FAR_AWAY 0x8000000000000000ULL

/* place: bits of a __u16. */
#define EVERYTHING_PLACE_HOME 0x1U
#define EVERYTHING_PLACE_WORK 0x2U

/**
 * struct everything_point - A point, part of others.
 * @dx: mm
 * @dy: mm
 */
struct everything_point {
	__s32 dx;
	__s32 dy;
};

/**
 * struct everything_label - part of others
 * @text: at most 6 bytes, ended by a NUL, zeros behind
 * @lit: 0 or 1
 */
struct everything_label {
	char text[7];
	__u8 lit;
};

/**
 * struct everything_stamp - record of event alarm
 * @at: ns
 * @kind: EVERYTHING_LEVEL_*
 * @__pad0: zero
 * @where: where
 * @__pad1: zero
 */
struct everything_stamp {
	__aligned_u64 at;
	__u8 kind;
	__u8 __pad0[3];
	struct everything_point where;
	__u8 __pad1[4];
};

/**
 * struct everything_scalars - Every scalar, with holes between some.
 * @truth: is it so (0 or 1)
 * @__pad0: zero
 * @a_u16: a_u16
 * @a_u8: a_u8
 * @__pad1: zero
 * @a_u32: shown as hexadecimal
 * @a_s8: a_s8
 * @__pad2: zero
 * @a_u64: bytes
 * @a_s16: a_s16
 * @__pad3: zero
 * @a_s32: a_s32
 * @b_s8: b_s8
 * @__pad4: zero
 * @a_s64: a_s64
 * @a_be16: a_be16
 * @__pad5: zero
 * @a_be32: a_be32
 * @c_u8: c_u8
 * @__pad6: zero
 * @a_be64: shown as hexadecimal
 * @a_le16: a_le16
 * @__pad7: zero
 * @a_le32: a_le32
 * @a_le64: a_le64
 * @a_mode: EVERYTHING_MODE_*
 * @a_level: EVERYTHING_LEVEL_*
 * @__pad8: zero
 * @a_wide: EVERYTHING_WIDE_*
 * @a_color: EVERYTHING_COLOR_*
 * @__pad9: zero
 * @a_rights: bits EVERYTHING_RIGHTS_*
 * @a_bits: bits EVERYTHING_BITS_*
 * @__pad10: zero
 * @a_far: bits EVERYTHING_FAR_*
 * @a_place: bits EVERYTHING_PLACE_*
 * @__pad11: zero
 */
struct everything_scalars {
	__u8 truth;
	__u8 __pad0[1];
	__u16 a_u16;
	__u8 a_u8;
	__u8 __pad1[3];
	__u32 a_u32;
	__s8 a_s8;
	__u8 __pad2[3];
	__aligned_u64 a_u64;
	__s16 a_s16;
	__u8 __pad3[2];
	__s32 a_s32;
	__s8 b_s8;
	__u8 __pad4[7];
	__gw_aligned_s64 a_s64;
	__be16 a_be16;
	__u8 __pad5[2];
	__be32 a_be32;
	__u8 c_u8;
	__u8 __pad6[7];
	__aligned_be64 a_be64;
	__le16 a_le16;
	__u8 __pad7[2];
	__le32 a_le32;
	__aligned_le64 a_le64;
	__u32 a_mode;
	__u8 a_level;
	__u8 __pad8[3];
	__aligned_u64 a_wide;
	__u16 a_color;
	__u8 __pad9[2];
	__u32 a_rights;
	__u8 a_bits;
	__u8 __pad10[7];
	__aligned_u64 a_far;
	__u16 a_place;
	__u8 __pad11[6];
};

/**
 * struct everything_shapes - Every form of field.
 * @name: whose it is (at most 15 bytes, ended by a NUL, zeros behind)
 * @tiny: at most 1 bytes, ended by a NUL, zeros behind
 * @__pad0: zero
 * @blob_len: how many of @blob are used, at most 5; the rest is zero
 * @blob: anything (shown as hexadecimal)
 * @__pad1: zero
 * @more_len: how many of @more are used, at most 64; the rest is zero
 * @more: more
 * @three: three
 * @octets: octets
 * @truths: 0 or 1
 * @__pad2: zero
 * @modes: EVERYTHING_MODE_*
 * @__pad3: zero
 * @longs: us
 * @points: points
 * @labels: nested arrays of structs
 * @v4: IPv4 address
 * @v6: IPv6 address
 * @ether: MAC address
 * @id: UUID
 * @__pad4: zero
 * @v4s: IPv4 address
 * @up_bytes_count: how many of @up_bytes are used, at most 3; the rest is zero
 * @up_bytes: up_bytes
 * @__pad5: zero
 * @up_truths_count: how many of @up_truths are used, at most 3; the rest is
 *	zero
 * @up_truths: 0 or 1
 * @__pad6: zero
 * @up_words_count: how many of @up_words are used, at most 3; the rest is zero
 * @up_words: shown as hexadecimal
 * @__pad7: zero
 * @up_longs_count: how many of @up_longs are used, at most 3; the rest is zero
 * @__pad8: zero
 * @up_longs: up_longs
 * @up_orders_count: how many of @up_orders are used, at most 2; the rest is
 *	zero
 * @__pad9: zero
 * @up_orders: up_orders
 * @up_addresses_count: how many of @up_addresses are used, at most 4; the rest
 *	is zero
 * @up_addresses: IPv4 address
 * @up_modes_count: how many of @up_modes are used, at most 4; the rest is zero
 * @up_modes: EVERYTHING_MODE_*
 * @up_rights_count: how many of @up_rights are used, at most 3; the rest is
 *	zero
 * @up_rights: bits EVERYTHING_RIGHTS_*
 * @up_labels_count: how many of @up_labels are used, at most 3; the rest is
 *	zero
 * @up_labels: up_labels
 * @__pad10: zero
 * @up_stamps_count: how many of @up_stamps are used, at most 2; the rest is
 *	zero
 * @__pad11: zero
 * @up_stamps: up_stamps
 * @one: one
 * @stamp: stamp
 * @last: and a tail behind it
 * @__pad12: zero
 *
 * Arrays of structs among them.
 */
struct everything_shapes {
	char name[16];
	char tiny[2];
	__u8 __pad0[2];
	__u32 blob_len;
	__u8 blob[5];
	__u8 __pad1[3];
	__u32 more_len;
	__u8 more[64];
	__u16 three[3];
	__u8 octets[5];
	__u8 truths[3];
	__u8 __pad2[2];
	__u32 modes[2];
	__u8 __pad3[4];
	__gw_aligned_s64 longs[2];
	struct everything_point points[2];
	struct everything_label labels[2];
	__be32 v4;
	__u8 v6[16];
	__u8 ether[6];
	__u8 id[16];
	__u8 __pad4[2];
	__be32 v4s[2];
	__u32 up_bytes_count;
	__u8 up_bytes[3];
	__u8 __pad5[1];
	__u32 up_truths_count;
	__u8 up_truths[3];
	__u8 __pad6[1];
	__u32 up_words_count;
	__u16 up_words[3];
	__u8 __pad7[2];
	__u32 up_longs_count;
	__u8 __pad8[4];
	__aligned_u64 up_longs[3];
	__u32 up_orders_count;
	__u8 __pad9[4];
	__aligned_be64 up_orders[2];
	__u32 up_addresses_count;
	__be32 up_addresses[4];
	__u32 up_modes_count;
	__u32 up_modes[4];
	__u32 up_rights_count;
	__u32 up_rights[3];
	__u32 up_labels_count;
	struct everything_label up_labels[3];
	__u8 __pad10[4];
	__u32 up_stamps_count;
	__u8 __pad11[4];
	struct everything_stamp up_stamps[2];
	struct everything_point one;
	struct everything_stamp stamp;
	__u8 last;
	__u8 __pad12[7];
};

/**
 * struct everything_flag - value of property flag
 * @value: a truth (0 or 1)
 */
struct everything_flag {
	__u8 value;
};

/**
 * struct everything_small - value of property small
 * @value: %
 */
struct everything_small {
	__u8 value;
};

/**
 * struct everything_count16 - value of property count16
 * @value: value
 */
struct everything_count16 {
	__u16 value;
};

/**
 * struct everything_total - value of property total
 * @value: a value that "only" the provider changes; C:\path (bytes)
 */
struct everything_total {
	__aligned_u64 value;
};

/**
 * struct everything_limit - value of property limit
 * @value: shown as hexadecimal
 */
struct everything_limit {
	__aligned_u64 value;
};

/**
 * struct everything_offset8 - value of property offset8
 * @value: value
 */
struct everything_offset8 {
	__s8 value;
};

/**
 * struct everything_offset64 - value of property offset64
 * @value: value
 */
struct everything_offset64 {
	__gw_aligned_s64 value;
};

/**
 * struct everything_trim - value of property trim
 * @value: ppm
 */
struct everything_trim {
	__s32 value;
};

/**
 * struct everything_port - value of property port
 * @value: value
 */
struct everything_port {
	__be16 value;
};

/**
 * struct everything_serial - value of property serial
 * @value: value
 */
struct everything_serial {
	__aligned_le64 value;
};

/**
 * struct everything_secret - value of property secret
 * @value: can be set only
 */
struct everything_secret {
	__u32 value;
};

/**
 * struct everything_mode - value of property mode
 * @value: EVERYTHING_MODE_*
 */
struct everything_mode {
	__u32 value;
};

/**
 * struct everything_rights - value of property rights
 * @value: bits EVERYTHING_RIGHTS_*
 */
struct everything_rights {
	__u32 value;
};

/**
 * struct everything_bits - value of property bits
 * @value: bits EVERYTHING_BITS_*
 */
struct everything_bits {
	__u8 value;
};

/**
 * struct everything_far - value of property far
 * @value: bits EVERYTHING_FAR_*
 */
struct everything_far {
	__aligned_u64 value;
};

/**
 * struct everything_title - value of property title
 * @value: at most 20 bytes, ended by a NUL, zeros behind
 */
struct everything_title {
	char value[21];
};

/**
 * struct everything_blob - value of property blob
 * @value_len: how many of @value are used, at most 10; the rest is zero
 * @value: value
 * @__pad0: zero
 */
struct everything_blob {
	__u32 value_len;
	__u8 value[10];
	__u8 __pad0[2];
};

/**
 * struct everything_corner - value of property corner
 * @value: value
 */
struct everything_corner {
	struct everything_point value;
};

/**
 * struct everything_tag - value of property tag
 * @value: value
 */
struct everything_tag {
	struct everything_label value;
};

/**
 * struct everything_triple - value of property triple
 * @value: value
 */
struct everything_triple {
	__u32 value[3];
};

/**
 * struct everything_some - value of property some
 * @value_count: how many of @value are used, at most 3; the rest is zero
 * @value: EVERYTHING_MODE_*
 */
struct everything_some {
	__u32 value_count;
	__u32 value[3];
};

/**
 * struct everything_gateway - value of property gateway
 * @value: IPv4 address
 */
struct everything_gateway {
	__be32 value;
};

/**
 * struct everything_address - value of property address
 * @value: MAC address
 */
struct everything_address {
	__u8 value[6];
};

/**
 * struct everything_speed - value of property speed
 * @value: as a file (EVERYTHING_MODE_*)
 */
struct everything_speed {
	__u32 value;
};

/**
 * struct everything_banner - value of property banner
 * @value: as a file and as attributes (at most 40 bytes, ended by a NUL, zeros
 *	behind)
 */
struct everything_banner {
	char value[41];
};

/**
 * struct everything_weights - value of property weights
 * @value_count: how many of @value are used, at most 8; the rest is zero
 * @value: value
 */
struct everything_weights {
	__u32 value_count;
	__s16 value[8];
};

/**
 * struct everything_trigger - value of property trigger
 * @value: shown as hexadecimal
 */
struct everything_trigger {
	__u32 value;
};

/**
 * struct everything_ask_reply - reply of call ask
 * @answer: answer
 */
struct everything_ask_reply {
	__u32 answer;
};

/**
 * struct everything_tell_request - request of call tell
 * @what: at most 30 bytes, ended by a NUL, zeros behind
 */
struct everything_tell_request {
	char what[31];
};

/**
 * struct everything_measure_reply - reply of call measure
 * @sum: sum
 * @worst: worst
 */
struct everything_measure_reply {
	__aligned_u64 sum;
	struct everything_stamp worst;
};

/**
 * struct everything_uneven_request - request of call uneven
 * @nine: nine
 */
struct everything_uneven_request {
	__u8 nine[9];
};

/**
 * struct everything_uneven_reply - reply of call uneven
 * @tall: tall
 */
struct everything_uneven_reply {
	__aligned_u64 tall;
};

/**
 * struct everything_ping - record of event ping
 * @round: round
 */
struct everything_ping {
	__u32 round;
};

/**
 * struct everything_beat - record of event beat
 * @at: ns
 * @cpu: cpu
 * @__pad0: zero
 */
struct everything_beat {
	__aligned_u64 at;
	__u32 cpu;
	__u8 __pad0[4];
};

/**
 * struct everything_hosts - row of table hosts
 * @saddr: who (IPv4 address)
 * @__pad0: zero
 * @packets: how many
 * @names_count: how many of @names are used, at most 3; the rest is zero
 * @names: EVERYTHING_MODE_*
 */
struct everything_hosts {
	__be32 saddr;
	__u8 __pad0[4];
	__aligned_u64 packets;
	__u32 names_count;
	__u32 names[3];
};

/**
 * struct everything_users - row of table users
 * @name: at most 31 bytes, ended by a NUL, zeros behind
 * @rights: bits EVERYTHING_RIGHTS_*
 * @ether: MAC address
 * @__pad0: zero
 */
struct everything_users {
	char name[32];
	__u32 rights;
	__u8 ether[6];
	__u8 __pad0[2];
};

/**
 * struct everything_links - row of table links
 * @ether: MAC address
 * @__pad0: zero
 * @where: where
 * @up: 0 or 1
 * @__pad1: zero
 */
struct everything_links {
	__u8 ether[6];
	__u8 __pad0[2];
	struct everything_point where;
	__u8 up;
	__u8 __pad1[3];
};

/**
 * struct everything_switches - row of table switches
 * @on_or_off: 0 or 1
 * @__pad0: zero
 * @count32: count32
 */
struct everything_switches {
	__u8 on_or_off;
	__u8 __pad0[3];
	__u32 count32;
};

/* Attributes: the fields of struct everything_point. */
enum {
	EVERYTHING_POINT_A_DX = 1,
	EVERYTHING_POINT_A_DY,
};

/* Attributes: the fields of struct everything_label. */
enum {
	EVERYTHING_LABEL_A_TEXT = 1,
	EVERYTHING_LABEL_A_LIT,
};

/* Attributes: the fields of struct everything_stamp. */
enum {
	EVERYTHING_STAMP_A_AT = 1,
	EVERYTHING_STAMP_A_KIND,
	EVERYTHING_STAMP_A_WHERE,
};

/* Attributes: the fields of struct everything_shapes. */
enum {
	EVERYTHING_SHAPES_A_NAME = 1,
	EVERYTHING_SHAPES_A_TINY,
	EVERYTHING_SHAPES_A_BLOB,
	EVERYTHING_SHAPES_A_MORE,
	EVERYTHING_SHAPES_A_THREE,
	EVERYTHING_SHAPES_A_OCTETS,
	EVERYTHING_SHAPES_A_TRUTHS,
	EVERYTHING_SHAPES_A_MODES,
	EVERYTHING_SHAPES_A_LONGS,
	EVERYTHING_SHAPES_A_POINTS,
	EVERYTHING_SHAPES_A_LABELS,
	EVERYTHING_SHAPES_A_V4,
	EVERYTHING_SHAPES_A_V6,
	EVERYTHING_SHAPES_A_ETHER,
	EVERYTHING_SHAPES_A_ID,
	EVERYTHING_SHAPES_A_V4S,
	EVERYTHING_SHAPES_A_UP_BYTES,
	EVERYTHING_SHAPES_A_UP_TRUTHS,
	EVERYTHING_SHAPES_A_UP_WORDS,
	EVERYTHING_SHAPES_A_UP_LONGS,
	EVERYTHING_SHAPES_A_UP_ORDERS,
	EVERYTHING_SHAPES_A_UP_ADDRESSES,
	EVERYTHING_SHAPES_A_UP_MODES,
	EVERYTHING_SHAPES_A_UP_RIGHTS,
	EVERYTHING_SHAPES_A_UP_LABELS,
	EVERYTHING_SHAPES_A_UP_STAMPS,
	EVERYTHING_SHAPES_A_ONE,
	EVERYTHING_SHAPES_A_STAMP,
	EVERYTHING_SHAPES_A_LAST,
};

/* Attributes: the fields of struct everything_banner. */
enum {
	EVERYTHING_BANNER_A_VALUE = 1,
};

/* Attributes: the fields of struct everything_weights. */
enum {
	EVERYTHING_WEIGHTS_A_VALUE = 1,
};

/* Attributes: the fields of struct everything_measure_reply. */
enum {
	EVERYTHING_MEASURE_REPLY_A_SUM = 1,
	EVERYTHING_MEASURE_REPLY_A_WORST,
};

/* Attributes: the fields of struct everything_users. */
enum {
	EVERYTHING_USERS_A_NAME = 1,
	EVERYTHING_USERS_A_RIGHTS,
	EVERYTHING_USERS_A_ETHER,
};

/* Attributes: the fields of struct everything_links. */
enum {
	EVERYTHING_LINKS_A_ETHER = 1,
	EVERYTHING_LINKS_A_WHERE,
	EVERYTHING_LINKS_A_UP,
};

#define EVERYTHING_IOC_GET_FLAG \
	_IOR(GW_IOC_MAGIC, EVERYTHING_FLAG, struct everything_flag)
#define EVERYTHING_IOC_SET_FLAG \
	_IOW(GW_IOC_MAGIC, EVERYTHING_FLAG, struct everything_flag)

#define EVERYTHING_IOC_GET_SMALL \
	_IOR(GW_IOC_MAGIC, EVERYTHING_SMALL, struct everything_small)
#define EVERYTHING_IOC_SET_SMALL \
	_IOW(GW_IOC_MAGIC, EVERYTHING_SMALL, struct everything_small)

#define EVERYTHING_IOC_GET_COUNT16 \
	_IOR(GW_IOC_MAGIC, EVERYTHING_COUNT16, struct everything_count16)
#define EVERYTHING_IOC_SET_COUNT16 \
	_IOW(GW_IOC_MAGIC, EVERYTHING_COUNT16, struct everything_count16)

#define EVERYTHING_IOC_GET_TOTAL \
	_IOR(GW_IOC_MAGIC, EVERYTHING_TOTAL, struct everything_total)

#define EVERYTHING_IOC_GET_LIMIT \
	_IOR(GW_IOC_MAGIC, EVERYTHING_LIMIT, struct everything_limit)
#define EVERYTHING_IOC_SET_LIMIT \
	_IOW(GW_IOC_MAGIC, EVERYTHING_LIMIT, struct everything_limit)

#define EVERYTHING_IOC_GET_OFFSET8 \
	_IOR(GW_IOC_MAGIC, EVERYTHING_OFFSET8, struct everything_offset8)
#define EVERYTHING_IOC_SET_OFFSET8 \
	_IOW(GW_IOC_MAGIC, EVERYTHING_OFFSET8, struct everything_offset8)

#define EVERYTHING_IOC_GET_OFFSET64 \
	_IOR(GW_IOC_MAGIC, EVERYTHING_OFFSET64, struct everything_offset64)
#define EVERYTHING_IOC_SET_OFFSET64 \
	_IOW(GW_IOC_MAGIC, EVERYTHING_OFFSET64, struct everything_offset64)

#define EVERYTHING_IOC_GET_TRIM \
	_IOR(GW_IOC_MAGIC, EVERYTHING_TRIM, struct everything_trim)
#define EVERYTHING_IOC_SET_TRIM \
	_IOW(GW_IOC_MAGIC, EVERYTHING_TRIM, struct everything_trim)

#define EVERYTHING_IOC_GET_PORT \
	_IOR(GW_IOC_MAGIC, EVERYTHING_PORT, struct everything_port)
#define EVERYTHING_IOC_SET_PORT \
	_IOW(GW_IOC_MAGIC, EVERYTHING_PORT, struct everything_port)

#define EVERYTHING_IOC_GET_SERIAL \
	_IOR(GW_IOC_MAGIC, EVERYTHING_SERIAL, struct everything_serial)
#define EVERYTHING_IOC_SET_SERIAL \
	_IOW(GW_IOC_MAGIC, EVERYTHING_SERIAL, struct everything_serial)

#define EVERYTHING_IOC_SET_SECRET \
	_IOW(GW_IOC_MAGIC, EVERYTHING_SECRET, struct everything_secret)

#define EVERYTHING_IOC_GET_MODE \
	_IOR(GW_IOC_MAGIC, EVERYTHING_MODE, struct everything_mode)
#define EVERYTHING_IOC_SET_MODE \
	_IOW(GW_IOC_MAGIC, EVERYTHING_MODE, struct everything_mode)

#define EVERYTHING_IOC_GET_RIGHTS \
	_IOR(GW_IOC_MAGIC, EVERYTHING_RIGHTS, struct everything_rights)
#define EVERYTHING_IOC_SET_RIGHTS \
	_IOW(GW_IOC_MAGIC, EVERYTHING_RIGHTS, struct everything_rights)

#define EVERYTHING_IOC_GET_BITS \
	_IOR(GW_IOC_MAGIC, EVERYTHING_BITS, struct everything_bits)
#define EVERYTHING_IOC_SET_BITS \
	_IOW(GW_IOC_MAGIC, EVERYTHING_BITS, struct everything_bits)

#define EVERYTHING_IOC_GET_FAR \
	_IOR(GW_IOC_MAGIC, EVERYTHING_FAR, struct everything_far)
#define EVERYTHING_IOC_SET_FAR \
	_IOW(GW_IOC_MAGIC, EVERYTHING_FAR, struct everything_far)

#define EVERYTHING_IOC_GET_TITLE \
	_IOR(GW_IOC_MAGIC, EVERYTHING_TITLE, struct everything_title)
#define EVERYTHING_IOC_SET_TITLE \
	_IOW(GW_IOC_MAGIC, EVERYTHING_TITLE, struct everything_title)

#define EVERYTHING_IOC_GET_BLOB \
	_IOR(GW_IOC_MAGIC, EVERYTHING_BLOB, struct everything_blob)
#define EVERYTHING_IOC_SET_BLOB \
	_IOW(GW_IOC_MAGIC, EVERYTHING_BLOB, struct everything_blob)

#define EVERYTHING_IOC_GET_CORNER \
	_IOR(GW_IOC_MAGIC, EVERYTHING_CORNER, struct everything_corner)
#define EVERYTHING_IOC_SET_CORNER \
	_IOW(GW_IOC_MAGIC, EVERYTHING_CORNER, struct everything_corner)

#define EVERYTHING_IOC_GET_TAG \
	_IOR(GW_IOC_MAGIC, EVERYTHING_TAG, struct everything_tag)
#define EVERYTHING_IOC_SET_TAG \
	_IOW(GW_IOC_MAGIC, EVERYTHING_TAG, struct everything_tag)

#define EVERYTHING_IOC_GET_TRIPLE \
	_IOR(GW_IOC_MAGIC, EVERYTHING_TRIPLE, struct everything_triple)
#define EVERYTHING_IOC_SET_TRIPLE \
	_IOW(GW_IOC_MAGIC, EVERYTHING_TRIPLE, struct everything_triple)

#define EVERYTHING_IOC_GET_SOME \
	_IOR(GW_IOC_MAGIC, EVERYTHING_SOME, struct everything_some)
#define EVERYTHING_IOC_SET_SOME \
	_IOW(GW_IOC_MAGIC, EVERYTHING_SOME, struct everything_some)

#define EVERYTHING_IOC_GET_GATEWAY \
	_IOR(GW_IOC_MAGIC, EVERYTHING_GATEWAY, struct everything_gateway)
#define EVERYTHING_IOC_SET_GATEWAY \
	_IOW(GW_IOC_MAGIC, EVERYTHING_GATEWAY, struct everything_gateway)

#define EVERYTHING_IOC_GET_ADDRESS \
	_IOR(GW_IOC_MAGIC, EVERYTHING_ADDRESS, struct everything_address)

#define EVERYTHING_IOC_NOTHING _IO(GW_IOC_MAGIC, EVERYTHING_NOTHING)

/* The buffer of call ask. */
union everything_ask {
	struct everything_ask_reply reply;
};

#define EVERYTHING_IOC_ASK \
	_IOWR(GW_IOC_MAGIC, EVERYTHING_ASK, union everything_ask)

/* The buffer of call tell. */
union everything_tell {
	struct everything_tell_request request;
};

#define EVERYTHING_IOC_TELL \
	_IOWR(GW_IOC_MAGIC, EVERYTHING_TELL, union everything_tell)

/* The buffer of call echo_scalars. */
union everything_echo_scalars {
	struct everything_scalars request;
	struct everything_scalars reply;
};

#define EVERYTHING_IOC_ECHO_SCALARS \
	_IOWR(GW_IOC_MAGIC, EVERYTHING_ECHO_SCALARS, union everything_echo_scalars)

/* The buffer of call echo_shapes. */
union everything_echo_shapes {
	struct everything_shapes request;
	struct everything_shapes reply;
};

#define EVERYTHING_IOC_ECHO_SHAPES \
	_IOWR(GW_IOC_MAGIC, EVERYTHING_ECHO_SHAPES, union everything_echo_shapes)

/* What call echo_shapes may answer instead. */
enum {
	/* there is none */
	EVERYTHING_ECHO_SHAPES_ENOENT = ENOENT,
	/* "another" has it */
	EVERYTHING_ECHO_SHAPES_EBUSY = EBUSY,
	/*
	 * not now; try again a little later, when whatever kept it from being
	 * done has gone away by itself
	 */
	EVERYTHING_ECHO_SHAPES_EAGAIN = EAGAIN,
};

/* What call measure may answer instead. */
enum {
	/* nothing to measure */
	EVERYTHING_MEASURE_ENOENT = ENOENT,
};

/* The buffer of call uneven. */
union everything_uneven {
	struct everything_uneven_request request;
	struct everything_uneven_reply reply;
};

#define EVERYTHING_IOC_UNEVEN \
	_IOWR(GW_IOC_MAGIC, EVERYTHING_UNEVEN, union everything_uneven)

/* Every compiler that reads this agrees on the bytes. */
GW_ASSERT_SIZE(struct everything_point, 8);
GW_ASSERT_OFFSET(struct everything_point, dx, 0);
GW_ASSERT_OFFSET(struct everything_point, dy, 4);
GW_ASSERT_SIZE(struct everything_label, 8);
GW_ASSERT_OFFSET(struct everything_label, text, 0);
GW_ASSERT_OFFSET(struct everything_label, lit, 7);
GW_ASSERT_SIZE(struct everything_stamp, 24);
GW_ASSERT_OFFSET(struct everything_stamp, at, 0);
GW_ASSERT_OFFSET(struct everything_stamp, kind, 8);
GW_ASSERT_OFFSET(struct everything_stamp, __pad0, 9);
GW_ASSERT_OFFSET(struct everything_stamp, where, 12);
GW_ASSERT_OFFSET(struct everything_stamp, __pad1, 20);
GW_ASSERT_SIZE(struct everything_scalars, 136);
GW_ASSERT_OFFSET(struct everything_scalars, truth, 0);
GW_ASSERT_OFFSET(struct everything_scalars, __pad0, 1);
GW_ASSERT_OFFSET(struct everything_scalars, a_u16, 2);
GW_ASSERT_OFFSET(struct everything_scalars, a_u8, 4);
GW_ASSERT_OFFSET(struct everything_scalars, __pad1, 5);
GW_ASSERT_OFFSET(struct everything_scalars, a_u32, 8);
GW_ASSERT_OFFSET(struct everything_scalars, a_s8, 12);
GW_ASSERT_OFFSET(struct everything_scalars, __pad2, 13);
GW_ASSERT_OFFSET(struct everything_scalars, a_u64, 16);
GW_ASSERT_OFFSET(struct everything_scalars, a_s16, 24);
GW_ASSERT_OFFSET(struct everything_scalars, __pad3, 26);
GW_ASSERT_OFFSET(struct everything_scalars, a_s32, 28);
GW_ASSERT_OFFSET(struct everything_scalars, b_s8, 32);
GW_ASSERT_OFFSET(struct everything_scalars, __pad4, 33);
GW_ASSERT_OFFSET(struct everything_scalars, a_s64, 40);
GW_ASSERT_OFFSET(struct everything_scalars, a_be16, 48);
GW_ASSERT_OFFSET(struct everything_scalars, __pad5, 50);
GW_ASSERT_OFFSET(struct everything_scalars, a_be32, 52);
GW_ASSERT_OFFSET(struct everything_scalars, c_u8, 56);
GW_ASSERT_OFFSET(struct everything_scalars, __pad6, 57);
GW_ASSERT_OFFSET(struct everything_scalars, a_be64, 64);
GW_ASSERT_OFFSET(struct everything_scalars, a_le16, 72);
GW_ASSERT_OFFSET(struct everything_scalars, __pad7, 74);
GW_ASSERT_OFFSET(struct everything_scalars, a_le32, 76);
GW_ASSERT_OFFSET(struct everything_scalars, a_le64, 80);
GW_ASSERT_OFFSET(struct everything_scalars, a_mode, 88);
GW_ASSERT_OFFSET(struct everything_scalars, a_level, 92);
GW_ASSERT_OFFSET(struct everything_scalars, __pad8, 93);
GW_ASSERT_OFFSET(struct everything_scalars, a_wide, 96);
GW_ASSERT_OFFSET(struct everything_scalars, a_color, 104);
GW_ASSERT_OFFSET(struct everything_scalars, __pad9, 106);
GW_ASSERT_OFFSET(struct everything_scalars, a_rights, 108);
GW_ASSERT_OFFSET(struct everything_scalars, a_bits, 112);
GW_ASSERT_OFFSET(struct everything_scalars, __pad10, 113);
GW_ASSERT_OFFSET(struct everything_scalars, a_far, 120);
GW_ASSERT_OFFSET(struct everything_scalars, a_place, 128);
GW_ASSERT_OFFSET(struct everything_scalars, __pad11, 130);
GW_ASSERT_SIZE(struct everything_shapes, 496);
GW_ASSERT_OFFSET(struct everything_shapes, name, 0);
GW_ASSERT_OFFSET(struct everything_shapes, tiny, 16);
GW_ASSERT_OFFSET(struct everything_shapes, __pad0, 18);
GW_ASSERT_OFFSET(struct everything_shapes, blob_len, 20);
GW_ASSERT_OFFSET(struct everything_shapes, blob, 24);
GW_ASSERT_OFFSET(struct everything_shapes, __pad1, 29);
GW_ASSERT_OFFSET(struct everything_shapes, more_len, 32);
GW_ASSERT_OFFSET(struct everything_shapes, more, 36);
GW_ASSERT_OFFSET(struct everything_shapes, three, 100);
GW_ASSERT_OFFSET(struct everything_shapes, octets, 106);
GW_ASSERT_OFFSET(struct everything_shapes, truths, 111);
GW_ASSERT_OFFSET(struct everything_shapes, __pad2, 114);
GW_ASSERT_OFFSET(struct everything_shapes, modes, 116);
GW_ASSERT_OFFSET(struct everything_shapes, __pad3, 124);
GW_ASSERT_OFFSET(struct everything_shapes, longs, 128);
GW_ASSERT_OFFSET(struct everything_shapes, points, 144);
GW_ASSERT_OFFSET(struct everything_shapes, labels, 160);
GW_ASSERT_OFFSET(struct everything_shapes, v4, 176);
GW_ASSERT_OFFSET(struct everything_shapes, v6, 180);
GW_ASSERT_OFFSET(struct everything_shapes, ether, 196);
GW_ASSERT_OFFSET(struct everything_shapes, id, 202);
GW_ASSERT_OFFSET(struct everything_shapes, __pad4, 218);
GW_ASSERT_OFFSET(struct everything_shapes, v4s, 220);
GW_ASSERT_OFFSET(struct everything_shapes, up_bytes_count, 228);
GW_ASSERT_OFFSET(struct everything_shapes, up_bytes, 232);
GW_ASSERT_OFFSET(struct everything_shapes, __pad5, 235);
GW_ASSERT_OFFSET(struct everything_shapes, up_truths_count, 236);
GW_ASSERT_OFFSET(struct everything_shapes, up_truths, 240);
GW_ASSERT_OFFSET(struct everything_shapes, __pad6, 243);
GW_ASSERT_OFFSET(struct everything_shapes, up_words_count, 244);
GW_ASSERT_OFFSET(struct everything_shapes, up_words, 248);
GW_ASSERT_OFFSET(struct everything_shapes, __pad7, 254);
GW_ASSERT_OFFSET(struct everything_shapes, up_longs_count, 256);
GW_ASSERT_OFFSET(struct everything_shapes, __pad8, 260);
GW_ASSERT_OFFSET(struct everything_shapes, up_longs, 264);
GW_ASSERT_OFFSET(struct everything_shapes, up_orders_count, 288);
GW_ASSERT_OFFSET(struct everything_shapes, __pad9, 292);
GW_ASSERT_OFFSET(struct everything_shapes, up_orders, 296);
GW_ASSERT_OFFSET(struct everything_shapes, up_addresses_count, 312);
GW_ASSERT_OFFSET(struct everything_shapes, up_addresses, 316);
GW_ASSERT_OFFSET(struct everything_shapes, up_modes_count, 332);
GW_ASSERT_OFFSET(struct everything_shapes, up_modes, 336);
GW_ASSERT_OFFSET(struct everything_shapes, up_rights_count, 352);
GW_ASSERT_OFFSET(struct everything_shapes, up_rights, 356);
GW_ASSERT_OFFSET(struct everything_shapes, up_labels_count, 368);
GW_ASSERT_OFFSET(struct everything_shapes, up_labels, 372);
GW_ASSERT_OFFSET(struct everything_shapes, __pad10, 396);
GW_ASSERT_OFFSET(struct everything_shapes, up_stamps_count, 400);
GW_ASSERT_OFFSET(struct everything_shapes, __pad11, 404);
GW_ASSERT_OFFSET(struct everything_shapes, up_stamps, 408);
GW_ASSERT_OFFSET(struct everything_shapes, one, 456);
GW_ASSERT_OFFSET(struct everything_shapes, stamp, 464);
GW_ASSERT_OFFSET(struct everything_shapes, last, 488);
GW_ASSERT_OFFSET(struct everything_shapes, __pad12, 489);
GW_ASSERT_SIZE(struct everything_flag, 1);
GW_ASSERT_OFFSET(struct everything_flag, value, 0);
GW_ASSERT_SIZE(struct everything_small, 1);
GW_ASSERT_OFFSET(struct everything_small, value, 0);
GW_ASSERT_SIZE(struct everything_count16, 2);
GW_ASSERT_OFFSET(struct everything_count16, value, 0);
GW_ASSERT_SIZE(struct everything_total, 8);
GW_ASSERT_OFFSET(struct everything_total, value, 0);
GW_ASSERT_SIZE(struct everything_limit, 8);
GW_ASSERT_OFFSET(struct everything_limit, value, 0);
GW_ASSERT_SIZE(struct everything_offset8, 1);
GW_ASSERT_OFFSET(struct everything_offset8, value, 0);
GW_ASSERT_SIZE(struct everything_offset64, 8);
GW_ASSERT_OFFSET(struct everything_offset64, value, 0);
GW_ASSERT_SIZE(struct everything_trim, 4);
GW_ASSERT_OFFSET(struct everything_trim, value, 0);
GW_ASSERT_SIZE(struct everything_port, 2);
GW_ASSERT_OFFSET(struct everything_port, value, 0);
GW_ASSERT_SIZE(struct everything_serial, 8);
GW_ASSERT_OFFSET(struct everything_serial, value, 0);
GW_ASSERT_SIZE(struct everything_secret, 4);
GW_ASSERT_OFFSET(struct everything_secret, value, 0);
GW_ASSERT_SIZE(struct everything_mode, 4);
GW_ASSERT_OFFSET(struct everything_mode, value, 0);
GW_ASSERT_SIZE(struct everything_rights, 4);
GW_ASSERT_OFFSET(struct everything_rights, value, 0);
GW_ASSERT_SIZE(struct everything_bits, 1);
GW_ASSERT_OFFSET(struct everything_bits, value, 0);
GW_ASSERT_SIZE(struct everything_far, 8);
GW_ASSERT_OFFSET(struct everything_far, value, 0);
GW_ASSERT_SIZE(struct everything_title, 21);
GW_ASSERT_OFFSET(struct everything_title, value, 0);
GW_ASSERT_SIZE(struct everything_blob, 16);
GW_ASSERT_OFFSET(struct everything_blob, value_len, 0);
GW_ASSERT_OFFSET(struct everything_blob, value, 4);
GW_ASSERT_OFFSET(struct everything_blob, __pad0, 14);
GW_ASSERT_SIZE(struct everything_corner, 8);
GW_ASSERT_OFFSET(struct everything_corner, value, 0);
GW_ASSERT_SIZE(struct everything_tag, 8);
GW_ASSERT_OFFSET(struct everything_tag, value, 0);
GW_ASSERT_SIZE(struct everything_triple, 12);
GW_ASSERT_OFFSET(struct everything_triple, value, 0);
GW_ASSERT_SIZE(struct everything_some, 16);
GW_ASSERT_OFFSET(struct everything_some, value_count, 0);
GW_ASSERT_OFFSET(struct everything_some, value, 4);
GW_ASSERT_SIZE(struct everything_gateway, 4);
GW_ASSERT_OFFSET(struct everything_gateway, value, 0);
GW_ASSERT_SIZE(struct everything_address, 6);
GW_ASSERT_OFFSET(struct everything_address, value, 0);
GW_ASSERT_SIZE(struct everything_speed, 4);
GW_ASSERT_OFFSET(struct everything_speed, value, 0);
GW_ASSERT_SIZE(struct everything_banner, 41);
GW_ASSERT_OFFSET(struct everything_banner, value, 0);
GW_ASSERT_SIZE(struct everything_weights, 20);
GW_ASSERT_OFFSET(struct everything_weights, value_count, 0);
GW_ASSERT_OFFSET(struct everything_weights, value, 4);
GW_ASSERT_SIZE(struct everything_trigger, 4);
GW_ASSERT_OFFSET(struct everything_trigger, value, 0);
GW_ASSERT_SIZE(struct everything_ask_reply, 4);
GW_ASSERT_OFFSET(struct everything_ask_reply, answer, 0);
GW_ASSERT_SIZE(struct everything_tell_request, 31);
GW_ASSERT_OFFSET(struct everything_tell_request, what, 0);
GW_ASSERT_SIZE(struct everything_measure_reply, 32);
GW_ASSERT_OFFSET(struct everything_measure_reply, sum, 0);
GW_ASSERT_OFFSET(struct everything_measure_reply, worst, 8);
GW_ASSERT_SIZE(struct everything_uneven_request, 9);
GW_ASSERT_OFFSET(struct everything_uneven_request, nine, 0);
GW_ASSERT_SIZE(struct everything_uneven_reply, 8);
GW_ASSERT_OFFSET(struct everything_uneven_reply, tall, 0);
GW_ASSERT_SIZE(struct everything_ping, 4);
GW_ASSERT_OFFSET(struct everything_ping, round, 0);
GW_ASSERT_SIZE(struct everything_beat, 16);
GW_ASSERT_OFFSET(struct everything_beat, at, 0);
GW_ASSERT_OFFSET(struct everything_beat, cpu, 8);
GW_ASSERT_OFFSET(struct everything_beat, __pad0, 12);
GW_ASSERT_SIZE(struct everything_hosts, 32);
GW_ASSERT_OFFSET(struct everything_hosts, saddr, 0);
GW_ASSERT_OFFSET(struct everything_hosts, __pad0, 4);
GW_ASSERT_OFFSET(struct everything_hosts, packets, 8);
GW_ASSERT_OFFSET(struct everything_hosts, names_count, 16);
GW_ASSERT_OFFSET(struct everything_hosts, names, 20);
GW_ASSERT_SIZE(struct everything_users, 44);
GW_ASSERT_OFFSET(struct everything_users, name, 0);
GW_ASSERT_OFFSET(struct everything_users, rights, 32);
GW_ASSERT_OFFSET(struct everything_users, ether, 36);
GW_ASSERT_OFFSET(struct everything_users, __pad0, 42);
GW_ASSERT_SIZE(struct everything_links, 20);
GW_ASSERT_OFFSET(struct everything_links, ether, 0);
GW_ASSERT_OFFSET(struct everything_links, __pad0, 6);
GW_ASSERT_OFFSET(struct everything_links, where, 8);
GW_ASSERT_OFFSET(struct everything_links, up, 16);
GW_ASSERT_OFFSET(struct everything_links, __pad1, 17);
GW_ASSERT_SIZE(struct everything_switches, 8);
GW_ASSERT_OFFSET(struct everything_switches, on_or_off, 0);
GW_ASSERT_OFFSET(struct everything_switches, __pad0, 1);
GW_ASSERT_OFFSET(struct everything_switches, count32, 4);
GW_ASSERT_SIZE(union everything_ask, 4);
GW_ASSERT_SIZE(union everything_tell, 31);
GW_ASSERT_SIZE(union everything_echo_scalars, 136);
GW_ASSERT_SIZE(union everything_echo_shapes, 496);
GW_ASSERT_SIZE(union everything_uneven, 16);

#endif /* _UAPI_EVERYTHING_GW_H */
