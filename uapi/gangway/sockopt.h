/* SPDX-License-Identifier: (GPL-2.0-only WITH Linux-syscall-note) OR MIT */
/*
 * Carrier "sockopt": an interface as options of sockets.
 *
 * OPTIONS
 *
 * All interfaces share the options from GW_SOCKOPT_FIRST to GW_SOCKOPT_LAST, at the
 * level SOL_IP of every IPv4 socket and SOL_IPV6 of every IPv6 socket. Nothing is sent,
 * and the socket itself does not change: any type will do, such as SOCK_DGRAM.
 *
 * Gangway gives each device GW_SOCKOPT_SPAN of them when it appears. Ask for
 * GW_SOCKOPT_FIND which: that is the first, and the number of an element, added to it,
 * is the element's.
 *
 *   getsockopt   get a property; call
 *   setsockopt   set a property
 *
 * A device that comes back later has others, and those that it had stay unused for
 * as long as possible (65534 other devices): a program that still has them gets ENODEV.
 *
 * VALUES
 *
 * A property is struct NAME_gw_PROPERTY. A call is union NAME_gw_CALL: clear it, fill in
 * the request; the reply replaces it. So the buffer has to be as long as the longer of
 * them. Lengths are data, and both sides may be older or newer than the other:
 *
 *  - Input longer than the kernel knows must be zero past that: else E2BIG.
 *  - Shorter input is extended with zeros, but what the element's first version
 *    held must be present: else EINVAL.
 *  - Output is truncated to the caller's length, or extended with zeros up to it. The
 *    length that getsockopt() stores says how much of it is the kernel's.
 *
 * When a request fails, nothing is written to the caller's memory (except with EFAULT,
 * which may leave part of a reply where the buffer is only partly mapped).
 *
 * NAMESPACES
 *
 * Where the description says `netns: each`, a socket reaches the instance of the
 * network namespace that it was created in, wherever its user is. All other interfaces
 * are there for sockets of the initial one only.
 *
 * PERMISSIONS
 *
 * Where the description requires a capability, who created the socket and who uses it
 * both need it, in the user namespace that owns the instance's network namespace (for
 * interfaces without `netns: each`, the initial one). Otherwise everybody may get if the
 * mode of the interface lets others read, and set and call if it lets others write; if
 * it does not, CAP_NET_ADMIN over the machine is needed. Everybody may find.
 *
 * Errors of every request: ENOPROTOOPT no such element, or it is not for this; or
 * gangway.ko is not there at all. ENODEV the device is gone, or not in the socket's
 * network namespace. EFAULT bad address, EINVAL too short, or a value outside its type
 * (including padding that is not zero), E2BIG as above, or a length of more than
 * GW_SOCKOPT_MAX, ERANGE a value outside the range that the description states, EPERM
 * as above, EINTR a signal came while it waited; and those that a call declares.
 */
#ifndef _UAPI_GANGWAY_SOCKOPT_H
#define _UAPI_GANGWAY_SOCKOPT_H

#include <linux/types.h>

/* Both ends included. Another module that has any of them keeps Gangway from having them. */
#define GW_SOCKOPT_FIRST	0x67000000
#define GW_SOCKOPT_LAST		0x67ffffff

/* Those of one device. */
#define GW_SOCKOPT_SPAN		256

/* Bytes of the longest buffer. */
#define GW_SOCKOPT_MAX		32768

/* getsockopt: struct gw_sockopt_find. ENODEV: there is no such device. */
#define GW_SOCKOPT_FIND		GW_SOCKOPT_FIRST

/**
 * struct gw_sockopt_find - the options of a device
 * @device: in: its name in /sys/class/gangway, "NAME" or "NAME@INSTANCE", NUL-terminated
 * @options: out: the first of its options
 * @__pad0: zero
 */
struct gw_sockopt_find {
	char device[64];
	__u32 options;
	__u32 __pad0;
};

#endif /* _UAPI_GANGWAY_SOCKOPT_H */
