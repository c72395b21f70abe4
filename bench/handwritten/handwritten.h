/* SPDX-License-Identifier: (GPL-2.0-only WITH Linux-syscall-note) OR MIT */
/*
 * What a careful author would write by hand for what bench.yaml describes: the
 * peer that generated code is measured against. It gives the same guarantees:
 * sizes may grow on either side, replies are zeroed before they are filled in,
 * requests are serialised, counted, and end when the device goes, records may be
 * sent from any context (ring) and every loss is counted.
 */
#ifndef HANDWRITTEN_H
#define HANDWRITTEN_H

#include <linux/ioctl.h>
#include <linux/types.h>

#define HW_NODE "/dev/handwritten"

/* The value, as a file of each kind. */
#define HW_SYSFS   "/sys/class/misc/handwritten/value"
#define HW_PROCFS  "/proc/handwritten"
#define HW_SYSCTL  "/proc/sys/handwritten/value"
#define HW_DEBUGFS "/sys/kernel/debug/handwritten"
#define HW_PARAM   "/sys/module/handwritten/parameters/value"

struct hw_small {
	__aligned_u64 data[8];
};

struct hw_large {
	__aligned_u64 data[128];
};

/*
 * @what: 0, 1: a small, a large record of the ring; 2, 3: of genetlink; 4, 5: netlink; 6, 7:
 * of the ring, with 16 and with 256 bytes.
 */
struct hw_emit {
	__u32 count;
	__u32 what;
};

#define HW_SMALL _IOWR('h', 1, struct hw_small)
#define HW_LARGE _IOWR('h', 2, struct hw_large)
#define HW_EMIT	 _IOW('h', 3, struct hw_emit)
#define HW_GET	 _IOR('h', 4, __u64)
#define HW_SET	 _IOW('h', 5, __u64)

/* The same as options of a socket, by the number of the request. */
#define HW_OPTION(number) (0x68000000 + (number))

/*
 * The ring is mapped from offset 0: this page (read-only to the user), the data
 * twice, and behind it, at HW_TAIL, the user's page. Positions are bytes.
 */
#define HW_RING_BYTES (4u << 20)
#define HW_TAIL (1ull << 32)

struct hw_producer {
	__aligned_u64 head;
	__aligned_u64 lost;
	__u32 asleep;
};

struct hw_consumer {
	__aligned_u64 tail;
	__u32 asleep;
};

/* Records are aligned to 16 bytes. */
struct hw_record {
	__u32 size;
	__u32 lost;	/* before this one */
	__aligned_u64 reserved;
};

/* A page at HW_PAGE, read-only: the value, while the sequence is even and stays so. */
#define HW_PAGE (2ull << 32)
#define HW_GONE (1ull << 63)

struct hw_page {
	__aligned_u64 sequence;	/* or HW_GONE */
	__aligned_u64 value;
};

/* As a command of a ring: cmd_op is the request, and this says where its structure is. */
struct hw_uring {
	__aligned_u64 addr;
	__aligned_u64 reserved;
};

/* A netlink protocol: a structure behind the header, of a record its number and that. */
#define HW_NL_PROTOCOL 30
#define HW_NL_GROUP    1

enum {
	HW_NL_SMALL = 0x10,
	HW_NL_LARGE,
	HW_NL_GET,
	HW_NL_SET,
	HW_NL_RECORD,
};

#define HW_FAMILY "handwritten"
#define HW_GROUP  "messages"

enum {
	HW_CMD_SMALL = 1,
	HW_CMD_LARGE,
	HW_CMD_MESSAGE,
};

enum {
	HW_A_DATA = 1,
	HW_A_SEQUENCE,
	HW_A_MAX = HW_A_SEQUENCE,
};

#endif /* HANDWRITTEN_H */
